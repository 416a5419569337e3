"""Spaces as cards and as the sheet with the plan's five items."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from app.languages import is_english, pick
from app.languages import translate as _
from app.models import Building, Cluster, Policy, Space
from app.models.base import utc_now
from app.presenters.formats import floor_label, number, percent, term, with_unit
from app.presenters.page_view import Fact, PolicyView, SheetView
from app.presenters.places import positioning_views
from app.presenters.view import Ref, Rent, SpaceView
from app.services.documents import topics_of
from indexer.quantities import DAYS_PER_MONTH
from indexer.query import SearchQuery


def name_of(row: Building | Cluster) -> str:
    return pick(row.name, row.name_en)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def rent_of(space: Space, area: float) -> Rent:
    """The rent of ``area`` ㎡ of a space in every unit, with one line to show."""
    rate = _float(space.rent_day)
    price = _float(space.price_sqm)
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
        return _("总价约 %(n)s 万元", n=number(price * area / 10000, 1))
    return _("价格请咨询业主") if status == "negotiable" else ""


def offered_area(space: Space, query: SearchQuery | None) -> float:
    """What is on offer for this request: the whole, or the part of a divisible space nearest to what was asked."""
    whole = float(space.building_area_sqm)
    least = min(float(space.divisible_min_sqm or whole), whole)
    if query is None or query.area_max is None:
        return whole
    return max(least, min(whole, query.area_max))


def space_view(space: Space, query: SearchQuery | None = None, score: float | None = None) -> SpaceView:
    building, cluster = space.building, space.building.cluster
    area = offered_area(space, query)
    return SpaceView(
        id=space.id,
        title=space.title,
        building=Ref(building.id, name_of(building)),
        cluster=Ref(cluster.id, name_of(cluster)) if cluster else None,
        region=pick(building.region.name, building.region.name_en),
        unit=space.unit,
        floor=space.floor,
        floor_label=floor_label(space.floor),
        area=area,
        area_total=float(space.building_area_sqm),
        usable_area=_float(space.usable_area_sqm),
        divisible_min=_float(space.divisible_min_sqm),
        divisible_max=_float(space.divisible_max_sqm),
        rent=rent_of(space, area),
        deal=space.deal,
        deal_label=term(space.deal),
        space_type=building.carrier,
        space_type_label=term(building.carrier),
        decoration=space.decoration,
        decoration_label=term(space.decoration),
        facilities=tuple(term(facility) for facility in space.facilities),
        policies=tuple(term(topic) for topic in topics_of(building)),
        available_from=space.available_from,
        available_label=_available(space.available_from),
        verified_on=space.verified_on,
        updated_on=space.updated_at.date(),
        is_sample=space.is_sample,
        score=score,
    )


def _available(start: date | None) -> str:
    if start is None:
        return _("入驻时间未提供")
    if start <= utc_now().date():
        return _("随时可入驻")
    return _("%(day)s 起可入驻", day=start.isoformat())


def policy_view(policy: Policy) -> PolicyView:
    today = utc_now().date()
    return PolicyView(
        id=policy.id,
        name=pick(policy.name, policy.name_en),
        document_no=policy.document_no,
        level=policy.level,
        content=pick(policy.content, policy.content_en),
        conditions=policy.conditions,
        valid_until=policy.valid_until,
        expired=policy.valid_until is not None and policy.valid_until < today,
        is_sample=policy.is_sample,
    )


def policies_of(building: Building) -> tuple[PolicyView, ...]:
    """The building's policies, those in force first."""
    rows: list[Policy] = building.policies
    views = [policy_view(policy) for policy in rows]
    return tuple(sorted(views, key=lambda view: (view.expired, view.id)))


def sheet_view(space: Space, siblings: Sequence[Space]) -> SheetView:
    """The sheet: the five items of 四(三) in their order, and what stands around them."""
    building, cluster = space.building, space.building.cluster
    return SheetView(
        space=space_view(space),
        environment=" ".join(
            filter(
                None,
                (
                    pick(building.environment, building.environment_en),
                    pick(space.environment, space.environment_en),
                ),
            )
        ),
        address=building.address,
        transit=building.transit,
        area_facts=_area_facts(space),
        rent_facts=_rent_facts(space),
        monthly_cost=_monthly_cost(space),
        building_facts=building_facts(building),
        facilities=tuple(term(facility) for facility in space.facilities),
        policies=policies_of(building),
        positioning=positioning_views(cluster) if cluster else (),
        cluster_summary=pick(cluster.summary, cluster.summary_en) if cluster else "",
        cluster_section=(cluster.section or "") if cluster else "",
        neighbours=tuple(tenant.name for tenant in building.tenants[:8]),
        siblings=tuple(space_view(row) for row in siblings),
    )


def _area_facts(space: Space) -> tuple[Fact, ...]:
    low, high = _float(space.divisible_min_sqm), _float(space.divisible_max_sqm)
    divisible = _("不可分割") if low is None else f"{number(low)} – {number(high or float(space.building_area_sqm))} ㎡"
    return (
        Fact(_("建筑面积"), with_unit(space.building_area_sqm, "㎡", 2)),
        Fact(_("使用面积"), with_unit(space.usable_area_sqm, "㎡", 2)),
        Fact(_("可分割"), divisible),
        Fact(_("楼层"), floor_label(space.floor)),
        Fact(_("层高"), with_unit(space.ceiling_height_m, "m", 2)),
        Fact(_("楼面荷载"), with_unit(space.floor_load_kg_sqm, "kg/㎡")),
        Fact(_("装修"), term(space.decoration)),
        Fact(_("入驻时间"), _available(space.available_from)),
    )


def _rent_facts(space: Space) -> tuple[Fact, ...]:
    rent = rent_of(space, float(space.building_area_sqm))
    if rent.status == "sale":
        return (
            Fact(_("售价"), rent.label),
            Fact(_("总价"), rent.detail),
            Fact(_("交易方式"), term(space.deal)),
        )
    if rent.status != "priced":
        return (Fact(_("租金"), rent.label), Fact(_("交易方式"), term(space.deal)))
    tax = _("含税") if rent.includes_tax else _("不含税")
    return (
        Fact(_("日租金"), f"{rent.label} · {tax}"),
        Fact(_("折合月租金"), with_unit(rent.month, _("元/㎡·月"), 2)),
        Fact(_("月租金合计"), with_unit(rent.total_month, _("元/月"))),
        Fact(_("年租金合计"), _yearly(rent)),
        Fact(_("交易方式"), term(space.deal)),
        Fact(_("租期与付款"), space.lease_terms or _("未提供")),
    )


def _yearly(rent: Rent) -> str:
    """万元 is how a year's rent is said in Chinese; English says it in yuan."""
    if is_english() and rent.total_year_wan is not None:
        return with_unit(rent.total_year_wan * 10000, "yuan/year")
    return with_unit(rent.total_year_wan, _("万元/年"), 2)


def _monthly_cost(space: Space) -> tuple[Fact, ...]:
    """What a month costs in all: rent, service charge, and a parking place beside it."""
    area = float(space.building_area_sqm)
    rent = rent_of(space, area).total_month
    fee = None if space.property_fee_month is None else float(space.property_fee_month) * area
    facts = [
        Fact(_("租金"), with_unit(rent, _("元/月"))),
        Fact(_("物业费"), with_unit(fee, _("元/月"))),
        Fact(_("车位（每个）"), with_unit(space.parking_fee_month, _("元/月"))),
    ]
    if rent is not None and fee is not None:
        facts.append(Fact(_("合计（不含车位）"), with_unit(rent + fee, _("元/月"))))
    return tuple(facts)


def building_facts(building: Building) -> tuple[Fact, ...]:
    yes_no = {True: _("是"), False: _("否"), None: _("未提供")}
    return (
        Fact(_("载体"), term(building.carrier), building.section or ""),
        Fact(_("商务面积"), with_unit(building.business_area_sqm, "㎡")),
        Fact(_("楼层数"), with_unit(building.floors, "floors" if is_english() else "层")),
        Fact(_("投用年份"), str(building.opened_year or _("未提供"))),
        Fact(_("自持比例"), percent(building.self_held_ratio)),
        Fact(_("物业公司"), building.property_company or _("未提供")),
        Fact(_("5A 智能化"), yes_no[building.is_5a]),
        Fact(_("停车位"), with_unit(building.parking_spaces, "" if is_english() else "个")),
        Fact(_("坐标精度"), _precision(building.precision)),
    )


def _precision(precision: str) -> str:
    return {
        "building": _("楼宇"),
        "town": _("街道（近似）"),
        "district": _("区县（近似）"),
        "sample": _("示例"),
    }.get(precision, precision)
