"""Where the nodes of a chain stand in its drawing: three columns from upstream to downstream, services in rows below.

Everything is in units of a drawing ``WIDTH`` wide, about a pixel each.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.presenters.chain_view import FlowView, NodeView

WIDTH = 1260.0
COLUMNS = {"upstream": 44.0, "midstream": 500.0, "downstream": 956.0}
BOX, PAD, GAP, TOP = 180.0, 12.0, 36.0, 48.0
NAME_SIZE, SMALL_SIZE = 15.0, 12.0
NAME_LINE, SMALL_LINE, STATE_LINE = 20.0, 17.0, 24.0
MOST_IN_A_ROW = 6
CORRIDOR = 72.0
"""Between the columns and the words above the services: room for the links to turn."""
SERVICES_AT = 1.3
"""Where services count as standing when columns are put in order: below everything."""
SWEEPS = 6


@dataclass(frozen=True)
class Box:
    """A node where it is drawn. ``n`` ties it to its links."""

    n: int
    node: NodeView
    x: float
    y: float
    height: float
    name: tuple[str, ...]
    industry: tuple[str, ...]
    width: float = BOX

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def centre(self) -> float:
        return self.x + self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def is_service(self) -> bool:
        return self.node.stage == "service"


def ems(text: str) -> float:
    """How wide a text is set, in ems: Chinese is square, Latin letters are little more than half of that."""
    return sum(1.0 if ord(letter) > 0x2E7F else 0.6 for letter in text)


def text_lines(text: str, size: float, width: float) -> tuple[str, ...]:
    """Broken between Chinese characters and between Latin words."""
    lines = [""]
    for piece in re.findall(r"\s+|[⺀-￿]|[^\s⺀-￿]+", text):
        if lines[-1] and ems(lines[-1] + piece.rstrip()) * size > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return tuple(line.rstrip() for line in lines if line.strip())


def boxes_of(nodes: Sequence[NodeView], flows: Sequence[FlowView]) -> dict[str, Box]:
    """Leaf → its box, in the order in which one reads them."""
    names = {node.leaf: text_lines(node.name, NAME_SIZE, BOX - 2 * PAD) for node in nodes}
    industries = {node.leaf: text_lines(node.industry, SMALL_SIZE, BOX - 2 * PAD) for node in nodes}
    height = STATE_LINE + 2 * PAD - 4
    height += max(NAME_LINE * len(names[n.leaf]) + SMALL_LINE * len(industries[n.leaf]) for n in nodes)
    order = _ordered(nodes, flows)
    tallest = max((len(order[stage]) for stage in COLUMNS), default=0)
    whole = tallest * (height + GAP) - GAP
    spots: dict[str, tuple[float, float]] = {}
    for stage, x in COLUMNS.items():
        top = TOP + (whole - len(order[stage]) * (height + GAP) + GAP) / 2
        spots |= {node.leaf: (x, top + i * (height + GAP)) for i, node in enumerate(order[stage])}
    services = order["service"]
    upper = services[::2] if len(services) > MOST_IN_A_ROW else services
    below = TOP + whole + CORRIDOR + words_height(upper, flows)
    spots |= _services(services, below, height, flows)
    by_leaf = {node.leaf: node for node in nodes}
    return {
        leaf: Box(n, by_leaf[leaf], x, y, height, names[leaf], industries[leaf])
        for n, (leaf, (x, y)) in enumerate(spots.items())
    }


def words_height(services: Iterable[NodeView], flows: Sequence[FlowView]) -> float:
    """The room that the words of one service take above it, at most."""
    return max((SMALL_LINE * len(service_words(service.leaf, flows)) for service in services), default=0.0)


def service_words(leaf: str, flows: Sequence[FlowView]) -> list[tuple[str, str]]:
    """What flows from a service, line by line with the leaf it goes to; said once where it is the same."""
    said = {flow.flow: flow.target.leaf for flow in flows if flow.source.leaf == leaf}
    return [(line, target) for text, target in said.items() for line in text_lines(text, SMALL_SIZE, BOX + 16)]


def _ordered(nodes: Sequence[NodeView], flows: Sequence[FlowView]) -> Mapping[str, list[NodeView]]:
    """Each column so that linked nodes stand near each other, services by where they lead to."""
    order = {stage: [n for n in nodes if n.stage == stage] for stage in (*COLUMNS, "service")}
    ends: dict[str, list[str]] = {node.leaf: [] for node in nodes}
    for flow in flows:
        ends[flow.source.leaf].append(flow.target.leaf)
        ends[flow.target.leaf].append(flow.source.leaf)
    at = {node.leaf: SERVICES_AT for node in order["service"]}
    for stage in COLUMNS:
        at |= _spread(order[stage])
    for stage in ("midstream", "downstream", "upstream") * SWEEPS:
        order[stage].sort(key=lambda node: _mean([at[leaf] for leaf in ends[node.leaf]], at[node.leaf]))
        at |= _spread(order[stage])
    across = {n.leaf: list(COLUMNS).index(n.stage) for n in nodes if n.stage in COLUMNS}
    order["service"].sort(key=lambda node: _mean([across.get(leaf, 1) for leaf in ends[node.leaf]], 1))
    return order


def _spread(column: Sequence[NodeView]) -> dict[str, float]:
    return {node.leaf: (i + 0.5) / len(column) for i, node in enumerate(column)}


def _mean(values: Sequence[float], default: float) -> float:
    return sum(values) / len(values) if values else default


def _services(
    row: Sequence[NodeView], top: float, height: float, flows: Sequence[FlowView]
) -> dict[str, tuple[float, float]]:
    """In one row; more than fit stand in two, the lower ones between the upper ones."""
    if not row:
        return {}
    slot = min((WIDTH - BOX - 2) / max(len(row) - 1, 1), BOX + 96)
    left = (WIDTH - slot * (len(row) - 1) - BOX) / 2
    staggered = len(row) > MOST_IN_A_ROW
    lower = height + words_height(row[1::2], flows) + 20
    return {node.leaf: (left + i * slot, top + (lower if staggered and i % 2 else 0)) for i, node in enumerate(row)}
