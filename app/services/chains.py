"""The city's industry chains and who of them sits where, from the rows."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.errors import NotFoundError
from app.languages import translate as _
from app.models import Building, Chain, ChainLink, ChainNode, Cluster, Industry, Tenant
from matcher import chains as pure
from matcher.chains import ChainMap, Company, Tenancy

_PARTS = (
    selectinload(Chain.nodes).joinedload(ChainNode.industry),
    selectinload(Chain.links).options(joinedload(ChainLink.source), joinedload(ChainLink.target)),
)


def chain_map(session: Session) -> ChainMap:
    """Every chain, over the tenants of every cluster."""
    return ChainMap([chain_of(row) for row in all_chains(session)], tenants_by_cluster(session))


def all_chains(session: Session) -> Sequence[Chain]:
    return session.scalars(select(Chain).options(*_PARTS).order_by(Chain.id)).all()


def chain_by_code(session: Session, code: str) -> Chain:
    """Raises ``NotFoundError``."""
    row = session.scalar(select(Chain).where(Chain.code == code).options(*_PARTS))
    if row is None:
        raise NotFoundError(_("没有找到这条产业链。"))
    return row


def chain_codes(session: Session) -> Sequence[str]:
    return session.scalars(select(Chain.code).order_by(Chain.id)).all()


def chain_of(row: Chain) -> pure.Chain:
    """A row as the matcher sees it."""
    return pure.Chain(
        code=row.code,
        name=row.name,
        name_en=row.name_en,
        nodes=tuple(pure.Node(n.industry.code, n.stage, n.name, n.name_en, n.is_core) for n in row.nodes),
        links=tuple(pure.Link(k.source.code, k.target.code, k.flow, k.flow_en) for k in row.links),
        section=row.section or "",
    )


def tenants_by_cluster(session: Session) -> dict[str, Tenancy]:
    """Cluster name → leaf → its companies there."""
    rows = session.execute(
        select(Cluster.name, Industry.code, Tenant.name, Building.name)
        .join(Building, Building.cluster_id == Cluster.id)
        .join(Tenant, Tenant.building_id == Building.id)
        .join(Industry, Industry.id == Tenant.industry_id)
        .order_by(Tenant.id)
    )
    found: dict[str, dict[str, list[Company]]] = {}
    for cluster, leaf, name, building in rows:
        found.setdefault(cluster, {}).setdefault(leaf, []).append(Company(name, building))
    return dict(found)


def tenants_everywhere(session: Session) -> Tenancy:
    """Leaf → its companies in the whole city."""
    rows = session.execute(
        select(Industry.code, Tenant.name, Building.name)
        .join(Building, Tenant.building_id == Building.id)
        .join(Industry, Industry.id == Tenant.industry_id)
        .order_by(Tenant.id)
    )
    found: dict[str, list[Company]] = {}
    for leaf, name, building in rows:
        found.setdefault(leaf, []).append(Company(name, building))
    return found
