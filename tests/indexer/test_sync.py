"""The index follows the rows: nothing is acknowledged before it is written, and order does not matter."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import MemoryOutbox, space

from indexer.documents import SpaceDocument
from indexer.engine import EngineError, EngineUnavailable, Failure, Permit, SearchEngine, open_engine
from indexer.query import SearchQuery
from indexer.sync import BATCH, Job, Pace, drain


def fresh_engine() -> SearchEngine:
    engine = open_engine("tantivy://memory")
    engine.begin("spaces-test")
    engine.swap("spaces-test")
    return engine


def indexed(engine: SearchEngine) -> dict[int, int]:
    """Every indexed space with its version."""
    return engine.versions()


class Watched(MemoryOutbox):
    """An outbox that notes what the index held at the moment of the acknowledgement."""

    def __init__(self, engine: SearchEngine) -> None:
        super().__init__()
        self._engine = engine
        self.held: list[dict[int, int]] = []

    def done(self, jobs: Sequence[Job]) -> None:
        self.held.append(self._engine.versions())
        super().done(jobs)


class Broken:
    """An engine whose disk is full."""

    def apply(self, upserts: Sequence[SpaceDocument], deletes: Sequence[int], permit: Permit) -> list[Failure]:
        raise EngineError("no space left on device")


def test_an_empty_outbox_takes_nothing(engine: SearchEngine) -> None:
    assert drain(engine, MemoryOutbox()) == 0


def test_rows_arrive_and_gone_rows_leave(engine: SearchEngine) -> None:
    outbox = MemoryOutbox()
    outbox.put(space(1))
    outbox.put(space(2))
    assert drain(engine, outbox) == 2
    outbox.drop(1)
    outbox.put(space(2, version=2))
    assert drain(engine, outbox) == 2
    assert (indexed(engine), outbox.jobs) == ({2: 2}, {})


def test_it_acknowledges_only_what_the_index_already_holds(engine: SearchEngine) -> None:
    outbox = Watched(engine)
    outbox.put(space(1, version=4))
    drain(engine, outbox)
    assert outbox.held == [{1: 4}]


def test_a_batch_is_limited_and_the_rest_waits(engine: SearchEngine) -> None:
    outbox = MemoryOutbox()
    for i in range(1, 6):
        outbox.put(space(i))
    assert [drain(engine, outbox, limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert len(indexed(engine)) == 5


def test_a_refused_document_is_failed_and_the_others_are_done(engine: SearchEngine) -> None:
    outbox = MemoryOutbox()
    for document in (space(1), space(2, updated_at=float("nan")), space(3)):
        outbox.put(document)
    assert drain(engine, outbox) == 3
    assert (list(outbox.errors), list(outbox.jobs)) == ([2], [2])
    assert set(indexed(engine)) == {1, 3}
    assert drain(engine, outbox) == 0, "a poison row delays nobody"


def test_an_engine_that_is_down_acknowledges_nothing() -> None:
    outbox = MemoryOutbox()
    outbox.put(space(1))
    with pytest.raises(EngineError):
        drain(Broken(), outbox)  # type: ignore[arg-type]
    assert (outbox.jobs, outbox.errors) == ({1: 1}, {})


def test_an_index_not_built_acknowledges_nothing() -> None:
    outbox = MemoryOutbox()
    outbox.put(space(1))
    with pytest.raises(EngineUnavailable):
        drain(open_engine("tantivy://memory"), outbox)
    assert outbox.jobs == {1: 1}


def test_a_change_during_the_write_waits_for_the_next_round(engine: SearchEngine) -> None:
    class Busy(MemoryOutbox):
        def documents(self, ids: Sequence[int]) -> dict[int, SpaceDocument]:
            found = dict(super().documents(ids))
            if self.rows[1].version == 1:
                self.put(space(1, version=2))
            return found

    outbox = Busy()
    outbox.put(space(1))
    drain(engine, outbox)
    assert outbox.jobs == {1: 2}
    drain(engine, outbox)
    assert (indexed(engine), outbox.jobs) == ({1: 2}, {})


EVENTS = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(["put", "drop", "touch", "drain"])), max_size=25)


@settings(max_examples=40, deadline=None)
@given(events=EVENTS, limit=st.integers(1, 4))
def test_any_history_ends_with_the_rows_in_the_index(events: list[tuple[int, str]], limit: int) -> None:
    engine, outbox = fresh_engine(), MemoryOutbox()
    for version, (i, event) in enumerate(events, start=1):
        if event == "put":
            outbox.put(space(i, version=version, area=float(100 * version)))
        elif event == "drop":
            outbox.drop(i)
        elif event == "touch":
            outbox.touch(i)
        else:
            drain(engine, outbox, limit=limit)
    while drain(engine, outbox, limit=limit):
        pass
    assert indexed(engine) == {i: row.version for i, row in outbox.rows.items()}
    total = engine.search(SearchQuery()).total_area
    assert total == pytest.approx(sum(row.area for row in outbox.rows.values()))


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_order_and_repetition_of_deliveries_ends_alike(data: st.DataObject) -> None:
    """Jobs name a space, not a change: however they arrive, the rows of the moment are written."""
    outbox = MemoryOutbox()
    for i in (1, 2, 3, 5):
        outbox.put(space(i, version=10 + i))
    outbox.drop(3)
    outbox.drop(4)
    deliveries = data.draw(st.permutations([1, 2, 3, 4, 5] * 2))
    engine = fresh_engine()
    engine.apply([space(3), space(4), space(5, version=99)], [])
    engine.apply([], [5])
    for i in deliveries:
        outbox.touch(i)
        drain(engine, outbox, limit=1)
    while drain(engine, outbox):
        pass
    assert indexed(engine) == {1: 11, 2: 12, 5: 15}


@settings(max_examples=40, deadline=None)
@given(versions=st.permutations([1, 2, 3, 4]))
def test_the_latest_version_wins_in_any_order(versions: list[int]) -> None:
    engine = fresh_engine()
    for version in versions:
        engine.apply([space(1, version=version, area=float(100 * version))], [])
    assert indexed(engine) == {1: 4}
    assert engine.search(SearchQuery(area_min=400)).total == 1


def test_a_busy_engine_is_given_half_as_much_each_time_and_more_again_later() -> None:
    pace = Pace()
    waits = [pace.slower() for _ in range(12)]
    assert pace.batch == 1
    assert all(0 < wait <= 60 for wait in waits)
    assert max(waits[6:]) >= 30
    for expected in (2, 4, 8):
        pace.faster()
        assert pace.batch == expected
    for _ in range(10):
        pace.faster()
    assert pace.batch == BATCH
