"""``GET /api/v1/chains`` says what the pages say."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from flask.testing import FlaskClient

Json = dict[str, Any]


def asked(client: FlaskClient, path: str = "", **params: Any) -> Json:
    answer = client.get(f"/api/v1/chains{path}", query_string=params)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def test_every_chain_with_its_counts(client: FlaskClient) -> None:
    items = asked(client)["items"]
    assert len(items) == 16
    for item in items:
        assert item["core"]
        assert item["section"]
        assert sum(item["counts"].values()) == len(asked(client, f"/{item['code']}")["nodes"])
        assert item["has_samples"]


def test_one_chain_counts_what_it_lists(client: FlaskClient) -> None:
    body = asked(client, "/logistics", cluster=2)
    assert body["cluster"] == {"id": 2, "name": "智慧物流小镇"}
    states = Counter(node["state"] for node in body["nodes"])
    assert {state: states[state] for state in ("present", "single", "missing")} == body["counts"]
    leaves = {node["leaf"] for node in body["nodes"]}
    assert all({flow["source"], flow["target"]} <= leaves for flow in body["flows"])
    for node in body["nodes"]:
        assert node["count"] == len(node["companies"])
        assert (node["state"], node["count"] > 1) in (("present", True), ("single", False), ("missing", False))
        assert all(company["is_sample"] for company in node["companies"])


def test_gaps_have_neighbours_here_and_what_has_none_is_apart(client: FlaskClient) -> None:
    body = asked(client, "/logistics", cluster=2)
    states = {node["leaf"]: node["state"] for node in body["nodes"]}
    assert body["gaps"]
    for gap in body["gaps"]:
        assert states[gap["leaf"]] == gap["state"] != "present"
        assert gap["neighbours"]
        assert all(n["count"] > 0 for n in gap["neighbours"])
        customers = [n for n in gap["neighbours"] if n["side"] == "customer"]
        kind = "strengthen" if gap["state"] == "single" else "fill" if customers else "extend"
        assert gap["kind"] == kind
    missing = {leaf for leaf, state in states.items() if state == "missing"}
    assert {gap["leaf"] for gap in body["gaps"] if gap["state"] == "missing"} | {
        node["leaf"] for node in body["lonely"]
    } == missing


def test_names_in_the_language_asked_for(client: FlaskClient) -> None:
    assert asked(client, "/logistics")["name"] == "现代物流"
    assert asked(client, "/logistics", lang="en")["name"] == "Modern logistics"


@pytest.mark.parametrize(
    ("path", "params", "status", "field"),
    [
        ("/nothing", {}, 404, None),
        ("/logistics", {"cluster": 99999}, 404, "cluster"),
        ("/logistics", {"cluster": "abc"}, 422, "cluster"),
        ("/logistics", {"colour": "red"}, 422, "colour"),
        ("", {"colour": "red"}, 422, "colour"),
    ],
)
def test_what_cannot_be_answered(client: FlaskClient, path: str, params: Json, status: int, field: str | None) -> None:
    answer = client.get(f"/api/v1/chains{path}", query_string=params)
    assert answer.status_code == status
    assert answer.get_json()["error"]["field"] == field


def test_it_is_described(client: FlaskClient) -> None:
    paths = client.get("/api/openapi.json").get_json()["paths"]
    assert {"/api/v1/chains", "/api/v1/chains/{code}"} <= set(paths)
