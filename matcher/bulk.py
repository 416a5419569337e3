"""Scores of all spaces for a need at once, as columns: what ``scoring.score`` says of one space, without its words.

Only ranks: reasons come from ``score`` for the few that are shown. A test holds both to the same totals.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

import numpy as np
import numpy.typing as npt

from indexer.documents import SpaceDocument
from indexer.quantities import DAYS_PER_MONTH
from matcher.classifier import Array
from matcher.features import SLACK, UNKNOWN
from matcher.positioning import ClusterFit
from matcher.requirement import Requirement
from matcher.scoring import VACANCY_WEIGHT, WEIGHTS
from matcher.surroundings import EMPTY, NO_CLUSTER

Marks = npt.NDArray[np.bool_]
Measured = tuple[Array, Marks]
"""Values 0 to 1, and where the condition is failed."""


class Offers:
    """Published spaces as columns. Unknown figures are NaN. Memory grows with the spaces, not with the needs."""

    def __init__(self, spaces: Sequence[SpaceDocument]) -> None:
        self.spaces = tuple(spaces)
        self.clusters = sorted({space.cluster for space in spaces if space.cluster})
        place = {name: i for i, name in enumerate(self.clusters)}
        self.cluster = np.array([place.get(space.cluster or "", -1) for space in spaces], dtype=np.intp)
        self._numbers: dict[str, Array] = {}
        self._marks: dict[tuple[str, str], Marks] = {}

    def number(self, name: str) -> Array:
        """A figure of every space; days as ordinals."""
        if name not in self._numbers:
            values = (getattr(space, name) for space in self.spaces)
            plain = [value.toordinal() if isinstance(value, date) else value for value in values]
            self._numbers[name] = np.array([np.nan if v is None else float(v) for v in plain], dtype=float)
        return self._numbers[name]

    def has(self, name: str, value: str) -> Marks:
        """Whether a field is, or a list holds, the value."""
        if (name, value) not in self._marks:
            held = (getattr(space, name) for space in self.spaces)
            listed = ((h,) if isinstance(h, str) else h or () for h in held)
            self._marks[name, value] = np.array([value in values for values in listed], dtype=bool)
        return self._marks[name, value]

    def any_of(self, name: str, values: Sequence[str]) -> Marks:
        found = np.zeros(len(self.spaces), dtype=bool)
        for value in values:
            found |= self.has(name, value)
        return found

    def stated(self, name: str) -> Marks:
        if (name, "") not in self._marks:
            self._marks[name, ""] = np.array([getattr(space, name) is not None for space in self.spaces], dtype=bool)
        return self._marks[name, ""]


def totals(
    need: Requirement,
    fits: Mapping[str, ClusterFit],
    offers: Offers,
    *,
    vacancy_weight: float = VACANCY_WEIGHT,
) -> tuple[Array, npt.NDArray[np.int_]]:
    """The score of every space, 0 to 100, and how many of the need's limits it breaks. Shapes (spaces,)."""
    whole, weights = np.zeros(len(offers.spaces)), np.zeros(len(offers.spaces))
    broken = np.zeros(len(offers.spaces), dtype=int)
    for name, _, plain in WEIGHTS:
        weight = vacancy_weight if name == "vacancy" else plain
        if name in _SURROUNDINGS:
            values = _SURROUNDINGS[name](need, offers, fits)
            asked = ~np.isnan(values)
            whole += weight * np.where(asked, values, 0.0)
            weights += weight * asked
        elif measured := _CONDITIONS[name](need, offers):
            values, failed = measured
            whole += weight * values
            weights += weight
            broken += failed & (name in need.limits)
    return 100 * whole / np.where(weights, weights, 1.0), broken


def _by_cluster(
    offers: Offers, fits: Mapping[str, ClusterFit], value: Callable[[ClusterFit], float], none: float
) -> Array:
    known = [value(fits[name]) if name in fits else none for name in offers.clusters]
    return np.asarray(np.array([*known, none])[offers.cluster])


def _positioning(need: Requirement, offers: Offers, fits: Mapping[str, ClusterFit]) -> Array:
    if not need.industries and not need.text:
        return np.full(len(offers.spaces), np.nan)
    return _by_cluster(offers, fits, lambda fit: fit.alignment if fit.grade != "none" else 0.0, NO_CLUSTER)


def _chain(need: Requirement, offers: Offers, fits: Mapping[str, ClusterFit]) -> Array:
    def worth(fit: ClusterFit) -> float:
        return np.nan if fit.chain is None else fit.chain if fit.role else 0.0

    return _by_cluster(offers, fits, worth, np.nan)


def _vacancy(need: Requirement, offers: Offers, fits: Mapping[str, ClusterFit]) -> Array:
    share = offers.number("vacancy")
    return np.asarray(np.where(np.isnan(share), UNKNOWN, np.minimum(1.0, share / EMPTY)))


def _area(need: Requirement, offers: Offers) -> Measured | None:
    if need.area_min is None and need.area_max is None:
        return None
    low, high = need.area_min or 0.0, np.inf if need.area_max is None else need.area_max
    area, least = offers.number("area"), offers.number("area_least")
    met = (area >= low) & (least <= high)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap = np.where(area < low, (low - area) / low, (least - high) / high)
    return np.where(met, np.where(area <= high, 1.0, 0.95), _beyond(np.where(met, 0.0, gap))), ~met


def _rent(need: Requirement, offers: Offers) -> Measured | None:
    return None if need.rent_max is None else _money(offers.number("rent"), need.rent_max)


def _budget(need: Requirement, offers: Offers) -> Measured | None:
    if need.monthly_max is None:
        return None
    area, least = offers.number("area"), offers.number("area_least")
    part = np.maximum(least, np.minimum(area, least if need.area_min is None else need.area_min))
    return _money(np.round(offers.number("rent") * part * DAYS_PER_MONTH, 2), round(need.monthly_max, 2))


def _money(offer: Array, limit: float) -> Measured:
    over = np.nan_to_num(offer) > limit
    known = np.where(over, _beyond((np.nan_to_num(offer) - limit) / limit if limit else np.inf), 1.0)
    return np.where(np.isnan(offer), UNKNOWN, known), over


def _region(need: Requirement, offers: Offers) -> Measured | None:
    if not need.regions and not need.belts:
        return None
    inside = offers.any_of("region", need.regions) | offers.any_of("belts", need.belts)
    return inside.astype(float), ~inside


def _choice(name: str, wanted: Sequence[str], offers: Offers, *, refused: bool = False) -> Measured | None:
    if not wanted:
        return None
    stated = offers.stated(name)
    holds = offers.any_of(name, wanted) ^ refused
    return np.where(stated, holds.astype(float), UNKNOWN), stated & ~holds


def _decoration(need: Requirement, offers: Offers) -> Measured | None:
    if need.decorations:
        return _choice("decoration", need.decorations, offers)
    return _choice("decoration", need.exclude_decorations, offers, refused=True)


def _share(name: str, wanted: Sequence[str], offers: Offers) -> Measured | None:
    if not wanted:
        return None
    here = np.sum([offers.has(name, item) for item in wanted], axis=0) / len(wanted)
    return here, here == 0


def _limit(name: str, offers: Offers, low: float | None, high: float | None = None) -> Measured | None:
    if low is None and high is None:
        return None
    figures = offers.number(name)
    known = np.nan_to_num(figures)
    inside = (known >= (-np.inf if low is None else low)) & (known <= (np.inf if high is None else high))
    return np.where(np.isnan(figures), UNKNOWN, inside.astype(float)), ~np.isnan(figures) & ~inside


def _available(need: Requirement, offers: Offers) -> Measured | None:
    by = need.available_by
    return _limit("available_from", offers, None, by.toordinal() if by else None)


def _beyond(gap: Array | float) -> Array:
    return np.asarray(np.maximum(0.0, 0.6 * (1 - np.asarray(gap) / SLACK)))


_SURROUNDINGS: Mapping[str, Callable[[Requirement, Offers, Mapping[str, ClusterFit]], Array]] = {
    "positioning": _positioning,
    "chain": _chain,
    "vacancy": _vacancy,
}
_CONDITIONS: Mapping[str, Callable[[Requirement, Offers], Measured | None]] = {
    "area": _area,
    "rent": _rent,
    "budget": _budget,
    "region": _region,
    "deal": lambda need, offers: _choice("deal", need.deals, offers),
    "space_type": lambda need, offers: _choice("space_type", need.space_types, offers),
    "facilities": lambda need, offers: _share("facilities", need.facilities, offers),
    "decoration": _decoration,
    "ceiling": lambda need, offers: _limit("ceiling", offers, need.ceiling_min),
    "load": lambda need, offers: _limit("load", offers, need.load_min),
    "floor": lambda need, offers: _limit("floor", offers, need.floor_min, need.floor_max),
    "available": _available,
    "policies": lambda need, offers: _share("policies", need.policies, offers),
}
