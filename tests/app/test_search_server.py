"""The application on a search server: rows arrive, people find them, and when the server goes the database answers."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest
from drift import drift
from elasticsearch import Elasticsearch
from flask import Flask
from small_city import SmallCity

from app.extensions import db
from app.models import Space
from app.services import indexing, migrating
from app.services.leasing import WriterLease
from app.services.reconciling import reconcile
from app.settings import Settings
from app.wiring import parts

pytestmark = pytest.mark.elastic


@pytest.fixture
def app(settings: Settings, elastic: str, make_app) -> Iterator[Flask]:
    prefix = f"app-{uuid.uuid4().hex[:12]}"
    made = make_app(replace(settings, search_url=f"{elastic}/{prefix}"))
    with made.app_context():
        migrating.upgrade(db.engine)
        yield made
    with Elasticsearch(elastic) as client:
        for index in client.indices.get(index=f"{prefix}-*"):
            client.indices.delete(index=index)


def drain() -> None:
    lease = WriterLease(db.sessionmaker, 60)
    indexing.drain_all(parts().engine, indexing.DatabaseOutbox(db.sessionmaker), lease)
    lease.give_back()


def test_an_edit_arrives_and_a_space_taken_off_leaves(app: Flask, engine, small: SmallCity) -> None:
    client = app.test_client()
    assert client.get("/api/v1/spaces").json["total"] == len(small.published)
    db.session.get(Space, small.plain).rent_day = Decimal("9.99")
    db.session.get(Space, small.bare).status = "withdrawn"
    db.session.commit()
    drain()
    found = client.get("/api/v1/spaces?rent_min=9").json
    assert [item["id"] for item in found["items"]] == [small.plain]
    assert client.get("/api/v1/spaces").json["total"] == len(small.published) - 1
    db.session.get(Space, small.bare).status = "published"
    db.session.commit()
    drain()
    assert not drift(engine, db.session)
    assert not reconcile(engine, db.session).ids


def test_words_facets_and_status_come_from_the_server(app: Flask, engine, small: SmallCity) -> None:
    page = app.test_client().get("/search?q=物流小镇").get_data(as_text=True)
    assert "智慧物流小镇" in page
    assert "搜索服务暂时不可用" not in page
    assert app.test_client().get("/healthz").json["status"] == "ok"


def test_without_the_server_the_database_answers_and_says_so(settings: Settings, make_app) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"http://127.0.0.1:{taken.getsockname()[1]}"
    app = make_app(replace(settings, search_url=nobody))
    with app.app_context():
        migrating.upgrade(db.engine)
        client = app.test_client()
        page = client.get("/search?q=写字楼&area_band=100-200")
        assert page.status_code == 200
        assert "搜索服务暂时不可用" in page.get_data(as_text=True)
        assert client.get("/api/v1/spaces").json["degraded"] is True
        assert client.get("/healthz").json["status"] == "degraded"
        assert client.get("/readyz").json == {"ready": True}
