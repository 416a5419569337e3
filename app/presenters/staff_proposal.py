"""推介单: what is sent to an investor, each space with the plan's five items and its reasons in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.languages import translate as _
from app.models import Proposal
from app.presenters.match import match_view, understood_chips
from app.presenters.page_view import SheetView
from app.presenters.sheet import sheet_view
from app.presenters.view import Chip, MatchView
from app.services.proposals import Offered, shows_name
from matcher.matching import Match
from matcher.requirement import Requirement as Need


@dataclass(frozen=True)
class ProposedSpace:
    """A space of a proposal. Without a sheet it has been taken down since; without a match nothing could be scored."""

    number: int
    title: str
    sheet: SheetView | None
    match: MatchView | None


@dataclass(frozen=True)
class ProposalView:
    """The page that is sent. ``name`` is 某企业 unless staff chose to show it; there is never a contact."""

    code: str
    name: str
    text: str
    note: str
    made_on: date
    as_of: date
    is_sample: bool
    understood: tuple[Chip, ...]
    spaces: tuple[ProposedSpace, ...]

    @property
    def gone(self) -> int:
        return sum(space.sheet is None for space in self.spaces)


def proposal_view(
    proposal: Proposal, offers: Sequence[Offered], matches: Mapping[int, Match], need: Need | None, today: date
) -> ProposalView:
    row = proposal.requirement
    return ProposalView(
        code=proposal.code,
        name=row.investor.name if shows_name(proposal) else _("某企业"),
        text=row.text,
        note=proposal.note,
        made_on=proposal.created_at.date(),
        as_of=today,
        is_sample=row.is_sample or any(offer.space is not None and offer.space.is_sample for offer in offers),
        understood=understood_chips(need) if need else (),
        spaces=tuple(_space(i, offer, matches.get(offer.id), need) for i, offer in enumerate(offers, start=1)),
    )


def _space(number: int, offer: Offered, found: Match | None, need: Need | None) -> ProposedSpace:
    if offer.space is None:
        return ProposedSpace(number, offer.title, None, None)
    sheet = sheet_view(offer.space, ())
    shown = match_view(found, offer.space, need) if found and need else None
    return ProposedSpace(number, sheet.space.title, sheet, shown)
