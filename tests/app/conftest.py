"""An application over every kind of database: empty, with the small city, and with an index of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from small_city import SmallCity, build
from sqlalchemy import delete

from app.extensions import db
from app.models import IndexJob
from app.services import indexing, migrating
from app.services.leasing import WriterLease
from app.settings import Settings
from app.wiring import parts
from indexer.engine import SearchEngine


@pytest.fixture
def app(settings: Settings, database_url: str, make_app) -> Iterator[Flask]:
    """A migrated, empty application; its context is open during the test."""
    made = make_app(replace(settings, database_url=database_url, search_url="tantivy://memory"))
    with made.app_context():
        migrating.upgrade(db.engine)
        yield made


@pytest.fixture
def small(app: Flask) -> SmallCity:
    """The small city, with nothing waiting in the outbox."""
    city = build(db.session)
    db.session.execute(delete(IndexJob))
    db.session.commit()
    return city


@pytest.fixture
def visitor(small: SmallCity, app: Flask) -> FlaskClient:
    """Somebody without an account, in the small city."""
    return app.test_client()


@pytest.fixture
def engine(small: SmallCity) -> SearchEngine:
    """The application's engine with an index of the small city."""
    lease = WriterLease(db.sessionmaker, 600)
    indexing.rebuild_index(parts().engine, db.sessionmaker, lease, encoder=parts().encoder.name)
    return parts().engine
