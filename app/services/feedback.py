"""What staff make of matches: 合适 or 不合适 with a reason, and what the verdicts together would suggest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.errors import DomainError, NotFoundError
from app.languages import translate as _
from app.models import MatchFeedback, Requirement
from app.models.match import UNFIT_REASONS, VERDICTS
from app.services import demands
from app.wiring import Parts
from matcher.scoring import WEIGHTS

LONGEST_NOTE = 400
ENOUGH = 20
"""Below this many verdicts on a feature nothing is suggested."""
CLEAR = 0.1
"""A difference of means from which something is suggested."""


@dataclass(frozen=True)
class Effect:
    """A feature over all verdicts: its mean value among 合适 and among 不合适 (None without any), and how many.

    ``advice`` is raise, lower, keep or few.
    """

    feature: str
    weight: float
    fit: float | None
    unfit: float | None
    fits: int
    unfits: int

    @property
    def difference(self) -> float | None:
        return None if self.fit is None or self.unfit is None else self.fit - self.unfit

    @property
    def advice(self) -> str:
        difference = self.difference
        if difference is None or self.fits + self.unfits < ENOUGH:
            return "few"
        return "raise" if difference >= CLEAR else "lower" if difference <= -CLEAR else "keep"


def judge(
    parts: Parts, session: Session, row: Requirement, space_id: int, *, verdict: str, reason: str, note: str
) -> None:
    """Write or change the verdict on a space, with the values the score has now. Raises ``DomainError``."""
    if verdict not in VERDICTS:
        raise DomainError(_("请选择合适或不合适。"), "verdict")
    if verdict == "unfit" and reason not in UNFIT_REASONS:
        raise DomainError(_("请选择不合适的原因。"), "reason")
    if len(note) > LONGEST_NOTE:
        raise DomainError(_("备注最多 %(n)s 个字。", n=LONGEST_NOTE), "note")
    match = demands.matches_of(parts, session, row, [space_id]).get(space_id)
    if match is None:
        raise NotFoundError(_("没有找到这处房源，可能已经下架。"))
    found = _verdict(session, row.id, space_id) or MatchFeedback(requirement_id=row.id, space_id=space_id)
    found.verdict, found.note = verdict, note.strip()
    found.reason = reason if verdict == "unfit" else ""
    found.score = round(match.score, 2)
    found.features = {r.feature: round(r.value, 4) for r in match.reasons}
    session.add(found)
    session.commit()


def take_back(session: Session, requirement_id: int, space_id: int) -> None:
    """Nothing happens when there is no verdict."""
    found = _verdict(session, requirement_id, space_id)
    if found is not None:
        session.delete(found)
        session.commit()


def _verdict(session: Session, requirement_id: int, space_id: int) -> MatchFeedback | None:
    return session.scalar(
        select(MatchFeedback).where(MatchFeedback.requirement_id == requirement_id, MatchFeedback.space_id == space_id)
    )


def verdicts(session: Session, requirement_id: int) -> dict[int, MatchFeedback]:
    """Space id → verdict."""
    rows = session.scalars(
        select(MatchFeedback).where(MatchFeedback.requirement_id == requirement_id).order_by(MatchFeedback.id)
    )
    return {row.space_id: row for row in rows}


def counts(session: Session) -> dict[str, int]:
    """Verdict → how many."""
    return dict(session.execute(_COUNT).all())


_COUNT = select(MatchFeedback.verdict, func.count()).group_by(MatchFeedback.verdict)


def reasons(session: Session) -> dict[str, int]:
    """Reason of 不合适 → how many, the most first."""
    rows = session.execute(
        select(MatchFeedback.reason, func.count())
        .where(MatchFeedback.verdict == "unfit")
        .group_by(MatchFeedback.reason)
        .order_by(func.count().desc(), MatchFeedback.reason)
    )
    return dict(rows.all())


def effects(session: Session) -> tuple[Effect, ...]:
    """Every feature of the weight table, in its order, over all verdicts."""
    rows = session.execute(select(MatchFeedback.verdict, MatchFeedback.features)).all()
    seen = {(verdict, name): list[float]() for verdict in VERDICTS for name, _look, _weight in WEIGHTS}
    for verdict, values in rows:
        for name, value in values.items():
            if (verdict, name) in seen:
                seen[verdict, name].append(float(value))
    return tuple(_effect(name, weight, seen["fit", name], seen["unfit", name]) for name, _look, weight in WEIGHTS)


def _effect(name: str, weight: float, fit: Sequence[float], unfit: Sequence[float]) -> Effect:
    return Effect(name, weight, _mean(fit), _mean(unfit), len(fit), len(unfit))


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
