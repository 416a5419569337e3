"""Between the API and the project: canonical values in, canonical values instead of labels out."""

from __future__ import annotations

from collections.abc import Iterable

from app.api.schemas import Named, SpaceItem
from app.errors import DomainError
from app.extensions import db
from app.languages import translate as _
from app.models import Space
from app.presenters.spaces import space_view
from app.services.documents import topics_of
from app.services.searching import vocabulary
from app.wiring import parts
from indexer.analysis import fold
from indexer.query import SearchQuery


def space_item(row: Space, query: SearchQuery | None, score: float | None) -> SpaceItem:
    """A space with canonical names whatever the language, so that programs can compare them."""
    view, building, cluster = space_view(row, query, score), row.building, row.building.cluster
    return SpaceItem(
        id=view.id,
        title=row.title,
        building=Named(id=building.id, name=building.name),
        cluster=Named(id=cluster.id, name=cluster.name) if cluster else None,
        region=building.region.name,
        area=view.area,
        area_total=view.area_total,
        divisible_min=view.divisible_min,
        divisible_max=view.divisible_max,
        rent=view.rent.day,
        rent_status=view.rent.status,  # type: ignore[arg-type]
        price_sqm=view.rent.price_sqm,
        deal=view.deal,
        space_type=view.space_type,
        decoration=view.decoration,
        floor=view.floor,
        facilities=list(row.facilities),
        policies=list(topics_of(building)),
        available_from=view.available_from,
        verified_on=view.verified_on,
        is_sample=view.is_sample,
        score=score,
    )


def canonical(name: str, attribute: str, values: Iterable[str]) -> tuple[str, ...]:
    """Names as the index knows them. Aliases and English are accepted.

    ``attribute`` is the field of ``SearchQuery``; raises ``DomainError`` at ``name`` for a value nobody knows.
    """
    if not (given := list(filter(None, values))):
        return ()
    known = vocabulary(parts(), db.session).phrases
    names = {meaning for meanings in known.values() for field, meaning in meanings if field == attribute}
    found: list[str] = []
    for value in given:
        meanings = (
            [value]
            if value in names
            else [meaning for field, meaning in known.get(fold(value), ()) if field == attribute]
        )
        if not meanings:
            raise DomainError(_("没有这个取值：%(value)s", value=value), name)
        found += meanings
    return tuple(dict.fromkeys(found))
