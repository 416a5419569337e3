"""The worklist of requirements: chosen columns, order, pages and totals, on the page and as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import url_for

from app.languages import pick
from app.languages import translate as _
from app.models import Requirement
from app.presenters.conditions import Args
from app.presenters.formats import number
from app.presenters.match import function_label
from app.presenters.sheets_xlsx import Head, Sheet, Value
from app.presenters.staff import joined, status_label
from app.presenters.view import Pager
from app.services.requirements import Entry, Filters

PAGE = 30
FIRST_WORDS = 42
SURE = 0.2
"""A recognised industry less likely than this is not named."""
COLUMNS = ("investor", "text", "function", "industries", "area", "rent", "regions", "needed_by", "status", "created")
USUAL = COLUMNS[:-1]
_SORTED_BY = {
    "investor": ("investor",),
    "area": ("area", "-area"),
    "rent": ("rent", "-rent"),
    "needed_by": ("needed_by",),
    "status": ("status",),
    "created": ("new",),
}


@dataclass(frozen=True)
class Column:
    """A column's head; ``sort_url`` is empty where nothing sorts by it, ``order`` is what aria-sort says."""

    code: str
    label: str
    unit: str
    sort_url: str
    order: str


@dataclass(frozen=True)
class WorkRow:
    """A requirement in the list: one text a column."""

    id: int
    is_sample: bool
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Worklist:
    columns: tuple[Column, ...]
    rows: tuple[WorkRow, ...]
    total: int
    total_area: str
    choices: tuple[tuple[str, str, bool], ...]
    pager: Pager
    export_url: str


def column_label(code: str) -> str:
    return {
        "investor": _("投资方"),
        "text": _("需求内容"),
        "function": _("功能"),
        "industries": _("产业"),
        "area": _("面积"),
        "rent": _("租金上限"),
        "regions": _("区域"),
        "needed_by": _("最晚入驻"),
        "status": _("状态"),
        "created": _("登记日期"),
    }[code]


def unit_of(code: str) -> str:
    return {"area": "㎡", "rent": _("元/㎡·天")}.get(code, "")


def chosen_columns(args: Args) -> tuple[str, ...]:
    """The columns of the URL in the table's order; the usual ones when none is named."""
    asked = args.getlist("col")
    return tuple(code for code in COLUMNS if code in asked) or USUAL


def page_of(rows: Sequence[Requirement], page: int) -> tuple[int, int, Sequence[Requirement]]:
    """The page that is shown for the one asked for, of how many, and its rows."""
    pages = max(1, -(-len(rows) // PAGE))
    page = min(max(1, page), pages)
    return page, pages, rows[(page - 1) * PAGE : page * PAGE]


def worklist_view(
    rows: Sequence[Requirement], shown: Sequence[Entry], args: Args, page: int, regions: Mapping[str, str]
) -> Worklist:
    """``rows`` are all that were found, ``shown`` those of the page."""
    columns = chosen_columns(args)
    page, pages, _rows = page_of(rows, page)
    return Worklist(
        columns=tuple(_column(code, args) for code in columns),
        rows=tuple(_row(entry, columns, regions) for entry in shown),
        total=len(rows),
        total_area=total_area(rows),
        choices=tuple((code, column_label(code), code in columns) for code in COLUMNS),
        pager=Pager(
            page=page,
            pages=pages,
            size=PAGE,
            total=len(rows),
            previous_url=_url(args, page=page - 1) if page > 1 else None,
            next_url=_url(args, page=page + 1) if page < pages else None,
            reachable=len(rows),
        ),
        export_url=_url(args, "staff_requirements.export"),
    )


def _url(args: Args, endpoint: str = "staff_requirements.worklist", **changes: object) -> str:
    """This list with something changed; the page begins anew unless it is what changes."""
    kept = {name: values for name, values in args.to_dict(flat=False).items() if name != "page" and any(values)}
    return url_for(endpoint, **{**kept, **changes})  # type: ignore[arg-type]


def _column(code: str, args: Args) -> Column:
    orders = _SORTED_BY.get(code, ())
    now = args.get("sort") or "new"
    following = orders[(orders.index(now) + 1) % len(orders)] if now in orders else (orders[0] if orders else "")
    order = ("descending" if now.startswith("-") or now == "new" else "ascending") if now in orders else ""
    return Column(code, column_label(code), unit_of(code), _url(args, sort=following) if orders else "", order)


def _row(entry: Entry, columns: Sequence[str], regions: Mapping[str, str]) -> WorkRow:
    cells = tuple((code, _TEXTS[code](entry, regions)) for code in columns)
    return WorkRow(entry.row.id, entry.row.is_sample, cells)


def area_text(low: Decimal | None, high: Decimal | None) -> str:
    if low is not None and high is not None:
        return f"{number(low)}–{number(high)}" if low != high else number(low)
    return f"≥ {number(low)}" if low is not None else f"≤ {number(high)}" if high is not None else "—"


def total_area(rows: Sequence[Requirement]) -> str:
    """The least and the most that all of them ask for, ㎡; one bound stands for a missing one."""
    low = sum(float(row.area_min_sqm or row.area_max_sqm or 0) for row in rows)
    high = sum(float(row.area_max_sqm or row.area_min_sqm or 0) for row in rows)
    return f"{number(low)}–{number(high)}" if low != high else number(low)


def industry_text(entry: Entry) -> str:
    if not entry.known:
        return _("识别中")
    if entry.chosen:
        return joined([pick(share.name, share.name_en) for share in entry.industries])
    best = entry.industries[0] if entry.industries else None
    if best is None or best.probability < SURE:
        return "—"
    name = pick(best.name, best.name_en)
    return _("%(name)s（识别 %(share)s）", name=name, share=f"{best.probability:.0%}")


def _first_words(text: str) -> str:
    return text if len(text) <= FIRST_WORDS else f"{text[:FIRST_WORDS]}…"


_TEXTS: dict[str, Callable[[Entry, Mapping[str, str]], str]] = {
    "investor": lambda e, _r: e.row.investor.name,
    "text": lambda e, _r: _first_words(e.row.text),
    "function": lambda e, _r: function_label(e.row.function) if e.row.function else "—",
    "industries": lambda e, _r: industry_text(e),
    "area": lambda e, _r: area_text(e.row.area_min_sqm, e.row.area_max_sqm),
    "rent": lambda e, _r: number(e.row.rent_max_day, 2) if e.row.rent_max_day is not None else "—",
    "regions": lambda e, r: joined([r.get(name, name) for name in e.row.regions]) or _("不限"),
    "needed_by": lambda e, _r: e.row.needed_by.isoformat() if e.row.needed_by else "—",
    "status": lambda e, _r: status_label(e.row.status),
    "created": lambda e, _r: e.row.created_at.date().isoformat(),
}


def worklist_sheet(
    entries: Sequence[Entry], args: Args, filters: str, today: date, regions: Mapping[str, str]
) -> Sheet:
    """The same view as a sheet: figures as numbers, an area as two columns, texts whole."""
    columns = chosen_columns(args)
    return Sheet(
        title=_("招商需求"),
        notes=(
            _("筛选：%(what)s", what=filters),
            _("导出日期：%(day)s；共 %(n)s 个需求", day=today.isoformat(), n=len(entries)),
        ),
        heads=[head for code in columns for head in _heads(code)],
        rows=[[value for code in columns for value in _values(code, entry, regions)] for entry in entries],
        totals=_totals(columns, entries),
    )


def _heads(code: str) -> tuple[Head, ...]:
    if code == "area":
        return (Head(_("面积从"), "㎡"), Head(_("面积到"), "㎡"))
    widths = {"investor": 20, "text": 60, "industries": 24, "regions": 24}
    return (Head(column_label(code), unit_of(code), widths.get(code, 12)),)


def _values(code: str, entry: Entry, regions: Mapping[str, str]) -> tuple[Value, ...]:
    row = entry.row
    exact: dict[str, tuple[Value, ...]] = {
        "text": (row.text,),
        "area": (_figure(row.area_min_sqm), _figure(row.area_max_sqm)),
        "rent": (_figure(row.rent_max_day),),
        "needed_by": (row.needed_by,),
        "created": (row.created_at.date(),),
    }
    return exact.get(code) or (_TEXTS[code](entry, regions),)


def _figure(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _totals(columns: Sequence[str], entries: Sequence[Entry]) -> list[Value]:
    rows = [entry.row for entry in entries]
    areas: list[Value] = [
        sum(float(row.area_min_sqm or 0) for row in rows),
        sum(float(row.area_max_sqm or 0) for row in rows),
    ]
    totals: list[Value] = []
    for code in columns:
        totals += areas if code == "area" else [None]
    label = _("合计 %(n)s 个需求", n=len(entries))
    return totals if columns[0] == "area" else [label, *totals[1:]]


def filter_text(filters: Filters, sectors: Mapping[str, str], regions: Mapping[str, str]) -> str:
    """The filters in words."""
    named = (
        (_("关键词"), filters.words),
        (_("区域"), regions.get(filters.region, filters.region)),
        (_("产业"), sectors.get(filters.sector, filters.sector)),
        (_("状态"), status_label(filters.status)),
    )
    return pick("；", "; ").join(f"{label} {value}" for label, value in named if value) or _("全部需求")
