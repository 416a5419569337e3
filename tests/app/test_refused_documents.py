"""A document that the engine refuses waits longer each time, is given up in the end, and delays nobody."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from drift import drift
from small_city import SmallCity
from sqlalchemy import select, update

from app.extensions import db
from app.models import IndexJob, Space
from app.models.base import utc_now
from app.models.outbox import enqueue
from app.services.index_status import status_of
from app.services.indexing import MAX_TRIES, DatabaseOutbox
from app.wiring import parts
from indexer.documents import SpaceDocument
from indexer.engine import Failure, Permit, SearchEngine
from indexer.sync import Job, backoff, drain


def outbox() -> DatabaseOutbox:
    return DatabaseOutbox(db.sessionmaker)


def waiting_ids() -> list[int]:
    with db.sessionmaker() as session:
        return list(session.scalars(select(IndexJob.space_id).order_by(IndexJob.space_id)))


class Refusing:
    """An engine that refuses some documents, as a server may; everything else is the real engine."""

    def __init__(self, engine: SearchEngine, refused: set[int]) -> None:
        self._engine = engine
        self.refused = refused

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def apply(self, upserts: Sequence[SpaceDocument], deletes: Sequence[int], permit: Permit) -> list[Failure]:
        refused = [Failure(d.id, "mapping conflict") for d in upserts if d.id in self.refused]
        return refused + self._engine.apply([d for d in upserts if d.id not in self.refused], deletes, permit)


def let_all_be_due() -> None:
    with db.sessionmaker.begin() as session:
        session.execute(update(IndexJob).values(not_before=utc_now()))


def test_a_refused_document_waits_longer_and_is_given_up_after_eight_tries(
    engine: SearchEngine, small: SmallCity
) -> None:
    refusing = Refusing(engine, {small.plain})
    enqueue(db.session, small.published)
    db.session.commit()
    for attempt in range(1, MAX_TRIES + 1):
        before = utc_now()
        drain(refusing, outbox())
        with db.sessionmaker() as session:
            job = session.scalars(select(IndexJob)).one()
        assert (job.space_id, job.attempts, job.error) == (small.plain, attempt, "mapping conflict")
        assert job.dead is (attempt == MAX_TRIES)
        wait = (job.not_before - before).total_seconds()
        assert 0.5 * min(60, 2**attempt) <= wait <= min(60, 2**attempt) + 5
        assert outbox().due(10) == []
        let_all_be_due()
    assert outbox().due(10) == []
    state = status_of(engine, db.session, encoder=parts().encoder.name)
    assert (state.dead, state.depth) == (1, 0)


def test_a_refused_document_delays_nobody(engine: SearchEngine, small: SmallCity) -> None:
    refusing = Refusing(engine, {small.plain})
    enqueue(db.session, small.published)
    db.session.get_one(Space, small.whole).floor = 9
    db.session.commit()
    drain(refusing, outbox())
    assert waiting_ids() == [small.plain]
    assert drift(engine, db.session) == set()


def test_a_dead_job_lives_again_with_the_next_edit(engine: SearchEngine, small: SmallCity) -> None:
    with db.sessionmaker.begin() as session:
        session.add(IndexJob(space_id=small.plain, attempts=MAX_TRIES, dead=True, not_before=utc_now()))
    assert drain(engine, outbox()) == 0
    db.session.get_one(Space, small.plain).floor = 9
    db.session.commit()
    assert drain(engine, outbox()) == 1
    assert drift(engine, db.session) == set()


@pytest.mark.parametrize("revision", [2, None])
def test_a_failure_of_an_overtaken_or_finished_job_is_not_counted(
    engine: SearchEngine, small: SmallCity, revision: int | None
) -> None:
    if revision:
        with db.sessionmaker.begin() as session:
            session.add(IndexJob(space_id=small.plain, revision=revision, not_before=utc_now()))
    outbox().failed(Job(small.plain, 1), "late")
    with db.sessionmaker() as session:
        assert [job.attempts for job in session.scalars(select(IndexJob))] == ([0] if revision else [])


def test_backoff_never_exceeds_a_minute() -> None:
    waits = [backoff(attempts) for attempts in range(1, 40)]
    assert max(waits) <= 60
    assert all(wait > 0 for wait in waits)
