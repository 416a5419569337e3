"""The spaces worth scoring: the best-fitting clusters' published spaces near the need's limits. Asks the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from indexer.documents import SpaceDocument
from indexer.engine import SearchEngine
from indexer.query import SearchQuery
from matcher.features import SLACK
from matcher.positioning import ClusterFit
from matcher.requirement import Requirement

CLUSTERS = 8
"""How many of the best clusters are looked into."""
PER_CLUSTER = 60

Load = Callable[[Sequence[int]], Mapping[int, SpaceDocument]]


def candidates(engine: SearchEngine, load: Load, need: Requirement, fits: Sequence[ClusterFit]) -> list[SpaceDocument]:
    """Published spaces to score, without repeats. Limits are widened by ``SLACK`` so that near misses are seen."""
    ids: dict[int, None] = {}
    for fit in fits[:CLUSTERS]:
        query = _near(need, clusters=(fit.cluster.name,), size=PER_CLUSTER)
        ids |= dict.fromkeys(hit.id for hit in engine.search(query).hits)
    if need.regions or need.buildings:
        query = _near(need, clusters=(), size=2 * PER_CLUSTER)
        ids |= dict.fromkeys(hit.id for hit in engine.search(query).hits)
    documents = load(list(ids))
    return [documents[i] for i in ids if i in documents]


def _near(need: Requirement, *, clusters: tuple[str, ...], size: int) -> SearchQuery:
    return SearchQuery(
        clusters=clusters,
        regions=need.regions if not clusters else (),
        buildings=need.buildings if not clusters else (),
        deals=need.deals,
        area_min=None if need.area_min is None else need.area_min * (1 - SLACK),
        area_max=None if need.area_max is None else need.area_max * (1 + SLACK),
        rent_max=None if need.rent_max is None else need.rent_max * (1 + SLACK),
        size=size,
    )
