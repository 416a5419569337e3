"""The map of results: every building with how many were found in it, whatever answers the search."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask
from pages import Element, read
from small_city import SmallCity, build

from app.extensions import db
from app.services import migrating
from app.settings import Settings


def points(page: Element) -> dict[str, int]:
    """Building → results in it, as the list beside the map says."""
    entries = [e for e in page.find("li") if "data-point" in e.attrs]
    return {entry.find("a")[0].text: int(entry.attrs["data-count"] or 0) for entry in entries}


def test_the_list_is_the_whole_result_by_building(app: Flask, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?view=map").get_data(as_text=True))
    assert points(page) == {"物流科技大厦": 2, "联创大厦": 1, "独栋厂房": 1}
    assert len(page.find("article", class_="row")) == 4
    assert len([dot for dot in page.find("circle") if "points-dot" in (dot.attrs.get("class") or "")]) == 3


def test_the_map_keeps_the_conditions_and_the_list_view_is_one_step_away(app, engine, small: SmallCity) -> None:
    page = read(app.test_client().get("/search?q=秀洲区&view=map&facility=食堂").get_data(as_text=True))
    assert points(page) == {"物流科技大厦": 1}
    (only,) = page.find("a", class_="points-only")
    assert "view=map" in only.attrs["href"]
    assert "building=" in only.attrs["href"]
    as_list, as_map = page.find("nav", class_="faces")[0].find("a")
    assert "view" not in as_list.attrs["href"]
    assert as_map.attrs["aria-current"] == "true"
    (kept,) = page.find("input", name="view")
    assert kept.attrs["value"] == "map"


@pytest.mark.parametrize("view", ["", "&view=list", "&view=x"])
def test_the_list_alone_loads_no_map(app: Flask, engine, small: SmallCity, view: str) -> None:
    page = app.test_client().get(f"/search?q=秀洲区{view}").get_data(as_text=True)
    assert "leaflet" not in page
    assert "data-points" not in page


def test_the_map_stands_without_the_index(settings: Settings, make_app) -> None:
    app = make_app(replace(settings, search_url="http://127.0.0.1:9"))
    with app.app_context():
        migrating.upgrade(db.engine)
        build(db.session)
        page = app.test_client().get("/search?view=map").get_data(as_text=True)
    assert "搜索服务暂时不可用" in page
    assert points(read(page)) == {"物流科技大厦": 2, "联创大厦": 1, "独栋厂房": 1}
