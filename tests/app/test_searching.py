"""Search as a person does it: the words are kept to, choices are limits, nothing found shows the ways out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.errors import DomainError
from app.extensions import db
from app.models import Space
from app.services import searching
from app.services.searching import Outcome, combine, sibling_clusters
from app.services.vocabulary import facts_key
from app.wiring import parts
from indexer.query import SearchQuery


@pytest.fixture(autouse=True)
def context(city_app: Flask) -> Iterator[None]:
    with city_app.app_context():
        yield


def search(words: str = "", **chosen: object) -> Outcome:
    return searching.search(parts(), db.session, words, SearchQuery(**chosen))


def all_found(words: str = "", **chosen: object) -> list[Space]:
    """The row of every hit, page after page."""
    rows: list[Space] = []
    while True:
        outcome = search(words, **chosen, page=len(rows) // 100 + 1, size=100)
        found = searching.spaces_of(db.session, [hit.id for hit in outcome.results.hits])
        rows += [found[hit.id] for hit in outcome.results.hits]
        if len(rows) >= outcome.results.total or not outcome.results.hits:
            return rows


def offers(space: Space, low: float, high: float) -> bool:
    """Whether the space, whole or divided, offers an area between the two."""
    most = float(space.building_area_sqm)
    least = min(float(space.divisible_min_sqm or most), most)
    return least <= high and most >= low


def test_between_two_and_four_hundred_near_the_finance_plaza() -> None:
    words = "国际金融广场附近 两百到四百平方"
    said = search(words).understood
    assert (said.clusters, said.area_min, said.area_max) == (("国际金融广场",), 200, 400)
    rows = all_found(words)
    assert rows
    assert {row.building.cluster.name for row in rows} == {"国际金融广场"}
    assert all(offers(row, 200, 400) for row in rows)


def test_offices_of_about_three_hundred_in_nanhu() -> None:
    rows = all_found("南湖区300平左右的写字楼")
    assert rows
    assert {row.building.region.name for row in rows} == {"南湖区"}
    assert {row.building.carrier for row in rows} == {"写字楼"}
    assert all(offers(row, 240, 360) for row in rows)


def test_no_words_and_no_choices_find_everything_published() -> None:
    outcome = search()
    assert outcome.results.total == db.session.query(Space).filter(Space.status == "published").count()
    assert outcome.relaxed == ()
    assert outcome.results.total_area > 0


@pytest.mark.parametrize("words", ["qzxvwk", "xkcd4711zz", "Zwölfboxkämpfer", "🦄🦄", "%%%"])
def test_words_that_mean_nothing_find_nothing(words: str) -> None:
    outcome = search(words)
    assert (outcome.results.total, outcome.results.hits) == (0, ())


def test_the_figure_chosen_wins_over_the_figure_said_and_lists_are_joined() -> None:
    outcome = search("南湖区300平左右", area_min=500.0, regions=("秀洲区",))
    assert outcome.query.area_min == 500
    assert set(outcome.query.regions) == {"南湖区", "秀洲区"}
    assert outcome.understood.area_min == 240


def test_combining_keeps_order_and_page_of_the_choice() -> None:
    said = SearchQuery(text="冷链", area_max=300.0, deals=("出租",))
    chosen = SearchQuery(sort="rent_asc", page=3, size=7, deals=("售卖", "出租"))
    both = combine(said, chosen)
    assert (both.sort, both.page, both.size) == ("rent_asc", 3, 7)
    assert (both.text, both.area_max, both.deals) == ("冷链", 300, ("出租", "售卖"))


def test_nothing_found_offers_each_single_condition_with_its_true_number() -> None:
    outcome = search(regions=("嘉善县",), clusters=("南湖CBD",))
    assert outcome.results.total == 0
    found = {way.condition: way.total for way in outcome.relaxed}
    assert found == {
        "region": search(clusters=("南湖CBD",)).results.total,
        "cluster": search(regions=("嘉善县",)).results.total,
    }
    assert [way.total for way in outcome.relaxed] == sorted(found.values(), reverse=True)


def test_a_relaxation_leaves_a_whole_range_out() -> None:
    outcome = search("南湖区", area_min=9_000_000.0, area_max=9_500_000.0)
    assert [way.condition for way in outcome.relaxed] == ["area"]
    assert outcome.relaxed[0].total == search("南湖区").results.total


def test_a_single_condition_that_finds_nothing_can_be_let_go() -> None:
    (way,) = search(clusters=("没有的集群",)).relaxed
    assert (way.condition, way.total) == ("cluster", search().results.total)


def test_words_alone_that_find_nothing_have_no_way_out() -> None:
    assert search("ᚠᚢᚦᚨᚱᚲ").relaxed == ()


def test_conditions_that_find_something_need_no_relaxation() -> None:
    assert search("南湖区").relaxed == ()


def test_where_to_look_when_a_cluster_is_full() -> None:
    siblings = sibling_clusters(db.session, SearchQuery(clusters=("国际金融广场",)))
    assert 0 < len(siblings) <= 4
    assert "国际金融广场" not in {cluster.name for cluster in siblings}
    assert sibling_clusters(db.session, SearchQuery()) == []


@pytest.mark.parametrize(
    ("words", "chosen", "field"),
    [
        ("长" * 501, {}, "q"),
        ("", {"sort": "cheapest"}, "sort"),
        ("", {"size": 0}, "size"),
        ("", {"size": 101}, "size"),
        ("", {"page": 0}, "page"),
        ("", {"page": 101}, "page"),
        ("", {"area_min": 2.0, "area_max": 1.0}, "area_min"),
        ("", {"rent_min": 2.0, "rent_max": 1.0}, "rent_min"),
    ],
)
def test_what_cannot_be_searched_names_its_field(words: str, chosen: dict[str, object], field: str) -> None:
    with pytest.raises(DomainError) as caught:
        search(words, **chosen)
    assert caught.value.field == field
    assert caught.value.message


def test_the_last_page_that_can_be_reached_is_reached() -> None:
    assert len(search(page=100, size=20).results.hits) == 20


def test_pages_do_not_overlap_and_hold_everything() -> None:
    ids = [row.id for row in all_found("南湖区 出租", sort="area_asc")]
    assert len(ids) == len(set(ids)) == search("南湖区 出租").results.total


def test_every_order_puts_the_same_spaces_in_that_order() -> None:
    by_rent = [row.rent_day for row in all_found("南湖区 写字楼 出租", sort="rent_asc") if row.rent_day is not None]
    assert by_rent == sorted(by_rent)
    by_area = [row.building_area_sqm for row in all_found("南湖区 写字楼 出租", sort="area_desc")]
    assert by_area == sorted(by_area, reverse=True)
    assert len(by_area) == search("南湖区 写字楼 出租").results.total


def test_a_facet_does_not_narrow_itself() -> None:
    everything, chosen = search("写字楼"), search("写字楼", regions=("南湖区",))
    assert chosen.results.facets["region"] == everything.results.facets["region"]
    assert chosen.results.total == everything.results.facets["region"]["南湖区"]
    assert set(chosen.results.facets["cluster"]) < set(everything.results.facets["cluster"])


def test_spaces_that_are_no_longer_published_are_left_out_of_the_rows() -> None:
    hidden = db.session.query(Space.id).filter(Space.status != "published").limit(3)
    assert searching.spaces_of(db.session, [i for (i,) in hidden]) == {}


def test_words_are_read_anew_when_names_are_added(city_app: Flask) -> None:
    known = searching.vocabulary(parts(), db.session)
    assert searching.vocabulary(parts(), db.session) is known
    assert facts_key(db.session) == facts_key(db.session)


def test_a_question_is_not_changed_by_asking() -> None:
    query = SearchQuery(regions=("南湖区",))
    before = replace(query)
    searching.search(parts(), db.session, "300平", query)
    assert query == before
