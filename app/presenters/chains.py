"""The industry chains: the list, a chain in a place with what it lacks, and the chains of a cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flask import url_for

from app.languages import pick
from app.languages import translate as _
from app.models import Chain as Row
from app.models import Cluster
from app.presenters.chain_view import (
    ChainCard,
    ChainPage,
    ClusterChain,
    CompanyView,
    Counts,
    FlowView,
    GapView,
    NeighbourView,
    NodeView,
    PlaceRow,
)
from app.presenters.view import Ref
from app.services.chain_places import CityTenants, leading, leads_in
from app.services.chains import chain_of
from matcher.chains import Chain, ChainRole, NodeState, Tenancy, gaps, states

MOST_PLACES = 12
SHOWN_ON_CLUSTER = 3
"""Nodes a cluster must hold for a chain it does not lead in to be shown on its page."""


def stage_label(stage: str) -> str:
    return {
        "upstream": _("上游"),
        "midstream": _("中游"),
        "downstream": _("下游"),
        "service": _("配套服务"),
    }[stage]


def kind_label(kind: str) -> str:
    return {"fill": _("补链"), "extend": _("延链"), "strengthen": _("强链")}[kind]


def state_label(state: str, count: int) -> str:
    return {
        "present": _("有 %(n)s 家", n=count),
        "single": _("仅一家"),
        "missing": _("缺"),
    }[state]


def chain_cards(rows: Sequence[Row], clusters: Sequence[Cluster], tenants: CityTenants) -> tuple[ChainCard, ...]:
    """Every chain over the whole city."""
    return tuple(_Drawing(row, clusters, tenants, None).card() for row in rows)


def chain_page(row: Row, clusters: Sequence[Cluster], tenants: CityTenants, place: Cluster | None) -> ChainPage:
    """A chain in one cluster, or in the whole city."""
    return _Drawing(row, clusters, tenants, place).page()


def cluster_chains(rows: Sequence[Row], cluster: Cluster, tenants: CityTenants) -> tuple[ClusterChain, ...]:
    """The chains a cluster leads in, and those it holds a few nodes of: the fullest first."""
    found = [_of_cluster(row, cluster, tenants) for row in rows]
    shown = [one for one in found if one.leads or one.counts.here >= SHOWN_ON_CLUSTER]
    return tuple(sorted(shown, key=lambda one: (not one.leads, -one.counts.here, one.code)))


def _of_cluster(row: Row, cluster: Cluster, tenants: CityTenants) -> ClusterChain:
    chain = chain_of(row)
    leads = leads_in(cluster, [node.leaf for node in chain.nodes if node.is_core])
    here = tenants.here(cluster.id)
    has_samples = any(company in tenants.samples for node in chain.nodes for company in here.get(node.leaf, ()))
    return ClusterChain(row.code, pick(row.name, row.name_en), _counts(chain, here), leads, has_samples)


def _counts(chain: Chain, here: Tenancy) -> Counts:
    found = Counter(state.state for state in states(chain, here))
    return Counts(found["present"], found["single"], found["missing"])


@dataclass(frozen=True)
class _Drawing:
    """A chain's row with the place it is looked at in; ``place`` is None for the whole city."""

    row: Row
    clusters: Sequence[Cluster]
    tenants: CityTenants
    place: Cluster | None

    @cached_property
    def chain(self) -> Chain:
        return chain_of(self.row)

    @property
    def here(self) -> Tenancy:
        return self.tenants.here(self.place.id if self.place else None)

    def card(self, nodes: Sequence[NodeView] | None = None, places: Sequence[PlaceRow] | None = None) -> ChainCard:
        places = self.places() if places is None else places
        return ChainCard(
            code=self.row.code,
            name=pick(self.row.name, self.row.name_en),
            summary=pick(self.row.summary, self.row.summary_en),
            section=self.row.section or "",
            nodes=tuple(self.nodes().values() if nodes is None else nodes),
            counts=_counts(self.chain, self.here),
            fullest=places[0] if places else None,
        )

    def page(self) -> ChainPage:
        nodes, places = self.nodes(), self.places()
        found = tuple(self._gap(role, nodes) for role in gaps(self.chain, self.here))
        known = {gap.node.leaf for gap in found}
        return ChainPage(
            card=self.card(list(nodes.values()), places),
            place=_ref(self.place) if self.place else None,
            options=self._options(),
            flows=tuple(
                FlowView(nodes[link.source.code], nodes[link.target.code], pick(link.flow, link.flow_en))
                for link in self.row.links
            ),
            gaps=found,
            lonely=tuple(node for node in nodes.values() if node.state == "missing" and node.leaf not in known),
            places=self._shown(places),
        )

    def nodes(self) -> dict[str, NodeView]:
        chain, industries = self.chain, {node.industry.code: node.industry for node in self.row.nodes}
        leaders = leading(self.clusters, industries)
        return {
            state.node.leaf: self._node(
                state,
                pick(industries[state.node.leaf].name, industries[state.node.leaf].name_en),
                leaders[state.node.leaf],
            )
            for state in states(chain, self.here)
        }

    def _node(self, state: NodeState, industry: str, leaders: Sequence[Cluster]) -> NodeView:
        node = state.node
        return NodeView(
            leaf=node.leaf,
            stage=node.stage,
            stage_label=stage_label(node.stage),
            name=pick(node.name, node.name_en),
            industry=industry,
            is_core=node.is_core,
            state=state.state,
            state_label=state_label(state.state, len(state.companies)),
            companies=tuple(CompanyView(c.name, c.building, c in self.tenants.samples) for c in state.companies),
            leaders=tuple(map(_ref, leaders)),
            url=_space_url(industry, leaders),
        )

    def _gap(self, role: ChainRole, nodes: Mapping[str, NodeView]) -> GapView:
        node = nodes[role.node.leaf]
        links = dict.fromkeys((n.side, n.node.leaf, pick(n.flow, n.flow_en)) for n in role.neighbours)
        sides = {"customer": _("供给"), "supplier": _("取自")}
        return GapView(
            kind=role.kind,
            kind_label=kind_label(role.kind),
            node=node,
            neighbours=tuple(NeighbourView(side, sides[side], nodes[leaf], flow) for side, leaf, flow in links),
            match_url=url_for("public.match", text=self._need(node.industry)),
        )

    def _need(self, industry: str) -> str:
        if self.place is None:
            return _("做%(industry)s的企业，想在嘉兴找办公空间", industry=industry)
        place = pick(self.place.name, self.place.name_en)
        return _("做%(industry)s的企业，想在%(place)s找办公空间", industry=industry, place=place)

    def places(self) -> tuple[PlaceRow, ...]:
        """The clusters that hold something of the chain, the fullest first."""
        core = [node.leaf for node in self.chain.nodes if node.is_core]
        found = [
            PlaceRow(_ref(cluster), _counts(self.chain, self.tenants.here(cluster.id)), leads_in(cluster, core))
            for cluster in self.clusters
        ]
        kept = [place for place in found if place.leads or place.counts.here]
        return tuple(sorted(kept, key=lambda row: (-row.counts.here, -row.counts.present, row.cluster.id)))

    def _shown(self, places: Sequence[PlaceRow]) -> tuple[PlaceRow, ...]:
        """The first of them, and the one that is looked at."""
        here = self.place.id if self.place else None
        return tuple(row for i, row in enumerate(places) if i < MOST_PLACES or row.cluster.id == here)

    def _options(self) -> tuple[tuple[int, str], ...]:
        """Every cluster, in the order of the list of clusters."""
        return tuple((cluster.id, pick(cluster.name, cluster.name_en)) for cluster in self.clusters)


def _ref(cluster: Cluster) -> Ref:
    return Ref(cluster.id, pick(cluster.name, cluster.name_en))


def _space_url(industry: str, leaders: Sequence[Cluster]) -> str:
    """Space in the clusters that lead in an industry; where none does, what the word finds."""
    if leaders:
        return url_for("public.search", cluster=[cluster.name for cluster in leaders])
    return url_for("public.search", q=industry)
