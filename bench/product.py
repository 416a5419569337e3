"""What a person waits for in the product itself: suggestions, a search with meaning, an edit to arrive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select

from app.extensions import db
from app.models import IndexDelay, Space
from app.services import searching, suggesting
from app.services.index_status import status_of
from app.services.indexing import DatabaseOutbox, drain_all
from app.services.leasing import WriterLease
from app.services.recognising import matcher_of
from app.wiring import parts
from bench.city import City
from bench.measure import Times
from indexer.query import SearchQuery
from indexer.rebuild import rebuild

EDITS = 1000


def product_times(city: City, asked: Sequence[str]) -> dict[str, Any]:
    """On the sample city: milliseconds of a suggestion and of a search, and how stale 1,000 edits at once become."""
    with city.app.app_context():
        rebuild(parts().engine, city.documents, encoder=parts().encoder.name)
        matcher_of(parts(), db.session)
        starts = [words[:length] for words in asked for length in (1, 2, 3)]

        def suggest(words: str) -> object:
            return suggesting.suggest(parts(), db.session, words)

        def search(words: str) -> object:
            return searching.search(parts(), db.session, words, SearchQuery())

        times = {"suggest": _each(starts, suggest), "search with meaning": _each(asked, search)}
        return {**{name: found.as_dict() for name, found in times.items()}, "staleness": _staleness()}


def _each(asked: Sequence[str], answer: Any) -> Times:
    for words in asked[: len(asked) // 4]:
        answer(words)
    times = Times()
    for words in asked:
        times.time(lambda words=words: answer(words))
    return times


def _staleness() -> dict[str, float]:
    """Seconds from the commit of an edit to its durable write, with ``EDITS`` of them waiting at once."""
    outbox, lease = DatabaseOutbox(db.sessionmaker), WriterLease(db.sessionmaker, 600)
    drain_all(parts().engine, outbox, lease)
    db.session.execute(delete(IndexDelay))
    for row in db.session.scalars(select(Space).where(Space.status == "published").limit(EDITS)):
        row.environment += " "
    db.session.commit()
    drain_all(parts().engine, outbox, lease)
    state = status_of(parts().engine, db.session, encoder=parts().encoder.name)
    return {"edits": EDITS, "p50_s": state.staleness_p50 or 0.0, "p99_s": state.staleness_p99 or 0.0}
