"""Who answers: the engine with and without facets, SQLite FTS5 with and without, and bare tantivy as the ceiling."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.fts import FtsSearch
from indexer.documents import SpaceDocument
from indexer.engine import open_engine
from indexer.query import FACETS, Results, SearchQuery
from indexer.rebuild import rebuild
from indexer.tantivy_engine import TantivyEngine
from indexer.tantivy_query import build_query, has_score

OURS, OURS_PLAIN = "ours, with facets", "ours, without facets"
FTS, FTS_PLAIN = "SQLite FTS5, with facets", "SQLite FTS5, without facets"
BARE = "bare tantivy (ceiling)"
RIVALS = {OURS: FTS, OURS_PLAIN: FTS_PLAIN, BARE: FTS_PLAIN}
"""Contestant → the one that does the same work on SQLite (for the ceiling: the nearest)."""

Answer = Callable[[SearchQuery], object]


@dataclass(frozen=True)
class Indexed:
    """Both sides with the same documents, and how long and how large each came out."""

    engine: TantivyEngine
    fts: FtsSearch
    engine_seconds: float
    fts_seconds: float
    engine_bytes: int
    fts_bytes: int

    def contestants(self) -> dict[str, Answer]:
        """In the order of the report. Each takes an understood question."""
        return {
            OURS: lambda query: self.engine.search(replace(query, facets=FACETS)),
            FTS: lambda query: self.fts.search(replace(query, facets=FACETS)),
            OURS_PLAIN: self.engine.search,
            FTS_PLAIN: self.fts.search,
            BARE: lambda query: _bare(self.engine, query),
        }


def index_both(folder: Path, documents: Sequence[SpaceDocument]) -> Indexed:
    """Build both under ``folder``, one after the other, each the way it is built in use."""
    engine = open_engine(f"tantivy://{folder / 'index'}")
    assert isinstance(engine, TantivyEngine)
    start = time.perf_counter_ns()
    _, failures = rebuild(engine, documents, encoder="none")
    built = time.perf_counter_ns()
    if failures:
        raise RuntimeError(f"{len(failures)} documents were refused: {failures[0]}")
    fts = FtsSearch(folder / "fts.db")
    fts.build(documents)
    done = time.perf_counter_ns()
    return Indexed(
        engine, fts, (built - start) / 1e9, (done - built) / 1e9, _size(folder, "index/**/*"), _size(folder, "fts.db*")
    )


def differences(indexed: Indexed, queries: Sequence[SearchQuery]) -> dict[str, int]:
    """How many questions both sides do not answer alike: in total, in summed area, in any facet count."""
    counts = {"total": 0, "area": 0, "facets": 0}
    for query in queries:
        asked = replace(query, facets=FACETS)
        ours, other = indexed.engine.search(asked), indexed.fts.search(asked)
        counts["total"] += ours.total != other.total
        counts["area"] += abs(ours.total_area - other.total_area) > 1e-6 * max(1.0, ours.total_area)
        counts["facets"] += ours.facets != other.facets
    return counts


def _size(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())


def _bare(engine: TantivyEngine, query: SearchQuery) -> Results:
    """The same tantivy query on the same index: first page and count, no facets, no area, no order among equals."""
    searcher, limits = engine._searcher(), build_query(engine._schema, query)
    if has_score(query):
        found = searcher.search(limits, limit=query.size)
    else:
        found = searcher.search(limits, limit=query.size, order_by_field="order_updated")
    return Results((), found.count)
