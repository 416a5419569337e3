"""What the rows say against what the index holds, and the repair of every difference through the outbox."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.models.outbox import enqueue
from app.services.documents import all_documents
from indexer.engine import SearchEngine


@dataclass(frozen=True)
class Drift:
    """Ids that differ. ``stale``: the document is not the one that the rows make today."""

    published: int
    indexed: int
    missing: frozenset[int]
    stale: frozenset[int]
    orphan: frozenset[int]
    duplicate: frozenset[int]

    def __str__(self) -> str:
        parts = [f"db={self.published}", f"idx={self.indexed}", f"missing={len(self.missing)}"]
        parts += [f"stale={len(self.stale)}", f"orphan={len(self.orphan)}"]
        return " ".join([*parts, f"duplicate={len(self.duplicate)}"] if self.duplicate else parts)

    @property
    def ids(self) -> frozenset[int]:
        return self.missing | self.stale | self.orphan | self.duplicate


def drift_of(engine: SearchEngine, session: Session) -> Drift:
    """Compare every document by its content."""
    held = engine.contents()
    rows = {document.id: document.digest for document in all_documents(session)}
    indexed = dict(held)
    return Drift(
        published=len(rows),
        indexed=len(held),
        missing=frozenset(rows.keys() - indexed.keys()),
        stale=frozenset(i for i in rows.keys() & indexed.keys() if rows[i] != indexed[i]),
        orphan=frozenset(indexed.keys() - rows.keys()),
        duplicate=frozenset(i for i, times in Counter(i for i, _ in held).items() if times > 1),
    )


def reconcile(engine: SearchEngine, session: Session) -> Drift:
    """Find what differs and leave a job for each that repairs it."""
    drift = drift_of(engine, session)
    if drift.ids:
        enqueue(session, drift.ids)
        session.commit()
    return drift
