"""``GET /api/v1/chains`` and ``/api/v1/chains/<code>``: the industry chains, as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from app.api.chain_schemas import (
    ChainBody,
    ChainItem,
    ChainPath,
    ChainQuery,
    ChainsBody,
    ChainsQuery,
    CompanyBody,
    CountsBody,
    FlowBody,
    GapBody,
    LeafBody,
    NeighbourBody,
    NodeBody,
    PlaceBody,
)
from app.api.schemas import ErrorBody, Named
from app.errors import NotFoundError
from app.extensions import db
from app.languages import translate as _
from app.presenters.chain_view import ChainCard, GapView, NodeView, PlaceRow
from app.presenters.chains import chain_cards, chain_page
from app.presenters.view import Ref
from app.services import browsing
from app.services.chain_places import city_tenants
from app.services.chains import all_chains, chain_by_code

blueprint = APIBlueprint(
    "api_chains",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="chains", description="产业链 · Industry chains")],
    abp_responses={422: ErrorBody, 404: ErrorBody},
)


@blueprint.get("/chains", summary="产业链 · Industry chains", responses={200: ChainsBody})
def list_chains(query: ChainsQuery) -> Response:
    """Every chain over the whole city, and the cluster that holds most of it."""
    session = db.session
    cards = chain_cards(all_chains(session), browsing.clusters(session), city_tenants(session))
    return jsonify(ChainsBody(items=[ChainItem(**_item(card)) for card in cards]).model_dump())


@blueprint.get("/chains/<code>", summary="一条产业链 · One chain", responses={200: ChainBody})
def one_chain(path: ChainPath, query: ChainQuery) -> Response:
    """Nodes with their companies, what flows, and what is missing: in the whole city or in one cluster."""
    session = db.session
    row, clusters = chain_by_code(session, path.code), browsing.clusters(session)
    place = next((cluster for cluster in clusters if cluster.id == query.cluster), None)
    if query.cluster is not None and place is None:
        raise NotFoundError(_("没有找到这个楼宇集群。"), "cluster")
    page = chain_page(row, clusters, city_tenants(session), place)
    body = ChainBody(
        **_item(page.card),
        cluster=_named(page.place) if page.place else None,
        nodes=[_node(node) for node in page.card.nodes],
        flows=[FlowBody(source=f.source.leaf, target=f.target.leaf, flow=f.flow) for f in page.flows],
        gaps=[_gap(gap) for gap in page.gaps],
        lonely=_leaves(page.lonely),
        places=[_place(place) for place in page.places],
    )
    return jsonify(body.model_dump())


def _item(card: ChainCard) -> dict[str, Any]:
    return {
        "code": card.code,
        "name": card.name,
        "summary": card.summary,
        "section": card.section,
        "core": _leaves(card.core),
        "counts": CountsBody(**vars(card.counts)),
        "has_samples": card.has_samples,
        "fullest": _place(card.fullest) if card.fullest else None,
    }


def _named(ref: Ref) -> Named:
    return Named(id=ref.id, name=ref.name)


def _leaves(nodes: Iterable[NodeView]) -> list[LeafBody]:
    return [LeafBody(leaf=node.leaf, name=node.name) for node in nodes]


def _node(node: NodeView) -> NodeBody:
    return NodeBody(
        leaf=node.leaf,
        name=node.name,
        industry=node.industry,
        stage=node.stage,  # type: ignore[arg-type]
        is_core=node.is_core,
        state=node.state,  # type: ignore[arg-type]
        count=node.count,
        companies=[CompanyBody(**vars(company)) for company in node.companies],
        leaders=[_named(leader) for leader in node.leaders],
    )


def _gap(gap: GapView) -> GapBody:
    return GapBody(
        leaf=gap.node.leaf,
        name=gap.node.name,
        kind=gap.kind,  # type: ignore[arg-type]
        state=gap.node.state,  # type: ignore[arg-type]
        neighbours=[
            NeighbourBody(leaf=n.node.leaf, name=n.node.name, side=n.side, flow=n.flow, count=n.node.count)  # type: ignore[arg-type]
            for n in gap.neighbours
        ],
        leaders=[_named(leader) for leader in gap.node.leaders],
    )


def _place(row: PlaceRow) -> PlaceBody:
    return PlaceBody(cluster=_named(row.cluster), counts=CountsBody(**vars(row.counts)), leads=row.leads)
