"""楼宇 and what is in them: yearly indicators, tenants, and the spaces that owners publish."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, Numeric, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Area, Base, Code, Degrees, Key, Money, Name, Ratio, Section, Stamp, utc_now
from app.models.industry import Industry
from app.models.places import Cluster, Region

if TYPE_CHECKING:
    from app.models.policy import Policy

CARRIERS = ("商务楼", "写字楼", "科研楼宇", "城市综合体", "闲置厂房")
DEALS = ("出租", "售卖", "合作")
DECORATIONS = ("毛坯", "简装", "精装")
SPACE_STATUSES = ("draft", "published", "withdrawn", "let")


class Building(Base):
    """楼宇: a carrier of business space. ``section`` is set when the plan names it; samples say so."""

    __tablename__ = "building"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name] = mapped_column(index=True)
    name_en: Mapped[Name | None]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    carrier: Mapped[str] = mapped_column(String(20))
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    cluster_id: Mapped[int | None] = mapped_column(ForeignKey("cluster.id"), index=True)
    address: Mapped[str] = mapped_column(String(200), default="")
    road: Mapped[str] = mapped_column(String(60), default="")
    lon: Mapped[Degrees]
    lat: Mapped[Degrees]
    precision: Mapped[str] = mapped_column(String(20))
    business_area_sqm: Mapped[Area | None]
    floors: Mapped[int | None]
    opened_year: Mapped[int | None]
    self_held_ratio: Mapped[Ratio | None]
    property_company: Mapped[str | None] = mapped_column(String(120))
    is_5a: Mapped[bool | None]
    parking_spaces: Mapped[int | None]
    transit: Mapped[str] = mapped_column(String(200), default="")
    environment: Mapped[str] = mapped_column(Text, default="")
    environment_en: Mapped[str] = mapped_column(Text, default="")
    facilities: Mapped[list[str]] = mapped_column(default=list)
    named_in_plan: Mapped[bool] = mapped_column(default=False)
    facts_are_sample: Mapped[bool] = mapped_column(default=False)
    is_sample: Mapped[bool] = mapped_column(default=False)
    section: Mapped[Section]

    region: Mapped[Region] = relationship()
    cluster: Mapped[Cluster | None] = relationship()
    spaces: Mapped[list[Space]] = relationship(back_populates="building", order_by="Space.floor, Space.unit")
    years: Mapped[list[BuildingYear]] = relationship(back_populates="building", order_by="BuildingYear.year")
    tenants: Mapped[list[Tenant]] = relationship(back_populates="building", order_by="Tenant.id")
    policies: Mapped[list[Policy]] = relationship(
        secondary="policy_building_link", back_populates="buildings", order_by="Policy.id"
    )


class BuildingYear(Base):
    """年度指标 of one building: end-of-year occupancy, tax and counts."""

    __tablename__ = "building_year"
    __table_args__ = (UniqueConstraint("building_id", "year"),)
    id: Mapped[Key]
    building_id: Mapped[int] = mapped_column(ForeignKey("building.id", ondelete="CASCADE"), index=True)
    year: Mapped[int]
    business_area_sqm: Mapped[Area]
    vacant_area_sqm: Mapped[Area]
    tenants: Mapped[int]
    registered_ratio: Mapped[Ratio]
    tax_wan: Mapped[Money]
    is_sample: Mapped[bool] = mapped_column(default=False)

    building: Mapped[Building] = relationship(back_populates="years")


class Tenant(Base):
    """入驻企业: a company in a building, with its leaf industry."""

    __tablename__ = "tenant"
    __table_args__ = (UniqueConstraint("building_id", "name"),)
    id: Mapped[Key]
    building_id: Mapped[int] = mapped_column(ForeignKey("building.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]
    industry_id: Mapped[int] = mapped_column(ForeignKey("industry.id"), index=True)
    area_sqm: Mapped[Area | None]
    since_year: Mapped[int | None]
    is_sample: Mapped[bool] = mapped_column(default=False)

    building: Mapped[Building] = relationship(back_populates="tenants")
    industry: Mapped[Industry] = relationship()


class Space(Base):
    """空间/房源: a lettable part of a building, with the five items a listing must publish (四(三)).

    Rent is stored once, 元/㎡·天, tax included or not; ``None`` with ``negotiable`` is 面议, without it 未提供.
    ``version`` rises with every change and fences late index writes.
    """

    __tablename__ = "space"
    __table_args__ = (UniqueConstraint("building_id", "unit"),)
    id: Mapped[Key]
    building_id: Mapped[int] = mapped_column(ForeignKey("building.id", ondelete="CASCADE"), index=True)
    unit: Mapped[str] = mapped_column(String(40))
    title: Mapped[Name]
    floor: Mapped[int | None]
    building_area_sqm: Mapped[Area]
    usable_area_sqm: Mapped[Area | None]
    divisible_min_sqm: Mapped[Area | None]
    divisible_max_sqm: Mapped[Area | None]
    ceiling_height_m: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    floor_load_kg_sqm: Mapped[int | None]
    decoration: Mapped[str | None] = mapped_column(String(10))
    deal: Mapped[str] = mapped_column(String(10))
    rent_day: Mapped[Money | None]
    rent_includes_tax: Mapped[bool] = mapped_column(default=True)
    price_sqm: Mapped[Money | None]
    negotiable: Mapped[bool] = mapped_column(default=False)
    property_fee_month: Mapped[Money | None]
    parking_fee_month: Mapped[Money | None]
    available_from: Mapped[date | None]
    lease_terms: Mapped[str] = mapped_column(String(200), default="")
    environment: Mapped[str] = mapped_column(Text, default="")
    environment_en: Mapped[str] = mapped_column(Text, default="")
    facilities: Mapped[list[str]] = mapped_column(default=list)
    photos: Mapped[list[dict[str, str]]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(12), default="published", index=True)
    verified_on: Mapped[date | None]
    is_sample: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[Stamp]
    updated_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now, index=True)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy reads it as a class attribute

    building: Mapped[Building] = relationship(back_populates="spaces")
