"""``Matcher.match``: a need → clusters in order, spaces with scores and reasons, and near misses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from indexer.documents import SpaceDocument
from indexer.engine import SearchEngine
from matcher.bulk import Marks, Offers, totals
from matcher.candidates import Load, candidates
from matcher.chains import ChainMap
from matcher.classifier import Array
from matcher.explanation import Reason, reasons_of
from matcher.features import Wording
from matcher.functions import SURE, FunctionRecognizer
from matcher.industries import IndustryRecognizer, IndustryShare
from matcher.positioning import ClusterFit, PositioningModel
from matcher.requirement import Requirement
from matcher.scoring import VACANCY_WEIGHT, score

NEAR_MISSES = 6
LOOKED_AT = 20
"""How many times what is shown is looked through for near-duplicates and a choice of buildings."""
ALIKE = 0.02
"""By how much of their area near-duplicates may differ."""


@dataclass(frozen=True)
class Match:
    """A space for a need. ``fix`` says what would make a near miss fit; ``alike`` are near-duplicates not shown."""

    space: SpaceDocument
    score: float
    band: str
    reasons: tuple[Reason, ...]
    fix: Wording | None = None
    alike: tuple[int, ...] = ()


@dataclass(frozen=True)
class Matches:
    """The answer to a need: how it was understood, every cluster, the spaces that fit, those that nearly do."""

    requirement: Requirement
    clusters: tuple[ClusterFit, ...]
    spaces: tuple[Match, ...]
    near_misses: tuple[Match, ...]


@dataclass(frozen=True)
class Matcher:
    """Everything a match needs, built once."""

    recognizer: IndustryRecognizer
    positioning: PositioningModel
    functions: FunctionRecognizer
    chains: ChainMap = field(default_factory=ChainMap)
    vacancy_weight: float = VACANCY_WEIGHT

    def complete(self, need: Requirement) -> Requirement:
        """The need with its industries recognised from the words, and its function where words name one."""
        trade = need.trade or need.text
        industries, nothing = need.industries, 0.0
        if not industries and trade.strip():
            industries, nothing = self.recognizer.hear(trade)
        functions = ((need.function, 1.0),) if need.function else self.functions.recognize(need.text)
        sure = next((code for code, share in functions if share >= SURE), None)
        return replace(need, industries=industries, nothing=nothing, functions=functions, function=sure)

    def rank_clusters(self, need: Requirement) -> tuple[Requirement, list[ClusterFit]]:
        """The need as understood, and every cluster, best first."""
        whole = self.complete(need)
        return whole, [self._with_chain(fit, whole) for fit in self.positioning.fit(whole)]

    def _with_chain(self, fit: ClusterFit, need: Requirement) -> ClusterFit:
        role, worth = self.chains.expected(fit.cluster.name, need.industries)
        return replace(fit, role=role, chain=worth)

    def match(self, need: Requirement, engine: SearchEngine, load: Load, *, limit: int = 20) -> Matches:
        """The best of the candidates. Spaces break no limit; near misses break exactly one and say which."""
        need, fits = self.rank_clusters(need)
        return self.choose(need, fits, Offers(candidates(engine, load, need, fits)), limit=limit)

    def choose(self, need: Requirement, fits: Sequence[ClusterFit], offers: Offers, *, limit: int = 20) -> Matches:
        """The best of any spaces for a need that is understood: many needs may share one table of offers."""
        by_cluster = {fit.cluster.name: fit for fit in fits}
        scores, broken = totals(need, by_cluster, offers, vacancy_weight=self.vacancy_weight)

        def best(breaks: int, most: int) -> tuple[Match, ...]:
            chosen = _chosen(offers, scores, broken == breaks, most)
            return tuple(
                self._match(need, space, by_cluster.get(space.cluster or ""), alike) for space, alike in chosen
            )

        return Matches(need, tuple(fits), best(0, limit), best(1, NEAR_MISSES))

    def _match(self, need: Requirement, space: SpaceDocument, fit: ClusterFit | None, alike: tuple[int, ...]) -> Match:
        scored = score(need, space, fit, vacancy_weight=self.vacancy_weight)
        broken = scored.failed(need.limits)
        fix = broken[0].finding.fix if broken else None
        return Match(space, scored.total, scored.band, reasons_of(scored), fix, alike)

    def named(self, name: str) -> tuple[IndustryShare, ...]:
        """The leaves a caller means by a code or a name: one leaf, or all of a sector; empty when unknown."""
        return tuple(
            IndustryShare(leaf.code, leaf.name, leaf.name_en, 1.0)
            for leaf in self.recognizer.leaves
            if name in (leaf.code, leaf.name, leaf.name_en, leaf.code.split(".")[0], leaf.sector)
        )


Chosen = tuple[SpaceDocument, tuple[int, ...]]
"""A space, and the ids of its near-duplicates."""


def _chosen(offers: Offers, scores: Array, among: Marks, limit: int) -> list[Chosen]:
    """By score, then cheapest, freshest, id; near-duplicates as one, and few of one building before the others."""
    rows = np.flatnonzero(among)
    rent = np.nan_to_num(offers.number("rent")[rows], nan=np.inf)
    keys = (offers.number("id")[rows], -offers.number("updated_at")[rows], rent, -np.round(scores[rows], 6))
    ordered = [offers.spaces[i] for i in rows[np.lexsort(keys)][: limit * LOOKED_AT]]
    return _spread(_collapsed(ordered), lambda chosen: chosen[0].building)[:limit]


def _collapsed(ordered: Sequence[SpaceDocument]) -> list[Chosen]:
    """Spaces of one building that differ in little but their floor, as the first of them with the others named."""
    groups: list[list[SpaceDocument]] = []
    by_kind: dict[object, list[list[SpaceDocument]]] = {}
    for space in ordered:
        peers = by_kind.setdefault((space.building, space.deal, space.rent, space.decoration), [])
        group = next((g for g in peers if abs(g[0].area - space.area) <= ALIKE * g[0].area), None)
        if group is None:
            group = []
            peers.append(group)
            groups.append(group)
        group.append(space)
    return [(group[0], tuple(space.id for space in group[1:])) for group in groups]


def _spread(matches: Sequence[Chosen], key: Callable[[Chosen], str], most: int = 3) -> list[Chosen]:
    seen: dict[str, int] = {}
    first: list[Chosen] = []
    later: list[Chosen] = []
    for match in matches:
        seen[key(match)] = seen.get(key(match), 0) + 1
        (first if seen[key(match)] <= most else later).append(match)
    return first + later
