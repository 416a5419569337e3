"""For a space: the open requirements it fits, and on what it loses the others."""

from __future__ import annotations

from dataclasses import dataclass

from app.models import Space
from app.presenters.formats import number
from app.presenters.match import function_label, match_view
from app.presenters.spaces import space_view
from app.presenters.staff import feature_label
from app.presenters.staff_worklist import area_text
from app.presenters.view import MatchView, SpaceView
from app.services.demands import Wish, Wishes

SHOWN = 20


@dataclass(frozen=True)
class WishView:
    """A requirement with the score and reasons it gives the space. Empty texts were not asked for."""

    id: int
    investor: str
    is_sample: bool
    text: str
    function: str
    area: str
    rent: str
    needed_by: str
    match: MatchView


@dataclass(frozen=True)
class LostView:
    """How many requirements were lost on a condition, of them on this one alone; ``share`` is per cent of the most."""

    label: str
    count: int
    alone: int
    share: float


@dataclass(frozen=True)
class WishesPage:
    space: SpaceView
    fitting: tuple[WishView, ...]
    fits: int
    lost: tuple[LostView, ...]
    asked: int


def wishes_page(space: Space, found: Wishes) -> WishesPage:
    most = max((lost.count for lost in found.lost), default=1)
    return WishesPage(
        space=space_view(space),
        fitting=tuple(_wish(wish, space) for wish in found.fitting[:SHOWN]),
        fits=len(found.fitting),
        lost=tuple(
            LostView(feature_label(lost.feature), lost.count, lost.alone, 100 * lost.count / most)
            for lost in found.lost
        ),
        asked=found.asked,
    )


def _wish(wish: Wish, space: Space) -> WishView:
    row = wish.row
    return WishView(
        id=row.id,
        investor=row.investor.name,
        is_sample=row.is_sample,
        text=row.text,
        function=function_label(row.function) if row.function else "",
        area=area_text(row.area_min_sqm, row.area_max_sqm),
        rent=number(row.rent_max_day, 2) if row.rent_max_day is not None else "",
        needed_by=row.needed_by.isoformat() if row.needed_by else "",
        match=match_view(wish.match, space, wish.need),
    )
