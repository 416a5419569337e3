"""The other side: SQLite with FTS5, answering a ``SearchQuery`` as fully as the engine does.

Same tokens (``unicode61`` keeps them whole), same limits as SQL conditions, same count of words to be met, the same
weights in ``bm25``; total, summed area and every facet with its own choice left out. What one statement can share with
the next is kept in a table in memory, so that the words are matched once and not once for each facet.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer import relevance
from indexer.analysis import Unit, query_units
from indexer.bands import NEGOTIABLE
from indexer.documents import SpaceDocument
from indexer.fields import FIELDS
from indexer.query import ALL_WANTED, EXCLUSIONS, FACET_CHOICES, TERM_LIMITS, Hit, Results, SearchQuery

_FIELD = {field.name: field for field in FIELDS}
LISTS = (
    "belt", "kind", "facility", "policy", "transit", "mark", "brand", "area_band",
    "industry", "industry_leading", "industry_extended",
)  # fmt: skip
SINGLE = (
    "region", "cluster", "building", "road", "space_type", "deal", "decoration", "rent_band", "floor_band", "month",
)  # fmt: skip
NUMBERS = (
    "area", "area_least", "rent", "monthly_total", "price", "price_total", "floor", "ceiling", "load", "available",
    "created", "updated",
)  # fmt: skip
STATUS = ("rent_status", "price_status")
_COLUMNS = ("id", *SINGLE, *STATUS, *NUMBERS)
_INDEXED = (*SINGLE, "area", "rent", "updated", "rent_status")
_WORDS = ("names", "body", "pinyin")
_WEIGHTS = ", ".join(str(_FIELD[name].boost) for name in _WORDS)
_INDUSTRY_SCORES = (
    ("industry_leading", relevance.LEADING),
    ("industry_extended", relevance.EXTENDED),
    ("industry", relevance.SECTOR),
)

Condition = tuple[str, tuple[object, ...]]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


class FtsSearch:
    """A database file at ``path`` with one row per space, its lists beside it and its words in FTS5."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "temp_store=MEMORY", "cache_size=-262144",
                       "mmap_size=1073741824"):  # fmt: skip
            self._db.execute(f"PRAGMA {pragma}")

    def close(self) -> None:
        self._db.close()

    def build(self, documents: Iterable[SpaceDocument]) -> None:
        run = self._db.execute
        run(f"CREATE TABLE space (id INTEGER PRIMARY KEY, {', '.join(_COLUMNS[1:])})")
        run(
            f"CREATE VIRTUAL TABLE words USING fts5({', '.join(_WORDS)}, content='', "
            "tokenize=\"unicode61 remove_diacritics 0 tokenchars '-.'\")"
        )
        for name in LISTS:
            run(f"CREATE TABLE {name} (id INTEGER, value TEXT, PRIMARY KEY (id, value)) WITHOUT ROWID")
        run("BEGIN")
        for space in documents:
            self._add(space)
        run("COMMIT")
        for name in _INDEXED:
            run(f"CREATE INDEX space_{name} ON space ({name})")
        for name in LISTS:
            run(f"CREATE INDEX {name}_value ON {name} (value, id)")
        run("INSERT INTO words (words) VALUES ('optimize')")
        run("ANALYZE")
        run("PRAGMA wal_checkpoint(TRUNCATE)")
        for name in ("base", "hit"):
            run(f"CREATE TEMP TABLE {name} (id INTEGER PRIMARY KEY, score REAL)")

    def _add(self, space: SpaceDocument) -> None:
        row = [_FIELD[name].value(space) for name in _COLUMNS]
        self._db.execute(f"INSERT INTO space VALUES ({_marks(row)})", row)
        words = [" ".join(_FIELD[name].value(space)) for name in _WORDS]
        self._db.execute(
            f"INSERT INTO words (rowid, {', '.join(_WORDS)}) VALUES ({_marks([space.id, *words])})",
            (space.id, *words),
        )
        for name in LISTS:
            values = dict.fromkeys(_FIELD[name].value(space))
            self._db.executemany(f"INSERT INTO {name} VALUES (?, ?)", [(space.id, value) for value in values])

    def search(self, query: SearchQuery) -> Results:
        return self._with_facets(query) if query.facets else self._plain(query)

    def _plain(self, query: SearchQuery) -> Results:
        """One statement: the page, and total and area over all that was found."""
        source, wheres, score, values = _parts(query, "")
        rows = self._db.execute(
            f"WITH found AS MATERIALIZED (SELECT s.id, {score} AS score, s.updated, s.area FROM {source} "
            f"WHERE {wheres}) SELECT id, score, (SELECT COUNT(*) FROM found), (SELECT SUM(area) FROM found) "
            f"FROM found ORDER BY score DESC, updated DESC, id LIMIT {query.size} OFFSET {query.offset}",
            values,
        ).fetchall()
        hits = tuple(Hit(row[0], row[1]) for row in rows)
        return Results(hits, rows[0][2], rows[0][3]) if rows else Results((), 0)

    def _with_facets(self, query: SearchQuery) -> Results:
        """The words are matched once, whatever is counted afterwards; so is everything that no facet leaves out."""
        run = self._db.execute
        choices, start = query, "space s"
        if query.industries or query_units(query.text):
            run("DELETE FROM base")
            source, wheres, score, values = _parts(_without_choices(query))
            run(f"INSERT INTO base SELECT s.id, {score} FROM {source} WHERE {wheres}", values)
            choices, start = _only_choices(query), "base b CROSS JOIN space s USING (id)"
        run("DELETE FROM hit")
        source, wheres, score, values = _parts(choices, start=start)
        score = score if start == "space s" else "b.score"
        run(f"INSERT INTO hit SELECT s.id, {score} FROM {source} WHERE {wheres}", values)
        total, area = run("SELECT COUNT(*), SUM(s.area) FROM hit CROSS JOIN space s USING (id)").fetchone()
        page = run(
            "SELECT s.id, h.score FROM hit h CROSS JOIN space s USING (id) "
            f"ORDER BY h.score DESC, s.updated DESC, s.id LIMIT {query.size} OFFSET {query.offset}"
        )
        hits = tuple(Hit(*row) for row in page)
        return Results(hits, total, area or 0.0, {f: self._facet(choices, start, f) for f in query.facets})

    def _facet(self, query: SearchQuery, start: str, facet: str) -> dict[str, int]:
        """From the hits at hand, unless the facet has a choice of its own that must be left out."""
        if facet in ALL_WANTED or not getattr(query, FACET_CHOICES[facet]):
            source, wheres, values = "hit s", "1", ()
            if facet in SINGLE:
                source = "hit CROSS JOIN space s USING (id)"
        else:
            source, wheres, _, values = _parts(query, facet, start)
        column = f"s.{facet}"
        if facet in LISTS:
            source, column = f"{source} CROSS JOIN {facet} f ON f.id = s.id", "f.value"
        rows = self._db.execute(
            f"SELECT {column}, COUNT(*) FROM {source} WHERE {wheres} AND {column} IS NOT NULL GROUP BY 1", values
        )
        return dict(rows.fetchall())


def _without_choices(query: SearchQuery) -> SearchQuery:
    return query.without(*FACET_CHOICES.values())


def _only_choices(query: SearchQuery) -> SearchQuery:
    return SearchQuery(**{name: getattr(query, name) for name in FACET_CHOICES.values()})


def _parts(query: SearchQuery, leave_out: str = "", start: str = "space s") -> tuple[str, str, str, tuple[object, ...]]:
    """What to read from, the conditions, the score and the values, in the order they stand in the statement."""
    conditions = _limits(query, leave_out)
    source, scores, ahead = start, list[str](), tuple[object, ...]()
    match = _match(query_units(query.text))
    if query.industries:
        source, ahead = f"({_wanted(query, match)}) w CROSS JOIN space s USING (id)", (match,) if match else ()
        scores.append("w.score")
    elif match:
        source = "words JOIN space s ON s.id = words.rowid"
        conditions.append(("words MATCH ?", (match,)))
        scores.append(f"-bm25(words, {_WEIGHTS})")
    scores += _fit_scores(query)
    wheres = " AND ".join(sql for sql, _ in conditions) or "1"
    values = ahead + tuple(value for _, group in conditions for value in group)
    return source, wheres, " + ".join(scores) or "0.0", values


def _wanted(query: SearchQuery, match: str) -> str:
    """Spaces that meet the words or stand for one of the industries, with the score of both."""
    codes = {"industry": sorted({code.split(".")[0] for code in query.industries})}
    ways = " UNION ALL ".join(
        f"SELECT id, {score} AS score FROM {name} WHERE value IN ({_listed(codes.get(name, query.industries))})"
        for name, score in _INDUSTRY_SCORES
    )
    best = f"SELECT id, MAX(score) AS score FROM ({ways}) GROUP BY id"
    if not match:
        return best
    words = f"SELECT rowid AS id, -bm25(words, {_WEIGHTS}) AS score FROM words WHERE words MATCH ?"
    return f"SELECT id, SUM(score) AS score FROM ({words} UNION ALL SELECT * FROM ({best})) GROUP BY id"


def _listed(values: Sequence[str]) -> str:
    """Written out, not bound: the values come from our own vocabulary."""
    return ",".join("'" + value.replace("'", "''") + "'" for value in values)


def _has(name: str, values: Sequence[str]) -> str:
    """A list of the space has one of these."""
    return f"EXISTS (SELECT 1 FROM {name} x WHERE x.id = s.id AND x.value IN ({_listed(values)}))"


def _fit_scores(query: SearchQuery) -> list[str]:
    scores = []
    for name, low, high in (
        ("area", query.area_min, query.area_max),
        ("rent", query.rent_min, query.rent_max),
    ):
        bounds = [f"s.{name} {sign} {bound}" for sign, bound in ((">=", low), ("<=", high)) if bound is not None]
        if bounds:
            scores.append(f"{relevance.FITS} * COALESCE({' AND '.join(bounds)}, 0)")
    return scores


def _limits(query: SearchQuery, leave_out: str) -> list[Condition]:
    limits: list[Condition] = []
    for name, attribute in TERM_LIMITS.items():
        choices: tuple[str, ...] = getattr(query, attribute)
        if choices and name != leave_out:
            limits += _choice(name, choices)
    for name, attribute in EXCLUSIONS.items():
        if unwanted := getattr(query, attribute):
            limits.append((f"(s.{name} IS NULL OR s.{name} NOT IN ({_marks(unwanted)}))", tuple(unwanted)))
    return limits + number_limits(query.without("available_by") if leave_out == "month" else query)


def _choice(name: str, choices: Sequence[str]) -> list[Condition]:
    if name in ALL_WANTED:
        return [(_has(name, [choice]), ()) for choice in choices]
    if name in LISTS:
        return [(_has(name, choices), ())]
    return [(f"s.{name} IN ({_marks(choices)})", tuple(choices))]


def number_limits(query: SearchQuery) -> list[Condition]:
    """The limits on numbers as SQL; 面议 survives a limit on money."""
    limits = []
    for limit in query.ranges:
        sql, values = range_of(limit.field, limit.low, limit.high)
        limits.append((f"(({sql}) OR s.{limit.open_to_talk} = '{NEGOTIABLE}')" if limit.open_to_talk else sql, values))
    return limits


def range_of(name: str, low: float | None, high: float | None) -> Condition:
    bounds = [(sign, bound) for sign, bound in ((">=", low), ("<=", high)) if bound is not None]
    return " AND ".join(f"s.{name} {sign} ?" for sign, _ in bounds), tuple(bound for _, bound in bounds)


def _match(units: Sequence[Unit]) -> str:
    """The FTS5 expression of "enough of the words": the engine's own share of them, written out."""
    return enough([_unit(unit) for unit in units], relevance.words_needed(units)) if units else ""


def _unit(unit: Unit) -> str:
    word = f'"{unit.word}"'
    if not unit.pairs:
        return word
    pairs = " AND ".join(f'"{pair}"' for pair in unit.pairs)
    return f"({word} OR ({pairs}))"


def enough(terms: Sequence[str], least: int) -> str:
    """``least`` of ``terms`` with as few repeats as a formula of AND and OR allows."""
    if least == 1:
        return f"({' OR '.join(terms)})"
    if least == len(terms):
        return f"({' AND '.join(terms)})"
    first, rest = terms[0], terms[1:]
    return f"(({first} AND {enough(rest, least - 1)}) OR {enough(rest, least)})"
