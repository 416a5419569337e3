"""``flask evaluate``: the ranking of clusters on judged needs, beside plain baselines on the same needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from app.services.evaluating_search import SearchReport, evaluate_queries
from app.services.matching import is_unsure, read_words
from app.services.recognising import matcher_of
from app.services.searching import vocabulary
from app.wiring import Parts
from indexer.analysis import query_units
from indexer.judging import SAID_ON, Reading, judge, kind_of, read_spoken
from indexer.understanding import understand
from matcher.encoder import Encoder
from matcher.evaluation import (
    Group,
    Judged,
    Metric,
    Outcome,
    Ranker,
    by_group,
    measure,
    read_judgements,
    summary,
    worst,
)
from matcher.matching import Matcher
from matcher.positioning import ClusterFit, ClusterProfile
from matcher.requirement import Requirement

TOP = 3
"""The grade of a cluster that fits outright."""


@dataclass(frozen=True)
class Report:
    """Metrics of every ranker on one file, the matcher's by class and by cluster, and the needs it does worst on.

    ``asked_back``: for how many of the texts that name no trade (``silent``) the matcher says so and asks.
    """

    file: str
    needs: int
    metrics: dict[str, dict[str, Metric]]
    by_kind: Group
    by_cluster: Group
    silent: int
    asked_back: int
    worst: tuple[tuple[Judged, Outcome], ...]

    def as_dict(self) -> dict[str, object]:
        figures = {
            ranker: {name: [m.mean, m.low, m.high] for name, m in metrics.items()}
            for ranker, metrics in self.metrics.items()
        }
        groups = {"by_kind": self.by_kind, "by_cluster": self.by_cluster}
        asked = {"silent": self.silent, "asked_back": self.asked_back}
        return {"file": self.file, "needs": self.needs, "metrics": figures, **groups, **asked}

    def as_table(self) -> str:
        names = list(next(iter(self.metrics.values())))
        lines = [f"{self.file}: {self.needs} needs", f"{'':22}" + "".join(f"{name:>24}" for name in names)]
        for ranker, metrics in self.metrics.items():
            cells = (f"{m.mean:.3f} [{m.low:.3f}, {m.high:.3f}]" for m in metrics.values())
            lines.append(f"{ranker:22}" + "".join(f"{cell:>24}" for cell in cells))
        if self.silent:
            lines.append(f"asked to say more: {self.asked_back} of {self.silent} texts that name no trade")
        for title, group in (("class", self.by_kind), ("cluster", self.by_cluster)):
            lines.append(f"{title:22}{'needs':>6}{'Hit@1':>8}{'nDCG@5':>8}")
            lines += [f"{name:22}{n:6}{hit:8.3f}{ndcg:8.3f}" for name, (n, hit, ndcg) in group.items()]
        lines.append("worst:")
        for need, outcome in self.worst:
            wanted = max(need.relevant, key=lambda name: need.relevant[name])
            lines.append(f"  {need.id} nDCG {outcome.ndcg:.2f}: {outcome.first} for {wanted}: {need.text[:60]}")
        return "\n".join(lines)


def evaluate(parts: Parts, session: Session, file: Path, *, ablate: bool = False) -> Report | Reading | SearchReport:
    """Measure what a file judges: needs with their clusters, texts with what they say, or queries with their places.

    ``ablate``: needs also with one part of the matcher taken out at a time. Raises ``ValueError`` naming a bad line.
    """
    kind = kind_of(file)
    if kind == "queries":
        return evaluate_queries(parts, session, file)
    if kind == "understanding":
        words = vocabulary(parts, session)
        return judge(read_spoken(file), lambda text: understand(text, words, SAID_ON))
    return evaluate_needs(parts, session, file, ablate=ablate)


def evaluate_needs(parts: Parts, session: Session, file: Path, *, ablate: bool = False) -> Report:
    """Rank every need of a file by the matcher and by plain baselines."""
    matcher = matcher_of(parts, session)
    clusters = matcher.positioning.clusters
    pairs = read_needs(parts, session, file)
    needs, read = [judged for judged, _ in pairs], {judged.id: need for judged, need in pairs}
    dense, lexical = _dense(clusters, parts.encoder), _bm25(clusters)
    rankers: dict[str, Ranker] = {
        "matcher": lambda need: _names(matcher.positioning.fit(read[need.id])),
        "dense only": dense,
        "BM25 only": lexical,
        "RRF of both": _fused(dense, lexical),
    }
    if ablate:
        rankers |= _ablated(matcher, read)
    outcomes = {name: measure(needs, rank) for name, rank in rankers.items()}
    by_id = {need.id: need for need in needs}
    silent = [need for need in needs if not need.relevant]
    return Report(
        file=file.name,
        needs=len(needs) - len(silent),
        metrics={name: summary(found) for name, found in outcomes.items()},
        by_kind=by_group(outcomes["matcher"], lambda i: [by_id[i].kind] if by_id[i].kind else []),
        by_cluster=by_group(outcomes["matcher"], lambda i: [c for c, g in by_id[i].relevant.items() if g == TOP]),
        silent=len(silent),
        asked_back=sum(is_unsure(read[need.id]) for need in silent),
        worst=tuple((by_id[outcome.id], outcome) for outcome in worst(outcomes["matcher"])),
    )


def read_needs(parts: Parts, session: Session, file: Path) -> list[tuple[Judged, Requirement]]:
    """The judged needs of a file, each with what the matcher understands of it."""
    matcher = matcher_of(parts, session)
    return [
        (judged, matcher.complete(read_words(parts, session, _asked(judged))))
        for judged in read_judgements(file, (cluster.name for cluster in matcher.positioning.clusters))
    ]


def _asked(need: Judged) -> Requirement:
    return Requirement(need.text, regions=need.regions, area_min=need.area_min, area_max=need.area_max)


def _names(fits: Sequence[ClusterFit]) -> list[str]:
    return [fit.cluster.name for fit in fits]


def _ablated(matcher: Matcher, read: Mapping[str, Requirement]) -> dict[str, Ranker]:
    """The matcher with one part taken out at a time. Chains weigh spaces, not clusters, and so change nothing here."""
    fit = matcher.positioning.fit

    def literal(need: Requirement) -> Requirement:
        spoken = tuple((code, 1.0) for _, code in matcher.functions.spoken(need.text))
        return replace(need, industries=matcher.recognizer.literal(need.trade or need.text), functions=spoken)

    return {
        "no recognition": lambda need: _names(fit(replace(read[need.id], industries=()))),
        "no embeddings": lambda need: _names(fit(literal(read[need.id]), without=("meaning",))),
        "no profile meaning": lambda need: _names(fit(read[need.id], without=("meaning",))),
        "no functions": lambda need: _names(fit(read[need.id], without=("function",))),
        "no place or name": lambda need: _names(fit(read[need.id], without=("place", "named"))),
    }


def _dense(clusters: Sequence[ClusterProfile], encoder: Encoder) -> Ranker:
    """Plain cosine of need and profile."""
    profiles = encoder.passages([cluster.text() for cluster in clusters])
    names = [cluster.name for cluster in clusters]

    def rank(need: Judged) -> Sequence[str]:
        cosines = profiles @ encoder.queries([need.text])[0]
        return [names[i] for i in np.argsort(-cosines, kind="stable")]

    return rank


def _bm25(clusters: Sequence[ClusterProfile], k: float = 1.2, b: float = 0.75) -> Ranker:
    """Okapi BM25 over the profiles' words."""
    texts = [[unit.word for unit in query_units(cluster.text())] for cluster in clusters]
    mean = sum(map(len, texts)) / len(texts)
    names = [cluster.name for cluster in clusters]

    def weight(word: str, text: Sequence[str]) -> float:
        holding = sum(word in other for other in texts)
        rarity = float(np.log(1 + (len(texts) - holding + 0.5) / (holding + 0.5)))
        count = text.count(word)
        return rarity * count * (k + 1) / (count + k * (1 - b + b * len(text) / mean))

    def rank(need: Judged) -> Sequence[str]:
        words = [unit.word for unit in query_units(need.text)]
        scores = [sum(weight(word, text) for word in words) for text in texts]
        return [names[i] for i in np.argsort(-np.array(scores), kind="stable")]

    return rank


def _fused(*rankers: Ranker, constant: int = 60) -> Ranker:
    """Reciprocal rank fusion."""

    def rank(need: Judged) -> Sequence[str]:
        scores: dict[str, float] = {}
        for ranker in rankers:
            for place, name in enumerate(ranker(need), start=1):
                scores[name] = scores.get(name, 0.0) + 1 / (constant + place)
        return sorted(scores, key=lambda name: -scores[name])

    return rank
