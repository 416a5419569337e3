"""R4: whatever happens in whatever order, once the outbox is empty the index is what the rows say."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from drift import drift
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from small_city import build, space

from app.extensions import db
from app.models import Building, Cluster, Policy, Space
from app.services import migrating
from app.services.indexing import DatabaseOutbox, drain_all, rebuild_index
from app.services.leasing import WriterLease
from app.services.reconciling import drift_of
from app.settings import Settings
from indexer.engine import EngineBusy, EngineUnavailable, open_engine
from indexer.sync import drain

PICK = st.integers(0, 30)
FIGURE = st.integers(1, 900)


class Weather:
    """The engine, which may be down or busy for the next calls that write."""

    def __init__(self, folder: Path) -> None:
        self.engine = open_engine(f"tantivy://{folder}")
        self.trouble: list[Exception] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self.engine, name)

    def apply(self, upserts, deletes, permit):
        if self.trouble:
            raise self.trouble.pop()
        return self.engine.apply(upserts, deletes, permit)


class City(RuleBasedStateMachine):
    """Edits as owners and staff make them, and everything that may go wrong on the way to the index."""

    fresh: Callable[[], Path]

    def __init__(self) -> None:
        super().__init__()
        self._folder = type(self).fresh()
        build(db.session)
        self._sessions = db.sessionmaker
        self._outbox = DatabaseOutbox(self._sessions)
        self._lease = WriterLease(self._sessions, 600)
        self._engine = Weather(self._folder)
        self._made = 0
        rebuild_index(self._engine.engine, self._sessions, self._lease, encoder="any")

    def _any(self, model: type, pick: int):
        rows = db.session.query(model).order_by(model.id).all()
        return rows[pick % len(rows)] if rows else None

    @rule(pick=PICK, area=FIGURE)
    def create(self, pick: int, area: int) -> None:
        self._made += 1
        db.session.add(space(self._any(Building, pick), f"new-{self._made}", building_area_sqm=area))
        db.session.commit()

    @rule(pick=PICK, area=FIGURE)
    def edit(self, pick: int, area: int) -> None:
        if row := self._any(Space, pick):
            row.building_area_sqm, row.divisible_min_sqm = area, None
            db.session.commit()

    @rule(pick=PICK, status=st.sampled_from(("draft", "published", "withdrawn", "let")))
    def change_status(self, pick: int, status: str) -> None:
        if row := self._any(Space, pick):
            row.status = status
            db.session.commit()

    @rule(pick=PICK)
    def delete(self, pick: int) -> None:
        if row := self._any(Space, pick):
            db.session.delete(row)
            db.session.commit()

    @rule(pick=PICK)
    def think_better_of_it(self, pick: int) -> None:
        if row := self._any(Space, pick):
            row.title = "rolled back"
            db.session.flush()
            db.session.rollback()

    @rule(pick=PICK, name=st.sampled_from(("甲楼", "乙楼", "丙楼")))
    def rename_building(self, pick: int, name: str) -> None:
        self._any(Building, pick).name = name
        db.session.commit()

    @rule(pick=PICK, to=PICK)
    def move_building(self, pick: int, to: int) -> None:
        self._any(Building, pick).cluster = self._any(Cluster, to)
        db.session.commit()

    @rule(pick=PICK)
    def link_or_unlink_policy(self, pick: int) -> None:
        policy, building = self._any(Policy, 0), self._any(Building, pick)
        if building in policy.buildings:
            policy.buildings.remove(building)
        else:
            policy.buildings.append(building)
        db.session.commit()

    @rule()
    def sync_a_batch(self) -> None:
        try:
            drain(self._engine, self._outbox, self._lease.keep, limit=3)
        except (EngineUnavailable, EngineBusy):
            return

    @rule()
    def die_before_the_acknowledgement(self) -> None:
        jobs = self._outbox.due(5)
        documents = self._outbox.documents([job.space_id for job in jobs])
        gone = [job.space_id for job in jobs if job.space_id not in documents]
        self._engine.engine.apply(list(documents.values()), gone, self._lease.keep)
        self._engine = Weather(self._folder)

    @rule()
    def deliver_twice(self) -> None:
        jobs = self._outbox.due(5)
        documents = self._outbox.documents([job.space_id for job in jobs])
        for _ in range(2):
            self._engine.engine.apply(list(documents.values()), [], self._lease.keep)

    @precondition(lambda self: not self._engine.trouble)
    @rule(down=st.booleans())
    def the_engine_has_trouble(self, *, down: bool) -> None:
        self._engine.trouble = [EngineUnavailable("down") if down else EngineBusy("429")]

    @rule(pick=PICK, name=st.sampled_from(("丁楼", "戊楼")))
    def rebuild_with_an_edit_on_the_way(self, pick: int, name: str) -> None:
        def edit(done: int) -> None:
            with self._sessions.begin() as session:
                rows = session.query(Building).order_by(Building.id).all()
                rows[pick % len(rows)].name = name

        rebuild_index(self._engine.engine, self._sessions, self._lease, encoder="any", progress=edit)
        self._lease.take()

    @rule()
    def begin_a_rebuild_and_die(self) -> None:
        self._engine.engine.begin("spaces-left-behind")
        self._engine = Weather(self._folder)

    @invariant()
    def something_serves(self) -> None:
        assert self._engine.engine.generation() is not None

    def teardown(self) -> None:
        self._engine.trouble = []
        drain_all(self._engine, self._outbox, self._lease)
        assert drift(self._engine.engine, db.session) == set()
        assert not drift_of(self._engine.engine, db.session).ids
        db.session.rollback()


@pytest.fixture
def city_with_its_own_database(make_app, settings: Settings, tmp_path: Path) -> Iterator[Flask]:
    made = make_app(replace(settings, search_url="tantivy://memory"))
    with made.app_context():
        migrating.upgrade(db.engine)
        yield made


def test_whatever_happens_the_index_is_what_the_rows_say(city_with_its_own_database: Flask, tmp_path: Path) -> None:
    runs = iter(range(10**6))

    def fresh() -> Path:
        """Every run begins with no rows and no index."""
        from app.models import Base

        with db.engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
        folder = tmp_path / "index"
        shutil.rmtree(folder, ignore_errors=True)
        return tmp_path / f"index-{next(runs)}"

    City.fresh = staticmethod(fresh)
    run_state_machine_as_test(
        City,
        settings=settings(
            max_examples=25, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
