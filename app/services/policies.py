"""优惠政策 as visitors look them up: all of them, and one with the buildings it applies to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.errors import NotFoundError
from app.languages import translate as _
from app.models import Building, Policy, Space
from app.models.policy import policy_building_link


@dataclass(frozen=True)
class Reach:
    """How much a policy applies to: buildings, and published spaces in them."""

    buildings: int = 0
    spaces: int = 0


def policies(session: Session) -> Sequence[Policy]:
    return session.scalars(select(Policy).options(joinedload(Policy.region)).order_by(Policy.id)).all()


def reaches(session: Session) -> dict[int, Reach]:
    """Policy id → what it applies to."""
    rows = session.execute(
        select(
            policy_building_link.c.policy_id,
            func.count(func.distinct(policy_building_link.c.building_id)),
            func.count(Space.id),
        )
        .outerjoin(Space, (Space.building_id == policy_building_link.c.building_id) & (Space.status == "published"))
        .group_by(policy_building_link.c.policy_id)
    )
    return {policy_id: Reach(buildings, spaces) for policy_id, buildings, spaces in rows}


def spaces_with(session: Session, topic: str) -> int:
    """Published spaces in buildings that have any policy of this topic, which is what a search by it finds."""
    ids = [row.id for row in session.scalars(select(Policy)) if topic in row.topics]
    reached = select(policy_building_link.c.building_id).where(policy_building_link.c.policy_id.in_(ids))
    return (
        session.scalar(select(func.count(Space.id)).where(Space.status == "published", Space.building_id.in_(reached)))
        or 0
    )


def policy(session: Session, policy_id: int) -> Policy:
    """One policy with its region and industries. Raises ``NotFoundError``."""
    row = session.scalar(
        select(Policy).where(Policy.id == policy_id).options(joinedload(Policy.region), selectinload(Policy.industries))
    )
    if row is None:
        raise NotFoundError(_("没有找到这项政策。"))
    return row


def policy_buildings(session: Session, policy_id: int) -> Sequence[tuple[Building, int]]:
    """The buildings it applies to with how many published spaces each has, the most first."""
    vacant = func.count(Space.id)
    return session.execute(
        select(Building, vacant)
        .join(policy_building_link, policy_building_link.c.building_id == Building.id)
        .outerjoin(Space, (Space.building_id == Building.id) & (Space.status == "published"))
        .where(policy_building_link.c.policy_id == policy_id)
        .options(joinedload(Building.region))
        .group_by(Building.id)
        .order_by(vacant.desc(), Building.id)
    ).all()
