"""The embedded engine: tantivy in memory or on disk. The only file that imports tantivy.

On disk each generation is a folder and ``CURRENT`` names the serving one; replacing that file is the swap.
Several processes may read; the holder of the lease writes.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from indexer.documents import SpaceDocument
from indexer.engine import EngineError, EngineUnavailable, Failure, Permit, always
from indexer.fields import FACET_FIELDS, FIELDS, ORDERS, WHOLE_FIELDS, Value
from indexer.query import FACET_CHOICES, MAX_WINDOW, MOST_VALUES, Hit, Results, SearchQuery
from indexer.tantivy_query import build_query, has_score

_HEAP = 64_000_000
_BEYOND = 100
"""Hits read beyond the page, to see whether it ends among equal scores."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for field in FIELDS:
        if field.kind == "keyword":
            builder.add_text_field(field.name, fast=True, tokenizer_name="raw", index_option="basic")
        elif field.kind == "words":
            builder.add_text_field(field.name, tokenizer_name="whitespace", index_option="freq")
        elif field.name in WHOLE_FIELDS:
            builder.add_unsigned_field(field.name, indexed=True, fast=True)
        else:
            builder.add_float_field(field.name, indexed=True, fast=True)
    for name in ORDERS:
        builder.add_unsigned_field(f"order_{name}", fast=True)
    return builder.build()


def _add(document: tantivy.Document, name: str, kind: str, value: Value) -> None:
    if value is None:
        return
    if kind == "words":
        document.add_text(name, " ".join(value) if not isinstance(value, str | int | float) else str(value))
    elif kind == "keyword":
        for word in [value] if isinstance(value, str) else value:  # type: ignore[union-attr]
            document.add_text(name, word)
    elif name in WHOLE_FIELDS:
        document.add_unsigned(name, int(value))  # type: ignore[arg-type]
    else:
        document.add_float(name, float(value))  # type: ignore[arg-type]


def _document(space: SpaceDocument) -> tantivy.Document:
    document = tantivy.Document()
    for field in FIELDS:
        _add(document, field.name, field.kind, field.value(space))
    for name, key in ORDERS.items():
        document.add_unsigned(f"order_{name}", key(space))
    return document


def _documents(spaces: Sequence[SpaceDocument]) -> tuple[dict[int, tantivy.Document], list[Failure]]:
    """Documents by id, the last of an id winning, and the spaces that cannot be made into one."""
    documents: dict[int, tantivy.Document] = {}
    failures: list[Failure] = []
    for space in spaces:
        try:
            documents[space.id] = _document(space)
        except (ValueError, TypeError, OverflowError) as error:
            failures.append(Failure(space.id, str(error)))
    return documents, failures


class TantivyEngine:
    """``SearchEngine`` on tantivy. ``path`` is the folder of the generations; ``None`` keeps them in memory."""

    def __init__(self, path: str | None) -> None:
        self._root = Path(path) if path else None
        self._schema = _schema()
        self._indexes: dict[str, tantivy.Index] = {}
        self._serving: str | None = None
        self._lock = threading.RLock()
        if self._root:
            self._root.mkdir(parents=True, exist_ok=True)

    def generation(self) -> str | None:
        if self._root is None:
            return self._serving
        try:
            return (self._root / "CURRENT").read_text().strip()
        except FileNotFoundError:
            return None

    def search(self, query: SearchQuery) -> Results:
        if query.offset + query.size > MAX_WINDOW:
            raise ValueError(f"only the first {MAX_WINDOW} results can be paged through")
        searcher = self._searcher()
        limits = build_query(self._schema, query)
        hits, total = self._hits(searcher, limits, query)
        facets, area = self._counts(searcher, limits, query)
        return Results(hits, total, area, facets)

    def versions(self) -> dict[int, int]:
        searcher = self._searcher()
        return dict(self._values(searcher, tantivy.Query.all_query(), "version"))

    def contents(self) -> Sequence[tuple[int, int]]:
        searcher = self._searcher()
        return self._values(searcher, tantivy.Query.all_query(), "digest")

    def apply(self, upserts: Sequence[SpaceDocument], deletes: Sequence[int], permit: Permit = always) -> list[Failure]:
        index = self._serving_index()
        index.reload()
        ids = [space.id for space in upserts]
        among = tantivy.Query.term_set_query(self._schema, "id", ids) if ids else tantivy.Query.empty_query()
        known = dict(self._values(index.searcher(), among, "version"))
        fresh = [space for space in upserts if space.version >= known.get(space.id, 0)]
        return self._write(index, fresh, deletes, permit)

    def begin(self, generation: str) -> None:
        with self._lock:
            if self._root:
                folder = self._root / generation
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
            self._indexes[generation] = self._open(generation)

    def fill(self, generation: str, documents: Iterable[SpaceDocument]) -> list[Failure]:
        return self._write(self._indexes[generation], list(documents))

    def count(self, generation: str) -> int:
        index = self._indexes.get(generation) or self._reopen(generation)
        index.reload()
        return index.searcher().num_docs

    def swap(self, generation: str) -> None:
        with self._lock:
            if self._root:
                fresh = self._root / "CURRENT.new"
                fresh.write_text(generation)
                os.replace(fresh, self._root / "CURRENT")
            self._serving = generation
            self._prune(generation)

    def _prune(self, keep: str) -> None:
        for name in [name for name in self._indexes if name != keep]:
            del self._indexes[name]
        for folder in self._root.glob("spaces-*") if self._root else ():
            if folder.name != keep:
                shutil.rmtree(folder, ignore_errors=True)

    def _open(self, generation: str) -> tantivy.Index:
        if self._root is None:
            return tantivy.Index(self._schema)
        return tantivy.Index(self._schema, path=str(self._root / generation))

    def _serving_index(self) -> tantivy.Index:
        name = self.generation()
        if name is None:
            raise EngineUnavailable("the search index has not been built")
        with self._lock:
            if name not in self._indexes:
                self._indexes = {name: self._reopen(name)}
            return self._indexes[name]

    def _reopen(self, name: str) -> tantivy.Index:
        folder = self._root / name if self._root else None
        if folder is None or not folder.is_dir() or not tantivy.Index.exists(str(folder)):
            raise EngineUnavailable(f"the search index {name} is missing")
        try:
            return self._open(name)
        except ValueError as error:
            raise EngineUnavailable(f"the search index {name} was built with other fields") from error

    def _searcher(self) -> tantivy.Searcher:
        index = self._serving_index()
        index.reload()
        return index.searcher()

    def _write(
        self,
        index: tantivy.Index,
        spaces: Sequence[SpaceDocument],
        deletes: Sequence[int] = (),
        permit: Permit = always,
    ) -> list[Failure]:
        """Replace these documents and delete those. A refused document leaves its earlier version in place.

        The permit is asked while the folder is locked: whoever took over meanwhile must wait for the lock.
        """
        documents, failures = _documents(spaces)
        gone = [*documents, *deletes]
        try:
            with index.writer(_HEAP, 1) as writer:
                permit()
                if gone:
                    writer.delete_documents_by_query(tantivy.Query.term_set_query(self._schema, "id", gone))
                for document in documents.values():
                    writer.add_document(document)
                writer.commit()
        except ValueError as error:
            raise EngineError(str(error)) from error
        index.reload()
        return failures

    def _values(self, searcher: tantivy.Searcher, query: tantivy.Query, field: str) -> list[tuple[int, int]]:
        """(id, value) of every document that the query finds."""
        if not searcher.num_docs:
            return []
        found = [address for _, address in searcher.search(query, limit=searcher.num_docs).hits]
        ids = searcher.fast_field_values("id", found)
        return list(zip(ids, searcher.fast_field_values(field, found), strict=True))  # type: ignore[arg-type]

    def _hits(
        self, searcher: tantivy.Searcher, limits: tantivy.Query, query: SearchQuery
    ) -> tuple[tuple[Hit, ...], int]:
        if query.sort == "relevance" and has_score(query):
            return self._by_score(searcher, limits, query)
        order = "order_updated" if query.sort == "relevance" else f"order_{query.sort}"
        found = searcher.search(
            limits, limit=query.size, offset=query.offset, order_by_field=order, order=tantivy.Order.Asc
        )
        ids = searcher.fast_field_values("id", [address for _, address in found.hits])
        return tuple(Hit(int(i or 0), 0.0) for i in ids), found.count  # type: ignore[attr-defined]

    def _by_score(
        self, searcher: tantivy.Searcher, limits: tantivy.Query, query: SearchQuery
    ) -> tuple[tuple[Hit, ...], int]:
        """Score order; equal scores by freshness and id, which tantivy alone leaves to chance.

        Words make scores that differ, so that a little more than the page is enough to know it, as a rule.
        """
        first = min(MAX_WINDOW, query.offset + query.size + _BEYOND)
        for depth in (first, MAX_WINDOW) if query.text and first < MAX_WINDOW else (MAX_WINDOW,):
            found = searcher.search(limits, limit=depth)
            rows = self._ranked(searcher, found.hits)
            page = rows[query.offset : query.offset + query.size]
            if len(rows) < depth or not page or rows[-1][0] > page[-1][0]:
                break
        return tuple(Hit(i, -score) for score, _, i in page), found.count  # type: ignore[attr-defined]

    def _ranked(self, searcher: tantivy.Searcher, hits: Sequence[Any]) -> list[tuple[float, int, int]]:
        """(less for more relevance, order of freshness, id) of hits, in order."""
        addresses = [address for _, address in hits]
        ids = searcher.fast_field_values("id", addresses)
        freshness = searcher.fast_field_values("order_updated", addresses)
        rows = zip(hits, freshness, ids, strict=True)
        return sorted((-round(score, 3), int(fresh or 0), int(i or 0)) for (score, _), fresh, i in rows)

    def _counts(
        self, searcher: tantivy.Searcher, limits: tantivy.Query, query: SearchQuery
    ) -> tuple[dict[str, dict[str, int]], float]:
        """Facet counts and the summed area. What is counted apart takes a pass of its own; all others share one."""
        shared = {name: _terms(name) for name in query.facets if name not in query.counted_apart}
        found = searcher.aggregate(limits, {**shared, "area": {"sum": {"field": "area"}}})
        for name in query.counted_apart:
            rest = build_query(self._schema, query.without(FACET_CHOICES[name]))
            found[name] = searcher.aggregate(rest, {name: _terms(name)})[name]
        facets = {
            name: {bucket["key"]: int(bucket["doc_count"]) for bucket in found[name]["buckets"]}
            for name in query.facets
        }
        return facets, float(found["area"]["value"] or 0.0)


def _terms(facet: str) -> dict[str, dict[str, str | int]]:
    return {"terms": {"field": FACET_FIELDS[facet], "size": MOST_VALUES}}
