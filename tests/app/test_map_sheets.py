"""The drawn map: in both languages and beside every cluster no name covers another or a sign."""

from __future__ import annotations

from itertools import combinations

import pytest
from flask import Flask

from app.extensions import db
from app.presenters.map_sheets import (
    FRAME,
    NAME_SIZE,
    REGION_SIZE,
    ZONE_SIZE,
    Box,
    _around,
    _label_box,
)
from app.presenters.map_view import MapSheet
from app.presenters.pages import Places
from app.services import browsing


def _boxes(sheet: MapSheet, current: int | None) -> dict[str, Box]:
    named = {" ".join(name.lines): _label_box(name, REGION_SIZE) for name in sheet.names}
    named |= {zone.name: _label_box(zone.label, ZONE_SIZE) for zone in sheet.zones if zone.label}
    return named | {s.card.name: _label_box(s.name, NAME_SIZE) for s in sheet.signs if s.card.id == current}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_name_covers_anything(city_app: Flask, lang: str) -> None:
    with city_app.test_request_context(f"/?lang={lang}"):
        session = db.session
        clusters = browsing.clusters(session)
        places = Places(browsing.regions(session), clusters, browsing.kinds(session), {}, "")
        for current in (None, *(cluster.id for cluster in clusters)):
            for sheet in places.map(current).sheets:
                names = _boxes(sheet, current)
                page = Box(0, 0, FRAME, sheet.height)
                assert all(page.holds(box) for box in names.values()), (current, names)
                for (one, box), (other, its) in combinations(names.items(), 2):
                    assert not box.meets(its), (current, one, other)
                own = {s.card.name for s in sheet.signs if s.card.id == current}
                for sign in sheet.signs:
                    for name in names.keys() - own:
                        assert not names[name].meets(_around(sign.x, sign.y, 20)), (current, name, sign.card.name)


def test_the_whole_map_names_every_district(city_app: Flask) -> None:
    with city_app.test_request_context("/?lang=en"):
        session = db.session
        places = Places(browsing.regions(session), browsing.clusters(session), browsing.kinds(session), {}, "")
        city, inset = places.map().sheets
    assert {" ".join(name.lines) for name in city.names} == {
        "Nanhu", "Xiuzhou", "Jiashan", "Pinghu", "Haiyan", "Haining", "Tongxiang",
    }  # fmt: skip
    assert [zone.label.lines for zone in inset.zones if zone.label] == [
        ("Jiaxing Economic and", "Technological", "Development Zone")
    ]
