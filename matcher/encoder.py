"""Texts to vectors through sentence-transformers, remembered on disk. The only file that imports it.

``PACKAGED`` names the model inside the wheel; any other name is loaded by sentence-transformers from a folder or
its cache. The library takes seconds to import, so it is loaded on first need, by one thread.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PACKAGED = "packaged:multilingual-e5-small"
Vectors = npt.NDArray[np.float32]

CHUNK = 500
"""How many texts are embedded before they are remembered and progress is told."""

_TABLE = "CREATE TABLE IF NOT EXISTS vector (key TEXT PRIMARY KEY, value BLOB NOT NULL)"


class Encoder:
    """Embeds queries and passages, normalised float32. ``cache`` is a file, or ``None`` to remember nothing.

    A vector is remembered under (model, side, text): the cache never has to be emptied. What people type is not
    remembered: it is theirs, and has no end. ``progress`` is told how many of how many texts are embedded.
    """

    def __init__(self, model: str = PACKAGED, cache: Path | None = None) -> None:
        self.name = model
        self.progress: Callable[[int, int], None] = lambda done, total: None
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()
        self._cache = self._open(cache)

    @staticmethod
    def _open(cache: Path | None) -> sqlite3.Connection:
        if cache:
            cache.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(cache or ":memory:", check_same_thread=False, timeout=30)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(_TABLE)
        return connection

    def queries(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension). For needs: what asks."""
        return self._encode(texts, "query: ", keep=False)

    def passages(self, texts: Sequence[str], *, keep: bool = True) -> Vectors:
        """Shape (len(texts), dimension). For profiles and phrases: what is asked about."""
        return self._encode(texts, "passage: ", keep=keep)

    def remembered(self) -> int:
        """How many vectors are kept."""
        with self._lock:
            return int(self._cache.execute("SELECT count(*) FROM vector").fetchone()[0])

    def close(self) -> None:
        with self._lock:
            self._cache.close()

    def _encode(self, texts: Sequence[str], prompt: str, *, keep: bool) -> Vectors:
        keys = [hashlib.sha256(f"{self.name}\0{prompt}\0{text}".encode()).hexdigest() for text in texts]
        with self._lock:
            known = self._known(keys)
            missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
            for start in range(0, len(missing), CHUNK):
                part = list(missing)[start : start + CHUNK]
                fresh = self._load().encode([missing[key] for key in part], prompt=prompt, normalize_embeddings=True)
                vectors = dict(zip(part, np.asarray(fresh, dtype=np.float32), strict=True))
                if keep:
                    self._remember(vectors)
                known |= vectors
                self.progress(start + len(part), len(missing))
        return np.stack([known[key] for key in keys]) if keys else np.zeros((0, 0), dtype=np.float32)

    def _known(self, keys: Sequence[str]) -> dict[str, Vectors]:
        found: dict[str, Vectors] = {}
        for start in range(0, len(keys), 500):
            part = keys[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._cache.execute(f"SELECT key, value FROM vector WHERE key IN ({marks})", part)  # noqa: S608
            found |= {key: np.frombuffer(value, dtype=np.float32) for key, value in rows}
        return found

    def _remember(self, vectors: dict[str, Vectors]) -> None:
        rows = [(key, vector.tobytes()) for key, vector in vectors.items()]
        with self._cache:
            self._cache.executemany("INSERT OR REPLACE INTO vector VALUES (?, ?)", rows)

    def _load(self) -> SentenceTransformer:
        if self._model is None:
            from sentence_transformers import SentenceTransformer

            if self.name == PACKAGED:
                from matcher.packaged_e5 import PackagedE5

                self._model = SentenceTransformer(modules=[PackagedE5()], device="cpu")
            else:
                self._model = SentenceTransformer(self.name, device="cpu")
        return self._model
