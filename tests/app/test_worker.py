"""The worker: empties the outbox before it rests, stands by for another, keeps the jobs when the index is away."""

from __future__ import annotations

from drift import drift
from flask import Flask
from small_city import SmallCity
from sqlalchemy import select

from app.extensions import db
from app.models import Building, IndexJob
from app.models.outbox import enqueue
from app.services.indexing import WriterLease
from app.worker import IDLE_SECONDS, STANDBY_SECONDS, TROUBLE_SECONDS, run_worker
from indexer.engine import SearchEngine


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
