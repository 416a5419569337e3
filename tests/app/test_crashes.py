"""R2, R7: a process killed at any point loses nothing. What is left behind serves, and the next process repairs it."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from crashing import DEAD, POINTS
from drift import drift
from small_city import SmallCity
from sqlalchemy import update

from app.extensions import db
from app.models import Lease
from app.models.base import utc_now
from app.services.indexing import DatabaseOutbox, drain_all, rebuild_index
from app.services.leasing import WriterLease
from app.services.reconciling import drift_of
from app.settings import ROOT
from indexer.engine import SearchEngine, open_engine

PROGRAM = Path(__file__).with_name("crashing.py")


@pytest.fixture
def folder(small: SmallCity, tmp_path: Path) -> Path:
    """An index on disk of the small city."""
    found = tmp_path / "index"
    engine = open_engine(f"tantivy://{found}")
    rebuild_index(engine, db.sessionmaker, WriterLease(db.sessionmaker, 600), encoder="any")
    return found


def _die(point: str, folder: Path) -> None:
    database = db.engine.url.render_as_string(hide_password=False)
    child = subprocess.run(
        [sys.executable, PROGRAM, point, database, folder],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert child.returncode == DEAD, child.stderr


def _lease_after_the_dead_ones() -> WriterLease:
    """The dead process still holds its lease: nobody else gets it until it has run out."""
    lease = WriterLease(db.sessionmaker, 600)
    with db.sessionmaker.begin() as session:
        session.execute(update(Lease).values(expires_at=utc_now() - timedelta(seconds=1)))
    assert lease.take()
    return lease


def _serves(engine: SearchEngine, small: SmallCity) -> bool:
    return len(engine.versions()) >= len(small.published) - 2


@pytest.mark.parametrize("point", POINTS)
def test_a_process_killed_at_any_point_loses_nothing(small: SmallCity, folder: Path, point: str) -> None:
    _die(point, folder)
    engine = open_engine(f"tantivy://{folder}")
    assert _serves(engine, small)
    lease = _lease_after_the_dead_ones()
    drain_all(engine, DatabaseOutbox(db.sessionmaker), lease)
    assert drift(engine, db.session) == set()
    assert not drift_of(engine, db.session).ids

    rebuild_index(engine, db.sessionmaker, lease, encoder="any")
    assert drift(engine, db.session) == set()
    assert [path.name for path in folder.glob("spaces-*")] == [engine.generation()]
