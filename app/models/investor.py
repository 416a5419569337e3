"""投资方 and their 需求. Contacts are kept apart from everything that is indexed, embedded or mailed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Area, Base, Code, Key, Money, Name, Stamp, utc_now

REQUIREMENT_STATUSES = ("open", "closed")


class Investor(Base):
    """A company or person looking for space."""

    __tablename__ = "investor"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    origin: Mapped[str] = mapped_column(String(60), default="")
    profile: Mapped[str] = mapped_column(Text, default="")
    headcount: Mapped[int | None]
    is_sample: Mapped[bool] = mapped_column(default=False)

    requirements: Mapped[list[Requirement]] = relationship(back_populates="investor", order_by="Requirement.id")


class Requirement(Base):
    """What one investor wants, in their own words and as limits.

    ``industries`` are leaf codes chosen by staff; empty means: recognised from the words. ``must`` names conditions.
    """

    __tablename__ = "requirement"
    id: Mapped[Key]
    code: Mapped[Code]
    investor_id: Mapped[int] = mapped_column(ForeignKey("investor.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    function: Mapped[str | None] = mapped_column(String(20))
    regions: Mapped[list[str]] = mapped_column(default=list)
    area_min_sqm: Mapped[Area | None]
    area_max_sqm: Mapped[Area | None]
    industries: Mapped[list[str]] = mapped_column(default=list)
    rent_max_day: Mapped[Money | None]
    monthly_total_max: Mapped[Money | None]
    deal: Mapped[str | None] = mapped_column(String(10))
    facilities: Mapped[list[str]] = mapped_column(default=list)
    must: Mapped[list[str]] = mapped_column(default=list)
    ceiling_min_m: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    floor_load_min_kg_sqm: Mapped[int | None]
    needed_by: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(10), default="open", index=True)
    is_sample: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Stamp]
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)

    investor: Mapped[Investor] = relationship(back_populates="requirements")
