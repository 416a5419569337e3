"""From our ``SearchQuery`` to tantivy query objects. A person's text never meets a query parser."""

from __future__ import annotations

from tantivy import FieldType, Occur, Query, Schema

from indexer import relevance
from indexer.analysis import Unit, query_units, readable
from indexer.bands import NEGOTIABLE
from indexer.fields import WORD_FIELDS
from indexer.query import ALL_WANTED, EXCLUSIONS, TERM_LIMITS, Range, SearchQuery


def has_score(query: SearchQuery) -> bool:
    """Whether hits differ in relevance: by words, by industries, by how the area or the rent fits."""
    ranges = (query.area_min, query.area_max, query.rent_min, query.rent_max)
    return bool(query_units(query.text) or query.industries or query.near or any(v is not None for v in ranges))


def build_query(schema: Schema, query: SearchQuery) -> Query:
    """All limits of a query, and what scores inside them."""
    clauses = [(Occur.Must, limit) for limit in _limits(schema, query)]
    wanted = _wanted(schema, query)
    if wanted is not None:
        clauses.append((Occur.Must, wanted))
    clauses += [(Occur.Should, fit) for fit in _fits(schema, query)]
    if not any(occur is Occur.Must for occur, _ in clauses):
        clauses.append((Occur.Must, Query.const_score_query(Query.all_query(), 0.0)))
    return Query.boolean_query(clauses)


def _limits(schema: Schema, query: SearchQuery) -> list[Query]:
    limits: list[Query] = []
    for name, attribute in TERM_LIMITS.items():
        choices: tuple[str, ...] = getattr(query, attribute)
        if choices:
            limits += _choice(schema, name, choices)
    for name, attribute in EXCLUSIONS.items():
        unwanted: tuple[str, ...] = getattr(query, attribute)
        if unwanted:
            excluded = Query.term_set_query(schema, name, list(unwanted))
            limits.append(_filter(Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, excluded)])))
    return limits + [_filter(_limit(schema, limit)) for limit in query.ranges]


def _choice(schema: Schema, name: str, choices: tuple[str, ...]) -> list[Query]:
    if name in ALL_WANTED:
        return [_filter(Query.term_query(schema, name, choice)) for choice in choices]
    return [_filter(Query.term_set_query(schema, name, list(choices)))]


def _limit(schema: Schema, limit: Range) -> Query:
    """One limit on numbers; 面议 survives a limit on money."""
    found = _range(schema, limit.field, limit.low, limit.high)
    if limit.open_to_talk is None:
        return found
    open_to_talk = Query.term_query(schema, limit.open_to_talk, NEGOTIABLE)
    return Query.boolean_query([(Occur.Should, found), (Occur.Should, open_to_talk)])


def _range(schema: Schema, name: str, low: float | None, high: float | None) -> Query:
    lower, upper = (None if bound is None else float(bound) for bound in (low, high))
    return Query.range_query(schema, name, FieldType.Float, lower, upper)


def _filter(query: Query) -> Query:
    return Query.const_score_query(query, 0.0)


def _wanted(schema: Schema, query: SearchQuery) -> Query | None:
    """A hit has enough of the words, or stands for one of the industries, or is near in meaning."""
    ways = (_words(schema, query.text), _industries(schema, query), _near(schema, query))
    wanted = [(Occur.Should, way) for way in ways if way]
    return Query.boolean_query(wanted) if wanted else None


def _words(schema: Schema, text: str) -> Query | None:
    units = query_units(text)
    if not units:
        return Query.empty_query() if text.strip() and not readable(text) else None
    return Query.boolean_query([(Occur.Should, _unit(schema, unit)) for unit in units], relevance.words_needed(units))


def _unit(schema: Schema, unit: Unit) -> Query:
    ways = [Query.boost_query(way, field.boost) for field in WORD_FIELDS for way in _ways(schema, field.name, unit)]
    return Query.disjunction_max_query(ways, relevance.TIE_BREAKER)


def _ways(schema: Schema, field: str, unit: Unit) -> list[Query]:
    word = Query.term_query(schema, field, unit.word, "freq")
    if not unit.pairs:
        return [word]
    pairs = [(Occur.Must, Query.term_query(schema, field, pair, "freq")) for pair in unit.pairs]
    share = relevance.PAIRS / len(unit.pairs)
    return [word, Query.boost_query(Query.boolean_query(pairs), share)]


def _industries(schema: Schema, query: SearchQuery) -> Query | None:
    if not query.industries:
        return None
    codes = list(query.industries)
    sectors = sorted({code.split(".")[0] for code in codes})
    ways = [
        Query.const_score_query(Query.term_set_query(schema, "industry_leading", codes), relevance.LEADING),
        Query.const_score_query(Query.term_set_query(schema, "industry_extended", codes), relevance.EXTENDED),
        Query.const_score_query(Query.term_set_query(schema, "industry", sectors), relevance.SECTOR),
    ]
    return Query.disjunction_max_query(ways, 0.0)


def _near(schema: Schema, query: SearchQuery) -> Query | None:
    if not query.near:
        return None
    ways = [
        Query.const_score_query(Query.term_query(schema, "cluster", name), relevance.NEAREST * nearness)
        for name, nearness in query.near
    ]
    return Query.disjunction_max_query(ways, 0.0)


def _fits(schema: Schema, query: SearchQuery) -> list[Query]:
    """What puts a hit higher without being a limit: the whole area fits, and a stated rent fits."""
    fits = (Range("area", query.area_min, query.area_max), Range("rent", query.rent_min, query.rent_max))
    return [
        Query.const_score_query(_range(schema, fit.field, fit.low, fit.high), relevance.FITS)
        for fit in fits
        if fit.is_set
    ]
