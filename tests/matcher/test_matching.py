"""A need to spaces: limits are kept, near misses say what would help, and helping comes true."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from offers import BANK, CHAIN, LEAVES, OFFER, cluster, offer, share

from indexer.documents import SpaceDocument
from indexer.engine import SearchEngine, open_engine
from matcher.candidates import candidates
from matcher.encoder import Encoder
from matcher.functions import FunctionRecognizer
from matcher.industries import IndustryRecognizer
from matcher.matching import NEAR_MISSES, Matcher, Matches
from matcher.positioning import PositioningModel
from matcher.requirement import Requirement

BANKS = cluster(1, "金融广场", ("finance.bank", "leading"))
TRUCKS = cluster(2, "物流小镇", ("logistics.cold", "leading"), region="秀洲区", functions=("logistics",))
ROWS = {
    row.id: row
    for row in (
        offer(id=1),
        offer(id=2, building="甲楼", rent=None, negotiable=True),
        offer(id=3, building="乙楼", rent=2.4),
        offer(id=4, building="丙楼", area=460.0),
        offer(id=5, building="丁楼", rent=2.4, area=460.0),
        offer(id=6, building="戊楼", cluster="物流小镇", region="秀洲区", belts=()),
        offer(id=7, building="己楼", cluster=None),
        offer(id=8, building="庚楼", deal="售卖"),
    )
}
WORDS = {"研发总部": "rnd", "物流中心": "logistics", "总部": "headquarters"}
SENTENCES = {
    "rnd": ("做样机的工程师团队", "图纸和试验都在这里", "laboratory of a manufacturer"),
    "logistics": ("货从这里分拣发车", "大仓库和月台", "sorting parcels"),
    "headquarters": ("管着十几家分公司", "董事会和财务都坐这里", "board and group finance"),
    "none": ("普通的小店", "一家律师事务所", "银行支行", "做软件的", "a travel agency"),
}
NEED = Requirement(
    text="银行支行", industries=(share(BANK),), area_min=300.0, area_max=420.0, rent_max=2.0, deals=("出租",)
)


def load(ids: Sequence[int]) -> Mapping[int, SpaceDocument]:
    return {i: ROWS[i] for i in ids if i in ROWS}


def serving(rows: Sequence[SpaceDocument]) -> SearchEngine:
    engine = open_engine("tantivy://memory")
    engine.begin("spaces-test")
    engine.fill("spaces-test", rows)
    engine.swap("spaces-test")
    return engine


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    return serving(list(ROWS.values()))


@pytest.fixture(scope="module")
def matcher(encoder: Encoder, recognizer: IndustryRecognizer) -> Matcher:
    model = PositioningModel((BANKS, TRUCKS), [leaf.code for leaf in LEAVES], encoder)
    functions = FunctionRecognizer(WORDS, SENTENCES, encoder)
    return Matcher(recognizer, model, functions)


def ids(matches: Matches) -> list[int]:
    return [match.space.id for match in matches.spaces]


def test_spaces_keep_every_limit_and_near_misses_break_one(matcher: Matcher, engine: SearchEngine) -> None:
    found = matcher.match(NEED, engine, load)
    assert ids(found) == [1, 2, 6]
    assert {match.space.id for match in found.near_misses} == {3, 4}
    assert [fit.cluster.id for fit in found.clusters] == [1, 2]


def test_what_a_near_miss_says_would_help_does(matcher: Matcher, engine: SearchEngine) -> None:
    near = {match.space.id: match for match in matcher.match(NEED, engine, load).near_misses}
    assert near[3].fix is not None
    assert near[4].fix is not None
    assert near[3].fix.zh == "租金上限提到 2.4 元/㎡·天 即符合"
    assert near[4].fix.zh == "面积放宽到 460 ㎡ 即符合"
    assert 3 in ids(matcher.match(replace(NEED, rent_max=2.4), engine, load))
    assert 4 in ids(matcher.match(replace(NEED, area_max=460.0), engine, load))


def test_a_need_may_say_what_its_musts_are(matcher: Matcher, engine: SearchEngine) -> None:
    relaxed = replace(NEED, must=("deal",))
    assert {3, 4, 5} <= set(ids(matcher.match(relaxed, engine, load)))


def test_scores_fall_and_reasons_add_up(matcher: Matcher, engine: SearchEngine) -> None:
    found = matcher.match(NEED, engine, load)
    for matches in (found.spaces, found.near_misses):
        scores = [match.score for match in matches]
        assert scores == sorted(scores, reverse=True)
        for match in matches:
            assert sum(reason.contribution for reason in match.reasons) == pytest.approx(match.score, abs=1e-6)


def test_negotiable_is_never_a_broken_limit(matcher: Matcher, engine: SearchEngine) -> None:
    found = matcher.match(replace(NEED, rent_max=0.01), engine, load)
    assert ids(found) == [2]


def test_a_named_place_is_looked_at_beyond_the_clusters(matcher: Matcher, engine: SearchEngine) -> None:
    found = matcher.match(replace(NEED, regions=("南湖区",)), engine, load)
    assert 7 in ids(found)
    assert 6 not in ids(found)


def test_a_row_the_index_still_has_and_the_database_not_is_left_out(matcher: Matcher, engine: SearchEngine) -> None:
    found = matcher.match(NEED, engine, lambda ids: {i: row for i, row in load(ids).items() if i != 1})
    assert 1 not in ids(found)


def test_candidates_come_once_each(matcher: Matcher, engine: SearchEngine) -> None:
    need, fits = matcher.rank_clusters(replace(NEED, regions=("南湖区", "秀洲区")))
    found = [row.id for row in candidates(engine, load, need, fits)]
    assert len(found) == len(set(found))
    assert 8 not in found, "another kind of deal is no candidate"


def test_order_is_by_score_then_rent_then_freshness_and_shows_a_choice_of_buildings(matcher: Matcher) -> None:
    areas = [400.0, 380.0, 360.0, 340.0, 320.0]
    same = [replace(OFFER, id=i, building="甲楼", area=area, area_least=area) for i, area in enumerate(areas, 1)]
    fresh = replace(OFFER, id=8, building="乙楼", updated_at=OFFER.updated_at + 1)
    cheap = replace(OFFER, id=9, building="丙楼", rent=1.5)
    rows = {row.id: row for row in [*same, fresh, cheap]}
    found = matcher.match(NEED, serving(list(rows.values())), lambda ids: {i: rows[i] for i in ids})
    assert ids(found) == [9, 8, 1, 2, 3, 4, 5]
    later = replace(OFFER, id=10, building="丁楼", updated_at=OFFER.updated_at - 1)
    rows[10] = later
    found = matcher.match(NEED, serving([*rows.values()]), lambda ids: {i: rows[i] for i in ids})
    assert ids(found) == [9, 8, 1, 2, 3, 10, 4, 5], "at most three of a building before the others"


def test_near_duplicates_are_shown_once_with_the_others_named(matcher: Matcher) -> None:
    rows = {
        i: replace(OFFER, id=i, building="甲楼", floor=i, area=400.0 + i, area_least=400.0 + i) for i in range(1, 6)
    }
    rows[6] = replace(OFFER, id=6, building="甲楼", rent=1.9)
    found = matcher.match(NEED, serving(list(rows.values())), lambda ids: {i: rows[i] for i in ids})
    assert [(match.space.id, match.alike) for match in found.spaces] == [(6, ()), (1, (2, 3, 4, 5))]


def test_near_misses_are_few(matcher: Matcher) -> None:
    rows = {i: replace(OFFER, id=i, building=f"{i}号楼", rent=2.2) for i in range(1, 20)}
    found = matcher.match(NEED, serving(list(rows.values())), lambda ids: {i: rows[i] for i in ids})
    assert (len(found.spaces), len(found.near_misses)) == (0, NEAR_MISSES)


def test_words_become_industries_and_a_function(matcher: Matcher) -> None:
    whole = matcher.complete(Requirement(text="冷链运输的物流中心"))
    assert (whole.industries[0].code, whole.function) == ("logistics.cold", "logistics")
    assert matcher.complete(Requirement(text="研发总部")).function == "rnd"
    chosen = matcher.complete(Requirement(text="冷链运输", industries=(share(BANK),), function="finance"))
    assert (chosen.industries, chosen.function) == ((share(BANK),), "finance")
    assert matcher.complete(Requirement()).industries == ()


def test_a_leaf_or_a_sector_is_found_by_code_and_by_name(matcher: Matcher) -> None:
    for name in ("logistics.cold", "冷链物流", "Cold-chain logistics", "logistics", "物流"):
        assert matcher.named(name) == (share(CHAIN),)
    assert matcher.named("nonsense") == ()


def test_nothing_published_matches_nothing(matcher: Matcher) -> None:
    found = matcher.match(NEED, serving([]), load)
    assert (found.spaces, found.near_misses) == ((), ())
    assert len(found.clusters) == 2
