"""The engine on Elasticsearch 9. The only file that imports elasticsearch.

Each generation is an index and one alias names the serving one; moving the alias is the swap. The index is fed
with our own tokens, so that results do not depend on the server's plug-ins.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from elasticsearch import ApiError, Elasticsearch, NotFoundError, SerializationError, TransportError, helpers
from elasticsearch.exceptions import UnsupportedProductError

from indexer.breaker import Breaker
from indexer.documents import SpaceDocument
from indexer.elastic_mapping import SETTINGS, mapping, source_of
from indexer.elastic_query import build_body
from indexer.engine import EngineBusy, EngineError, EngineUnavailable, Failure, Permit, always
from indexer.query import MAX_WINDOW, Hit, Results, SearchQuery

SEARCH_SECONDS = 1.5
WRITE_SECONDS = 10.0
"""Less than the writer's lease lasts: a server that hangs must not outlive it."""
CHUNK_DOCUMENTS = 1000
CHUNK_BYTES = 5_000_000
TOO_MANY = 429
BUSY = frozenset({TOO_MANY, 503})
LATE = 409
"""A document older than the one indexed: passed over, no failure."""
_OPTIONS = frozenset({"ca", "api_key"})
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_.-]{0,99}")
"""No pattern and no list: a swap removes every index that begins with the prefix."""
_PAGE = 5000

Action = dict[str, Any]


def open_elastic(url: str) -> ElasticEngine:
    """``https://user:password@host:9200/prefix?ca=/path/ca.pem`` or ``…?api_key=…``; the prefix is optional.

    Raises ``ValueError``, never telling the password, for an address that cannot be used.
    """
    parts = _parts(url)
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if unknown := set(options) - _OPTIONS:
        raise ValueError(f"SEARCH_URL: no option {', '.join(sorted(unknown))}; known are {', '.join(sorted(_OPTIONS))}")
    if not parts.hostname:
        raise ValueError("SEARCH_URL: the server's name is missing")
    prefix = parts.path.strip("/") or "jialoutong"
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(
            "SEARCH_URL: the prefix begins with a small letter or a digit; besides these it may hold - _ and ."
        )
    return ElasticEngine(_client(parts, options), prefix)


def _parts(url: str) -> SplitResult:
    """The address taken apart. A password with / in it is read as a port, which the message must not repeat."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise ValueError("SEARCH_URL: no server and port can be read; write / in a password as %2F") from None
    return parts


def _client(parts: SplitResult, options: dict[str, str]) -> Elasticsearch:
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    access: dict[str, Any] = {"api_key": options.get("api_key"), "ca_certs": options.get("ca")}
    if parts.username:
        access["basic_auth"] = (unquote(parts.username), unquote(parts.password or ""))
    port = parts.port or (443 if parts.scheme == "https" else 9200)
    return Elasticsearch(
        f"{parts.scheme}://{host}:{port}",
        request_timeout=SEARCH_SECONDS,
        max_retries=0,
        **{name: value for name, value in access.items() if value},
    )


class ElasticEngine:
    """``SearchEngine`` on a server. Everything it makes there begins with ``prefix``."""

    def __init__(self, client: Elasticsearch, prefix: str, breaker: Breaker | None = None) -> None:
        self._reading = client
        self._writing = client.options(request_timeout=WRITE_SECONDS)
        self._prefix = prefix
        self._alias = f"{prefix}-spaces"
        self._breaker = breaker or Breaker()

    def generation(self) -> str | None:
        with self._asking():
            try:
                indices = self._reading.indices.get_alias(name=self._alias)
            except NotFoundError:
                return None
            return next((str(name).removeprefix(f"{self._prefix}-") for name in indices), None)

    def search(self, query: SearchQuery) -> Results:
        if query.offset + query.size > MAX_WINDOW:
            raise ValueError(f"only the first {MAX_WINDOW} results can be paged through")
        with self._asking():
            body = _arguments(build_body(query))
            return _results(self._reading.search(index=self._alias, preference=self._prefix, **body), query)

    def versions(self) -> dict[int, int]:
        with self._asking():
            return {int(hit["_id"]): int(hit["_version"]) for hit in self._pages()}

    def contents(self) -> Sequence[tuple[int, int]]:
        with self._asking():
            return [(int(hit["_id"]), int(hit["_source"]["digest"])) for hit in self._pages()]

    def apply(self, upserts: Sequence[SpaceDocument], deletes: Sequence[int], permit: Permit = always) -> list[Failure]:
        name = self.generation()
        if name is None:
            raise EngineUnavailable("the search index has not been built")
        return self._write(self._index(name), upserts, deletes, permit)

    def begin(self, generation: str) -> None:
        with self._asking():
            self._writing.indices.delete(index=self._index(generation), ignore_unavailable=True)
            self._writing.indices.create(index=self._index(generation), mappings=mapping(), settings=SETTINGS)

    def fill(self, generation: str, documents: Iterable[SpaceDocument]) -> list[Failure]:
        return self._write(self._index(generation), list(documents))

    def count(self, generation: str) -> int:
        with self._asking():
            self._writing.indices.refresh(index=self._index(generation))
            return int(self._writing.count(index=self._index(generation))["count"])

    def swap(self, generation: str) -> None:
        fresh = self._index(generation)
        with self._asking():
            others = [str(name) for name in self._writing.indices.get(index=f"{self._alias}-*") if name != fresh]
            add: Action = {"add": {"index": fresh, "alias": self._alias}}
            self._writing.indices.update_aliases(actions=[add, *({"remove_index": {"index": old}} for old in others)])

    def _index(self, generation: str) -> str:
        return f"{self._prefix}-{generation}"

    def _pages(self) -> Iterator[Any]:
        """Every document, page after page by id: the server's version is ours, for it is external."""
        after: list[Any] | None = None
        while True:
            found = self._writing.search(
                index=self._alias,
                size=_PAGE,
                sort=[{"id": "asc"}],
                search_after=after,
                source={"includes": ["digest"]},
                version=True,
            )["hits"]["hits"]
            yield from found
            if len(found) < _PAGE:
                return
            after = found[-1]["sort"]

    def _write(
        self, index: str, spaces: Sequence[SpaceDocument], deletes: Sequence[int] = (), permit: Permit = always
    ) -> list[Failure]:
        """Write what can be written; the last of an id wins. Visible to every search when this returns."""
        actions, failures = _actions(index, spaces)
        actions += [{"_op_type": "delete", "_index": index, "_id": str(i)} for i in deletes]
        permit()
        with self._asking():
            for done, answer in self._bulk(actions):
                if not done and (failure := _failure(answer)):
                    failures.append(failure)
            self._writing.indices.refresh(index=index)
        return failures

    def _bulk(self, actions: Sequence[Action]) -> Iterable[tuple[bool, dict[str, Any]]]:
        return helpers.streaming_bulk(
            self._writing,
            actions,
            chunk_size=CHUNK_DOCUMENTS,
            max_chunk_bytes=CHUNK_BYTES,
            raise_on_error=False,
        )

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """A stretch of work with the server: its errors become ours, and a server that is down is left alone."""
        if not self._breaker.admits():
            raise EngineUnavailable("the search server did not answer; it is left alone for a while")
        try:
            yield
        except EngineError:
            raise
        except (TransportError, SerializationError, UnsupportedProductError) as error:
            self._breaker.failed()
            raise EngineUnavailable(f"the search server does not answer: {type(error).__name__}") from error
        except NotFoundError as error:
            self._breaker.succeeded()
            raise EngineUnavailable("the search index is missing") from error
        except (KeyError, TypeError, ValueError) as error:
            self._breaker.failed()
            raise EngineError(f"the search server's answer makes no sense: {error!r}") from error
        except ApiError as error:
            raise self._refused(error) from error
        else:
            self._breaker.succeeded()

    def _refused(self, error: ApiError) -> EngineError:
        """An answer that is no answer: too busy, or wrong."""
        if error.status_code in BUSY:
            if error.status_code != TOO_MANY:
                self._breaker.failed()
            return EngineBusy(f"the search server is busy ({error.status_code})")
        self._breaker.succeeded()
        return EngineError(f"the search server refused: {error.status_code} {error.message}")


def _arguments(body: Action) -> dict[str, Any]:
    """The client's names for what is not a word of Python."""
    names = {"from": "from_", "_source": "source"}
    return {names.get(name, name): value for name, value in body.items()}


def _results(found: Any, query: SearchQuery) -> Results:
    hits, counts = found["hits"], found["aggregations"]
    scored = query.sort == "relevance"
    return Results(
        tuple(Hit(int(hit["_id"]), (hit["_score"] or 0.0) if scored else 0.0) for hit in hits["hits"]),
        hits["total"]["value"],
        float(counts["area"]["found"]["value"] or 0.0),
        {facet: _buckets(counts[facet]["found"]) for facet in query.facets},
    )


def _buckets(found: Any) -> dict[str, int]:
    return {bucket["key"]: int(bucket["doc_count"]) for bucket in found["buckets"]}


def _actions(index: str, spaces: Sequence[SpaceDocument]) -> tuple[list[Action], list[Failure]]:
    actions: dict[int, Action] = {}
    failures: list[Failure] = []
    for space in spaces:
        try:
            source = source_of(space)
        except (ValueError, TypeError, OverflowError) as error:
            failures.append(Failure(space.id, str(error)))
            continue
        version = {"version": space.version, "version_type": "external_gte"}
        actions[space.id] = {"_op_type": "index", "_index": index, "_id": str(space.id), "_source": source, **version}
    return list(actions.values()), failures


def _failure(answer: dict[str, Any]) -> Failure | None:
    """What the server said of one document. Raises ``EngineBusy`` when it asks for less."""
    ((operation, item),) = answer.items()
    if item["status"] in BUSY:
        raise EngineBusy("the search server takes no more for now")
    if item["status"] == LATE or (operation == "delete" and item["status"] == 404):
        return None
    error = item.get("error") or {}
    reason = error.get("reason", error) if isinstance(error, dict) else error
    return Failure(int(item["_id"]), str(reason))
