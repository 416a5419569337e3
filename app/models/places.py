"""Where things are: regions, belts, kinds of cluster, clusters and what each cluster stands for."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Column, ForeignKey, String, Table, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Degrees, Key, Name, Section
from app.models.industry import Industry

cluster_kind_link = Table(
    "cluster_kind_link",
    Base.metadata,
    Column("cluster_id", ForeignKey("cluster.id", ondelete="CASCADE"), primary_key=True),
    Column("kind_id", ForeignKey("cluster_kind.id", ondelete="CASCADE"), primary_key=True),
)
cluster_belt_link = Table(
    "cluster_belt_link",
    Base.metadata,
    Column("cluster_id", ForeignKey("cluster.id", ondelete="CASCADE"), primary_key=True),
    Column("belt_id", ForeignKey("belt.id", ondelete="CASCADE"), primary_key=True),
)


class Region(Base):
    """区域: a district, a functional zone or a county city. ``is_core`` marks the four of 市本级."""

    __tablename__ = "region"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[Name]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    kind: Mapped[str] = mapped_column(String(20))
    is_core: Mapped[bool]
    gb: Mapped[str | None] = mapped_column(String(12))
    lon: Mapped[Degrees]
    lat: Mapped[Degrees]
    section: Mapped[Section]


class Belt(Base):
    """集聚带: one of the three belts along a road of 市本级."""

    __tablename__ = "belt"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[Name]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    road: Mapped[Name]
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text)
    section: Mapped[Section]


class ClusterKind(Base):
    """集群类型: one of the plan's six kinds."""

    __tablename__ = "cluster_kind"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[Name]
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text)
    position: Mapped[int]
    section: Mapped[Section]


class Cluster(Base):
    """楼宇集群: a group of buildings with one positioning; may be of several kinds and lie on several belts."""

    __tablename__ = "cluster"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name] = mapped_column(unique=True)
    name_en: Mapped[Name]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True)
    region_source: Mapped[str] = mapped_column(String(20))
    functions: Mapped[list[str]] = mapped_column(default=list)
    lon: Mapped[Degrees]
    lat: Mapped[Degrees]
    precision: Mapped[str] = mapped_column(String(20))
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text)
    section: Mapped[Section]

    region: Mapped[Region] = relationship()
    kinds: Mapped[list[ClusterKind]] = relationship(secondary=cluster_kind_link, order_by=ClusterKind.position)
    belts: Mapped[list[Belt]] = relationship(secondary=cluster_belt_link, order_by=Belt.id)
    positioning: Mapped[list[ClusterPositioning]] = relationship(
        back_populates="cluster", order_by="ClusterPositioning.id", cascade="all, delete-orphan"
    )

    @property
    def positioning_in_force(self) -> list[ClusterPositioning]:
        """What counts: of an industry that staff have decided on, their decision alone."""
        decided = {row.industry_id for row in self.positioning if row.basis == "staff"}
        return [row for row in self.positioning if row.basis == "staff" or row.industry_id not in decided]


class ClusterPositioning(Base):
    """What a cluster leads in, extends to, or is not meant for; ``term`` is the plan's own word.

    ``basis`` is plan (said there), inferred (from the plan), or staff: a decision with its written reason, which then
    counts instead of what the plan says of the same industry.
    """

    __tablename__ = "cluster_positioning"
    __table_args__ = (UniqueConstraint("cluster_id", "industry_id", "role", "term"),)
    id: Mapped[Key]
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id", ondelete="CASCADE"), index=True)
    industry_id: Mapped[int] = mapped_column(ForeignKey("industry.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))
    term: Mapped[Name]
    basis: Mapped[str] = mapped_column(String(12))
    section: Mapped[Section]
    reason: Mapped[str] = mapped_column(String(400), default="")
    decided_on: Mapped[date | None]

    cluster: Mapped[Cluster] = relationship(back_populates="positioning")
    industry: Mapped[Industry] = relationship()
