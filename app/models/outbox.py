"""The rule that every change of what the index shows leaves one waiting job in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import event, func, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, UOWTransaction

from app.models.base import utc_now
from app.models.building import Building, Space
from app.models.index_job import IndexJob
from app.models.places import Cluster, ClusterPositioning
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


def _touched(session: Session, changed: Iterable[object]) -> set[int]:
    """The spaces whose documents a flush has changed."""
    spaces: set[int] = set()
    buildings: set[int] = set()
    clusters: set[int] = set()
    for row in changed:
        if isinstance(row, Space):
            spaces.add(row.id)
        elif isinstance(row, Building):
            buildings.add(row.id)
        elif isinstance(row, Cluster):
            clusters.add(row.id)
        elif isinstance(row, ClusterPositioning):
            clusters.add(row.cluster_id)
        elif isinstance(row, Policy):
            unlinked = inspect(row).attrs.buildings.history.deleted
            buildings |= {building.id for building in (*row.buildings, *unlinked)}
    if clusters:
        buildings |= set(session.scalars(select(Building.id).where(Building.cluster_id.in_(clusters))))
    if buildings:
        spaces |= set(session.scalars(select(Space.id).where(Space.building_id.in_(buildings))))
    return spaces


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
