"""``/healthz`` says how the index stands; ``/readyz`` whether traffic may come."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from small_city import SmallCity

from app.extensions import db
from app.models import IndexJob
from app.models.base import utc_now
from app.models.outbox import enqueue
from app.monitoring import LATE_SECONDS
from app.services import indexing
from app.services.leasing import WriterLease
from app.settings import Settings
from app.wiring import parts


def build_index() -> None:
    lease = WriterLease(db.sessionmaker, 600)
    indexing.rebuild_index(parts().engine, db.sessionmaker, lease, encoder=parts().encoder.name)


def health(app: Flask) -> dict:
    answer = app.test_client().get("/healthz")
    assert answer.status_code == 200
    return answer.get_json()


def test_a_whole_city_is_well_and_ready(client: FlaskClient) -> None:
    body = client.get("/healthz").get_json()
    assert body["status"] == "ok"
    assert body["index"]["current"] is True
    assert body["index"]["documents"] == body["index"]["published"] > 2000
    staleness = body["outbox"].pop("staleness_p99_seconds")
    assert staleness > 0
    assert body["outbox"] == {"depth": 0, "dead": 0, "oldest_seconds": 0.0}
    answer = client.get("/readyz")
    assert (answer.status_code, answer.get_json()) == (200, {"ready": True})


def test_without_an_index_it_is_degraded_and_not_ready(app: Flask, small: SmallCity) -> None:
    body = health(app)
    assert body["status"] == "degraded"
    assert body["index"] == {"generation": None, "current": False, "documents": 0, "published": 4}
    answer = app.test_client().get("/readyz")
    assert (answer.status_code, answer.get_json()) == (503, {"ready": False})


def test_an_outbox_that_waits_too_long_degrades(app: Flask, small: SmallCity) -> None:
    build_index()
    assert health(app)["status"] == "ok"
    enqueue(db.session, [small.plain], now=utc_now() - timedelta(seconds=LATE_SECONDS / 2))
    db.session.commit()
    assert health(app)["status"] == "ok"
    enqueue(db.session, [small.whole], now=utc_now() - timedelta(seconds=LATE_SECONDS + 30))
    db.session.commit()
    body = health(app)
    assert (body["status"], body["outbox"]["depth"]) == ("degraded", 2)
    assert body["outbox"]["oldest_seconds"] >= LATE_SECONDS + 30


def test_a_job_that_was_given_up_degrades(app: Flask, small: SmallCity) -> None:
    build_index()
    db.session.add(IndexJob(space_id=small.plain, dead=True, not_before=utc_now()))
    db.session.commit()
    body = health(app)
    assert (body["status"], body["outbox"]["dead"]) == ("degraded", 1)


def test_a_database_that_is_not_there_is_said(settings: Settings, make_app) -> None:
    nowhere = make_app(replace(settings, database_url="sqlite:////no/such/folder/x.db")).test_client()
    answer = nowhere.get("/healthz")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "down")
    assert nowhere.get("/readyz").status_code == 503


def test_a_database_that_is_not_migrated_is_not_ready(settings: Settings, make_app) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    assert make_app(settings).test_client().get("/readyz").status_code == 503


def test_neither_tells_secrets(client: FlaskClient) -> None:
    said = client.get("/healthz").get_data(as_text=True) + client.get("/readyz").get_data(as_text=True)
    for word in ("sqlite", "postgres", "for tests only", "/tmp"):
        assert word not in said
