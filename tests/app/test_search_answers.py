"""What a search says when it is not answered as it was asked: words left aside, pages past the end, what it meant."""

from __future__ import annotations

import pytest
from flask import Flask
from pages import read
from small_city import SmallCity


def test_words_that_stand_nowhere_are_left_aside_and_said(app: Flask, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?q=秀洲区 旋转木马").get_data(as_text=True))
    notes = [note.text for note in page.find("p", class_="understood-note")]
    assert any("旋转木马" in note for note in notes)
    assert len(page.find("article", class_="row")) == 2
    found = app.test_client().get("/api/v1/spaces?q=秀洲区 旋转木马").json
    assert (found["total"], found["unmatched"]) == (2, "旋转木马")


def test_words_alone_that_mean_nothing_find_nothing(app: Flask, engine, small: SmallCity) -> None:
    assert app.test_client().get("/api/v1/spaces?q=旋转木马里的恐龙").json["total"] == 0


def test_a_page_past_the_end_is_the_last_page(app: Flask, engine, small: SmallCity) -> None:
    answer = app.test_client().get("/search?region=秀洲区&page=7&lang=en")
    assert answer.status_code == 302
    last = app.test_client().get(answer.location)
    assert last.status_code == 200
    assert len(read(last.get_data(as_text=True)).find("article", class_="row")) == 2
    assert "lang=en" in answer.location
    assert "page=" not in answer.location


@pytest.mark.parametrize("page", ["0", "-1", "x", ""])
def test_what_is_no_page_is_the_first(app: Flask, engine, small: SmallCity, page: str) -> None:
    assert app.test_client().get(f"/search?page={page}").status_code == 200


def test_a_figure_that_cannot_be_used_is_no_condition(app: Flask, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?area_min=abc&rent_min=5&rent_max=1").get_data(as_text=True))
    chips = [chip.text for chip in page.find("a", class_="chip")]
    assert not any("abc" in chip for chip in chips)
    assert not any("5–1" in chip for chip in chips)


def test_the_same_said_twice_is_one_condition(app: Flask, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?q=秀洲区 秀洲区 写字楼").get_data(as_text=True))
    chips = [chip.find("span")[0].text for chip in page.find("a", class_="chip")]
    assert chips == ["秀洲区", "写字楼"]
    (first, _) = page.find("a", class_="chip")
    left = app.test_client().get(first.attrs["href"]).get_data(as_text=True)
    assert [chip.find("span")[0].text for chip in read(left).find("a", class_="chip")] == ["写字楼"]


def test_a_way_out_says_what_it_lets_go(app: Flask, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?q=秀洲区 20000平以上").get_data(as_text=True))
    ways = [way.find("span")[0].text for way in page.find("ul", class_="relaxations")[0].find("a")]
    assert "去掉“面积 ≥ 20,000 ㎡”" in ways


def test_one_condition_alone_can_be_let_go_too(app: Flask, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?area_min=90000").get_data(as_text=True))
    (way,) = page.find("ul", class_="relaxations")[0].find("a")
    assert way.find("strong")[0].text == "4 处"


def test_figures_that_were_understood_stand_in_their_boxes_as_hints(app: Flask, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?q=300平以内").get_data(as_text=True))
    (box,) = page.find("input", id="f-area_max")
    assert (box.attrs["placeholder"], box.attrs["value"]) == ("300", "")


def test_a_refusal_is_taken_back_with_the_words_that_refuse(app: Flask, engine, small: SmallCity) -> None:
    for words in ("不要毛坯 秀洲区", "毛坯就算了 秀洲区", "除了毛坯 秀洲区"):
        page = read(app.test_client().get("/search", query_string={"q": words}).get_data(as_text=True))
        chips = {chip.find("span")[0].text: chip.attrs["href"] for chip in page.find("a", class_="chip")}
        assert chips.keys() == {"不要毛坯", "秀洲区"}
        left = read(app.test_client().get(chips["不要毛坯"]).get_data(as_text=True))
        (box,) = left.find("input", id="q")
        assert box.attrs["value"] == "秀洲区"
