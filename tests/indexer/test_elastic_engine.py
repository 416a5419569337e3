"""What only a server brings: refused documents, rollover by alias, and all the ways not to answer."""

from __future__ import annotations

import json
import socket
import threading
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from elasticsearch import Elasticsearch
from samples import space

from indexer.breaker import Breaker
from indexer.elastic_engine import ElasticEngine, open_elastic
from indexer.engine import EngineBusy, EngineError, EngineUnavailable, SearchEngine, open_engine
from indexer.generation import fits
from indexer.query import SearchQuery
from indexer.rebuild import rebuild

SHORT = 0.2
"""Seconds that the tests wait for a server that never answers."""


@pytest.fixture
def server(elastic: str) -> Iterator[tuple[str, Elasticsearch]]:
    """A prefix of its own, and a client to look behind the engine."""
    prefix = f"own-{uuid.uuid4().hex[:12]}"
    with Elasticsearch(elastic) as client:
        yield f"{elastic}/{prefix}", client
        for index in client.indices.get(index=f"{prefix}-*"):
            client.indices.delete(index=index)


def serving(url: str) -> SearchEngine:
    engine = open_engine(url)
    engine.begin("spaces-a-0")
    engine.swap("spaces-a-0")
    return engine


@pytest.mark.elastic
def test_what_the_server_refuses_is_told_and_everything_else_goes_in(server: tuple[str, Elasticsearch]) -> None:
    engine = serving(server[0])
    bad = (2**70, 2**71)
    failures = engine.apply([space(i) for i in (*range(1, 1499), *bad)], [])
    assert sorted(failure.id for failure in failures) == sorted(bad)
    assert all(failure.error for failure in failures)
    assert engine.count("spaces-a-0") == len(engine.versions()) == 1498


@pytest.mark.elastic
def test_a_rebuild_moves_the_alias_and_leaves_nothing_behind(server: tuple[str, Elasticsearch]) -> None:
    url, client = server
    prefix = url.rpartition("/")[2]
    engine = serving(url)
    engine.apply([space(1)], [])
    engine.begin("spaces-a-leftover")
    name, failures = rebuild(engine, [space(2), space(3)], encoder="e")
    assert failures == []
    assert list(client.indices.get(index=f"{prefix}-*")) == [f"{prefix}-{name}"]
    assert engine.generation() == open_engine(url).generation() == name
    assert fits(name, "e")
    assert not fits(name, "another")
    assert set(engine.versions()) == {2, 3}


@pytest.mark.elastic
@pytest.mark.parametrize("phase", ["begin", "fill", "count", "swap"])
def test_a_rebuild_that_breaks_off_leaves_the_old_one_serving(server: tuple[str, Elasticsearch], phase: str) -> None:
    class Broken(ElasticEngine):
        def __getattribute__(self, name: str) -> Any:
            if name == phase:
                raise EngineError(f"broken at {phase}")
            return super().__getattribute__(name)

    url, client = server
    engine = serving(url)
    engine.apply([space(1)], [])
    with pytest.raises(EngineError, match=phase):
        rebuild(Broken(client, url.rpartition("/")[2]), [space(2)], encoder="e")
    assert (engine.generation(), set(engine.versions())) == ("spaces-a-0", {1})
    rebuild(engine, [space(2)], encoder="e")
    assert set(engine.versions()) == {2}


@pytest.mark.elastic
def test_two_installations_on_one_server_do_not_see_each_other(server: tuple[str, Elasticsearch]) -> None:
    one, other = serving(server[0]), serving(f"{server[0]}-other")
    one.apply([space(1)], [])
    other.apply([space(2)], [])
    rebuild(one, [space(3)], encoder="e")
    assert (set(one.versions()), set(other.versions())) == ({3}, {2})


class Answers(BaseHTTPRequestHandler):
    """A server that answers everything alike."""

    status, body = 200, b""

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.send_response(self.status)
        self.send_header("X-Elastic-Product", "Elasticsearch")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.body)))
        self.end_headers()
        self.wfile.write(self.body)

    do_GET = do_POST = do_PUT = do_HEAD = answer  # noqa: N815 - the names http.server asks for

    def log_message(self, *said: object) -> None:
        """Say nothing: a test reports what matters."""


@pytest.fixture
def answering(request: pytest.FixtureRequest) -> Iterator[str]:
    """The address of a server that gives the answer the test asks for."""
    status, body = request.param
    handler = type("Fixed", (Answers,), {"status": status, "body": body})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def engine_at(address: str) -> ElasticEngine:
    client = Elasticsearch(address, request_timeout=SHORT, max_retries=0)
    return ElasticEngine(client.options(request_timeout=SHORT), "x")


REFUSAL = json.dumps({"error": {"type": "trouble", "reason": "trouble"}, "status": 429}).encode()


@pytest.mark.parametrize("answering", [(429, REFUSAL), (503, REFUSAL)], indirect=True)
def test_a_busy_server_asks_for_less(answering: str) -> None:
    engine = engine_at(answering)
    with pytest.raises(EngineBusy):
        engine.search(SearchQuery())
    with pytest.raises(EngineBusy):
        engine.fill("spaces-a-0", [space(1)])


@pytest.mark.parametrize("answering", [(200, b"<html>"), (200, b"{}"), (401, REFUSAL), (500, b"")], indirect=True)
def test_an_answer_that_makes_no_sense_is_an_error_of_the_engine(answering: str) -> None:
    with pytest.raises(EngineError):
        engine_at(answering).search(SearchQuery())


def test_a_server_that_refuses_or_hangs_is_unavailable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        hanging = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        with pytest.raises(EngineUnavailable):
            engine_at(hanging).search(SearchQuery())
    with pytest.raises(EngineUnavailable):
        engine_at(hanging).search(SearchQuery())


def test_after_some_failures_nobody_waits_and_then_one_asks_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        address = f"http://127.0.0.1:{taken.getsockname()[1]}"
    now = [0.0]
    engine = ElasticEngine(Elasticsearch(address, max_retries=0), "x", Breaker(2, 5.0, clock=lambda: now[0]))

    def said() -> str:
        with pytest.raises(EngineUnavailable) as caught:
            engine.search(SearchQuery())
        return str(caught.value)

    assert ["left alone" in said() for _ in range(4)] == [False, False, True, True]
    now[0] = 6.0
    assert ["left alone" in said() for _ in range(2)] == [False, True]


@pytest.mark.parametrize(
    ("url", "wrong"),
    [
        ("http://me:secret@/x", "name is missing"),
        ("http://me:secret@search:9200/x?sniff=1", "no option sniff"),
        ("solr://me:secret@search", "no other engine"),
        ("me:secret@search:9200/x", "no other engine"),
        ("http://me:secret：@search:9200/x", "no server"),
        ("http://me:secret@search:9200/*", "prefix"),
        ("http://me:secret@search:9200/mine,theirs", "prefix"),
        ("http://me:secret@search:9200/Upper", "prefix"),
        ("http://me:secret/word@search:9200/x", "%2F"),
        ("http://me:secret@search:99999/x", "port"),
    ],
)
def test_an_address_that_cannot_be_used_is_named_without_its_password(url: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong) as caught:
        open_engine(url)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("answering", [(401, REFUSAL)], indirect=True)
def test_no_error_tells_the_password(answering: str) -> None:
    engine = open_elastic(answering.replace("//", "//me:secret@"))
    with pytest.raises(EngineError) as caught:
        engine.search(SearchQuery())
    assert "secret" not in f"{caught.value!r} {caught.value.__cause__!r}"
