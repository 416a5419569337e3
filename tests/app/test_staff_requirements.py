"""The worklist of requirements and the form beside its matches."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pages import Element, read
from sqlalchemy import func, select
from staff_city import COLD_CHAIN, made, staff_in

from app.extensions import db
from app.models import Requirement
from app.services import demands, requirements
from app.services.recognising import matcher_of
from app.services.requirements import Filters
from app.wiring import parts


@pytest.fixture
def staff(city_app: Flask) -> Iterator[FlaskClient]:
    with staff_in(city_app) as client:
        yield client


def page(staff: FlaskClient, address: str, status: int = 200) -> Element:
    answer = staff.get(address)
    assert answer.status_code == status
    return read(answer.text)


def scores(of: Element) -> list[int]:
    return [int(e.text) for e in of.find("span", class_="score-number")]


def test_a_new_requirement_is_understood_and_matched(staff: FlaskClient) -> None:
    found = page(staff, f"/staff/requirements/{made(staff)}")
    (head,) = found.find("h1")
    assert "试用冷链" in head.text
    assert "示例" not in head.text
    assert "冷链物流" in found.find("dl", class_="bars bars-industry")[0].text
    assert len(found.find("article")) >= 3
    first = found.find("section", **{"aria-labelledby": "r-spaces"})[0]
    assert scores(first) == sorted(scores(first), reverse=True)
    assert found.find("meta", name="robots")[0].attrs["content"] == "noindex, nofollow"
    assert "账号上线前，本页对所有人开放" in found.text


def test_what_cannot_be_read_is_said_beside_the_field_and_kept(staff: FlaskClient) -> None:
    before = db.session.scalar(select(func.count(Requirement.id)))
    wrong = {**COLD_CHAIN, "area_min": "三百", "needed_by": "明年", "industry_add": "炼金术"}
    answer = staff.post("/staff/requirements", data=wrong)
    assert answer.status_code == 400
    form = read(answer.text)
    for field, value in (("area_min", "三百"), ("needed_by", "明年"), ("industry_add", "炼金术")):
        (box,) = form.find("input", id=f"f-{field}")
        assert (box.attrs["value"], box.attrs["aria-invalid"]) == (value, "true")
        assert form.find("p", id=f"f-{field}-error")
    assert form.find("textarea")[0].text == COLD_CHAIN["text"]
    assert db.session.scalar(select(func.count(Requirement.id))) == before


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": " "}, "text"),
        ({"investor": ""}, "investor"),
        ({"area_min": "900", "area_max": "300"}, "area_max"),
        ({"ceiling_min": "80"}, "ceiling_min"),
        ({"must": "luck"}, "must"),
        ({"regions": "杭州"}, "regions"),
        ({"status": "lost"}, "status"),
    ],
)
def test_what_cannot_be_asked_is_refused(staff: FlaskClient, change: dict[str, str], field: str) -> None:
    answer = staff.post("/staff/requirements", data={**COLD_CHAIN, **change})
    assert answer.status_code == 400
    assert read(answer.text).find("a", href=f"#f-{field}")


def test_another_site_can_write_nothing(staff: FlaskClient) -> None:
    number = made(staff)
    for address in ("", f"/{number}", f"/{number}/proposal", f"/{number}/spaces/1/verdict"):
        answer = staff.post(f"/staff/requirements{address}", data=COLD_CHAIN, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
    answer = staff.post("/staff/clusters/1/positioning", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403


def test_a_typed_industry_counts_instead_of_the_words(staff: FlaskClient) -> None:
    number = made(staff)
    form = {**COLD_CHAIN, "industry_add": "股权投资基金"}
    assert staff.post(f"/staff/requirements/{number}", data=form).status_code == 303
    found = page(staff, f"/staff/requirements/{number}")
    assert [e.attrs["value"] for e in found.find("input", name="industries") if "checked" in e.attrs] == [
        "finance.equity_fund"
    ] or (db.session.get_one(Requirement, number).industries)
    assert "股权投资基金" in found.find("dl", class_="bars bars-industry")[0].text
    assert "100%" in found.find("dl", class_="bars bars-industry")[0].text


def test_musts_under_their_older_name_are_musts(staff: FlaskClient) -> None:
    row = next(row for row in db.session.scalars(select(Requirement)) if "regions" in row.must)
    need = demands.need_of(row, matcher_of(parts(), db.session))
    assert "region" in need.must
    assert "regions" not in need.must
    assert page(staff, f"/staff/requirements/{row.id}").find("input", name="must", value="region")[0].attrs.get(
        "checked", "no"
    ) in ("", None)


def test_the_list_is_narrowed_ordered_and_summed_up(staff: FlaskClient) -> None:
    found = page(staff, "/staff/requirements?region=南湖区&sort=-area&col=investor&col=area&col=regions")
    heads = [e.text.split("㎡")[0].strip(" ↓") for e in found.find("th", scope="col")]
    assert heads == ["投资方", "面积", "区域"]
    cells = [[c.text for c in row.find("td")] for row in found.find("tbody")[0].find("tr")]
    assert all("南湖区" in regions for _area, regions in cells)
    most = [int(area.split("–")[-1].strip("≥≤ ").replace(",", "")) for area, _regions in cells]
    assert most == sorted(most, reverse=True)
    rows = requirements.worklist(parts(), db.session, Filters(region="南湖区"))
    low = sum(float(row.area_min_sqm or row.area_max_sqm or 0) for row in rows)
    assert f"合计 {len(rows)} 个需求" in found.text
    assert f"{low:,.0f}–" in found.find("p", class_="worklist-total")[0].text
    next_order = next(a for a in found.find("a") if a.text.startswith("面积"))
    assert "col=investor" in next_order.attrs["href"]


def test_a_sector_is_what_was_chosen_or_recognised(staff: FlaskClient) -> None:
    number = made(staff)
    known = {row.id for row in requirements.worklist(parts(), db.session, Filters(sector="logistics"))}
    assert number in known
    assert len(known) < 91
    staff.post(f"/staff/requirements/{number}", data={**COLD_CHAIN, "industry_add": "股权投资基金"})
    db.session.expire_all()
    known = {row.id for row in requirements.worklist(parts(), db.session, Filters(sector="logistics"))}
    assert number not in known


def test_the_workbook_is_the_list_as_it_stands(staff: FlaskClient) -> None:
    made(staff, text="=HYPERLINK(1) 做冷链配送", investor="+试用冷链")
    answer = staff.get("/staff/requirements/export.xlsx?q=试用冷链&col=investor&col=text&col=area")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    with ZipFile(BytesIO(answer.data)) as zipped:
        strings = ElementTree.fromstring(zipped.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(zipped.read("xl/worksheets/sheet1.xml"))
    texts = [t.text or "" for t in strings.iter() if t.tag.endswith("}t")]
    assert texts[1] == "筛选：关键词 试用冷链"
    assert texts[2].endswith("共 1 个需求")
    assert texts[3:] == [
        "投资方", "需求内容", "面积从（㎡）", "面积到（㎡）", "'+试用冷链", "'=HYPERLINK(1) 做冷链配送", "合计 1 个需求",
    ]  # fmt: skip
    assert not [e for e in sheet.iter() if e.tag.endswith("}f")]


@pytest.mark.parametrize("query", ["sort=x", "page=999", "region=x", "sector=x", "status=x", "col=x", "q=%00"])
def test_a_strange_address_is_no_error(staff: FlaskClient, query: str) -> None:
    assert staff.get(f"/staff/requirements?{query}").status_code == 200
    assert staff.get(f"/staff/requirements/export.xlsx?{query}").status_code == 200


def test_what_is_not_there_is_not_found(staff: FlaskClient) -> None:
    for address in (
        "/staff/requirements/99999",
        "/staff/spaces/99999/requirements",
        "/staff/clusters/9999/positioning",
    ):
        page(staff, address, 404)
