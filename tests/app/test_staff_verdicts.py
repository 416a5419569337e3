"""Verdicts on spaces, what they would suggest, and who would want a space."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pages import Element, read
from sqlalchemy import select
from staff_city import made, staff_in

from app.extensions import db
from app.models import MatchFeedback, Requirement, Space
from app.services import demands, feedback
from app.services.demands import FITS
from app.wiring import parts


@pytest.fixture
def staff(city_app: Flask) -> Iterator[FlaskClient]:
    with staff_in(city_app) as client:
        yield client


@pytest.fixture
def number(staff: FlaskClient) -> int:
    return made(staff)


def looked_at(staff: FlaskClient, number: int) -> Element:
    return read(staff.get(f"/staff/requirements/{number}").text)


def spaces(of: Element) -> list[int]:
    return [
        int(e.attrs["id"].split("-")[1]) for e in of.find("article") if (e.attrs.get("id") or "").startswith("space-")
    ]


def test_a_space_turned_down_sinks_and_keeps_its_score(staff: FlaskClient, number: int) -> None:
    before = looked_at(staff, number)
    first, second = spaces(before)[:2]
    said = {"verdict": "unfit", "reason": "facilities", "note": "没有卸货平台"}
    answer = staff.post(f"/staff/requirements/{number}/spaces/{first}/verdict", data=said)
    assert (answer.status_code, answer.location) == (303, f"/staff/requirements/{number}#unfit")

    after = looked_at(staff, number)
    assert spaces(after)[0] == second
    (folded,) = after.find("details", id="unfit")
    assert spaces(folded) == [first]
    assert "设施不够" in folded.text
    assert "没有卸货平台" in folded.text
    score = [e.text for e in before.find("article", id=f"space-{first}")[0].find("span", class_="score-number")]
    assert score == [e.text for e in folded.find("span", class_="score-number")]
    row = db.session.scalars(select(MatchFeedback)).one()
    assert {"positioning", "area", "deal"} <= row.features.keys()
    assert all(0 <= value <= 1 for value in row.features.values())


def test_a_verdict_is_changed_and_taken_back(staff: FlaskClient, number: int) -> None:
    first = spaces(looked_at(staff, number))[0]
    address = f"/staff/requirements/{number}/spaces/{first}/verdict"
    staff.post(address, data={"verdict": "unfit", "reason": "rent"})
    staff.post(address, data={"verdict": "fit", "reason": "rent", "note": "已谈妥"})
    row = db.session.scalars(select(MatchFeedback)).one()
    assert (row.verdict, row.reason, row.note) == ("fit", "", "已谈妥")
    assert spaces(looked_at(staff, number))[0] == first
    assert staff.post(f"{address}/take-back").status_code == 303
    assert staff.post(f"{address}/take-back").status_code == 303
    db.session.rollback()
    assert not db.session.scalars(select(MatchFeedback)).all()


@pytest.mark.parametrize("said", [{}, {"verdict": "perhaps"}, {"verdict": "unfit", "note": "太远"}])
def test_a_verdict_without_its_reason_is_asked_for_again(staff: FlaskClient, number: int, said: dict[str, str]) -> None:
    first = spaces(looked_at(staff, number))[0]
    answer = staff.post(f"/staff/requirements/{number}/spaces/{first}/verdict", data=said)
    assert answer.status_code == 400
    (row,) = read(answer.text).find("article", id=f"space-{first}")
    assert row.find("p", class_="field-error")
    assert row.find("input", id=f"note-{first}")[0].attrs["value"] == said.get("note", "")
    assert not db.session.scalars(select(MatchFeedback)).all()


def _verdicts(number: int, verdict: str, count: int, value: float, start: int) -> None:
    ids = db.session.scalars(select(Space.id).order_by(Space.id).offset(start).limit(count)).all()
    db.session.add_all(
        MatchFeedback(
            requirement_id=number, space_id=i, verdict=verdict, score=60, features={"rent": value, "area": 0.5}
        )
        for i in ids
    )
    db.session.commit()


def test_feedback_suggests_in_words_and_applies_nothing(staff: FlaskClient, number: int) -> None:
    _verdicts(number, "fit", 9, 1.0, 0)
    _verdicts(number, "unfit", 10, 0.4, 9)
    assert {e.feature: e.advice for e in feedback.effects(db.session)}["rent"] == "few"
    _verdicts(number, "fit", 1, 1.0, 19)
    found = {e.feature: e for e in feedback.effects(db.session)}
    assert (found["rent"].advice, found["area"].advice, found["chain"].advice) == ("raise", "keep", "few")
    assert found["rent"].difference == pytest.approx(0.6)
    page = read(staff.get("/staff/feedback").text)
    assert "什么都不会自动改" in page.text
    rent = next(row for row in page.find("tr") if row.find("th", scope="row") and row.find("th")[0].text == "租金")
    assert "提高" in rent.text
    assert "+0.60" in rent.text
    assert "10 + 10" in rent.text


def test_a_space_knows_who_wants_it_and_why_others_do_not(staff: FlaskClient, number: int) -> None:
    first = spaces(looked_at(staff, number))[0]
    found = demands.wishes_for(parts(), db.session, first)
    mine = next(wish for wish in found.fitting if wish.row.id == number)
    shown = looked_at(staff, number).find("article", id=f"space-{first}")[0].find("span", class_="score-number")[0]
    assert f"{mine.match.score:.0f}" == shown.text
    assert [w.match.score for w in found.fitting] == sorted((w.match.score for w in found.fitting), reverse=True)
    assert all(w.match.score >= FITS for w in found.fitting)
    assert found.asked == 91
    lost = found.asked - len(found.fitting)
    assert max(one.count for one in found.lost) <= lost <= sum(one.count for one in found.lost)
    assert all(one.alone <= one.count for one in found.lost)

    page = read(staff.get(f"/staff/spaces/{first}/requirements").text)
    assert re.search(rf"{len(found.fitting)} / 91 个进行中的需求", page.text)
    db.session.get_one(Requirement, number).status = "closed"
    db.session.commit()
    assert demands.wishes_for(parts(), db.session, first).asked == 90


def test_words_are_understood_once(staff: FlaskClient, number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    row = db.session.get_one(Requirement, number)
    first = demands.demands_of(parts(), db.session, [row])[number]
    monkeypatch.setattr(parts().encoder, "_encode", None)
    assert demands.demands_of(parts(), db.session, [row])[number] is first
    row.text = "做股权投资基金"
    db.session.commit()
    monkeypatch.undo()
    again = demands.demands_of(parts(), db.session, [row])[number]
    assert again.need.industries[0].code.startswith("finance.")
