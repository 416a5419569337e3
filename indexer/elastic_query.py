"""From our ``SearchQuery`` to Elasticsearch's query language: terms and ranges only, so no text is ever parsed there.

Says the same as ``tantivy_query``; the points come from ``relevance``.
"""

from __future__ import annotations

from typing import Any

from indexer import relevance
from indexer.analysis import Unit, query_units, readable
from indexer.bands import NEGOTIABLE
from indexer.fields import FACET_FIELDS, WORD_FIELDS
from indexer.query import ALL_WANTED, EXCLUSIONS, FACET_CHOICES, MOST_VALUES, TERM_LIMITS, Range, SearchQuery

Clause = dict[str, Any]


def build_body(query: SearchQuery) -> Clause:
    """The whole request for one page: hits, total, summed area and facets in one round trip.

    The choices of facets that are counted apart limit the hits but not their own counts: they stand in
    ``post_filter`` and in the filters of all other counts.
    """
    apart = {facet: _own_limits(query, facet) for facet in query.counted_apart}
    rest = query.without(*(FACET_CHOICES[facet] for facet in apart))
    every = [limit for limits in apart.values() for limit in limits]
    return {
        "query": _query(rest),
        "post_filter": _all(every),
        "from": query.offset,
        "size": query.size,
        "sort": _sort(query),
        "track_total_hits": True,
        "track_scores": True,
        "_source": False,
        "aggs": {"area": _filtered(every, {"sum": {"field": "area"}})}
        | {facet: _facet(facet, apart) for facet in query.facets},
    }


def _own_limits(query: SearchQuery, facet: str) -> list[Clause]:
    name = FACET_CHOICES[facet]
    return _limits(SearchQuery(**{name: getattr(query, name)}))


def _facet(facet: str, apart: dict[str, list[Clause]]) -> Clause:
    others = [limit for name, limits in apart.items() if name != facet for limit in limits]
    return _filtered(others, {"terms": {"field": FACET_FIELDS[facet], "size": MOST_VALUES}})


def _filtered(limits: list[Clause], measure: Clause) -> Clause:
    return {"filter": _all(limits), "aggs": {"found": measure}}


def _all(limits: list[Clause]) -> Clause:
    return {"bool": {"filter": limits}} if limits else {"match_all": {}}


def _sort(query: SearchQuery) -> list[Clause]:
    """Best first and freshest among equals; every other order is one key that holds its own tie-break."""
    if query.sort == "relevance":
        return [{"_score": "desc"}, {"order_updated": "asc"}]
    return [{f"order_{query.sort}": "asc"}]


def _query(query: SearchQuery) -> Clause:
    wanted = _wanted(query)
    return {
        "bool": {
            "filter": _limits(query),
            "must": [_constant({"match_all": {}}, 0.0) if wanted is None else wanted],
            "should": _fits(query),
            "minimum_should_match": 0,
        }
    }


def _limits(query: SearchQuery) -> list[Clause]:
    limits: list[Clause] = []
    for name, attribute in TERM_LIMITS.items():
        limits += _choice(name, list(getattr(query, attribute)))
    for name, attribute in EXCLUSIONS.items():
        if unwanted := list(getattr(query, attribute)):
            limits.append({"bool": {"must_not": [{"terms": {name: unwanted}}]}})
    return limits + [_limit(limit) for limit in query.ranges]


def _choice(name: str, choices: list[str]) -> list[Clause]:
    if name in ALL_WANTED:
        return [{"term": {name: choice}} for choice in choices]
    return [{"terms": {name: choices}}] if choices else []


def _limit(limit: Range) -> Clause:
    """One limit on numbers; 面议 survives a limit on money."""
    if limit.open_to_talk is None:
        return _range(limit)
    return _any([_range(limit), {"term": {limit.open_to_talk: NEGOTIABLE}}])


def _range(limit: Range) -> Clause:
    ends = {sign: float(end) for sign, end in (("gte", limit.low), ("lte", limit.high)) if end is not None}
    return {"range": {limit.field: ends}}


def _any(ways: list[Clause], least: int = 1) -> Clause:
    return {"bool": {"should": ways, "minimum_should_match": least}}


def _constant(limit: Clause, points: float) -> Clause:
    return {"constant_score": {"filter": limit, "boost": points}}


def _best(ways: list[Clause], tie_breaker: float = 0.0) -> Clause:
    return {"dis_max": {"queries": ways, "tie_breaker": tie_breaker}}


def _wanted(query: SearchQuery) -> Clause | None:
    """A hit has enough of the words, or stands for one of the industries, or is near in meaning."""
    ways = [way for way in (_words(query.text), _industries(query), _near(query)) if way]
    return _any(ways) if ways else None


def _words(text: str) -> Clause | None:
    units = query_units(text)
    if not units:
        return {"match_none": {}} if text.strip() and not readable(text) else None
    return _any([_unit(unit) for unit in units], relevance.words_needed(units))


def _unit(unit: Unit) -> Clause:
    ways = [way for field in WORD_FIELDS for way in _ways(field.name, field.boost, unit)]
    return _best(ways, relevance.TIE_BREAKER)


def _ways(field: str, boost: float, unit: Unit) -> list[Clause]:
    word = _term(field, unit.word, boost)
    if not unit.pairs:
        return [word]
    share = boost * relevance.PAIRS / len(unit.pairs)
    return [word, {"bool": {"must": [_term(field, pair, share) for pair in unit.pairs]}}]


def _term(field: str, word: str, boost: float) -> Clause:
    return {"term": {field: {"value": word, "boost": boost}}}


def _industries(query: SearchQuery) -> Clause | None:
    if not query.industries:
        return None
    codes = list(query.industries)
    sectors = sorted({code.split(".")[0] for code in codes})
    return _best(
        [
            _constant({"terms": {"industry_leading": codes}}, relevance.LEADING),
            _constant({"terms": {"industry_extended": codes}}, relevance.EXTENDED),
            _constant({"terms": {"industry": sectors}}, relevance.SECTOR),
        ]
    )


def _near(query: SearchQuery) -> Clause | None:
    ways = [_constant({"term": {"cluster": name}}, relevance.NEAREST * nearness) for name, nearness in query.near]
    return _best(ways) if ways else None


def _fits(query: SearchQuery) -> list[Clause]:
    """What puts a hit higher without being a limit: the whole area fits, and a stated rent fits."""
    fits = (Range("area", query.area_min, query.area_max), Range("rent", query.rent_min, query.rent_max))
    return [_constant(_range(fit), relevance.FITS) for fit in fits if fit.is_set]
