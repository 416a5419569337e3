"""``GET /api/v1/spaces`` keeps what it promises, and the two addresses that say how the service is."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient

Json = dict[str, Any]
Check = Callable[[Json], bool]

BODY = {"total", "items", "facets", "understood", "relaxed"}
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


def refused(client: FlaskClient, params: Json, headers: dict[str, str] | None = None) -> tuple[int, Json]:
    answer = client.get("/api/v1/spaces", query_string=params, headers=headers)
    assert answer.is_json
    assert set(answer.get_json()) == {"error"}
    assert set(answer.get_json()["error"]) == {"code", "message", "field"}
    return answer.status_code, answer.get_json()["error"]


def test_answer_carries_the_promised_keys(client: FlaskClient) -> None:
    body = found(client)
    assert set(body) >= BODY
    assert set(body["understood"]) >= UNDERSTOOD
    assert body["total"] > 2500
    assert body["relaxed"] == []
    assert said(body) == {}
    for item in body["items"]:
        assert set(item) >= ITEM
        assert set(item["building"]) == {"id", "name"}
        assert item["cluster"] is None or set(item["cluster"]) == {"id", "name"}
        assert (item["rent"] is not None) == (item["rent_status"] == "priced")
        assert item["is_sample"] is True
        assert "cluster" in body["facets"]


FILTERS: list[tuple[Json, Check]] = [
    ({"area_min": 200, "area_max": 400}, lambda i: 200 <= i["area"] <= 400),
    ({"area_min": 3000}, lambda i: i["area"] >= 3000),
    ({"area_max": 90.5}, lambda i: i["area"] <= 90.5),
    ({"rent_max": 1}, lambda i: i["rent_status"] == "negotiable" or i["rent"] <= 1),
    ({"rent_min": 1.5, "rent_max": 2}, lambda i: i["rent_status"] == "negotiable" or 1.5 <= i["rent"] <= 2),
    ({"region": ["南湖区", "海宁市"]}, lambda i: i["region"] in ("南湖区", "海宁市")),
    ({"cluster": "智慧物流小镇"}, lambda i: i["cluster"]["name"] == "智慧物流小镇"),
    ({"building": "颐高大厦"}, lambda i: i["building"]["name"] == "颐高大厦"),
    ({"deal": "售卖"}, lambda i: i["deal"] == "售卖" and i["rent_status"] == "sale"),
    ({"deal": ["出租", "合作"]}, lambda i: i["deal"] in ("出租", "合作")),
    ({"space_type": "写字楼", "decoration": "精装"}, lambda i: (i["space_type"], i["decoration"]) == ("写字楼", "精装")),
    ({"facility": ["中央空调", "会议室"]}, lambda i: {"中央空调", "会议室"} <= set(i["facilities"])),
    (
        {"region": "南湖区", "area_min": 100, "area_max": 500, "rent_max": 2, "deal": "出租"},
        lambda i: (i["region"], i["deal"]) == ("南湖区", "出租")
        and 100 <= i["area"] <= 500
        and (i["rent_status"] == "negotiable" or i["rent"] <= 2),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("params", "holds"), FILTERS, ids=[" ".join(params) for params, _ in FILTERS])
def test_a_filter_holds_for_every_item_on_every_page(client: FlaskClient, params: Json, holds: Check) -> None:
    total, items = pages(client, **params)
    assert 0 < total < found(client)["total"]
    assert len(items) == min(total, 180)
    assert [item for item in items if not holds(item)] == []


def test_pages_do_not_overlap_and_hold_everything(client: FlaskClient) -> None:
    for sort in ("relevance", "updated", "rent_asc"):
        total, items = pages(client, most=99, region="秀洲区", sort=sort, size=37)
        assert total > 100
        assert len({item["id"] for item in items}) == len(items) == total


def test_rents_are_in_order_and_spaces_without_one_come_last(client: FlaskClient) -> None:
    for sort, sign in (("rent_asc", 1), ("rent_desc", -1)):
        _, items = pages(client, most=20, region="海盐县", sort=sort)
        rents = [item["rent"] for item in items]
        priced = [rent for rent in rents if rent is not None]
        assert 0 < len(priced) < len(rents)
        assert rents[: len(priced)] == sorted(priced, key=lambda rent: sign * rent)


def test_areas_and_dates_are_in_order(client: FlaskClient) -> None:
    for sort, sign in (("area_asc", 1), ("area_desc", -1)):
        areas = [item["area"] for item in pages(client, sort=sort)[1]]
        assert all(sign * before <= sign * after for before, after in pairwise(areas))
    days = [item["available_from"] for item in pages(client, most=20, region="海盐县", sort="available")[1]]
    assert [date.fromisoformat(day) for day in days if day] == sorted(date.fromisoformat(day) for day in days if day)


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
    words = "南湖区300平左右的写字楼"
    wanted = {"regions": ["南湖区"], "space_types": ["写字楼"], "area_min": 240, "area_max": 360}
    assert said(found(client, q=words)) == wanted
    total, items = pages(client, q=words)
    assert total == len(items) > 10
    assert {(item["region"], item["space_type"]) for item in items} == {("南湖区", "写字楼")}
    assert all(240 <= item["area"] <= 360 for item in items)


def test_a_chosen_figure_wins_over_the_words(client: FlaskClient) -> None:
    _, items = pages(client, q="南湖区300平左右的写字楼", area_min=1000, area_max=1500)
    assert items
    assert all(1000 <= item["area"] <= 1500 and item["region"] == "南湖区" for item in items)


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
        ({"cluster": ["国际金融广场", "月球小镇"]}, 400, "cluster"),
        ({"deal": "白送"}, 400, "deal"),
        ({"area_min": 500, "area_max": 100}, 400, "area_min"),
        ({"rent_min": 3, "rent_max": 2}, 400, "rent_min"),
        ({"page": 21, "size": 100}, 400, "page"),
        ({"page": 2001}, 422, "page"),
        ({"page": 0}, 422, "page"),
        ({"size": 101}, 422, "size"),
        ({"area_min": "abc"}, 422, "area_min"),
        ({"area_max": "-1"}, 422, "area_max"),
        ({"rent_min": "nan"}, 422, "rent_min"),
        ({"rent_max": "1e99"}, 422, "rent_max"),
        ({"sort": "price"}, 422, "sort"),
        ({"q": "楼" * 501}, 422, "q"),
        ({"flor": 3}, 422, "flor"),
    ],
)
def test_what_cannot_be_used_is_refused_in_both_languages(
    client: FlaskClient, params: Json, status: int, field: str
) -> None:
    got, error = refused(client, params)
    assert (got, error["code"], error["field"]) == (status, "invalid", field)
    assert CHINESE.search(error["message"])
    said_so = refused(client, params | {"lang": "en"})
    by_header = refused(client, params, {"Accept-Language": "en-GB,en;q=0.9,zh;q=0.2"})
    assert said_so == by_header
    english = said_so[1]["message"]
    for value in map(str, params[field] if isinstance(params[field], list) else [params[field]]):
        english = english.replace(value, "")
    assert (said_so[0], said_so[1]["field"]) == (status, field)
    assert english
    assert not CHINESE.search(english)


def test_a_page_past_the_last_hit_is_empty_and_the_last_page_of_the_window_is_not(client: FlaskClient) -> None:
    assert len(found(client, page=20, size=100)["items"]) == 100
    body = found(client, cluster="智慧物流小镇", page=9)
    assert body["total"] > 0
    assert body["items"] == []


def test_the_service_says_that_it_is_well_and_ready(client: FlaskClient) -> None:
    health = client.get("/healthz")
    assert (health.status_code, health.get_json()["status"]) == (200, "ok")
    index = health.get_json()["index"]
    assert index["current"] is True
    assert index["generation"]
    assert index["documents"] == index["published"] == found(client)["total"]
    assert health.get_json()["outbox"] == {"depth": 0, "dead": 0, "oldest_seconds": 0.0}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.get_json()) == (200, {"ready": True})
