"""Marks the searched words in what a result shows, and finds a line that holds those it would not show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from app.languages import pick
from app.models import Space
from indexer.analysis import Unit, query_units
from indexer.highlight import spans, unmet
from indexer.query import SearchQuery

BEFORE, LENGTH = 14, 64
"""Characters of an excerpt: ahead of the first word, and in all."""


def searched_units(query: SearchQuery) -> tuple[Unit, ...]:
    """The words and the names that were searched. Limits are not marked: every result keeps them."""
    names = (*query.clusters, *query.buildings, *query.roads)
    return tuple(query_units(" ".join([query.text, *names])))


def marked(text: str, units: Sequence[Unit]) -> Markup:
    """The text as HTML with the units in ``<mark>``."""
    return Markup().join(_pieces(text, units))


def _pieces(text: str, units: Sequence[Unit]) -> Iterator[Markup]:
    at = 0
    for start, end in spans(text, units):
        yield escape(text[at:start])
        yield Markup("<mark>{}</mark>").format(text[start:end])
        at = end
    yield escape(text[at:])


def excerpt(space: Space, units: Sequence[Unit], shown: Sequence[str]) -> str:
    """A piece of the listing's own words around a searched word that nothing else of the result shows."""
    hidden = unmet(shown, units)
    for text in _said_of(space) if hidden else ():
        if found := spans(text, hidden):
            start = max(0, found[0][0] - BEFORE)
            end = start + LENGTH
            return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"
    return ""


def _said_of(space: Space) -> tuple[str, ...]:
    building = space.building
    return (
        pick(space.environment, space.environment_en),
        pick(building.environment, building.environment_en),
        building.transit,
        building.address,
        space.lease_terms,
    )
