"""推介单: what an investor gets to see, and what not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pages import Element, read
from sqlalchemy import select
from staff_city import made, staff_in

from app.extensions import db
from app.models import Proposal, Requirement, Space
from app.wiring import parts


@pytest.fixture
def staff(city_app: Flask) -> Iterator[FlaskClient]:
    with staff_in(city_app) as client:
        yield client


@pytest.fixture
def number(staff: FlaskClient) -> int:
    return made(staff)


@pytest.fixture
def ids(staff: FlaskClient) -> list[int]:
    return list(db.session.scalars(select(Space.id).where(Space.status == "published").order_by(Space.id).limit(3)))


def sent(staff: FlaskClient, number: int, ids: list[int], **more: str) -> str:
    answer = staff.post(f"/staff/requirements/{number}/proposal", data={"id": ids, **more})
    assert answer.status_code == 303
    assert answer.location.startswith("/p/")
    return answer.location


def opened(staff: FlaskClient, address: str) -> Element:
    answer = staff.get(address)
    assert answer.status_code == 200
    return read(answer.text)


def test_each_space_has_the_five_items_in_order_and_the_name_is_masked(
    staff: FlaskClient, number: int, ids: list[int]
) -> None:
    page = opened(staff, sent(staff, number, ids, note="敬请参考"))
    proposed = page.find("section", class_="proposed")
    assert len(proposed) == 3
    for one in proposed:
        (items,) = one.find("dl", class_="five")
        names = [dt.text for div in items.children if isinstance(div, Element) for dt in div.find("dt")[:1]]
        assert names[:2] == ["楼宇环境", "招商面积"]
        assert names[2] in ("租金价格", "售价")
        assert names[3:5] == ["配套设施", "优惠政策"]
        assert "物业费" in one.text
        assert one.find("ul")[0].find("li")
    assert "给某企业的空间推介" in page.text
    assert "试用冷链" not in page.text
    assert "敬请参考" in page.text
    assert page.find("meta", name="robots")[0].attrs["content"] == "noindex, nofollow"
    assert page.find("div", class_="sheet-qr")[0].find("svg")


def test_the_name_is_shown_where_staff_say_so_and_never_the_profile(staff: FlaskClient, ids: list[int]) -> None:
    row = db.session.scalars(select(Requirement).where(Requirement.is_sample).order_by(Requirement.id)).first()
    assert row is not None
    page = opened(staff, sent(staff, row.id, ids, named="1"))
    assert f"给{row.investor.name}的空间推介" in page.text
    assert row.investor.profile not in page.text
    assert row.investor.code not in page.text


def test_a_code_cannot_be_guessed_or_changed(staff: FlaskClient, number: int, ids: list[int]) -> None:
    first, second = sent(staff, number, ids), sent(staff, number, ids)
    assert first != second
    assert len(first.removeprefix("/p/")) >= 24
    for wrong in ("/p/x", first[:-1], first.replace("/p/", "/p/n."), f"{first}%00"):
        assert staff.get(wrong).status_code == 404


def test_a_space_taken_down_since_is_said_to_be(staff: FlaskClient, number: int, ids: list[int]) -> None:
    address = sent(staff, number, ids)
    row = db.session.get_one(Space, ids[0])
    row.status = "withdrawn"
    db.session.commit()
    try:
        page = opened(staff, address)
        assert len(page.find("section", class_="proposed")) == 2
        (gone,) = page.find("tr", class_="is-gone")
        assert "已下架" in gone.text
        assert row.title in gone.text
        answer = staff.post(f"/staff/requirements/{number}/proposal", data={"id": ids})
        assert answer.status_code == 400
    finally:
        row.status = "published"
        db.session.commit()


def test_what_cannot_be_proposed_is_said(staff: FlaskClient, number: int, ids: list[int]) -> None:
    for data, words in (({}, "请先勾选"), ({"id": ids, "note": "长" * 1001}, "最多 1000 个字")):
        answer = staff.post(f"/staff/requirements/{number}/proposal", data=data)
        assert answer.status_code == 400
        assert words in answer.text
    assert not db.session.scalars(select(Proposal)).all()


def test_without_the_encoder_the_spaces_still_stand(
    staff: FlaskClient, number: int, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = sent(staff, number, ids)

    def down(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("no model")

    monkeypatch.setattr(parts().encoder, "_encode", down)
    page = opened(staff, address)
    assert len(page.find("section", class_="proposed")) == 3
    assert not page.find("div", class_="proposed-why")


def test_it_reads_in_english(staff: FlaskClient, number: int, ids: list[int]) -> None:
    page = opened(staff, f"{sent(staff, number, ids)}?lang=en")
    assert "Spaces for a company" in page.text
    assert "Why this space" in page.text
