"""The words a person may use, from the rows and ``seeds/vocabulary/terms.yaml``, for the parser and the labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Belt, Brand, Building, Cluster, ClusterKind, ClusterPositioning, Industry, Region, Tenant
from app.services.plan_seeds import VOCABULARY
from indexer.analysis import fold
from indexer.bands import NEGOTIABLE
from indexer.understanding import Vocabulary

Entry = tuple[str, str, str]

_PLACES = ((Region, "regions"), (Belt, "belts"), (Cluster, "clusters"), (Building, "buildings"))
_SHORTEST = 2
_SHORT_NAME = 4
_NUMBERED = re.compile(r"[\d一二三四五六七八九十A-Za-z]+(?:号|座|栋|幢)")
"""What is only a number of a building is no name."""
_KIND_OF_PLACE = re.compile(r" (?:District|County|City)$")
_NEGOTIABLE = ("面议", "租金面议", "价格面议", "面议的", "可面议", "negotiable")
_ALONG = ("沿线", "一带", "沿路", "两侧", "附近", "周边", "集聚带")
"""With these a road means the belt along it."""
_NEAR = (
    "近{}", "靠近{}", "临近{}", "邻近{}", "挨着{}", "靠{}", "离{}近", "离{}不远", "离{}近一点", "离{}近点", "距{}近",
    "{}附近", "{}旁", "{}旁边", "{}边", "{}边上", "{}口", "{}近", "{}近一点", "{}近点", "{}不远", "{}方便", "{}周边",
    "{}沿线", "{}直达",
)  # fmt: skip
_NEAR_EN = ("near {}", "near the {}", "near a {}", "close to {}", "close to the {}", "next to the {}", "{} nearby")
_CORE = ("市本级", "嘉兴市区", "嘉兴市本级", "jiaxing proper")


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
def silent_sentences() -> tuple[str, ...]:
    """What people say that tells nothing of their trade."""
    loaded = yaml.safe_load((VOCABULARY / "sentences" / "nothing.yaml").read_text("utf-8"))
    return tuple(loaded["nothing"])


@cache
def function_sentences() -> dict[str, tuple[str, ...]]:
    """Function code, or none → what companies say of it."""
    loaded = yaml.safe_load((VOCABULARY / "functions" / "sentences.yaml").read_text("utf-8"))
    return {code: tuple(sentences) for code, sentences in loaded.items()}


@cache
def function_words() -> dict[str, str]:
    """Folded word → function code, longer words first so that 研发总部 is not read as 总部."""
    entries = yaml.safe_load((VOCABULARY / "functions" / "words.yaml").read_text("utf-8"))
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
    models = (Building, Cluster, ClusterPositioning, Industry, Tenant)
    counts = (select(func.count()).select_from(m).scalar_subquery() for m in models)
    decided = (
        select(ClusterPositioning.cluster_id, ClusterPositioning.industry_id, ClusterPositioning.role)
        .where(ClusterPositioning.basis == "staff")
        .order_by(ClusterPositioning.id)
    )
    return (*session.execute(select(*counts)).one(), *map(tuple, session.execute(decided)))


def _terms() -> Iterator[Entry]:
    for name, entries in terms().items():
        for entry in entries:
            for word in (*entry["words"], *_near(entry)):
                for value in entry.get("values", [entry.get("value")]):
                    yield str(word), name.replace("space_type_groups", "space_types"), str(value)


def _short_names(session: Session) -> Iterator[Entry]:
    """云帆商务中心 for 南湖CBD云帆商务中心: what follows the place a building is named after, if nothing else is."""
    places = [row.name for model in (Cluster, Region) for row in session.execute(select(model.name))]
    places += [name.removesuffix("市").removesuffix("县").removesuffix("区") for name in places]
    rests: dict[str, list[str]] = {}
    for building in session.scalars(select(Building.name)):
        for place in places:
            rest = building.removeprefix(place)
            if rest != building and len(rest) >= _SHORT_NAME and not _NUMBERED.match(rest):
                rests.setdefault(rest, []).append(building)
    yield from ((rest, "buildings", owners[0]) for rest, owners in rests.items() if len(set(owners)) == 1)


def _near(entry: Mapping[str, Any]) -> Iterator[str]:
    """What is near is said in many ways of the same few stops."""
    for stop in entry.get("stops", ()):
        patterns = _NEAR_EN if str(stop).isascii() else _NEAR
        yield from (pattern.format(stop) for pattern in patterns)


def _places(session: Session) -> Iterator[Entry]:
    for model, name in _PLACES:
        for row in session.execute(select(model.name, model.name_en, model.aliases)):
            for phrase in (row.name, row.name_en, _KIND_OF_PLACE.sub("", row.name_en or ""), *row.aliases):
                if phrase and len(phrase) >= _SHORTEST:
                    yield phrase, name, row.name
    yield from _short_names(session)
    roads = [road for road in session.scalars(select(Building.road).distinct()) if len(road) >= _SHORTEST]
    for road in sorted(roads):
        yield road, "roads", road
    for belt in session.scalars(select(Belt)):
        english = belt.name_en.removesuffix(" Belt")
        for along in _ALONG:
            yield f"{belt.road}{along}", "belts", belt.name
        for phrase in (belt.road, english):
            yield phrase, *(("roads", belt.road) if belt.road in roads else ("belts", belt.name))
        yield f"along {english}", "belts", belt.name
    for core in session.scalars(select(Region.name).where(Region.is_core).order_by(Region.id)):
        yield from ((phrase, "regions", core) for phrase in _CORE)
    for brand in session.execute(select(Brand.name, Brand.name_en)):
        yield from ((phrase, "brands", brand.name) for phrase in brand)
    yield from ((phrase, "rent_bands", NEGOTIABLE) for phrase in _NEGOTIABLE)
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
