"""A search as a feed: title, and for each space what a reader decides by."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from app.languages import translate as _
from app.models import Space
from app.presenters.formats import number
from app.presenters.spaces import space_view
from app.services.searching import Outcome

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


@dataclass(frozen=True)
class Entry:
    address: str
    title: str
    summary: str
    updated: datetime


@dataclass(frozen=True)
class FeedView:
    """``address`` is the feed's own, ``page`` the search it belongs to. Times are UTC."""

    title: str
    address: str
    page: str
    updated: datetime
    entries: tuple[Entry, ...]


def feed_view(
    outcome: Outcome, spaces: Sequence[Space], address: str, page: str, link: Callable[[int], str]
) -> FeedView:
    entries = tuple(_entry(space, link(space.id)) for space in spaces)
    title = _("%(q)s · 找空间 · 嘉楼通", q=outcome.words) if outcome.words else _("找空间 · 嘉楼通")
    newest = max((entry.updated for entry in entries), default=datetime(2026, 1, 1, tzinfo=UTC))
    return FeedView(_clean(title), address, page, newest, entries)


def _entry(space: Space, address: str) -> Entry:
    view = space_view(space)
    title = f"{view.title}（{_('示例')}）" if view.is_sample else view.title
    place = [view.building.name, view.cluster.name if view.cluster else "", view.region]
    facts = [
        f"{number(view.area, 1)} ㎡",
        view.rent.label,
        view.rent.detail,
        view.deal_label,
        view.space_type_label,
        view.floor_label,
        view.decoration_label if view.decoration else "",
        view.available_label,
        *view.facilities,
    ]
    lines = (" · ".join(filter(None, place)), " · ".join(filter(None, facts)))
    return Entry(address, _clean(title), _clean("\n".join(lines)), space.updated_at.replace(tzinfo=UTC))


def _clean(text: str) -> str:
    return _NOT_XML.sub(" ", text)
