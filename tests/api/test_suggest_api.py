"""Suggestions: the right name from the first characters on, in every way of writing it, and never a fall."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st


def suggested(client: FlaskClient, text: str, **more: str) -> list[dict[str, Any]]:
    answer = client.get("/api/v1/suggest", query_string={"q": text, **more})
    assert answer.status_code == 200
    return answer.json["items"]


@pytest.mark.parametrize(
    "typed",
    ["国际金融", "国际金融广场", "guojijin", "guoji jinrong", "gjjr", "國際金融", "金融广场", "国际金容广"],
)
def test_a_cluster_is_found_however_it_is_begun(client: FlaskClient, typed: str) -> None:
    assert "国际金融广场" in [item["name"] for item in suggested(client, typed) if item["kind"] == "cluster"]


def test_one_character_already_suggests(client: FlaskClient) -> None:
    items = suggested(client, "南")
    assert items
    assert all("南" in item["label"] or "南" in item["name"] for item in items[:1])


def test_the_whole_name_stands_first_and_no_kind_crowds_out_the_others(client: FlaskClient) -> None:
    items = suggested(client, "南湖区")
    assert items[0]["name"] == "南湖区"
    for typed in ("嘉兴", "jia", "s", "国际"):
        kinds = [item["kind"] for item in suggested(client, typed)]
        assert len(kinds) <= 8
        assert all(kinds.count(kind) <= 4 for kind in kinds)


def test_an_industry_and_a_road_are_suggested(client: FlaskClient) -> None:
    assert ("industry", "冷链物流") in [(item["kind"], item["name"]) for item in suggested(client, "冷链")]
    assert ("road", "世纪大道") in [(item["kind"], item["name"]) for item in suggested(client, "世纪")]


def test_the_number_of_vacant_spaces_is_what_the_search_finds(client: FlaskClient) -> None:
    item = suggested(client, "国际金融广场")[0]
    assert (item["kind"], item["spaces_label"]) == ("cluster", f"{item['spaces']} 处可租")
    found = client.get("/api/v1/spaces", query_string={"cluster": item["name"]}).json
    assert item["spaces"] == found["total"] > 0


def test_in_english_names_are_english_and_what_is_chosen_finds_it(client: FlaskClient) -> None:
    item = suggested(client, "nanhu", lang="en")[0]
    assert item["label"].isascii()
    found = client.get("/api/v1/spaces", query_string={"q": item["label"], "lang": "en"}).json
    assert found["total"] == item["spaces"]


def test_the_answer_may_be_kept_for_a_minute(client: FlaskClient) -> None:
    assert client.get("/api/v1/suggest?q=a").headers["Cache-Control"] == "public, max-age=60"


def test_nothing_typed_suggests_nothing(client: FlaskClient) -> None:
    assert suggested(client, "") == suggested(client, "   ") == suggested(client, "qzxvwkjj") == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=100))
def test_any_text_is_answered(client: FlaskClient, text: str) -> None:
    assert len(suggested(client, text)) <= 8
