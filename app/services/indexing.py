"""The outbox as the sync reads it, and the ways to bring the index up to date: by batches, or built anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, insert, select, tuple_, update
from sqlalchemy.orm import Session, sessionmaker

from app.models import IndexDelay, IndexJob
from app.models.base import utc_now
from app.services.documents import all_documents, documents_of
from app.services.leasing import LeaseLost, WriterLease, writing
from indexer.documents import SpaceDocument
from indexer.engine import EngineBusy, EngineError, Failure, SearchEngine
from indexer.generation import fits
from indexer.rebuild import rebuild
from indexer.sync import Job, Pace, backoff, drain

MAX_TRIES = 8
REMEMBERED = 1000
"""How many of the last delays are kept for the figures of staleness."""

Wait = Callable[[float], None]


class DatabaseOutbox:
    """``indexer.sync.Outbox`` over the ``index_job`` table; every call is its own short transaction."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def due(self, limit: int) -> Sequence[Job]:
        with self._sessions() as session:
            rows = session.execute(
                select(IndexJob.space_id, IndexJob.revision)
                .where(IndexJob.dead.is_(False), IndexJob.not_before <= utc_now())
                .order_by(IndexJob.id)
                .limit(limit)
            )
            return [Job(space_id, revision) for space_id, revision in rows]

    def documents(self, ids: Sequence[int]) -> Mapping[int, SpaceDocument]:
        with self._sessions() as session:
            return documents_of(session, ids)

    def done(self, jobs: Sequence[Job]) -> None:
        if not jobs:
            return
        these = tuple_(IndexJob.space_id, IndexJob.revision).in_([(job.space_id, job.revision) for job in jobs])
        with self._sessions.begin() as session:
            _remember(session, session.scalars(select(IndexJob.created_at).where(these)).all())
            session.execute(delete(IndexJob).where(these))

    def failed(self, job: Job, error: str) -> None:
        with self._sessions.begin() as session:
            row = session.scalar(select(IndexJob).where(IndexJob.space_id == job.space_id))
            if row is None or row.revision != job.revision:
                return
            row.attempts += 1
            row.error = error
            row.dead = row.attempts >= MAX_TRIES
            row.not_before = utc_now() + timedelta(seconds=backoff(row.attempts))


def _remember(session: Session, since: Sequence[datetime]) -> None:
    """Note how long these edits took to arrive; the oldest notes make room."""
    now = utc_now()
    notes = [{"seconds": (now - moment).total_seconds(), "written_at": now} for moment in since]
    if notes:
        session.execute(insert(IndexDelay), notes)
        newest = select(func.max(IndexDelay.id)).scalar_subquery()
        session.execute(delete(IndexDelay).where(IndexDelay.id <= newest - REMEMBERED))


@dataclass(frozen=True)
class DeadLetter:
    """A space whose document the engine has refused too often, with its last error."""

    space_id: int
    tries: int
    error: str
    since: datetime


def dead_letters(session: Session) -> list[DeadLetter]:
    rows = session.scalars(select(IndexJob).where(IndexJob.dead.is_(True)).order_by(IndexJob.space_id))
    return [DeadLetter(row.space_id, row.attempts, row.error or "", row.created_at) for row in rows]


def revive(session: Session, space_ids: Iterable[int] = ()) -> int:
    """Let dead letters be tried again: these, or all of them. Returns how many."""
    chosen = [IndexJob.space_id.in_(list(space_ids))] if space_ids else []
    revived = session.execute(
        update(IndexJob)
        .where(IndexJob.dead.is_(True), *chosen)
        .values(dead=False, attempts=0, not_before=utc_now(), revision=IndexJob.revision + 1)
    )
    session.commit()
    return int(revived.rowcount)  # type: ignore[attr-defined]


def check_fits(engine: SearchEngine, encoder: str) -> None:
    """Raises ``EngineError`` for an index built with other fields, words or vectors: writing would mix them."""
    generation = engine.generation()
    if generation is not None and not fits(generation, encoder):
        raise EngineError("the index was built by another version: run flask index rebuild")


def drain_all(engine: SearchEngine, outbox: DatabaseOutbox, lease: WriterLease, *, wait: Wait = time.sleep) -> int:
    """Empty the outbox under the lease. Returns how many jobs were taken.

    A busy engine gets less each time and later; after ``MAX_TRIES`` refusals in a row its error is raised.
    """
    taken, pace = 0, Pace()
    while lease.take():
        try:
            batch = drain(engine, outbox, lease.keep, limit=pace.batch)
        except EngineBusy:
            pause = pace.slower()
            if pace.refused >= MAX_TRIES:
                raise
            wait(pause)
            continue
        pace.faster()
        taken += batch
        if not batch:
            return taken
    raise LeaseLost("another process is writing the index")


def rebuild_index(
    engine: SearchEngine,
    sessions: sessionmaker[Session],
    lease: WriterLease,
    *,
    encoder: str,
    progress: Callable[[int], None] = lambda done: None,
    wait: Wait = time.sleep,
) -> tuple[str, list[Failure]]:
    """Build the index anew from the rows; edits made meanwhile wait in the outbox and follow.

    Raises ``EngineError`` when the build failed and ``LeaseLost`` when another process writes, now or since; the
    old index then still serves.
    """
    with writing(lease), sessions() as session:
        documents = all_documents(session)
        return rebuild(engine, documents, encoder=encoder, progress=progress, permit=lease.keep, wait=wait)
