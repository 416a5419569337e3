"""What the pages around the search show: home, sheet, building and cluster. Read like ``view``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.presenters.chain_view import ClusterChain
from app.presenters.map_view import MapView
from app.presenters.view import Ref, SpaceView


@dataclass(frozen=True)
class Fact:
    """A label with its value, ready to print. ``source`` is a section of the plan, or empty."""

    label: str
    value: str
    source: str = ""


@dataclass(frozen=True)
class PositioningView:
    """One industry of a cluster's positioning with the plan's own term and section."""

    role: str
    role_label: str
    industry: str
    term: str
    basis: str
    basis_label: str
    section: str
    decision: str = ""
    """Of a decision by staff: when and why."""
    counts: bool = True
    """Whether staff have not decided otherwise."""


@dataclass(frozen=True)
class PolicyView:
    id: int
    name: str
    document_no: str
    level: str
    content: str
    conditions: str
    valid_until: date | None
    expired: bool
    is_sample: bool
    applies: bool = True
    limit: str = ""
    """Beside a space: why nothing of it, or not all of it, can be had there."""


@dataclass(frozen=True)
class Point:
    """A building on the map of results (map units): how many were found in it, and the search for these alone."""

    id: int
    name: str
    kind_code: str
    count: int
    x: float
    y: float
    url: str


@dataclass(frozen=True)
class PointGroup:
    """The points of one region."""

    region: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class PointsView:
    """The map of results and its list twin."""

    map: MapView
    groups: tuple[PointGroup, ...]

    @property
    def buildings(self) -> int:
        return sum(len(group.points) for group in self.groups)


@dataclass(frozen=True)
class KindCard:
    code: str
    name: str
    summary: str
    section: str
    clusters: tuple[Ref, ...]
    vacant_spaces: int


@dataclass(frozen=True)
class IndicatorView:
    """One row of the plan's target table: 2015 as printed and the 2020 target, for the city and the core."""

    name: str
    unit: str
    city_2015: str
    city_2020: str
    core_2015: str
    core_2020: str
    source: str


@dataclass(frozen=True)
class HomeView:
    spaces: int
    area_wan: float
    buildings: int
    clusters: int
    map: MapView
    kinds: tuple[KindCard, ...]
    indicators: tuple[IndicatorView, ...]
    examples: tuple[str, ...]
    newest: tuple[SpaceView, ...]


@dataclass(frozen=True)
class Bill:
    """What a month costs, line by line. ``total`` sums up the lines; ``extra`` comes on top for who wants it."""

    lines: tuple[Fact, ...]
    total: Fact | None
    extra: tuple[Fact, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        return (*self.lines, *([self.total] if self.total else []), *self.extra)


@dataclass(frozen=True)
class SheetView:
    """The space sheet. The five items of the plan stand in its order: 环境, 面积, 租金, 设施, 政策."""

    space: SpaceView
    environment: str
    address: str
    transit: str
    area_facts: tuple[Fact, ...]
    rent_facts: tuple[Fact, ...]
    monthly_cost: Bill
    building_facts: tuple[Fact, ...]
    facilities: tuple[str, ...]
    policies: tuple[PolicyView, ...]
    positioning: tuple[PositioningView, ...]
    cluster_summary: str
    cluster_section: str
    neighbours: tuple[str, ...]
    nearby: tuple[SpaceView, ...]


@dataclass(frozen=True)
class FloorCell:
    """A unit in the floor × unit chart, or what is left of the floor (``status`` rest).

    ``x`` and ``width`` are per cent of the floor; ``space_id`` is None where there is nothing to open.
    """

    unit: str
    size: str
    status: str
    status_label: str
    space_id: int | None
    x: float
    width: float


@dataclass(frozen=True)
class FloorRow:
    """A floor; ``width`` is per cent of the widest floor drawn."""

    floor: int
    label: str
    width: float
    cells: tuple[FloorCell, ...]


@dataclass(frozen=True)
class FloorBlock:
    """The floors of one block, the top first. A building without blocks has one without a name."""

    name: str
    floors: tuple[FloorRow, ...]


@dataclass(frozen=True)
class FloorChart:
    """``scale`` says in words what a full strip stands for and how that was computed."""

    blocks: tuple[FloorBlock, ...]
    statuses: frozenset[str]
    scale: str


@dataclass(frozen=True)
class YearRow:
    """Bare numbers: their units stand in the head of the table."""

    year: int
    area: str
    occupancy: str
    tenants: str
    registered: str
    tax: str


@dataclass(frozen=True)
class BuildingPage:
    id: int
    name: str
    aliases: tuple[str, ...]
    region: str
    cluster: Ref | None
    carrier_label: str
    named_in_plan: bool
    section: str
    facts_are_sample: bool
    environment: str
    facts: tuple[Fact, ...]
    facilities: tuple[str, ...]
    years: tuple[YearRow, ...]
    years_are_sample: bool
    tenants: tuple[tuple[str, str], ...]
    floors: FloorChart
    spaces: tuple[SpaceView, ...]
    policies: tuple[PolicyView, ...]
    canonical: str
    vacant_area: float
    vacant_share: str
    rent_range: str
    sectors: tuple[tuple[str, int], ...]
    neighbours: tuple[tuple[Ref, str, int], ...]


@dataclass(frozen=True)
class ClusterPage:
    id: int
    name: str
    canonical: str
    aliases: tuple[str, ...]
    region: str
    is_core: bool
    kinds: tuple[str, ...]
    belts: tuple[str, ...]
    functions: tuple[str, ...]
    summary: str
    section: str
    positioning: tuple[PositioningView, ...]
    buildings: tuple[tuple[Ref, str, int], ...]
    spaces: tuple[SpaceView, ...]
    vacant_spaces: int
    vacant_area: float
    rent_range: str
    siblings: tuple[Ref, ...]
    tenants: tuple[tuple[str, int], ...]
    map: MapView
    chains: tuple[ClusterChain, ...]
