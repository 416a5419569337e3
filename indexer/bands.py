"""Bands of area, rent and floor that people choose from. A code tells the ends: ``100-200``, ``-100``, ``2000-``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

AREA_EDGES = (100, 200, 500, 1000, 2000)
"""㎡"""
RENT_EDGES = (1, 1.5, 2, 3)
"""元/㎡·天"""
FLOOR_EDGES = (2, 4, 10)
"""Ground floor; up to 3; up to 9; high from 10 on."""
NEGOTIABLE = "negotiable"


def codes(edges: Sequence[float]) -> tuple[str, ...]:
    """The codes of all bands between these edges, lowest first."""
    ends = ["", *(f"{edge:g}" for edge in edges), ""]
    return tuple(f"{low}-{high}" for low, high in pairwise(ends))


AREA_BANDS = codes(AREA_EDGES)
RENT_BANDS = (*codes(RENT_EDGES), NEGOTIABLE)
FLOOR_BANDS = codes(FLOOR_EDGES)


def ends(code: str) -> tuple[float | None, float | None]:
    """Where a band begins and where the next one does. Raises ``ValueError`` for what is no band of numbers."""
    low, _, high = code.partition("-")
    return float(low) if low else None, float(high) if high else None


def _place(edges: Sequence[float], value: float) -> int:
    return sum(value >= edge for edge in edges)


def area_bands(least: float, most: float) -> tuple[str, ...]:
    """Every band that a space offers an area in: of a divisible one there are several."""
    return AREA_BANDS[_place(AREA_EDGES, least) : _place(AREA_EDGES, most) + 1]


def rent_band(rent: float | None, *, negotiable: bool) -> str | None:
    if rent is None:
        return NEGOTIABLE if negotiable else None
    return RENT_BANDS[_place(RENT_EDGES, rent)]


def floor_band(floor: int | None) -> str | None:
    return None if floor is None else FLOOR_BANDS[_place(FLOOR_EDGES, floor)]
