"""The shortlist of a visitor without an account: ids in the visitor's own cookie, and the spaces they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models import Space
from app.services import browsing

COOKIE = "shortlist"
LONGEST = 30
COMPARED = 4
"""How many spaces stand side by side at most."""
_LARGEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Chosen:
    """Spaces in the order they were named, and the ids of those that are not published any more."""

    spaces: tuple[Space, ...]
    gone: tuple[int, ...] = ()


def read_ids(texts: Iterable[str], limit: int = LONGEST) -> tuple[int, ...]:
    """Ids from what a visitor sent, such as ``["12.7", "9"]``: each once, in order; anything else is passed over."""
    words = (word for text in texts for word in text[: 12 * LONGEST].split("."))
    ids = (int(word) for word in words if word.isascii() and word.isdigit() and len(word) <= 10)
    return tuple(dict.fromkeys(i for i in ids if 0 < i <= _LARGEST_ID))[:limit]


def write_ids(ids: Iterable[int]) -> str:
    return ".".join(str(i) for i in ids)


def changed(kept: Sequence[int], *, add: Sequence[int] = (), drop: Sequence[int] = ()) -> tuple[int, ...]:
    """The list with the newest first. What does not fit any more is not taken in: nothing kept is ever lost."""
    stay = [i for i in kept if i not in drop]
    room = max(0, LONGEST - len(stay))
    return (*[i for i in add if i not in stay][:room], *stay)


def chosen(session: Session, ids: Sequence[int]) -> Chosen:
    rows = browsing.spaces(session, ids)
    return Chosen(tuple(rows[i] for i in ids if i in rows), tuple(i for i in ids if i not in rows))
