"""Words of the staff pages, and the start page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.languages import pick
from app.languages import translate as _
from app.models import Industry, Proposal
from app.presenters.match import word
from app.presenters.view import Ref
from matcher.explanation import LABELS


@dataclass(frozen=True)
class ProposalLink:
    """A proposal in a list of them."""

    code: str
    spaces: int
    made_on: date
    requirement: Ref
    is_sample: bool


@dataclass(frozen=True)
class StartPage:
    """Figures of the worklist and of verdicts, the clusters one may decide on, the latest proposals."""

    open: int
    closed: int
    fit: int
    unfit: int
    proposals: tuple[ProposalLink, ...]
    clusters: tuple[Ref, ...]


@dataclass(frozen=True)
class SectorLeaves:
    """A sector with its leaves as (code, name), to be ticked."""

    name: str
    leaves: tuple[tuple[str, str], ...]


def status_label(status: str) -> str:
    return {"open": _("进行中"), "closed": _("已关闭")}.get(status, status)


def verdict_label(verdict: str) -> str:
    return {"fit": _("合适"), "unfit": _("不合适")}.get(verdict, verdict)


def reason_label(reason: str) -> str:
    return {
        "positioning": _("产业不对口"),
        "area": _("面积不合"),
        "rent": _("租金太高"),
        "place": _("位置不合"),
        "facilities": _("设施不够"),
        "timing": _("时间赶不上"),
        "chain": _("上下游不合"),
        "let": _("已经租出"),
        "other": _("其他原因"),
    }.get(reason, reason)


def feature_label(feature: str) -> str:
    return word(LABELS[feature])


def joined(parts: Sequence[str]) -> str:
    return pick("、", ", ").join(parts)


def leaves_by_sector(sectors: Sequence[Industry], leaves: Sequence[Industry]) -> tuple[SectorLeaves, ...]:
    return tuple(
        SectorLeaves(
            pick(sector.name, sector.name_en),
            tuple((leaf.code, pick(leaf.name, leaf.name_en)) for leaf in leaves if leaf.parent_id == sector.id),
        )
        for sector in sectors
    )


def proposal_links(rows: Sequence[Proposal]) -> tuple[ProposalLink, ...]:
    return tuple(
        ProposalLink(
            code=row.code,
            spaces=len(row.space_ids),
            made_on=row.created_at.date(),
            requirement=Ref(row.requirement_id, row.requirement.investor.name),
            is_sample=row.requirement.is_sample,
        )
        for row in rows
    )


def start_page(
    statuses: Mapping[str, int], verdicts: Mapping[str, int], proposals: Sequence[Proposal], clusters: Sequence[Ref]
) -> StartPage:
    return StartPage(
        open=statuses.get("open", 0),
        closed=statuses.get("closed", 0),
        fit=verdicts.get("fit", 0),
        unfit=verdicts.get("unfit", 0),
        proposals=proposal_links(proposals),
        clusters=tuple(clusters),
    )
