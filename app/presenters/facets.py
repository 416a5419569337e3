"""The facets beside the results: every choice with its count and the URL that chooses it or takes it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from app.languages import translate as _
from app.presenters.conditions import Args, Names, cut, facet_label, places_of, search_url
from app.presenters.view import FacetValue, FacetView
from app.services.searching import Outcome
from app.services.vocabulary import terms
from indexer.bands import AREA_BANDS, FLOOR_BANDS, RENT_BANDS
from indexer.query import FACET_CHOICES, FACETS

_MOST_SHOWN = {"cluster": 28, "policy": 12}
_MONTHS_AHEAD = (0, 1, 3, 6)


def facets(outcome: Outcome, args: Args, names: Names, today: date) -> tuple[FacetView, ...]:
    return tuple(
        _months(outcome, args, today) if name == "month" else _facet(name, outcome, args, names) for name in FACETS
    )


def _facet(name: str, outcome: Outcome, args: Args, names: Names) -> FacetView:
    """A facet with its counts; a value is chosen whether words or the URL asked for it."""
    counts = outcome.results.facets.get(name, {})
    chosen: tuple[str, ...] = getattr(outcome.query, FACET_CHOICES[name])
    values = tuple(
        FacetValue(value, names.label(name, value), count, value in chosen, _toggle(name, value, outcome, args))
        for value, count in _ordered(name, counts, chosen).items()
    )
    return FacetView(name, facet_label(name), values)


def _ordered(name: str, counts: Mapping[str, int], chosen: tuple[str, ...]) -> dict[str, int]:
    """What is fixed stands in its own order with its zeros, the rest by count; a choice is always there."""
    if name in _FIXED:
        return {value: counts.get(value, 0) for value in _FIXED[name]}
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return dict(ranked[: _MOST_SHOWN.get(name, 20)]) | {value: counts.get(value, 0) for value in chosen}


_FIXED: Mapping[str, tuple[str, ...]] = {
    "area_band": AREA_BANDS,
    "rent_band": RENT_BANDS,
    "floor_band": FLOOR_BANDS,
    **{
        facet: tuple(str(term["value"]) for term in terms()[section])
        for facet, section in (("space_type", "space_types"), ("deal", "deals"), ("decoration", "decorations"))
    },
}


def _toggle(name: str, value: str, outcome: Outcome, args: Args) -> str:
    """The URL with a value chosen or taken back, from the choices and from the words."""
    if value not in getattr(outcome.query, FACET_CHOICES[name]):
        return search_url(args, **{name: [*args.getlist(name), value]})
    said = [
        (slot.start, slot.end)
        for slot in outcome.understood.slots
        if slot.value == value and (slot.start, slot.end) in places_of(outcome, name)
    ]
    kept = [v for v in args.getlist(name) if v != value]
    return search_url(args, q=cut(outcome.words, sorted(set(said))), **{name: kept})


def _months(outcome: Outcome, args: Args, today: date) -> FacetView:
    """Until when one can move in: the ends of some months, each counting all that is free by then."""
    counts = outcome.results.facets.get("month", {})
    by = outcome.query.available_by
    values = tuple(
        FacetValue(
            day.isoformat(),
            _("%(year)s 年 %(month)s 月底前", year=day.year, month=day.month),
            sum(count for month, count in counts.items() if month <= f"{day:%Y-%m}"),
            by == day,
            search_url(args, available_by=None if args.get("available_by") == day.isoformat() else day.isoformat()),
        )
        for day in (_month_end(today, ahead) for ahead in _MONTHS_AHEAD)
    )
    return FacetView("month", facet_label("month"), values)


def _month_end(today: date, ahead: int) -> date:
    months = today.year * 12 + today.month - 1 + ahead + 1
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
