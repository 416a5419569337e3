"""Spaces side by side: one unit, differences marked, what is missing said, its own address."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from pages import Element, read
from small_city import SmallCity

from app.extensions import db
from app.models import Space


@pytest.fixture
def two(small: SmallCity) -> tuple[Space, Space]:
    """Two spaces of one building: the first with a rent, the second negotiable, barer and without word on facilities."""
    first, second = db.session.get_one(Space, small.whole), db.session.get_one(Space, small.divisible)
    first.rent_day, first.negotiable, first.deal = Decimal("2.00"), False, "出租"
    first.building_area_sqm, first.property_fee_month = Decimal(365), Decimal(6)
    first.facilities = ["食堂", "货梯"]
    second.rent_day, second.negotiable, second.price_sqm, second.deal = None, True, None, "出租"
    second.facilities = []
    db.session.commit()
    return first, second


@pytest.fixture
def visitor(small: SmallCity, app) -> FlaskClient:
    return app.test_client()


def _rows(page: Element) -> dict[str, list[str]]:
    """Label → the cells of its row; a label that comes twice keeps the last."""
    rows = {}
    for row in page.find("tr"):
        heads = row.find("th", scope="row")
        if heads:
            rows[heads[0].text.split()[0]] = [cell.text.strip() for cell in row.find("td")]
    return rows


def _different(page: Element) -> set[str]:
    return {row.find("th", scope="row")[0].text.split()[0] for row in page.find("tr", class_="is-different")}


def test_two_spaces_row_by_row(visitor: FlaskClient, two: tuple[Space, Space]) -> None:
    page = read(visitor.get(f"/compare?id={two[0].id}&id={two[1].id}").text)
    assert page.find("h1")[0].text == "对比 2 处空间"
    rows = _rows(page)
    assert rows["日租金"][0].startswith("2.00 元/㎡·天")
    assert rows["日租金"][1] == "—"
    assert rows["月租金合计"][0] == "22,204 元/月"
    assert rows["合计（不含车位）"][0] == "24,394 元/月"
    assert rows["食堂"] == ["有", "未提供"]
    assert "日租金" in _different(page)
    assert "楼宇" not in _different(page)


def test_only_what_differs(visitor: FlaskClient, two: tuple[Space, Space]) -> None:
    address = f"/compare?id={two[0].id}&id={two[1].id}"
    whole, some = read(visitor.get(address).text), read(visitor.get(f"{address}&only=different").text)
    assert set(_rows(some)) == _different(whole) < set(_rows(whole))
    assert some.find("a", class_="toggle")[0].attrs["href"] == address


def test_each_can_be_taken_out(visitor: FlaskClient, small: SmallCity) -> None:
    ids = sorted(small.published)[:3]
    page = read(visitor.get("/compare?" + "&".join(f"id={i}" for i in ids)).text)
    ways = [e.attrs["href"] for e in page.find("a") if e.text.startswith("移出对比")]
    assert ways[0] == f"/compare?id={ids[1]}&id={ids[2]}"


def test_what_is_gone_is_said_and_the_rest_shown(visitor: FlaskClient, small: SmallCity) -> None:
    first, second = sorted(small.published)[:2]
    page = visitor.get(f"/compare?id={first}&id=99999&id={second}").text
    assert "有 1 处已经下架或不存在" in page
    assert "对比 2 处空间" in page


def test_more_than_four_are_too_many(visitor: FlaskClient, small: SmallCity) -> None:
    db.session.get_one(Space, small.draft).status = "published"
    db.session.commit()
    ids = (*small.published, small.draft)
    page = read(visitor.get("/compare?" + "&".join(f"id={i}" for i in ids)).text)
    assert "一次最多对比 4 处" in page.text
    assert len(page.find("th", scope="col")) == 4


@pytest.mark.parametrize("query", ["", "?id=x", "?id=99999"])
def test_too_few_are_told_how(visitor: FlaskClient, query: str) -> None:
    answer = visitor.get(f"/compare{query}")
    assert answer.status_code == 200
    assert "选 2 到 4 处空间" in answer.text


def test_in_english(visitor: FlaskClient, two: tuple[Space, Space]) -> None:
    page = read(visitor.get(f"/compare?id={two[0].id}&id={two[1].id}&lang=en").text)
    assert page.find("h1")[0].text == "2 spaces compared"
    assert _rows(page)["Canteen"] == ["Yes", "Not provided"]


def test_the_lowest_rent_and_the_largest_area_are_said_in_words(visitor: FlaskClient, two: tuple[Space, Space]) -> None:
    first, second = two
    second.rent_day, second.negotiable = Decimal("1.80"), False
    db.session.commit()
    rows = _rows(read(visitor.get(f"/compare?id={first.id}&id={second.id}").text))
    assert [cell.endswith("最低") for cell in rows["日租金"]] == [False, True]
    assert [cell.endswith("最大") for cell in rows["建筑面积"]] == [False, True]
    second.rent_day = first.rent_day
    db.session.commit()
    assert "最低" not in visitor.get(f"/compare?id={first.id}&id={second.id}").text


def test_a_rent_that_stands_alone_is_not_the_lowest(visitor: FlaskClient, two: tuple[Space, Space]) -> None:
    assert "最低" not in visitor.get(f"/compare?id={two[0].id}&id={two[1].id}").text


def test_the_title_names_what_is_compared(visitor: FlaskClient, two: tuple[Space, Space]) -> None:
    page = read(visitor.get(f"/compare?id={two[0].id}&id={two[1].id}").text)
    title = page.find("head")[0].find("title")[0].text
    assert title.startswith("空间对比：")
    assert all(row.title in title for row in two)
    kept = read(visitor.get(f"/shortlist?id={two[0].id}").text)
    assert two[0].title in kept.find("head")[0].find("title")[0].text


def test_actions_stand_apart_so_that_print_leaves_them_out(visitor: FlaskClient, two: tuple[Space, Space]) -> None:
    page = read(visitor.get(f"/compare?id={two[0].id}&id={two[1].id}").text)
    actions = page.find("span", class_="compare-foot compare-actions")
    assert len(actions) == 2
    assert all(e.find("button") and e.find("a") for e in actions)
