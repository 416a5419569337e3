"""A search server for the tests: the one at ELASTICSEARCH_URL, or an Elasticsearch-compatible one from a wheel."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import noida_db


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a server that answers; one that was started here is stopped at the end."""
    if address := os.environ.get("ELASTICSEARCH_URL"):
        yield address.rstrip("/")
        return
    port = _free_port()
    program = Path(noida_db.__file__).parent / "noida-db"
    command = [program, "start", "--only", "elasticsearch", "--data-dir", folder, "--elasticsearch-port", str(port)]
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(server, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: subprocess.Popen[bytes], port: int) -> None:
    """Until the server accepts connections; each refused one returns at once, so the tries are limited by the server."""
    while server.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        with suppress(subprocess.TimeoutExpired):
            server.wait(0.05)
    sys.exit(f"the search server stopped with {server.returncode}")
