"""``flask serve``: everything one machine needs - set up what is missing, then the web process with a worker beside.

The worker is a child process; when either ends, both end.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from http.client import HTTPConnection

from flask import Flask

from app.extensions import db
from app.services import demo_seeds, indexing, migrating, plan_seeds
from app.services.leasing import WriterLease
from app.services.recognising import matcher_of
from app.wiring import parts
from indexer.generation import fits

Say = Callable[[str], None]


def set_up(app: Flask, say: Say) -> None:
    """Migrate, load the plan and the sample, build the index and the models: only what is missing."""
    with app.app_context():
        settings = parts().settings
        migrated = not migrating.is_current(db.engine)
        if migrated:
            say("migrating the database")
            migrating.upgrade(db.engine)
        fresh = not plan_seeds.has_plan(db.session)
        if fresh or migrated:
            say("loading the plan's facts and the industry vocabulary")
            plan_seeds.seed_plan(db.session)
        if fresh:
            say("loading the sample city (示例数据)")
            demo_seeds.seed_demo(db.session, today=date.today(), seed=settings.seed)
        if not fits(parts().engine.generation(), parts().encoder.name):
            build_index(say)
        if not any((settings.data_dir / "models").glob("industries-*.joblib")):
            say("embedding the industry vocabulary and training recognition (a minute or two, once)")
            parts().encoder.progress = lambda done, total: say(f"  {done} of {total} phrases") if total > 1 else None
            matcher_of(parts(), db.session)


def build_index(say: Say) -> None:
    lease = WriterLease(db.sessionmaker, parts().settings.lease_seconds)
    say("building the search index")
    generation, failures = indexing.rebuild_index(
        parts().engine,
        db.sessionmaker,
        lease,
        encoder=parts().encoder.name,
        progress=lambda done: say(f"  {done} spaces indexed"),
    )
    indexing.drain_all(parts().engine, indexing.DatabaseOutbox(db.sessionmaker), lease)
    lease.give_back()
    say(f"index {generation} serves; {len(failures)} refused")


def serve(host: str, port: int, say: Say) -> int:
    """Run worker and web until one of them ends. Returns the exit code."""
    worker = _child("-m", "flask", "--app", "wsgi", "worker")
    web = _child("-m", "gunicorn", "--config", "python:app.web", "wsgi:app")
    children = [worker, web]

    def stop(number: int, frame: object) -> None:
        for child in children:
            child.terminate()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
    if _answers(host, port, web):
        say(f"\n  嘉楼通 is ready:  http://{host}:{port}/\n")
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    stop(0, None)
    return max(child.wait() for child in children)


def _child(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *arguments], env=os.environ.copy())  # noqa: S603 - our own commands


def _answers(host: str, port: int, web: subprocess.Popen[bytes], seconds: float = 60.0) -> bool:
    """Wait until the web process answers, or has ended."""
    reachable = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and web.poll() is None:
        connection = HTTPConnection(reachable, port, timeout=seconds)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == HTTPStatus.OK
        except OSError:
            time.sleep(0.1)
        finally:
            connection.close()
    return False
