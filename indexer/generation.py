"""The name of an index generation: it tells schema, analyser and encoder, so a mismatch is seen and not mixed."""

from __future__ import annotations

import hashlib
import time

from indexer import analysis
from indexer.fields import schema_fingerprint


def fingerprint(encoder: str) -> str:
    """Ten hex digits that change with the schema, the analyser or the encoder."""
    text = "|".join((schema_fingerprint(), analysis.VERSION, encoder))
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def new_name(encoder: str) -> str:
    """A fresh generation name, later ones sorting after earlier ones."""
    return f"spaces-{fingerprint(encoder)}-{time.time_ns():020d}"


def fits(generation: str | None, encoder: str) -> bool:
    """Whether a serving generation was built with today's schema, analyser and encoder."""
    return generation is not None and generation.startswith(f"spaces-{fingerprint(encoder)}-")
