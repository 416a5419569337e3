"""The sheets of the drawn map: signs that are too close are moved apart, names stand where they cover nothing.

Everything is in units of a frame 1000 wide. Names are measured as on a phone, where they are largest.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.languages import is_english
from app.presenters.map_view import ClusterCard, MapLabel, MapSheet, MapSign, MapView, MapWindow, MapZone, RegionShape

FRAME = 1000.0
SIGN, DOT = 24.0, 8.0
"""Half the room a sign and a zone's dot take."""
APART = 43.0
RING = 46.0
"""From the middle of a ringed sign to its name."""
REGION_SIZE, ZONE_SIZE, NAME_SIZE = 36.0, 28.0, 36.0
LINE = 1.15
WIDEST_NAME = 20
"""Letters of a line before a name is broken; Chinese names are all shorter."""
KINDS = (" District", " City", " County")
FEW = 3
"""Clusters of the core needed for a sheet of its own."""
EDGE = 0.026
SHAPE = 1.4

_SIGN_STEPS = sorted(
    ((dx * 42.0, dy * 42.0) for dx in range(-2, 3) for dy in range(-3, 4)),
    key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
)
_NAME_STEPS = sorted(
    ((dx * 30.0, dy * 26.0) for dx in range(-6, 7) for dy in range(-6, 7)),
    key=lambda step: ((2 * step[0]) ** 2 + step[1] ** 2, -step[1], step),
)
"""A name rather moves up or down than to the side, where it would stand in its neighbour."""


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass
class Room:
    """What is left of a sheet as names are placed."""

    page: Box
    taken: list[Box]

    def place(self, lines: tuple[str, ...], x: float, y: float, size: float) -> MapLabel | None:
        """The lines as near to x, y as they cover nothing; none where there is no such place."""
        for dx, dy in _NAME_STEPS:
            label = MapLabel(lines, x + dx, y + dy, "middle")
            box = _label_box(label, size)
            if self.page.holds(box) and not any(box.meets(other) for other in self.taken):
                self.taken.append(box)
                return label
        return None


def with_sheets(view: MapView, current: int | None) -> MapView:
    """The whole map and the core enlarged; beside one cluster only the sheet that shows it."""
    core = [card for card in view.clusters if card.is_core]
    frame = _frame(view, core)
    whole = MapWindow(0, 0, view.width, view.height)
    if frame is None:
        return replace(view, sheets=(_sheet(view, view.clusters, whole, None, current),))
    outside = [card for card in view.clusters if not card.is_core]
    city, inset = (
        _sheet(view, outside, whole, frame, current),
        _sheet(view, core, frame, None, current, is_inset=True),
    )
    if current is None:
        return replace(view, sheets=(city, inset))
    return replace(view, sheets=(inset if any(card.id == current for card in core) else city,))


def _frame(view: MapView, core: Sequence[ClusterCard]) -> MapWindow | None:
    """The window of the enlarged core, where it is small enough to be worth it."""
    if len(core) <= FEW:
        return None
    edge = view.width * EDGE
    left, right = min(c.x for c in core) - edge, max(c.x for c in core) + edge
    top, bottom = min(c.y for c in core) - edge, max(c.y for c in core) + edge
    wide = max(right - left, (bottom - top) * SHAPE)
    if wide >= view.width / 2:
        return None
    high = wide / SHAPE
    return MapWindow((left + right - wide) / 2, (top + bottom - high) / 2, wide, high)


def _sheet(
    view: MapView,
    cards: Sequence[ClusterCard],
    window: MapWindow,
    frame: MapWindow | None,
    current: int | None,
    *,
    is_inset: bool = False,
) -> MapSheet:
    k = FRAME / window.w
    page = Box(0, 0, FRAME, window.h * k)
    inner = None if frame is None else MapWindow(frame.x * k, frame.y * k, frame.w * k, frame.h * k)
    signs = _signs(cards, window, view.clusters, current, page)
    zones = [zone for zone in view.zones if _shows(window, zone) and not (frame and _shows(frame, zone))]
    dots = [((zone.x - window.x) * k, (zone.y - window.y) * k) for zone in zones]
    room = Room(page, _rooms(signs))
    room.taken += [_label_box(sign.name, NAME_SIZE) for sign in signs if sign.card.id == current]
    room.taken += [_around(x, y, DOT) for x, y in dots]
    room.taken += [Box(inner.x, inner.y, inner.x + inner.w, inner.y + inner.h)] if inner else []
    regions = () if is_inset else view.regions
    names = [room.place((_short(region.name),), region.x * k, region.y * k, REGION_SIZE) for region in regions]
    marked = [
        MapZone(zone.name, x, y, room.place(_lines(zone.name), x, y, ZONE_SIZE))
        for zone, (x, y) in zip(zones, dots, strict=True)
    ]
    return MapSheet(window, page.bottom, inner, tuple(signs), tuple(filter(None, names)), tuple(marked), is_inset)


def _shows(window: MapWindow, place: RegionShape) -> bool:
    return window.x < place.x < window.x + window.w and window.y < place.y < window.y + window.h


def _signs(
    cards: Sequence[ClusterCard],
    window: MapWindow,
    numbered: Sequence[ClusterCard],
    current: int | None,
    page: Box,
) -> list[MapSign]:
    """Signs in the order of the cards, each at the nearest place that is free."""
    k = FRAME / window.w
    signs: list[MapSign] = []
    for card in cards:
        x, y = (card.x - window.x) * k, (card.y - window.y) * k
        free = ((x + dx, y + dy) for dx, dy in _SIGN_STEPS if _is_free(x + dx, y + dy, signs))
        x, y = next(free, (x, y))
        signs.append(MapSign(card, None if current else numbered.index(card) + 1, x, y, _beside(card.name, x, y)))
    return [_named(sign, _rooms(signs, sign), page) if sign.card.id == current else sign for sign in signs]


def _rooms(signs: Iterable[MapSign], without: MapSign | None = None) -> list[Box]:
    return [_around(sign.x, sign.y, SIGN) for sign in signs if sign is not without]


def _is_free(x: float, y: float, signs: Iterable[MapSign]) -> bool:
    return all((sign.x - x) ** 2 + (sign.y - y) ** 2 >= APART**2 for sign in signs)


def _beside(name: str, x: float, y: float, away: float = 26.0) -> MapLabel:
    """A sign's own name, on the side with more room."""
    on_left = x > FRAME * 0.56
    return MapLabel(_lines(name), x - away if on_left else x + away, y, "end" if on_left else "start")


def _named(sign: MapSign, others: Sequence[Box], page: Box) -> MapSign:
    """The sign whose name always shows: beside, below or above it, where it covers no or the fewest other signs."""
    name, x, y = sign.name.lines, sign.x, sign.y
    down = RING + len(name) * LINE * NAME_SIZE / 2
    choices = [
        _beside(sign.card.name, x, y, RING),
        MapLabel(name, x + RING, y, "start"),
        MapLabel(name, x - RING, y, "end"),
        *(MapLabel(name, x + dx, y + dy, "middle") for dy in (down, -down) for dx in (0.0, -80.0, 80.0, -160.0, 160.0)),
    ]
    inside = [label for label in choices if page.holds(_label_box(label, NAME_SIZE))] or choices[:1]
    return replace(sign, name=min(inside, key=lambda label: _covered(_label_box(label, NAME_SIZE), others)))


def _covered(box: Box, others: Iterable[Box]) -> int:
    return sum(box.meets(other) for other in others)


def _label_box(label: MapLabel, size: float) -> Box:
    wide = max(map(_ems, label.lines)) * size + 8
    high = len(label.lines) * LINE * size
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return Box(left, label.y - high / 2, left + wide, label.y + high / 2)


def _around(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)


def _ems(text: str) -> float:
    """How wide a text is set, in ems: Chinese is square, Latin letters are little more than half of that."""
    return sum(1.05 if ord(letter) > 0x2E7F else 0.66 for letter in text)


def _short(name: str) -> str:
    """A map leaves the kind of a district out."""
    if not is_english():
        return name
    return next((name.removesuffix(kind) for kind in KINDS if name.endswith(kind)), name)


def _lines(name: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(name, WIDEST_NAME)) or (name,)
