"""A rebuild changes everything at once or nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from samples import SIX, space

from indexer.documents import SpaceDocument
from indexer.engine import EngineError, Failure, SearchEngine
from indexer.generation import fits, new_name
from indexer.query import SearchQuery
from indexer.rebuild import BATCH, rebuild

ENCODER = "test:encoder"


def total(engine: SearchEngine) -> int:
    return engine.search(SearchQuery(size=1)).total


class Forgetful:
    """An engine that passes everything on but loses one document of every fill without a word."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> object:
        return getattr(self._engine, name)

    def fill(self, generation: str, documents: list[SpaceDocument]) -> list[Failure]:
        return self._engine.fill(generation, documents[1:])


def test_a_rebuild_serves_the_new_documents_under_a_name_that_fits(stocked: SearchEngine) -> None:
    seen: list[int] = []
    documents = [space(i) for i in range(1, BATCH + 11)]
    name, failures = rebuild(stocked, documents, encoder=ENCODER, progress=seen.append)
    assert (stocked.generation(), failures, total(stocked)) == (name, [], BATCH + 10)
    assert seen == [BATCH, BATCH + 10]
    assert fits(name, ENCODER)
    assert not fits(name, "another:encoder")


def test_an_empty_rebuild_empties_the_index(stocked: SearchEngine) -> None:
    rebuild(stocked, [], encoder=ENCODER)
    assert total(stocked) == 0


def test_a_refused_document_is_told_and_the_others_go_in(stocked: SearchEngine) -> None:
    _, failures = rebuild(stocked, [space(1), space(2, updated_at=float("nan"))], encoder=ENCODER)
    assert [failure.id for failure in failures] == [2]
    assert total(stocked) == 1


def test_what_is_not_found_again_leaves_the_old_one_serving(stocked: SearchEngine) -> None:
    before = stocked.generation()
    with pytest.raises(EngineError, match="wrote 3 documents, found 2"):
        rebuild(Forgetful(stocked), [space(7), space(8), space(9)], encoder=ENCODER)  # type: ignore[arg-type]
    assert (stocked.generation(), total(stocked)) == (before, len(SIX))


def test_losing_the_lease_on_the_way_leaves_the_old_one_serving(stocked: SearchEngine) -> None:
    before = stocked.generation()

    def lost(done: int) -> None:
        raise EngineError("lost the lease")

    with pytest.raises(EngineError, match="lease"):
        rebuild(stocked, [space(7)], encoder=ENCODER, progress=lost)
    assert (stocked.generation(), total(stocked)) == (before, len(SIX))


def test_rows_that_break_off_leave_the_old_one_serving_and_writable(stocked: SearchEngine) -> None:
    def broken() -> Iterator[SpaceDocument]:
        yield from (space(i) for i in range(10, 10 + BATCH))
        raise OSError("the database went away")

    with pytest.raises(OSError, match="went away"):
        rebuild(stocked, broken(), encoder=ENCODER)
    stocked.apply([space(7)], [])
    assert total(stocked) == len(SIX) + 1


def test_after_a_failure_the_next_rebuild_serves(stocked: SearchEngine) -> None:
    with pytest.raises(EngineError):
        rebuild(Forgetful(stocked), [space(7)], encoder=ENCODER)  # type: ignore[arg-type]
    name, _ = rebuild(stocked, [space(7)], encoder=ENCODER)
    assert (stocked.generation(), total(stocked)) == (name, 1)


def test_later_names_sort_after_earlier_ones() -> None:
    first, second = new_name(ENCODER), new_name(ENCODER)
    assert first < second
    assert not fits(None, ENCODER)
