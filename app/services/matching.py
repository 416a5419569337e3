"""A need → matches: the matcher built from the rows, and a need read from words and form."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.errors import DomainError
from app.languages import translate as _
from app.models import Building, Cluster, ClusterPositioning, Industry
from app.services.documents import documents_of
from app.services.searching import vocabulary
from app.services.vocabulary import facts_key, function_words
from app.wiring import Parts
from indexer.documents import SpaceDocument
from indexer.understanding import Understood, understand
from matcher.industries import IndustryRecognizer, Leaf
from matcher.matching import Matcher, Matches
from matcher.positioning import ClusterProfile, Positioning, PositioningModel
from matcher.requirement import CONDITIONS, Requirement

LONGEST_NEED = 2000
UNSURE = 0.2
"""Below this share of the likeliest industry a person is asked to say more."""
MOST = 100
_CHATTER = re.compile(
    r"(?i)\b(?:we|are|is|an?|the|of|in|for|our|company|needs?|looking|office|space|seeks?|wants?|to|with|about|firm|team)\b"
    r"|的公司|公司|要|办公|想|找|我们|需要"
)
"""Words any need may hold, whatever its industry."""


def matcher_of(parts: Parts, session: Session) -> Matcher:
    """The matcher of this process, built on first need and again when clusters or industries change."""
    found = parts.matcher.get(facts_key(session), lambda: _build(parts, session))
    assert isinstance(found, Matcher)
    return found


def match(parts: Parts, session: Session, need: Requirement, *, limit: int = 20) -> Matches:
    """Understand the need's words, then match. What the form says wins over the words.

    Raises ``DomainError`` when there is neither text nor industry, or a limit cannot be used.
    """
    check(need, limit)
    whole = read_words(parts, session, need)

    def load(ids: Sequence[int]) -> Mapping[int, SpaceDocument]:
        return documents_of(session, ids)

    return matcher_of(parts, session).match(whole, parts.engine, load, limit=limit)


def check(need: Requirement, limit: int) -> None:
    if not need.text.strip() and not need.industries:
        raise DomainError(_("请描述需求，或至少选择一个产业。"), "text")
    if len(need.text) > LONGEST_NEED:
        raise DomainError(_("需求描述最多 %(n)s 个字。", n=LONGEST_NEED), "text")
    if need.area_min is not None and need.area_max is not None and need.area_min > need.area_max:
        raise DomainError(_("最小值不能大于最大值。"), "area_min")
    if unknown := [name for name in need.must if name not in CONDITIONS]:
        raise DomainError(_("没有这个条件：%(name)s", name=unknown[0]), "must")
    if not 1 <= limit <= MOST:
        raise DomainError(_("数量应在 1 到 %(n)s 之间。", n=MOST), "limit")


def read_words(parts: Parts, session: Session, need: Requirement) -> Requirement:
    """Fill what the form left open with what the words say."""
    said = understand(need.text, vocabulary(parts, session))
    area_given = need.area_min is not None or need.area_max is not None
    open_fields = {
        name: getattr(said, name)
        for name in Requirement.__dataclass_fields__
        if name in said.__dataclass_fields__
        and name not in ("text", "trade", "industries")
        and getattr(need, name) in (None, ())
        and not (area_given and name in ("area_min", "area_max"))
    }
    return replace(need, trade=trade_words(need.text, said), **open_fields)


def trade_words(text: str, said: Understood) -> str:
    """A need without what names its limits, places and facilities: a canteen wanted is not a caterer."""
    letters = list(text)
    for slot in said.slots:
        if slot.name not in ("industries", "clusters"):
            letters[slot.start : slot.end] = " " * (slot.end - slot.start)
    words = " ".join(_CHATTER.sub(" ", "".join(letters)).split())
    return words if len(words) > 1 else text


def _build(parts: Parts, session: Session) -> Matcher:
    leaves = [
        Leaf(
            row.code,
            row.name,
            row.name_en,
            row.definition,
            (*row.phrases, *row.phrases_en),
            row.parent.name if row.parent else "",
        )
        for row in session.scalars(
            select(Industry)
            .where(Industry.parent_id.is_not(None))
            .options(joinedload(Industry.parent))
            .order_by(Industry.id)
        )
    ]
    recognizer = IndustryRecognizer(leaves, parts.encoder, parts.settings.data_dir / "models")
    codes = [leaf.code for leaf in leaves]
    return Matcher(recognizer, PositioningModel(_profiles(session), codes, parts.encoder), function_words())


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
            Positioning(row.industry.code, row.role, row.term, row.basis, row.section or "")
            for row in cluster.positioning
        ),
    )
