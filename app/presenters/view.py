"""One view of a result. Pages, JSON and mail read these dataclasses and nothing else.

Everything is already in the reader's language and carries its unit; ``None`` means 未提供.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Ref:
    """A named thing one can open: its id and its name in the reader's language."""

    id: int
    name: str


@dataclass(frozen=True)
class Rent:
    """A rent in every unit people use. ``status`` is priced, negotiable (面议), sale or missing."""

    status: str
    day: float | None
    month: float | None
    total_month: float | None
    total_year_wan: float | None
    includes_tax: bool
    price_sqm: float | None
    label: str
    detail: str


@dataclass(frozen=True)
class SpaceView:
    """A space as a card, a row or the head of a sheet. ``area`` is what is on offer for this request."""

    id: int
    title: str
    building: Ref
    cluster: Ref | None
    region: str
    unit: str
    floor: int | None
    floor_label: str
    area: float
    area_total: float
    usable_area: float | None
    divisible_min: float | None
    divisible_max: float | None
    rent: Rent
    deal: str
    deal_label: str
    space_type: str
    space_type_label: str
    decoration: str | None
    decoration_label: str
    facilities: tuple[str, ...]
    policies: tuple[str, ...]
    available_from: date | None
    available_label: str
    verified_on: date | None
    updated_on: date
    is_sample: bool
    score: float | None = None


@dataclass(frozen=True)
class FacetValue:
    """One choice of a facet: what the URL carries, what is shown, how many, and whether it is chosen."""

    value: str
    label: str
    count: int
    selected: bool
    url: str


@dataclass(frozen=True)
class FacetView:
    name: str
    label: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True)
class Chip:
    """Something understood or chosen, with the URL that takes it away."""

    kind: str
    label: str
    remove_url: str


@dataclass(frozen=True)
class Relaxation:
    """What one condition less would give."""

    label: str
    total: int
    url: str


@dataclass(frozen=True)
class Pager:
    page: int
    pages: int
    size: int
    total: int
    previous_url: str | None
    next_url: str | None


@dataclass(frozen=True)
class SearchView:
    """The results page: what was asked, what was understood, what was found, what would be found."""

    q: str
    total: int
    total_area: float
    spaces: tuple[SpaceView, ...]
    chips: tuple[Chip, ...]
    facets: tuple[FacetView, ...]
    relaxations: tuple[Relaxation, ...]
    siblings: tuple[Ref, ...]
    pager: Pager
    sort: str
    sorts: tuple[FacetValue, ...]
    clear_url: str
    degraded: bool


@dataclass(frozen=True)
class ReasonView:
    """One line of the score: ``status`` is met, partly, failed or unknown; ``contribution`` adds up to the score."""

    feature: str
    label: str
    status: str
    status_label: str
    value: float
    weight: float
    contribution: float
    asked: str
    offered: str
    text: str
    source: str


@dataclass(frozen=True)
class MatchView:
    """A space with its score, 0–100, a band (strong, good, fair, weak) and its reasons, strongest first."""

    space: SpaceView
    score: float
    band: str
    band_label: str
    reasons: tuple[ReasonView, ...]
    fix: str = ""


@dataclass(frozen=True)
class IndustryShare:
    code: str
    name: str
    sector: str
    probability: float
    words: tuple[str, ...]


@dataclass(frozen=True)
class ClusterMatchView:
    """A cluster for a need: score 0–100; grade leading, extended, related or none; the plan's section."""

    cluster: Ref
    kind: str
    score: float
    grade: str
    grade_label: str
    source: str
    reason: str


@dataclass(frozen=True)
class MatchPageView:
    """The match page: the need as understood, then clusters, spaces and near misses. Empty before a need."""

    form: dict[str, str]
    form_lists: dict[str, tuple[str, ...]]
    errors: dict[str, str]
    asked: bool
    industries: tuple[IndustryShare, ...]
    understood: tuple[Chip, ...]
    clusters: tuple[ClusterMatchView, ...]
    spaces: tuple[MatchView, ...]
    near_misses: tuple[MatchView, ...]
    notice: str


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
