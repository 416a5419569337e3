"""产业: the two-level taxonomy (sector, leaf) and the links of industry chains between leaves."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Key, Name, Section


class Industry(Base):
    """A sector (no parent) or a leaf. ``is_speciality`` marks the plan's fourteen.

    ``gbt_titles`` are the small classes of GB/T 4754-2017 that fit this leaf best, code → title; ``gbt_codes`` may be
    shared with other leaves. ``phrases`` are words companies use of themselves, looked up literally too;
    ``sentences`` only teach the recogniser.
    """

    __tablename__ = "industry"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[Name]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("industry.id"), index=True)
    is_speciality: Mapped[bool] = mapped_column(default=False)
    definition: Mapped[str] = mapped_column(Text, default="")
    gbt_codes: Mapped[list[str]] = mapped_column(default=list)
    gbt_titles: Mapped[dict[str, str]] = mapped_column(default=dict)
    phrases: Mapped[list[str]] = mapped_column(default=list)
    phrases_en: Mapped[list[str]] = mapped_column(default=list)
    sentences: Mapped[list[str]] = mapped_column(default=list)
    section: Mapped[Section]

    parent: Mapped[Industry | None] = relationship(remote_side="Industry.id", back_populates="leaves")
    leaves: Mapped[list[Industry]] = relationship(back_populates="parent", order_by="Industry.id")
