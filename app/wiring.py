"""The parts that are built once for an app: engine, encoder, vocabulary, matcher and suggester."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from flask import Flask, current_app

from app.settings import Settings
from indexer.engine import SearchEngine, open_engine
from matcher.encoder import Encoder

Part = TypeVar("Part")


@dataclass
class Lazy(Generic[Part]):
    """A part built on first need, by one thread, and kept until the facts behind it change."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _key: object = None
    _part: Part | None = None

    def ready(self, key: object) -> Part | None:
        """The part if it is built and current, without waiting for it."""
        return self._part if self._key == key else None

    def get(self, key: object, build: Callable[[], Part]) -> Part:
        with self._lock:
            if self._part is None or self._key != key:
                self._part, self._key = build(), key
            return self._part


@dataclass(frozen=True)
class Parts:
    """What views and services share within one process."""

    settings: Settings
    engine: SearchEngine
    encoder: Encoder
    vocabulary: Lazy[object] = field(default_factory=Lazy)
    matcher: Lazy[object] = field(default_factory=Lazy)
    suggester: Lazy[object] = field(default_factory=Lazy)
    asked: Lazy[object] = field(default_factory=Lazy)


def init_parts(app: Flask, settings: Settings) -> None:
    encoder = Encoder(settings.embedding_model, settings.data_dir / "vectors.db")
    app.extensions["parts"] = Parts(settings, open_engine(settings.search_url), encoder)


def parts() -> Parts:
    found: Parts = current_app.extensions["parts"]
    return found
