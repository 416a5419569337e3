"""The floor × unit chart: every floor as wide as its plate, the units on record with their share of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from app.languages import translate as _
from app.models import Building, Space
from app.presenters.formats import floor_label, number
from app.presenters.page_view import FloorBlock, FloorCell, FloorChart, FloorRow
from app.presenters.units import read_unit, unit_order

LISTED = ("published", "let", "withdrawn")
REST = "rest"
SMALLEST_REST = 1.0
"""㎡; below this the rest of a floor is rounding."""


def floor_chart(building: Building) -> FloorChart:
    """The units on record, by block and floor. An owner's drafts are not on record."""
    blocks = _by_block([s for s in building.spaces if s.floor is not None and s.status in LISTED])
    plate = _plate(building, len(blocks))
    widest = max((max(plate, _sum(units)) for floors in blocks.values() for units in floors.values()), default=0.0)
    drawn = tuple(
        FloorBlock(name, tuple(_row(floor, floors[floor], plate, widest) for floor in sorted(floors, reverse=True)))
        for name, floors in sorted(blocks.items())
    )
    seen = {cell.status for block in drawn for row in block.floors for cell in row.cells}
    return FloorChart(drawn, frozenset(seen), _scale(building, len(blocks), plate))


def _by_block(spaces: Sequence[Space]) -> dict[str, dict[int, list[Space]]]:
    blocks: dict[str, dict[int, list[Space]]] = defaultdict(lambda: defaultdict(list))
    for space in sorted(spaces, key=lambda space: unit_order(space.unit)):
        blocks[read_unit(space.unit).block_label][space.floor or 0].append(space)
    return blocks


def _plate(building: Building, blocks: int) -> float:
    """㎡ of one floor of one block; 0 where the building does not say enough."""
    if not building.business_area_sqm or not building.floors:
        return 0.0
    return float(building.business_area_sqm) / building.floors / max(blocks, 1)


def _sum(spaces: Sequence[Space]) -> float:
    return float(sum(space.building_area_sqm for space in spaces))


def _row(floor: int, spaces: Sequence[Space], plate: float, widest: float) -> FloorRow:
    listed = _sum(spaces)
    whole = max(plate, listed)
    cells: list[FloorCell] = []
    at = 0.0
    for space in spaces:
        cells.append(_cell(space, at, whole))
        at += cells[-1].width
    if whole - listed >= SMALLEST_REST:
        size = _("其余 %(n)s ㎡", n=number(whole - listed))
        cells.append(FloorCell("", size, REST, _("未在架"), None, at, 100 - at))
    return FloorRow(floor, floor_label(floor), whole / widest * 100, tuple(cells))


def _cell(space: Space, at: float, whole: float) -> FloorCell:
    labels = {"published": _("可招商"), "let": _("已出租"), "withdrawn": _("已下架")}
    area = float(space.building_area_sqm)
    return FloorCell(
        unit=read_unit(space.unit).door,
        size=f"{number(area, 1)} ㎡",
        status=space.status,
        status_label=labels[space.status],
        space_id=space.id if space.status == "published" else None,
        x=at,
        width=area / whole * 100,
    )


def _scale(building: Building, blocks: int, plate: float) -> str:
    if not plate:
        return _("宽度表示面积。商务面积或楼层数未提供，整条为本层所列单元之和。")
    values = {"area": number(building.business_area_sqm), "floors": building.floors, "plate": number(plate)}
    if blocks > 1:
        return _(
            "宽度表示面积。整条为一座一层，推算为商务面积 %(area)s ㎡ ÷ %(floors)s 层 ÷ %(blocks)s 座 ≈ %(plate)s ㎡；"
            "所列单元之和更大时以其为准。",
            blocks=blocks, **values,
        )  # fmt: skip
    return _(
        "宽度表示面积。整条为一层，推算为商务面积 %(area)s ㎡ ÷ %(floors)s 层 ≈ %(plate)s ㎡；"
        "所列单元之和更大时以其为准。",
        **values,
    )
