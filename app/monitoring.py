"""``/healthz`` (alive, and how far the index lags) and ``/readyz`` (may take traffic)."""

from __future__ import annotations

from flask import Flask, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.services.index_status import status_of
from app.services.migrating import is_current
from app.wiring import parts
from indexer.engine import EngineError

LATE_SECONDS = 60.0
"""An outbox older than this means the worker is not keeping up."""


def _health() -> tuple[Response, int]:
    shared = parts()
    try:
        index = status_of(shared.engine, db.session, encoder=shared.encoder.name)
    except SQLAlchemyError:
        return jsonify(status="down", database="unreachable"), 503
    late = index.oldest_seconds > LATE_SECONDS
    body = {
        "status": "degraded" if late or not index.current or index.dead else "ok",
        "index": {
            "generation": index.generation,
            "current": index.current,
            "documents": index.documents,
            "published": index.published,
        },
        "outbox": {
            "depth": index.depth,
            "dead": index.dead,
            "oldest_seconds": round(index.oldest_seconds, 1),
            "staleness_p99_seconds": index.staleness_p99,
        },
    }
    return jsonify(body), 200


def _ready() -> tuple[Response, int]:
    shared = parts()
    try:
        ready = is_current(db.engine) and shared.engine.generation() is not None
    except EngineError:
        ready = True  # pages do without a search server: the database answers
    except SQLAlchemyError:
        ready = False
    return jsonify(ready=ready), 200 if ready else 503


def init_monitoring(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", _health)
    app.add_url_rule("/readyz", "readyz", _ready)
