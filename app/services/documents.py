"""Row → ``SpaceDocument``: the one place where the index learns what a space is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from app.models import Building, Cluster, ClusterPositioning, Policy, Space
from app.services.brands import Carried, brands_of
from app.services.transit import near
from indexer.documents import SpaceDocument
from indexer.quantities import DAYS_PER_MONTH

BATCH = 1000
WHOLE_FLOOR = 0.9
HALF_FLOOR = (0.4, 0.6)
"""Shares of a floor, by the building's area over its floors: a few square metres are stairs."""


def _published(*conditions: object) -> Select[Space]:
    """Published spaces with everything a document needs, in a constant number of statements."""
    building = joinedload(Space.building)
    cluster = building.joinedload(Building.cluster)
    return (
        select(Space)
        .where(Space.status == "published", *conditions)  # type: ignore[arg-type]
        .options(
            building.joinedload(Building.region),
            building.selectinload(Building.years),
            building.selectinload(Building.policies).selectinload(Policy.industries),
            cluster.selectinload(Cluster.kinds),
            cluster.selectinload(Cluster.belts),
            cluster.selectinload(Cluster.positioning).joinedload(ClusterPositioning.industry),
        )
        .order_by(Space.id)
    )


def documents_of(session: Session, ids: Sequence[int]) -> dict[int, SpaceDocument]:
    """Documents of the published ones among ``ids``."""
    spaces = session.scalars(_published(Space.id.in_(ids)).execution_options(populate_existing=True)).all()
    brands = brands_of(session, (space.building_id for space in spaces))
    return {space.id: document_of(space, brands.get(space.building_id, ())) for space in spaces}


def all_documents(session: Session) -> Iterator[SpaceDocument]:
    """Every published space, in batches by key, so that memory stays flat."""
    last, brands = 0, brands_of(session)
    while spaces := session.scalars(_published(Space.id > last).limit(BATCH)).all():
        for space in spaces:
            yield document_of(space, brands.get(space.building_id, ()))
        last = spaces[-1].id
        session.expunge_all()


def document_of(space: Space, brands: Sequence[Carried] = ()) -> SpaceDocument:
    building, cluster = space.building, space.building.cluster
    area = float(space.building_area_sqm)
    least = _least_area(space)
    rent, price = _number(space.rent_day), _number(space.price_sqm)
    return SpaceDocument(
        id=space.id,
        version=space.version,
        title=space.title,
        building=building.name,
        building_aliases=tuple(building.aliases),
        cluster=cluster.name if cluster else None,
        cluster_aliases=tuple(cluster.aliases) if cluster else (),
        region=building.region.name,
        kinds=tuple(kind.name for kind in cluster.kinds) if cluster else (),
        belts=tuple(belt.name for belt in cluster.belts) if cluster else (),
        road=building.road,
        space_type=building.carrier,
        deal=space.deal,
        decoration=space.decoration,
        facilities=tuple(space.facilities),
        policies=topics_of(building),
        transit=near(building.transit),
        marks=marks_of(space),
        brands=tuple(carried.brand.name for carried in brands),
        industries_leading=_industries(cluster, "leading"),
        industries_extended=_industries(cluster, "extended"),
        area=area,
        area_least=least,
        rent=rent,
        negotiable=space.negotiable,
        monthly_total=round(rent * least * DAYS_PER_MONTH, 2) if rent is not None else None,
        price=price,
        price_total=round(price * least, 2) if price is not None else None,
        floor=space.floor,
        ceiling=_number(space.ceiling_height_m),
        load=None if space.floor_load_kg_sqm is None else float(space.floor_load_kg_sqm),
        vacancy=vacancy_of(building),
        available_from=space.available_from,
        verified_on=space.verified_on,
        created_on=space.created_at.date(),
        updated_at=space.updated_at.timestamp(),
        is_sample=space.is_sample,
        text=_text(space, cluster),
    )


def topics_of(building: Building) -> tuple[str, ...]:
    """What the building's policies offer: 租金补贴, 装修补贴, …"""
    policies: list[Policy] = building.policies
    return tuple(dict.fromkeys(topic for policy in policies for topic in policy.topics))


def vacancy_of(building: Building) -> float | None:
    """The share of the building that stood empty at the end of its latest year, 0 to 1."""
    if not building.years or not building.years[-1].business_area_sqm:
        return None
    latest = building.years[-1]
    return round(float(latest.vacant_area_sqm / latest.business_area_sqm), 4)


def marks_of(space: Space) -> tuple[str, ...]:
    """Qualities of a listing that people filter by."""
    share = floor_share(space)
    marks = {
        "已核实": space.verified_on,
        "可分割": space.divisible_min_sqm,
        "有图": space.photos,
        "整层": "整层" in space.unit or share >= WHOLE_FLOOR,
        "半层": HALF_FLOOR[0] <= share <= HALF_FLOOR[1],
    }
    return tuple(mark for mark, given in marks.items() if given)


def floor_share(space: Space) -> float:
    """How much of a floor a space takes, 0 where the building does not say: its business area over its floors."""
    building = space.building
    if not building.business_area_sqm or not building.floors:
        return 0.0
    return float(space.building_area_sqm) / (float(building.business_area_sqm) / building.floors)


def _least_area(space: Space) -> float:
    """The smallest part that can be let: the whole unless it may be divided."""
    area = float(space.building_area_sqm)
    least = _number(space.divisible_min_sqm)
    return min(least, area) if least else area


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _industries(cluster: Cluster | None, role: str) -> tuple[str, ...]:
    rows = cluster.positioning_in_force if cluster else []
    return tuple(dict.fromkeys(row.industry.code for row in rows if row.role == role))


def _text(space: Space, cluster: Cluster | None) -> str:
    building = space.building
    parts = [building.address, building.transit, building.environment, space.environment, space.lease_terms]
    if cluster:
        parts += [row.term for row in cluster.positioning]
        parts += [row.industry.name for row in cluster.positioning]
    return " ".join(filter(None, parts))
