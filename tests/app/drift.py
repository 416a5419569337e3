"""Drift: what the rows say and what the index says, compared (the oracle of every sync test)."""

from __future__ import annotations

from sqlalchemy.orm import Session

from app.services.documents import all_documents
from indexer.documents import SpaceDocument
from indexer.engine import SearchEngine
from indexer.query import SearchQuery


def drift(engine: SearchEngine, session: Session) -> set[int]:
    """Ids that are only on one side, in another version, or not found by what their document says."""
    session.expire_all()
    expected = {document.id: document for document in all_documents(session)}
    indexed = engine.versions()
    differing = {i for i in expected.keys() | indexed.keys() if _version(expected.get(i)) != indexed.get(i)}
    return differing | {d.id for d in expected.values() if not _found(engine, d)}


def _version(document: SpaceDocument | None) -> int | None:
    return document.version if document else None


def _found(engine: SearchEngine, document: SpaceDocument) -> bool:
    asked = SearchQuery(
        regions=(document.region,),
        clusters=(document.cluster,) if document.cluster else (),
        buildings=(document.building,),
        deals=(document.deal,),
        space_types=(document.space_type,),
        facilities=document.facilities,
        policies=document.policies,
        area_min=document.area_least,
        area_max=document.area,
        size=100,
    )
    return document.id in {hit.id for hit in engine.search(asked).hits}
