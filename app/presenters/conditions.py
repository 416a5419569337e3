"""The conditions of a search as a person sees them: their labels, their URLs, and the chips that take them away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from werkzeug.datastructures import MultiDict

from app.languages import is_english, pick
from app.languages import translate as _
from app.presenters.formats import number, term
from app.presenters.view import Chip
from app.services.searching import Outcome
from indexer.bands import NEGOTIABLE, ends
from indexer.quantities import Slot
from indexer.query import SearchQuery

Args = MultiDict[str, str]

FACET_ARGS = (
    "region", "industry", "kind", "cluster", "belt", "building", "road", "space_type", "deal", "area_band",
    "rent_band", "floor_band", "decoration", "facility", "policy", "transit", "mark", "brand",
)  # fmt: skip
"""Repeatable parameters of the search URL that hold values of a facet or names."""
NUMBER_ARGS = ("area_min", "area_max", "rent_min", "rent_max")
OTHER_ARGS = ("available_by", "new", "literal")
_MORE_ARGS = {
    "area": ("area_band",),
    "rent": ("rent_band",),
    "floor": ("floor_band",),
    "available": ("available_by",),
}
_FIXED_TERMS = frozenset({"space_type", "deal", "decoration", "facility", "policy", "transit", "mark"})
_UNIT_OF = {"area_band": "area", "rent_band": "rent", "floor_band": "floor"}

_CONDITION_OF = {
    "regions": "region", "belts": "belt", "kinds": "kind", "clusters": "cluster", "buildings": "building",
    "roads": "road", "space_types": "space_type", "deals": "deal", "decorations": "decoration",
    "exclude_regions": "region", "exclude_clusters": "cluster", "exclude_space_types": "space_type",
    "exclude_decorations": "decoration", "facilities": "facility", "policies": "policy", "transit": "transit",
    "marks": "mark", "brands": "brand", "rent_bands": "rent_band", "price_max": "price",
    "price_total_max": "price", "area_min": "area", "area_max": "area", "rent_min": "rent", "rent_max": "rent",
    "monthly_total_max": "total", "yearly_total_max": "total", "floor_min": "floor", "floor_max": "floor",
    "ceiling_min": "ceiling", "load_min": "load", "available_by": "available",
}  # fmt: skip
"""Field of ``Understood`` → the condition it belongs to. Industries only rank and have no chip."""


@dataclass(frozen=True)
class Names:
    """Canonical value → the name to show, for regions, belts, kinds, clusters, buildings and sectors."""

    english: Mapping[str, str]
    sectors: Mapping[str, str]

    def label(self, facet: str, value: str) -> str:
        if facet in _FIXED_TERMS:
            return _("近%(what)s", what=term(value)) if facet == "transit" else term(value)
        if facet in _UNIT_OF:
            return band_label(_UNIT_OF[facet], value)
        if facet == "industry":
            return self.sectors.get(value, value)
        return pick(value, self.english.get(value))


def band_label(condition: str, code: str) -> str:
    """100-200 → 100–200 ㎡; 10- → 10 层及以上."""
    if code == NEGOTIABLE:
        return _("面议")
    try:
        low, high = ends(code)
    except ValueError:
        return code
    if condition == "floor":
        return _floors(low, high)
    unit = "㎡" if condition == "area" else _("元/㎡·天")
    if low is None or high is None:
        return f"< {number(high, 2)} {unit}" if low is None else f"≥ {number(low, 2)} {unit}"
    return f"{number(low, 2)}–{number(high, 2)} {unit}"


def _floors(low: float | None, high: float | None) -> str:
    if low is None:
        return _("一层")
    if high is None:
        return _("%(n)s 层及以上", n=number(low))
    return _("%(low)s–%(high)s 层", low=number(low), high=number(high - 1))


def condition_label(condition: str) -> str:
    return {
        "text": _("搜索词"), "region": _("区域"), "belt": _("集聚带"), "kind": _("集群类型"), "cluster": _("集群"),
        "building": _("楼宇"), "road": _("道路"), "space_type": _("载体"), "deal": _("方式"),
        "decoration": _("装修"), "facility": _("设施"), "policy": _("政策"), "transit": _("交通"),
        "mark": _("特点"), "brand": _("品牌楼宇"),
        "industry": _("特色产业"), "area": _("面积"), "rent": _("租金"), "total": _("总租金"), "price": _("售价"),
        "rent_band": _("租金"),
        "floor": _("楼层"), "ceiling": _("层高"), "load": _("承重"), "available": _("入驻时间"), "new": _("新增"),
    }[condition]  # fmt: skip


def facet_label(facet: str) -> str:
    return condition_label({**_UNIT_OF, "month": "available"}.get(facet, facet))


def search_url(args: Args, **changes: object) -> str:
    """The search URL with some parameters replaced; ``None`` removes one. The page starts over."""
    return url_for("public.search", **_with(args, changes))  # type: ignore[arg-type]


def feed_url(args: Args) -> str:
    """The same search as a feed, which has its own order."""
    return url_for("feeds.search_feed", **_with(args, {"sort": None, "view": None}))  # type: ignore[arg-type]


def _with(args: Args, changes: Mapping[str, object]) -> dict[str, object]:
    kept: dict[str, object] = {k: v for k, v in args.to_dict(flat=False).items() if k not in ("page", "lang")}
    return {k: v for k, v in {**kept, **changes}.items() if v not in (None, [], "")}


def args_of(condition: str) -> tuple[str, ...]:
    """The parameters of the URL that a condition may stand in."""
    return (condition, f"{condition}_min", f"{condition}_max", *_MORE_ARGS.get(condition, ()))


def chips(outcome: Outcome, args: Args, names: Names) -> tuple[Chip, ...]:
    return (*_understood_chips(outcome, args, names), *_chosen_chips(args, names, outcome.query))


def places_of(outcome: Outcome, condition: str) -> list[tuple[int, int]]:
    """Where in the words a condition was said."""
    names = (condition, *_MORE_ARGS.get(condition, ()))
    slots = outcome.understood.slots
    return sorted({(slot.start, slot.end) for slot in slots if _CONDITION_OF.get(slot.name) in names})


def said_places(outcome: Outcome) -> list[tuple[int, int]]:
    """Where in the words any condition was said."""
    return sorted({(slot.start, slot.end) for slot in outcome.understood.slots if slot.name in _CONDITION_OF})


def cut(words: str, places: Sequence[tuple[int, int]]) -> str:
    """The words without some stretches of them, which may overlap."""
    letters = list(words)
    for start, end in places:
        letters[start:end] = " " * len(letters[start:end])
    return " ".join("".join(letters).split())


def said(condition: str, outcome: Outcome, args: Args, names: Names) -> str:
    """A condition with what was asked for: 面积 ≥ 20,000 ㎡, 南湖区; its name alone where nothing shorter says it."""
    if condition == "text":
        return outcome.understood.text or condition_label(condition)
    places = places_of(outcome, condition)
    labels = [label for label, stretches in _stretches(outcome, names).items() if set(stretches) & set(places)]
    chosen = _chosen_chips(args, names, outcome.query)
    labels += [chip.label for chip in chosen if chip.kind in args_of(condition)]
    return " / ".join(dict.fromkeys(labels)) or condition_label(condition)


def _stretches(outcome: Outcome, names: Names) -> dict[str, list[tuple[int, int]]]:
    """What is said of each stretch of words that was understood → where; the same said twice is one."""
    slots: dict[tuple[int, int], list[Slot]] = {}
    for slot in outcome.understood.slots:
        if slot.name in _CONDITION_OF:
            slots.setdefault((slot.start, slot.end), []).append(slot)
    labels: dict[str, list[tuple[int, int]]] = {}
    for place, here in slots.items():
        labels.setdefault(_slots_label(here, names), []).append(place)
    return labels


def _understood_chips(outcome: Outcome, args: Args, names: Names) -> list[Chip]:
    """One chip for each thing that was understood; taking it away takes out its words."""
    return [
        Chip("understood", label, search_url(args, q=cut(outcome.words, places)))
        for label, places in _stretches(outcome, names).items()
    ]


def _slots_label(slots: Sequence[Slot], names: Names) -> str:
    values = {slot.name: slot.value for slot in slots}
    low_high = {
        "area": (values.get("area_min"), values.get("area_max"), "㎡"),
        "rent": (values.get("rent_min"), values.get("rent_max"), _("元/㎡·天")),
        "floor": (values.get("floor_min"), values.get("floor_max"), "F" if is_english() else "层"),
    }
    condition = _CONDITION_OF[slots[0].name]
    if condition in low_high:
        return f"{condition_label(condition)} {_range(*low_high[condition])}"
    if condition == "total":
        unit = _("元/月") if "monthly_total_max" in values else _("元/年")
        return f"{condition_label(condition)} ≤ {number(next(iter(values.values())), 2)} {unit}"  # type: ignore[arg-type]
    if condition == "price":
        unit = _("元/㎡") if "price_max" in values else _("元")
        return f"{condition_label(condition)} ≤ {number(next(iter(values.values())), 2)} {unit}"  # type: ignore[arg-type]
    if condition == "ceiling":
        return f"{condition_label(condition)} ≥ {values['ceiling_min']} m"
    if condition == "load":
        return f"{condition_label(condition)} ≥ {number(values['load_min'])} kg/㎡"  # type: ignore[arg-type]
    if condition == "available":
        return _("%(day)s 前可入驻", day=values["available_by"])
    shown = " / ".join(names.label(condition, str(slot.value)) for slot in slots)
    return _("不要%(what)s", what=shown) if slots[0].name.startswith("exclude_") else shown


def _range(low: object, high: object, unit: str) -> str:
    if low is not None and high is not None:
        both = number(low, 2) if low == high else f"{number(low, 2)}–{number(high, 2)}"  # type: ignore[arg-type]
        return f"{both} {unit}"
    return f"≥ {number(low, 2)} {unit}" if low is not None else f"≤ {number(high, 2)} {unit}"  # type: ignore[arg-type]


def _chosen_chips(args: Args, names: Names, query: SearchQuery) -> list[Chip]:
    """One chip for each choice that counts; a figure that cannot be used has none."""
    found = [
        Chip(facet, names.label(facet, value), search_url(args, **{facet: _others(args, facet, value)}))
        for facet in FACET_ARGS
        for value in args.getlist(facet)
    ]
    for name, unit in (("area", "㎡"), ("rent", _("元/㎡·天"))):
        low, high = (
            args.get(end) if getattr(query, end) is not None else None for end in (f"{name}_min", f"{name}_max")
        )
        if low or high:
            shown = f"{low}–{high}" if low and high else f"≥ {low}" if low else f"≤ {high}"
            label = f"{condition_label(name)} {shown} {unit}"
            found.append(Chip(name, label, search_url(args, **{f"{name}_min": None, f"{name}_max": None})))
    labels = {"available_by": lambda day: _("%(day)s 前可入驻", day=day), "new": new_label}
    found += [
        Chip(name, labels[name](args[name]), search_url(args, **{name: None})) for name in labels if args.get(name)
    ]
    return found


def new_label(days: str) -> str:
    return _("近 %(n)s 天新增", n=days)


def _others(args: Args, facet: str, value: str) -> list[str]:
    return [v for v in args.getlist(facet) if v != value]
