"""产业: the two-level taxonomy (sector, leaf) and the links of industry chains between leaves."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Key, Name, Section


class Industry(Base):
    """A sector (no parent) or a leaf. ``is_speciality`` marks the plan's fourteen."""

    __tablename__ = "industry"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[Name]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("industry.id"), index=True)
    is_speciality: Mapped[bool] = mapped_column(default=False)
    definition: Mapped[str] = mapped_column(Text, default="")
    gbt_codes: Mapped[list[str]] = mapped_column(default=list)
    phrases: Mapped[list[str]] = mapped_column(default=list)
    phrases_en: Mapped[list[str]] = mapped_column(default=list)
    section: Mapped[Section]

    parent: Mapped[Industry | None] = relationship(remote_side="Industry.id", back_populates="leaves")
    leaves: Mapped[list[Industry]] = relationship(back_populates="parent", order_by="Industry.id")


class ChainLink(Base):
    """产业链关系: what flows from one leaf industry to another, in which chain."""

    __tablename__ = "chain_link"
    __table_args__ = (UniqueConstraint("source_id", "target_id", "chain"),)
    id: Mapped[Key]
    source_id: Mapped[int] = mapped_column(ForeignKey("industry.id"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("industry.id"), index=True)
    flow: Mapped[Name]
    flow_en: Mapped[Name]
    chain: Mapped[str] = mapped_column(String(40), index=True)

    source: Mapped[Industry] = relationship(foreign_keys=[source_id])
    target: Mapped[Industry] = relationship(foreign_keys=[target_id])
