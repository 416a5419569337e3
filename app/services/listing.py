"""What search engines are told: which pages there are and when they last changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Building, Cluster, Policy, Space

PER_PAGE = 40_000
"""Addresses of one sitemap; the protocol allows 50,000."""

Changed = Sequence[tuple[int, datetime | None]]
"""Ids with the time of their last change."""


def space_pages(session: Session) -> int:
    """How many sitemaps the published spaces take."""
    count = session.scalar(select(func.count(Space.id)).where(Space.status == "published")) or 0
    return -(-count // PER_PAGE)


def spaces(session: Session, page: int) -> Changed:
    """Published spaces of sitemap ``page``, counted from 1."""
    return session.execute(
        select(Space.id, Space.updated_at)
        .where(Space.status == "published")
        .order_by(Space.id)
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()


def buildings(session: Session) -> Changed:
    """Buildings with published spaces."""
    return session.execute(
        select(Building.id, func.max(Space.updated_at))
        .join(Space)
        .where(Space.status == "published")
        .group_by(Building.id)
        .order_by(Building.id)
    ).all()


def clusters(session: Session) -> Sequence[int]:
    return session.scalars(select(Cluster.id).order_by(Cluster.id)).all()


def policies(session: Session) -> Sequence[int]:
    return session.scalars(select(Policy.id).order_by(Policy.id)).all()
