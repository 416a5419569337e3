"""The words a person may use, from the rows and ``seeds/vocabulary/terms.yaml``, for the parser and the labels."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Belt, Brand, Building, Cluster, ClusterKind, Industry, Region
from app.services.plan_seeds import VOCABULARY
from indexer.analysis import fold
from indexer.understanding import Vocabulary

Entry = tuple[str, str, str]

_PLACES = ((Region, "regions"), (Belt, "belts"), (Cluster, "clusters"), (Building, "buildings"))
_SHORTEST = 2


@cache
def terms() -> dict[str, list[dict[str, Any]]]:
    """The fixed values of a listing with the words people use for them."""
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load((VOCABULARY / "terms.yaml").read_text("utf-8"))
    return loaded


@cache
def english_terms() -> dict[str, str]:
    """Canonical Chinese value → its English label."""
    return {str(term["value"]): str(term["en"]) for entries in terms().values() for term in entries if "value" in term}


@cache
def function_words() -> dict[str, str]:
    """Folded word → function code, longer words first so that 研发总部 is not read as 总部."""
    entries = yaml.safe_load((VOCABULARY / "functions.yaml").read_text("utf-8"))
    words = {fold(word): entry["code"] for entry in entries for word in entry["words"]}
    return dict(sorted(words.items(), key=lambda item: -len(item[0])))


def vocabulary_of(session: Session) -> Vocabulary:
    """Every name, alias and term. A phrase that names a place or a term is not also read as an industry."""
    named = [*_terms(), *_places(session)]
    taken = {fold(phrase) for phrase, _, _ in named}
    industries = (entry for entry in _industries(session) if fold(entry[0]) not in taken)
    return Vocabulary.of([*named, *industries])


def facts_key(session: Session) -> tuple[object, ...]:
    """Changes when names are added or taken away, so that what was built from them is built anew."""
    counts = (select(func.count()).select_from(m).scalar_subquery() for m in (Building, Cluster, Industry))
    return tuple(session.execute(select(*counts)).one())


def _terms() -> Iterator[Entry]:
    for name, entries in terms().items():
        for entry in entries:
            for word in entry["words"]:
                for value in entry.get("values", [entry.get("value")]):
                    yield str(word), name.replace("space_type_groups", "space_types"), str(value)


def _places(session: Session) -> Iterator[Entry]:
    for model, name in _PLACES:
        for row in session.execute(select(model.name, model.name_en, model.aliases)):
            for phrase in (row.name, row.name_en, *row.aliases):
                if phrase and len(phrase) >= _SHORTEST:
                    yield phrase, name, row.name
    belts = set(session.scalars(select(Belt.road)))
    for road in session.scalars(select(Building.road).distinct().order_by(Building.road)):
        if len(road) >= _SHORTEST and road not in belts:
            yield road, "roads", road
    for belt in session.scalars(select(Belt)):
        yield belt.road, "belts", belt.name
        yield belt.name_en.removesuffix(" Belt"), "belts", belt.name
    for brand in session.execute(select(Brand.name, Brand.name_en)):
        yield from ((phrase, "brands", brand.name) for phrase in brand)
    for kind in session.scalars(select(ClusterKind)):
        yield f"{kind.name}楼宇", "kinds", kind.name
        yield f"{kind.name_en} cluster", "kinds", kind.name
        yield f"{kind.name}集群", "kinds", kind.name


def _industries(session: Session) -> Iterator[Entry]:
    leaves = select(Industry).where(Industry.parent_id.is_not(None))
    for leaf in session.scalars(leaves):
        for phrase in (leaf.name, leaf.name_en, *leaf.phrases, *leaf.phrases_en):
            if len(phrase) >= _SHORTEST:
                yield phrase, "industries", leaf.code
