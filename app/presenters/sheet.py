"""The sheet of a space: facts in the order of the plan's five items, each with its unit."""

from __future__ import annotations

from collections.abc import Sequence

from app.languages import is_english, pick
from app.languages import translate as _
from app.models import Building, Space
from app.presenters.formats import floor_label, in_wan, number, percent, term, with_unit
from app.presenters.page_view import Bill, Fact, SheetView
from app.presenters.places import positioning_views
from app.presenters.spaces import as_float, available_label, policies_of, rent_of, space_view
from app.presenters.view import Rent

SALE = "售卖"


def sheet_view(space: Space, nearby: Sequence[Space]) -> SheetView:
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
        area_facts=area_facts(space),
        rent_facts=rent_facts(space),
        monthly_cost=monthly_cost(space),
        building_facts=building_facts(building),
        facilities=tuple(term(facility) for facility in space.facilities),
        policies=policies_of(building, space.deal),
        positioning=positioning_views(cluster) if cluster else (),
        cluster_summary=pick(cluster.summary, cluster.summary_en) if cluster else "",
        cluster_section=(cluster.section or "") if cluster else "",
        neighbours=tuple(tenant.name for tenant in building.tenants[:8]),
        nearby=tuple(space_view(row) for row in nearby),
    )


def area_facts(space: Space) -> tuple[Fact, ...]:
    low, high = as_float(space.divisible_min_sqm), as_float(space.divisible_max_sqm)
    divisible = _("不可分割") if low is None else f"{number(low)} – {number(high or float(space.building_area_sqm))} ㎡"
    return (
        Fact(_("建筑面积"), with_unit(space.building_area_sqm, "㎡", 2)),
        Fact(_("使用面积"), with_unit(space.usable_area_sqm, "㎡", 2)),
        Fact(_("可分割"), divisible),
        Fact(_("楼层"), floor_label(space.floor)),
        Fact(_("层高"), with_unit(space.ceiling_height_m, "m", 2)),
        Fact(_("楼面荷载"), with_unit(space.floor_load_kg_sqm, "kg/㎡")),
        Fact(_("装修"), term(space.decoration)),
        Fact(_("入驻时间"), available_label(space.available_from)),
    )


def rent_facts(space: Space) -> tuple[Fact, ...]:
    rent = rent_of(space, float(space.building_area_sqm))
    if space.deal == SALE:
        price = None if rent.price_sqm is None else rent.price_sqm * float(space.building_area_sqm)
        whole = [] if price is None else [Fact(_("总价"), _("约 %(total)s", total=in_wan(price / 10000, 1)))]
        return (Fact(_("售价"), rent.label), *whole, Fact(_("交易方式"), term(space.deal)))
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


def monthly_cost(space: Space) -> Bill:
    """What a month costs: rent and service charge, their sum where both are known, a parking place apart."""
    area = float(space.building_area_sqm)
    rent = rent_of(space, area)
    fee = None if space.property_fee_month is None else float(space.property_fee_month) * area
    total = None if rent.total_month is None or fee is None else rent.total_month + fee
    asked = rent.label if rent.total_month is None else with_unit(rent.total_month, _("元/月"))
    return Bill(
        lines=(
            *([] if space.deal == SALE else [Fact(_("租金"), asked)]),
            Fact(_("物业费"), with_unit(fee, _("元/月"))),
        ),
        total=None if total is None else Fact(_("合计（不含车位）"), with_unit(total, _("元/月"))),
        extra=(Fact(_("车位（每个）"), with_unit(space.parking_fee_month, _("元/月"))),),
    )


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
        *_precision(building.precision),
    )


def _precision(precision: str) -> tuple[Fact, ...]:
    """How exact the position is; an invented one has no precision to tell."""
    if precision == "sample":
        return ()
    labels = {"building": _("楼宇"), "town": _("街道（近似）"), "district": _("区县（近似）")}
    return (Fact(_("坐标精度"), labels.get(precision, precision)),)
