"""The outbox as the sync reads it, the lease that makes one writer, and the rebuild from the rows."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from app.models import IndexJob, Lease, Space
from app.models.base import utc_now
from app.models.outbox import enqueue, waiting
from app.services.documents import all_documents, documents_of
from indexer.documents import SpaceDocument
from indexer.engine import EngineError, Failure, SearchEngine
from indexer.generation import fits
from indexer.rebuild import rebuild
from indexer.sync import Job, backoff, drain

MAX_TRIES = 8
LEASE = "index-writer"


class LeaseLost(Exception):  # noqa: N818 - reads as what happened
    """Another process writes the index now; this one must stop at once."""


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
        pairs = [(job.space_id, job.revision) for job in jobs]
        with self._sessions.begin() as session:
            session.execute(delete(IndexJob).where(tuple_(IndexJob.space_id, IndexJob.revision).in_(pairs)))

    def failed(self, job: Job, error: str) -> None:
        with self._sessions.begin() as session:
            row = session.scalar(select(IndexJob).where(IndexJob.space_id == job.space_id))
            if row is None or row.revision != job.revision:
                return
            row.attempts += 1
            row.error = error
            row.dead = row.attempts >= MAX_TRIES
            row.not_before = utc_now() + timedelta(seconds=backoff(row.attempts))


class WriterLease:
    """The right to write the index, taken from the database for ``seconds`` and renewed while used."""

    def __init__(self, sessions: sessionmaker[Session], seconds: int) -> None:
        self._sessions = sessions
        self._seconds = seconds
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def take(self) -> bool:
        """Take or renew it. False while somebody else holds it."""
        now = utc_now()
        until = now + timedelta(seconds=self._seconds)
        free = or_(Lease.holder == self.holder, Lease.expires_at < now)
        try:
            with self._sessions.begin() as session:
                if session.get(Lease, LEASE) is None:
                    session.add(Lease(name=LEASE, holder=self.holder, token=1, expires_at=until))
                    return True
                taken = session.execute(
                    update(Lease)
                    .where(Lease.name == LEASE, free)
                    .values(holder=self.holder, token=Lease.token + 1, expires_at=until)
                )
                return bool(taken.rowcount == 1)  # type: ignore[attr-defined]
        except IntegrityError:
            return False

    def give_back(self) -> None:
        with self._sessions.begin() as session:
            session.execute(
                update(Lease).where(Lease.name == LEASE, Lease.holder == self.holder).values(expires_at=utc_now())
            )


@contextmanager
def writing(lease: WriterLease) -> Iterator[None]:
    """Hold the lease while the block runs. Raises ``LeaseLost`` when somebody else has it."""
    if not lease.take():
        raise LeaseLost("another process is writing the index")
    try:
        yield
    finally:
        lease.give_back()


def drain_all(engine: SearchEngine, outbox: DatabaseOutbox, lease: WriterLease) -> int:
    """Empty the outbox under the lease. Returns how many jobs were taken."""
    taken = 0
    while lease.take():
        batch = drain(engine, outbox)
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
) -> tuple[str, list[Failure]]:
    """Build the index anew from the rows; edits made meanwhile wait in the outbox and follow.

    Raises ``EngineError`` when the build failed or the lease was lost on the way; the old index still serves.
    """

    def keep_lease(done: int) -> None:
        if not lease.take():
            raise EngineError("lost the lease while rebuilding")
        progress(done)

    with writing(lease), sessions() as session:
        return rebuild(engine, all_documents(session), encoder=encoder, progress=keep_lease)


@dataclass(frozen=True)
class IndexStatus:
    """What ``flask index status`` and ``/healthz`` say."""

    generation: str | None
    current: bool
    documents: int
    published: int
    depth: int
    dead: int
    oldest_seconds: float


def status_of(engine: SearchEngine, session: Session, *, encoder: str, now: datetime | None = None) -> IndexStatus:
    published = session.query(Space.id).filter(Space.status == "published").count()
    box = waiting(session)
    age = ((now or utc_now()) - box["oldest"]).total_seconds() if box["oldest"] else 0.0
    try:
        generation, documents = engine.generation(), len(engine.versions())
    except EngineError:
        generation, documents = None, 0
    return IndexStatus(
        generation, fits(generation, encoder), documents, published, box["depth"], box["dead"], max(age, 0.0)
    )


def reconcile(engine: SearchEngine, session: Session) -> tuple[set[int], set[int], set[int]]:
    """Compare rows with the index: ids missing, stale and orphaned. Each gets a job that repairs it."""
    indexed = engine.versions()
    published = select(Space.id, Space.version).where(Space.status == "published")
    rows = dict(session.execute(published).all())
    missing, orphan = rows.keys() - indexed.keys(), indexed.keys() - rows.keys()
    stale = {i for i in rows.keys() & indexed.keys() if rows[i] != indexed[i]}
    if missing or stale or orphan:
        enqueue(session, missing | stale | orphan)
        session.commit()
    return missing, stale, orphan
