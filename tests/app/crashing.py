"""A process that dies at a named point: ``python crashing.py POINT DATABASE_URL SEARCH_URL``.

It edits, drains and rebuilds as the application does. Between the steps it is ended as a power cut would end it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session, sessionmaker

from app.models import Building, Space
from app.services.indexing import DatabaseOutbox, drain_all, rebuild_index
from app.services.leasing import WriterLease
from indexer.documents import SpaceDocument
from indexer.engine import Permit
from indexer.sync import Job
from indexer.tantivy_engine import TantivyEngine

POINTS = (
    "edit flushed", "edit committed", "jobs read", "documents read", "writer locked", "written", "acknowledged",
    "rebuild begun", "rebuild filled", "rebuild counted", "rebuild to be swapped", "rebuild swapped", "lease held",
)  # fmt: skip
DEAD = 86


class Crash:
    """Ends the process when its point is reached."""

    def __init__(self, point: str) -> None:
        self._point = point

    def at(self, point: str) -> None:
        if point == self._point:
            os._exit(DEAD)


class Engine(TantivyEngine):
    def __init__(self, path: str, crash: Crash) -> None:
        super().__init__(path)
        self._crash = crash

    def apply(self, upserts: Sequence[SpaceDocument], deletes: Sequence[int], permit: Permit) -> Any:
        def locked() -> None:
            permit()
            self._crash.at("writer locked")

        failures = super().apply(upserts, deletes, locked)
        self._crash.at("written")
        return failures

    def begin(self, generation: str) -> None:
        super().begin(generation)
        self._crash.at("rebuild begun")

    def fill(self, generation: str, documents: Any) -> Any:
        failures = super().fill(generation, documents)
        self._crash.at("rebuild filled")
        return failures

    def count(self, generation: str) -> int:
        found = super().count(generation)
        self._crash.at("rebuild counted")
        return found

    def swap(self, generation: str) -> None:
        self._crash.at("rebuild to be swapped")
        super().swap(generation)

    def _prune(self, keep: str) -> None:
        self._crash.at("rebuild swapped")
        super()._prune(keep)


class Outbox(DatabaseOutbox):
    def __init__(self, sessions: sessionmaker[Session], crash: Crash) -> None:
        super().__init__(sessions)
        self._crash = crash

    def due(self, limit: int) -> Sequence[Job]:
        jobs = super().due(limit)
        self._crash.at("jobs read")
        return jobs

    def documents(self, ids: Sequence[int]) -> Mapping[int, SpaceDocument]:
        documents = super().documents(ids)
        self._crash.at("documents read")
        return documents

    def done(self, jobs: Sequence[Job]) -> None:
        super().done(jobs)
        self._crash.at("acknowledged")


def _edit(session: Session) -> None:
    """One change of each kind: a building's name, a figure, one more, one withdrawn, one deleted."""
    first, second, *others = session.query(Space).order_by(Space.id).all()
    session.query(Building).order_by(Building.id.desc()).first().name = "改名的楼"
    first.building_area_sqm = 77
    second.status = "withdrawn"
    session.delete(others[-1])


def run(point: str, database_url: str, folder: Path) -> None:
    crash = Crash(point)
    database = create_engine(database_url)
    sessions = sessionmaker(database)
    event.listen(sessions, "after_flush_postexec", _once(lambda: crash.at("edit flushed")))
    with sessions.begin() as session:
        _edit(session)
    crash.at("edit committed")
    engine, lease = Engine(str(folder), crash), WriterLease(sessions, 600)
    lease.take()
    crash.at("lease held")
    drain_all(engine, Outbox(sessions, crash), lease)
    rebuild_index(engine, sessions, lease, encoder="any")


def _once(act: Callable[[], None]) -> Callable[..., None]:
    return lambda *_: act()


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], Path(sys.argv[3]))
