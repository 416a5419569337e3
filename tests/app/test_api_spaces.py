"""``GET /api/v1/spaces``: the shape as promised, filters that hold for every item, errors with their field."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from indexer.query import FACET_CHOICES

KEYS = {"total", "items", "facets", "understood", "relaxed"}
ITEM = {
    "id", "title", "building", "cluster", "region", "area", "rent", "rent_status", "deal", "space_type",
    "decoration", "facilities", "policies", "is_sample", "score",
}  # fmt: skip
UNDERSTOOD = {
    "regions", "belts", "clusters", "buildings", "area_min", "area_max", "rent_min", "rent_max",
    "monthly_total_max", "yearly_total_max", "deals", "space_types", "decorations", "exclude_decorations",
    "facilities", "policies", "floor_min", "floor_max", "ceiling_min", "available_by", "industries", "text",
    "corrected",
}  # fmt: skip
FACETS = set(FACET_CHOICES)
CHINESE = re.compile(r"[\u4e00-\u9fff]")

Item = dict[str, Any]
Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    def ask(**query: Any) -> dict[str, Any]:
        answer = client.get("/api/v1/spaces", query_string=query)
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()

    return ask


def test_the_answer_has_what_was_promised(ask: Ask) -> None:
    body = ask(q="南湖区300平左右的写字楼")
    assert body.keys() >= KEYS
    assert body["understood"].keys() >= UNDERSTOOD
    assert set(body["facets"]) == FACETS
    assert (body["page"], body["size"], len(body["items"])) == (1, 20, 20)
    for item in body["items"]:
        assert item.keys() >= ITEM
        assert item["building"].keys() == {"id", "name"}
        assert item["cluster"] is None or item["cluster"].keys() == {"id", "name"}
        assert item["rent_status"] in ("priced", "negotiable", "sale", "missing")
        assert (item["rent"] is not None) == (item["rent_status"] == "priced")
        assert item["is_sample"] is True


def test_words_are_understood_and_kept_to(ask: Ask) -> None:
    body = ask(q="国际金融广场附近 两百到四百平方", size=100)
    said = body["understood"]
    assert (said["clusters"], said["area_min"], said["area_max"]) == (["国际金融广场"], 200, 400)
    assert 0 < body["total"] == len(body["items"])
    assert {item["cluster"]["name"] for item in body["items"]} == {"国际金融广场"}
    assert all(200 <= item["area"] <= 400 for item in body["items"])


FILTERS: list[tuple[dict[str, Any], Callable[[Item], bool]]] = [
    ({"region": "南湖区"}, lambda i: i["region"] == "南湖区"),
    ({"region": ["南湖区", "平湖市"]}, lambda i: i["region"] in ("南湖区", "平湖市")),
    ({"cluster": "南湖基金小镇"}, lambda i: i["cluster"]["name"] == "南湖基金小镇"),
    ({"deal": "售卖"}, lambda i: i["deal"] == "售卖"),
    ({"deal": ["售卖", "合作"]}, lambda i: i["deal"] in ("售卖", "合作")),
    ({"space_type": "闲置厂房"}, lambda i: i["space_type"] == "闲置厂房"),
    ({"decoration": "精装"}, lambda i: i["decoration"] == "精装"),
    ({"facility": ["食堂", "停车位"]}, lambda i: {"食堂", "停车位"} <= set(i["facilities"])),
    ({"policy": "装修补贴"}, lambda i: "装修补贴" in i["policies"]),
    ({"area_min": 300, "area_max": 350}, lambda i: 300 <= i["area"] <= 350),
    ({"area_max": 80.5}, lambda i: i["area"] <= 80.5),
    ({"rent_min": 2, "rent_max": 2.5}, lambda i: i["rent_status"] == "negotiable" or 2 <= i["rent"] <= 2.5),
    ({"rent_max": 0.9}, lambda i: i["rent_status"] == "negotiable" or i["rent"] <= 0.9),
    ({"q": "秀洲区", "deal": "出租"}, lambda i: (i["region"], i["deal"]) == ("秀洲区", "出租")),
    ({"q": "不要毛坯", "region": "海宁市"}, lambda i: (i["region"], i["decoration"] != "毛坯") == ("海宁市", True)),
]


@pytest.mark.parametrize(("query", "holds"), FILTERS, ids=[str(query) for query, _ in FILTERS])
def test_a_filter_holds_for_every_item(ask: Ask, query: dict[str, Any], holds: Callable[[Item], bool]) -> None:
    body = ask(**query, size=100)
    assert body["total"] > 0
    assert [item["id"] for item in body["items"] if not holds(item)] == []


def test_a_name_may_be_an_alias_or_english(ask: Ask) -> None:
    total = ask(cluster="智慧物流小镇")["total"]
    assert ask(cluster="物流小镇")["total"] == ask(cluster="Smart Logistics Town")["total"] == total > 0


def test_kinds_and_belts_are_filters_too(ask: Ask) -> None:
    everything = ask()
    for facet in FACETS - {"month"}:
        value, count = max(everything["facets"][facet].items(), key=lambda pair: pair[1])
        assert ask(**{facet: value})["total"] == count, facet


@pytest.mark.parametrize(
    ("sort", "value", "descending"),
    [
        ("rent_asc", "rent", False),
        ("rent_desc", "rent", True),
        ("area_asc", "area_total", False),
        ("area_desc", "area_total", True),
        ("available", "available_from", False),
    ],
)
def test_orders(ask: Ask, sort: str, value: str, *, descending: bool) -> None:
    items = ask(sort=sort, region="南湖区", deal="出租", size=100)["items"]
    values = [item[value] for item in items if item[value] is not None]
    assert len(values) > 10
    assert values == sorted(values, reverse=descending)


def test_pages_follow_one_another(ask: Ask) -> None:
    first, second = ask(page=1, size=30, sort="area_asc"), ask(page=2, size=30, sort="area_asc")
    both = ask(page=1, size=60, sort="area_asc")
    assert [i["id"] for i in (*first["items"], *second["items"])] == [i["id"] for i in both["items"]]


def test_a_page_past_the_end_is_empty(ask: Ask) -> None:
    body = ask(cluster="国际金融广场", page=50)
    assert body["total"] > 0
    assert body["items"] == []


def test_nothing_found_says_what_to_let_go(ask: Ask) -> None:
    body = ask(region="嘉善县", cluster="南湖CBD")
    assert (body["total"], body["items"]) == (0, [])
    assert {way["condition"] for way in body["relaxed"]} == {"region", "cluster"}
    assert all(way["total"] > 0 and way["label"] for way in body["relaxed"])


def test_labels_speak_the_language_and_values_stay_canonical(ask: Ask) -> None:
    query = {"region": "嘉善县", "cluster": "南湖CBD"}
    assert all(CHINESE.search(way["label"]) for way in ask(**query)["relaxed"])
    assert not any(CHINESE.search(way["label"]) for way in ask(**query, lang="en")["relaxed"])
    item = ask(q="南湖区 写字楼", lang="en")["items"][0]
    assert (item["region"], item["space_type"]) == ("南湖区", "写字楼")


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ({"area_min": "abc"}, 422, "area_min"),
        ({"area_min": -1}, 422, "area_min"),
        ({"area_max": "nan"}, 422, "area_max"),
        ({"rent_max": "inf"}, 422, "rent_max"),
        ({"size": 0}, 422, "size"),
        ({"size": 101}, 422, "size"),
        ({"page": 0}, 422, "page"),
        ({"sort": "cheapest"}, 422, "sort"),
        ({"colour": "green"}, 422, "colour"),
        ({"lang": "fr"}, 422, "lang"),
        ({"q": "长" * 501}, 422, "q"),
        ({"region": "火星"}, 400, "region"),
        ({"deal": "赠送"}, 400, "deal"),
        ({"kind": "没有的类型"}, 400, "kind"),
        ({"area_min": 9, "area_max": 1}, 400, "area_min"),
        ({"page": 2000, "size": 100}, 400, "page"),
    ],
    ids=str,
)
@pytest.mark.parametrize(("lang", "chinese"), [("zh", True), ("en", False)])
def test_errors_name_their_field_in_the_language(
    client: FlaskClient, query: dict[str, Any], status: int, field: str, lang: str, *, chinese: bool
) -> None:
    answer = client.get("/api/v1/spaces", query_string=query, headers={"Accept-Language": lang})
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert set(error) == {"code", "message", "field"}
    assert (error["code"], error["field"].split(".")[0]) == ("invalid", field)
    said = re.sub("[:：].*$", "", error["message"])
    assert bool(CHINESE.search(said)) is chinese
