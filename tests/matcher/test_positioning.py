"""Clusters for a need: who leads in its industry comes first; place, name and function move it; ties go by id."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from offers import BANK, CHAIN, GAMES, LEAVES, cluster, share

from matcher.encoder import Encoder
from matcher.positioning import INFERRED, LEAST, SECTOR_WORTH, SISTER_WORTH, WORTH, Positioning, PositioningModel
from matcher.requirement import Requirement

CODES = [leaf.code for leaf in LEAVES]
LEADS = cluster(1, "甲", ("finance.bank", "leading"))
EXTENDS = cluster(2, "乙", ("logistics.cold", "leading"), ("finance.bank", "extended"))
OTHER = cluster(3, "丙", ("culture.game", "leading"), region="秀洲区", functions=("rnd",), buildings=("丙楼",))
TWIN = cluster(4, "丁", ("culture.game", "leading"), region="海宁市")
ALL = (LEADS, EXTENDS, OTHER, TWIN)


@pytest.fixture(scope="module")
def model(encoder: Encoder) -> PositioningModel:
    return PositioningModel(ALL, CODES, encoder)


def ranked(model: PositioningModel, **need: object) -> list[int]:
    return [fit.cluster.id for fit in model.fit(Requirement(**need))]  # type: ignore[arg-type]


def test_leading_comes_before_extended_before_the_rest(model: PositioningModel) -> None:
    fits = model.fit(Requirement(industries=(share(BANK),)))
    assert [fit.cluster.id for fit in fits] == [1, 2, 3, 4]
    assert [fit.grade for fit in fits] == ["leading", "extended", "none", "none"]
    assert fits[0].positioning == LEADS.positioning[0]
    assert fits[0].share == share(BANK)
    assert fits[3].positioning is None


def test_the_likelier_industry_decides(model: PositioningModel) -> None:
    assert ranked(model, industries=(share(CHAIN, 0.8), share(BANK, 0.2)))[0] == 2
    assert ranked(model, industries=(share(CHAIN, 0.1), share(BANK, 0.9)))[0] == 1


def test_ties_go_by_id_however_the_clusters_come(encoder: Encoder) -> None:
    backwards = PositioningModel(ALL[::-1], CODES, encoder)
    assert ranked(backwards) == [1, 2, 3, 4]
    assert ranked(backwards, industries=(share(GAMES),))[:2] == [3, 4]


def test_place_name_and_function_move_a_cluster_up(model: PositioningModel) -> None:
    games = (share(GAMES),)
    assert ranked(model, industries=games, regions=("海宁市",))[0] == 4
    assert ranked(model, industries=games, clusters=("丁",))[0] == 4
    assert ranked(model, industries=games, buildings=("丙楼",))[0] == 3
    assert ranked(model, industries=games, functions=(("rnd", 0.9),))[0] == 3
    both = model.fit(Requirement(industries=games, regions=("海宁市",)))
    assert {fit.cluster.id: fit.parts["place"] > 0 for fit in both} == {1: False, 2: False, 3: False, 4: True}


def test_the_right_place_does_not_make_a_wrong_industry_right(model: PositioningModel) -> None:
    assert ranked(model, industries=(share(BANK),), regions=("海宁市",))[0] == 1


def test_place_moves_the_rank_and_not_the_alignment(model: PositioningModel) -> None:
    plain, placed = (
        {fit.cluster.id: fit for fit in model.fit(Requirement(industries=(share(GAMES),), regions=regions))}
        for regions in ((), ("海宁市",))
    )
    assert all(plain[i].alignment == pytest.approx(placed[i].alignment) for i in plain)
    assert placed[3].value < placed[4].value


def test_a_core_cluster_wins_among_equals(encoder: Encoder) -> None:
    core = replace(TWIN, is_core=True)
    model = PositioningModel((OTHER, core), CODES, encoder)
    assert ranked(model, industries=(share(GAMES),)) == [4, 3]


def test_values_fall_with_the_rank_and_stay_between_0_and_1(model: PositioningModel) -> None:
    for need in (Requirement(), Requirement(text="银行"), Requirement(text="a bank", industries=(share(BANK),))):
        values = [fit.value for fit in model.fit(need)]
        assert values == sorted(values, reverse=True)
        assert all(0 <= value <= 1 for value in values)


def test_an_irrelevant_cluster_reorders_nobody(encoder: Encoder) -> None:
    need = Requirement(industries=(share(BANK, 0.7), share(CHAIN, 0.3)), regions=("秀洲区",))
    before = [fit.cluster.id for fit in PositioningModel(ALL, CODES, encoder).fit(need)]
    stranger = cluster(9, "戊", ("health.clinic", "leading"), region="桐乡市")
    after = [fit.cluster.id for fit in PositioningModel((*ALL, stranger), CODES, encoder).fit(need)]
    assert [i for i in after if i != 9] == before


@pytest.mark.parametrize(
    ("industry", "role", "basis", "leaf", "value"),
    [
        ("finance.bank", "leading", "plan", "finance.bank", 1.0),
        ("finance.bank", "extended", "plan", "finance.bank", WORTH["extended"]),
        ("finance.bank", "leading", "inferred", "finance.bank", INFERRED),
        ("finance", "leading", "plan", "finance.bank", SECTOR_WORTH["leading"]),
        ("finance.fund", "leading", "plan", "finance.bank", SISTER_WORTH),
        ("culture.game", "leading", "plan", "finance.bank", 0.0),
        ("finance.bank", "unsuitable", "plan", "finance.bank", 0.0),
    ],
)
def test_how_well_a_leaf_fits_a_positioning(industry: str, role: str, basis: str, leaf: str, value: float) -> None:
    assert Positioning(industry, role, "说法", basis, "三(二)").value(leaf) == pytest.approx(value)


@pytest.mark.parametrize("refused", ["finance.bank", "finance"])
def test_what_staff_call_unsuitable_counts_for_nothing(encoder: Encoder, refused: str) -> None:
    decided = Positioning(refused, "unsuitable", "银行", "staff", "2026-11-25")
    plain = cluster(1, "甲", ("finance.bank", "leading"))
    refuses = replace(plain, positioning=(*plain.positioning, decided))
    parts = [
        PositioningModel((one,), CODES, encoder).fit(Requirement(industries=(share(BANK),)))[0].parts["industry"]
        for one in (plain, refuses)
    ]
    assert parts[0] > parts[1] == pytest.approx(np.log(LEAST))


def test_an_unsuitable_industry_is_not_helped_by_its_sister(encoder: Encoder) -> None:
    refuses = cluster(1, "甲", ("finance.fund", "leading"), ("finance.bank", "unsuitable"))
    welcomes = cluster(2, "乙", ("finance.fund", "leading"))
    model = PositioningModel((refuses, welcomes), CODES, encoder)
    assert ranked(model, industries=(share(BANK),)) == [2, 1]
