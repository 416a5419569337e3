"""What programs read along: a search as Atom, sitemaps, robots.txt."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient
from small_city import SmallCity

from app.extensions import db
from app.models import Space
from app.services import listing
from indexer.engine import SearchEngine

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def reader(engine: SearchEngine, app) -> FlaskClient:
    return app.test_client()


def _feed(reader: FlaskClient, address: str) -> ElementTree.Element:
    answer = reader.get(address)
    assert answer.status_code == 200
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.text)


def _texts(feed: ElementTree.Element, name: str) -> list[str]:
    return [e.text or "" for e in feed.iter(f"{ATOM}{name}")]


def test_a_search_as_a_feed(reader: FlaskClient, small: SmallCity) -> None:
    feed = _feed(reader, "/search.atom?q=智慧物流小镇&sort=rent_asc&page=7")
    entries = feed.findall(f"{ATOM}entry")
    ids = {e.findtext(f"{ATOM}id") for e in entries}
    assert ids == {f"http://localhost/spaces/{i}" for i in (small.whole, small.divisible)}
    for entry in entries:
        for required in ("id", "title", "updated", "summary"):
            assert entry.findtext(f"{ATOM}{required}")
        updated = datetime.strptime(entry.findtext(f"{ATOM}updated") or "", "%Y-%m-%dT%H:%M:%SZ")
        assert updated.year >= 2026
    links = {e.attrib["rel"]: unquote(e.attrib["href"]) for e in feed.findall(f"{ATOM}link")}
    assert links["self"].startswith("http://localhost/search.atom?q=智慧物流小镇")
    assert links["alternate"].startswith("http://localhost/search?q=智慧物流小镇")
    assert any("1.50 元/㎡·天" in text for text in _texts(feed, "summary"))
    assert any("（示例）" in text for text in _texts(feed, "title"))


def test_the_newest_first(reader: FlaskClient) -> None:
    updated = [e.findtext(f"{ATOM}updated") for e in _feed(reader, "/search.atom").findall(f"{ATOM}entry")]
    assert updated == sorted(updated, reverse=True)
    assert len(updated) == 4


def test_nothing_found_is_still_a_feed(reader: FlaskClient) -> None:
    feed = _feed(reader, "/search.atom?region=没有的地方")
    assert feed.findall(f"{ATOM}entry") == []
    assert feed.findtext(f"{ATOM}updated")


@pytest.mark.parametrize("query", ["area_min=x", "area_min=9&area_max=1", "q=" + "长" * 600])
def test_what_cannot_be_read_is_refused(reader: FlaskClient, query: str) -> None:
    assert reader.get(f"/search.atom?{query}").status_code == 400


def test_no_character_breaks_the_feed(reader: FlaskClient, small: SmallCity) -> None:
    row = db.session.get_one(Space, small.whole)
    row.title = "]]>&<b>\x0b\x07\ufffe\U0001f600"
    db.session.commit()
    feed = _feed(reader, "/search.atom?q=%0B%07%3Cx%3E")
    assert feed.tag == f"{ATOM}feed"
    titles = _texts(_feed(reader, "/search.atom"), "title")
    assert any("]]>&<b>" in title and "\U0001f600" in title for title in titles)


def test_the_search_page_leads_to_its_feed(reader: FlaskClient) -> None:
    page = reader.get("/search?q=智慧物流小镇&area_min=100").text
    assert unquote(page).count("/search.atom?q=智慧物流小镇&amp;area_min=100") == 2


def test_sitemaps_name_every_page_for_all(reader: FlaskClient, small: SmallCity) -> None:
    index = ElementTree.fromstring(reader.get("/sitemap.xml").text)
    pages: set[str] = set()
    for loc in index.iter(f"{SITEMAP}loc"):
        path = (loc.text or "").removeprefix("http://localhost")
        pages |= {e.text or "" for e in ElementTree.fromstring(reader.get(path).text).iter(f"{SITEMAP}loc")}
    assert {f"http://localhost/spaces/{i}" for i in small.published} <= pages
    assert f"http://localhost/spaces/{small.draft}" not in pages
    assert f"http://localhost/clusters/{small.cluster}" in pages
    assert f"http://localhost/policies/{small.policy}" in pages
    for page in pages:
        assert reader.get(page.removeprefix("http://localhost")).status_code == 200


def test_many_spaces_are_spread_over_sitemaps(
    reader: FlaskClient, small: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 3)
    assert reader.get("/sitemap.xml").text.count("sitemap-spaces") == 2
    assert reader.get("/sitemap-spaces-1.xml").text.count("<loc>") == 3
    assert reader.get("/sitemap-spaces-2.xml").text.count("<loc>") == 1
    assert reader.get("/sitemap-spaces-3.xml").status_code == 404


def test_robots(reader: FlaskClient) -> None:
    answer = reader.get("/robots.txt")
    assert answer.content_type.startswith("text/plain")
    assert "Disallow: /search" in answer.text
    assert "Sitemap: http://localhost/sitemap.xml" in answer.text
