"""The engine border: what a search engine must do, the errors it may raise, and how one is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

from indexer.documents import SpaceDocument
from indexer.query import Results, SearchQuery


class EngineError(Exception):
    """The engine could not answer or write. The caller may retry or degrade; nothing was half done."""


class EngineUnavailable(EngineError):  # noqa: N818 - reads as the state it reports
    """There is no index to ask: not built yet, or the server does not answer."""


class EngineBusy(EngineError):  # noqa: N818 - reads as the state it reports
    """The engine asks for less or for later (429, 503): try again with a smaller batch after a pause."""


@dataclass(frozen=True)
class Failure:
    """One document the engine refused, and why. The others of the batch went in."""

    id: int
    error: str


Permit = Callable[[], None]
"""Raises when the caller is not the one writer any more."""


def always() -> None:
    """The permit of a caller that has no rival."""


class SearchEngine(Protocol):
    """One search index with generations: exactly one serves, others are built aside.

    Writes are durable when the call returns. Only the holder of the lease may call a writing method.
    """

    def search(self, query: SearchQuery) -> Results: ...

    def generation(self) -> str | None:
        """The name of the serving generation, or ``None`` before the first build."""

    def versions(self) -> dict[int, int]:
        """Id → version of every document in the serving generation."""

    def contents(self) -> Sequence[tuple[int, int]]:
        """(id, digest) of every document in the serving generation, in no order; a duplicate is there twice."""

    def apply(self, upserts: Sequence[SpaceDocument], deletes: Sequence[int], permit: Permit = always) -> list[Failure]:
        """Write to the serving generation. A document older than the one indexed is passed over.

        ``permit`` is asked as late as the engine can, when nobody else can write any more, and may raise.
        """

    def begin(self, generation: str) -> None:
        """Make a new empty generation aside, replacing a leftover of the same name."""

    def fill(self, generation: str, documents: Iterable[SpaceDocument]) -> list[Failure]:
        """Add documents to a generation that is being built."""

    def count(self, generation: str) -> int:
        """How many documents a generation holds, served or not."""

    def swap(self, generation: str) -> None:
        """Serve this generation from now on, atomically, and drop the others."""


def open_engine(url: str) -> SearchEngine:
    """Open an engine by URL: ``tantivy:///path`` on disk, ``tantivy://memory``, ``http(s)://…`` Elasticsearch.

    Raises ``ValueError`` for any other scheme, and for an address that cannot be used.
    """
    scheme = url.partition("://")[0].lower()
    if scheme in ("http", "https"):
        from indexer.elastic_engine import open_elastic

        return open_elastic(url)
    if scheme != "tantivy":
        raise ValueError("SEARCH_URL: begins with tantivy://, http:// or https://; no other engine is known")
    from indexer.tantivy_engine import TantivyEngine

    parts = urlsplit(url)
    return TantivyEngine(None if parts.netloc == "memory" else parts.path)
