"""Each condition of a need against one space: what is met, what fails, what is not known, and what would help."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offers import BANK, FIT, WHOLE_NEED, offer, share

from matcher import features, surroundings
from matcher.features import SLACK, UNKNOWN, Finding
from matcher.requirement import Requirement
from matcher.scoring import WEIGHTS

LOOKS = {name: look for name, look, _ in WEIGHTS}


def look(name: str, need: dict[str, Any], **space: Any) -> Finding:
    found = LOOKS[name](Requirement(**need), offer(**space), None)
    assert found is not None
    return found


@pytest.mark.parametrize("name", set(LOOKS) - {"chain", "vacancy"})
def test_what_a_need_does_not_ask_for_is_not_looked_at(name: str) -> None:
    assert LOOKS[name](Requirement(), offer(), FIT) is None


@pytest.mark.parametrize("name", LOOKS)
def test_the_whole_need_is_met_by_the_plain_offer(name: str) -> None:
    found = LOOKS[name](WHOLE_NEED, offer(), FIT)
    assert found is not None
    assert (found.status, found.fix) == ("met", None)


CASES = [
    ("area", {"area_min": 300.0}, {}, "met", 1.0),
    ("area", {"area_max": 400.0}, {}, "met", 1.0),
    ("area", {"area_min": 100.0, "area_max": 200.0}, {"area": 400.0, "area_least": 150.0}, "met", 0.95),
    ("area", {"area_min": 500.0}, {}, "failed", 0.6 * (1 - 0.2 / SLACK)),
    ("area", {"area_max": 200.0}, {}, "failed", 0.0),
    ("area", {"area_max": 200.0}, {"area": 400.0, "area_least": 210.0}, "failed", 0.6 * (1 - 0.05 / SLACK)),
    ("rent", {"rent_max": 2.0}, {}, "met", 1.0),
    ("rent", {"rent_max": 1.9}, {"rent": 1.995}, "failed", 0.6 * (1 - 0.05 / SLACK)),
    ("rent", {"rent_max": 1.0}, {}, "failed", 0.0),
    ("rent", {"rent_max": 0.1}, {"rent": None, "negotiable": True}, "unknown", UNKNOWN),
    ("rent", {"rent_max": 0.1}, {"rent": None}, "unknown", UNKNOWN),
    ("budget", {"monthly_total_max": 25000.0}, {}, "met", 1.0),
    ("budget", {"yearly_total_max": 12 * 25000.0}, {}, "met", 1.0),
    ("budget", {"monthly_total_max": 10000.0}, {}, "failed", 0.0),
    ("budget", {"monthly_total_max": 10000.0}, {"area_least": 100.0}, "met", 1.0),
    ("budget", {"monthly_total_max": 10000.0, "area_min": 300.0}, {"area_least": 100.0}, "failed", 0.0),
    ("budget", {"monthly_total_max": 1.0}, {"rent": None, "negotiable": True}, "unknown", UNKNOWN),
    ("region", {"regions": ("南湖区", "秀洲区")}, {}, "met", 1.0),
    ("region", {"regions": ("秀洲区",)}, {}, "failed", 0.0),
    ("region", {"regions": ("秀洲区",), "belts": ("中环南路集聚带",)}, {}, "met", 1.0),
    ("deal", {"deals": ("售卖",)}, {}, "failed", 0.0),
    ("space_type", {"space_types": ("商务楼", "写字楼")}, {}, "met", 1.0),
    ("decoration", {"decorations": ("毛坯",)}, {}, "failed", 0.0),
    ("decoration", {"decorations": ("毛坯",)}, {"decoration": None}, "unknown", UNKNOWN),
    ("decoration", {"exclude_decorations": ("精装",)}, {}, "failed", 0.0),
    ("decoration", {"exclude_decorations": ("毛坯",)}, {}, "met", 1.0),
    ("facilities", {"facilities": ("停车位", "货梯")}, {}, "partly", 0.5),
    ("facilities", {"facilities": ("货梯",)}, {}, "failed", 0.0),
    ("policies", {"policies": ("租金补贴",)}, {}, "met", 1.0),
    ("ceiling", {"ceiling_min": 3.2}, {}, "met", 1.0),
    ("ceiling", {"ceiling_min": 4.0}, {}, "failed", 0.0),
    ("ceiling", {"ceiling_min": 4.0}, {"ceiling": None}, "unknown", UNKNOWN),
    ("load", {"load_min": 500.0}, {}, "met", 1.0),
    ("load", {"load_min": 501.0}, {}, "failed", 0.0),
    ("load", {"load_min": 501.0}, {"load": None}, "unknown", UNKNOWN),
    ("vacancy", {}, {"vacancy": 0.0}, "failed", 0.0),
    ("vacancy", {}, {"vacancy": 0.25}, "partly", 0.5),
    ("vacancy", {}, {"vacancy": 0.9}, "met", 1.0),
    ("vacancy", {}, {"vacancy": None}, "unknown", UNKNOWN),
    ("floor", {"floor_min": 8}, {}, "met", 1.0),
    ("floor", {"floor_max": 7}, {}, "failed", 0.0),
    ("floor", {"floor_max": 7}, {"floor": None}, "unknown", UNKNOWN),
    ("floor", {"floor_min": 1}, {"floor": 0}, "failed", 0.0),
    ("available", {"available_by": date(2026, 3, 1)}, {}, "met", 1.0),
    ("available", {"available_by": date(2026, 2, 28)}, {}, "failed", 0.0),
    ("available", {"available_by": date(2026, 2, 28)}, {"available_from": None}, "unknown", UNKNOWN),
]


@pytest.mark.parametrize(("name", "need", "space", "status", "value"), CASES)
def test_a_condition(name: str, need: dict[str, Any], space: dict[str, Any], status: str, value: float) -> None:
    found = look(name, need, **space)
    assert (found.status, found.value) == (status, pytest.approx(value))


def test_an_excluded_decoration_is_unknown_where_none_is_stated() -> None:
    found = look("decoration", {"exclude_decorations": ("毛坯",)}, decoration=None)
    assert (found.status, found.value) == ("unknown", UNKNOWN)


def test_negotiable_and_not_stated_are_told_apart() -> None:
    need = {"rent_max": 1.0}
    assert look("rent", need, rent=None, negotiable=True).offered.zh == "面议"
    assert look("rent", need, rent=None).offered.zh == "未提供"


@pytest.mark.parametrize(
    ("grade", "status"), [("leading", "met"), ("extended", "partly"), ("related", "partly"), ("none", "failed")]
)
def test_positioning_tells_the_grade_of_the_cluster(grade: str, status: str) -> None:
    found = surroundings.positioning(Requirement(industries=(share(BANK),)), offer(), replace(FIT, grade=grade))
    assert found is not None
    value = 0.0 if status == "failed" else FIT.alignment
    assert (found.status, found.value, found.source) == (status, value, "三(二)专栏3")


def test_a_space_in_no_cluster_is_unknown_not_failed() -> None:
    found = surroundings.positioning(Requirement(text="银行"), offer(cluster=None), None)
    assert found is not None
    assert found.status == "unknown"


def test_the_chain_names_who_is_at_the_other_end() -> None:
    found = surroundings.chain(Requirement(industries=(share(BANK),)), offer(), FIT)
    assert found is not None
    assert (found.status, found.value) == ("met", 1.0)
    assert found.asked.zh == "信贷链的放款"
    assert found.offered.zh == "金融广场尚缺这一环（补链）：下游客户 1 家，如示例游戏公司（贷款）"
    assert "示例游戏公司 (loans)" in found.offered.en


def test_without_a_neighbour_the_chain_says_so_and_without_an_industry_nothing() -> None:
    lonely = surroundings.chain(Requirement(), offer(), replace(FIT, role=None, chain=0.0))
    assert lonely is not None
    assert (lonely.status, lonely.value) == ("failed", 0.0)
    assert surroundings.chain(Requirement(), offer(), replace(FIT, role=None, chain=None)) is None
    assert surroundings.chain(Requirement(), offer(), None) is None


# ---- reasons speak of the very numbers (Q6) --------------------------------------------------------------------

money = st.floats(0.1, 9.9).map(lambda x: round(x, 2))
areas = st.integers(2000, 20_000_000).map(lambda hundredths: hundredths / 100)


@given(area=areas, least=areas, low=areas, high=areas)
def test_the_area_shown_is_the_area_of_the_row(area: float, least: float, low: float, high: float) -> None:
    least, low = min(area, least), min(low, high)
    found = look("area", {"area_min": low, "area_max": high}, area=area, area_least=least)
    assert f"{area:.10g} ㎡" in found.offered.zh
    assert f"{area:.10g} ㎡" in found.offered.en
    assert (f"{least:.10g} ㎡ 起" in found.offered.zh) == (least < area)


@given(rent=money, limit=money)
def test_the_rent_shown_is_the_rent_of_the_row(rent: float, limit: float) -> None:
    found = look("rent", {"rent_max": limit}, rent=rent)
    assert found.offered.zh == f"{rent:g} 元/㎡·天"
    assert found.asked.zh == f"≤ {limit:g} 元/㎡·天"
    assert (found.status == "met") == (rent <= limit)


# ---- what would help comes true (Q7) ---------------------------------------------------------------------------


@given(area=areas, least=areas, low=areas, high=areas)
def test_the_area_named_as_a_fix_fits(area: float, least: float, low: float, high: float) -> None:
    least, low, high = min(area, least), min(low, high), max(low, high)
    space = {"area": area, "area_least": least}
    found = look("area", {"area_min": low, "area_max": high}, **space)
    assert (found.fix is None) == (found.status == "met")
    if found.fix:
        named = area if area < low else least
        assert f"{named:.10g} ㎡" in found.fix.zh
        wider = {"area_min": min(low, named), "area_max": max(high, named)}
        assert look("area", wider, **space).status == "met"


@settings(max_examples=300)
@given(rent=money, limit=money, area=areas)
def test_the_money_named_as_a_fix_fits(rent: float, limit: float, area: float) -> None:
    for name, need in (("rent", "rent_max"), ("budget", "monthly_total_max")):
        asked = limit if name == "rent" else limit * 5000
        found = look(name, {need: asked}, rent=rent, area=area)
        assert (found.fix is None) == (found.status == "met")
        if found.fix:
            named = float(found.fix.zh.split("提到 ")[1].split(" ")[0])
            assert look(name, {need: named}, rent=rent, area=area).status == "met", found.fix.zh


@pytest.mark.parametrize(
    ("name", "need", "widened"),
    [
        ("region", {"regions": ("秀洲区",)}, {"regions": ("秀洲区", "南湖区")}),
        ("deal", {"deals": ("售卖",)}, {"deals": ("售卖", "出租")}),
        ("space_type", {"space_types": ("闲置厂房",)}, {"space_types": ("闲置厂房", "写字楼")}),
        ("decoration", {"decorations": ("毛坯",)}, {"decorations": ("毛坯", "精装")}),
    ],
)
def test_the_value_named_as_a_fix_fits(name: str, need: dict[str, Any], widened: dict[str, Any]) -> None:
    fix = look(name, need).fix
    added = next(iter(widened.values()))[1]
    assert fix is not None
    assert added in fix.zh
    assert look(name, widened).status == "met"


def test_the_facilities_named_as_a_fix_fit() -> None:
    fix = look("facilities", {"facilities": ("货梯", "停车位", "健身房")}).fix
    assert fix is not None
    assert "货梯、健身房" in fix.zh
    added = offer(facilities=("停车位", "食堂", "货梯", "健身房"))
    found = features.facilities(Requirement(facilities=("货梯", "停车位", "健身房")), added, None)
    assert found is not None
    assert found.status == "met"


def test_large_figures_are_written_out() -> None:
    found = look("budget", {"monthly_total_max": 2_000_000.0}, rent=1.0, area=100_000.0)
    assert (found.asked.zh, found.offered.zh) == ("≤ 2000000 元/月", "3041666.67 元/月")


def test_a_month_is_a_twelfth_of_a_year() -> None:
    found = look("budget", {"monthly_total_max": 1e6}, rent=2.0, area=100.0)
    assert found.offered.zh == "6083.33 元/月"
