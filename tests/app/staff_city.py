"""Staff at work in the sample city, and the city as it was when they have gone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, select

from app.extensions import db
from app.models import IndexJob, Investor, MatchFeedback, Proposal, Requirement

COLD_CHAIN = {
    "investor": "试用冷链",
    "text": "做冷链配送，要能装冷库的仓储办公",
    "area_min": "300",
    "area_max": "900",
    "deal": "出租",
    "must": ["area", "deal"],
}


@contextmanager
def staff_in(city_app: Flask) -> Iterator[FlaskClient]:
    with city_app.app_context():
        try:
            yield city_app.test_client()
        finally:
            db.session.rollback()
            for statement in (
                delete(MatchFeedback),
                delete(Proposal),
                delete(Requirement).where(Requirement.is_sample.is_(False)),
                delete(Investor).where(Investor.is_sample.is_(False)),
                delete(IndexJob),
            ):
                db.session.execute(statement)
            db.session.commit()


def made(staff: FlaskClient, **changes: object) -> int:
    """The id of a new requirement."""
    answer = staff.post("/staff/requirements", data={**COLD_CHAIN, **changes})
    assert answer.status_code == 303, answer.text[:2000]
    found = db.session.scalars(select(Requirement.id).order_by(Requirement.id.desc())).first()
    assert found is not None
    assert answer.location == f"/staff/requirements/{found}#results"
    return found
