"""A need → matches: a need read from words and form, and put to the matcher."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from app.errors import DomainError
from app.languages import translate as _
from app.services.documents import documents_of
from app.services.recognising import matcher_of, trade_words
from app.services.searching import vocabulary
from app.wiring import Parts
from indexer.documents import SpaceDocument
from indexer.understanding import understand
from matcher.matching import Matches
from matcher.requirement import CONDITIONS, Requirement

LONGEST_NEED = 2000
UNSURE = 0.2
"""Below this share of the likeliest industry a person is asked to say more."""
SILENT = 0.5
"""From this likelihood on the words are taken to speak of no trade."""
MOST = 100


def match(parts: Parts, session: Session, need: Requirement, *, limit: int = 20) -> Matches:
    """Understand the need's words, then match. What the form says wins over the words.

    Raises ``DomainError`` when there is neither text nor industry, or a limit cannot be used.
    """
    check(need, limit)
    whole = read_words(parts, session, need)

    def load(ids: Sequence[int]) -> Mapping[int, SpaceDocument]:
        return documents_of(session, ids)

    return matcher_of(parts, session).match(whole, parts.engine, load, limit=limit)


def is_unsure(need: Requirement) -> bool:
    """Whether the words leave the industry open, so that the answer says so and asks."""
    silent = need.nothing >= SILENT or not need.industries
    return silent or need.industries[0].probability < UNSURE


def check(need: Requirement, limit: int) -> None:
    if not need.text.strip() and not need.industries:
        raise DomainError(_("请描述需求，或至少选择一个产业。"), "text")
    if len(need.text) > LONGEST_NEED:
        raise DomainError(_("需求描述最多 %(n)s 个字。", n=LONGEST_NEED), "text")
    if need.area_min is not None and need.area_max is not None and need.area_min > need.area_max:
        raise DomainError(_("最小值不能大于最大值。"), "area_min")
    if unknown := [name for name in need.must if name not in CONDITIONS]:
        raise DomainError(_("没有这个条件：%(name)s", name=unknown[0]), "must")
    if not 1 <= limit <= MOST:
        raise DomainError(_("数量应在 1 到 %(n)s 之间。", n=MOST), "limit")


def read_words(parts: Parts, session: Session, need: Requirement) -> Requirement:
    """Fill what the form left open with what the words say."""
    said = understand(need.text, vocabulary(parts, session))
    area_given = need.area_min is not None or need.area_max is not None
    open_fields = {
        name: getattr(said, name)
        for name in Requirement.__dataclass_fields__
        if name in said.__dataclass_fields__
        and name not in ("text", "trade", "industries")
        and getattr(need, name) in (None, ())
        and not (area_given and name in ("area_min", "area_max"))
    }
    return replace(need, trade=trade_words(need.text, said), **open_fields)
