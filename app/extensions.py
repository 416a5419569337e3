"""The extensions, made once and bound to the app in ``create_app``."""

from __future__ import annotations

import sqlite3

from flask_babel import Babel
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Engine, event
from sqlalchemy.pool import ConnectionPoolEntry

db = SQLAlchemy()
babel = Babel()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: object, record: ConnectionPoolEntry) -> None:
    """Foreign keys on, readers beside one writer, and patience before 'database is locked'."""
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=15000"):
            connection.execute(f"PRAGMA {pragma}")
