"""The results page as people use it: facets, Back, chips, the language, numbers that cannot be read."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from .conftest import Open
from .site import NEED, WORDS, Site
from .watch import Watch


def _args(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


@pytest.mark.parametrize("java_script", [True, False], ids=["script", "plain"])
def test_a_facet_narrows_and_the_address_carries_it(java_script: bool, site: Site, open_page: Open) -> None:
    page = open_page(java_script_enabled=java_script)
    page.goto(site.address("search"))
    total, rows = page.locator("#total"), page.locator(".row")
    expect(rows.first).to_be_visible()
    before = total.inner_text()
    page.locator("#fold-decoration > summary").click()
    value = page.locator("section[aria-labelledby=facet-decoration] a.facet-value:not([aria-current])").first
    label, count = (value.locator("span").nth(at).inner_text() for at in (1, 2))
    value.click()

    expect(total).to_contain_text(f"共 {count} 处")
    assert _args(page)["decoration"] == [label]
    assert _args(page)["q"] == [WORDS]
    chosen = page.locator("section[aria-labelledby=facet-decoration] a[aria-current=true]")
    expect(chosen).to_contain_text(label)
    assert all(label in text for text in page.locator(".row .traits").all_inner_texts())

    page.go_back()
    expect(total).to_have_text(before)
    expect(chosen).to_have_count(0)
    page.wait_for_load_state("load")
    page.go_forward()
    expect(total).to_contain_text(f"共 {count} 处")
    page.reload()
    expect(total).to_contain_text(f"共 {count} 处")
    expect(chosen).to_have_count(1)

    page.locator("a.chip", has_text=label).click()
    expect(total).to_have_text(before)
    assert "decoration" not in _args(page)
    assert _args(page)["q"] == [WORDS]


def test_the_words_are_shown_as_understood_and_can_be_taken_back(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address("search"))
    before = page.locator("#total").inner_text()
    page.locator("a.chip", has_text="南湖区").click()
    expect(page.locator("a.chip", has_text="南湖区")).to_have_count(0)
    expect(page.locator("#total")).not_to_have_text(before)


def test_nothing_found_offers_ways_out(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address("search-nothing"))
    expect(page.locator("#total")).to_contain_text("共 0 处")
    way = page.locator(".relaxations a").first
    expect(way.locator("strong")).not_to_have_text("0 处")
    count = way.locator("strong").inner_text()
    way.click()
    expect(page.locator("#total")).to_contain_text(count)


def test_pages_of_results_follow_each_other(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.url + "/search?deal=出租")
    first = page.locator(".row-title a").first.get_attribute("href")
    page.locator(".pager a[rel=next]").click()
    page.wait_for_url("**page=2*")
    expect(page.locator(".row-title a").first).not_to_have_attribute("href", first or "")
    page.go_back()
    expect(page.locator(".row-title a").first).to_have_attribute("href", first or "")


@pytest.mark.parametrize("name", ["search", "search-nothing", "match", "space", "cluster"])
def test_switching_the_language_keeps_the_question(name: str, site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address(name))
    asked, path = _args(page), urlsplit(page.url).path
    page.locator("a.site-lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert urlsplit(page.url).path == path
    assert _args(page) == {**asked, "lang": ["en"]}

    page.locator("nav.site-nav a").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.go_back()
    page.locator("a.site-lang").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    assert {k: v for k, v in _args(page).items() if k != "lang"} == asked


@pytest.mark.parametrize(
    ("path", "field", "form", "kept"),
    [("/search", "area_min", "q", WORDS), ("/match", "rent_max", "text", NEED)],
)
def test_a_number_that_cannot_be_read_is_said_beside_its_field(
    path: str, field: str, form: str, kept: str, site: Site, open_page: Open, watch: Watch
) -> None:
    page = open_page()
    page.goto(site.url + path)
    words = page.locator(f"[name={form}]").last
    words.fill(kept)
    box = page.locator(f"#f-{field}")
    box.fill("三百来平")
    watch.expect_refusal(400)
    box.press("Enter")

    box = page.locator(f"#f-{field}[aria-invalid=true]")
    expect(box).to_be_visible()
    expect(box).to_have_value("三百来平")
    expect(page.locator(f"[name={form}]").last).to_have_value(kept)
    described = (box.get_attribute("aria-describedby") or "").split()
    message = page.locator(f"#{described[0]}")
    expect(message).to_be_visible()
    below = "(box, id) => document.getElementById(id).getBoundingClientRect().top - box.getBoundingClientRect().bottom"
    gap = box.evaluate(below, described[0])
    assert 0 <= gap < 24
    summary = page.locator(".error-summary[role=alert]")
    expect(summary).to_contain_text(message.inner_text())
    summary.locator("a").first.click()
    assert page.url.endswith(f"#f-{field}")
