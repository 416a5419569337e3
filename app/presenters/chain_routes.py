"""The way of every link in the drawing of a chain, from a supplier's edge to an arrow at its user's.

Along the columns a link leaves on the right and enters on the left; past a column it takes a lane between the boxes;
within a column it bends around outside. A service's link leaves at its top and goes straight up to the lowest box of a
column, or turns in before the column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from app.presenters.chain_layout import COLUMNS, GAP, WIDTH, Box, words_height
from app.presenters.chain_view import FlowView

ARROW = 8.0
ROUND = 14.0
TRUNK, TRUNKS_APART = 26.0, 10.0
"""How far before a column the links of services turn up."""
LANES_APART = 9.0
TOPS_APART = 18.0
WORDS_WIDE = 150.0
ALONG = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
"""Where on a curve its words may stand, the best first."""

Point = tuple[float, float]
Port = tuple[str, str, object]
"""A leaf, a side of its box, and which of the links there."""


@dataclass(frozen=True)
class Route:
    """A path and its arrow's head as SVG wants them, and the points where its words may stand."""

    path: str
    head: str
    spots: tuple[Point, ...]
    anchor: str = "middle"
    wide: float = WORDS_WIDE


class Router:
    """Links at one side of a box stand apart, in the order of where they lead to."""

    def __init__(self, boxes: Mapping[str, Box], flows: Sequence[FlowView]) -> None:
        self.boxes, self.flows = boxes, flows
        self.floor = max((box.bottom for box in boxes.values() if not box.is_service), default=0.0)
        services = [box for box in boxes.values() if box.is_service]
        first = min((box.y for box in services), default=0.0)
        self._corridor = first - words_height([box.node for box in services if box.y == first], flows) - 6
        self._lanes = self._find_lanes()
        self._trunks = self._find_trunks()
        self._ports = self._find_ports()

    def route(self, n: int) -> Route:
        """The way of the ``n``-th link."""
        flow = self.flows[n]
        kind = self._kind(flow)
        if kind == "across":
            return _across(self._at(flow.source.leaf, "right", n), self._at(flow.target.leaf, "left", n))
        if kind == "skip":
            return self._skip(n, flow)
        if kind == "beside":
            return self._beside(n, flow)
        if kind == "under":
            return _under(self._at(flow.source.leaf, "bottom", n), self._at(flow.target.leaf, "bottom", n))
        return self._up(n, flow) if kind == "up" else self._turn(n, flow)

    def _ends(self, flow: FlowView) -> tuple[Box, Box]:
        return self.boxes[flow.source.leaf], self.boxes[flow.target.leaf]

    def _kind(self, flow: FlowView) -> str:
        source, target = self._ends(flow)
        if source.is_service and target.is_service:
            return "under"
        if source.is_service:
            return "turn" if any(b.x == target.x and b.y > target.y for b in self._columns()) else "up"
        if source.x == target.x:
            return "beside"
        return "across" if target.x - source.x < 1.5 * (COLUMNS["midstream"] - COLUMNS["upstream"]) else "skip"

    def _columns(self) -> list[Box]:
        return [box for box in self.boxes.values() if not box.is_service]

    def _find_lanes(self) -> dict[int, float]:
        """The height at which a link goes past the middle column: the nearest gap between its boxes."""
        middle = sorted(box.y for box in self._columns() if box.node.stage == "midstream")
        height = next((box.height for box in self._columns()), 0.0)
        gaps = [y - GAP / 2 for y in middle] + [y + height + GAP / 2 for y in middle[-1:]]
        taken: dict[float, int] = {}
        lanes: dict[int, float] = {}
        for n, flow in enumerate(self.flows):
            source, target = self._ends(flow)
            if self._kind(flow) == "skip":
                wanted = (source.middle + target.middle) / 2
                gap = min(((abs(y - wanted), y) for y in gaps), default=(0.0, wanted))[1]
                taken[gap] = taken.get(gap, 0) + 1
                lanes[n] = gap + LANES_APART * (taken[gap] // 2) * (-1) ** taken[gap]
        return lanes

    def _find_trunks(self) -> dict[str, float]:
        """Where the links of services to a box that is not the lowest turn up: the higher, the further out."""
        targets = {flow.target.leaf for flow in self.flows if self._kind(flow) == "turn"}
        trunks: dict[str, float] = {}
        for x in COLUMNS.values():
            column = sorted((self.boxes[leaf] for leaf in targets if self.boxes[leaf].x == x), key=lambda box: -box.y)
            trunks |= {box.node.leaf: x - TRUNK - TRUNKS_APART * i for i, box in enumerate(column)}
        return trunks

    def _demands(self) -> Iterator[tuple[str, str, float, object]]:
        """Leaf, side, where the link leads to, and which link."""
        for n, flow in enumerate(self.flows):
            source, target = self._ends(flow)
            kind = self._kind(flow)
            if kind == "beside":
                yield flow.source.leaf, "right", target.middle, n
                yield flow.target.leaf, "right", source.middle, n
            elif kind in ("across", "skip"):
                yield flow.source.leaf, "right", self._lanes.get(n, target.middle), n
                yield flow.target.leaf, "left", self._lanes.get(n, source.middle), n
            elif kind == "turn":
                yield flow.source.leaf, "top", self._trunks[flow.target.leaf], n
                yield flow.target.leaf, "left", 2 * self.floor, "trunk"
            else:
                side = "bottom" if kind == "under" else "top"
                yield flow.source.leaf, side, target.centre, n
                yield flow.target.leaf, "bottom", source.centre, n

    def _find_ports(self) -> dict[Port, Point]:
        sides: dict[tuple[str, str], dict[object, float]] = {}
        for leaf, side, key, link in self._demands():
            sides.setdefault((leaf, side), {})[link] = key
        ports: dict[Port, Point] = {}
        for (leaf, side), links in sides.items():
            for i, (link, _key) in enumerate(sorted(links.items(), key=itemgetter(1))):
                ports[leaf, side, link] = _port(self.boxes[leaf], side, i, len(links))
        return ports

    def _at(self, leaf: str, side: str, link: object) -> Point:
        return self._ports[leaf, side, link]

    def _skip(self, n: int, flow: FlowView) -> Route:
        lane, near, far = (
            self._lanes[n],
            COLUMNS["midstream"],
            COLUMNS["midstream"] + self.boxes[flow.source.leaf].width,
        )
        start, end = self._at(flow.source.leaf, "right", n), self._at(flow.target.leaf, "left", n)
        first, second = _curve(start, (near, lane)), _curve((far, lane), (end[0] - ARROW, end[1]))
        path = f"M{_p(start)}{_c(first)}H{far:.1f}{_c(second)}"
        return Route(path, _head(end, "right"), (*_along(second), *_along(first)))

    def _beside(self, n: int, flow: FlowView) -> Route:
        (x, top), (_, end) = self._at(flow.source.leaf, "right", n), self._at(flow.target.leaf, "right", n)
        out = x + min(30 + abs(end - top) / 8, 56)
        curve = ((x, top), (out, top), (out, end), (x + ARROW, end))
        spot = (x + 0.75 * (out - x) + 6, (top + end) / 2)
        return Route(
            f"M{_p(curve[0])}{_c(curve)}", _head((x, end), "left"), (spot,), "start", min(120, WIDTH - spot[0])
        )

    def _rise(self, n: int, flow: FlowView, x: float) -> str:
        """From a service's top through the corridor to below the columns at ``x``."""
        start = self._at(flow.source.leaf, "top", n)
        low, high, bend = self._corridor, self.floor + 10, 0.62 * (self._corridor - self.floor - 10)
        return f"M{_p(start)}V{low:.1f}C{start[0]:.1f} {low - bend:.1f} {x:.1f} {high + bend:.1f} {x:.1f} {high:.1f}"

    def _up(self, n: int, flow: FlowView) -> Route:
        x, y = self._at(flow.target.leaf, "bottom", n)
        return Route(f"{self._rise(n, flow, x)}V{y + ARROW:.1f}", _head((x, y), "up"), ())

    def _turn(self, n: int, flow: FlowView) -> Route:
        trunk, (x, y) = self._trunks[flow.target.leaf], self._at(flow.target.leaf, "left", "trunk")
        turn = f"V{y + ROUND:.1f}Q{trunk:.1f} {y:.1f} {trunk + ROUND:.1f} {y:.1f}H{x - ARROW:.1f}"
        return Route(self._rise(n, flow, trunk) + turn, _head((x, y), "right"), ())


Curve = tuple[Point, Point, Point, Point]


def _port(box: Box, side: str, i: int, n: int) -> Point:
    if side in ("top", "bottom"):
        apart = min(TOPS_APART, box.width / (n + 1))
        return box.centre + (i - (n - 1) / 2) * apart, box.y if side == "top" else box.bottom
    return box.right if side == "right" else box.x, box.y + box.height * (i + 1) / (n + 1)


def _across(start: Point, end: Point) -> Route:
    curve = _curve(start, (end[0] - ARROW, end[1]))
    return Route(f"M{_p(start)}{_c(curve)}", _head(end, "right"), _along(curve))


def _under(start: Point, end: Point) -> Route:
    """Below the row of services."""
    low = start[1] + 36
    curve = (start, (start[0], low), (end[0], low), (end[0], end[1] + ARROW))
    return Route(f"M{_p(start)}{_c(curve)}", _head(end, "up"), ())


def _curve(start: Point, end: Point) -> Curve:
    bend = (end[0] - start[0]) * 0.46
    return start, (start[0] + bend, start[1]), (end[0] - bend, end[1]), end


def _along(curve: Curve) -> tuple[Point, ...]:
    return tuple(_point(curve, t) for t in ALONG)


def _point(curve: Curve, t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    x, y = (sum(w * p[axis] for w, p in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


def _p(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"


def _c(curve: Curve) -> str:
    return "C" + " ".join(map(_p, curve[1:]))


def _head(tip: Point, heading: str) -> str:
    """A triangle that points at ``tip``."""
    back = {"right": "l-9-4.5v9z", "left": "l9-4.5v9z", "up": "l-4.5 9h9z"}[heading]
    return f"M{_p(tip)}{back}"
