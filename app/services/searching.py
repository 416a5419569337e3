"""Search as a person does it: words and choices → understood → found, and what one condition less would find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.errors import DomainError
from app.languages import translate as _
from app.models import Building, Cluster, Space
from app.services.recognising import Meaning, meaning_of
from app.services.sql_search import sql_search
from app.services.vocabulary import facts_key, vocabulary_of
from app.wiring import Parts
from indexer.engine import EngineError, SearchEngine
from indexer.query import FACETS, MAX_WINDOW, SORTS, Results, SearchQuery
from indexer.understanding import Understood, Vocabulary, understand

log = structlog.get_logger()

LARGEST_PAGE = 100
LONGEST_TEXT = 500

WORDS = ("text", "industries", "near")
"""The fields of a query that are words and what they mean; every other one is a limit."""

RELAXABLE: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("text", WORDS),
    ("region", ("regions", "exclude_regions")),
    ("belt", ("belts",)),
    ("kind", ("kinds",)),
    ("cluster", ("clusters", "exclude_clusters")),
    ("building", ("buildings",)),
    ("road", ("roads",)),
    ("space_type", ("space_types", "exclude_space_types")),
    ("deal", ("deals",)),
    ("decoration", ("decorations", "exclude_decorations")),
    ("facility", ("facilities",)),
    ("policy", ("policies",)),
    ("transit", ("transit",)),
    ("mark", ("marks",)),
    ("brand", ("brands",)),
    ("industry", ("industry_facets",)),
    ("area", ("area_min", "area_max", "area_bands")),
    ("rent", ("rent_min", "rent_max", "rent_bands")),
    ("total", ("monthly_total_max", "yearly_total_max")),
    ("price", ("price_max", "price_total_max")),
    ("floor", ("floor_min", "floor_max", "floor_bands")),
    ("ceiling", ("ceiling_min",)),
    ("load", ("load_min",)),
    ("available", ("available_by",)),
    ("new", ("created_from",)),
)
"""A condition as a person sees it → the fields of the query it stands for."""


@dataclass(frozen=True)
class Relaxed:
    """What is found when one condition is left out or, where that does not help, when it stands ``alone``."""

    condition: str
    total: int
    alone: bool = False


@dataclass(frozen=True)
class Outcome:
    """The words as understood, the query that was run, what it found, and the ways out when it found nothing.

    ``degraded``: the engine was down and the database answered, without facets. ``unmatched``: words that stand
    in no space, left aside so that the rest of what was asked finds something.
    """

    words: str
    understood: Understood
    query: SearchQuery
    results: Results
    relaxed: tuple[Relaxed, ...]
    meaning: Meaning = field(default_factory=Meaning)
    degraded: bool = False
    unmatched: str = ""


def vocabulary(parts: Parts, session: Session) -> Vocabulary:
    return _vocabulary(parts, session, facts_key(session))


def _vocabulary(parts: Parts, session: Session, key: object) -> Vocabulary:
    found = parts.vocabulary.get(key, lambda: vocabulary_of(session))
    assert isinstance(found, Vocabulary)
    return found


def search(
    parts: Parts,
    session: Session,
    words: str,
    chosen: SearchQuery,
    counted: tuple[str, ...] = FACETS,
    *,
    literal: bool = False,
) -> Outcome:
    """Run a search. ``chosen`` holds filters, order and page; what the words say is added to it.

    ``literal``: the words alone count, not what they mean.

    Raises ``DomainError`` for a page beyond what can be paged to or words that are too long.
    """
    check(words, chosen)
    key = facts_key(session)
    understood = understand(words, _vocabulary(parts, session, key))
    meaning = Meaning() if literal else meaning_of(parts, key, words, understood)
    query = replace(combine(understood.query(), chosen), near=meaning.clusters)
    try:
        found = answer(parts.engine, replace(query, facets=counted))
        relaxed = () if found.results.total else tuple(_relaxations(parts, query))
    except EngineError as error:
        log.warning("search engine down; searching the database", error=str(error))
        return Outcome(words, understood, query, sql_search(session, replace(query, facets=counted)), (), degraded=True)
    return Outcome(words, understood, found.query, found.results, relaxed, meaning, unmatched=found.unmatched)


@dataclass(frozen=True)
class Answer:
    """What was found, by which query, and the words that had to be left aside for it."""

    query: SearchQuery
    results: Results
    unmatched: str = ""


def answer(engine: SearchEngine, query: SearchQuery) -> Answer:
    """Ask the engine; where no space has the words, ask for everything else that was said."""
    results = engine.search(query)
    rest = query.without(*WORDS)
    if results.total or not query.text or not active(rest):
        return Answer(query, results)
    without = replace(rest, page=query.page)
    others = engine.search(without)
    return Answer(without, others, query.text) if others.total else Answer(query, results)


def check(words: str, chosen: SearchQuery) -> None:
    """Raises ``DomainError`` naming the field a person has to change."""
    if len(words) > LONGEST_TEXT:
        raise DomainError(_("搜索内容最多 %(n)s 个字。", n=LONGEST_TEXT), "q")
    if chosen.sort not in SORTS:
        raise DomainError(_("没有这种排序方式。"), "sort")
    if not 1 <= chosen.size <= LARGEST_PAGE:
        raise DomainError(_("每页数量应在 1 到 %(n)s 之间。", n=LARGEST_PAGE), "size")
    if chosen.page < 1 or chosen.offset + chosen.size > MAX_WINDOW:
        raise DomainError(_("最多可翻看前 %(n)s 条结果，请缩小条件。", n=MAX_WINDOW), "page")
    for name, low, high in (
        ("area_min", chosen.area_min, chosen.area_max),
        ("rent_min", chosen.rent_min, chosen.rent_max),
    ):
        if low is not None and high is not None and low > high:
            raise DomainError(_("最小值不能大于最大值。"), name)


def mended(words: str, chosen: SearchQuery) -> tuple[str, SearchQuery]:
    """What is left of a search that ``check`` refused: everything but the part it refused."""
    sort = chosen.sort if chosen.sort in SORTS else "relevance"
    return words[:LONGEST_TEXT], replace(chosen, sort=sort, page=1)


def combine(said: SearchQuery, chosen: SearchQuery) -> SearchQuery:
    """Choices win over words for a figure; lists of both are joined. Order and page are chosen."""
    values: dict[str, object] = {}
    for one in fields(SearchQuery):
        by_words, by_choice = getattr(said, one.name), getattr(chosen, one.name)
        if isinstance(by_choice, tuple):
            values[one.name] = tuple(dict.fromkeys((*by_words, *by_choice)))
        elif one.name in ("sort", "page", "size"):
            values[one.name] = by_choice
        else:
            values[one.name] = by_words if by_choice is None or by_choice == "" else by_choice
    return SearchQuery(**values)  # type: ignore[arg-type]


def active(query: SearchQuery) -> list[tuple[str, tuple[str, ...]]]:
    """The conditions a query really has."""
    return [(name, keys) for name, keys in RELAXABLE if any(getattr(query, key) not in (None, (), "") for key in keys)]


def _relaxations(parts: Parts, query: SearchQuery) -> list[Relaxed]:
    conditions = active(query)
    if [name for name, _keys in conditions] in ([], ["text"]):
        return []
    found = [
        Relaxed(name, parts.engine.search(replace(query.without(*keys), size=1, facets=())).total)
        for name, keys in conditions
    ]
    ways = [way for way in found if way.total] or _each_alone(parts, query, conditions)
    return sorted(ways, key=lambda way: -way.total)


def _each_alone(parts: Parts, query: SearchQuery, conditions: Sequence[tuple[str, tuple[str, ...]]]) -> list[Relaxed]:
    """What every condition finds by itself, for when several together stand in the way."""
    ways: list[Relaxed] = []
    for name, _keys in conditions:
        rest = [key for other, others in conditions if other != name for key in others]
        total = parts.engine.search(replace(query.without(*rest), size=1, facets=())).total
        ways += [Relaxed(name, total, alone=True)] if total else []
    return ways


def spaces_of(session: Session, ids: Sequence[int]) -> dict[int, Space]:
    """Rows of spaces with what a card shows, in a constant number of statements."""
    building = joinedload(Space.building)
    rows = session.scalars(
        select(Space)
        .where(Space.id.in_(ids), Space.status == "published")
        .options(
            building.joinedload(Building.region),
            building.joinedload(Building.cluster),
            building.selectinload(Building.policies),
        )
    )
    return {space.id: space for space in rows}


def sibling_clusters(session: Session, query: SearchQuery) -> list[Cluster]:
    """Other clusters that lead in an industry the asked clusters lead in: where to look when these are full."""
    if not query.clusters:
        return []
    clusters = session.scalars(select(Cluster).options(selectinload(Cluster.positioning))).all()
    asked = {p.industry_id for c in clusters if c.name in query.clusters for p in c.positioning if p.role == "leading"}
    shared = {c: len(asked & {p.industry_id for p in c.positioning}) for c in clusters if c.name not in query.clusters}
    return sorted((c for c, n in shared.items() if n), key=lambda c: (-shared[c], c.id))[:4]
