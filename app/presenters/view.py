"""One view of a result. Pages, JSON and mail read these dataclasses and nothing else.

Everything is already in the reader's language and carries its unit; ``None`` means 未提供.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from indexer.analysis import Unit


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
    excerpt: str = ""
    """Of the listing's own words, around a searched word that nothing above shows."""


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
    reachable: int

    @property
    def capped(self) -> bool:
        """Whether this is the last page that can be reached, and there is more."""
        return self.page == self.pages and self.reachable < self.total


@dataclass(frozen=True)
class SearchView:
    """The results page: what was asked, what was understood, what was found, what would be found."""

    q: str
    total: int
    total_area: float
    spaces: tuple[SpaceView, ...]
    chips: tuple[Chip, ...]
    notes: tuple[str, ...]
    facets: tuple[FacetView, ...]
    relaxations: tuple[Relaxation, ...]
    siblings: tuple[Ref, ...]
    pager: Pager
    sort: str
    sorts: tuple[FacetValue, ...]
    faces: tuple[FacetValue, ...]
    newest: tuple[FacetValue, ...]
    clear_url: str
    feed_url: str
    degraded: bool
    searched: tuple[Unit, ...]
    """What is marked in the results."""
    understood_figures: Mapping[str, str]
    """Field for a figure → what the words were understood as."""
    title: str
    """The search in a few words."""
    literal_url: str
    """The same search by its words alone, where their meaning has had a part in it."""
    meaning_url: str
    """Back again."""


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
    """A space with its score, 0–100, a band (strong, good, fair, weak) and its reasons, strongest first.

    ``alike`` counts its near-duplicates in the building, which have no row of their own.
    """

    space: SpaceView
    score: float
    band: str
    band_label: str
    reasons: tuple[ReasonView, ...]
    fix: str = ""
    alike: int = 0


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
