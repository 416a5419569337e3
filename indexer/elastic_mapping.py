"""What an Elasticsearch index of ours is made of: the mapping from the table of fields, and a document for it."""

from __future__ import annotations

import math
from typing import Any

from indexer.documents import SpaceDocument
from indexer.fields import FIELDS, ORDERS, WHOLE_FIELDS


def mapping() -> dict[str, Any]:
    """The mapping, from the table of fields."""
    kinds = {
        "keyword": {"type": "keyword"},
        "number": {"type": "double"},
        "words": {"type": "text", "analyzer": "whitespace", "index_options": "freqs"},
    }
    properties: dict[str, Any] = {f.name: {"type": "long"} if f.name in WHOLE_FIELDS else kinds[f.kind] for f in FIELDS}
    properties |= {f"order_{name}": {"type": "long"} for name in ORDERS}
    return {"dynamic": "strict", "_source": {"includes": ["digest"]}, "properties": properties}


SETTINGS = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "auto_expand_replicas": "0-1",
    "refresh_interval": "-1",
    "gc_deletes": "0s",
}
"""One shard, so that scores are counted over all documents. We refresh after each write ourselves.

A replica counts removed documents of its own, so a search names a preference: the same copy answers every page.
"""


def source_of(space: SpaceDocument) -> dict[str, Any]:
    """A document's fields. Raises ``ValueError`` or ``TypeError`` for what no index can hold."""
    source: dict[str, Any] = {}
    for field in FIELDS:
        value = field.value(space)
        if field.kind == "number" and value is not None and not math.isfinite(value):  # type: ignore[arg-type]
            raise ValueError(f"{field.name} is {value}")
        if value is not None:
            source[field.name] = " ".join(value) if field.kind == "words" else value  # type: ignore[arg-type]
    return source | {f"order_{name}": key(space) for name, key in ORDERS.items()}
