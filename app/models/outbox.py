"""The rule that every change of what the index shows leaves one waiting job in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import event, func, inspect, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, UOWTransaction

from app.models.base import utc_now
from app.models.building import Building, BuildingYear, Space, Tenant
from app.models.index_job import IndexJob
from app.models.industry import Industry
from app.models.places import Belt, Cluster, ClusterKind, ClusterPositioning, Region
from app.models.plan import Brand
from app.models.policy import Policy

_CHUNK = 5000


def enqueue(session: Session, space_ids: Iterable[int], *, now: datetime | None = None) -> None:
    """One waiting job for each space: a second change raises the revision and revives a dead job."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    moment = now or utc_now()
    ids = sorted(set(space_ids))
    for start in range(0, len(ids), _CHUNK):
        rows = [
            {
                "space_id": i,
                "revision": 1,
                "attempts": 0,
                "dead": False,
                "not_before": moment,
                "created_at": moment,
            }
            for i in ids[start : start + _CHUNK]
        ]
        statement = insert(IndexJob)
        fresh = {
            "revision": IndexJob.revision + 1,
            "attempts": 0,
            "dead": False,
            "error": None,
            "not_before": moment,
        }
        session.execute(statement.on_conflict_do_update(index_elements=["space_id"], set_=fresh), rows)


def _touched(session: Session, changed: Sequence[object]) -> set[int]:
    """The spaces whose documents a flush has changed: from what is named in them up to the spaces."""

    def ids(model: type[Any]) -> list[int]:
        return [row.id for row in changed if isinstance(row, model)]

    clusters = _clusters_of(session, ids(Cluster), ids(ClusterKind), ids(Belt), ids(Industry))
    clusters |= {row.cluster_id for row in changed if isinstance(row, ClusterPositioning)}
    buildings = set(ids(Building)) | {row.building_id for row in changed if isinstance(row, BuildingYear | Tenant)}
    for policy in (row for row in changed if isinstance(row, Policy)):
        unlinked = inspect(policy).attrs.buildings.history.deleted
        buildings |= {building.id for building in (*policy.buildings, *unlinked)}
    if ids(Brand):
        buildings |= set(session.scalars(select(Building.id)))
    regions = ids(Region)
    if clusters or regions:
        inside = or_(Building.cluster_id.in_(clusters), Building.region_id.in_(regions))
        buildings |= set(session.scalars(select(Building.id).where(inside)))
    spaces = set(ids(Space))
    if buildings:
        spaces |= set(session.scalars(select(Space.id).where(Space.building_id.in_(buildings))))
    return spaces


def _clusters_of(
    session: Session, clusters: list[int], kinds: list[int], belts: list[int], industries: list[int]
) -> set[int]:
    """The clusters themselves, and those that carry a kind, a belt or an industry by name."""
    found = set(clusters)
    if kinds:
        found |= set(session.scalars(select(Cluster.id).where(Cluster.kinds.any(ClusterKind.id.in_(kinds)))))
    if belts:
        found |= set(session.scalars(select(Cluster.id).where(Cluster.belts.any(Belt.id.in_(belts)))))
    if industries:
        named = select(ClusterPositioning.cluster_id).where(ClusterPositioning.industry_id.in_(industries))
        found |= set(session.scalars(named))
    return found


@event.listens_for(Session, "after_flush")
def _leave_jobs(session: Session, context: UOWTransaction) -> None:
    modified = [row for row in session.dirty if session.is_modified(row)]
    touched = _touched(session, [*session.new, *modified, *session.deleted])
    if touched:
        enqueue(session, touched)


def waiting(session: Session) -> dict[str, Any]:
    """Depth of the outbox, jobs given up, and when the oldest waiting one was left."""
    depth = session.scalar(select(func.count()).where(IndexJob.dead.is_(False))) or 0
    dead = session.scalar(select(func.count()).where(IndexJob.dead.is_(True))) or 0
    oldest = session.scalar(select(func.min(IndexJob.created_at)).where(IndexJob.dead.is_(False)))
    return {"depth": depth, "dead": dead, "oldest": oldest}
