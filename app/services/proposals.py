"""推介单: spaces chosen for a requirement, behind a link that cannot be guessed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.errors import DomainError, NotFoundError
from app.languages import translate as _
from app.models import Building, Proposal, Requirement, Space
from app.services import browsing

MOST_SPACES = 12
LONGEST_NOTE = 1000
_SECRET_BYTES = 18
_NAMED = "n."
"""Begins the code of a proposal that shows the investor's name; no secret part holds a dot."""


@dataclass(frozen=True)
class Offered:
    """A space of a proposal in its place: the row as published, or what is left to say of one taken down."""

    id: int
    space: Space | None
    title: str


def create(session: Session, row: Requirement, ids: Sequence[int], *, note: str, named: bool) -> Proposal:
    """Raises ``DomainError`` when there is nothing to propose, or too much."""
    if not ids:
        raise DomainError(_("请先勾选要推介的空间。"), "id")
    if len(ids) > MOST_SPACES:
        raise DomainError(_("一份推介单最多 %(n)s 处空间。", n=MOST_SPACES), "id")
    if len(note) > LONGEST_NOTE:
        raise DomainError(_("说明最多 %(n)s 个字。", n=LONGEST_NOTE), "note")
    published = browsing.spaces(session, ids)
    if gone := [i for i in ids if i not in published]:
        raise DomainError(_("有 %(n)s 处空间已经下架，不能推介。", n=len(gone)), "id")
    code = f"{_NAMED if named else ''}{secrets.token_urlsafe(_SECRET_BYTES)}"
    proposal = Proposal(code=code, requirement_id=row.id, space_ids=list(ids), note=note.strip())
    session.add(proposal)
    session.commit()
    return proposal


def shows_name(proposal: Proposal) -> bool:
    return proposal.code.startswith(_NAMED)


def by_code(session: Session, code: str) -> Proposal:
    """Raises ``NotFoundError``."""
    found = session.scalar(
        select(Proposal)
        .where(Proposal.code == code)
        .options(joinedload(Proposal.requirement).joinedload(Requirement.investor))
    )
    if found is None:
        raise NotFoundError(_("没有找到这份推介单，请核对地址。"))
    return found


def of_requirement(session: Session, requirement_id: int) -> Sequence[Proposal]:
    """The newest first."""
    return session.scalars(
        select(Proposal).where(Proposal.requirement_id == requirement_id).order_by(Proposal.id.desc())
    ).all()


def latest(session: Session, limit: int = 5) -> Sequence[Proposal]:
    return session.scalars(
        select(Proposal)
        .options(joinedload(Proposal.requirement).joinedload(Requirement.investor))
        .order_by(Proposal.id.desc())
        .limit(limit)
    ).all()


def offered(session: Session, ids: Sequence[int]) -> tuple[Offered, ...]:
    """The spaces in the order they were chosen; those taken down since keep their title."""
    published = browsing.spaces(session, ids)
    rest = [i for i in ids if i not in published]
    titles = {
        i: f"{building} · {title}"
        for i, title, building in session.execute(
            select(Space.id, Space.title, Building.name).join(Building).where(Space.id.in_(rest))
        )
    }
    return tuple(Offered(i, published.get(i), published[i].title if i in published else titles.get(i, "")) for i in ids)
