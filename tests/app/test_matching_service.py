"""A need in words → the right clusters first, spaces that fit, and reasons that add up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.errors import DomainError
from app.extensions import db
from app.services import matching
from app.services.matching import read_words
from app.services.recognising import matcher_of
from app.wiring import parts
from matcher.matching import Matches
from matcher.requirement import Requirement

COLD_CHAIN = "做冷链车队管理系统的公司要500平办公"


@pytest.fixture(autouse=True)
def context(city_app: Flask) -> Iterator[None]:
    with city_app.app_context():
        yield


def match(need: str | Requirement, limit: int = 10) -> Matches:
    asked = Requirement(text=need) if isinstance(need, str) else need
    return matching.match(parts(), db.session, asked, limit=limit)


@pytest.fixture
def cold_chain(context: None) -> Matches:
    return match(COLD_CHAIN)


def test_a_cold_chain_company_is_sent_to_the_logistics_town(cold_chain: Matches) -> None:
    assert cold_chain.clusters[0].cluster.name == "智慧物流小镇"
    assert cold_chain.spaces[0].space.cluster == "智慧物流小镇"
    assert cold_chain.requirement.industries[0].code.startswith("logistics.")
    reason = next(r for r in cold_chain.spaces[0].reasons if r.feature == "positioning")
    assert (reason.status, bool(reason.source)) == ("met", True)


def test_every_cluster_is_ranked_once_best_first(cold_chain: Matches) -> None:
    assert len({fit.cluster.name for fit in cold_chain.clusters}) == len(cold_chain.clusters) == 28
    values = [fit.value for fit in cold_chain.clusters]
    assert values == sorted(values, reverse=True)


@pytest.mark.parametrize(
    "need", [COLD_CHAIN, "银行分行，南湖区，800平以内，租金3元以下", "带食堂的研发办公，预算每月5万", "想卖衣服"]
)
def test_reasons_add_up_to_the_score(need: str) -> None:
    found = match(need)
    for one in (*found.spaces, *found.near_misses):
        assert sum(reason.contribution for reason in one.reasons) == pytest.approx(one.score, abs=1e-6)
        assert sum(reason.weight for reason in one.reasons) == pytest.approx(100)
        assert 0 <= one.score <= 100
        for reason in one.reasons:
            assert reason.text.zh
            assert reason.text.en
            assert reason.contribution == pytest.approx(reason.weight * reason.value)


def test_what_is_offered_keeps_every_limit_and_near_misses_break_one() -> None:
    need = Requirement(text="南湖区的银行", area_min=300, area_max=500, rent_max=2.0, must=("area", "rent", "region"))
    found = match(need, limit=50)
    assert found.spaces
    for one in found.spaces:
        assert one.space.region == "南湖区"
        assert one.space.area_least <= 500
        assert one.space.area >= 300
        assert one.space.rent is None or one.space.rent <= 2.0
    assert found.near_misses
    for one in found.near_misses:
        failed = [r.feature for r in one.reasons if r.status == "failed" and r.feature in need.must]
        assert len(failed) == 1
        assert one.fix
        assert one.fix.zh
        assert one.fix.en


def test_no_more_than_asked_and_always_the_same() -> None:
    first, second = match(COLD_CHAIN, limit=3), match(COLD_CHAIN, limit=3)
    assert len(first.spaces) == 3
    assert [(m.space.id, m.score) for m in first.spaces] == [(m.space.id, m.score) for m in second.spaces]


def test_a_list_shows_a_choice_of_buildings(cold_chain: Matches) -> None:
    names = [one.space.building for one in cold_chain.spaces]
    assert len(set(names)) >= 3
    assert max(names.count(name) for name in names) <= 3


def test_the_form_wins_over_the_words_and_the_words_fill_the_rest() -> None:
    need = Requirement(text="南湖区500平的写字楼，租金2元以内", area_max=800.0)
    whole = read_words(parts(), db.session, need)
    assert (whole.area_min, whole.area_max) == (None, 800)
    assert (whole.regions, whole.space_types, whole.rent_max) == (("南湖区",), ("写字楼",), 2)
    assert whole.text == need.text


def test_industries_named_by_a_caller_are_not_guessed_again() -> None:
    shares = matcher_of(parts(), db.session).named("logistics.cold_chain")
    assert [share.code for share in shares] == ["logistics.cold_chain"]
    found = match(Requirement(industries=shares))
    assert found.requirement.industries == shares
    best = found.clusters[0]
    assert (best.cluster.name, best.grade) == ("智慧物流小镇", "leading")


def test_a_sector_stands_for_all_its_leaves_and_nonsense_for_none() -> None:
    matcher = matcher_of(parts(), db.session)
    assert {s.code.split(".")[0] for s in matcher.named("logistics")} == {"logistics"}
    assert len(matcher.named("logistics")) > 1
    assert matcher.named("no such industry") == ()


@pytest.mark.parametrize(
    ("need", "limit", "field"),
    [
        (Requirement(), 10, "text"),
        (Requirement(text="   "), 10, "text"),
        (Requirement(text="长" * 2001), 10, "text"),
        (Requirement(text="银行", area_min=2.0, area_max=1.0), 10, "area_min"),
        (Requirement(text="银行", must=("colour",)), 10, "must"),
        (Requirement(text="银行"), 0, "limit"),
        (Requirement(text="银行"), 101, "limit"),
    ],
)
def test_what_cannot_be_matched_names_its_field(need: Requirement, limit: int, field: str) -> None:
    with pytest.raises(DomainError) as caught:
        match(need, limit)
    assert caught.value.field == field


def test_the_matcher_is_built_once() -> None:
    assert matcher_of(parts(), db.session) is matcher_of(parts(), db.session)
