"""The worker: empties the outbox before it rests, stands by for another, keeps the jobs when the index is away."""

from __future__ import annotations

from dataclasses import replace

from drift import drift
from flask import Flask
from small_city import SmallCity
from sqlalchemy import select

from app.extensions import db
from app.models import Building, IndexJob
from app.models.outbox import enqueue
from app.services.indexing import DatabaseOutbox, rebuild_index
from app.services.leasing import WriterLease
from app.wiring import parts
from app.worker import IDLE_SECONDS, STANDBY_SECONDS, TROUBLE_SECONDS, _step, run_worker
from indexer.engine import EngineBusy, SearchEngine
from indexer.sync import Pace


def waiting_ids() -> list[int]:
    with db.sessionmaker() as session:
        return list(session.scalars(select(IndexJob.space_id).order_by(IndexJob.space_id)))


class Rests:
    """Stands in for the worker's signal to stop: notes how long it would rest, and stops at the first rest."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def is_set(self) -> bool:
        return any(self.seconds)

    def wait(self, seconds: float) -> None:
        self.seconds.append(seconds)


def test_the_worker_empties_the_outbox_before_it_rests(app: Flask, engine: SearchEngine, small: SmallCity) -> None:
    db.session.get_one(Building, small.tower).name = "改名"
    db.session.commit()
    rests = Rests()
    run_worker(app, rests)
    assert rests.seconds == [0.0, IDLE_SECONDS]
    assert drift(engine, db.session) == set()
    assert WriterLease(db.sessionmaker, 600).take()


def test_a_second_worker_stands_by(app: Flask, engine: SearchEngine, small: SmallCity) -> None:
    assert WriterLease(db.sessionmaker, 600).take()
    enqueue(db.session, [small.plain])
    db.session.commit()
    rests = Rests()
    run_worker(app, rests)
    assert rests.seconds == [STANDBY_SECONDS]
    assert waiting_ids() == [small.plain]


def test_a_worker_without_an_index_keeps_the_jobs_and_tries_again(app: Flask, small: SmallCity) -> None:
    enqueue(db.session, [small.plain])
    db.session.commit()
    rests = Rests()
    run_worker(app, rests)
    assert rests.seconds == [TROUBLE_SECONDS]
    assert waiting_ids() == [small.plain]


class Small:
    """The application's engine behind a door that lets only so many documents through at once."""

    def __init__(self, engine: SearchEngine, most: int) -> None:
        self._engine, self._most = engine, most
        self.taken: list[int] = []

    def __getattr__(self, name):
        return getattr(self._engine, name)

    def apply(self, upserts, deletes, permit):
        if len(upserts) + len(deletes) > self._most:
            raise EngineBusy("too many")
        self.taken.append(len(upserts) + len(deletes))
        return self._engine.apply(upserts, deletes, permit)


def test_a_busy_engine_gets_smaller_batches_until_it_takes_them(
    app: Flask, engine: SearchEngine, small: SmallCity
) -> None:
    door, pace = Small(engine, 1), Pace(batch=4)
    outbox, lease = DatabaseOutbox(db.sessionmaker), WriterLease(db.sessionmaker, 600)
    enqueue(db.session, small.published)
    db.session.commit()
    app.extensions["parts"] = replace(parts(), engine=door)
    rests = [_step(outbox, lease, pace) for _ in range(3)]
    assert rests[0] > 0
    assert rests[1] > 0
    assert rests[2] == 0.0
    assert door.taken == [1]
    while waiting_ids():
        _step(outbox, lease, pace)
    assert drift(engine, db.session) == set()


def test_a_worker_of_another_version_writes_nothing(app: Flask, small: SmallCity) -> None:
    rebuild_index(parts().engine, db.sessionmaker, WriterLease(db.sessionmaker, 0), encoder="another model")
    enqueue(db.session, [small.plain])
    db.session.commit()
    rests = Rests()
    run_worker(app, rests)
    assert rests.seconds == [TROUBLE_SECONDS]
    assert waiting_ids() == [small.plain]
