"""Search without the index, for when the engine is down: the same limits in SQL, words in names only.

No facets are counted, but how many there are in each building, for the map.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, Subquery, and_, func, or_, select, true
from sqlalchemy.orm import Session

from app.models import Belt, Building, Cluster, ClusterKind, Region, Space
from indexer.analysis import query_units
from indexer.bands import NEGOTIABLE, ends
from indexer.fields import SALE
from indexer.quantities import DAYS_PER_MONTH
from indexer.query import PER_BUILDING, Hit, Results, SearchQuery

_LEAST = func.coalesce(Space.divisible_min_sqm, Space.building_area_sqm)
_ORDERS: dict[str, ColumnElement[Any]] = {
    "rent_asc": Space.rent_day.asc().nulls_last(),
    "rent_desc": Space.rent_day.desc().nulls_last(),
    "area_asc": Space.building_area_sqm.asc(),
    "area_desc": Space.building_area_sqm.desc(),
    "available": Space.available_from.asc().nulls_last(),
}


def sql_search(session: Session, query: SearchQuery) -> Results:
    """One page of spaces that keep every limit, newest first unless sorted. Facilities and policies are not asked."""
    found = _found(query).subquery()
    total, area = session.execute(
        select(func.count(Space.id), func.sum(Space.building_area_sqm)).where(Space.id.in_(select(found.c.id)))
    ).one()
    order: ColumnElement[Any] = _ORDERS.get(query.sort, Space.updated_at.desc())
    page = select(Space.id).where(Space.id.in_(select(found.c.id))).order_by(order, Space.id)
    ids = session.scalars(page.offset(query.offset).limit(query.size))
    facets = {PER_BUILDING: _per_building(session, found)} if PER_BUILDING in query.facets else {}
    return Results(tuple(Hit(space_id, 0.0) for space_id in ids), total, float(area or 0), facets)


def _per_building(session: Session, found: Subquery) -> dict[str, int]:
    rows = session.execute(
        select(Building.name, func.count(Space.id))
        .join(Space, Space.building_id == Building.id)
        .where(Space.id.in_(select(found.c.id)))
        .group_by(Building.name)
    )
    return {name: int(count) for name, count in rows}


def _found(query: SearchQuery) -> Select[int]:
    rows = (
        select(Space.id)
        .join(Building, Space.building_id == Building.id)
        .join(Region, Building.region_id == Region.id)
        .outerjoin(Cluster, Building.cluster_id == Cluster.id)
    )
    return rows.where(Space.status == "published", *_choices(query), *_numbers(query), *_words(query.text))


def _choices(query: SearchQuery) -> list[ColumnElement[bool]]:
    columns = (
        (Region.name, query.regions),
        (Cluster.name, query.clusters),
        (Building.name, query.buildings),
        (Building.road, query.roads),
        (Building.carrier, query.space_types),
        (Space.deal, query.deals),
        (Space.decoration, query.decorations),
    )
    limits: list[ColumnElement[bool]] = [column.in_(values) for column, values in columns if values]
    excluded = (
        (Region.name, query.exclude_regions),
        (Cluster.name, query.exclude_clusters),
        (Building.carrier, query.exclude_space_types),
        (Space.decoration, query.exclude_decorations),
    )
    limits += [or_(column.is_(None), column.not_in(values)) for column, values in excluded if values]
    limits += _bands(query)
    if query.kinds:
        limits.append(Cluster.kinds.any(ClusterKind.name.in_(query.kinds)))
    if query.belts:
        limits.append(Cluster.belts.any(Belt.name.in_(query.belts)))
    return limits


def _bands(query: SearchQuery) -> list[ColumnElement[bool]]:
    """Bands of area, rent and floor: one of the chosen ones of each."""
    areas = [_between(Space.building_area_sqm, _LEAST, band) for band in query.area_bands]
    rents = [
        Space.rent_day.is_(None) & Space.negotiable if band == NEGOTIABLE else _within(Space.rent_day, band)
        for band in query.rent_bands
    ]
    floors = [_within(Space.floor, band) for band in query.floor_bands]
    return [or_(*ways) for ways in (areas, rents, floors) if ways]


def _within(column: SQLColumnExpression[Any], band: str) -> ColumnElement[bool]:
    return _between(column, column, band)


def _between(most: SQLColumnExpression[Any], least: SQLColumnExpression[Any], band: str) -> ColumnElement[bool]:
    """``most`` reaches the lower end of the band and ``least`` stays under its upper end."""
    low, high = ends(band)
    return and_(most >= low if low is not None else true(), least < high if high is not None else most.is_not(None))


def _numbers(query: SearchQuery) -> list[ColumnElement[bool]]:
    monthly, for_sale = Space.rent_day * _LEAST * DAYS_PER_MONTH, Space.deal == SALE
    bounds = (
        (query.area_min, lambda low: Space.building_area_sqm >= low),
        (query.area_max, lambda high: high >= _LEAST),
        (query.rent_min, lambda low: or_(Space.negotiable, Space.rent_day >= low)),
        (query.rent_max, lambda high: or_(Space.negotiable, Space.rent_day <= high)),
        (query.monthly_total_max, lambda high: or_(Space.negotiable, monthly <= high)),
        (query.yearly_total_max, lambda high: or_(Space.negotiable, monthly * 12 <= high)),
        (query.price_max, lambda high: or_(for_sale & Space.negotiable, Space.price_sqm <= high)),
        (query.price_total_max, lambda high: or_(for_sale & Space.negotiable, Space.price_sqm * _LEAST <= high)),
        (query.floor_min, lambda low: Space.floor >= low),
        (query.floor_max, lambda high: Space.floor <= high),
        (query.ceiling_min, lambda low: Space.ceiling_height_m >= low),
        (query.load_min, lambda low: Space.floor_load_kg_sqm >= low),
        (query.available_by, lambda day: Space.available_from <= day),
        (query.created_from, lambda day: Space.created_at >= datetime.combine(day, time.min)),
    )
    return [limit(bound) for bound, limit in bounds if bound is not None]


def _words(text: str) -> list[ColumnElement[bool]]:
    """Every word stands in a name."""
    named = (Space.title, Building.name, Cluster.name)
    units = [unit.word for unit in query_units(text)]
    return [or_(*(column.contains(word, autoescape=True) for column in named)) for word in units]
