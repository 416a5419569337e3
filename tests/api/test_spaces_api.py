"""``GET /api/v1/spaces`` keeps what it promises, and the two addresses that say how the service is."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

Json = dict[str, Any]
Holds = Callable[[Json], bool]

ITEM = set(
    "id title building cluster region area rent rent_status deal space_type decoration facilities policies is_sample"
    " score".split()
)
UNDERSTOOD = set(
    "regions belts clusters buildings area_min area_max rent_min rent_max monthly_total_max yearly_total_max deals"
    " space_types decorations exclude_decorations facilities policies floor_min floor_max ceiling_min available_by"
    " industries text corrected".split()
)
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def found(client: FlaskClient, **params: Any) -> Json:
    answer = client.get("/api/v1/spaces", query_string=params)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def pages(client: FlaskClient, most: int = 6, **params: Any) -> tuple[int, list[Json]]:
    """The total and the items of the first pages, one after the other."""
    size = params.setdefault("size", 30)
    first = found(client, **params)
    items = list(first["items"])
    for page in range(2, min(most, -(-first["total"] // size)) + 1):
        items += found(client, page=page, **params)["items"]
    return first["total"], items


def said(body: Json) -> Json:
    """What was understood, without what was not said."""
    return {name: value for name, value in body["understood"].items() if value not in (None, [], "")}


def refusal(client: FlaskClient, params: Json, language: str = "zh") -> tuple[int, Json]:
    answer = client.get("/api/v1/spaces", query_string=params, headers={"Accept-Language": language})
    assert set(answer.get_json()) == {"error"}
    return answer.status_code, answer.get_json()["error"]


def test_answer_carries_the_promised_keys(client: FlaskClient) -> None:
    body = found(client)
    assert set(body) >= {"total", "items", "facets", "understood", "relaxed"}
    assert set(body["understood"]) >= UNDERSTOOD
    assert (said(body), body["relaxed"]) == ({}, [])
    for item in body["items"]:
        assert set(item) >= ITEM
        assert set(item["building"]) == {"id", "name"}
        assert item["cluster"] is None or set(item["cluster"]) == {"id", "name"}
        assert (item["rent"] is not None) == (item["rent_status"] == "priced")
        assert item["is_sample"] is True


FILTERS: list[tuple[Json, Holds]] = [
    ({"area_min": 200, "area_max": 400}, lambda i: 200 <= i["area"] <= 400),
    ({"rent_max": 1}, lambda i: i["rent_status"] == "negotiable" or i["rent"] <= 1),
    ({"rent_min": 1.5, "rent_max": 2}, lambda i: i["rent_status"] == "negotiable" or 1.5 <= i["rent"] <= 2),
    ({"region": ["南湖区", "海宁市"]}, lambda i: i["region"] in ("南湖区", "海宁市")),
    ({"cluster": "智慧物流小镇"}, lambda i: i["cluster"]["name"] == "智慧物流小镇"),
    ({"building": "颐高大厦"}, lambda i: i["building"]["name"] == "颐高大厦"),
    ({"deal": "售卖"}, lambda i: i["deal"] == "售卖" and i["rent_status"] == "sale"),
    ({"decoration": "精装"}, lambda i: i["decoration"] == "精装"),
    ({"facility": ["中央空调", "会议室"]}, lambda i: {"中央空调", "会议室"} <= set(i["facilities"])),
    (
        {"region": "南湖区", "area_min": 100, "area_max": 500, "rent_max": 2, "deal": "出租"},
        lambda i: i["region"] == "南湖区" and i["deal"] == "出租" and 100 <= i["area"] <= 500 and (i["rent"] or 0) <= 2,
    ),
]


@pytest.mark.parametrize(("params", "holds"), FILTERS, ids=[" ".join(params) for params, _ in FILTERS])
def test_a_filter_holds_for_every_item_on_every_page(client: FlaskClient, params: Json, holds: Holds) -> None:
    total, items = pages(client, **params)
    assert 0 < total < found(client)["total"]
    assert len(items) == min(total, 180)
    assert [item for item in items if not holds(item)] == []


def test_pages_do_not_overlap_and_hold_everything(client: FlaskClient) -> None:
    for sort in ("relevance", "updated", "rent_asc"):
        total, items = pages(client, most=99, region="秀洲区", sort=sort, size=37)
        assert total > 100
        assert len({item["id"] for item in items}) == len(items) == total
    assert found(client, region="秀洲区", page=50)["items"] == []
    assert len(found(client, page=20, size=100)["items"]) == 100


@pytest.mark.parametrize(
    ("sort", "key", "down"),
    [
        ("rent_asc", "rent", False),
        ("rent_desc", "rent", True),
        ("area_asc", "area", False),
        ("area_desc", "area", True),
        ("available", "available_from", False),
    ],
)
def test_items_are_in_order_over_the_pages(client: FlaskClient, sort: str, key: str, down: bool) -> None:
    values = [item[key] for item in pages(client, most=20, region="海盐县", sort=sort)[1]]
    known = [value for value in values if value is not None]
    assert known == sorted(known, reverse=down)
    assert len(set(known)) > 10
    if key == "rent":
        assert known == values[: len(known)] != values


def test_facets_count_what_choosing_them_finds(client: FlaskClient) -> None:
    facets = found(client, deal="出租", area_max=300)["facets"]
    for name in ("region", "belt", "kind", "cluster", "space_type", "decoration", "facility", "industry"):
        value, count = next(iter(facets[name].items()))
        assert found(client, deal="出租", area_max=300, **{name: value})["total"] == count
    assert facets["deal"]["售卖"] == found(client, deal="售卖", area_max=300)["total"]


def test_words_about_a_cluster_and_an_area_find_what_they_say(client: FlaskClient) -> None:
    words = "国际金融广场附近 两百到四百平方"
    assert said(found(client, q=words)) == {"clusters": ["国际金融广场"], "area_min": 200, "area_max": 400}
    total, items = pages(client, q=words)
    assert total == len(items) > 10
    assert all(item["cluster"]["name"] == "国际金融广场" and 200 <= item["area"] <= 400 for item in items)


def test_words_about_a_region_a_rough_area_and_a_carrier_find_what_they_say(client: FlaskClient) -> None:
    words, places = "南湖区300平左右的写字楼", {"regions": ["南湖区"], "space_types": ["写字楼"]}
    assert said(found(client, q=words)) == places | {"area_min": 240, "area_max": 360}
    total, items = pages(client, q=words)
    assert total == len(items) > 10
    assert {(item["region"], item["space_type"]) for item in items} == {("南湖区", "写字楼")}
    assert all(240 <= item["area"] <= 360 for item in items)
    chosen = found(client, q=words, area_min=1000, area_max=1500)["items"]
    assert {(item["region"], 1000 <= item["area"] <= 1500) for item in chosen} == {("南湖区", True)}


@pytest.mark.parametrize(
    "params",
    [
        {"region": "南湖区", "cluster": "智慧物流小镇"},
        {"cluster": "核电小镇", "decoration": "精装", "area_min": 8000},
        {"region": "海盐县", "area_min": 4000, "rent_max": 0.3, "deal": "售卖"},
    ],
)
def test_ways_out_of_an_empty_result_come_true(client: FlaskClient, params: Json) -> None:
    body = found(client, **params)
    assert (body["total"], body["items"]) == (0, [])
    assert body["relaxed"]
    for way in body["relaxed"]:
        mine = {name for name in params if name.split("_")[0] == way["condition"]}
        kept = mine if way["alone"] else set(params) - mine
        assert mine
        assert way["total"] == found(client, **{name: params[name] for name in kept})["total"] > 0


@pytest.mark.parametrize(
    ("params", "status", "field"),
    [
        ({"region": "火星区"}, 400, "region"),
        ({"cluster": "月球小镇"}, 400, "cluster"),
        ({"area_min": 500, "area_max": 100}, 400, "area_min"),
        ({"page": 21, "size": 100}, 400, "page"),
        ({"area_min": "abc"}, 422, "area_min"),
        ({"area_max": "-1"}, 422, "area_max"),
        ({"rent_min": "nan"}, 422, "rent_min"),
        ({"sort": "price"}, 422, "sort"),
        ({"q": "楼" * 501}, 422, "q"),
        ({"flor": 3}, 422, "flor"),
    ],
)
def test_what_cannot_be_used_is_refused_in_both_languages(
    client: FlaskClient, params: Json, status: int, field: str
) -> None:
    chinese, english = refusal(client, params), refusal(client, params | {"lang": "en"})
    assert english == refusal(client, params, "en-GB,en;q=0.9,zh;q=0.2")
    for got, error in (chinese, english):
        assert (got, error["code"], error["field"]) == (status, "invalid", field)
    assert CHINESE.search(chinese[1]["message"])
    assert re.search("[a-z]", english[1]["message"])
    assert not CHINESE.search(english[1]["message"].replace(str(params[field]), ""))


def test_the_service_says_that_it_is_well_and_ready(client: FlaskClient) -> None:
    health, ready = client.get("/healthz"), client.get("/readyz")
    assert (health.status_code, health.get_json()["status"]) == (200, "ok")
    index = health.get_json()["index"]
    assert index["documents"] == index["published"] == found(client)["total"]
    outbox = health.get_json()["outbox"]
    assert outbox.pop("staleness_p99_seconds", 0.0) >= 0.0
    assert outbox == {"depth": 0, "dead": 0, "oldest_seconds": 0.0}
    assert (ready.status_code, ready.get_json()) == (200, {"ready": True})
