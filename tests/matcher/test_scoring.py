"""A score is a table that adds up, and a better offer never has less of it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from offers import BANK, FIT, WHOLE_NEED, offer, share

from indexer.documents import SpaceDocument
from matcher.explanation import LABELS, STATUSES, reasons_of
from matcher.positioning import ClusterFit
from matcher.requirement import CONDITIONS, LIMITS, Requirement
from matcher.scoring import BANDS, WEIGHTS, Line, Score, score

OPEN: dict[str, Any] = {f.name: getattr(Requirement(), f.name) for f in fields(Requirement)}
FIELDS_OF = {
    "positioning": ("text", "industries"),
    "area": ("area_min", "area_max"),
    "rent": ("rent_max",),
    "budget": ("monthly_total_max", "yearly_total_max"),
    "region": ("regions", "belts"),
    "deal": ("deals",),
    "space_type": ("space_types",),
    "facilities": ("facilities",),
    "decoration": ("decorations", "exclude_decorations"),
    "ceiling": ("ceiling_min",),
    "load": ("load_min",),
    "floor": ("floor_min", "floor_max"),
    "available": ("available_by",),
    "policies": ("policies",),
}
"""Condition → the fields of a need that ask for it."""


@st.composite
def needs(draw: st.DrawFn) -> Requirement:
    """Any part of the whole need, with limits anywhere."""
    asked = draw(st.sets(st.sampled_from(sorted(FIELDS_OF)), min_size=1))
    need = replace(
        WHOLE_NEED,
        area_min=draw(st.none() | st.floats(50, 900)),
        area_max=draw(st.none() | st.floats(900, 2000)),
        rent_max=draw(st.floats(0.5, 5)),
        monthly_total_max=draw(st.floats(5e3, 1e5)),
    )
    return replace(need, **{name: OPEN[name] for c in FIELDS_OF.keys() - asked for name in FIELDS_OF[c]})


@st.composite
def offers(draw: st.DrawFn) -> SpaceDocument:
    area = draw(st.floats(50, 3000))
    rent = draw(st.none() | st.floats(0.2, 8))
    return offer(
        area=area,
        area_least=area * draw(st.floats(0.1, 1)),
        rent=rent,
        negotiable=rent is None and draw(st.booleans()),
        region=draw(st.sampled_from(["南湖区", "秀洲区"])),
        belts=(),
        deal=draw(st.sampled_from(["出租", "售卖"])),
        facilities=tuple(draw(st.sets(st.sampled_from(["停车位", "食堂", "货梯"])))),
        floor=draw(st.none() | st.integers(-1, 30)),
        ceiling=draw(st.none() | st.floats(2, 9)),
    )


fits = st.none() | st.builds(
    lambda value, grade: replace(FIT, alignment=value, grade=grade),
    st.floats(0, 1),
    st.sampled_from(["leading", "extended", "related", "none"]),
)


def asks(need: Requirement) -> bool:
    return any(getattr(need, name) != OPEN[name] for names in FIELDS_OF.values() for name in names)


@settings(max_examples=200)
@given(need=needs(), space=offers(), fit=fits)
def test_the_contributions_add_up_to_the_score(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> None:
    assume(asks(need))
    scored = score(need, space, fit)
    assert sum(line.weight for line in scored.lines) == pytest.approx(100, abs=1e-6)
    assert sum(line.contribution for line in scored.lines) == pytest.approx(scored.total, abs=1e-6)
    assert sum(reason.contribution for reason in reasons_of(scored)) == pytest.approx(scored.total, abs=1e-6)
    assert -1e-9 <= scored.total <= 100 + 1e-9
    assert all(0 <= line.finding.value <= 1 for line in scored.lines)


def test_the_weights_are_the_table() -> None:
    scored = score(WHOLE_NEED, offer(), FIT)
    table = {name: weight for name, _, weight in WEIGHTS}
    whole = sum(table.values())
    assert {line.feature: line.weight for line in scored.lines} == pytest.approx(
        {name: 100 * weight / whole for name, weight in table.items()}
    )
    assert set(FIELDS_OF) | {"chain", "vacancy"} == set(table) == set(LABELS)
    assert set(CONDITIONS) == set(table) - {"positioning", "chain", "vacancy"}


def test_what_is_not_asked_has_no_line() -> None:
    fit = replace(FIT, role=None, chain=None)
    assert [line.feature for line in score(Requirement(area_min=100.0), offer(), fit).lines] == ["area", "vacancy"]
    assert score(Requirement(area_min=100.0), offer(), FIT).total == pytest.approx(100)


def test_the_wish_of_the_city_is_small_and_can_be_left_out() -> None:
    empty, full = (score(WHOLE_NEED, offer(vacancy=share), FIT).total for share in (0.9, 0.0))
    assert 0 < empty - full < 2
    lines = score(WHOLE_NEED, offer(), FIT, vacancy_weight=0.0).lines
    assert "vacancy" not in {line.feature for line in lines}


@settings(max_examples=200)
@given(need=needs(), space=offers(), cheaper=st.floats(0.1, 1))
def test_cheaper_never_ranks_lower(need: Requirement, space: SpaceDocument, cheaper: float) -> None:
    assume(asks(need) and space.rent is not None)
    less = replace(space, rent=(space.rent or 0) * cheaper)
    assert score(need, less, FIT).total >= score(need, space, FIT).total - 1e-9


@settings(max_examples=200)
@given(low=st.floats(100, 500), width=st.floats(0, 300), one=st.floats(20, 2000), other=st.floats(20, 2000))
def test_closer_to_the_asked_area_never_ranks_lower(low: float, width: float, one: float, other: float) -> None:
    need = Requirement(area_min=low, area_max=low + width, deals=("出租",))

    def away(area: float) -> float:
        """The share by which a whole space misses the range."""
        return max((low - area) / low, (area - low - width) / (low + width), 0.0)

    near, far = sorted((one, other), key=away)
    assert score(need, offer(area=near), FIT).total >= score(need, offer(area=far), FIT).total - 1e-9


@given(one=st.floats(0, 1), other=st.floats(0, 1))
def test_a_better_aligned_cluster_never_ranks_lower(one: float, other: float) -> None:
    low, high = sorted((one, other))
    totals = [score(WHOLE_NEED, offer(), replace(FIT, alignment=value)).total for value in (low, high)]
    assert totals[0] <= totals[1] + 1e-9


def test_unknown_counts_between_failed_and_met() -> None:
    need = Requirement(rent_max=1.0, deals=("出租",))
    dear, silent, cheap = (offer(rent=rent) for rent in (9.0, None, 1.0))
    totals = [score(need, space, None).total for space in (dear, silent, cheap)]
    assert totals == sorted(set(totals))
    assert not score(need, silent, None).failed(LIMITS)
    assert score(need, dear, None).failed(LIMITS)


@settings(max_examples=200)
@given(need=needs(), space=offers())
def test_without_a_condition_the_others_share_the_score_as_the_table_says(
    need: Requirement, space: SpaceDocument
) -> None:
    """Taking away what the strongest reason stands for takes away exactly what it said it gave."""
    assume(asks(need))
    fit = replace(FIT, role=None, chain=None)
    scored = score(need, space, fit, vacancy_weight=0.0)
    assume(len(scored.lines) > 1)
    top = reasons_of(scored)[0]
    left = replace(need, **{name: OPEN[name] for name in FIELDS_OF[top.feature]})
    kept = 100 - top.weight
    if top.feature == "area":
        assume("budget" not in {line.feature for line in scored.lines})
    rest = score(left, space, fit, vacancy_weight=0.0).total
    assert rest * kept / 100 == pytest.approx(scored.total - top.contribution, abs=1e-6)


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (100.0, "strong"),
        (80.0, "strong"),
        (79.99, "good"),
        (65.0, "good"),
        (50.0, "fair"),
        (49.0, "weak"),
        (0.0, "weak"),
    ],
)
def test_bands(total: float, band: str) -> None:
    line = score(Requirement(deals=("出租",)), offer(), None).lines[0]
    scored = Score((Line("deal", 100.0, replace(line.finding, value=total / 100)),))
    assert scored.band == band
    assert band in dict(BANDS)


def test_reasons_come_strongest_first_in_both_languages() -> None:
    scored = score(replace(WHOLE_NEED, regions=("秀洲区",), belts=()), offer(rent=None), FIT)
    reasons = reasons_of(scored)
    assert [r.contribution for r in reasons] == sorted((r.contribution for r in reasons), reverse=True)
    by_feature = {reason.feature: reason for reason in reasons}
    assert by_feature["positioning"].text.zh == "需求属于银行，金融广场主导「finance.bank的说法」，定位相符。"
    assert by_feature["rent"].text.zh == "要求≤ 2.5 元/㎡·天，这里未提供，需向业主确认。"
    assert by_feature["region"].text.zh == "要求秀洲区，这里是南湖区、中环南路集聚带，不满足。"
    assert by_feature["area"].text.en == "You ask for 300–500 ㎡; here it is 400 ㎡."
    for reason in reasons:
        assert reason.status_label == STATUSES[reason.status]
        assert reason.asked.zh in reason.text.zh
        assert reason.offered.zh in reason.text.zh
        assert reason.asked.en in reason.text.en
        assert reason.offered.en in reason.text.en


def test_musts_are_the_limits_unless_a_need_names_its_own() -> None:
    assert Requirement().limits == LIMITS
    assert Requirement(must=("floor",)).limits == ("floor",)
    need = Requirement(rent_max=1.0, floor_min=20, must=("floor",), industries=(share(BANK),))
    assert [line.feature for line in score(need, offer(), FIT).failed(need.limits)] == ["floor"]


def test_the_budget_is_the_tighter_of_month_and_year() -> None:
    assert Requirement().monthly_max is None
    assert Requirement(yearly_total_max=120_000).monthly_max == 10_000
    assert Requirement(yearly_total_max=120_000, monthly_total_max=9_000).monthly_max == 9_000
