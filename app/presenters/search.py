"""The results page: chips, facets, ways out, pages - each with the URL that does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from werkzeug.datastructures import MultiDict

from app.languages import is_english, pick
from app.languages import translate as _
from app.models import Cluster, Space
from app.presenters.formats import number, term
from app.presenters.spaces import space_view
from app.presenters.view import Chip, FacetValue, FacetView, Pager, Ref, Relaxation, SearchView
from app.services.searching import Outcome, Relaxed
from indexer.quantities import Slot
from indexer.query import FACET_CHOICES, MAX_WINDOW, SearchQuery

Args = MultiDict[str, str]

FACET_ARGS = ("region", "belt", "kind", "cluster", "space_type", "deal", "decoration", "facility", "industry")
NUMBER_ARGS = ("area_min", "area_max", "rent_min", "rent_max")
FACET_ORDER = (
    "region",
    "industry",
    "kind",
    "cluster",
    "belt",
    "space_type",
    "deal",
    "decoration",
    "facility",
)
_SHOWN = {"cluster": 12}
_FIXED_TERMS = frozenset({"space_type", "deal", "decoration", "facility"})


@dataclass(frozen=True)
class Names:
    """Canonical value → the name to show, for regions, belts, kinds, clusters and sectors."""

    english: Mapping[str, str]
    sectors: Mapping[str, str]

    def label(self, facet: str, value: str) -> str:
        if facet in _FIXED_TERMS:
            return term(value)
        if facet == "industry":
            return self.sectors.get(value, value)
        return pick(value, self.english.get(value))


def search_view(
    outcome: Outcome, rows: Mapping[int, Space], siblings: Sequence[Cluster], args: Args, names: Names
) -> SearchView:
    query, results = outcome.query, outcome.results
    spaces = [space_view(rows[hit.id], query, hit.score) for hit in results.hits if hit.id in rows]
    return SearchView(
        q=outcome.words,
        total=results.total,
        total_area=results.total_area,
        spaces=tuple(spaces),
        chips=(*_understood_chips(outcome, args, names), *_chosen_chips(args, names)),
        facets=tuple(_facet(name, outcome, args, names) for name in FACET_ORDER),
        relaxations=tuple(_relaxation(way, outcome, args) for way in outcome.relaxed),
        siblings=tuple(Ref(c.id, pick(c.name, c.name_en)) for c in siblings) if not results.total else (),
        pager=_pager(query, results.total, args),
        sort=query.sort,
        sorts=_sorts(query.sort, args),
        clear_url=url_for("public.search"),
        degraded=outcome.degraded,
    )


def _url(args: Args, **changes: object) -> str:
    """The search URL with some parameters replaced; ``None`` removes one. The page starts over."""
    kept: dict[str, object] = {k: v for k, v in args.to_dict(flat=False).items() if k not in ("page", "lang")}
    kept |= changes
    return url_for("public.search", **{k: v for k, v in kept.items() if v not in (None, [], "")})  # type: ignore[arg-type]


def condition_label(condition: str) -> str:
    return {
        "text": _("搜索词"), "region": _("区域"), "belt": _("集聚带"), "kind": _("集群类型"), "cluster": _("集群"),
        "building": _("楼宇"), "space_type": _("载体"), "deal": _("方式"), "decoration": _("装修"),
        "facility": _("设施"), "policy": _("政策"), "industry": _("特色产业"), "area": _("面积"),
        "rent": _("租金"), "total": _("总租金"), "floor": _("楼层"), "ceiling": _("层高"),
        "available": _("入驻时间"),
    }[condition]  # fmt: skip


_CONDITION_OF = {
    "regions": "region", "belts": "belt", "kinds": "kind", "clusters": "cluster", "buildings": "building",
    "space_types": "space_type", "deals": "deal", "decorations": "decoration", "exclude_decorations": "decoration",
    "facilities": "facility", "policies": "policy", "area_min": "area", "area_max": "area", "rent_min": "rent",
    "rent_max": "rent", "monthly_total_max": "total", "yearly_total_max": "total", "floor_min": "floor",
    "floor_max": "floor", "ceiling_min": "ceiling", "available_by": "available",
}  # fmt: skip
"""Field of ``Understood`` → the condition it belongs to. Industries only rank and have no chip."""


def _understood_chips(outcome: Outcome, args: Args, names: Names) -> list[Chip]:
    """One chip for each stretch of words that was understood; taking it away takes out the words."""
    stretches: dict[tuple[int, int], list[Slot]] = {}
    for slot in outcome.understood.slots:
        if slot.name in _CONDITION_OF:
            stretches.setdefault((slot.start, slot.end), []).append(slot)
    return [
        Chip("understood", _slots_label(slots, names), _url(args, q=_cut(outcome.words, [place])))
        for place, slots in stretches.items()
    ]


def _cut(words: str, places: Sequence[tuple[int, int]]) -> str:
    for start, end in sorted(places, reverse=True):
        words = f"{words[:start]} {words[end:]}"
    return " ".join(words.split())


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
    if condition == "ceiling":
        return f"{condition_label(condition)} ≥ {values['ceiling_min']} m"
    if condition == "available":
        return _("%(day)s 前可入驻", day=values["available_by"])
    shown = " / ".join(names.label(condition, str(slot.value)) for slot in slots)
    return _("不要%(what)s", what=shown) if slots[0].name == "exclude_decorations" else shown


def _range(low: object, high: object, unit: str) -> str:
    if low is not None and high is not None:
        both = number(low, 2) if low == high else f"{number(low, 2)}–{number(high, 2)}"  # type: ignore[arg-type]
        return f"{both} {unit}"
    return f"≥ {number(low, 2)} {unit}" if low is not None else f"≤ {number(high, 2)} {unit}"  # type: ignore[arg-type]


def _chosen_chips(args: Args, names: Names) -> list[Chip]:
    chips = [
        Chip(
            facet,
            names.label(facet, value),
            _url(args, **{facet: [v for v in args.getlist(facet) if v != value]}),
        )
        for facet in FACET_ARGS
        for value in args.getlist(facet)
    ]
    for name, unit in (("area", "㎡"), ("rent", _("元/㎡·天"))):
        low, high = args.get(f"{name}_min"), args.get(f"{name}_max")
        if low or high:
            shown = f"{low}–{high}" if low and high else f"≥ {low}" if low else f"≤ {high}"
            label = f"{condition_label(name)} {shown} {unit}"
            chips.append(Chip(name, label, _url(args, **{f"{name}_min": None, f"{name}_max": None})))
    return chips


def _facet(name: str, outcome: Outcome, args: Args, names: Names) -> FacetView:
    """A facet with its counts; a value is chosen whether words or the URL asked for it."""
    counts = outcome.results.facets.get(name, {})
    chosen: tuple[str, ...] = getattr(outcome.query, FACET_CHOICES[name])
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    shown = dict(ranked[: _SHOWN.get(name, 20)]) | {value: counts.get(value, 0) for value in chosen}
    values = tuple(
        FacetValue(value, names.label(name, value), count, value in chosen, _toggle(name, value, outcome, args))
        for value, count in shown.items()
    )
    return FacetView(name, condition_label(name), values)


def _toggle(name: str, value: str, outcome: Outcome, args: Args) -> str:
    """The URL with a value chosen or taken back, from the choices and from the words."""
    if value not in getattr(outcome.query, FACET_CHOICES[name]):
        return _url(args, **{name: [*args.getlist(name), value]})
    said = [
        (slot.start, slot.end)
        for slot in outcome.understood.slots
        if slot.value == value and _CONDITION_OF.get(slot.name) == name
    ]
    kept = [v for v in args.getlist(name) if v != value]
    return _url(args, q=_cut(outcome.words, sorted(set(said))), **{name: kept})


def _relaxation(way: Relaxed, outcome: Outcome, args: Args) -> Relaxation:
    label = condition_label(way.condition)
    if way.alone:
        return Relaxation(_("只看“%(label)s”", label=label), way.total, _only(way.condition, outcome, args))
    return Relaxation(_("去掉“%(label)s”", label=label), way.total, _without(way.condition, outcome, args))


def _only(condition: str, outcome: Outcome, args: Args) -> str:
    """The URL of the search with one condition kept, whether words or choices set it."""
    if condition == "text":
        return url_for("public.search", q=outcome.understood.text)
    places = [(s.start, s.end) for s in outcome.understood.slots if _CONDITION_OF.get(s.name) == condition]
    words = " ".join(outcome.words[start:end] for start, end in sorted(set(places)))
    kept = {name: args.getlist(name) for name in (condition, f"{condition}_min", f"{condition}_max")}
    return url_for("public.search", q=words or None, **{k: v for k, v in kept.items() if any(v)})  # type: ignore[arg-type]


def _without(condition: str, outcome: Outcome, args: Args) -> str:
    """The URL of the search with one condition left out, whether words or choices set it."""
    places = [(slot.start, slot.end) for slot in outcome.understood.slots if _CONDITION_OF.get(slot.name) == condition]
    words = _cut(outcome.words, sorted(set(places)))
    if condition == "text":
        words = " ".join(
            outcome.words[start:end]
            for start, end in sorted({(s.start, s.end) for s in outcome.understood.slots if s.name in _CONDITION_OF})
        )
    dropped = {condition: None, f"{condition}_min": None, f"{condition}_max": None}
    return _url(args, q=words, **dropped)


def _pager(query: SearchQuery, total: int, args: Args) -> Pager:
    reachable = min(total, MAX_WINDOW)
    pages = max(1, -(-reachable // query.size))
    return Pager(
        page=query.page,
        pages=pages,
        size=query.size,
        total=total,
        previous_url=_url(args, page=query.page - 1) if query.page > 1 else None,
        next_url=_url(args, page=query.page + 1) if query.page < pages else None,
    )


def _sorts(chosen: str, args: Args) -> tuple[FacetValue, ...]:
    labels = {
        "relevance": _("匹配度"),
        "updated": _("更新时间"),
        "rent_asc": _("租金从低到高"),
        "rent_desc": _("租金从高到低"),
        "area_asc": _("面积从小到大"),
        "area_desc": _("面积从大到小"),
        "available": _("可租日期"),
    }
    return tuple(
        FacetValue(name, label, 0, name == chosen, _url(args, sort=None if name == "relevance" else name))
        for name, label in labels.items()
    )
