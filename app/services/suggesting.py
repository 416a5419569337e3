"""What the search box suggests: places with how much is vacant there, industries, and what many have asked."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import SQLColumnExpression, func, select
from sqlalchemy.orm import Session

from app.models import Building, Cluster, Industry, Region, Space
from app.services import asking
from app.services.vocabulary import facts_key
from app.wiring import Parts
from indexer.suggest import Entry, Suggester

ASKED = "asked"


def suggest(parts: Parts, session: Session, text: str) -> list[Entry]:
    """The likeliest names for what has been typed so far."""
    asked = _asked(parts)
    found = parts.suggester.get((*_key(session), asked), lambda: Suggester((*_entries(session), *_of_many(asked))))
    assert isinstance(found, Suggester)
    return found.suggest(text)


def _asked(parts: Parts) -> tuple[str, ...]:
    """What many have asked, read anew once a minute."""
    read = parts.asked.get(int(time.time()) // 60, lambda: asking.popular(asked_folder(parts), date.today()))
    assert isinstance(read, tuple)
    return read


def _of_many(asked: Iterable[str]) -> Iterator[Entry]:
    return (Entry(ASKED, words, None, ()) for words in asked)


def asked_folder(parts: Parts) -> Path:
    return parts.settings.data_dir / "asked"


def _key(session: Session) -> tuple[object, ...]:
    """Changes with the names, and with what is published."""
    published = select(func.count(Space.id), func.max(Space.updated_at)).where(Space.status == "published")
    return (*facts_key(session), *session.execute(published).one())


def _entries(session: Session) -> Iterator[Entry]:
    for kind, model, owner in (
        ("cluster", Cluster, Building.cluster_id),
        ("building", Building, Building.id),
        ("region", Region, Building.region_id),
    ):
        vacant = _vacant(session, owner)
        for row in session.execute(select(model.id, model.name, model.name_en, model.aliases)):
            yield Entry(kind, row.name, row.name_en, tuple(row.aliases), vacant.get(row.id, 0))
    for road, count in _vacant(session, Building.road).items():
        if road:
            yield Entry("road", str(road), None, (), count)
    for leaf in session.scalars(select(Industry).where(Industry.parent_id.is_not(None))):
        yield Entry("industry", leaf.name, leaf.name_en, ())


def _vacant(session: Session, owner: SQLColumnExpression[Any]) -> dict[object, int]:
    """Published spaces by what owns their buildings."""
    rows = session.execute(
        select(owner, func.count(Space.id))
        .join(Space, Space.building_id == Building.id)
        .where(Space.status == "published")
        .group_by(owner)
    )
    return {key: count for key, count in rows if key is not None}
