"""Dark mode keeps its contrast, a sheet prints on one page without the chrome, samples say that they are."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .conftest import Audit, Open
from .site import Site


@pytest.mark.parametrize("name", ["home", "search", "space", "cluster", "match"])
def test_dark_mode_keeps_the_contrast(name: str, site: Site, open_page: Open, audit: Audit) -> None:
    page = open_page(color_scheme="dark")
    page.goto(site.address(name))
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(int(part) for part in re.findall(r"\d+", paper)[:3]) < 64
    assert audit(page, runOnly=["color-contrast"]) == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_prints_on_one_page_without_the_chrome(lang: str, site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address("space", lang))
    button = page.locator("[data-print]")
    expect(button).to_be_visible()
    page.emulate_media(media="print")
    for chrome in (".site-nav", ".site-lang", ".site-foot", ".siblings", "[data-print]"):
        for one in page.locator(chrome).all():
            expect(one).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator(".permalink")).to_be_visible()
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))
    assert len(sheets) == 1


def test_the_sheet_shows_the_five_items_in_their_order(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address("space"))
    shown = page.locator(".ledger h2").all_inner_texts()
    assert shown == ["楼宇环境", "招商面积", "租金价格", "配套设施", "优惠政策"]


@pytest.mark.parametrize("name", ["home", "search", "space", "building", "cluster", "match"])
def test_samples_say_that_they_are(name: str, site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address(name))
    expect(page.locator(".sample-banner")).to_contain_text("示例数据")
    marks = page.locator("main .tag-sample")
    expect(marks.first).to_be_visible()
    expect(marks.first).to_have_text("示例")


def test_every_sample_in_a_list_is_marked(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address("search"))
    titles = page.locator(".row .row-title")
    assert titles.count() > 1
    assert all("示例" in title for title in titles.all_inner_texts())


def test_twice_the_letter_size_still_fits(site: Site, open_page: Open) -> None:
    page = open_page(720)
    for name in ("home", "search", "space", "match"):
        page.goto(site.address(name))
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
