"""Settings of the web process: ``gunicorn --config python:app.web wsgi:app``.

Each process starts to answer at once and builds what takes seconds (the matcher, the map) beside.
"""

from __future__ import annotations

import threading
from typing import Any

from flask import Flask

from app.settings import Settings

_settings = Settings.from_env()

bind = f"{_settings.host}:{_settings.port}"
workers = _settings.web_workers
worker_class = "gthread"
threads = 8
timeout = 120
loglevel = "warning"
limit_request_line = 8190
"""Gunicorn's most: 500 Chinese characters in an address are 4,500 bytes."""


def post_worker_init(worker: Any) -> None:
    """Warm up in the background, so that the first person does not wait for it."""
    threading.Thread(target=_warm_up, args=(worker.app.callable,), daemon=True).start()


def _warm_up(app: Flask) -> None:
    from app.extensions import db
    from app.presenters.places import projection
    from app.services import demands
    from app.services.recognising import matcher_of
    from app.services.searching import vocabulary
    from app.wiring import parts

    with app.app_context():
        projection()
        vocabulary(parts(), db.session)
        matcher_of(parts(), db.session)
        demands.warm(parts(), db.session)
