"""Build a generation aside, verify it, swap it in. Until the swap the old one serves; a failure changes nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from indexer.documents import SpaceDocument
from indexer.engine import EngineBusy, EngineError, Failure, Permit, SearchEngine, always
from indexer.generation import new_name
from indexer.sync import backoff

BATCH = 4000
MOST_REFUSALS = 5


def _batches(documents: Iterable[SpaceDocument]) -> Iterator[list[SpaceDocument]]:
    iterator = iter(documents)
    while batch := list(islice(iterator, BATCH)):
        yield batch


def rebuild(
    engine: SearchEngine,
    documents: Iterable[SpaceDocument],
    *,
    encoder: str,
    progress: Callable[[int], None] = lambda done: None,
    permit: Permit = always,
    wait: Callable[[float], None] = time.sleep,
) -> tuple[str, list[Failure]]:
    """Index all documents anew and serve them. Returns the generation and the documents refused.

    Raises ``EngineError`` if what was written is not what is found, and what ``permit`` raises, which is asked
    before every step; the old generation then still serves.
    """
    name = new_name(encoder)
    engine.begin(name)
    written, failures = 0, list[Failure]()
    for batch in _batches(documents):
        permit()
        failures += _fill(engine, name, batch, permit, wait)
        written += len(batch)
        progress(written)
    found, expected = engine.count(name), written - len(failures)
    if found != expected:
        raise EngineError(f"rebuild {name}: wrote {expected} documents, found {found}")
    permit()
    engine.swap(name)
    return name, failures


def _fill(
    engine: SearchEngine,
    name: str,
    batch: list[SpaceDocument],
    permit: Permit,
    wait: Callable[[float], None],
    refused: int = 0,
) -> list[Failure]:
    """Add a batch; a busy engine gets half of it at a time, later, until it has refused too often in a row."""
    try:
        return engine.fill(name, batch)
    except EngineBusy:
        if refused == MOST_REFUSALS:
            raise
        wait(backoff(refused + 1))
        permit()
        half = -(-len(batch) // 2)
        parts = [part for part in (batch[:half], batch[half:]) if part]
        return [failure for part in parts for failure in _fill(engine, name, part, permit, wait, refused + 1)]
