"""How well the search ranks spaces on judged queries, beside what it is made of and beside plain orders."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Building, Cluster, Region, Space
from app.services.recognising import Meaning, matcher_of, meaning_of
from app.services.searching import answer, vocabulary
from app.services.vocabulary import facts_key
from app.wiring import Parts
from indexer.query import SearchQuery
from indexer.understanding import Understood, understand
from matcher.evaluation import Metric, bootstrap, gain

DEPTH, FAR = 10, 50
MEASURES = ("nDCG@10", "Hit@1", "MRR", "Recall@50", "found")
NOTHING = "nonsense"


@dataclass(frozen=True)
class JudgedQuery:
    """Words of the search box; ``relevant``: name of a cluster, building or region → grade 1 to 3. None: nothing."""

    id: str
    kind: str
    text: str
    relevant: Mapping[str, int]


Rank = Callable[[JudgedQuery], Sequence[int]]
Grades = Mapping[int, int]


@dataclass(frozen=True)
class SearchReport:
    """Measures of every way to rank; nDCG@10 of the search by class; the share of nonsense that finds nothing."""

    file: str
    queries: int
    measures: dict[str, dict[str, Metric]]
    classes: dict[str, float]
    quiet: dict[str, float]
    worst: tuple[str, ...]

    def as_dict(self) -> dict[str, object]:
        figures = {
            name: {measure: [m.mean, m.low, m.high] for measure, m in found.items()}
            for name, found in self.measures.items()
        }
        return {"file": self.file, "queries": self.queries, "measures": figures, "classes": self.classes}

    def as_table(self) -> str:
        lines = [f"{self.file}: {self.queries} queries", f"{'':22}" + "".join(f"{m:>22}" for m in MEASURES) + "  quiet"]
        for name, found in self.measures.items():
            cells = (f"{m.mean:.3f} [{m.low:.3f}, {m.high:.3f}]" for m in found.values())
            lines.append(f"{name:22}" + "".join(f"{cell:>22}" for cell in cells) + f"  {self.quiet[name]:.2f}")
        lines.append("by class: " + "  ".join(f"{kind} {value:.3f}" for kind, value in self.classes.items()))
        return "\n".join([*lines, "worst:", *self.worst])


def read_queries(path: Path, known: frozenset[str]) -> list[JudgedQuery]:
    """Read a JSONL file. Raises ``ValueError`` naming the line that is wrong or names what is not known."""
    queries = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            query = JudgedQuery(str(row["id"]), row["class"], row["text"], dict(row["relevant"]))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}:{number}: {error!r}") from error
        if unknown := query.relevant.keys() - known:
            raise ValueError(f"{path.name}:{number}: unknown {', '.join(sorted(unknown))}")
        if bool(query.relevant) == (query.kind == NOTHING):
            raise ValueError(f"{path.name}:{number}: only nonsense has nothing relevant")
        queries.append(query)
    return queries


def evaluate_queries(parts: Parts, session: Session, file: Path) -> SearchReport:
    """Measure every way to rank on one file. Raises ``ValueError`` naming a bad line."""
    matcher_of(parts, session)  # the search itself does not wait for it
    places = _places(session)
    queries = read_queries(file, frozenset(name for names in places.values() for name in names))
    graded = {query.id: _grades(query, places) for query in queries}
    asked = [query for query in queries if query.relevant]
    nonsense = [query for query in queries if not query.relevant]
    found: dict[str, list[tuple[float, ...]]] = {}
    quiet = {}
    for name, rank in _rankers(parts, session).items():
        found[name] = [_measure(rank(query), graded[query.id]) for query in asked]
        quiet[name] = sum(not rank(query) for query in nonsense) / max(1, len(nonsense))
    ours = {query.id: measures[0] for query, measures in zip(asked, found["search"], strict=True)}
    return SearchReport(
        file.name,
        len(queries),
        {name: _summary(rows) for name, rows in found.items()},
        {kind: _mean([ours[q.id] for q in asked if q.kind == kind]) for kind in dict.fromkeys(q.kind for q in asked)},
        quiet,
        tuple(f"  {q.id} {q.kind} {ours[q.id]:.2f} {q.text}" for q in sorted(asked, key=lambda q: ours[q.id])[:12]),
    )


def _places(session: Session) -> dict[int, tuple[str, ...]]:
    """Published space → the names of its building, cluster and region."""
    rows = session.execute(
        select(Space.id, Building.name, Cluster.name, Region.name)
        .join(Building, Space.building_id == Building.id)
        .join(Region, Building.region_id == Region.id)
        .outerjoin(Cluster, Building.cluster_id == Cluster.id)
        .where(Space.status == "published")
    )
    return {space_id: tuple(name for name in names if name) for space_id, *names in rows}


def _grades(query: JudgedQuery, places: Mapping[int, tuple[str, ...]]) -> Grades:
    grades = {i: max(query.relevant.get(name, 0) for name in names) for i, names in places.items()}
    return {i: grade for i, grade in grades.items() if grade}


def _rankers(parts: Parts, session: Session) -> dict[str, Rank]:
    words, key = vocabulary(parts, session), facts_key(session)

    def ids(query: SearchQuery) -> list[int]:
        return [hit.id for hit in parts.engine.search(replace(query, size=FAR, facets=())).hits]

    def found(query: SearchQuery) -> list[int]:
        return [hit.id for hit in answer(parts.engine, replace(query, size=FAR, facets=())).results.hits]

    def said(text: str) -> Understood:
        return understand(text, words)

    def meant(text: str) -> Meaning:
        return meaning_of(parts, key, text, said(text))

    def by_words(query: JudgedQuery) -> list[int]:
        return ids(SearchQuery(text=query.text))

    def by_meaning(query: JudgedQuery) -> list[int]:
        near = meant(query.text).clusters
        return ids(SearchQuery(near=near)) if near else []

    return {
        "search": lambda q: found(replace(said(q.text).query(), near=meant(q.text).clusters)),
        "without meaning": lambda q: ids(said(q.text).query()),
        "without understanding": lambda q: ids(SearchQuery(text=q.text, near=meant(q.text).clusters)),
        "words only": by_words,
        "meaning only": by_meaning,
        "RRF of both": lambda q: _fused(by_words(q), by_meaning(q)),
        "newest first": lambda q: ids(SearchQuery(sort="updated")),
    }


def _fused(*rankings: Sequence[int], constant: int = 60) -> list[int]:
    """Reciprocal rank fusion."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for place, i in enumerate(ranking, start=1):
            scores[i] = scores.get(i, 0.0) + 1 / (constant + place)
    return sorted(scores, key=lambda i: -scores[i])[:FAR]


def _measure(ranking: Sequence[int], grades: Grades) -> tuple[float, ...]:
    """The ``MEASURES`` of one ranking. A hit is a space of the highest grade there is for the query."""
    gained = gain([grades.get(i, 0) for i in ranking[:DEPTH]])
    ideal = gain(sorted(grades.values(), reverse=True)[:DEPTH])
    places = [place for place, i in enumerate(ranking, start=1) if grades.get(i, 0) > 1]
    return (
        gained / ideal,
        float(bool(ranking) and grades.get(ranking[0]) == max(grades.values())),
        1 / places[0] if places else 0.0,
        sum(i in grades for i in ranking[:FAR]) / min(FAR, len(grades)),
        float(bool(ranking)),
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _summary(rows: Sequence[tuple[float, ...]]) -> dict[str, Metric]:
    return {name: bootstrap(values) for name, values in zip(MEASURES, zip(*rows, strict=True), strict=True)}
