"""The drawn graph of a chain: its boxes, and its links as curves from supplier to user with what flows.

The words of a flow stand on its link where they cover nothing; the others come out when one of its ends is pointed at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.presenters.chain_layout import (
    BOX,
    COLUMNS,
    SMALL_LINE,
    SMALL_SIZE,
    WIDTH,
    Box,
    boxes_of,
    ems,
    service_words,
    text_lines,
)
from app.presenters.chain_routes import Route, Router
from app.presenters.chain_view import FlowView, NodeView

Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Words:
    """The words of a flow with their middle at ``y``; ``anchor`` is start or middle; ``shown`` without pointing."""

    x: float
    y: float
    anchor: str
    lines: tuple[str, ...]
    shown: bool = False

    @property
    def area(self) -> Area:
        width = max((ems(line) for line in self.lines), default=0) * SMALL_SIZE + 4
        left = self.x - (width / 2 if self.anchor == "middle" else 0)
        half = len(self.lines) * SMALL_LINE / 2
        return left, self.y - half, left + width, self.y + half

    @property
    def first(self) -> float:
        """The middle of the first line."""
        return self.y - (len(self.lines) - 1) * SMALL_LINE / 2


@dataclass(frozen=True)
class Edge:
    """A link between the boxes ``source`` and ``target``: a curve, an arrow's head at its end, and its words."""

    flow: FlowView
    source: int
    target: int
    path: str
    head: str
    words: Words


@dataclass(frozen=True)
class Head:
    """The title of a stage."""

    label: str
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class Graph:
    height: float
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    heads: tuple[Head, ...]
    width: float = WIDTH


def graph(nodes: Sequence[NodeView], flows: Sequence[FlowView]) -> Graph:
    boxes = boxes_of(nodes, flows)
    router = Router(boxes, flows)
    routes = [router.route(n) for n in range(len(flows))]
    words = _words(flows, routes, boxes)
    under = 40 if any(flow.source.stage == flow.target.stage == "service" for flow in flows) else 4
    return Graph(
        height=max((box.bottom for box in boxes.values()), default=0) + under,
        boxes=tuple(boxes.values()),
        edges=tuple(
            Edge(flow, boxes[flow.source.leaf].n, boxes[flow.target.leaf].n, route.path, route.head, words[n])
            for n, (flow, route) in enumerate(zip(flows, routes, strict=True))
        ),
        heads=tuple(_heads(boxes.values(), router.floor)),
    )


def _heads(boxes: Iterable[Box], floor: float) -> Iterator[Head]:
    labels = {box.node.stage: box.node.stage_label for box in boxes}
    for stage, x in COLUMNS.items():
        if stage in labels:
            yield Head(labels[stage], x + BOX / 2, 20, "middle")
    if "service" in labels:
        yield Head(labels["service"], 0, floor + 34, "start")


def _words(flows: Sequence[FlowView], routes: Sequence[Route], boxes: dict[str, Box]) -> list[Words]:
    """Those of services have their own room; the others are put down one after the other, where there is any."""
    found: dict[int, Words] = {
        n: _of_service(flow, flows, boxes) for n, flow in enumerate(flows) if not routes[n].spots
    }
    taken = [words.area for words in found.values()]
    taken += [(box.x - 4, box.y - 2, box.right + 4, box.bottom + 2) for box in boxes.values()]
    for n in sorted(set(range(len(flows))) - set(found), key=lambda n: len(routes[n].spots)):
        lines = text_lines(flows[n].flow, SMALL_SIZE, routes[n].wide)
        found[n] = _free(lines, routes[n], taken)
        if found[n].shown:
            taken.append(found[n].area)
    return [found[n] for n in range(len(flows))]


def _free(lines: tuple[str, ...], route: Route, taken: Sequence[Area]) -> Words:
    tried = [Words(x, y, route.anchor, lines) for x, y in route.spots]
    free = next((words for words in tried if not any(_meet(words.area, area) for area in taken)), None)
    return replace(free, shown=True) if free else tried[0]


def _meet(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _of_service(flow: FlowView, flows: Sequence[FlowView], boxes: dict[str, Box]) -> Words:
    """Above the box, in the order of the links; what is said of two links stands with the last of them."""
    box = boxes[flow.source.leaf]
    stack = service_words(box.node.leaf, flows)
    mine = [i for i, (_line, target) in enumerate(stack) if target == flow.target.leaf]
    lines = tuple(stack[i][0] for i in mine)
    above = len(stack) - (sum(mine) / len(mine) if mine else 0) - 0.5
    return Words(box.centre, box.y - 4 - above * SMALL_LINE, "middle", lines, shown=True)
