"""The worker: holds the writer's lease and keeps the index up to date from the outbox."""

from __future__ import annotations

import signal
import threading

import structlog
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db
from app.services.indexing import DatabaseOutbox, check_fits
from app.services.leasing import LeaseLost, WriterLease
from app.wiring import parts
from indexer.engine import EngineBusy, EngineError
from indexer.sync import Pace, drain

IDLE_SECONDS = 0.5
STANDBY_SECONDS = 3.0
TROUBLE_SECONDS = 5.0

log = structlog.get_logger()


def run_worker(app: Flask, stop: threading.Event | None = None) -> None:
    """Drain until told to stop. Another worker may stand by: it takes over when the lease runs out."""
    stop = stop or _stop_on_signals()
    with app.app_context():
        lease = WriterLease(db.sessionmaker, parts().settings.lease_seconds)
        outbox = DatabaseOutbox(db.sessionmaker)
        pace = Pace()
        while not stop.is_set():
            stop.wait(_step(outbox, lease, pace))
        lease.give_back()


def _step(outbox: DatabaseOutbox, lease: WriterLease, pace: Pace) -> float:
    """One batch. Returns how long to rest."""
    try:
        if not lease.take():
            return STANDBY_SECONDS
        check_fits(parts().engine, parts().encoder.name)
        taken = drain(parts().engine, outbox, lease.keep, limit=pace.batch)
    except LeaseLost:
        log.warning("another process took over; standing by")
        return STANDBY_SECONDS
    except EngineBusy as error:
        log.warning("the search server is busy; writing less", error=str(error), batch=pace.batch)
        return pace.slower()
    except (EngineError, SQLAlchemyError) as error:
        log.warning("index sync failed; will try again", error=str(error))
        return TROUBLE_SECONDS
    pace.faster()
    if taken:
        log.info("index synced", jobs=taken)
    return 0.0 if taken else IDLE_SECONDS


def _stop_on_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    return stop
