"""What tests of the matcher share: the real encoder, and the matcher of the real rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from offers import LEAVES

from app.extensions import db
from app.services.recognising import matcher_of
from app.wiring import parts
from matcher.encoder import Encoder
from matcher.industries import IndustryRecognizer
from matcher.matching import Matcher


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Encoder]:
    """The packaged model, with a memory of its own."""
    made = Encoder(cache=tmp_path_factory.mktemp("encoder") / "vectors.db")
    yield made
    made.close()


@pytest.fixture(scope="session")
def recognizer(encoder: Encoder) -> IndustryRecognizer:
    """A recogniser that knows three leaves."""
    return IndustryRecognizer(LEAVES, encoder)


@pytest.fixture(scope="session")
def real(city_app: Flask) -> Matcher:
    """The matcher of the plan's clusters and the whole taxonomy."""
    with city_app.app_context():
        return matcher_of(parts(), db.session)
