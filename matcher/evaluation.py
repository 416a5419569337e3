"""Measuring a ranking of clusters on judged needs: Hit@1, nDCG@5, MRR with intervals, beside plain baselines."""

from __future__ import annotations

import json
import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

DEPTH = 5
RESAMPLES = 1000


@dataclass(frozen=True)
class Judged:
    """A need and the clusters judged relevant to it, graded 1 to 3; none for a text that names no trade at all.

    ``kind`` is how it is said: short, ramble, english, traditional, slang, unnamed, …
    """

    id: str
    text: str
    relevant: Mapping[str, int]
    kind: str = ""
    area_min: float | None = None
    area_max: float | None = None
    regions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Metric:
    """A mean over needs with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Outcome:
    """One need: what was ranked first, and its measures."""

    id: str
    first: str
    hit: float
    ndcg: float
    reciprocal: float


Ranker = Callable[[Judged], Sequence[str]]
Group = dict[str, tuple[int, float, float]]
"""Name → how many needs, their mean Hit@1 and nDCG@5."""


def read_judgements(path: Path, known: Iterable[str]) -> list[Judged]:
    """Read a JSONL file. Raises ``ValueError`` naming the line that is wrong or names an unknown cluster."""
    names = set(known)
    judged: list[Judged] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            need = Judged(
                id=str(row["id"]),
                text=row["text"],
                relevant=row["relevant"],
                kind=row.get("class", ""),
                area_min=row.get("area_min"),
                area_max=row.get("area_max"),
                regions=tuple(row.get("regions", ())),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path.name}:{number}: {error!r}") from error
        if unknown := set(need.relevant) - names:
            raise ValueError(f"{path.name}:{number}: unknown cluster {', '.join(sorted(unknown))}")
        judged.append(need)
    return judged


def measure(needs: Sequence[Judged], rank: Ranker) -> list[Outcome]:
    """The outcome of every need that some cluster was judged to fit."""
    return [_outcome(need, rank(need)) for need in needs if need.relevant]


def by_group(outcomes: Sequence[Outcome], groups: Callable[[str], Iterable[str]]) -> Group:
    """The outcomes by group; a need may stand in several."""
    found: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        for group in groups(outcome.id):
            found.setdefault(group, []).append(outcome)
    return {
        group: (len(part), sum(o.hit for o in part) / len(part), sum(o.ndcg for o in part) / len(part))
        for group, part in sorted(found.items())
    }


def summary(outcomes: Sequence[Outcome]) -> dict[str, Metric]:
    """Hit@1, nDCG@5 and MRR over all needs."""
    return {
        "Hit@1": bootstrap([o.hit for o in outcomes]),
        "nDCG@5": bootstrap([o.ndcg for o in outcomes]),
        "MRR": bootstrap([o.reciprocal for o in outcomes]),
    }


def worst(outcomes: Sequence[Outcome], count: int = 10) -> list[Outcome]:
    return sorted(outcomes, key=lambda o: (o.ndcg, o.id))[:count]


def _outcome(need: Judged, ranking: Sequence[str]) -> Outcome:
    best = max(need.relevant.values())
    places = [i for i, name in enumerate(ranking, start=1) if need.relevant.get(name) == best]
    first = ranking[0] if ranking else ""
    return Outcome(
        need.id,
        first,
        float(bool(places) and places[0] == 1),
        _ndcg(ranking, need.relevant),
        1 / places[0] if places else 0.0,
    )


def _ndcg(ranking: Sequence[str], relevant: Mapping[str, int]) -> float:
    gained = gain([relevant.get(name, 0) for name in ranking[:DEPTH]])
    ideal = gain(sorted(relevant.values(), reverse=True)[:DEPTH])
    return gained / ideal if ideal else 0.0


def gain(grades: Sequence[int]) -> float:
    """Discounted cumulative gain of grades in their order."""
    return sum((2.0**grade - 1) / math.log2(place + 1) for place, grade in enumerate(grades, start=1))


def bootstrap(values: Sequence[float]) -> Metric:
    """The mean, and the middle 95 % of the means of resampled needs (seeded: the same file, the same figures)."""
    if not values:
        return Metric(0.0, 0.0, 0.0)
    draw = random.Random(7)  # noqa: S311 - resampling
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(RESAMPLES))
    low, high = means[round(0.025 * RESAMPLES)], means[round(0.975 * RESAMPLES) - 1]
    return Metric(sum(values) / len(values), low, high)
