"""Build a generation aside, verify it, swap it in. Until the swap the old one serves; a failure changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from indexer.documents import SpaceDocument
from indexer.engine import EngineError, Failure, SearchEngine
from indexer.generation import new_name

BATCH = 1000


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
) -> tuple[str, list[Failure]]:
    """Index all documents anew and serve them. Returns the generation and the documents refused.

    Raises ``EngineError`` if what was written is not what is found; the old generation then still serves.
    """
    name = new_name(encoder)
    engine.begin(name)
    written, failures = 0, list[Failure]()
    for batch in _batches(documents):
        failures += engine.fill(name, batch)
        written += len(batch)
        progress(written)
    found, expected = engine.count(name), written - len(failures)
    if found != expected:
        raise EngineError(f"rebuild {name}: wrote {expected} documents, found {found}")
    engine.swap(name)
    return name, failures
