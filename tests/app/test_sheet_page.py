"""The sheet of a space: rent or price, what a month costs, which policies are no use here, what else is around."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask.testing import FlaskClient
from flask_babel import force_locale, refresh
from pages import Element, read
from small_city import SmallCity, space

from app.extensions import db
from app.models import Building, Policy, Space
from app.presenters.units import read_unit


@pytest.fixture
def whole(small: SmallCity) -> Space:
    """300 ㎡ at 1.5 元/㎡·天, with a service charge and a parking fee."""
    row = db.session.get_one(Space, small.whole)
    row.property_fee_month, row.parking_fee_month = Decimal(6), Decimal(300)
    db.session.commit()
    return row


@pytest.fixture
def sale(whole: Space) -> Space:
    whole.deal, whole.rent_day, whole.price_sqm = "售卖", None, Decimal(11600)
    db.session.commit()
    return whole


def _sheet(visitor: FlaskClient, row: Space, lang: str = "zh") -> Element:
    refresh()  # the context of a test stays open and remembers the language of its first request
    return read(visitor.get(f"/spaces/{row.id}?lang={lang}").text)


def test_the_total_of_a_month_is_marked_and_parking_is_no_part_of_it(visitor: FlaskClient, whole: Space) -> None:
    page = _sheet(visitor, whole)
    assert page.find(id="s-rent")[0].text == "租金价格"
    (total,) = page.find("div", class_="bill-sum")
    assert total.find("dt")[0].text == "合计（不含车位）"
    assert total.find("dd")[0].text == "15,488 元/月"


def test_a_sale_has_a_price_and_no_total(visitor: FlaskClient, sale: Space) -> None:
    page = _sheet(visitor, sale)
    assert page.find(id="s-rent")[0].text == "租金价格"
    assert "这处出售，所列为售价" in page.find("section", aria_labelledby="s-rent")[0].text
    assert page.find("div", class_="bill-sum") == []
    assert [e.text for e in page.find("div", class_="bill")[0].find("dt")] == ["物业费", "车位（每个）"]
    assert "about 3.48 million yuan in all" in _sheet(visitor, sale, "en").text


def test_a_rent_to_be_agreed_is_not_missing(visitor: FlaskClient, whole: Space) -> None:
    whole.rent_day, whole.negotiable = None, True
    db.session.commit()
    (bill,) = _sheet(visitor, whole).find("div", class_="bill")
    assert bill.find("dd")[0].text == "面议"


def _policies(page: Element) -> list[tuple[str, str]]:
    section = page.find("section", aria_labelledby="s-policies")[0]
    return [(li.find("h3")[0].find("a")[0].text, li.text) for li in section.find("li")]


def test_what_helps_tenants_only_is_marked_for_a_buyer_and_stands_last(
    visitor: FlaskClient, small: SmallCity, sale: Space
) -> None:
    rent_only = Policy(
        code="rent-only", document_no="", name="只补租金", name_en="Rent only", level="市", topics=["租金补贴"],
        content="", content_en="", buildings=[sale.building],
    )  # fmt: skip
    tax = Policy(
        code="tax", document_no="", name="税收奖励", name_en="Tax", level="市", topics=["税收奖励"],
        content="", content_en="", buildings=[sale.building],
    )  # fmt: skip
    db.session.add_all([rent_only, tax])
    db.session.commit()
    shown = _policies(_sheet(visitor, sale))
    assert [name for name, _ in shown] == ["租金补贴", "税收奖励", "只补租金"]
    assert "其中的租金补贴给承租方" in shown[0][1]
    assert "不适用" not in shown[0][1]
    assert "承租方" not in shown[1][1]
    assert "不适用" in shown[2][1]
    assert "这处为出售" in shown[2][1]


def test_a_tenant_is_told_of_no_limit(visitor: FlaskClient, whole: Space) -> None:
    assert "承租方" not in _sheet(visitor, whole).text


def _nearby(page: Element) -> list[str]:
    (section,) = page.find("section", class_="siblings")
    return [card.find("h3")[0].find("a")[0].text for card in section.find("article", class_="card")]


def test_around_are_other_buildings_the_nearest_in_area_of_each_and_of_the_same_deal(
    visitor: FlaskClient, small: SmallCity, whole: Space
) -> None:
    same = {"region": whole.building.region, "cluster": whole.building.cluster, "carrier": "写字楼"}
    place = {"lon": Decimal("120.75"), "lat": Decimal("30.75"), "precision": "street"}
    near, far = (Building(code=name, name=name, **same, **place) for name in ("甲楼", "乙楼"))
    db.session.add_all([
        space(near, "1", building_area_sqm=Decimal(320)), space(near, "2", building_area_sqm=Decimal(900)),
        space(far, "1", building_area_sqm=Decimal(700)), space(far, "2", building_area_sqm=Decimal(300), deal="售卖"),
        space(far, "3", building_area_sqm=Decimal(300), status="draft"),
    ])  # fmt: skip
    db.session.commit()
    page = _sheet(visitor, whole)
    assert _nearby(page) == ["甲楼 1", "乙楼 1"]
    assert f"/buildings/{small.tower}" in [
        a.attrs["href"] for a in page.find("section", class_="siblings")[0].find("a")
    ]


def test_in_no_cluster_the_region_is_around(visitor: FlaskClient, small: SmallCity) -> None:
    bare = db.session.get_one(Space, small.bare)
    bare.deal = "出租"
    db.session.commit()
    assert _nearby(_sheet(visitor, bare)) == ["联创大厦 1"]


def test_nothing_around_is_said(visitor: FlaskClient, sale: Space) -> None:
    assert "附近没有方式相同的其他空间" in _sheet(visitor, sale).text


def test_an_invented_position_has_no_precision(visitor: FlaskClient, whole: Space) -> None:
    assert "坐标精度" in _sheet(visitor, whole).text
    whole.building.precision = "sample"
    db.session.commit()
    assert "坐标精度" not in _sheet(visitor, whole).text


@pytest.mark.parametrize(
    ("unit", "chinese", "english"),
    [
        ("1803", "1803", "Room 1803"),
        ("B座2508", "B座2508", "Block B, Room 2508"),
        ("A座30F整层", "A座30F整层", "Block A, whole floor"),
        ("L5-08", "L5-08", "Shop L5-08"),
        ("2F南区12", "2F南区12", "South 12"),
        ("C", "C", "Unit C"),
        ("裙楼", "裙楼", "裙楼"),
    ],
)
def test_units_are_said_in_both_languages(app, unit: str, chinese: str, english: str) -> None:
    with force_locale("zh"):
        assert read_unit(unit).label == chinese
    with force_locale("en"):
        assert read_unit(unit).label == english


def test_english_titles_are_put_together_from_the_rows(visitor: FlaskClient, whole: Space) -> None:
    whole.building.name_en, whole.unit, whole.floor = "Logistics Tower", "A座1701", 17
    db.session.commit()
    title = "Logistics Tower, Block A, 17F, Room 1701"
    page = _sheet(visitor, whole, "en")
    assert page.find("h1")[0].text.startswith(title)
    assert page.find("head")[0].find("title")[0].text.startswith(title)
    assert title in visitor.get(f"/shortlist?id={whole.id}&lang=en").text
    assert whole.title in _sheet(visitor, whole).find("h1")[0].text


def test_a_building_without_an_english_name_keeps_the_owners_title(visitor: FlaskClient, whole: Space) -> None:
    assert whole.title in _sheet(visitor, whole, "en").find("h1")[0].text
