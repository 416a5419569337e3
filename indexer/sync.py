"""Bring the index up to date from the outbox: read rows, write documents, and only then acknowledge."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.documents import SpaceDocument
from indexer.engine import Permit, SearchEngine, always

BATCH = 500
LONGEST_WAIT_SECONDS = 60.0


def backoff(tries: int) -> float:
    """Seconds to wait after so many failures in a row: doubling with jitter, at most a minute."""
    return min(LONGEST_WAIT_SECONDS, 2.0**tries) * random.uniform(0.5, 1.0)  # noqa: S311 - jitter


@dataclass
class Pace:
    """How much is written at once: half as much after every refusal for being too busy, more again after successes."""

    batch: int = BATCH
    refused: int = 0

    def slower(self) -> float:
        """Takes less next time. Returns how many seconds to wait before."""
        self.batch = max(1, self.batch // 2)
        self.refused += 1
        return backoff(self.refused)

    def faster(self) -> None:
        self.batch = min(BATCH, self.batch * 2)
        self.refused = 0


@dataclass(frozen=True)
class Job:
    """A space that changed. ``revision`` tells whether it changed again since it was read."""

    space_id: int
    revision: int


class Outbox(Protocol):
    """The waiting jobs, and the documents as the database has them now."""

    def due(self, limit: int) -> Sequence[Job]: ...

    def documents(self, ids: Sequence[int]) -> Mapping[int, SpaceDocument]:
        """Documents of the published ones among ``ids``; the others are to be deleted."""

    def done(self, jobs: Sequence[Job]) -> None:
        """Forget the jobs whose revision is still the one that was read."""

    def failed(self, job: Job, error: str) -> None:
        """Count a try; after too many the job is dead and delays nobody."""


def drain(engine: SearchEngine, outbox: Outbox, permit: Permit = always, *, limit: int = BATCH) -> int:
    """Apply one batch of waiting jobs. Returns how many were taken; 0 means the outbox is empty.

    Raises ``EngineError`` with nothing acknowledged when the engine is down, and what ``permit`` raises.
    """
    jobs = outbox.due(limit)
    if not jobs:
        return 0
    documents = outbox.documents([job.space_id for job in jobs])
    gone = [job.space_id for job in jobs if job.space_id not in documents]
    refused = {f.id: f.error for f in engine.apply(list(documents.values()), gone, permit)}
    outbox.done([job for job in jobs if job.space_id not in refused])
    for job in jobs:
        if job.space_id in refused:
            outbox.failed(job, refused[job.space_id])
    return len(jobs)
