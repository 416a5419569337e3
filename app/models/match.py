"""What staff make of matches: a verdict on a space for a requirement, and a proposal (推介单) with its own link."""

from __future__ import annotations

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Key, Stamp
from app.models.building import Space
from app.models.investor import Requirement

VERDICTS = ("fit", "unfit")
UNFIT_REASONS = ("positioning", "area", "rent", "place", "facilities", "timing", "chain", "let", "other")


class MatchFeedback(Base):
    """合适 or 不合适, once for a requirement and a space; ``features`` are the values the score had then."""

    __tablename__ = "match_feedback"
    __table_args__ = (UniqueConstraint("requirement_id", "space_id"),)
    id: Mapped[Key]
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id", ondelete="CASCADE"), index=True)
    space_id: Mapped[int] = mapped_column(ForeignKey("space.id", ondelete="CASCADE"), index=True)
    verdict: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(20), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    score: Mapped[float]
    features: Mapped[dict[str, float]] = mapped_column(JSON)
    created_at: Mapped[Stamp]

    requirement: Mapped[Requirement] = relationship()
    space: Mapped[Space] = relationship()


class Proposal(Base):
    """推介单: the spaces chosen for a requirement, in order, behind a link that cannot be guessed (``code``)."""

    __tablename__ = "proposal"
    id: Mapped[Key]
    code: Mapped[Code]
    requirement_id: Mapped[int] = mapped_column(ForeignKey("requirement.id", ondelete="CASCADE"), index=True)
    space_ids: Mapped[list[int]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[Stamp]

    requirement: Mapped[Requirement] = relationship()
