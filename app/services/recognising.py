"""What words mean: the matcher built from the rows, and the clusters near in meaning to a search."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.models import Building, Cluster, ClusterPositioning, Industry
from app.services.chains import chain_map
from app.services.vocabulary import facts_key, function_sentences, function_words, silent_sentences
from app.wiring import Parts
from indexer.numerals import Slot
from indexer.understanding import Understood
from matcher.functions import FunctionRecognizer
from matcher.industries import IndustryRecognizer, IndustryShare, Leaf
from matcher.matching import Matcher
from matcher.positioning import ClusterFit, ClusterProfile, Positioning, PositioningModel
from matcher.requirement import Requirement

log = structlog.get_logger()

SURE = 0.5
"""A search means a sector from this share on: below it, nothing is near."""
TOLD = 0.15
"""An industry of that sector is told from this share on."""
RELATED = 0.42
"""Words less near than this to every industry are about none: a distribution over industries always has a first."""
NEAR = 0.5
"""A cluster is near from this share of the nearest one's fit on."""
MOST_NEAR = 6
_LET_OUT = re.compile(r"[备備资資械车車具营營后後回材辆輛机機金品服]")
"""What stands before a word of letting that is somebody's trade."""
_CHATTER = re.compile(
    r"(?i)\b(?:we|are|is|an?|the|of|in|for|our|company|needs?|looking|office|space|seeks?|wants?|to|with|about)\b"
    r"|的公司|公司|要|办公|想|找|我们|需要|有?电梯|免租期?|短租|长租|拎包入住|入住|入驻|朝[东南西北]|采光|通风|装修"
)
"""Words any need may hold, whatever its industry."""


@dataclass(frozen=True)
class Meaning:
    """The industries a search speaks of, and the clusters that stand for them, as (name, 0 to 1), nearest first."""

    industries: tuple[IndustryShare, ...] = ()
    clusters: tuple[tuple[str, float], ...] = ()


def matcher_of(parts: Parts, session: Session) -> Matcher:
    """The matcher of this process, built on first need and again when clusters or industries change."""
    found = parts.matcher.get(facts_key(session), lambda: _build(parts, session))
    assert isinstance(found, Matcher)
    return found


def meaning_of(parts: Parts, key: object, words: str, said: Understood) -> Meaning:
    """What a search means beyond its words; ``key`` is that of today's facts.

    Nothing before the matcher is built, or when the encoder fails.
    """
    matcher = parts.matcher.ready(key)
    if not isinstance(matcher, Matcher) or not said.text:
        return Meaning()
    trade = trade_words(words, said)
    try:
        if matcher.recognizer.similarity(trade) < RELATED:
            return Meaning()
        need, fits = matcher.rank_clusters(Requirement(words, trade=trade))
    except (OSError, RuntimeError, ValueError) as error:
        log.warning("encoder down; searching by words alone", error=str(error))
        return Meaning()
    sure = _sure(need.industries)
    return Meaning(sure, _near(fits)) if sure else Meaning()


def _sure(shares: Sequence[IndustryShare]) -> tuple[IndustryShare, ...]:
    """The industries of the likeliest sector, when it is likely enough: sister leaves share a text between them."""
    sectors: dict[str, float] = {}
    for share in shares:
        sector = share.code.split(".")[0]
        sectors[sector] = sectors.get(sector, 0.0) + share.probability
    best = max(sectors, key=lambda sector: sectors[sector], default="")
    if sectors.get(best, 0.0) < SURE:
        return ()
    return tuple(s for s in shares if s.code.split(".")[0] == best and s.probability >= TOLD)


def _near(fits: Sequence[ClusterFit]) -> tuple[tuple[str, float], ...]:
    """The clusters that lead in or extend to what is meant, with their fit."""
    named = [fit for fit in fits if fit.grade in ("leading", "extended")]
    least = NEAR * max((fit.value for fit in named), default=0.0)
    return tuple((fit.cluster.name, round(fit.value, 4)) for fit in named if fit.value >= least)[:MOST_NEAR]


def trade_words(text: str, said: Understood) -> str:
    """A need without what names its limits, places and facilities: a canteen wanted is not a caterer."""
    letters = list(text)
    for slot in said.slots:
        if slot.name not in ("industries", "clusters") and not _belongs_to_trade(slot, text):
            letters[slot.start : slot.end] = " " * (slot.end - slot.start)
    said_so = _CHATTER.sub(" ", _functions().sub(" ", "".join(letters)))
    words = " ".join(said_so.split())
    return words if len(words) > 1 else text


def _belongs_to_trade(slot: Slot, text: str) -> bool:
    """设备租赁, 售后回租: who lets things out for a living does not say how they want their space."""
    before = text[max(0, slot.start - 1) : slot.start]
    return slot.name == "deals" and bool(_LET_OUT.match(before))


@cache
def _functions() -> re.Pattern[str]:
    """The words of functions: an R&D centre for laser welding is about welding."""
    return re.compile("|".join(map(re.escape, function_words())), re.IGNORECASE)


def _build(parts: Parts, session: Session) -> Matcher:
    leaves = [
        Leaf(
            row.code,
            row.name,
            row.name_en,
            row.definition,
            (*row.phrases, *row.phrases_en),
            row.parent.name if row.parent else "",
            tuple(row.sentences),
            tuple(row.gbt_titles.values()),
        )
        for row in session.scalars(
            select(Industry)
            .where(Industry.parent_id.is_not(None))
            .options(joinedload(Industry.parent))
            .order_by(Industry.id)
        )
    ]
    folder = parts.settings.data_dir / "models"
    recognizer = IndustryRecognizer(leaves, parts.encoder, folder, silent_sentences())
    functions = FunctionRecognizer(function_words(), function_sentences(), parts.encoder, folder)
    codes = [leaf.code for leaf in leaves]
    positioning = PositioningModel(_profiles(session), codes, parts.encoder)
    return Matcher(recognizer, positioning, functions, chain_map(session), vacancy_weight=parts.settings.vacancy_weight)


def _profiles(session: Session) -> list[ClusterProfile]:
    clusters = session.scalars(
        select(Cluster)
        .options(
            selectinload(Cluster.kinds),
            selectinload(Cluster.belts),
            selectinload(Cluster.region),
            selectinload(Cluster.positioning).joinedload(ClusterPositioning.industry),
        )
        .order_by(Cluster.id)
    ).all()
    buildings: dict[int | None, list[str]] = {}
    for cluster_id, name in session.execute(select(Building.cluster_id, Building.name)):
        buildings.setdefault(cluster_id, []).append(name)
    return [_profile(cluster, tuple(buildings.get(cluster.id, ()))) for cluster in clusters]


def _profile(cluster: Cluster, buildings: tuple[str, ...]) -> ClusterProfile:
    return ClusterProfile(
        id=cluster.id,
        name=cluster.name,
        name_en=cluster.name_en,
        region=cluster.region.name,
        is_core=cluster.region.is_core,
        kinds=tuple(kind.name for kind in cluster.kinds),
        belts=tuple(belt.name for belt in cluster.belts),
        functions=tuple(cluster.functions),
        buildings=buildings,
        summary=cluster.summary,
        summary_en=cluster.summary_en,
        section=cluster.section or "",
        positioning=tuple(
            Positioning(row.industry.code, row.role, row.term, row.basis, row.section or f"{row.decided_on}")
            for row in cluster.positioning_in_force
        ),
    )
