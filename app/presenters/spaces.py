"""Spaces as cards and rows, their rent in every unit, and the policies of their buildings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.languages import pick
from app.languages import translate as _
from app.models import Building, Cluster, Policy, Space
from app.models.base import utc_now
from app.presenters.formats import floor_label, in_wan, number, term, with_unit
from app.presenters.page_view import PolicyView
from app.presenters.units import read_unit, title_of
from app.presenters.view import Ref, Rent, SpaceView
from app.services.documents import topics_of
from indexer.quantities import DAYS_PER_MONTH
from indexer.query import SearchQuery


def name_of(row: Building | Cluster) -> str:
    return pick(row.name, row.name_en)


def as_float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def rent_of(space: Space, area: float) -> Rent:
    """The rent of ``area`` ㎡ of a space in every unit, with one line to show."""
    rate = as_float(space.rent_day)
    price = as_float(space.price_sqm)
    month = None if rate is None else rate * DAYS_PER_MONTH
    total = None if month is None else month * area
    status = "priced" if rate is not None else "sale" if price is not None else ""
    status = status or ("negotiable" if space.negotiable else "missing")
    labels = {
        "priced": f"{rate or 0:.2f} {_('元/㎡·天')}",
        "sale": with_unit(price, _("元/㎡")),
        "negotiable": _("面议"),
        "missing": _("未提供"),
    }
    return Rent(
        status=status,
        day=rate,
        month=None if month is None else round(month, 2),
        total_month=None if total is None else round(total, 2),
        total_year_wan=None if total is None else round(total * 12 / 10000, 2),
        includes_tax=space.rent_includes_tax,
        price_sqm=price,
        label=labels[status],
        detail=_rent_detail(status, total, price, area),
    )


def _rent_detail(status: str, total: float | None, price: float | None, area: float) -> str:
    if status == "priced" and total is not None:
        return _("约 %(n)s 元/月", n=number(total))
    if status == "sale" and price is not None:
        return _("总价约 %(total)s", total=in_wan(price * area / 10000, 1))
    return _("价格请咨询业主") if status == "negotiable" else ""


def offered_area(space: Space, query: SearchQuery | None) -> float:
    """What is on offer for this request: the whole, or the part of a divisible space nearest to what was asked."""
    whole = float(space.building_area_sqm)
    least = min(float(space.divisible_min_sqm or whole), whole)
    if query is None or query.area_max is None:
        return whole
    return max(least, min(whole, query.area_max))


def _asked_first(facilities: Sequence[str], query: SearchQuery | None) -> list[str]:
    """A row shows only a few."""
    asked = query.facilities if query else ()
    return sorted(facilities, key=lambda facility: facility not in asked)


def space_view(space: Space, query: SearchQuery | None = None, score: float | None = None) -> SpaceView:
    building, cluster = space.building, space.building.cluster
    area = offered_area(space, query)
    return SpaceView(
        id=space.id,
        title=title_of(space),
        building=Ref(building.id, name_of(building)),
        cluster=Ref(cluster.id, name_of(cluster)) if cluster else None,
        region=pick(building.region.name, building.region.name_en),
        unit=read_unit(space.unit).label,
        floor=space.floor,
        floor_label=floor_label(space.floor),
        area=area,
        area_total=float(space.building_area_sqm),
        usable_area=as_float(space.usable_area_sqm),
        divisible_min=as_float(space.divisible_min_sqm),
        divisible_max=as_float(space.divisible_max_sqm),
        rent=rent_of(space, area),
        deal=space.deal,
        deal_label=term(space.deal),
        space_type=building.carrier,
        space_type_label=term(building.carrier),
        decoration=space.decoration,
        decoration_label=term(space.decoration),
        facilities=tuple(term(facility) for facility in _asked_first(space.facilities, query)),
        policies=tuple(term(topic) for topic in topics_of(building)),
        available_from=space.available_from,
        available_label=available_label(space.available_from),
        verified_on=space.verified_on,
        updated_on=space.updated_at.date(),
        is_sample=space.is_sample,
        score=score,
    )


def available_label(start: date | None) -> str:
    if start is None:
        return _("入驻时间未提供")
    if start <= utc_now().date():
        return _("随时可入驻")
    return _("%(day)s 起可入驻", day=start.isoformat())


RENT_SUBSIDY = "租金补贴"


def policy_view(policy: Policy, deal: str = "") -> PolicyView:
    """A policy as it stands, or for a space on offer by ``deal`` with why not all of it can be had there."""
    today = utc_now().date()
    none_for_sale = deal == "售卖" and set(policy.topics) == {RENT_SUBSIDY}
    return PolicyView(
        id=policy.id,
        name=pick(policy.name, policy.name_en),
        document_no=policy.document_no,
        level=_level(policy.level),
        content=pick(policy.content, policy.content_en),
        conditions=policy.conditions,
        valid_until=policy.valid_until,
        expired=policy.valid_until is not None and policy.valid_until < today,
        is_sample=policy.is_sample,
        applies=not none_for_sale,
        limit=_limit(policy, deal),
    )


def _limit(policy: Policy, deal: str) -> str:
    """Only what the rows say: a subsidy of rent is nothing for a buyer."""
    if deal != "售卖" or RENT_SUBSIDY not in policy.topics:
        return ""
    if len(set(policy.topics)) == 1:
        return _("租金补贴给承租方，这处为出售。")
    return _("其中的租金补贴给承租方，这处为出售。")


def _level(level: str) -> str:
    return {"市": _("市级"), "区": _("区级"), "县": _("县（市）级")}.get(level, level)


def policies_of(building: Building, deal: str = "") -> tuple[PolicyView, ...]:
    """The building's policies: those that may apply first, then those that cannot, then those that have run out."""
    rows: list[Policy] = building.policies
    views = [policy_view(policy, deal) for policy in rows]
    return tuple(sorted(views, key=lambda view: (view.expired, not view.applies, view.id)))
