"""``Matcher.match``: a need → clusters in order, spaces with scores and reasons, and near misses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from indexer.documents import SpaceDocument
from indexer.engine import SearchEngine
from matcher.candidates import Load, candidates
from matcher.chains import ChainMap
from matcher.explanation import Reason, reasons_of
from matcher.features import Wording
from matcher.functions import SURE, FunctionRecognizer
from matcher.industries import IndustryRecognizer, IndustryShare
from matcher.positioning import ClusterFit, PositioningModel
from matcher.requirement import Requirement
from matcher.scoring import VACANCY_WEIGHT, Score, score

NEAR_MISSES = 6


@dataclass(frozen=True)
class Match:
    """A space for a need. ``fix`` says what would make a near miss fit."""

    space: SpaceDocument
    score: float
    band: str
    reasons: tuple[Reason, ...]
    fix: Wording | None = None


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
        industries = need.industries or (self.recognizer.recognize(trade) if trade.strip() else ())
        functions = ((need.function, 1.0),) if need.function else self.functions.recognize(need.text)
        sure = next((code for code, share in functions if share >= SURE), None)
        return replace(need, industries=industries, functions=functions, function=sure)

    def rank_clusters(self, need: Requirement) -> tuple[Requirement, list[ClusterFit]]:
        """The need as understood, and every cluster, best first."""
        whole = self.complete(need)
        return whole, [self._with_chain(fit, whole) for fit in self.positioning.fit(whole)]

    def _with_chain(self, fit: ClusterFit, need: Requirement) -> ClusterFit:
        role, worth = self.chains.expected(fit.cluster.name, need.industries)
        return replace(fit, role=role, chain=worth)

    def match(self, need: Requirement, engine: SearchEngine, load: Load, *, limit: int = 20) -> Matches:
        """Score the candidates. Spaces break no limit; near misses break exactly one and say which."""
        need, fits = self.rank_clusters(need)
        by_cluster = {fit.cluster.name: fit for fit in fits}
        fitting: list[Match] = []
        near: list[Match] = []
        for space in candidates(engine, load, need, fits):
            scored = score(need, space, by_cluster.get(space.cluster or ""), vacancy_weight=self.vacancy_weight)
            broken = scored.failed(need.limits)
            if not broken:
                fitting.append(_match(space, scored))
            elif len(broken) == 1:
                near.append(_match(space, scored, broken[0].finding.fix))
        return Matches(need, tuple(fits), tuple(_best(fitting, limit)), tuple(_best(near, NEAR_MISSES)))

    def named(self, name: str) -> tuple[IndustryShare, ...]:
        """The leaves a caller means by a code or a name: one leaf, or all of a sector; empty when unknown."""
        return tuple(
            IndustryShare(leaf.code, leaf.name, leaf.name_en, 1.0)
            for leaf in self.recognizer.leaves
            if name in (leaf.code, leaf.name, leaf.name_en, leaf.code.split(".")[0], leaf.sector)
        )


def _match(space: SpaceDocument, scored: Score, fix: Wording | None = None) -> Match:
    return Match(space, scored.total, scored.band, reasons_of(scored), fix)


def _best(matches: Sequence[Match], limit: int) -> list[Match]:
    """By score, then freshest, then id; at most a few of one building, so that a list shows a choice."""
    ordered = sorted(matches, key=lambda m: (-round(m.score, 6), -m.space.updated_at, m.space.id))
    return _spread(ordered, lambda match: match.space.building)[:limit]


def _spread(matches: Sequence[Match], key: Callable[[Match], str], most: int = 3) -> list[Match]:
    seen: dict[str, int] = {}
    first: list[Match] = []
    later: list[Match] = []
    for match in matches:
        seen[key(match)] = seen.get(key(match), 0) + 1
        (first if seen[key(match)] <= most else later).append(match)
    return first + later
