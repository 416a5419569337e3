"""What the pages around the search read: the city's figures, places, one space, one building, one cluster."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.errors import NotFoundError
from app.languages import translate as _
from app.models import (
    Belt,
    Brand,
    Building,
    Cluster,
    ClusterKind,
    ClusterPositioning,
    Industry,
    PlanIndicator,
    Region,
    Space,
    Tenant,
)

Vacant = dict[int, tuple[int, float]]


@dataclass(frozen=True)
class CityFigures:
    """Published spaces: how many, how much in 万㎡, in how many buildings."""

    spaces: int
    area_wan: float
    buildings: int


def city_figures(session: Session) -> CityFigures:
    count, area, buildings = session.execute(
        select(
            func.count(Space.id),
            func.sum(Space.building_area_sqm),
            func.count(func.distinct(Space.building_id)),
        ).where(Space.status == "published")
    ).one()
    return CityFigures(count, float(area or 0) / 10000, buildings)


def regions(session: Session) -> Sequence[Region]:
    return session.scalars(select(Region).order_by(Region.id)).all()


def kinds(session: Session) -> Sequence[ClusterKind]:
    return session.scalars(select(ClusterKind).order_by(ClusterKind.position)).all()


def clusters(session: Session) -> Sequence[Cluster]:
    """Every cluster with what cards and maps show."""
    return session.scalars(
        select(Cluster)
        .options(
            joinedload(Cluster.region),
            selectinload(Cluster.kinds),
            selectinload(Cluster.belts),
            selectinload(Cluster.positioning).joinedload(ClusterPositioning.industry),
        )
        .order_by(Cluster.id)
    ).all()


def vacancies(session: Session) -> Vacant:
    """Cluster id → published spaces and their area ㎡."""
    rows = session.execute(
        select(Building.cluster_id, func.count(Space.id), func.sum(Space.building_area_sqm))
        .join(Space, Space.building_id == Building.id)
        .where(Space.status == "published", Building.cluster_id.is_not(None))
        .group_by(Building.cluster_id)
    )
    return {cluster_id: (count, float(area)) for cluster_id, count, area in rows if cluster_id}


def indicators(session: Session) -> Sequence[PlanIndicator]:
    return session.scalars(select(PlanIndicator).order_by(PlanIndicator.id)).all()


def english_names(session: Session) -> dict[str, str]:
    """Canonical name → English name, of everything that has one."""
    names: dict[str, str] = {}
    for model in (Region, Belt, ClusterKind, Cluster, Building, Industry, Brand):
        rows = session.execute(select(model.name, model.name_en))
        names |= {name: english for name, english in rows if english}
    return names


def sectors(session: Session) -> Sequence[Industry]:
    return session.scalars(select(Industry).where(Industry.parent_id.is_(None)).order_by(Industry.id)).all()


def leaves(session: Session) -> Sequence[Industry]:
    return session.scalars(select(Industry).where(Industry.parent_id.is_not(None)).order_by(Industry.id)).all()


def has_samples(session: Session) -> bool:
    return session.scalar(select(Space.id).where(Space.is_sample).limit(1)) is not None


def newest(session: Session, limit: int = 4) -> Sequence[int]:
    return session.scalars(
        select(Space.id).where(Space.status == "published").order_by(Space.updated_at.desc(), Space.id).limit(limit)
    ).all()


_BUILDING = (
    joinedload(Space.building).joinedload(Building.region),
    joinedload(Space.building).selectinload(Building.policies),
    joinedload(Space.building).selectinload(Building.tenants),
    joinedload(Space.building)
    .joinedload(Building.cluster)
    .selectinload(Cluster.positioning)
    .joinedload(ClusterPositioning.industry),
)


def space(session: Session, space_id: int) -> Space:
    """A published space. Raises ``NotFoundError`` for any other id."""
    row = session.scalar(select(Space).where(Space.id == space_id, Space.status == "published").options(*_BUILDING))
    if row is None:
        raise NotFoundError(_("没有找到这处房源，可能已经下架。"))
    return row


def spaces(session: Session, ids: Sequence[int]) -> dict[int, Space]:
    """The published ones among ``ids`` with all that a sheet shows."""
    query = select(Space).where(Space.id.in_(ids), Space.status == "published").options(*_BUILDING)
    return {row.id: row for row in session.scalars(query)}


def nearby(session: Session, row: Space, limit: int = 4) -> Sequence[Space]:
    """Spaces around on offer in the same way, nearest in area first, and of every other building the nearest alone."""
    distance = func.abs(Space.building_area_sqm - row.building_area_sqm)
    place = func.row_number().over(partition_by=Space.building_id, order_by=(distance, Space.id))
    around = (
        select(Space.id, place.label("place"))
        .join(Building)
        .where(_around(row.building), Space.deal == row.deal, Space.status == "published")
        .subquery()
    )
    return session.scalars(
        select(Space)
        .join(around, around.c.id == Space.id)
        .where(around.c.place == 1)
        .options(*_BUILDING)
        .order_by(distance, Space.id)
        .limit(limit)
    ).all()


def _around(row: Building) -> ColumnElement[bool]:
    """Other buildings of the cluster, or of the region for one in no cluster."""
    same = Building.region_id == row.region_id if row.cluster_id is None else Building.cluster_id == row.cluster_id
    return and_(same, Building.id != row.id)


def building(session: Session, building_id: int) -> Building:
    row = session.scalar(
        select(Building)
        .where(Building.id == building_id)
        .options(
            joinedload(Building.region),
            joinedload(Building.cluster),
            selectinload(Building.policies),
            selectinload(Building.years),
            selectinload(Building.tenants).joinedload(Tenant.industry).joinedload(Industry.parent),
            selectinload(Building.spaces).joinedload(Space.building),
        )
    )
    if row is None:
        raise NotFoundError(_("没有找到这幢楼宇。"))
    return row


def buildings_named(session: Session, names: Iterable[str]) -> Sequence[Building]:
    """Buildings by name, with what the map shows of them."""
    return session.scalars(
        select(Building)
        .where(Building.name.in_(list(names)))
        .options(joinedload(Building.region), joinedload(Building.cluster).selectinload(Cluster.kinds))
        .order_by(Building.id)
    ).all()


def neighbours(session: Session, row: Building, limit: int = 8) -> Sequence[tuple[Building, int]]:
    """The buildings around with published spaces, and how many, the most first."""
    vacant = func.count(Space.id)
    return session.execute(
        select(Building, vacant)
        .join(Space, (Space.building_id == Building.id) & (Space.status == "published"))
        .where(_around(row))
        .group_by(Building.id)
        .order_by(vacant.desc(), Building.id)
        .limit(limit)
    ).all()


def cluster(session: Session, cluster_id: int) -> Cluster:
    row = session.scalar(
        select(Cluster)
        .where(Cluster.id == cluster_id)
        .options(
            joinedload(Cluster.region),
            selectinload(Cluster.kinds),
            selectinload(Cluster.belts),
            selectinload(Cluster.positioning).joinedload(ClusterPositioning.industry),
        )
    )
    if row is None:
        raise NotFoundError(_("没有找到这个楼宇集群。"))
    return row


def cluster_buildings(session: Session, cluster_id: int) -> Sequence[tuple[Building, int]]:
    """The cluster's buildings with how many published spaces each has, the plan's own first."""
    vacant = func.count(Space.id)
    return session.execute(
        select(Building, vacant)
        .outerjoin(Space, (Space.building_id == Building.id) & (Space.status == "published"))
        .where(Building.cluster_id == cluster_id)
        .group_by(Building.id)
        .order_by(Building.named_in_plan.desc(), vacant.desc(), Building.id)
    ).all()


def cluster_spaces(session: Session, cluster_id: int, limit: int = 6) -> Sequence[int]:
    return session.scalars(
        select(Space.id)
        .join(Building)
        .where(Building.cluster_id == cluster_id, Space.status == "published")
        .order_by(Space.updated_at.desc(), Space.id)
        .limit(limit)
    ).all()


def cluster_rents(session: Session, cluster_id: int) -> tuple[float, float] | None:
    """Lowest and highest stated rent, 元/㎡·天."""
    low, high = session.execute(
        select(func.min(Space.rent_day), func.max(Space.rent_day))
        .join(Building)
        .where(Building.cluster_id == cluster_id, Space.status == "published")
    ).one()
    return None if low is None or high is None else (float(low), float(high))


def cluster_tenants(session: Session, cluster_id: int) -> Sequence[tuple[Industry, int]]:
    """Which leaf industries the cluster's tenants are in, most first."""
    count = func.count(Tenant.id)
    return session.execute(
        select(Industry, count)
        .join(Tenant, Tenant.industry_id == Industry.id)
        .join(Building, Tenant.building_id == Building.id)
        .where(Building.cluster_id == cluster_id)
        .group_by(Industry.id)
        .order_by(count.desc(), Industry.id)
        .limit(8)
    ).all()


def related_clusters(session: Session, row: Cluster, limit: int = 4) -> Sequence[Cluster]:
    """Clusters that name one of the same industries (错位发展: whom to tell apart)."""
    industries = [p.industry_id for p in row.positioning]
    shared = func.count(ClusterPositioning.id)
    return session.scalars(
        select(Cluster)
        .join(ClusterPositioning)
        .where(ClusterPositioning.industry_id.in_(industries), Cluster.id != row.id)
        .group_by(Cluster.id)
        .order_by(shared.desc(), Cluster.id)
        .limit(limit)
    ).all()
