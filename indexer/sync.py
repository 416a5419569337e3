"""Bring the index up to date from the outbox: read rows, write documents, and only then acknowledge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from indexer.documents import SpaceDocument
from indexer.engine import SearchEngine

BATCH = 500


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


def drain(engine: SearchEngine, outbox: Outbox, *, limit: int = BATCH) -> int:
    """Apply one batch of waiting jobs. Returns how many were taken; 0 means the outbox is empty.

    Raises ``EngineError`` with nothing acknowledged when the engine is down.
    """
    jobs = outbox.due(limit)
    if not jobs:
        return 0
    documents = outbox.documents([job.space_id for job in jobs])
    gone = [job.space_id for job in jobs if job.space_id not in documents]
    refused = {f.id: f.error for f in engine.apply(list(documents.values()), gone)}
    outbox.done([job for job in jobs if job.space_id not in refused])
    for job in jobs:
        if job.space_id in refused:
            outbox.failed(job, refused[job.space_id])
    return len(jobs)
