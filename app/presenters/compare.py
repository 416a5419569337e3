"""Spaces side by side: the plan's five items and the place, row by row, with what differs marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask import url_for

from app.languages import is_english, pick
from app.languages import translate as _
from app.models import Space
from app.presenters.formats import term
from app.presenters.page_view import Fact
from app.presenters.sheet import area_facts, building_facts, monthly_cost, rent_facts
from app.presenters.spaces import space_view
from app.presenters.units import title_of
from app.presenters.view import SpaceView
from app.services.documents import topics_of
from app.services.shortlisting import Chosen, write_ids

YES, NO, UNKNOWN = "yes", "no", "unknown"


@dataclass(frozen=True)
class Cell:
    """What one space has in a row. ``mark`` is yes, no or unknown where the row asks for a thing, else empty.

    ``best`` says in a word that this is the lowest or the largest of the row.
    """

    text: str
    mark: str = ""
    best: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple[Cell, ...]

    @property
    def differs(self) -> bool:
        return len({cell.text for cell in self.cells}) > 1


@dataclass(frozen=True)
class Group:
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Column:
    """A space at the head of its column, with the address of the comparison without it."""

    space: SpaceView
    remove_url: str


@dataclass(frozen=True)
class CompareView:
    names: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    rows: int
    differing: int
    only_different: bool
    switch_url: str
    gone: int
    too_many: bool


def compare_url(ids: Sequence[int], **values: object) -> str:
    return url_for("shortlist.compare", id=list(ids), **values)  # type: ignore[arg-type]


def compare_view(chosen: Chosen, *, only_different: bool, too_many: bool) -> CompareView:
    """The comparison of two to four spaces; with fewer there are columns but no rows."""
    spaces = chosen.spaces
    groups = tuple(_groups(spaces)) if len(spaces) > 1 else ()
    ids = [space.id for space in spaces]
    rows = [row for group in groups for row in group.rows]
    if only_different:
        groups = tuple(_only_different(groups))
    return CompareView(
        names=names_of(spaces, len(spaces)),
        columns=tuple(_column(space, ids, only_different=only_different) for space in spaces),
        groups=groups,
        rows=len(rows),
        differing=sum(row.differs for row in rows),
        only_different=only_different,
        switch_url=compare_url(ids, only=None if only_different else "different"),
        gone=len(chosen.gone),
        too_many=too_many,
    )


def _column(space: Space, ids: Sequence[int], *, only_different: bool) -> Column:
    others = [i for i in ids if i != space.id]
    return Column(space_view(space), compare_url(others, only="different" if only_different else None))


def _only_different(groups: Sequence[Group]) -> Iterator[Group]:
    for group in groups:
        if rows := tuple(row for row in group.rows if row.differs):
            yield Group(group.label, rows)


def _groups(spaces: Sequence[Space]) -> Iterator[Group]:
    yield Group(_("位置与定位"), _fact_rows(spaces, _place_facts))
    yield Group(_("楼宇环境"), _fact_rows(spaces, lambda space: building_facts(space.building)))
    yield Group(_("招商面积"), _fact_rows(spaces, area_facts))
    yield Group(_("租金价格"), _fact_rows(spaces, rent_facts))
    yield Group(_("每月总成本"), _fact_rows(spaces, lambda space: monthly_cost(space).facts))
    yield Group(_("配套设施"), _mark_rows([space.facilities for space in spaces]))
    yield Group(_("优惠政策"), _mark_rows([topics_of(space.building) for space in spaces]))


def _place_facts(space: Space) -> tuple[Fact, ...]:
    building, cluster = space.building, space.building.cluster
    leading = dict.fromkeys(
        pick(row.industry.name, row.industry.name_en)
        for row in (cluster.positioning if cluster else ())
        if row.role == "leading"
    )
    return (
        Fact(_("楼宇"), pick(building.name, building.name_en)),
        Fact(_("集群"), pick(cluster.name, cluster.name_en) if cluster else _("未提供")),
        Fact(_("主导产业"), (", " if is_english() else "、").join(leading) or _("未提供")),
        Fact(_("区域"), pick(building.region.name, building.region.name_en)),
        Fact(_("地址"), building.address or _("未提供")),
        Fact(_("交通"), building.transit or _("未提供")),
    )


def _fact_rows(spaces: Sequence[Space], facts_of: Callable[[Space], Sequence[Fact]]) -> tuple[Row, ...]:
    """A row for every label that any of the spaces has; what does not apply to a space is a dash."""
    columns = [{fact.label: fact.value or _("未提供") for fact in facts_of(space)} for space in spaces]
    labels = dict.fromkeys(label for column in sorted(columns, key=len, reverse=True) for label in column)
    bests = {label: _best(label, spaces) for label in labels}
    return tuple(
        Row(label, tuple(Cell(column.get(label, "—"), best=bests[label][i]) for i, column in enumerate(columns)))
        for label in labels
    )


def _best(label: str, spaces: Sequence[Space]) -> list[str]:
    """A word for each space where one asks for the least or the most, and they are not all alike."""
    asked: dict[str, tuple[Callable[[Space], Decimal | None], Callable[..., Decimal], str]] = {
        _("日租金"): (lambda space: space.rent_day, min, _("最低")),
        _("售价"): (lambda space: space.price_sqm, min, _("最低")),
        _("建筑面积"): (lambda space: space.building_area_sqm, max, _("最大")),
    }
    if label not in asked:
        return [""] * len(spaces)
    value_of, choose, word = asked[label]
    known = {value for space in spaces if (value := value_of(space)) is not None}
    return [word if len(known) > 1 and value_of(space) == choose(known) else "" for space in spaces]


def _mark_rows(columns: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """A row for everything that any of them has. A space that lists nothing at all has said nothing."""
    values = dict.fromkeys(value for column in columns for value in column)
    return tuple(Row(term(value), tuple(_mark(value, column) for column in columns)) for value in values)


def _mark(value: str, column: Sequence[str]) -> Cell:
    if value in column:
        return Cell(_("有"), YES)
    return Cell(_("未列出"), NO) if column else Cell(_("未提供"), UNKNOWN)


def names_of(spaces: Sequence[Space], most: int = 3) -> str:
    """The first few by name, for the title of a page that is one of many alike."""
    names = [title_of(space) for space in spaces[:most]]
    return ("; " if is_english() else "、").join(names) + (" …" if len(spaces) > most else "")


@dataclass(frozen=True)
class ShortlistView:
    """A list of kept spaces: one's own, or one that somebody passed on (``shared``)."""

    names: str
    spaces: tuple[SpaceView, ...]
    total_area: float
    gone: int
    gone_ids: str
    ids: str
    shared: bool
    full: bool
    share_path: str


def shortlist_view(chosen: Chosen, *, shared: bool, full: bool) -> ShortlistView:
    ids = [space.id for space in chosen.spaces]
    return ShortlistView(
        names=names_of(chosen.spaces),
        spaces=tuple(space_view(space) for space in chosen.spaces),
        total_area=sum(float(space.building_area_sqm) for space in chosen.spaces),
        gone=len(chosen.gone),
        gone_ids=write_ids(chosen.gone),
        ids=write_ids(ids),
        shared=shared,
        full=full,
        share_path=url_for("shortlist.page", id=write_ids(ids)),
    )
