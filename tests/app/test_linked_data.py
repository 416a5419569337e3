"""Pages told to programs in the words of schema.org."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from pages import read
from small_city import SmallCity

from app.extensions import db
from app.models import Building, Space


@pytest.fixture
def visitor(small: SmallCity, app) -> FlaskClient:
    return app.test_client()


def _linked(visitor: FlaskClient, path: str) -> dict[str, Any]:
    blocks = read(visitor.get(path).text).find("script", type="application/ld+json")
    assert len(blocks) == 1
    found: dict[str, Any] = json.loads(blocks[0].text)
    assert found["@context"] == "https://schema.org"
    return found


def test_a_space(visitor: FlaskClient, small: SmallCity) -> None:
    data = _linked(visitor, f"/spaces/{small.whole}")
    assert data["@type"] == "RealEstateListing"
    assert data["url"] == f"http://localhost/spaces/{small.whole}"
    assert data["description"] == "演示用的虚构数据"
    office = data["mainEntity"]
    assert office["floorSize"] == {"@type": "QuantitativeValue", "value": 300.0, "unitCode": "MTK"}
    assert {feature["name"] for feature in office["amenityFeature"]} == {"食堂", "停车位"}
    assert office["containedInPlace"]["address"]["addressLocality"] == "嘉兴市秀洲区"
    price = data["offers"]["priceSpecification"]
    assert (price["price"], price["priceCurrency"], price["unitText"]) == (1.5, "CNY", "元/㎡·天")


def test_what_is_not_known_is_left_out(visitor: FlaskClient, small: SmallCity) -> None:
    negotiable = _linked(visitor, f"/spaces/{small.plain}")
    assert "priceSpecification" not in negotiable["offers"]
    assert "description" not in negotiable
    assert "geo" not in negotiable["mainEntity"]["containedInPlace"]
    assert _linked(visitor, f"/spaces/{small.bare}")["offers"]["businessFunction"].endswith("#Sell")


def test_a_position_is_told_only_when_it_is_the_buildings_own(visitor: FlaskClient, small: SmallCity) -> None:
    assert "geo" not in _linked(visitor, f"/buildings/{small.tower}")
    db.session.get_one(Building, small.tower).precision = "building"
    db.session.commit()
    assert _linked(visitor, f"/buildings/{small.tower}")["geo"]["latitude"] == 30.75


def test_a_cluster(visitor: FlaskClient, small: SmallCity) -> None:
    assert _linked(visitor, f"/clusters/{small.cluster}?lang=en")["name"] == "Smart Logistics Town"


def test_no_title_breaks_out_of_the_block(visitor: FlaskClient, small: SmallCity) -> None:
    evil = "</script><script>alert(1)</script><!--\"'&\u2028"
    db.session.get_one(Space, small.whole).title = evil
    db.session.commit()
    page = visitor.get(f"/spaces/{small.whole}").text
    assert "<script>alert" not in page
    assert _linked(visitor, f"/spaces/{small.whole}")["name"] == evil
