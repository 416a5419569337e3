"""``POST /api/v1/matches``: the shape as promised, scores that add up, errors with their field."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

NEED = "做冷链车队管理系统的公司要500平办公"
CLUSTER = {"name", "kind", "score", "grade", "source", "reason"}
SPACE = {"space", "score", "band", "reasons"}
REASON = {"feature", "status", "value", "weight", "contribution", "asked", "offered", "text", "source"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")

Ask = Callable[..., dict[str, Any]]


@pytest.fixture
def ask(client: FlaskClient) -> Ask:
    def ask(lang: str = "zh", **body: Any) -> dict[str, Any]:
        answer = client.post("/api/v1/matches", json=body, headers={"Accept-Language": lang})
        assert answer.status_code == 200, answer.get_data(as_text=True)
        return answer.get_json()

    return ask


def test_the_answer_has_what_was_promised(ask: Ask) -> None:
    body = ask(text=NEED, limit=5)
    assert set(body) == {"requirement", "industries", "clusters", "spaces", "near_misses"}
    assert (body["requirement"]["text"], body["requirement"]["area_min"]) == (NEED, 400)
    assert all(share.keys() >= {"name", "probability"} for share in body["industries"])
    assert len(body["clusters"]) == 28
    assert all(cluster.keys() >= CLUSTER for cluster in body["clusters"])
    assert len(body["spaces"]) == 5
    for match in (*body["spaces"], *body["near_misses"]):
        assert match.keys() >= SPACE
        assert match["band"] in ("strong", "good", "fair", "weak")
        assert match["reasons"]
        for reason in match["reasons"]:
            assert set(reason) == REASON
            assert reason["status"] in ("met", "partly", "failed", "unknown")
            assert 0 <= reason["value"] <= 1


def test_the_cold_chain_company_goes_to_the_logistics_town(ask: Ask) -> None:
    body = ask(text=NEED)
    assert body["clusters"][0]["name"] == "智慧物流小镇"
    assert body["spaces"][0]["space"]["cluster"]["name"] == "智慧物流小镇"
    first = body["spaces"][0]["reasons"][0]
    assert (first["feature"], first["status"]) == ("positioning", "met")
    assert first["text"]
    assert first["source"]


@pytest.mark.parametrize("need", [{"text": NEED}, {"text": "银行", "rent_max": 2, "area_max": 300}])
def test_contributions_add_up_to_the_score(ask: Ask, need: dict[str, Any]) -> None:
    body = ask(**need)
    for match in (*body["spaces"], *body["near_misses"]):
        assert 0 <= match["score"] <= 100
        assert sum(reason["contribution"] for reason in match["reasons"]) == pytest.approx(match["score"], abs=1e-6)
    scores = [round(cluster["score"], 6) for cluster in body["clusters"]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_limits_hold_and_near_misses_say_what_to_change(ask: Ask) -> None:
    asked = {
        "text": "做银行的", "regions": ["南湖区"], "area_min": 300, "area_max": 500, "rent_max": 2, "deal": "出租",
        "space_types": ["写字楼"], "facilities": ["食堂"], "must": ["regions", "area", "rent", "deal", "space_type"],
        "limit": 30,
    }  # fmt: skip
    body = ask(**asked)
    assert body["spaces"]
    for match in body["spaces"]:
        space = match["space"]
        assert (space["region"], space["deal"], space["space_type"]) == ("南湖区", "出租", "写字楼")
        assert 300 <= space["area"] <= 500
        assert space["rent_status"] == "negotiable" or space["rent"] <= 2
    assert all(match["fix"] for match in body["near_misses"])


def test_industries_may_be_named_instead_of_described(ask: Ask) -> None:
    by_code, by_name = ask(industries=["finance.bank"]), ask(industries=["银行"])
    assert [c["name"] for c in by_code["clusters"][:5]] == [c["name"] for c in by_name["clusters"][:5]]
    assert by_code["clusters"][0]["name"] == "国际金融广场"
    assert sum(share["probability"] for share in by_code["industries"]) == pytest.approx(1)


def test_sentences_speak_the_language(ask: Ask) -> None:
    chinese, english = ask(text=NEED), ask("en", text=NEED)
    assert [m["space"]["id"] for m in chinese["spaces"]] == [m["space"]["id"] for m in english["spaces"]]
    assert all(CHINESE.search(reason["text"]) for reason in chinese["spaces"][0]["reasons"])
    area = next(r for r in english["spaces"][0]["reasons"] if r["feature"] == "area")
    assert not CHINESE.search(area["text"])


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 400, "text"),
        ({"text": "  "}, 400, "text"),
        ({"text": "长" * 2001}, 422, "text"),
        ({"text": 7}, 422, "text"),
        ({"text": "银行", "limit": 0}, 422, "limit"),
        ({"text": "银行", "limit": 101}, 422, "limit"),
        ({"text": "银行", "area_min": -1}, 422, "area_min"),
        ({"text": "银行", "area_min": "many"}, 422, "area_min"),
        ({"text": "银行", "area_min": 9, "area_max": 1}, 400, "area_min"),
        ({"text": "银行", "deal": "赠送"}, 422, "deal"),
        ({"text": "银行", "function": "museum"}, 422, "function"),
        ({"text": "银行", "must": ["colour"]}, 400, "must"),
        ({"text": "银行", "regions": ["火星"]}, 400, "regions"),
        ({"text": "银行", "space_types": ["城堡"]}, 400, "space_types"),
        ({"text": "银行", "facilities": ["护城河"]}, 400, "facilities"),
        ({"text": "银行", "colour": "green"}, 422, "colour"),
        ({"industries": ["alchemy"]}, 400, "industries"),
    ],
    ids=str,
)
@pytest.mark.parametrize(("lang", "chinese"), [("zh", True), ("en", False)])
def test_errors_name_their_field_in_the_language(
    client: FlaskClient, body: dict[str, Any], status: int, field: str, lang: str, *, chinese: bool
) -> None:
    answer = client.post("/api/v1/matches", json=body, headers={"Accept-Language": lang})
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert set(error) == {"code", "message", "field"}
    assert (error["code"], error["field"].split(".")[0]) == ("invalid", field)
    assert bool(CHINESE.search(re.sub("[:：].*$", "", error["message"]))) is chinese


@pytest.mark.parametrize("raw", ["", "{", "[]", "null", '"text"', "7", '{"text": "\\ud800"}'])
def test_a_body_that_is_no_object_is_refused_in_our_shape(client: FlaskClient, raw: str) -> None:
    answer = client.post("/api/v1/matches", data=raw, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert set(answer.get_json()["error"]) == {"code", "message", "field"}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_a_body_that_is_not_json_is_refused_in_our_shape(client: FlaskClient, kind: str) -> None:
    answer = client.post("/api/v1/matches", data="text=银行", content_type=kind)
    assert answer.status_code in (400, 415, 422)
    assert set(answer.get_json()["error"]) == {"code", "message", "field"}
