"""Pages of the policies: what they give, until when, and what they apply to."""

from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from pages import read
from small_city import SmallCity
from statements import counted

from app.extensions import db
from app.models import Policy


@pytest.fixture
def visitor(small: SmallCity, app) -> FlaskClient:
    return app.test_client()


def _add(code: str, level: str, valid_until: date | None) -> Policy:
    row = Policy(
        code=code, document_no="示例〔2026〕2号", name=code, name_en=code, level=level, topics=["人才补贴"],
        content="", content_en="", valid_until=valid_until,
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def test_by_level_with_reach_and_what_has_run_out_last(visitor: FlaskClient) -> None:
    _add("talent", "市", date(2099, 1, 1))
    _add("old", "市", date(2020, 1, 1))
    page = read(visitor.get("/policies").text)
    assert [e.text for e in page.find("h2")] == ["区级", "市级", "已过期"]
    rows = {row.find("h3")[0].find("a")[0].text: row for row in page.find("li", class_="policy-row")}
    assert rows["租金补贴"].find("span", class_="figure-number")[0].text == "2"
    assert rows["talent"].find("span", class_="figure-number")[0].text == "0"
    assert "已过期" in page.find("li", class_="policy-row is-expired")[0].text


def test_one_policy_with_its_buildings_and_a_search(visitor: FlaskClient, small: SmallCity) -> None:
    page = read(visitor.get(f"/policies/{small.policy}").text)
    assert page.find("h1")[0].text.strip() == "租金补贴"
    hrefs = [unquote(e.attrs["href"] or "") for e in page.find("a")]
    assert f"/buildings/{small.tower}" in hrefs
    assert "/search?policy=租金补贴" in hrefs
    assert "2 处可租" in page.text
    assert "示例〔2026〕1号" in page.text


def test_the_number_beside_a_search_is_what_it_finds(client: FlaskClient) -> None:
    """By topic a search finds what this policy reaches and what others of its kind reach; the page says so."""
    page = read(client.get("/policies/6").text)
    (section,) = page.find("section", aria_labelledby="p-topics")
    assert "不限于这一项" in section.text
    ways = section.find("a")
    assert ways
    for way in ways:
        (total,) = read(client.get(way.attrs["href"] or "").text).find(id="total")
        said = way.text.split("在架空间")[1].split()[0]
        assert total.text.split()[1] == said


def test_a_policy_that_is_not_there(visitor: FlaskClient) -> None:
    answer = visitor.get("/policies/99999")
    assert answer.status_code == 404
    assert "没有找到这项政策" in answer.text


def test_none_at_all(visitor: FlaskClient, small: SmallCity) -> None:
    db.session.delete(db.session.get_one(Policy, small.policy))
    db.session.commit()
    assert "还没有登记政策" in visitor.get("/policies").text


def test_the_sheet_leads_to_its_policies(visitor: FlaskClient, small: SmallCity) -> None:
    page = read(visitor.get(f"/spaces/{small.whole}").text)
    assert f"/policies/{small.policy}" in [e.attrs["href"] for e in page.find("a")]


def test_the_list_takes_a_constant_number_of_statements(visitor: FlaskClient) -> None:
    def statements() -> int:
        visitor.get("/policies")
        with counted() as seen:
            visitor.get("/policies")
        return len(seen)

    before = statements()
    for number in range(5):
        _add(f"more-{number}", "县", None)
    assert statements() == before <= 8
