"""What the drawn map shows. Read like ``view``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ClusterCard:
    id: int
    code: str
    name: str
    region: str
    is_core: bool
    kinds: tuple[str, ...]
    kind_code: str
    leading: tuple[str, ...]
    vacant_spaces: int
    vacant_area: float
    x: float
    y: float


@dataclass(frozen=True)
class RegionShape:
    """A district on the drawn map: an SVG path and where its name stands (map units)."""

    code: str
    name: str
    path: str
    x: float
    y: float
    is_core: bool


@dataclass(frozen=True)
class MapWindow:
    """A part of the map: its upper left corner, width and height."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True)
class MapLabel:
    """A name in one or more lines; ``x`` is where ``anchor`` (start, middle, end) says, ``y`` its middle."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str


@dataclass(frozen=True)
class MapSign:
    """A cluster on a sheet. ``number`` ties it to the list beside the map."""

    card: ClusterCard
    number: int | None
    x: float
    y: float
    name: MapLabel


@dataclass(frozen=True)
class MapZone:
    """A zone's dot; without a label where there is no room for one."""

    name: str
    x: float
    y: float
    label: MapLabel | None


@dataclass(frozen=True)
class MapSheet:
    """``window`` (map units) drawn in a frame 1000 wide and ``height`` high; all the rest is in units of that frame."""

    window: MapWindow
    height: float
    frame: MapWindow | None
    signs: tuple[MapSign, ...]
    names: tuple[MapLabel, ...]
    zones: tuple[MapZone, ...]
    is_inset: bool


@dataclass(frozen=True)
class MapView:
    """The drawn map. The zones have no border of their own: they are markers (``zones``)."""

    width: float
    height: float
    regions: tuple[RegionShape, ...]
    zones: tuple[RegionShape, ...]
    clusters: tuple[ClusterCard, ...]
    licence: str
    sheets: tuple[MapSheet, ...] = ()
