"""产业链: the city's industry chains, their nodes by stage, and what flows from one node to the next."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Code, Key, Name, Section
from app.models.industry import Industry

STAGES = ("upstream", "midstream", "downstream", "service")


class Chain(Base):
    """A chain of this city, with the section of the plan that speaks of it."""

    __tablename__ = "chain"
    id: Mapped[Key]
    code: Mapped[Code]
    name: Mapped[Name]
    name_en: Mapped[Name]
    summary: Mapped[str] = mapped_column(Text)
    summary_en: Mapped[str] = mapped_column(Text)
    section: Mapped[Section]

    nodes: Mapped[list[ChainNode]] = relationship(
        back_populates="chain", order_by="ChainNode.position", cascade="all, delete-orphan"
    )
    links: Mapped[list[ChainLink]] = relationship(
        back_populates="chain", order_by="ChainLink.id", cascade="all, delete-orphan"
    )


class ChainNode(Base):
    """What a leaf industry is in one chain. ``is_core`` marks what the chain is about."""

    __tablename__ = "chain_node"
    __table_args__ = (UniqueConstraint("chain_id", "industry_id"),)
    id: Mapped[Key]
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id", ondelete="CASCADE"), index=True)
    industry_id: Mapped[int] = mapped_column(ForeignKey("industry.id"), index=True)
    stage: Mapped[str] = mapped_column(String(12))
    name: Mapped[Name]
    name_en: Mapped[Name]
    is_core: Mapped[bool]
    position: Mapped[int]

    chain: Mapped[Chain] = relationship(back_populates="nodes")
    industry: Mapped[Industry] = relationship()


class ChainLink(Base):
    """产业链关系: what flows from one leaf industry to another, supplier to user, in which chain."""

    __tablename__ = "chain_link"
    __table_args__ = (UniqueConstraint("chain_id", "source_id", "target_id"),)
    id: Mapped[Key]
    chain_id: Mapped[int] = mapped_column(ForeignKey("chain.id", ondelete="CASCADE"), index=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("industry.id"), index=True)
    target_id: Mapped[int] = mapped_column(ForeignKey("industry.id"), index=True)
    flow: Mapped[Name]
    flow_en: Mapped[Name]

    chain: Mapped[Chain] = relationship(back_populates="links")
    source: Mapped[Industry] = relationship(foreign_keys=[source_id])
    target: Mapped[Industry] = relationship(foreign_keys=[target_id])
