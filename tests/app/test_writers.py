"""R12: four real processes want to write; one is killed, one is stopped and goes on later. Never two at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from flask import Flask
from small_city import SmallCity

from app.extensions import db
from app.services.indexing import rebuild_index
from app.services.leasing import WriterLease
from app.settings import ROOT
from indexer.engine import open_engine

PROGRAM = Path(__file__).with_name("writing.py")
LEASE_SECONDS = 1
LOOKS = 1200


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def writers(app: Flask, small: SmallCity, tmp_path: Path, log: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    folder = tmp_path / "index"
    lease = WriterLease(db.sessionmaker, 600)
    rebuild_index(open_engine(f"tantivy://{folder}"), db.sessionmaker, lease, encoder="any")
    address = db.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, PROGRAM, address, folder, log, str(LEASE_SECONDS)]
    commands = [[*command, "STOP"], command, command, command]
    started = [subprocess.Popen(one, env={**os.environ, "PYTHONPATH": str(ROOT)}) for one in commands]
    yield started
    for process in started:
        process.kill()
        process.wait()


def _notes(log: Path) -> list[tuple[int, int]]:
    """(token, process) of every write, in the order of the writes."""
    lines = log.read_text().splitlines() if log.exists() else []
    return [(int(token), int(process)) for token, process in (line.split() for line in lines)]


def _until(condition: Callable[[], bool], alive: subprocess.Popen[bytes]) -> None:
    """Look again and again while the processes work."""
    for _ in range(LOOKS):
        if condition():
            return
        with suppress(subprocess.TimeoutExpired):
            alive.wait(0.05)
    raise AssertionError("it did not happen")


def _wrote_since(log: Path, before: int, *others: int) -> bool:
    """Whether somebody else has written since."""
    return any(who not in others for _, who in _notes(log)[before:])


def _stopped(process: subprocess.Popen[bytes]) -> bool:
    return Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "T"


def test_never_two_writers(writers: list[subprocess.Popen[bytes]], log: Path) -> None:
    sleeper, victim, *others = writers
    _until(lambda: _wrote_since(log, 0, sleeper.pid), others[0])
    _until(lambda: _stopped(sleeper), others[0])
    before = len(_notes(log))
    _until(lambda: _wrote_since(log, before, sleeper.pid), others[0])
    victim.kill()
    before = len(_notes(log))
    _until(lambda: _wrote_since(log, before, sleeper.pid, victim.pid), others[0])

    sleeper.send_signal(signal.SIGCONT)
    before = len(_notes(log))
    _until(lambda: len(_notes(log)) > before + 20, others[0])
    tokens = [token for token, _ in _notes(log)]
    assert tokens == sorted(set(tokens))
