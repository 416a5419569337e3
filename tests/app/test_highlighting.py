"""The searched words are marked in the results, and a line of the listing shows what nothing else would."""

from __future__ import annotations

from flask import Flask
from markupsafe import Markup
from pages import read
from small_city import SmallCity

from app.extensions import db
from app.models import Building, Space
from app.presenters.highlight import excerpt, marked
from indexer.analysis import query_units


def test_marks_are_the_only_html_that_is_added() -> None:
    assert marked('<b>"联创"</b>', query_units("联创")) == Markup("&lt;b&gt;&#34;<mark>联创</mark>&#34;&lt;/b&gt;")


def test_the_name_that_was_searched_is_marked(app: Flask, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?q=物流科技大厦").get_data(as_text=True))
    titles = page.find("h3", class_="row-title")
    assert {mark.text for title in titles for mark in title.find("mark")} == {"物流科技大厦"}


def test_a_word_of_the_listing_itself_is_shown_with_what_stands_around_it(app, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?q=临河").get_data(as_text=True))
    shown = page.find("p", class_="row-excerpt")
    assert {line.text for line in shown} == {"临河"}
    assert all(line.find("mark") for line in shown)


def test_a_long_text_is_cut_around_the_word(small: SmallCity) -> None:
    space = db.session.get_one(Space, small.plain)
    db.session.get_one(Building, small.hall).environment = "远" * 40 + "望得见古运河" + "远" * 80
    said = excerpt(space, query_units("古运河"), [])
    assert said.startswith("…")
    assert said.endswith("…")
    assert "古运河" in said
    assert len(said) < 70


def test_without_words_nothing_is_marked(app: Flask, engine, small: SmallCity) -> None:
    page = app.test_client().get("/search?region=秀洲区").get_data(as_text=True)
    assert "<mark>" not in page
    assert "row-excerpt" not in page
