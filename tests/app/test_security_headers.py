"""Security headers on every answer: every route, static files, errors, redirects."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pages import addresses, fetch

from app.security import CSP, HEADERS


@pytest.fixture
def every_address(city_app: Flask) -> list[str]:
    return [
        *addresses(city_app).values(),
        "/static/js/app.js",
        "/static/img/mark.svg",
        "/static/no-such-file.css",
        "/no-such-page",
        "/spaces/999999",
        "/search?area_min=x",
        "/api/v1/nothing",
        "/api/v1/spaces?size=0",
        "/clusters/",
    ]


def test_every_answer_carries_them(client: FlaskClient, every_address: list[str]) -> None:
    for address in every_address:
        headers = fetch(client, address).headers
        for name, value in HEADERS.items():
            assert headers.get(name) == value, f"{address}: {name}"


def test_writes_and_refusals_carry_them(client: FlaskClient) -> None:
    for answer in (
        client.post("/api/v1/matches", json={"text": "银行"}),
        client.post("/api/v1/matches", data="not json", content_type="text/plain"),
        client.post("/"),
        client.options("/search"),
        client.head("/"),
    ):
        assert answer.headers["Content-Security-Policy"] == CSP


def test_the_policy_allows_nothing_inline_and_no_other_host() -> None:
    policy = dict(part.strip().split(" ", 1) for part in CSP.split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert policy["base-uri"] == "'none'"
    for name, value in policy.items():
        assert "unsafe" not in value, name
        assert "*" not in value, name
        assert not re.search(r"https?:|//", value), name


def test_pages_name_no_other_host(client: FlaskClient, every_address: list[str]) -> None:
    """Nothing a browser would fetch by itself comes from elsewhere, and nothing is inline."""
    for address in every_address:
        answer = fetch(client, address)
        if answer.mimetype == "text/html":
            html = answer.get_data(as_text=True)
            html = re.sub(r'<link rel="canonical"[^>]*>', "", html)
            fetched = re.findall(r"<(?:script|link|img|iframe|source|video)\b[^>]*?(?:src|href)=\"([^\"]*)\"", html)
            assert all(url.startswith("/") and not url.startswith("//") for url in fetched), address
            assert not re.search(r"<[^>]+\s(?:on\w+|style)=", html), address


def test_reading_sets_no_cookie(client: FlaskClient, every_address: list[str]) -> None:
    for address in every_address:
        assert "Set-Cookie" not in fetch(client, address).headers, address
