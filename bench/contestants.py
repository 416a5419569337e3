"""Who answers: the engine with and without facets, SQLite FTS5 with and without, and bare tantivy as the ceiling."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.fts import FtsSearch
from bench.pg import PgSearch
from indexer.documents import SpaceDocument
from indexer.engine import open_engine
from indexer.query import FACETS, Results, SearchQuery
from indexer.rebuild import rebuild
from indexer.tantivy_engine import TantivyEngine
from indexer.tantivy_query import build_query, has_score

OURS, OURS_PLAIN = "ours, with facets", "ours, without facets"
FTS, FTS_PLAIN = "SQLite FTS5, with facets", "SQLite FTS5, without facets"
BARE = "bare tantivy (ceiling)"
PG, PG_PLAIN = "PostgreSQL, with facets", "PostgreSQL, without facets"
RIVALS = {OURS: (FTS, PG), OURS_PLAIN: (FTS_PLAIN, PG_PLAIN, BARE)}
"""Ours → those that do the same work elsewhere; bare tantivy is the ceiling."""

Answer = Callable[[SearchQuery], object]


@dataclass(frozen=True)
class Indexed:
    """All with the same documents, and how long and how large each came out."""

    engine: TantivyEngine
    fts: FtsSearch
    pg: PgSearch
    seconds: dict[str, float]
    bytes: dict[str, int]

    def contestants(self) -> dict[str, Answer]:
        """In the order of the report. Each takes an understood question."""
        return {
            OURS: lambda query: self.engine.search(replace(query, facets=FACETS)),
            FTS: lambda query: self.fts.search(replace(query, facets=FACETS)),
            PG: lambda query: self.pg.search(replace(query, facets=FACETS)),
            OURS_PLAIN: self.engine.search,
            FTS_PLAIN: self.fts.search,
            PG_PLAIN: self.pg.search,
            BARE: lambda query: _bare(self.engine, query),
        }


def index_all(folder: Path, documents: Sequence[SpaceDocument], pg: PgSearch) -> Indexed:
    """Build each, one after the other, the way it is built in use."""
    engine, fts = open_engine(f"tantivy://{folder / 'index'}"), FtsSearch(folder / "fts.db")
    assert isinstance(engine, TantivyEngine)
    seconds = {
        "ours": _seconds(lambda: rebuild(engine, documents, encoder="none")),
        "SQLite FTS5": _seconds(lambda: fts.build(documents)),
        "PostgreSQL": _seconds(lambda: pg.build(documents)),
    }
    if len(engine.versions()) != len(documents):
        raise RuntimeError("not every document was taken")
    sizes = {
        "ours": _size(folder, "index/**/*"),
        "SQLite FTS5": _size(folder, "fts.db*"),
        "PostgreSQL": pg.bytes_used(),
    }
    return Indexed(engine, fts, pg, seconds, sizes)


def _seconds(build: Callable[[], object]) -> float:
    start = time.perf_counter_ns()
    build()
    return (time.perf_counter_ns() - start) / 1e9


def differences(indexed: Indexed, queries: Sequence[SearchQuery]) -> dict[str, dict[str, int]]:
    """How many questions each other side does not answer as ours: in total, in summed area, in any facet count."""
    found = {name: {"total": 0, "area": 0, "facets": 0} for name in ("SQLite FTS5", "PostgreSQL")}
    for query in queries:
        asked = replace(query, facets=FACETS)
        ours = indexed.engine.search(asked)
        for counts, other in zip(found.values(), (indexed.fts.search(asked), indexed.pg.search(asked)), strict=True):
            counts["total"] += ours.total != other.total
            counts["area"] += abs(ours.total_area - other.total_area) > 1e-6 * max(1.0, ours.total_area)
            counts["facets"] += ours.facets != other.facets
    return found


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
