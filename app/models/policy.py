"""优惠政策: who grants it, until when, for which industries and buildings."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, ForeignKey, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Key, Name, Section
from app.models.building import Building
from app.models.industry import Industry
from app.models.places import Region

policy_industry_link = Table(
    "policy_industry_link",
    Base.metadata,
    Column("policy_id", ForeignKey("policy.id", ondelete="CASCADE"), primary_key=True),
    Column("industry_id", ForeignKey("industry.id", ondelete="CASCADE"), primary_key=True),
)
policy_building_link = Table(
    "policy_building_link",
    Base.metadata,
    Column("policy_id", ForeignKey("policy.id", ondelete="CASCADE"), primary_key=True),
    Column("building_id", ForeignKey("building.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Policy(Base):
    """政策 with its 文号 and validity. ``topics`` are the words people search: 租金补贴, 装修补贴, …"""

    __tablename__ = "policy"
    id: Mapped[Key]
    code: Mapped[Code]
    document_no: Mapped[str] = mapped_column(String(80))
    name: Mapped[Name]
    name_en: Mapped[Name]
    level: Mapped[str] = mapped_column(String(12))
    region_id: Mapped[int | None] = mapped_column(ForeignKey("region.id"))
    topics: Mapped[list[str]] = mapped_column(default=list)
    content: Mapped[str] = mapped_column(Text)
    content_en: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str] = mapped_column(Text, default="")
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    is_sample: Mapped[bool] = mapped_column(default=False)
    section: Mapped[Section]

    region: Mapped[Region | None] = relationship()
    industries: Mapped[list[Industry]] = relationship(secondary=policy_industry_link)
    buildings: Mapped[list[Building]] = relationship(secondary=policy_building_link, back_populates="policies")
