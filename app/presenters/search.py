"""The results page: chips, facets, ways out, pages - each with the URL that does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from flask import url_for

from app.languages import is_english, pick
from app.languages import translate as _
from app.models import Cluster, Space
from app.presenters import conditions
from app.presenters.conditions import Args, Names, args_of, cut, places_of, said_places, search_url
from app.presenters.facets import facets
from app.presenters.formats import number
from app.presenters.highlight import excerpt, searched_units
from app.presenters.spaces import space_view
from app.presenters.view import FacetValue, Pager, Ref, Relaxation, SearchView, SpaceView
from app.services.searching import Outcome, Relaxed
from indexer.analysis import Unit
from indexer.query import MAX_WINDOW, SearchQuery

NEW_DAYS = ("7", "30")
MAP = "map"
LITERAL = "literal"


def search_view(
    outcome: Outcome, rows: Mapping[int, Space], siblings: Sequence[Cluster], args: Args, names: Names, today: date
) -> SearchView:
    query, results = outcome.query, outcome.results
    units = searched_units(query)
    spaces = [_found(rows[hit.id], query, hit.score, units) for hit in results.hits if hit.id in rows]
    return SearchView(
        q=outcome.words,
        total=results.total,
        total_area=results.total_area,
        spaces=tuple(spaces),
        chips=conditions.chips(outcome, args, names),
        notes=tuple(_notes(outcome)),
        facets=() if outcome.degraded else facets(outcome, args, names, today),
        relaxations=tuple(_relaxation(way, outcome, args, names) for way in outcome.relaxed),
        siblings=tuple(Ref(c.id, pick(c.name, c.name_en)) for c in siblings) if not results.total else (),
        pager=_pager(query, results.total, args),
        sort=query.sort,
        sorts=_sorts(query.sort, args),
        faces=_faces(args),
        newest=_newest(args),
        clear_url=url_for("public.search"),
        feed_url=conditions.feed_url(args),
        degraded=outcome.degraded,
        searched=units,
        understood_figures={name: _figure(outcome, name) for name in conditions.NUMBER_ARGS},
        literal_url=search_url(args, literal=1) if outcome.meaning.clusters else "",
        meaning_url=search_url(args, literal=None) if is_literal(args) else "",
        title=outcome.words or ", ".join(chip.label for chip in conditions.chips(outcome, args, names)[:3]),
    )


def _figure(outcome: Outcome, name: str) -> str:
    """A figure as the words were understood, to be shown in the empty box for it."""
    value = getattr(outcome.understood, name)
    return "" if value is None else number(value, 2)


def _found(space: Space, query: SearchQuery, score: float, units: Sequence[Unit]) -> SpaceView:
    view = space_view(space, query, score)
    shown = [view.title, view.building.name, view.cluster.name if view.cluster else "", *view.facilities]
    return replace(view, excerpt=excerpt(space, units, shown))


def _notes(outcome: Outcome) -> Iterator[str]:
    """What a reader should know of how the words were taken: names written otherwise, and what they mean."""
    for correction in outcome.understood.corrected:
        yield _("已按“%(read)s”查找（您写的是“%(said)s”）。", read=correction.read, said=correction.said)
    if outcome.unmatched:
        yield _("没有空间写到“%(words)s”，以下按其余条件查找。", words=outcome.unmatched)
    if shares := outcome.meaning.industries:
        trades = (", " if is_english() else "、").join(pick(share.name, share.name_en) for share in shares)
        yield _("按产业理解为：%(trades)s，定位相符的集群排在前面。", trades=trades)


def _relaxation(way: Relaxed, outcome: Outcome, args: Args, names: Names) -> Relaxation:
    label = conditions.said(way.condition, outcome, args, names)
    if way.alone:
        return Relaxation(_("只看“%(label)s”", label=label), way.total, _only(way.condition, outcome, args))
    return Relaxation(_("去掉“%(label)s”", label=label), way.total, _without(way.condition, outcome, args))


def _only(condition: str, outcome: Outcome, args: Args) -> str:
    """The URL of the search with one condition kept, whether words or choices set it."""
    if condition == "text":
        return url_for("public.search", q=outcome.understood.text)
    words = " ".join(outcome.words[start:end] for start, end in places_of(outcome, condition))
    kept = {name: args.getlist(name) for name in args_of(condition)}
    return url_for("public.search", q=words or None, **{k: v for k, v in kept.items() if any(v)})  # type: ignore[arg-type]


def _without(condition: str, outcome: Outcome, args: Args) -> str:
    """The URL of the search with one condition left out, whether words or choices set it."""
    if condition == "text":
        words = " ".join(outcome.words[start:end] for start, end in said_places(outcome))
    else:
        words = cut(outcome.words, places_of(outcome, condition))
    return search_url(args, q=words, **dict.fromkeys(args_of(condition)))


def last_page(outcome: Outcome) -> int | None:
    """The last page there is, for who has asked for one after it."""
    query, total = outcome.query, outcome.results.total
    return -(-total // query.size) if 0 < total <= query.offset else None


def page_url(args: Args, page: int) -> str:
    """The same search at another page, in the same language."""
    return search_url(args, page=page if page > 1 else None, lang=args.get("lang"))


def _pager(query: SearchQuery, total: int, args: Args) -> Pager:
    reachable = min(total, MAX_WINDOW)
    pages = max(1, -(-reachable // query.size))
    return Pager(
        page=query.page,
        pages=pages,
        size=query.size,
        total=total,
        previous_url=search_url(args, page=query.page - 1) if query.page > 1 else None,
        next_url=search_url(args, page=query.page + 1) if query.page < pages else None,
        reachable=reachable,
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
        FacetValue(name, label, 0, name == chosen, search_url(args, sort=None if name == "relevance" else name))
        for name, label in labels.items()
    )


def on_map(args: Args) -> bool:
    return args.get("view") == MAP


def is_literal(args: Args) -> bool:
    """Whether the reader wants the words alone."""
    return args.get(LITERAL) == "1"


def _faces(args: Args) -> tuple[FacetValue, ...]:
    """The results as a list alone, or on the map above the list."""
    return (
        FacetValue("list", _("列表"), 0, not on_map(args), search_url(args, view=None)),
        FacetValue(MAP, _("地图"), 0, on_map(args), search_url(args, view=MAP)),
    )


def _newest(args: Args) -> tuple[FacetValue, ...]:
    """What was published in the last days: chosen or taken back."""
    chosen = args.get("new")
    return tuple(
        FacetValue(n, conditions.new_label(n), 0, n == chosen, search_url(args, new=None if n == chosen else n))
        for n in NEW_DAYS
    )
