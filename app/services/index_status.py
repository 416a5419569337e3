"""How far the index lags, who writes it, what was given up: ``flask index status``, ``/healthz``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import IndexDelay, IndexJob, Lease, Space
from app.models.base import utc_now
from app.models.outbox import waiting
from app.services.leasing import LEASE
from indexer.engine import EngineError, SearchEngine
from indexer.generation import fits


@dataclass(frozen=True)
class IndexStatus:
    """Staleness is the time from an edit to the durable write of its document, over the last jobs, in seconds."""

    generation: str | None
    current: bool
    documents: int
    published: int
    depth: int
    due: int
    dead: int
    oldest_seconds: float
    staleness_p50: float | None
    staleness_p99: float | None
    last_write: datetime | None
    writer: str | None
    writer_until: datetime | None


def status_of(engine: SearchEngine, session: Session, *, encoder: str, now: datetime | None = None) -> IndexStatus:
    moment = now or utc_now()
    box = waiting(session)
    age = (moment - box["oldest"]).total_seconds() if box["oldest"] else 0.0
    due = select(func.count()).where(IndexJob.dead.is_(False), IndexJob.not_before <= moment)
    delays = sorted(session.scalars(select(IndexDelay.seconds)))
    lease = session.get(Lease, LEASE)
    held = lease is not None and lease.expires_at > moment
    generation, documents = _serving(engine)
    return IndexStatus(
        generation=generation,
        current=fits(generation, encoder),
        documents=documents,
        published=session.scalar(select(func.count(Space.id)).where(Space.status == "published")) or 0,
        depth=box["depth"],
        due=session.scalar(due) or 0,
        dead=box["dead"],
        oldest_seconds=max(age, 0.0),
        staleness_p50=_quantile(delays, 0.5),
        staleness_p99=_quantile(delays, 0.99),
        last_write=session.scalar(select(func.max(IndexDelay.written_at))),
        writer=lease.holder if lease and held else None,
        writer_until=lease.expires_at if lease and held else None,
    )


def _serving(engine: SearchEngine) -> tuple[str | None, int]:
    try:
        generation = engine.generation()
        return generation, engine.count(generation) if generation else 0
    except EngineError:
        return None, 0


def _quantile(ordered: list[float], share: float) -> float | None:
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else None
