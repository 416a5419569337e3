"""``POST /api/v1/matches`` keeps what it promises, and the description of the API is true."""

from __future__ import annotations

import re
from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks

Json = dict[str, Any]

NEED = "做冷链车队管理系统的公司要500平办公"
LIMITS = {"area", "rent", "budget", "region", "deal"}
TIGHT = {"text": "软件公司", "regions": ["南湖区"], "area_min": 300, "area_max": 500, "rent_max": 0.8}
REASON = {"feature", "status", "value", "weight", "contribution", "asked", "offered", "text", "source"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def matched(client: FlaskClient, **need: Any) -> Json:
    answer = client.post("/api/v1/matches", json=need)
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return answer.get_json()


def failed(match: Json) -> set[str]:
    return {reason["feature"] for reason in match["reasons"] if reason["status"] == "failed"}


def ids(matches: list[Json]) -> list[int]:
    return [match["space"]["id"] for match in matches]


def first_of_each_building(matches: list[Json], most: int = 3) -> list[Json]:
    """Without those beyond three of one building, which wait behind the others."""
    names = [match["space"]["building"]["name"] for match in matches]
    return [match for at, match in enumerate(matches) if names[:at].count(names[at]) < most]


def test_answer_carries_the_promised_keys(client: FlaskClient) -> None:
    body = matched(client, **TIGHT)
    assert set(body) == {"requirement", "industries", "clusters", "spaces", "near_misses"}
    assert 0 < sum(share["probability"] for share in body["industries"] if share["name"]) <= 1 + 1e-6
    for cluster in body["clusters"]:
        assert set(cluster) >= {"name", "kind", "score", "grade", "source", "reason"}
        assert cluster["grade"] in ("leading", "extended", "related", "none")
        assert cluster["reason"]
    for match in body["spaces"] + body["near_misses"]:
        assert set(match) >= {"space", "score", "band", "reasons"}
        assert all(set(reason) == REASON and reason["text"] for reason in match["reasons"])


def test_a_fleet_system_for_cold_chains_belongs_into_the_logistics_town(client: FlaskClient) -> None:
    body = matched(client, text=NEED)
    assert body["requirement"]["text"] == NEED
    assert (body["requirement"]["area_min"], body["requirement"]["area_max"]) == (400, 600)
    assert (body["clusters"][0]["name"], body["clusters"][0]["grade"]) == ("智慧物流小镇", "leading")
    assert body["clusters"][0]["source"].startswith("三(二)")
    best = body["spaces"][0]
    assert best["space"]["cluster"]["name"] == "智慧物流小镇"
    assert {reason["feature"] for reason in best["reasons"]} == {"positioning", "chain", "area", "vacancy"}
    assert all(400 <= match["space"]["area"] <= 600 for match in body["spaces"])


@pytest.mark.parametrize("need", [{"text": NEED}, TIGHT, {"industries": ["finance"], "deal": "售卖", "limit": 60}])
def test_scores_are_the_sum_of_their_reasons_and_descend(client: FlaskClient, need: Json) -> None:
    body = matched(client, **need)
    assert body["spaces"]
    for matches in (body["spaces"], body["near_misses"]):
        for match in matches:
            parts = [reason["contribution"] for reason in match["reasons"]]
            assert sum(parts) == pytest.approx(match["score"], abs=1e-6)
            assert 0 <= match["score"] <= 100
            assert match["space"]["score"] == match["score"]
    for ranked in (body["clusters"], *map(first_of_each_building, (body["spaces"], body["near_misses"]))):
        scores = [one["score"] for one in ranked]
        assert scores == sorted(scores, reverse=True)


def test_spaces_break_no_limit_and_near_misses_break_one(client: FlaskClient) -> None:
    body = matched(client, **TIGHT)
    assert min(len(body["spaces"]), len(body["near_misses"])) > 0
    assert [match for match in body["spaces"] if failed(match) & LIMITS or match["fix"]] == []
    for match in body["near_misses"]:
        assert len(failed(match) & LIMITS) == 1
        assert match["fix"]
    assert not set(ids(body["spaces"])) & set(ids(body["near_misses"]))


def test_a_fix_makes_the_near_miss_fit(client: FlaskClient) -> None:
    for miss in matched(client, **TIGHT)["near_misses"]:
        space, (broken,) = miss["space"], failed(miss) & LIMITS
        wider = {
            "rent": {"rent_max": space["rent"]},
            "region": {"regions": ["南湖区", space["region"]]},
            "area": {"area_min": min(300, space["area"]), "area_max": max(500, space["area"])},
        }[broken]
        assert space["id"] in ids(matched(client, **TIGHT | wider | {"limit": 100})["spaces"])


def test_only_what_must_be_is_a_limit(client: FlaskClient) -> None:
    places = [match["space"]["region"] for match in matched(client, **TIGHT)["spaces"]]
    assert set(places) == {"南湖区"}
    body = matched(client, **TIGHT, must=["rent"])
    assert body["requirement"]["must"] == ["rent"]
    assert {match["space"]["region"] for match in body["spaces"]} - {"南湖区"}
    assert all(match["space"]["rent"] is None or match["space"]["rent"] <= 0.8 for match in body["spaces"])
    assert all("rent" in failed(match) for match in body["near_misses"])
    body = matched(client, text="软件公司", facilities=["食堂"], regions=["南湖区"], must=["facilities", "regions"])
    assert body["spaces"]
    assert all({"食堂"} <= set(match["space"]["facilities"]) for match in body["spaces"])
    assert {match["space"]["region"] for match in body["spaces"]} == {"南湖区"}


def test_industries_alone_are_enough_by_code_name_or_sector(client: FlaskClient) -> None:
    by_code = matched(client, industries=["logistics.cold_chain"])
    assert [share["name"] for share in by_code["industries"]] == ["冷链物流"]
    assert ids(matched(client, industries=["冷链物流"])["spaces"]) == ids(by_code["spaces"]) != []
    sector = matched(client, industries=["logistics"])["industries"]
    assert len(sector) > 1
    assert sum(share["probability"] for share in sector) == pytest.approx(1)


def test_limit_is_honoured(client: FlaskClient) -> None:
    assert len(matched(client, text="软件公司", limit=1)["spaces"]) == 1
    assert len(matched(client, text="软件公司")["spaces"]) == 20
    assert len(matched(client, text="软件公司", limit=100)["spaces"]) == 100


@pytest.mark.parametrize(
    ("need", "status", "field"),
    [
        ({}, 400, "text"),
        ({"text": "  ", "regions": ["南湖区"]}, 400, "text"),
        ({"industries": ["finance", "星际旅行"]}, 400, "industries"),
        ({"text": "软件", "must": ["view"]}, 400, "must"),
        ({"text": "软件", "area_min": 500, "area_max": 1}, 400, "area_min"),
        ({"text": "软件", "deal": "白送"}, 422, "deal"),
        ({"text": "软件", "limit": 0}, 422, "limit"),
        ({"text": "软" * 2001}, 422, "text"),
        ({"text": "软件", "budget": 5}, 422, "budget"),
        ([], 422, None),
    ],
)
def test_what_cannot_be_used_is_refused_in_both_languages(
    client: FlaskClient, need: Json, status: int, field: str | None
) -> None:
    chinese = client.post("/api/v1/matches", json=need)
    english = client.post("/api/v1/matches?lang=en", json=need)
    by_header = client.post("/api/v1/matches", json=need, headers={"Accept-Language": "en"})
    assert english.get_json() == by_header.get_json()
    for answer in (chinese, english):
        error = answer.get_json()["error"]
        assert (answer.status_code, error["code"], error["field"]) == (status, "invalid", field)
    assert CHINESE.search(chinese.get_json()["error"]["message"])
    assert not CHINESE.search(english.get_json()["error"]["message"].replace("星际旅行", ""))


@pytest.mark.parametrize("data", [b"{bad", b"", b"\xff", b"null", b'"text"', b'{"text": "\\ud800"'])
def test_a_broken_body_is_answered_in_json(client: FlaskClient, data: bytes) -> None:
    answer = client.post("/api/v1/matches", data=data, content_type="application/json")
    assert (answer.status_code, answer.content_type) == (422, "application/json")
    assert answer.get_json()["error"]["message"]


def test_other_errors_below_the_api_are_json_too(client: FlaskClient) -> None:
    for answer, status, code in (
        (client.get("/api/v1/matches"), 405, "method_not_allowed"),
        (client.get("/api/v1/nothing"), 404, "not_found"),
    ):
        assert (answer.status_code, answer.get_json()["error"]["code"]) == (status, code)


def test_the_description_is_valid_openapi(client: FlaskClient) -> None:
    told = client.get("/api/openapi.json").get_json()
    assert told["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(told).validate()
    assert {"/api/v1/spaces", "/api/v1/matches"} <= set(told["paths"])


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_answers_are_as_described(city_app: Flask, mode: GenerationMode) -> None:
    """Whatever is asked, within the description and against it, in this process."""
    kept = [not_a_server_error, checks.status_code_conformance, checks.response_schema_conformance]
    for found in schemathesis.openapi.from_wsgi("/api/openapi.json", city_app).get_all_operations():

        @settings(max_examples=15, deadline=None, database=None, derandomize=True)
        @given(found.ok().as_strategy(generation_mode=mode))
        def answered(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=kept)

        answered()
