"""Industry chains: who supplies whom, what of a chain is in a place, and what a need would do for it there.

补链 (fill): nobody here does it yet, and somebody here would be its customer. 延链 (extend): nobody here does it yet,
and somebody here would be its supplier. 强链 (strengthen): it is here already, with neighbours of the chain; a second
one besides a single supplier counts more than a tenth (四(三) 围绕产业链招商: 突出主业、延伸产业、完善配套、加速集聚).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.industries import IndustryShare

SECTION = "四(三)"
VALUES = {"fill": 1.0, "extend": 0.8, "strengthen": 0.5}
SINGLE = 0.7
"""What strengthening is worth where only one company does it so far."""


@dataclass(frozen=True)
class Node:
    """What a leaf industry is in one chain; ``stage`` is upstream, midstream, downstream or service."""

    leaf: str
    stage: str
    name: str
    name_en: str
    is_core: bool = False


@dataclass(frozen=True)
class Link:
    """What flows from a supplying leaf to a using one."""

    source: str
    target: str
    flow: str
    flow_en: str


@dataclass(frozen=True)
class Chain:
    """A chain with its nodes and links; every link joins two of the nodes."""

    code: str
    name: str
    name_en: str
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    section: str = ""

    def node(self, leaf: str) -> Node | None:
        return next((node for node in self.nodes if node.leaf == leaf), None)


@dataclass(frozen=True)
class Company:
    """A tenant, and the building it sits in."""

    name: str
    building: str


Tenancy = Mapping[str, Sequence[Company]]
"""The companies of a place by their leaf industry."""


@dataclass(frozen=True)
class Neighbour:
    """A company here at the other end of a link; ``side`` is what it would be to the need: supplier or customer."""

    company: Company
    side: str
    node: Node
    flow: str
    flow_en: str


@dataclass(frozen=True)
class ChainRole:
    """What a company of one leaf would do for a chain in a place. ``value`` 0 to 1."""

    kind: str
    chain: Chain
    node: Node
    neighbours: tuple[Neighbour, ...]
    present: int
    value: float


def roles(chains: Sequence[Chain], leaf: str, here: Tenancy) -> list[ChainRole]:
    """What a company of ``leaf`` would do for each chain it belongs to here, the most valuable first."""
    found = [role for chain in chains if (role := _role(chain, leaf, here))]
    return sorted(found, key=lambda role: (-role.value, -len(role.neighbours), role.chain.code))


def _role(chain: Chain, leaf: str, here: Tenancy) -> ChainRole | None:
    node = chain.node(leaf)
    neighbours = tuple(_neighbours(chain, leaf, here)) if node else ()
    if node is None or not neighbours:
        return None
    present = len(here.get(leaf, ()))
    if present:
        kind = "strengthen"
    else:
        kind = "fill" if any(neighbour.side == "customer" for neighbour in neighbours) else "extend"
    value = SINGLE if present == 1 else VALUES[kind]
    return ChainRole(kind, chain, node, neighbours, present, value)


def _neighbours(chain: Chain, leaf: str, here: Tenancy) -> Iterator[Neighbour]:
    for link in chain.links:
        if leaf not in (link.source, link.target):
            continue
        side, other = ("customer", link.target) if leaf == link.source else ("supplier", link.source)
        node = chain.node(other)
        if node:
            yield from (Neighbour(company, side, node, link.flow, link.flow_en) for company in here.get(other, ()))


class ChainMap:
    """The chains over the places of a city; a role is worked out once for a place and a leaf."""

    def __init__(self, chains: Sequence[Chain] = (), tenants: Mapping[str, Tenancy] | None = None) -> None:
        self.chains = tuple(chains)
        self.tenants: Mapping[str, Tenancy] = tenants or {}
        self._leaves = {node.leaf for chain in chains for node in chain.nodes}
        self._known: dict[tuple[str, str], ChainRole | None] = {}

    def here(self, place: str) -> Tenancy:
        return self.tenants.get(place, {})

    def role(self, place: str, leaf: str) -> ChainRole | None:
        """The most valuable role of a leaf in a place."""
        key = (place, leaf)
        if key not in self._known:
            self._known[key] = next(iter(roles(self.chains, leaf, self.here(place))), None)
        return self._known[key]

    def expected(self, place: str, shares: Sequence[IndustryShare]) -> tuple[ChainRole | None, float | None]:
        """The role that weighs most, and the worth expected over the shares; ``None`` when no chain knows them."""
        if not any(share.code in self._leaves for share in shares):
            return None, None
        whole = sum(share.probability for share in shares)
        found = [(share.probability * role.value, role) for share in shares if (role := self.role(place, share.code))]
        best = max(found, key=lambda pair: pair[0], default=(0.0, None))
        return best[1], sum(worth for worth, _ in found) / whole


@dataclass(frozen=True)
class NodeState:
    """A node in a place: how many companies do it. ``state`` is present, single or missing."""

    node: Node
    companies: tuple[Company, ...]

    @property
    def state(self) -> str:
        return ("missing", "single")[len(self.companies)] if len(self.companies) < 2 else "present"


def states(chain: Chain, here: Tenancy) -> tuple[NodeState, ...]:
    """Every node of a chain with the companies that do it here."""
    return tuple(NodeState(node, tuple(here.get(node.leaf, ()))) for node in chain.nodes)


def gaps(chain: Chain, here: Tenancy) -> tuple[ChainRole, ...]:
    """The missing and single-supplier nodes whose neighbours are here, most valuable first."""
    open_nodes = (state.node for state in states(chain, here) if state.state != "present")
    found = [role for node in open_nodes if (role := _role(chain, node.leaf, here))]
    return tuple(sorted(found, key=lambda role: (-role.value, -len(role.neighbours), role.node.leaf)))
