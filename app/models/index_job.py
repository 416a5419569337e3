"""The outbox of the search index, and the lease that makes one writer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Key, Stamp


class IndexJob(Base):
    """One space whose document must be brought up to date; written in the transaction of the change.

    At most one row per space waits: a second change raises ``revision`` of the waiting row, and an
    acknowledgement deletes the row only if ``revision`` is still what was read.
    """

    __tablename__ = "index_job"
    __table_args__ = (UniqueConstraint("space_id"), Index("ix_index_job_due", "dead", "not_before"))
    id: Mapped[Key]
    space_id: Mapped[int]
    revision: Mapped[int] = mapped_column(default=1)
    attempts: Mapped[int] = mapped_column(default=0)
    dead: Mapped[bool] = mapped_column(default=False)
    error: Mapped[str | None] = mapped_column(Text)
    not_before: Mapped[Stamp]
    created_at: Mapped[Stamp]


class IndexDelay(Base):
    """How long one edit took to arrive in the index, seconds; only the last thousand are kept."""

    __tablename__ = "index_delay"
    id: Mapped[Key]
    seconds: Mapped[float]
    written_at: Mapped[datetime]


class Lease(Base):
    """Who may write the index, until when; ``token`` rises with every new holder and fences old ones."""

    __tablename__ = "lease"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    token: Mapped[int] = mapped_column(default=0)
    expires_at: Mapped[datetime]
