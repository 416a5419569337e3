"""From the outbox to the index: nothing lost, nothing late, nothing half done - measured as drift 0."""

from __future__ import annotations

from datetime import timedelta

import pytest
from drift import drift
from flask import Flask
from small_city import SmallCity, space
from sqlalchemy import delete, select, update

from app.extensions import db
from app.models import Building, IndexDelay, IndexJob, Lease, Policy, Space
from app.models.base import utc_now
from app.models.outbox import enqueue
from app.services.documents import all_documents, documents_of
from app.services.index_status import status_of
from app.services.indexing import (
    MAX_TRIES,
    REMEMBERED,
    DatabaseOutbox,
    check_fits,
    dead_letters,
    drain_all,
    rebuild_index,
    revive,
)  # fmt: skip
from app.services.leasing import LeaseLost, WriterLease
from app.services.reconciling import reconcile
from app.wiring import parts
from indexer.engine import EngineBusy, EngineError, SearchEngine, open_engine
from indexer.query import SearchQuery
from indexer.sync import drain as drain_batch
from indexer.tantivy_engine import _document


def outbox() -> DatabaseOutbox:
    return DatabaseOutbox(db.sessionmaker)


def drain() -> int:
    lease = WriterLease(db.sessionmaker, 600)
    taken = drain_all(parts().engine, outbox(), lease)
    lease.give_back()
    return taken


def waiting_ids() -> list[int]:
    with db.sessionmaker() as session:
        return list(session.scalars(select(IndexJob.space_id).order_by(IndexJob.space_id)))


def test_a_rebuild_holds_exactly_the_published_spaces(engine: SearchEngine, small: SmallCity) -> None:
    assert engine.versions().keys() == small.published
    assert drift(engine, db.session) == set()


def test_every_kind_of_edit_arrives(engine: SearchEngine, small: SmallCity) -> None:
    session = db.session
    tower = session.get_one(Building, small.tower)
    tower.name = "冷链大厦"
    session.get_one(Space, small.divisible).building_area_sqm = 900
    session.get_one(Space, small.draft).status = "published"
    session.get_one(Space, small.bare).status = "withdrawn"
    session.delete(session.get_one(Space, small.plain))
    session.add(space(tower, "501", title="新增"))
    session.commit()
    assert drift(engine, session) != set()
    assert drain() == 6
    assert drift(engine, session) == set()
    assert engine.search(SearchQuery(buildings=("冷链大厦",))).total == 3
    assert waiting_ids() == []


def test_a_policy_that_is_unlinked_is_no_longer_found(engine: SearchEngine, small: SmallCity) -> None:
    asked = SearchQuery(policies=("装修补贴",))
    assert {hit.id for hit in engine.search(asked).hits} == {small.whole, small.divisible}
    db.session.delete(db.session.get_one(Policy, small.policy))
    db.session.commit()
    drain()
    assert engine.search(asked).total == 0
    assert drift(engine, db.session) == set()


def test_an_empty_outbox_drains_to_nothing(engine: SearchEngine) -> None:
    assert drain() == 0


def test_draining_twice_or_what_is_already_there_changes_nothing(engine: SearchEngine, small: SmallCity) -> None:
    before = engine.versions()
    enqueue(db.session, small.published)
    db.session.commit()
    assert drain() == 4
    assert drain() == 0
    assert engine.versions() == before


def test_jobs_of_spaces_that_never_were_are_taken_and_forgotten(engine: SearchEngine, small: SmallCity) -> None:
    enqueue(db.session, [987_654])
    db.session.commit()
    assert drain() == 1
    assert waiting_ids() == []
    assert drift(engine, db.session) == set()


def test_more_than_one_batch_is_drained(engine: SearchEngine, small: SmallCity) -> None:
    hall = db.session.get_one(Building, small.hall)
    db.session.add_all(space(hall, f"n{i}") for i in range(1203))
    db.session.commit()
    assert drain() == 1203
    assert engine.versions() == {d.id: d.version for d in all_documents(db.session)}
    assert len(engine.versions()) == 1207


def test_a_change_between_reading_and_acknowledging_is_not_lost(engine: SearchEngine, small: SmallCity) -> None:
    db.session.get_one(Space, small.plain).title = "第一次"
    db.session.commit()
    jobs = outbox().due(10)
    read = outbox().documents([small.plain])
    db.session.get_one(Space, small.plain).title = "第二次"
    db.session.commit()
    engine.apply(list(read.values()), [])
    outbox().done(jobs)
    assert waiting_ids() == [small.plain]
    drain()
    assert drift(engine, db.session) == set()
    assert documents_of(db.session, [small.plain])[small.plain].title == "第二次"


def test_a_late_write_of_an_older_version_does_not_win(engine: SearchEngine, small: SmallCity) -> None:
    old = documents_of(db.session, [small.plain])[small.plain]
    db.session.get_one(Space, small.plain).floor = 9
    db.session.commit()
    drain()
    engine.apply([old], [])
    assert drift(engine, db.session) == set()


def test_done_for_no_jobs_is_nothing(engine: SearchEngine) -> None:
    outbox().done([])
    assert waiting_ids() == []


def test_without_an_index_nothing_is_acknowledged(app: Flask, small: SmallCity) -> None:
    enqueue(db.session, small.published)
    db.session.commit()
    with pytest.raises(EngineError):
        drain_batch(open_engine("tantivy://memory"), outbox())
    assert set(waiting_ids()) == small.published


def test_reconcile_finds_nothing_when_nothing_is_wrong(engine: SearchEngine) -> None:
    assert not reconcile(engine, db.session).ids
    assert waiting_ids() == []


def test_reconcile_finds_and_repairs_missing_stale_and_orphaned(engine: SearchEngine, small: SmallCity) -> None:
    db.session.get_one(Space, small.whole).floor = 9
    db.session.get_one(Space, small.bare).status = "withdrawn"
    db.session.commit()
    with db.sessionmaker.begin() as session:
        session.execute(delete(IndexJob))
    engine.apply([], [small.plain])
    found = reconcile(engine, db.session)
    assert (found.missing, found.stale, found.orphan) == ({small.plain}, {small.whole}, {small.bare})
    assert str(found) == "db=3 idx=3 missing=1 stale=1 orphan=1"
    assert waiting_ids() == sorted((small.plain, small.whole, small.bare))
    drain()
    assert drift(engine, db.session) == set()
    assert not reconcile(engine, db.session).ids


def test_edits_made_during_a_rebuild_wait_and_then_arrive(engine: SearchEngine, small: SmallCity) -> None:
    old = engine.generation()

    def edit(done: int) -> None:
        with db.sessionmaker.begin() as session:
            session.get_one(Space, small.whole).title = "重建期间改名"
            session.delete(session.get_one(Space, small.plain))

    lease = WriterLease(db.sessionmaker, 600)
    new, failures = rebuild_index(engine, db.sessionmaker, lease, encoder=parts().encoder.name, progress=edit)
    assert (engine.generation(), failures) == (new, [])
    assert new != old
    assert waiting_ids() == sorted((small.whole, small.plain))
    assert drain() == 2
    assert drift(engine, db.session) == set()


def test_a_rebuild_that_loses_the_lease_leaves_the_old_index_serving(engine: SearchEngine, small: SmallCity) -> None:
    old = engine.generation()
    db.session.get_one(Space, small.plain).floor = 9
    db.session.commit()

    class Robbed(WriterLease):
        """A lease that somebody else takes over while it is not looked after."""

        def take(self) -> bool:
            taken = super().take()
            with db.sessionmaker.begin() as session:
                session.execute(update(Lease).values(holder="somebody else"))
            return taken

    with pytest.raises(LeaseLost):
        rebuild_index(engine, db.sessionmaker, Robbed(db.sessionmaker, 600), encoder=parts().encoder.name)
    assert engine.generation() == old
    assert engine.versions().keys() == small.published


def test_status_tells_generation_depth_age_and_whether_it_is_current(engine: SearchEngine, small: SmallCity) -> None:
    encoder = parts().encoder.name
    enqueue(db.session, [small.plain], now=utc_now() - timedelta(seconds=90))
    db.session.commit()
    state = status_of(engine, db.session, encoder=encoder, now=utc_now())
    assert (state.generation, state.current) == (engine.generation(), True)
    assert (state.documents, state.published, state.depth, state.dead) == (4, 4, 1, 0)
    assert 90 <= state.oldest_seconds < 190
    assert not status_of(engine, db.session, encoder="another model").current


def test_status_before_the_first_build(app: Flask, small: SmallCity) -> None:
    state = status_of(parts().engine, db.session, encoder=parts().encoder.name)
    assert (state.generation, state.current, state.documents, state.published) == (None, False, 0, 4)


def test_the_index_survives_a_restart(app: Flask, small: SmallCity, tmp_path) -> None:
    url = f"tantivy://{tmp_path / 'index'}"
    engine = open_engine(url)
    rebuild_index(engine, db.sessionmaker, WriterLease(db.sessionmaker, 600), encoder="any")
    db.session.get_one(Space, small.plain).title = "改名"
    db.session.commit()
    drain_batch(engine, outbox())
    assert drift(open_engine(url), db.session) == set()


def test_reconcile_finds_a_name_that_changed_without_its_job(engine: SearchEngine, small: SmallCity) -> None:
    """The rows of the spaces, and so their versions, are the same as before."""
    db.session.get_one(Building, small.tower).name = "冷链大厦"
    db.session.commit()
    with db.sessionmaker.begin() as session:
        session.execute(delete(IndexJob))
    assert reconcile(engine, db.session).stale == {small.whole, small.divisible}
    drain()
    assert engine.search(SearchQuery(buildings=("冷链大厦",))).total == 2
    assert not reconcile(engine, db.session).ids


def test_reconcile_finds_and_repairs_a_duplicate(engine: SearchEngine, small: SmallCity) -> None:
    name = engine.generation()
    assert name
    document = documents_of(db.session, [small.plain])[small.plain]
    index = engine._serving_index()  # a duplicate cannot be made by any method of the engine
    with index.writer(15_000_000, 1) as writer:
        writer.add_document(_document(document))
        writer.commit()
    index.reload()
    found = reconcile(engine, db.session)
    assert (found.duplicate, str(found)) == ({small.plain}, "db=4 idx=5 missing=0 stale=0 orphan=0 duplicate=1")
    drain()
    assert not reconcile(engine, db.session).ids


def test_dead_letters_are_listed_and_revived(engine: SearchEngine, small: SmallCity) -> None:
    enqueue(db.session, [small.plain, small.bare])
    db.session.commit()
    job = next(job for job in outbox().due(9) if job.space_id == small.plain)
    for _ in range(MAX_TRIES):
        outbox().failed(job, "too large")
    assert [(d.space_id, d.tries, d.error) for d in dead_letters(db.session)] == [(small.plain, MAX_TRIES, "too large")]
    assert drain() == 1
    assert revive(db.session, [small.whole]) == 0
    assert revive(db.session) == 1
    assert dead_letters(db.session) == []
    assert drain() == 1
    assert waiting_ids() == []


def test_the_time_from_edit_to_index_is_remembered_for_the_last_thousand(
    engine: SearchEngine, small: SmallCity
) -> None:
    encoder = parts().encoder.name
    assert status_of(engine, db.session, encoder=encoder).staleness_p99 is None
    enqueue(db.session, [small.plain], now=utc_now() - timedelta(seconds=40))
    enqueue(db.session, [small.bare], now=utc_now() - timedelta(seconds=2))
    db.session.commit()
    drain()
    state = status_of(engine, db.session, encoder=encoder)
    assert state.staleness_p99 is not None
    assert state.last_write is not None
    assert 40 <= state.staleness_p99 < 140
    for start in range(1, 2400, 400):
        enqueue(db.session, range(start, start + 400))
        db.session.commit()
        drain()
    assert db.session.query(IndexDelay).count() == REMEMBERED


class Overloaded:
    """An engine that refuses a number of writes for being too busy, and more than ``most`` documents at once."""

    def __init__(self, engine: SearchEngine, refusals: int = 0, most: int = 500) -> None:
        self._engine = engine
        self._refusals = refusals
        self._most = most

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def _take(self, count: int) -> None:
        self._refusals -= 1
        if self._refusals >= 0 or count > self._most:
            raise EngineBusy("429")

    def apply(self, upserts, deletes, permit):
        self._take(len(upserts))
        return self._engine.apply(upserts, deletes, permit)

    def fill(self, generation, documents):
        self._take(len(documents))
        return self._engine.fill(generation, documents)


def test_a_busy_engine_gets_less_and_later_until_all_is_in(engine: SearchEngine, small: SmallCity) -> None:
    enqueue(db.session, small.published)
    db.session.commit()
    waits: list[float] = []
    lease = WriterLease(db.sessionmaker, 600)
    assert drain_all(Overloaded(engine, refusals=3), outbox(), lease, wait=waits.append) == 4
    assert len(waits) == 3
    enqueue(db.session, small.published)
    db.session.commit()
    with pytest.raises(EngineBusy):
        drain_all(Overloaded(engine, refusals=99), outbox(), lease, wait=waits.append)
    assert set(waiting_ids()) == small.published


def test_a_rebuild_of_a_busy_engine_goes_in_smaller_pieces(engine: SearchEngine, small: SmallCity) -> None:
    waits: list[float] = []
    lease = WriterLease(db.sessionmaker, 600)
    new, failures = rebuild_index(
        Overloaded(engine, most=1), db.sessionmaker, lease, encoder=parts().encoder.name, wait=waits.append
    )
    assert (engine.generation(), failures) == (new, [])
    assert waits
    assert drift(engine, db.session) == set()


def test_nothing_is_written_into_an_index_of_another_version(engine: SearchEngine, small: SmallCity) -> None:
    check_fits(engine, parts().encoder.name)
    with pytest.raises(EngineError, match="another version"):
        check_fits(engine, "another model")
