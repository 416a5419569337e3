"""The question put to an engine and its answer. Nothing else crosses the engine border."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

SORTS = ("relevance", "updated", "rent_asc", "rent_desc", "area_asc", "area_desc", "available")
FACET_CHOICES = {
    "region": "regions",
    "industry": "industry_facets",
    "kind": "kinds",
    "cluster": "clusters",
    "belt": "belts",
    "space_type": "space_types",
    "deal": "deals",
    "area_band": "area_bands",
    "rent_band": "rent_bands",
    "floor_band": "floor_bands",
    "decoration": "decorations",
    "facility": "facilities",
    "policy": "policies",
    "transit": "transit",
    "mark": "marks",
    "brand": "brands",
    "month": "available_by",
}
"""Facet → the field of ``SearchQuery`` that holds its choice: values of the facet, or for ``month`` the last day."""
TERM_LIMITS = {facet: name for facet, name in FACET_CHOICES.items() if facet != "month"} | {
    "building": "buildings",
    "road": "roads",
}
"""Keyword field of the index → the field of ``SearchQuery`` with the values that are wanted."""
EXCLUSIONS = {
    "region": "exclude_regions",
    "cluster": "exclude_clusters",
    "space_type": "exclude_space_types",
    "decoration": "exclude_decorations",
}
"""Facet → the field of ``SearchQuery`` with the values that are not wanted."""
ALL_WANTED = frozenset({"facility", "transit", "mark"})
"""Facets whose choices are wanted all together; in the others one of them is enough."""
FACETS = tuple(FACET_CHOICES)
PER_BUILDING = "building"
"""Counted like a facet for the map, which shows what was found and offers no choice."""
MOST_VALUES = 10_000
"""More values than any facet has: counts are never cut."""
MAX_WINDOW = 2000
"""The deepest hit that can be paged to. Beyond it a person is asked to narrow the search."""


@dataclass(frozen=True)
class Range:
    """A limit on a field of numbers. ``open_to_talk``: the field that says 面议, which survives a limit on money."""

    field: str
    low: float | None = None
    high: float | None = None
    open_to_talk: str | None = None

    @property
    def is_set(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True)
class SearchQuery:
    """Filters (AND across fields, OR inside one but for ``ALL_WANTED``), words, order and page.

    ``industries`` and ``near`` are soft: a space fits if the words, one of the industries or one of the clusters
    near in meaning (name, nearness 0 to 1) fit. Every other field is a hard limit. Areas ㎡, rents 元/㎡·天,
    prices of what is for sale 元/㎡, totals 元. 面议 survives every limit on money but a choice of bands.
    """

    text: str = ""
    regions: tuple[str, ...] = ()
    belts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    roads: tuple[str, ...] = ()
    space_types: tuple[str, ...] = ()
    deals: tuple[str, ...] = ()
    decorations: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    transit: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    industry_facets: tuple[str, ...] = ()
    area_bands: tuple[str, ...] = ()
    rent_bands: tuple[str, ...] = ()
    floor_bands: tuple[str, ...] = ()
    exclude_regions: tuple[str, ...] = ()
    exclude_clusters: tuple[str, ...] = ()
    exclude_space_types: tuple[str, ...] = ()
    exclude_decorations: tuple[str, ...] = ()
    area_min: float | None = None
    area_max: float | None = None
    rent_min: float | None = None
    rent_max: float | None = None
    monthly_total_max: float | None = None
    yearly_total_max: float | None = None
    price_max: float | None = None
    price_total_max: float | None = None
    floor_min: int | None = None
    floor_max: int | None = None
    ceiling_min: float | None = None
    load_min: float | None = None
    available_by: date | None = None
    created_from: date | None = None
    industries: tuple[str, ...] = ()
    near: tuple[tuple[str, float], ...] = ()
    sort: str = "relevance"
    page: int = 1
    size: int = 20
    facets: tuple[str, ...] = ()

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.size

    @property
    def monthly_most(self) -> float | None:
        """The tighter of the limits on a month's and on a year's rent, 元/月."""
        yearly = self.yearly_total_max / 12 if self.yearly_total_max is not None else None
        return min((total for total in (self.monthly_total_max, yearly) if total is not None), default=None)

    @property
    def ranges(self) -> tuple[Range, ...]:
        """Every limit on numbers that is set. A divisible space fits an area by its smallest part."""
        day = self.available_by.toordinal() if self.available_by else None
        ranges = (
            Range("area", self.area_min),
            Range("area_least", high=self.area_max),
            Range("floor", self.floor_min, self.floor_max),
            Range("ceiling", self.ceiling_min),
            Range("load", self.load_min),
            Range("available", high=day),
            Range("created", self.created_from.toordinal() if self.created_from else None),
            Range("rent", self.rent_min, self.rent_max, "rent_status"),
            Range("monthly_total", high=self.monthly_most, open_to_talk="rent_status"),
            Range("price", high=self.price_max, open_to_talk="price_status"),
            Range("price_total", high=self.price_total_max, open_to_talk="price_status"),
        )
        return tuple(one for one in ranges if one.is_set)

    @property
    def counted_apart(self) -> tuple[str, ...]:
        """Asked facets counted without their own choice, so that the other choices stay visible."""
        apart = (f for f in self.facets if f in FACET_CHOICES and f not in ALL_WANTED)
        return tuple(f for f in apart if getattr(self, FACET_CHOICES[f]))

    def without(self, *fields: str) -> SearchQuery:
        """The same question with the named limits taken away, from the first page on."""
        empty = {name: getattr(SearchQuery, name) for name in fields}
        return replace(self, page=1, **empty)


@dataclass(frozen=True)
class Hit:
    id: int
    score: float


@dataclass(frozen=True)
class Results:
    """Hits of one page in order, the total, the summed area ㎡, and per facet the count of each value."""

    hits: tuple[Hit, ...]
    total: int
    total_area: float = 0.0
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
