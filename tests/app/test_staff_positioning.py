"""Decisions of staff on what a cluster stands for."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from pages import read
from small_city import SmallCity
from sqlalchemy import select

from app.extensions import db
from app.models import Cluster, ClusterPositioning

REASON = "园区道路限行，冷藏车不能进入"


def decide(visitor: FlaskClient, small: SmallCity, **changes: str):
    said = {"industry": "logistics.cold_chain", "role": "unsuitable", "reason": REASON, **changes}
    return visitor.post(f"/staff/clusters/{small.cluster}/positioning", data=said)


def rows(small: SmallCity) -> list[ClusterPositioning]:
    db.session.rollback()
    found = select(ClusterPositioning).where(ClusterPositioning.cluster_id == small.cluster)
    return list(db.session.scalars(found.order_by(ClusterPositioning.id)))


def in_force(small: SmallCity) -> list[ClusterPositioning]:
    db.session.rollback()
    return db.session.get_one(Cluster, small.cluster).positioning_in_force


def test_a_decision_counts_instead_of_the_plan_until_it_is_taken_back(visitor: FlaskClient, small: SmallCity) -> None:
    assert decide(visitor, small).status_code == 303
    decision = rows(small)[-1]
    assert (decision.basis, decision.role, decision.term, decision.reason) == (
        "staff",
        "unsuitable",
        "冷链物流",
        REASON,
    )
    assert decision.decided_on is not None
    counting = [(row.industry.code, row.role) for row in in_force(small)]
    assert counting == [("logistics.express", "extended"), ("logistics.cold_chain", "unsuitable")]
    page = read(visitor.get(f"/staff/clusters/{small.cluster}/positioning").text)
    assert REASON in page.text
    assert "已由招商决定代替" in page.text

    answer = visitor.post(f"/staff/clusters/{small.cluster}/positioning/{decision.id}/take-back")
    assert answer.status_code == 303
    assert len(in_force(small)) == len(rows(small)) == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reason": "太短"}, "reason"),
        ({"reason": "长" * 401}, "reason"),
        ({"industry": "alchemy"}, "industry"),
        ({"industry": "logistics"}, "industry"),
        ({"role": "king"}, "role"),
    ],
)
def test_a_decision_needs_its_reason(
    visitor: FlaskClient, small: SmallCity, change: dict[str, str], field: str
) -> None:
    answer = decide(visitor, small, **change)
    assert answer.status_code == 400
    page = read(answer.text)
    assert page.find("p", id=f"f-{field}-error")
    assert page.find("textarea")[0].text == change.get("reason", REASON)
    assert len(rows(small)) == 2


def test_one_decision_an_industry(visitor: FlaskClient, small: SmallCity) -> None:
    decide(visitor, small)
    answer = decide(visitor, small, role="extended")
    assert answer.status_code == 400
    assert "请先撤回" in answer.text


def test_what_the_plan_says_cannot_be_taken_back(visitor: FlaskClient, small: SmallCity) -> None:
    plan = rows(small)[0]
    answer = visitor.post(f"/staff/clusters/{small.cluster}/positioning/{plan.id}/take-back")
    assert answer.status_code == 404
    assert len(rows(small)) == 2
