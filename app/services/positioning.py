"""Staff decisions on what a cluster stands for: beside the plan's rows, with a written reason, and taken back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.errors import DomainError, NotFoundError
from app.languages import translate as _
from app.models import Cluster, ClusterPositioning, Industry

ROLES = ("leading", "extended", "unsuitable")
SHORTEST_REASON = 10
LONGEST_REASON = 400
STAFF = "staff"


def industries(session: Session) -> Sequence[Industry]:
    """Sectors and leaves: a decision may be on either."""
    return session.scalars(select(Industry).options(joinedload(Industry.parent)).order_by(Industry.id)).all()


def decide(session: Session, cluster: Cluster, *, industry: str, role: str, reason: str, today: date) -> None:
    """Add a decision; from then on it counts instead of what the plan says of this industry.

    Raises ``DomainError``.
    """
    row = session.scalar(select(Industry).where(Industry.code == industry))
    if row is None:
        raise DomainError(_("请选择一个产业。"), "industry")
    if role not in ROLES:
        raise DomainError(_("请选择角色。"), "role")
    if role == "unsuitable" and row.parent_id is None:
        raise DomainError(_("“不宜”请落到一个具体产业。"), "industry")
    reason = reason.strip()
    if not SHORTEST_REASON <= len(reason) <= LONGEST_REASON:
        raise DomainError(
            _("请写明理由，%(low)s 到 %(high)s 个字。", low=SHORTEST_REASON, high=LONGEST_REASON), "reason"
        )
    same = [p for p in cluster.positioning if p.industry_id == row.id]
    if any(p.basis == STAFF for p in same):
        raise DomainError(_("对这个产业已有招商决定，请先撤回再改。"), "industry")
    term = row.name
    if any(p.role == role and p.term == term for p in same):
        raise DomainError(_("规划已把它列为这里的同一角色，不必另作决定。"), "role")
    cluster.positioning.append(
        ClusterPositioning(industry=row, role=role, term=term, basis=STAFF, reason=reason, decided_on=today)
    )
    session.commit()


def take_back(session: Session, cluster: Cluster, positioning_id: int) -> None:
    """Only a staff decision can be taken back; what the plan says stays. Raises ``NotFoundError``."""
    found = next((p for p in cluster.positioning if p.id == positioning_id and p.basis == STAFF), None)
    if found is None:
        raise NotFoundError(_("没有找到这项招商决定。"))
    cluster.positioning.remove(found)
    session.commit()
