"""The description of the API is valid OpenAPI 3.1, and the application keeps to it."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)


@pytest.fixture
def description(client: FlaskClient) -> dict[str, Any]:
    return client.get("/api/openapi.json").get_json()


def test_it_is_valid(description: dict[str, Any]) -> None:
    assert description["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_it_describes_both_ways_in_with_their_errors(description: dict[str, Any]) -> None:
    search, match = description["paths"]["/api/v1/spaces"]["get"], description["paths"]["/api/v1/matches"]["post"]
    asked = {parameter["name"] for parameter in search["parameters"]}
    assert asked >= {
        "q", "region", "cluster", "area_min", "area_max", "rent_min", "rent_max", "deal", "sort", "page", "size",
    }  # fmt: skip
    for operation in (search, match):
        assert {"200", "400", "422", "503"} <= set(operation["responses"])
        assert operation["summary"]


def test_the_page_of_the_docs_uses_files_of_this_host(client: FlaskClient) -> None:
    page = client.get("/api/docs").get_data(as_text=True)
    assert "/api/docs/assets/" in page
    assert "http" not in page.replace("http-equiv", "")


@pytest.fixture
def api(city_app: Flask) -> schemathesis.schemas.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", city_app)


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
def test_the_application_keeps_to_it(case: schemathesis.Case) -> None:
    case.call_and_validate(
        checks=[not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
    )
