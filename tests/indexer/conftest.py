"""What tests of the index share: the real vocabulary from a seeded database, and documents made to order."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from elasticsearch import Elasticsearch
from samples import SIX

from app import create_app
from app.extensions import db
from app.services import migrating, plan_seeds
from app.services.vocabulary import vocabulary_of
from app.settings import Settings
from indexer.engine import SearchEngine, open_engine
from indexer.understanding import Understood, Vocabulary, understand


@pytest.fixture(scope="session")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """The words of the plan's places, terms and industries, as the application reads them from its rows."""
    folder = tmp_path_factory.mktemp("plan")
    settings = Settings.from_env({"DATA_DIR": str(folder), "SEARCH_URL": "tantivy://memory", "SECRET_KEY": "test"})
    with create_app(settings).app_context():
        migrating.upgrade(db.engine)
        plan_seeds.seed_plan(db.session)
        words = vocabulary_of(db.session)
        db.engine.dispose()
    return words


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Callable[..., Understood]:
    def read(words: str, today: date | None = None) -> Understood:
        return understand(words, vocabulary, today)

    return read


@pytest.fixture(params=["memory", "disk", pytest.param("elastic", marks=pytest.mark.elastic)])
def engine_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an engine of each kind that holds nothing yet."""
    if request.param != "elastic":
        yield "tantivy://memory" if request.param == "memory" else f"tantivy://{tmp_path / 'index'}"
        return
    address, prefix = request.getfixturevalue("elastic"), f"test-{uuid.uuid4().hex[:12]}"
    yield f"{address}/{prefix}"
    with Elasticsearch(address) as client:
        for index in client.indices.get(index=f"{prefix}-*"):
            client.indices.delete(index=index)


@pytest.fixture
def engine(engine_url: str) -> SearchEngine:
    """An empty engine that serves, of each kind."""
    made = open_engine(engine_url)
    made.begin("spaces-test-0")
    made.swap("spaces-test-0")
    return made


@pytest.fixture
def stocked(engine: SearchEngine) -> SearchEngine:
    """An engine with six spaces that differ in every field a query can ask for."""
    assert engine.apply(SIX, []) == []
    return engine
