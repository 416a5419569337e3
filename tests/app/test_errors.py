"""One mapping of what goes wrong: a page for people, JSON for programs, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pages import read

from app.errors import DomainError, NotFoundError, problem_of
from app.settings import Settings
from indexer.engine import EngineError, EngineUnavailable

CHINESE = re.compile(r"[\u4e00-\u9fff]")
SPOKEN = [("zh", True), ("en", False)]


@pytest.mark.parametrize(("lang", "chinese"), SPOKEN)
@pytest.mark.parametrize("path", ["/no-such-page", "/spaces/999999", "/buildings/999999", "/clusters/999999"])
def test_what_is_not_there_is_a_page_that_helps_on(client: FlaskClient, path: str, lang: str, *, chinese: bool) -> None:
    answer = client.get(f"{path}?lang={lang}")
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    page = read(answer.get_data(as_text=True))
    (title,) = page.find("h1")
    assert bool(CHINESE.search(title.text)) is chinese
    lead = page.find("p", class_="lead")[0].text
    assert bool(CHINESE.search(lead)) is chinese
    assert page.find("input", name="q")
    assert page.find("a", class_="wordmark")


@pytest.mark.parametrize(("lang", "chinese"), SPOKEN)
@pytest.mark.parametrize("by_header", [True, False])
def test_what_is_not_there_is_json_under_api(client: FlaskClient, lang: str, *, chinese: bool, by_header: bool) -> None:
    headers = {"Accept-Language": lang} if by_header else {}
    answer = client.get("/api/v1/nothing" + ("" if by_header else f"?lang={lang}"), headers=headers)
    assert (answer.status_code, answer.mimetype) == (404, "application/json")
    error = answer.get_json()["error"]
    assert (error["code"], error["field"], set(error)) == ("not_found", None, {"code", "message", "field"})
    assert bool(CHINESE.search(error["message"])) is chinese


def test_the_url_wins_over_the_header_and_pages_do_not_listen_to_it(client: FlaskClient) -> None:
    english = {"Accept-Language": "en"}
    both = client.get("/api/v1/nothing?lang=zh", headers=english).get_json()
    assert CHINESE.search(both["error"]["message"])
    assert 'lang="zh-CN"' in client.get("/", headers=english).get_data(as_text=True)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/", "/search", "/match", "/spaces/1", "/healthz", "/api/v1/spaces", "/api/docs"])
def test_writing_where_there_is_only_reading_is_refused(client: FlaskClient, method: str, path: str) -> None:
    answer = getattr(client, method)(path)
    assert answer.status_code == 405
    assert "GET" in answer.headers.get("Allow", "")
    if path.startswith("/api/"):
        assert answer.get_json()["error"]["code"] == "method_not_allowed"


def test_too_much_is_refused(client: FlaskClient) -> None:
    body = b'{"text": "' + b"x" * 1_100_000 + b'"}'
    answer = client.post("/api/v1/matches", data=body, content_type="application/json")
    assert (answer.status_code, answer.get_json()["error"]["code"]) == (413, "too_large")


@pytest.fixture
def broken(settings: Settings, make_app) -> Iterator[Flask]:
    """An application with a view that breaks in every way a view can."""
    app = make_app(settings)
    errors: dict[str, Exception] = {
        "domain": DomainError("请改正面积", "area_min"),
        "missing": NotFoundError("没有这处"),
        "engine": EngineUnavailable("connection refused to 10.0.0.7"),
        "bug": RuntimeError("secret inside"),
    }

    def fail(kind: str) -> str:
        raise errors[kind]

    app.add_url_rule("/fail/<kind>", "fail", fail)
    app.add_url_rule("/api/fail/<kind>", "api_fail", fail)
    return app


@pytest.mark.parametrize(
    ("kind", "status", "code", "field"),
    [
        ("domain", 400, "invalid", "area_min"),
        ("missing", 404, "not_found", None),
        ("engine", 503, "search_unavailable", None),
        ("bug", 500, "internal", None),
    ],
)
def test_each_error_has_one_status_and_code(
    broken: Flask, kind: str, status: int, code: str, field: str | None
) -> None:
    answer = broken.test_client().get(f"/api/fail/{kind}")
    assert answer.status_code == status
    error = answer.get_json()["error"]
    assert (error["code"], error["field"]) == (code, field)
    assert "10.0.0.7" not in error["message"]
    assert "secret" not in error["message"]


def test_a_problem_keeps_what_a_person_needs(city_app: Flask) -> None:
    with city_app.test_request_context("/?lang=en"):
        problem = problem_of(DomainError("too small", "area_min"))
        assert problem.body() == {"error": {"code": "invalid", "message": "too small", "field": "area_min"}}
        down = problem_of(EngineError("boom"))
        assert (down.status, down.code) == (503, "search_unavailable")
        assert not CHINESE.search(down.message)


@pytest.mark.parametrize(("kind", "status"), [("domain", 400), ("missing", 404), ("engine", 503), ("bug", 500)])
def test_an_error_page_needs_no_database(broken: Flask, kind: str, status: int) -> None:
    """The frame asks for samples; when the database cannot answer, a person is still told what is wrong."""
    answer = broken.test_client().get(f"/fail/{kind}")
    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert "secret" not in answer.get_data(as_text=True)
