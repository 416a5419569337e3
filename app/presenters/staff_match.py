"""A requirement beside its ranked spaces, with what staff have said of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from app.languages import translate as _
from app.models import MatchFeedback, Requirement, Space
from app.presenters import match
from app.presenters.staff import reason_label, verdict_label
from app.presenters.view import Chip, ClusterMatchView, IndustryShare, MatchView
from app.services.matching import UNSURE
from matcher.matching import Match, Matches
from matcher.requirement import Requirement as Need

SHOWN = 15
CLUSTERS = 6


@dataclass(frozen=True)
class Judgement:
    verdict: str
    label: str
    reason: str
    reason_label: str
    note: str
    score: float
    judged_on: date


@dataclass(frozen=True)
class Judged:
    """A space for the requirement, with the verdict on it if there is one."""

    match: MatchView
    judgement: Judgement | None


@dataclass(frozen=True)
class VerdictForm:
    """A verdict that could not be written, to be mended beside its space."""

    space_id: int
    values: Mapping[str, str]
    field: str
    error: str


@dataclass(frozen=True)
class Answer:
    """What the matcher says to a requirement. ``unfit`` are the spaces that staff have turned down."""

    industries: tuple[IndustryShare, ...]
    understood: tuple[Chip, ...]
    clusters: tuple[ClusterMatchView, ...]
    spaces: tuple[Judged, ...]
    near_misses: tuple[Judged, ...]
    unfit: tuple[Judged, ...]
    notice: str


@dataclass(frozen=True)
class RequirementPage:
    """The form and, for a saved requirement, its answer. ``id`` is None for a new one."""

    id: int | None
    investor: str
    profile: str
    is_sample: bool
    form: Mapping[str, str]
    lists: Mapping[str, tuple[str, ...]]
    errors: Mapping[str, str]
    answer: Answer | None


def requirement_page(
    row: Requirement | None,
    fields: tuple[Mapping[str, str], Mapping[str, tuple[str, ...]]],
    errors: Mapping[str, str],
    answer: Answer | None = None,
) -> RequirementPage:
    return RequirementPage(
        id=row.id if row else None,
        investor=row.investor.name if row else "",
        profile=row.investor.profile if row else "",
        is_sample=bool(row and row.is_sample),
        form=fields[0],
        lists=fields[1],
        errors=errors,
        answer=answer,
    )


def judgement_view(row: MatchFeedback) -> Judgement:
    return Judgement(
        verdict=row.verdict,
        label=verdict_label(row.verdict),
        reason=row.reason,
        reason_label=reason_label(row.reason) if row.reason else "",
        note=row.note,
        score=row.score,
        judged_on=row.created_at.date(),
    )


def answer_view(
    found: Matches,
    turned_down: Iterable[Match],
    rows: Mapping[int, Space],
    verdicts: Mapping[int, MatchFeedback],
    sectors: Mapping[str, str],
) -> Answer:
    """The ranking as it is; only what was turned down stands apart, at the end."""
    need = found.requirement

    def judged(matches: Iterable[Match]) -> tuple[Judged, ...]:
        return tuple(_judged(m, rows[m.space.id], need, verdicts) for m in matches if m.space.id in rows)

    unfit = {i for i, verdict in verdicts.items() if verdict.verdict == "unfit"}
    unsure = need.text and (not need.industries or need.industries[0].probability < UNSURE)
    return Answer(
        industries=tuple(match.industry_share(share, sectors) for share in need.industries),
        understood=match.understood_chips(need),
        clusters=tuple(match.cluster_match(fit) for fit in found.clusters[:CLUSTERS]),
        spaces=judged(m for m in found.spaces if m.space.id not in unfit)[:SHOWN],
        near_misses=judged(m for m in found.near_misses if m.space.id not in unfit),
        unfit=judged(sorted(turned_down, key=lambda m: -m.score)),
        notice=_("从描述中还看不清所属产业，请补充做什么、服务谁，或直接选产业。") if unsure else "",
    )


def _judged(found: Match, row: Space, need: Need, verdicts: Mapping[int, MatchFeedback]) -> Judged:
    verdict = verdicts.get(found.space.id)
    return Judged(match.match_view(found, row, need), judgement_view(verdict) if verdict else None)
