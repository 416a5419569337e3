"""THE table of index fields: every engine builds its schema, filters, facets and sorts from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from indexer import analysis, bands
from indexer.documents import SpaceDocument
from indexer.query import PER_BUILDING

SALE = "售卖"
Value = str | int | float | bool | Sequence[str] | None


@dataclass(frozen=True)
class Field:
    """One field: its name in the index, its kind (keyword, number, words) and how a document fills it.

    ``facet`` names the facet it answers. ``boost`` weighs a field of words in relevance. ``None`` is absent.
    """

    name: str
    kind: str
    value: Callable[[SpaceDocument], Value]
    facet: str = ""
    boost: float = 0.0


def _names(doc: SpaceDocument) -> list[str]:
    cluster = [doc.cluster, *doc.cluster_aliases] if doc.cluster else []
    return [doc.title, doc.building, *doc.building_aliases, *cluster]


def _body(doc: SpaceDocument) -> list[str]:
    parts = [doc.region, *doc.belts, *doc.kinds, doc.road, doc.space_type, doc.deal, doc.decoration or ""]
    return [*parts, *doc.facilities, *doc.policies, *doc.brands, doc.text]


def _sector(codes: Sequence[str]) -> list[str]:
    return sorted({code.split(".")[0] for code in codes})


def _month(day: date | None) -> str | None:
    return f"{day:%Y-%m}" if day else None


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


FIELDS: tuple[Field, ...] = (
    Field("id", "number", lambda d: d.id),
    Field("version", "number", lambda d: d.version),
    Field("digest", "number", lambda d: d.digest),
    Field("region", "keyword", lambda d: d.region, facet="region"),
    Field("belt", "keyword", lambda d: d.belts, facet="belt"),
    Field("kind", "keyword", lambda d: d.kinds, facet="kind"),
    Field("cluster", "keyword", lambda d: d.cluster, facet="cluster"),
    Field("building", "keyword", lambda d: d.building, facet=PER_BUILDING),
    Field("road", "keyword", lambda d: d.road or None),
    Field("space_type", "keyword", lambda d: d.space_type, facet="space_type"),
    Field("deal", "keyword", lambda d: d.deal, facet="deal"),
    Field("decoration", "keyword", lambda d: d.decoration, facet="decoration"),
    Field("facility", "keyword", lambda d: d.facilities, facet="facility"),
    Field("policy", "keyword", lambda d: d.policies, facet="policy"),
    Field("transit", "keyword", lambda d: d.transit, facet="transit"),
    Field("mark", "keyword", lambda d: d.marks, facet="mark"),
    Field("brand", "keyword", lambda d: d.brands, facet="brand"),
    Field("area_band", "keyword", lambda d: bands.area_bands(d.area_least, d.area), facet="area_band"),
    Field("rent_band", "keyword", lambda d: bands.rent_band(d.rent, negotiable=d.negotiable), facet="rent_band"),
    Field("floor_band", "keyword", lambda d: bands.floor_band(d.floor), facet="floor_band"),
    Field("month", "keyword", lambda d: _month(d.available_from), facet="month"),
    Field("industry", "keyword", lambda d: _sector(d.industries_leading), facet="industry"),
    Field("industry_leading", "keyword", lambda d: d.industries_leading),
    Field("industry_extended", "keyword", lambda d: d.industries_extended),
    Field("rent_status", "keyword", lambda d: bands.NEGOTIABLE if d.negotiable else "stated"),
    Field("price_status", "keyword", lambda d: bands.NEGOTIABLE if d.negotiable and d.deal == SALE else "stated"),
    Field("area", "number", lambda d: d.area),
    Field("area_least", "number", lambda d: d.area_least),
    Field("rent", "number", lambda d: d.rent),
    Field("monthly_total", "number", lambda d: d.monthly_total),
    Field("price", "number", lambda d: d.price),
    Field("price_total", "number", lambda d: d.price_total),
    Field("floor", "number", lambda d: d.floor),
    Field("ceiling", "number", lambda d: d.ceiling),
    Field("load", "number", lambda d: d.load),
    Field("available", "number", lambda d: _ordinal(d.available_from)),
    Field("created", "number", lambda d: _ordinal(d.created_on)),
    Field("updated", "number", lambda d: d.updated_at),
    Field("names", "words", lambda d: analysis.index_tokens(_names(d)), boost=3.0),
    Field("body", "words", lambda d: analysis.index_tokens(_body(d)), boost=1.0),
    Field("pinyin", "words", lambda d: analysis.pinyin_tokens(_names(d)), boost=1.5),
)

FACET_FIELDS: dict[str, str] = {f.facet: f.name for f in FIELDS if f.facet}
WHOLE_FIELDS = frozenset({"id", "version", "digest"})
"""Numbers that an engine must hold as whole numbers."""
WORD_FIELDS: tuple[Field, ...] = tuple(f for f in FIELDS if f.kind == "words")

_ID_BITS = 24
_KEY_LIMIT = 2**39 - 1


def _order_key(amount: float | None, doc_id: int, *, descending: bool) -> int:
    """A whole number that sorts by amount (to 1/100), missing last, ties by id; ascending always."""
    key = _KEY_LIMIT if amount is None else min(round(amount * 100), _KEY_LIMIT - 1)
    if descending and amount is not None:
        key = _KEY_LIMIT - 1 - key
    return (key << _ID_BITS) | doc_id


ORDERS: dict[str, Callable[[SpaceDocument], int]] = {
    "updated": lambda d: _order_key(d.updated_at, d.id, descending=True),
    "rent_asc": lambda d: _order_key(d.rent, d.id, descending=False),
    "rent_desc": lambda d: _order_key(d.rent, d.id, descending=True),
    "area_asc": lambda d: _order_key(d.area, d.id, descending=False),
    "area_desc": lambda d: _order_key(d.area, d.id, descending=True),
    "available": lambda d: _order_key(_ordinal(d.available_from), d.id, descending=False),
}
"""Sort name → one ascending key. The key holds the tie-break, so every engine gives the same order."""


def schema_fingerprint() -> str:
    """The schema as text: it changes exactly when an index built before cannot be read as this one."""
    fields = ";".join(f"{f.name}:{f.kind}:{f.boost}" for f in FIELDS)
    return f"{fields};orders:{','.join(ORDERS)}"
