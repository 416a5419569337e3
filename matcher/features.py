"""The features of a space: each looks at one condition of a need and one space, and says how well it is met.

What lies around the space is in ``surroundings``.

A feature answers ``None`` when the need does not ask for it. Values are 0 to 1; ``unknown`` is not ``failed``:
it counts half.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from indexer.documents import SpaceDocument
from indexer.quantities import DAYS_PER_MONTH
from matcher.positioning import ClusterFit
from matcher.requirement import Requirement

UNKNOWN = 0.5
SLACK = 0.3
"""How far beyond a limit on area or money still counts for something."""


@dataclass(frozen=True)
class Wording:
    """The same words in Chinese and English."""

    zh: str
    en: str


@dataclass(frozen=True)
class Finding:
    """What a feature found. ``fix`` says what would make a failed condition fit."""

    status: str
    value: float
    asked: Wording
    offered: Wording
    source: str = ""
    fix: Wording | None = None


Feature = Callable[[Requirement, SpaceDocument, ClusterFit | None], Finding | None]

NOT_STATED = Wording("未提供", "not stated")
NEGOTIABLE = Wording("面议", "negotiable")


def same(text: str) -> Wording:
    return Wording(text, text)


def _list(values: tuple[str, ...]) -> Wording:
    return Wording("、".join(values), ", ".join(values))


def status_of(value: float) -> str:
    return "met" if value >= 1 else "partly" if value > 0 else "failed"


def area(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Is there an area inside the asked range, counting parts of a divisible space? (四(三) 招商面积)"""
    if need.area_min is None and need.area_max is None:
        return None
    low, high = need.area_min or 0.0, need.area_max or float("inf")
    asked = same(_range(need.area_min, need.area_max, "㎡"))
    divisible = space.area_least < space.area
    offered = (
        Wording(
            f"{space.area:.10g} ㎡，可分割 {space.area_least:.10g} ㎡ 起",
            f"{space.area:.10g} ㎡, from {space.area_least:.10g} ㎡",
        )
        if divisible
        else same(f"{space.area:.10g} ㎡")
    )
    if space.area >= low and space.area_least <= high:
        return Finding("met", 1.0 if space.area <= high else 0.95, asked, offered)
    gap = (low - space.area) / low if space.area < low else (space.area_least - high) / high
    nearest = space.area if space.area < low else space.area_least
    fix = Wording(f"面积放宽到 {nearest:.10g} ㎡ 即符合", f"fits if the area may be {nearest:.10g} ㎡")
    return Finding("failed", _beyond(gap), asked, offered, fix=fix)


def rent(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Is the rent within the limit? Cheaper never counts less. (四(三) 租金价格)"""
    if need.rent_max is None:
        return None
    return _money(space.rent, need.rent_max, "元/㎡·天", "yuan/㎡·day", space, Wording("租金", "the rent"))


def budget(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Does the month's rent of the smallest fitting part stay within the budget?"""
    if need.monthly_max is None:
        return None
    part = max(space.area_least, min(space.area, need.area_min or space.area_least))
    total = None if space.rent is None else round(space.rent * part * DAYS_PER_MONTH, 2)
    return _money(total, round(need.monthly_max, 2), "元/月", "yuan/month", space, Wording("月租", "the monthly rent"))


def _money(offer: float | None, limit: float, unit: str, unit_en: str, space: SpaceDocument, what: Wording) -> Finding:
    asked = Wording(f"≤ {limit:.10g} {unit}", f"≤ {limit:.10g} {unit_en}")
    if offer is None:
        return Finding("unknown", UNKNOWN, asked, NEGOTIABLE if space.negotiable else NOT_STATED)
    offered = Wording(f"{offer:.10g} {unit}", f"{offer:.10g} {unit_en}")
    if offer <= limit:
        return Finding("met", 1.0, asked, offered)
    fix = Wording(f"{what.zh}上限提到 {offer:.10g} {unit} 即符合", f"fits if {what.en} may be {offer:.10g} {unit_en}")
    return Finding("failed", _beyond((offer - limit) / limit), asked, offered, fix=fix)


def region(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Does the space lie where the need wants to be?"""
    wanted = (*need.regions, *need.belts)
    if not wanted:
        return None
    inside = space.region in need.regions or bool({*space.belts} & {*need.belts})
    fix = None if inside else Wording(f"区域放宽到{space.region}即符合", f"fits if {space.region} is possible")
    return _yes_no(inside, _list(wanted), _list((space.region, *space.belts)), fix)


def deal(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """出租, 售卖 or 合作, as asked (前言)."""
    return _one_of(need.deals, space.deal)


def space_type(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """The kind of carrier (前言)."""
    return _one_of(need.space_types, space.space_type)


def decoration(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """The state of decoration, wanted or not wanted."""
    if need.decorations or not need.exclude_decorations:
        return _one_of(need.decorations, space.decoration)
    words = "、".join(need.exclude_decorations)
    asked = Wording(f"不要{words}", f"not {words}")
    if space.decoration is None:
        return Finding("unknown", UNKNOWN, asked, NOT_STATED)
    return _yes_no(space.decoration not in need.exclude_decorations, asked, same(space.decoration))


def facilities(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """How many of the wanted facilities there are (四(三) 配套设施)."""
    return _share_of(need.facilities, space.facilities, "facilities")


def policies(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """How many of the wanted kinds of support apply to the building (四(三) 优惠政策)."""
    return _share_of(need.policies, space.policies, "policies")


def ceiling(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Is it high enough?"""
    if need.ceiling_min is None:
        return None
    asked = same(f"≥ {need.ceiling_min:.10g} m")
    if space.ceiling is None:
        return Finding("unknown", UNKNOWN, asked, NOT_STATED)
    return _yes_no(space.ceiling >= need.ceiling_min, asked, same(f"{space.ceiling:.10g} m"))


def load(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Does the floor bear enough?"""
    if need.load_min is None:
        return None
    asked = same(f"≥ {need.load_min:.10g} kg/㎡")
    if space.load is None:
        return Finding("unknown", UNKNOWN, asked, NOT_STATED)
    return _yes_no(space.load >= need.load_min, asked, same(f"{space.load:.10g} kg/㎡"))


def floor(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Is it on the wanted floor?"""
    if need.floor_min is None and need.floor_max is None:
        return None
    text = _range(need.floor_min, need.floor_max, "")
    asked = Wording(f"{text} 层", f"floor {text}")
    if space.floor is None:
        return Finding("unknown", UNKNOWN, asked, NOT_STATED)
    high = need.floor_max if need.floor_max is not None else space.floor
    inside = (need.floor_min or space.floor) <= space.floor <= high
    return _yes_no(inside, asked, Wording(f"{space.floor} 层", f"floor {space.floor}"))


def available(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Can one move in in time?"""
    if need.available_by is None:
        return None
    asked = Wording(f"{need.available_by} 前", f"by {need.available_by}")
    if space.available_from is None:
        return Finding("unknown", UNKNOWN, asked, NOT_STATED)
    return _yes_no(space.available_from <= need.available_by, asked, same(str(space.available_from)))


def _one_of(wanted: tuple[str, ...], offered: str | None) -> Finding | None:
    if not wanted:
        return None
    if offered is None:
        return Finding("unknown", UNKNOWN, _list(wanted), NOT_STATED)
    fix = None if offered in wanted else Wording(f"接受{offered}即符合", f"fits if {offered} will do")
    return _yes_no(offered in wanted, _list(wanted), same(offered), fix)


def _share_of(wanted: tuple[str, ...], offered: tuple[str, ...], what: str) -> Finding | None:
    if not wanted:
        return None
    here = tuple(item for item in wanted if item in offered)
    lacking = "、".join(item for item in wanted if item not in offered)
    value = len(here) / len(wanted)
    fix = Wording(f"补上{lacking}即符合", f"fits with {lacking}") if lacking else None
    shown = _list(here) if here else Wording("均无", "none of them")
    return Finding(status_of(value), value, _list(wanted), shown, fix=fix)


def _yes_no(holds: bool, asked: Wording, offered: Wording, fix: Wording | None = None) -> Finding:
    return Finding("met" if holds else "failed", 1.0 if holds else 0.0, asked, offered, fix=fix)


def _beyond(gap: float) -> float:
    """From just below 1 at the limit down to 0 at ``SLACK`` beyond it."""
    return max(0.0, 0.6 * (1 - gap / SLACK))


def _range(low: float | None, high: float | None, unit: str) -> str:
    shown = f"{low:.10g}–{high:.10g}" if low is not None and high is not None else None
    if low is not None and low == high:
        shown = f"{low:.10g}"
    return f"{shown or (f'≤ {high:.10g}' if high is not None else f'≥ {low:.10g}')} {unit}".strip()
