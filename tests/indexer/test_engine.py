"""What every engine must do: one suite, run on tantivy in memory and on disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import SIX, space

from indexer.engine import EngineUnavailable, SearchEngine, open_engine
from indexer.query import FACET_CHOICES, FACETS, MAX_WINDOW, SORTS, SearchQuery

ALL = [1, 2, 3, 4, 5, 6]


def ids(engine: SearchEngine, **query: object) -> list[int]:
    return [hit.id for hit in engine.search(SearchQuery(**query)).hits]  # type: ignore[arg-type]


def found(engine: SearchEngine, **query: object) -> list[int]:
    return sorted(ids(engine, **query))


FILTERS = [
    ({"regions": ("秀洲区",)}, [2]),
    ({"regions": ("秀洲区", "南湖区")}, [1, 2, 4, 5, 6]),
    ({"belts": ("中环西路集聚带",)}, [2]),
    ({"kinds": ("服务外包",)}, [2]),
    ({"kinds": ("服务外包", "金融服务")}, [2, 3]),
    ({"clusters": ("南湖CBD",)}, [1, 5, 6]),
    ({"buildings": ("良友大厦",)}, [6]),
    ({"space_types": ("闲置厂房",)}, [4]),
    ({"deals": ("售卖", "合作")}, [4, 5]),
    ({"decorations": ("毛坯", "简装")}, [2, 5]),
    ({"exclude_decorations": ("精装",)}, [2, 4, 5]),
    ({"facilities": ("停车位",)}, [1, 2, 5, 6]),
    ({"facilities": ("停车位", "卸货平台")}, [2]),
    ({"facilities": ("会议室", "卸货平台")}, []),
    ({"policies": ("税收奖励", "租金补贴")}, [1, 3, 5, 6]),
    ({"industry_facets": ("finance",)}, [3]),
    ({"exclude_regions": ("南湖区", "秀洲区")}, [3]),
    ({"exclude_clusters": ("南湖CBD",)}, [2, 3, 4]),
    ({"exclude_space_types": ("闲置厂房",)}, [1, 2, 3, 5, 6]),
    ({"roads": ("中环西路",)}, [2]),
    ({"transit": ("公交",), "marks": ("已核实", "可分割"), "regions": ("秀洲区",)}, [2]),
    ({"area_bands": ("200-500", "1000-2000")}, [1, 5]),
    ({"rent_bands": ("1-1.5", "negotiable")}, [2, 3]),
    ({"floor_bands": ("10-",)}, [1, 3]),
    ({"created_from": date(2026, 1, 15), "regions": ("秀洲区",)}, [2]),
    ({"created_from": date(2026, 1, 16)}, []),
    ({"regions": ("南湖区",), "deals": ("出租",)}, [1, 6]),
    ({"area_min": 800.0}, [1, 3, 4]),
    ({"area_max": 200.0}, [1, 6]),
    ({"area_min": 300.0, "area_max": 500.0}, [1, 2, 5]),
    ({"rent_max": 1.5}, [2, 3]),
    ({"rent_min": 2.5}, [3, 5]),
    ({"rent_min": 1.5, "rent_max": 2.0}, [1, 3, 6]),
    ({"monthly_total_max": 13000.0}, [1, 3, 6]),
    ({"yearly_total_max": 12 * 8000.0}, [3, 6]),
    ({"monthly_total_max": 13000.0, "yearly_total_max": 12 * 8000.0}, [3, 6]),
    ({"floor_min": 8}, [1, 3, 6]),
    ({"floor_max": 3}, [2, 5]),
    ({"floor_min": 3, "floor_max": 12}, [1, 2, 6]),
    ({"ceiling_min": 4.5}, [2, 4]),
    ({"available_by": date(2026, 3, 1)}, [1, 2, 5, 6]),
    ({"available_by": date(2026, 2, 28)}, []),
]


@pytest.mark.parametrize(("query", "expected"), FILTERS, ids=lambda value: str(value))
def test_a_filter_finds_exactly_what_meets_it(
    stocked: SearchEngine, query: dict[str, object], expected: list[int]
) -> None:
    results = stocked.search(SearchQuery(**query))  # type: ignore[arg-type]
    assert sorted(hit.id for hit in results.hits) == expected
    assert results.total == len(expected)
    assert results.total_area == pytest.approx(sum(s.area for s in SIX if s.id in expected))


def test_negotiable_rent_survives_every_limit_on_money(stocked: SearchEngine) -> None:
    limits = {"rent_max": 0.01, "monthly_total_max": 1.0, "yearly_total_max": 1.0}
    assert found(stocked, **limits) == [3]


def test_a_missing_rent_that_is_not_negotiable_does_not(stocked: SearchEngine) -> None:
    assert 4 not in found(stocked, rent_max=1000.0)


WORDS = [
    ("联创大厦", [1, 5]),
    ("冷链", [2]),
    ("链", [2]),
    ("经编", [4]),
    ("guojijinrongguangchang", [3]),
    ("gjjrgc", [3]),
    ("station", [6]),
    ("ＳＴＡＴＩＯＮ", [6]),
    ("銀行網點", [3]),
    ("zzqxv", []),
    ("龘", []),
]


@pytest.mark.parametrize(("text", "expected"), WORDS)
def test_words_pinyin_initials_and_single_characters(stocked: SearchEngine, text: str, expected: list[int]) -> None:
    assert found(stocked, text=text) == expected


def test_a_word_that_means_nothing_here_limits_nothing(stocked: SearchEngine) -> None:
    assert found(stocked, text="ＯＦＦＩＣＥ 附近") == ALL


def test_a_name_ranks_before_a_mention(engine: SearchEngine) -> None:
    mention = space(1, title="七号楼", building="七号楼", building_aliases=(), text="对面是运河大厦")
    named = space(2, title="运河大厦 5楼", building="运河大厦", building_aliases=(), text="")
    engine.apply([mention, named], [])
    assert ids(engine, text="运河大厦") == [2, 1]


def test_an_industry_finds_leading_before_extended(stocked: SearchEngine) -> None:
    assert ids(stocked, industries=("finance.bank",), size=1) == [3]
    assert found(stocked, industries=("finance.bank",)) == [1, 3, 5, 6]


def test_words_and_industries_are_alternatives_and_filters_are_not(stocked: SearchEngine) -> None:
    assert found(stocked, text="冷链", industries=("finance.bank",)) == [1, 2, 3, 5, 6]
    assert found(stocked, text="冷链", regions=("南湖区",)) == []


def test_facets_leave_their_own_choice_out(stocked: SearchEngine) -> None:
    query = SearchQuery(regions=("南湖区",), deals=("出租",), facets=FACETS)
    facets = stocked.search(query).facets
    assert set(facets) == set(FACETS)
    assert facets["region"] == {"南湖区": 2, "秀洲区": 1, "嘉兴经济技术开发区": 1}
    assert facets["deal"] == {"出租": 2, "售卖": 1, "合作": 1}
    assert facets["cluster"] == {"南湖CBD": 2}
    assert facets["facility"] == {"停车位": 2, "食堂": 2}


@pytest.mark.parametrize("facet", [facet for facet in FACETS if facet != "month"])
def test_a_facet_count_is_what_choosing_it_finds(stocked: SearchEngine, facet: str) -> None:
    counts = stocked.search(SearchQuery(facets=(facet,))).facets[facet]
    assert counts
    for value, count in counts.items():
        choice = {FACET_CHOICES[facet]: (value,)}
        assert stocked.search(SearchQuery(**choice)).total == count  # type: ignore[arg-type]


def test_a_month_counts_what_becomes_free_in_it_whatever_day_was_chosen(stocked: SearchEngine) -> None:
    asked = SearchQuery(facets=("month",), available_by=date(2026, 3, 31))
    assert stocked.search(asked).facets["month"] == {"2026-03": 4, "2026-09": 1}


def test_the_counts_of_what_is_wanted_together_are_what_one_more_choice_finds(stocked: SearchEngine) -> None:
    asked = SearchQuery(facilities=("停车位",), facets=("facility",))
    for value, count in stocked.search(asked).facets["facility"].items():
        both = tuple({"停车位", value})
        assert stocked.search(SearchQuery(facilities=both)).total == count


def test_a_divisible_space_stands_in_every_band_it_offers(stocked: SearchEngine) -> None:
    counts = stocked.search(SearchQuery(facets=("area_band", "rent_band", "floor_band"))).facets
    assert counts["area_band"] == {"100-200": 1, "200-500": 2, "500-1000": 3, "1000-2000": 1, "2000-": 1}
    assert counts["rent_band"] == {"1-1.5": 1, "2-3": 2, "negotiable": 1, "3-": 1}
    assert counts["floor_band"] == {"2-4": 2, "4-10": 1, "10-": 2}


ORDERS = [
    ("updated", [2, 3, 4, 5, 6, 1]),
    ("relevance", [2, 3, 4, 5, 6, 1]),
    ("rent_asc", [2, 1, 6, 5, 3, 4]),
    ("rent_desc", [5, 1, 6, 2, 3, 4]),
    ("area_asc", [6, 5, 2, 3, 1, 4]),
    ("area_desc", [4, 1, 3, 2, 5, 6]),
    ("available", [1, 2, 5, 6, 4, 3]),
]


@pytest.mark.parametrize(("sort", "expected"), ORDERS)
def test_order_has_missing_last_and_ties_by_id(stocked: SearchEngine, sort: str, expected: list[int]) -> None:
    assert ids(stocked, sort=sort) == expected


@pytest.mark.parametrize("sort", SORTS)
def test_order_does_not_depend_on_the_order_of_writing(engine: SearchEngine, sort: str) -> None:
    for document in reversed(SIX):
        engine.apply([document], [])
    assert ids(engine, sort=sort) == dict(ORDERS)[sort]


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("text", ["", "联创大厦"])
def test_pages_show_every_hit_once(engine: SearchEngine, sort: str, text: str) -> None:
    engine.apply([space(i, area=float(100 + i % 5)) for i in range(1, 48)], [])
    pages = [ids(engine, sort=sort, text=text, page=page, size=10) for page in range(1, 7)]
    assert [len(page) for page in pages] == [10, 10, 10, 10, 7, 0]
    assert sorted(i for page in pages for i in page) == list(range(1, 48))
    assert pages[2] == ids(engine, sort=sort, text=text, page=3, size=10)


def test_nobody_pages_beyond_the_window(stocked: SearchEngine) -> None:
    size = 100
    assert ids(stocked, page=MAX_WINDOW // size, size=size) == []
    with pytest.raises(ValueError, match=str(MAX_WINDOW)):
        stocked.search(SearchQuery(page=MAX_WINDOW // size + 1, size=size))


def test_a_newer_version_replaces_and_a_late_one_is_passed_over(stocked: SearchEngine) -> None:
    stocked.apply([space(6, version=3, region="海宁市")], [])
    assert found(stocked, regions=("海宁市",)) == [6]
    stocked.apply([space(6, version=2, region="桐乡市")], [])
    assert found(stocked, regions=("桐乡市",)) == []
    assert stocked.versions() == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 3}


def test_the_same_version_again_changes_nothing(stocked: SearchEngine) -> None:
    stocked.apply(SIX, [])
    assert stocked.search(SearchQuery()).total == len(SIX)


def test_delete_takes_a_space_out_and_forgives_an_unknown_one(stocked: SearchEngine) -> None:
    assert stocked.apply([], [1, 999]) == []
    assert found(stocked) == [2, 3, 4, 5, 6]


def test_a_refused_document_does_not_hold_up_the_others(engine: SearchEngine) -> None:
    failures = engine.apply([space(1), space(2, updated_at=float("nan")), space(3)], [])
    assert [failure.id for failure in failures] == [2]
    assert found(engine) == [1, 3]


def test_a_generation_is_built_aside_and_swapped_whole(stocked: SearchEngine) -> None:
    stocked.begin("spaces-test-1")
    assert stocked.fill("spaces-test-1", [space(7), space(8)]) == []
    assert (stocked.generation(), found(stocked)) == ("spaces-test-0", ALL)
    assert stocked.count("spaces-test-1") == 2
    stocked.swap("spaces-test-1")
    assert (stocked.generation(), found(stocked)) == ("spaces-test-1", [7, 8])


def test_beginning_again_starts_empty(stocked: SearchEngine) -> None:
    for _ in range(2):
        stocked.begin("spaces-test-1")
        stocked.fill("spaces-test-1", [space(7)])
    assert stocked.count("spaces-test-1") == 1


def test_without_a_generation_there_is_nothing_to_ask(engine_url: str) -> None:
    empty = open_engine(engine_url)
    assert empty.generation() is None
    for ask in (lambda: empty.search(SearchQuery()), empty.versions, lambda: empty.apply([space(1)], [])):
        with pytest.raises(EngineUnavailable):
            ask()


def test_another_engine_on_the_same_folder_sees_writes_and_the_swap(tmp_path: Path) -> None:
    writer, reader = (open_engine(f"tantivy://{tmp_path}") for _ in range(2))
    writer.begin("spaces-a")
    writer.swap("spaces-a")
    writer.apply(SIX, [])
    assert found(reader) == ALL
    writer.apply([], [1])
    assert found(reader) == [2, 3, 4, 5, 6]
    writer.begin("spaces-b")
    writer.fill("spaces-b", [space(7)])
    assert found(reader) == [2, 3, 4, 5, 6]
    writer.swap("spaces-b")
    assert (reader.generation(), found(reader)) == ("spaces-b", [7])
    assert [folder.name for folder in tmp_path.glob("spaces-*")] == ["spaces-b"]


def test_a_lost_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("spaces-gone")
    with pytest.raises(EngineUnavailable, match="spaces-gone"):
        open_engine(f"tantivy://{tmp_path}").search(SearchQuery())


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="no other engine"):
        open_engine("other://here")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=80) | st.text('一层楼平元月天不要租买的和+-*/():"\\~^0123456789. ', max_size=40))
def test_no_text_breaks_a_search(stocked: SearchEngine, text: str) -> None:
    results = stocked.search(SearchQuery(text=text, facets=FACETS))
    assert 0 <= results.total <= len(SIX)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    low=st.floats(0, 6000) | st.none(),
    high=st.floats(0, 6000) | st.none(),
    rent=st.floats(0, 5) | st.none(),
)
def test_limits_are_hard(stocked: SearchEngine, low: float | None, high: float | None, rent: float | None) -> None:
    expected = [
        s.id
        for s in SIX
        if (low is None or s.area >= low)
        and (high is None or s.area_least <= high)
        and (rent is None or s.negotiable or (s.rent is not None and s.rent <= rent))
    ]
    assert found(stocked, area_min=low, area_max=high, rent_max=rent) == expected
