"""What the chain pages and their JSON show. Read like ``view``: in the reader's language, units beside figures."""

from __future__ import annotations

from dataclasses import dataclass

from app.presenters.view import Ref


@dataclass(frozen=True)
class CompanyView:
    name: str
    building: str
    is_sample: bool


@dataclass(frozen=True)
class NodeView:
    """A node of a chain in a place. ``state`` is present, single or missing; ``url`` leads to space for it."""

    leaf: str
    stage: str
    stage_label: str
    name: str
    industry: str
    is_core: bool
    state: str
    state_label: str
    companies: tuple[CompanyView, ...]
    leaders: tuple[Ref, ...]
    url: str

    @property
    def count(self) -> int:
        return len(self.companies)

    @property
    def has_samples(self) -> bool:
        return any(company.is_sample for company in self.companies)


@dataclass(frozen=True)
class FlowView:
    """What flows from a supplier to its user."""

    source: NodeView
    target: NodeView
    flow: str


@dataclass(frozen=True)
class Counts:
    """How many nodes there are of each state."""

    present: int
    single: int
    missing: int

    @property
    def total(self) -> int:
        return self.present + self.single + self.missing

    @property
    def here(self) -> int:
        """Nodes that somebody does here."""
        return self.present + self.single


@dataclass(frozen=True)
class NeighbourView:
    """The companies at the other end of one link. ``side`` is what they would be to a newcomer: customer, supplier."""

    side: str
    side_label: str
    node: NodeView
    flow: str


@dataclass(frozen=True)
class GapView:
    """What a company of a missing or single node would do here. ``kind`` is fill, extend or strengthen."""

    kind: str
    kind_label: str
    node: NodeView
    neighbours: tuple[NeighbourView, ...]
    match_url: str


@dataclass(frozen=True)
class PlaceRow:
    """A cluster with how much of a chain it holds."""

    cluster: Ref
    counts: Counts
    leads: bool


@dataclass(frozen=True)
class ChainCard:
    """A chain over the whole city, and the cluster that holds most of it."""

    code: str
    name: str
    summary: str
    section: str
    nodes: tuple[NodeView, ...]
    counts: Counts
    fullest: PlaceRow | None

    @property
    def core(self) -> tuple[NodeView, ...]:
        return tuple(node for node in self.nodes if node.is_core)

    @property
    def has_samples(self) -> bool:
        return any(node.has_samples for node in self.nodes)


@dataclass(frozen=True)
class ChainPage:
    """A chain in the whole city, or in ``place``. ``lonely`` are missing nodes without a neighbour here."""

    card: ChainCard
    place: Ref | None
    options: tuple[tuple[int, str], ...]
    flows: tuple[FlowView, ...]
    gaps: tuple[GapView, ...]
    lonely: tuple[NodeView, ...]
    places: tuple[PlaceRow, ...]

    @property
    def stages(self) -> tuple[tuple[str, tuple[NodeView, ...]], ...]:
        """Label of a stage with its nodes, in order."""
        labels = dict.fromkeys(node.stage_label for node in self.card.nodes)
        return tuple((label, tuple(n for n in self.card.nodes if n.stage_label == label)) for label in labels)


@dataclass(frozen=True)
class ClusterChain:
    """A chain on the page of a cluster."""

    code: str
    name: str
    counts: Counts
    leads: bool
    has_samples: bool
