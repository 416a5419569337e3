"""A building: floors drawn to scale, blocks apart, its units in a table that leads to their sheets."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from flask_babel import refresh
from pages import Element, read
from small_city import SmallCity, space

from app.extensions import db
from app.models import Building, Space


@pytest.fixture
def tower(small: SmallCity) -> Building:
    """Four floors of 500 ㎡: 300 ㎡ listed on the third, 1,000.5 ㎡, more than a floor, on the fourth."""
    row = db.session.get_one(Building, small.tower)
    row.business_area_sqm, row.floors = Decimal(2000), 4
    db.session.commit()
    return row


def _strips(page: Element) -> dict[str, tuple[float, list[tuple[float, str]]]]:
    """Floor → the width of its strip, and its cells: their width in it and what they say."""
    return {
        strip.attrs["aria-label"] or "": (
            _percent(strip),
            [(_percent(cell), " ".join(cell.text.split())) for cell in strip.find("svg", height="48") if cell != strip],
        )
        for strip in page.find("svg", class_="floor-cells")
    }


def _percent(svg: Element) -> float:
    return float((svg.attrs["width"] or "").removesuffix("%"))


def test_a_strip_is_as_wide_as_its_floor_and_the_rest_is_not_said_to_be_let(
    visitor: FlaskClient, tower: Building
) -> None:
    page = read(visitor.get(f"/buildings/{tower.id}").text)
    third, fourth = _strips(page)["3 层"], _strips(page)["4 层"]
    assert third[0] == pytest.approx(500 / 1000.5 * 100, abs=0.01)
    assert [width for width, _ in third[1]] == [60.0, 40.0]
    assert "其余 200 ㎡ 未在架" in third[1][1][1]
    assert fourth[0] == 100.0
    assert len(fourth[1]) == 1
    assert "2,000 ㎡ ÷ 4 层 ≈ 500 ㎡" in page.text
    assert "不表示已出租" in page.text


def test_blocks_are_drawn_apart_and_share_the_building(visitor: FlaskClient, tower: Building) -> None:
    db.session.add_all([space(tower, "A座201", floor=2), space(tower, "B座202", floor=2)])
    for row in tower.spaces:
        row.unit = row.unit if "座" in row.unit else f"A座{row.unit}"
    db.session.commit()
    page = read(visitor.get(f"/buildings/{tower.id}").text)
    assert [e.text for e in page.find("h3", class_="floors-name")] == ["A座", "B座"]
    assert "÷ 4 层 ÷ 2 座 ≈ 250 ㎡" in page.text
    refresh()
    english = read(visitor.get(f"/buildings/{tower.id}?lang=en").text)
    assert [e.text for e in english.find("h3", class_="floors-name")] == ["Block A", "Block B"]


def test_without_figures_nothing_is_made_up(visitor: FlaskClient, small: SmallCity) -> None:
    page = read(visitor.get(f"/buildings/{small.tower}").text)
    assert "商务面积或楼层数未提供" in page.text
    assert not page.find("g", class_="cell is-rest")


def test_units_from_the_ground_up_each_leading_to_its_sheet(visitor: FlaskClient, tower: Building) -> None:
    db.session.add_all([space(tower, "310", floor=3), space(tower, "39", floor=3), space(tower, "?", floor=None)])
    db.session.commit()
    page = read(visitor.get(f"/buildings/{tower.id}").text)
    (table,) = page.find("table", class_="units")
    units = [row.find("th", scope="row")[0].find("a")[0] for row in table.find("tr")[1:]]
    assert [unit.text for unit in units] == ["39", "301", "310", "401", "?"]
    assert all(visitor.get(unit.attrs["href"]).status_code == 200 for unit in units)
    assert "200–1,000" in table.text
    assert not page.find("article", class_="row")


def test_rents_are_said_with_two_decimals(visitor: FlaskClient, small: SmallCity) -> None:
    db.session.get_one(Space, small.whole).rent_day = Decimal("1.3")
    db.session.commit()
    (head,) = read(visitor.get(f"/buildings/{small.tower}").text).find("dl", class_="key-figures key-figures-row")
    assert "1.30–2.25" in head.text
