"""Facts of the city plan that are figures or rules: indicators, brands, functions, rules."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Area, Base, Code, Key, Money, Name, Section


class PlanIndicator(Base):
    """One figure of the plan: an indicator for a scope (city, core) and a year, as printed."""

    __tablename__ = "plan_indicator"
    __table_args__ = (UniqueConstraint("indicator", "scope", "year"),)
    id: Mapped[Key]
    indicator: Mapped[str] = mapped_column(String(40))
    name: Mapped[Name]
    name_en: Mapped[Name]
    unit: Mapped[str] = mapped_column(String(20))
    scope: Mapped[str] = mapped_column(String(10))
    year: Mapped[int]
    value: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    qualifier: Mapped[str] = mapped_column(String(4), default="")
    section: Mapped[Section]


class Brand(Base):
    """三大品牌楼宇: what a building must be to carry the brand, and the plan's targets."""

    __tablename__ = "brand"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[Name]
    min_area_sqm: Mapped[Area]
    min_tax_wan: Mapped[Money | None]
    condition: Mapped[str] = mapped_column(String(200))
    condition_en: Mapped[str] = mapped_column(String(200))
    target_2020_city: Mapped[int]
    target_2020_core: Mapped[int]
    section: Mapped[Section]


class BuildingFunction(Base):
    """The five functions of 重点楼宇 tenants: 总部, 研发中心, 营销中心, 物流中心, 财务中心."""

    __tablename__ = "building_function"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[Name]
    section: Mapped[Section]


class PlanRule(Base):
    """A threshold of the plan, with its unit."""

    __tablename__ = "plan_rule"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    value: Mapped[Decimal] = mapped_column(Numeric(14, 4))
    unit: Mapped[str] = mapped_column(String(20))
    section: Mapped[Section]
