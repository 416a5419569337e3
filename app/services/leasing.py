"""The lease in the database that makes one writer of the index among all processes."""

from __future__ import annotations

import os
import socket
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from app.models import Lease
from app.models.base import utc_now

LEASE = "index-writer"


class LeaseLost(Exception):  # noqa: N818 - reads as what happened
    """Another process writes the index now; this one must stop at once."""


class WriterLease:
    """The right to write the index, taken from the database for ``seconds`` and renewed while used."""

    def __init__(self, sessions: sessionmaker[Session], seconds: int) -> None:
        self._sessions = sessions
        self._seconds = seconds
        self.holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"

    def take(self) -> bool:
        """Take or renew it. False while somebody else holds it."""
        now = utc_now()
        until = now + timedelta(seconds=self._seconds)
        free = or_(Lease.holder == self.holder, Lease.expires_at < now)
        try:
            with self._sessions.begin() as session:
                if session.get(Lease, LEASE) is None:
                    session.add(Lease(name=LEASE, holder=self.holder, token=1, expires_at=until))
                    return True
                taken = session.execute(
                    update(Lease)
                    .where(Lease.name == LEASE, free)
                    .values(holder=self.holder, token=Lease.token + 1, expires_at=until)
                )
                return bool(taken.rowcount == 1)  # type: ignore[attr-defined]
        except IntegrityError:
            return False

    def keep(self) -> None:
        """Renew it, though it may have run out, unless somebody else has taken it since. Raises ``LeaseLost``."""
        with self._sessions.begin() as session:
            kept = session.execute(
                update(Lease)
                .where(Lease.name == LEASE, Lease.holder == self.holder)
                .values(expires_at=utc_now() + timedelta(seconds=self._seconds))
            )
            if kept.rowcount != 1:  # type: ignore[attr-defined]
                raise LeaseLost("another process is writing the index")

    def give_back(self) -> None:
        with self._sessions.begin() as session:
            session.execute(
                update(Lease).where(Lease.name == LEASE, Lease.holder == self.holder).values(expires_at=utc_now())
            )


@contextmanager
def writing(lease: WriterLease) -> Iterator[None]:
    """Hold the lease while the block runs. Raises ``LeaseLost`` when somebody else has it."""
    if not lease.take():
        raise LeaseLost("another process is writing the index")
    try:
        yield
    finally:
        lease.give_back()
