"""What the pages around the search show: home, sheet, building and cluster. Read like ``view``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class ClusterCard:
    id: int
    code: str
    name: str
    region: str
    is_core: bool
    kinds: tuple[str, ...]
    kind_code: str
    leading: tuple[str, ...]
    vacant_spaces: int
    vacant_area: float
    x: float
    y: float


@dataclass(frozen=True)
class RegionShape:
    """A district on the drawn map: an SVG path and where its name stands (map units)."""

    code: str
    name: str
    path: str
    x: float
    y: float
    is_core: bool


@dataclass(frozen=True)
class MapView:
    """The drawn map. The zones have no border of their own: they are markers (``zones``)."""

    width: float
    height: float
    regions: tuple[RegionShape, ...]
    zones: tuple[RegionShape, ...]
    clusters: tuple[ClusterCard, ...]
    licence: str


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
class SheetView:
    """The space sheet. The five items of the plan stand in its order: 环境, 面积, 租金, 设施, 政策."""

    space: SpaceView
    environment: str
    address: str
    transit: str
    area_facts: tuple[Fact, ...]
    rent_facts: tuple[Fact, ...]
    monthly_cost: tuple[Fact, ...]
    building_facts: tuple[Fact, ...]
    facilities: tuple[str, ...]
    policies: tuple[PolicyView, ...]
    positioning: tuple[PositioningView, ...]
    cluster_summary: str
    cluster_section: str
    neighbours: tuple[str, ...]
    siblings: tuple[SpaceView, ...]


@dataclass(frozen=True)
class FloorCell:
    """A unit in the floor × unit chart; ``space_id`` is None where it is occupied."""

    unit: str
    area: float
    status: str
    status_label: str
    space_id: int | None


@dataclass(frozen=True)
class FloorRow:
    floor: int
    label: str
    cells: tuple[FloorCell, ...]


@dataclass(frozen=True)
class YearRow:
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
    tenants: tuple[tuple[str, str], ...]
    floors: tuple[FloorRow, ...]
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
