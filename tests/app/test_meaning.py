"""What words mean reaches the search: clusters for trades that share no word with them, nothing for nonsense."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from app.extensions import db
from app.services import searching
from app.services.searching import Outcome
from app.wiring import parts
from indexer.query import SearchQuery


@pytest.fixture(autouse=True)
def context(city_app: Flask) -> Iterator[None]:
    with city_app.app_context():
        yield


def search(words: str) -> Outcome:
    return searching.search(parts(), db.session, words, SearchQuery(size=20))


def first_clusters(outcome: Outcome) -> list[str]:
    rows = searching.spaces_of(db.session, [hit.id for hit in outcome.results.hits])
    found = [rows[hit.id].building.cluster for hit in outcome.results.hits]
    return list(dict.fromkeys(cluster.name if cluster else "" for cluster in found))


@pytest.mark.parametrize(
    ("words", "sector"),
    [
        ("我们替人保管和派送生鲜冻品，冷藏车要能进出", "logistics"),
        ("帮企业管钱放贷的", "finance"),
        ("帮人打官司", "intermediary"),
    ],
)
def test_a_trade_in_other_words_finds_the_clusters_that_stand_for_it(words: str, sector: str) -> None:
    outcome = search(words)
    assert {share.code.split(".")[0] for share in outcome.meaning.industries} == {sector}
    assert first_clusters(outcome)[0] == outcome.meaning.clusters[0][0]


@pytest.mark.parametrize("words", ["qzxvwk", "今天天气真好", "哈哈哈哈", "lorem ipsum dolor", "恐龙", "how are you"])
def test_what_is_about_no_trade_has_no_meaning_here(words: str) -> None:
    assert search(words).meaning.clusters == ()


def test_meaning_never_breaks_a_limit() -> None:
    outcome = search("帮企业管钱放贷的 海宁 300平以内")
    rows = searching.spaces_of(db.session, [hit.id for hit in outcome.results.hits])
    assert outcome.query.regions == ("海宁市",)
    assert all(row.building.region.name == "海宁市" for row in rows.values())


def test_the_page_says_what_was_meant_and_what_was_corrected(city_app: Flask) -> None:
    client = city_app.test_client()
    page = client.get("/search", query_string={"q": "给企业做ISO认证的"}).get_data(as_text=True)
    assert "按产业理解为：认证与标准化" in page
    page = client.get("/search", query_string={"q": "国际金容广场"}).get_data(as_text=True)
    assert "已按“国际金融广场”查找（您写的是“国际金容广场”）" in page
    body = client.get("/api/v1/spaces", query_string={"q": "国际金容广场"}).json
    assert body["understood"]["corrected"] == [{"said": "国际金容广场", "read": "国际金融广场"}]


def test_what_people_type_is_not_kept() -> None:
    encoder = parts().encoder
    before = encoder.remembered()
    search("一句从来没有人输入过的话，关于冷链物流")
    assert encoder.remembered() == before


def test_before_the_matcher_is_built_the_words_alone_are_searched(city_app: Flask, monkeypatch) -> None:
    shared = parts()
    monkeypatch.setattr(shared.matcher, "_key", None)
    outcome = search("冷链物流")
    assert outcome.meaning.clusters == ()
    assert outcome.results.total
