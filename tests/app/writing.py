"""A process that wants to write the index: ``python writing.py DATABASE_URL FOLDER LOG SECONDS [STOP]``.

Each write goes under the lease into one index on disk. When it may write, with the folder locked, it notes the token
of its lease: tokens rise with every taking, so a write by a holder of yesterday would stand after a higher one.
With STOP it stops itself at its third turn, just when it believes that it may write.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

from app.models import Lease
from app.services.leasing import LEASE, LeaseLost, WriterLease
from indexer.engine import EngineError, open_engine

STOP_AT = 3


def run(database_url: str, folder: str, log: Path, seconds: int, *, stop: bool) -> None:
    sessions = sessionmaker(create_engine(database_url))
    lease = WriterLease(sessions, seconds)
    engine = open_engine(f"tantivy://{folder}")
    turns = 0
    while True:
        if not lease.take():
            time.sleep(0.02)
            continue
        with sessions() as session:
            token = session.get_one(Lease, LEASE).token

        def permitted(token: int = token) -> None:
            lease.keep()
            with log.open("a") as notes:
                notes.write(f"{token} {os.getpid()}\n")

        turns += 1
        if stop and turns == STOP_AT:
            os.kill(os.getpid(), signal.SIGSTOP)
        try:
            engine.apply([], [1], permitted)
        except (LeaseLost, EngineError):
            continue
        lease.give_back()


if __name__ == "__main__":
    run(sys.argv[1], sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]), stop="STOP" in sys.argv)
