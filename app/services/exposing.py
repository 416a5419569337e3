"""``flask exposure``: which published spaces matching never recommends, and how evenly it serves the buildings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.models import Requirement as Row
from app.services.demands import need_of
from app.services.documents import all_documents
from app.services.matching import read_words
from app.services.recognising import matcher_of
from app.wiring import Parts
from matcher.bulk import Offers

SHOWN = 10
"""How many spaces a need is shown."""


@dataclass(frozen=True)
class Exposure:
    """Over all open requirements: spaces shown or named as near-duplicates, and the Gini of showings over buildings."""

    requirements: int
    spaces: int
    shown: int
    buildings: int
    gini: float

    @property
    def never(self) -> float:
        """The share of published spaces that no requirement was shown."""
        return 1 - self.shown / self.spaces if self.spaces else 0.0


def exposure(parts: Parts, session: Session) -> Exposure:
    """Match every open requirement with every published space; memory does not grow with the requirements."""
    matcher = matcher_of(parts, session)
    rows = session.scalars(select(Row).where(Row.status == "open").options(joinedload(Row.investor))).all()
    needs = [read_words(parts, session, need_of(row, matcher)) for row in rows]
    offers = Offers(list(all_documents(session)))
    spaces: set[int] = set()
    buildings: Counter[str] = Counter({space.building: 0 for space in offers.spaces})
    for need in needs:
        for match in matcher.choose(*matcher.rank_clusters(need), offers, limit=SHOWN).spaces:
            spaces |= {match.space.id, *match.alike}
            buildings[match.space.building] += 1
    return Exposure(len(rows), len(offers.spaces), len(spaces), len(buildings), gini(list(buildings.values())))


def gini(counts: Sequence[int]) -> float:
    """0 when all get the same, near 1 when one gets everything."""
    ordered, whole = sorted(counts), sum(counts)
    if not whole:
        return 0.0
    weighted = sum(place * count for place, count in enumerate(ordered, start=1))
    return 2 * weighted / (len(ordered) * whole) - (len(ordered) + 1) / len(ordered)
