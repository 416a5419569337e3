"""Every page in both languages: it answers, it is sound HTML, its frame speaks the reader's language."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pages import NEED, Element, addresses, in_language, read
from small_city import SmallCity

from app.extensions import db
from app.services import indexing
from app.services.leasing import WriterLease
from app.wiring import parts

CHINESE = re.compile(r"[\u4e00-\u9fff]")
TITLE = re.compile("《[^》]*》")
"""Titles of documents are quoted as they are."""
PAGES = ("home", "search", "space", "building", "clusters", "cluster", "match")
LANGUAGES = ("zh", "en")


@pytest.fixture
def open_page(city_app: Flask, client: FlaskClient):
    known = addresses(city_app)

    def open_one(name: str, lang: str = "zh", status: int = 200) -> Element:
        address = known.get(f"public.{name}", name)
        answer = client.get(in_language(address, lang) if lang != "zh" else address)
        assert answer.status_code == status, answer.get_data(as_text=True)[:500]
        assert answer.mimetype == "text/html"
        return read(answer.get_data(as_text=True))

    return open_one


def test_every_route_has_an_address_here(city_app: Flask) -> None:
    readable = {rule.endpoint for rule in city_app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert readable == set(addresses(city_app))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(open_page, name: str, lang: str) -> None:
    page = open_page(name, lang)
    (html,) = page.find("html")
    assert html.attrs["lang"] == ("zh-CN" if lang == "zh" else "en")
    (title,) = page.find("head")[0].find("title")
    assert title.text.strip()
    assert len(page.find("h1")) == 1
    assert len(page.find("main")) == 1
    ids = [e.attrs["id"] for e in page.walk() if e.attrs.get("id")]
    assert sorted(ids) == sorted(set(ids))
    for element in page.walk():
        for name_ in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            for target in (element.attrs.get(name_) or "").split():
                assert target in ids, f"{element.tag} {name_}={target}"
        assert not [a for a in element.attrs if a.startswith("on") or a == "style"], element.attrs
        assert element.tag not in ("style", "iframe")
        assert element.tag != "script" or element.attrs.get("src") or element.attrs.get("type") == "application/ld+json"
    assert all("alt" in image.attrs for image in page.find("img"))


@pytest.mark.parametrize("name", PAGES)
def test_every_field_has_a_label(open_page, name: str) -> None:
    page = open_page(name)
    labelled = {label.attrs.get("for") for label in page.find("label")}
    wrapped = {id(field) for label in page.find("label") for field in label.find("input", "select", "textarea")}
    for field in page.find("input", "select", "textarea"):
        if field.attrs.get("type") not in ("hidden", "submit"):
            named = field.attrs.get("id") in labelled or id(field) in wrapped or field.attrs.get("aria-label")
            assert named, field.attrs


@pytest.mark.parametrize("name", [*PAGES, "/no-such-page", "/search?area_min=x", "/match?text=&area_min=x"])
def test_the_frame_of_an_english_page_has_no_chinese(open_page, name: str) -> None:
    """Names of places and buildings may stay Chinese; what the site itself says may not."""
    statuses = {"/no-such-page": 404, "/search?area_min=x": 400, "/match?text=&area_min=x": 400}
    page = open_page(name, "en", statuses.get(name, 200))
    spoken = [
        *page.find("header", class_="site-head"),
        *page.find("footer", class_="site-foot"),
        *page.find("label", "legend", "button", "summary", "th", "dt", "caption", "figcaption"),
        *page.find("p", class_="field-error"),
        *page.find("p", class_="field-hint"),
    ]
    names = {id(e) for section in page.find("section", aria_labelledby="b-tenants") for e in section.find("dt")}
    for part in spoken:
        for element in part.walk():
            if element.lang.startswith("zh") or id(element) in names:
                continue
            said = "".join(c for c in element.children if isinstance(c, str))
            assert not CHINESE.search(TITLE.sub("", said)), f"<{element.tag}> {said.strip()}"
    for element in page.walk():
        for name_ in ("aria-label", "placeholder", "title"):
            said = element.attrs.get(name_) or ""
            assert not CHINESE.search(said) or element.lang.startswith("zh"), f"<{element.tag} {name_}> {said}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_links_lead_somewhere_and_keep_the_language(open_page, client: FlaskClient, lang: str) -> None:
    links: dict[str, str] = {}
    for name in PAGES:
        for anchor in open_page(name, lang).find("a"):
            href = anchor.attrs.get("href") or ""
            assert href.startswith(("/", "#", "http://localhost/")), f"{name}: {href}"
            if href.startswith("/"):
                links.setdefault(re.sub(r"\d+", "0", urlsplit(href).path), href)
                switches = "site-lang" in (anchor.attrs.get("class") or "")
                if lang == "en" and not switches and not href.startswith("/api/"):
                    assert "lang=en" in href, f"{name}: {href}"
    for href in links.values():
        assert client.get(href).status_code == 200, href


@pytest.mark.parametrize("name", PAGES)
def test_the_switch_leads_to_the_same_page_in_the_other_language(open_page, client: FlaskClient, name: str) -> None:
    switch = open_page(name, "en").find("a", class_="site-lang")[0].attrs["href"]
    chinese = read(client.get(switch).get_data(as_text=True))
    assert chinese.find("html")[0].attrs["lang"] == "zh-CN"
    assert chinese.find("h1")[0].text == open_page(name).find("h1")[0].text


def test_samples_are_said_to_be_samples(open_page) -> None:
    for name in PAGES:
        assert "示例数据" in open_page(name).text


def field_of(page: Element, name: str) -> Element:
    return page.find(name=name)[0]


@pytest.mark.parametrize(
    ("query", "name", "kept"),
    [
        ("area_min=三百", "area_min", "三百"),
        ("rent_max=-1", "rent_max", "-1"),
        ("area_max=nan", "area_max", "nan"),
        ("rent_max=1e99", "rent_max", "1e99"),
        ("area_min=500&area_max=100", "area_max", "100"),
    ],
)
@pytest.mark.parametrize("path", ["/search?q=写字楼", "/match?text=银行"])
def test_a_bad_number_is_kept_with_its_error_beside_it(open_page, path: str, query: str, name: str, kept: str) -> None:
    page = open_page(f"{path}&{query}", status=400)
    field = field_of(page, name)
    assert field.attrs["value"] == kept
    assert field.attrs["aria-invalid"] == "true"
    error = page.find(id=f"f-{name}-error")[0]
    assert error.text.strip()
    assert error.attrs["id"] in (field.attrs["aria-describedby"] or "")
    (summary,) = page.find(class_="error-summary")
    assert summary.attrs["role"] == "alert"
    assert error.text.strip() in summary.text
    assert page.find(id=summary.find("a")[0].attrs["href"].removeprefix("#"))
    words = field_of(page, "q").attrs["value"] if path.startswith("/search") else field_of(page, "text").text
    assert words == ("写字楼" if path.startswith("/search") else "银行")


@pytest.mark.parametrize("number", ["300", "1,200", "0", " 300 ", "300.5"])
def test_numbers_as_people_write_them_are_taken(open_page, number: str) -> None:
    assert field_of(open_page(f"/search?area_max={number}"), "area_max").attrs["value"] == number


def test_the_url_carries_every_choice(open_page) -> None:
    page = open_page("/search?q=写字楼&region=南湖区&facility=食堂&area_max=800&sort=rent_asc&lang=zh")
    hidden = {(e.attrs["name"], e.attrs["value"]) for e in page.find("input", type="hidden")}
    assert {("region", "南湖区"), ("facility", "食堂"), ("sort", "rent_asc")} <= hidden
    following = page.find("a", rel="next")[0].attrs["href"]
    for part in ("q=", "region=", "facility=", "area_max=800", "sort=rent_asc", "page=2"):
        assert part in following


@pytest.mark.parametrize("query", ["page=x", "page=٣", "page=0", "region=&deal=", "lang=fr", "sort="])
def test_what_people_do_to_a_url_does_no_harm(open_page, query: str) -> None:
    assert open_page(f"/search?{query}").find("article", class_="row")


@pytest.mark.parametrize("query", ["sort=cheapest", "page=500", "q=" + "长" * 501])
def test_what_cannot_be_searched_is_said_on_the_page(open_page, query: str) -> None:
    assert open_page(f"/search?{query}", status=400).find(class_="error-summary")


def test_nothing_found_shows_the_ways_out(open_page) -> None:
    page = open_page("/search?region=嘉善县&cluster=南湖CBD")
    ways = page.find("ul", class_="relaxations")[0].find("a")
    assert len(ways) == 2
    for way in ways:
        total = int(re.sub(r"\D", "", way.find("strong")[0].text))
        found = open_page(way.attrs["href"])
        assert re.sub(r"\D", "", found.find(id="total")[0].text.split("·")[0]) == str(total)


def test_taking_away_a_chip_takes_its_words_out(open_page) -> None:
    page = open_page("/search?q=南湖区300平左右的写字楼")
    chips = page.find("a", class_="chip")
    assert len(chips) == 3
    without = open_page(chips[0].attrs["href"])
    assert len(without.find("a", class_="chip")) == 2


def test_a_need_is_answered_with_clusters_spaces_and_reasons(open_page) -> None:
    page = open_page(f"/match?text={NEED}")
    first = page.find("ol", class_="ranking")[0].find("a")[0]
    assert first.text == "智慧物流小镇"
    assert page.find("article", class_="fit")
    assert field_of(page, "text").text == NEED


@pytest.mark.parametrize("query", ["text=", "text=%20%20", "text=" + "长" * 2001, "text=银行&must=colour"])
def test_a_need_that_cannot_be_used_is_kept_and_explained(open_page, query: str) -> None:
    page = open_page(f"/match?{query}", status=400)
    assert page.find(class_="error-summary")


def test_text_from_a_person_is_never_markup(open_page) -> None:
    evil = '"><script>alert(1)</script><b id=evil>'
    for path in ("/search?q=", "/match?text=", "/search?region=", "/search?area_min="):
        page = open_page(path + evil.replace("&", ""), status=400 if "area_min" in path else 200)
        assert page.find(id="evil") == []
        assert all(script.attrs.get("src") for script in page.find("script"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_works_on_every_database(app: Flask, small: SmallCity, lang: str) -> None:
    """A city with gaps: no figures, buildings in no cluster, a space without rent, on SQLite and PostgreSQL."""
    lease = WriterLease(db.sessionmaker, 600)
    indexing.rebuild_index(parts().engine, db.sessionmaker, lease, encoder=parts().encoder.name)
    visitor = app.test_client()
    paths = ["/", "/search", "/search?q=物流&sort=area_desc", "/clusters", "/match", "/healthz", "/api/v1/spaces"]
    paths += [f"/spaces/{i}" for i in small.published]
    paths += [f"/buildings/{i}" for i in (small.tower, small.hall, small.lone)]
    paths += [f"/clusters/{i}" for i in (small.cluster, small.other_cluster)]
    for path in paths:
        assert visitor.get(in_language(path, lang)).status_code == 200, path
    assert visitor.get(f"/spaces/{small.draft}").status_code == 404


@pytest.mark.parametrize("path", ["/", "/search", "/search?q=写字楼", "/clusters", "/match", "/api/v1/spaces"])
def test_an_installation_without_data_still_answers(app: Flask, path: str) -> None:
    """Migrated, nothing seeded, no index yet."""
    answer = app.test_client().get(path)
    assert answer.status_code < 500 or answer.status_code == 503, path


def test_a_page_too_far_keeps_everything_else(client) -> None:
    answer = client.get("/search?q=南湖区&area_min=100&page=300&sort=rent_asc")
    page = read(answer.text)
    assert answer.status_code == 400
    assert "最多可翻看前 2000 条" in page.find(role="alert")[0].text
    assert [e.text.strip() for e in page.find("a", class_="chip")][:2] == [
        "南湖区，去掉这一条", "面积 ≥ 100 ㎡，去掉这一条",
    ]  # fmt: skip
    assert page.find("article", class_="row")
    assert page.find("a", aria_current="true", id="sort-3")


def test_the_last_page_that_can_be_reached_says_so(client) -> None:
    assert "最多翻看前 2,000 处" in client.get("/search?page=100").text
    assert "最多翻看前" not in client.get("/search?page=99").text
    assert "最多翻看前" not in client.get("/search?q=智慧物流小镇&page=2").text
