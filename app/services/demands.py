"""Open requirements as the matcher sees them: each understood once, then scored against any space."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.errors import NotFoundError
from app.languages import translate as _
from app.models import Requirement
from app.services.documents import documents_of
from app.services.matching import read_words
from app.services.recognising import matcher_of
from app.wiring import Parts
from indexer.documents import SpaceDocument
from matcher.explanation import reasons_of
from matcher.matching import Match, Matcher
from matcher.positioning import ClusterFit
from matcher.requirement import Requirement as Need
from matcher.scoring import BANDS, Score, score

FITS = dict(BANDS)["fair"]
"""A space fits a requirement when no limit is broken and its score comes to this."""
_OLD_NAMES = {"regions": "region"}


@dataclass(frozen=True)
class Demand:
    """A requirement as understood, and how well each cluster suits it (by the cluster's name)."""

    need: Need
    fits: Mapping[str, ClusterFit]


@dataclass(frozen=True)
class Wish:
    """An open requirement that a space fits."""

    row: Requirement
    match: Match
    need: Need


@dataclass(frozen=True)
class Lost:
    """How many requirements a space lost on a condition, and how many of them on this one alone."""

    feature: str
    count: int
    alone: int


@dataclass(frozen=True)
class Wishes:
    """Who would want a space: the fitting ones, best first, and why the others do not."""

    fitting: tuple[Wish, ...]
    lost: tuple[Lost, ...]
    asked: int


_Key = tuple[int, datetime]


@dataclass
class _Memory:
    """What was understood in this process: demands as long as their matcher stands, what the words say a while longer.

    Recognising industries takes most of the time and does not change when only what clusters stand for does.
    """

    lock: threading.Lock = field(default_factory=threading.Lock)
    matcher: Matcher | None = None
    demands: dict[_Key, Demand] = field(default_factory=dict)
    needs: dict[_Key, Need] = field(default_factory=dict)

    def use(self, matcher: Matcher) -> None:
        with self.lock:
            if self.matcher is not matcher:
                if self.matcher is None or self.matcher.recognizer.leaves != matcher.recognizer.leaves:
                    self.needs = {}
                self.matcher, self.demands = matcher, {}

    def keep(self, key: _Key, demand: Demand) -> None:
        with self.lock:
            for known in (self.demands, self.needs):
                for old in [old for old in known if old[0] == key[0]]:
                    known.pop(old)
            self.demands[key], self.needs[key] = demand, demand.need


_MEMORY = _Memory()


def need_of(row: Requirement, matcher: Matcher) -> Need:
    """A row as a need, before its words are read. Several chosen industries share alike."""
    shares = [share for code in row.industries for share in matcher.named(code)]
    return Need(
        text=row.text,
        industries=tuple(replace(share, probability=1 / len(shares)) for share in shares),
        function=row.function,
        regions=tuple(row.regions),
        area_min=_number(row.area_min_sqm),
        area_max=_number(row.area_max_sqm),
        rent_max=_number(row.rent_max_day),
        monthly_total_max=_number(row.monthly_total_max),
        deals=(row.deal,) if row.deal else (),
        facilities=tuple(row.facilities),
        ceiling_min=_number(row.ceiling_min_m),
        load_min=None if row.floor_load_min_kg_sqm is None else float(row.floor_load_min_kg_sqm),
        available_by=row.needed_by,
        must=musts_of(row),
    )


def musts_of(row: Requirement) -> tuple[str, ...]:
    """The row's musts under the matcher's names: older rows call the region by its field."""
    return tuple(dict.fromkeys(_OLD_NAMES.get(name, name) for name in row.must))


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def need_for(parts: Parts, session: Session, row: Requirement) -> Need:
    return need_of(row, matcher_of(parts, session))


def demands_of(
    parts: Parts, session: Session, rows: Iterable[Requirement], *, seconds: float = float("inf")
) -> dict[int, Demand]:
    """Requirement id → demand. Words are read and embedded on first sight of a row, and again when it changes.

    After ``seconds`` rows not seen before are left out: a list need not wait for all that its words mean.
    """
    matcher = matcher_of(parts, session)
    _MEMORY.use(matcher)
    found: dict[int, Demand] = {}
    end = time.monotonic() + seconds
    for row in rows:
        key = (row.id, row.updated_at)
        demand = _MEMORY.demands.get(key)
        if demand is None and time.monotonic() > end:
            continue
        if demand is None:
            demand = _understand(parts, session, row, matcher)
            _MEMORY.keep(key, demand)
        found[row.id] = demand
    return found


def _understand(parts: Parts, session: Session, row: Requirement, matcher: Matcher) -> Demand:
    said = _MEMORY.needs.get((row.id, row.updated_at))
    need, fits = matcher.rank_clusters(said or read_words(parts, session, need_of(row, matcher)))
    return Demand(need, {fit.cluster.name: fit for fit in fits})


def warm(parts: Parts, session: Session) -> None:
    """Understand every open requirement ahead, so that the first person does not wait for it."""
    demands_of(parts, session, session.scalars(select(Requirement).where(Requirement.status == "open")).all())


def matches_of(parts: Parts, session: Session, row: Requirement, ids: Sequence[int]) -> dict[int, Match]:
    """How well each published one of ``ids`` fits a requirement."""
    demand = demands_of(parts, session, [row])[row.id]
    weight = matcher_of(parts, session).vacancy_weight
    documents = documents_of(session, ids)
    return {i: _match(document, _score(demand, document, weight)) for i, document in documents.items()}


def _score(demand: Demand, space: SpaceDocument, vacancy_weight: float) -> Score:
    return score(demand.need, space, demand.fits.get(space.cluster or ""), vacancy_weight=vacancy_weight)


def _match(space: SpaceDocument, scored: Score) -> Match:
    return Match(space, scored.total, scored.band, reasons_of(scored))


def wishes_for(parts: Parts, session: Session, space_id: int) -> Wishes:
    """Which open requirements a published space fits, and on what it loses the others.

    Raises ``NotFoundError`` for a space that is not published.
    """
    space = documents_of(session, [space_id]).get(space_id)
    if space is None:
        raise NotFoundError(_("没有找到这处房源，可能已经下架。"))
    rows = session.scalars(
        select(Requirement)
        .where(Requirement.status == "open")
        .options(joinedload(Requirement.investor))
        .order_by(Requirement.id)
    ).all()
    known = demands_of(parts, session, rows)
    weight = matcher_of(parts, session).vacancy_weight
    scored = [(row, known[row.id].need, _score(known[row.id], space, weight)) for row in rows]
    reasons = {row.id: lost_on(one, need) for row, need, one in scored}
    fitting = [Wish(row, _match(space, one), need) for row, need, one in scored if not reasons[row.id]]
    fitting.sort(key=lambda wish: (-round(wish.match.score, 6), wish.row.id))
    return Wishes(tuple(fitting), _counted(reasons.values()), len(rows))


def lost_on(scored: Score, need: Need) -> tuple[str, ...]:
    """The limits a space breaks; below the least score without breaking one, the line that costs it most."""
    broken = tuple(line.feature for line in scored.failed(need.limits))
    if broken or scored.total >= FITS:
        return broken
    return (max(scored.lines, key=lambda line: line.weight - line.contribution).feature,)


def _counted(reasons: Iterable[tuple[str, ...]]) -> tuple[Lost, ...]:
    counts: dict[str, list[int]] = {}
    for features in reasons:
        for feature in features:
            seen = counts.setdefault(feature, [0, 0])
            seen[0] += 1
            seen[1] += len(features) == 1
    found = [Lost(feature, count, alone) for feature, (count, alone) in counts.items()]
    return tuple(sorted(found, key=lambda lost: (-lost.count, lost.feature)))
