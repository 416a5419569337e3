"""``flask evaluate``: the ranking of clusters on judged needs, beside plain baselines on the same needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sqlalchemy.orm import Session

from app.services.evaluating_search import SearchReport, evaluate_queries
from app.services.matching import read_words
from app.services.recognising import matcher_of
from app.services.searching import vocabulary
from app.wiring import Parts
from indexer.analysis import query_units
from indexer.judging import Reading, judge, kind_of, read_spoken
from indexer.understanding import understand
from matcher.encoder import Encoder
from matcher.evaluation import Judged, Metric, Outcome, Ranker, measure, read_judgements, summary, worst
from matcher.positioning import ClusterProfile
from matcher.requirement import Requirement


@dataclass(frozen=True)
class Report:
    """Metrics of every ranker on one file, and the needs the matcher does worst on."""

    file: str
    needs: int
    metrics: dict[str, dict[str, Metric]]
    worst: tuple[tuple[Judged, Outcome], ...]

    def as_dict(self) -> dict[str, object]:
        figures = {
            ranker: {name: [m.mean, m.low, m.high] for name, m in metrics.items()}
            for ranker, metrics in self.metrics.items()
        }
        return {"file": self.file, "needs": self.needs, "metrics": figures}

    def as_table(self) -> str:
        names = list(next(iter(self.metrics.values())))
        lines = [f"{self.file}: {self.needs} needs", f"{'':14}" + "".join(f"{name:>24}" for name in names)]
        for ranker, metrics in self.metrics.items():
            cells = (f"{m.mean:.3f} [{m.low:.3f}, {m.high:.3f}]" for m in metrics.values())
            lines.append(f"{ranker:14}" + "".join(f"{cell:>24}" for cell in cells))
        lines.append("worst:")
        for need, outcome in self.worst:
            wanted = max(need.relevant, key=lambda name: need.relevant[name])
            lines.append(f"  {need.id} nDCG {outcome.ndcg:.2f}: {outcome.first} for {wanted}: {need.text[:60]}")
        return "\n".join(lines)


def evaluate(parts: Parts, session: Session, file: Path) -> Report | Reading | SearchReport:
    """Measure what a file judges: needs with their clusters, texts with what they say, or queries with their places.

    Raises ``ValueError`` naming a bad line.
    """
    kind = kind_of(file)
    if kind == "queries":
        return evaluate_queries(parts, session, file)
    if kind == "understanding":
        words = vocabulary(parts, session)
        return judge(read_spoken(file), lambda text: understand(text, words))
    return evaluate_needs(parts, session, file)


def evaluate_needs(parts: Parts, session: Session, file: Path) -> Report:
    """Rank every need of a file four ways."""
    matcher = matcher_of(parts, session)
    clusters = matcher.positioning.clusters

    def by_matcher(need: Judged) -> Sequence[str]:
        asked = Requirement(need.text, regions=need.regions, area_min=need.area_min, area_max=need.area_max)
        return [fit.cluster.name for fit in matcher.rank_clusters(read_words(parts, session, asked))[1]]

    dense, lexical = _dense(clusters, parts.encoder), _bm25(clusters)
    rankers: dict[str, Ranker] = {
        "matcher": by_matcher,
        "dense only": dense,
        "BM25 only": lexical,
        "RRF of both": _fused(dense, lexical),
    }
    needs = read_judgements(file, (cluster.name for cluster in clusters))
    outcomes = {name: measure(needs, rank) for name, rank in rankers.items()}
    by_id = {need.id: need for need in needs}
    return Report(
        file.name,
        len(needs),
        {name: summary(found) for name, found in outcomes.items()},
        tuple((by_id[outcome.id], outcome) for outcome in worst(outcomes["matcher"])),
    )


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
