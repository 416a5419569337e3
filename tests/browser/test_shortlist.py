"""Keeping, comparing and looking back, by mouse and by key, with scripts and without."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import Audit, Open
from .site import Site


def _keep(page: Page, number: int) -> None:
    page.locator(".row .keep").nth(number).click()
    expect(page.locator(".row .keep").nth(number)).to_contain_text("已收藏")


def test_keep_in_place_then_compare(site: Site, open_page: Open, audit: Audit) -> None:
    page = open_page()
    page.goto(site.address("search"))
    before = page.url
    _keep(page, 0)
    _keep(page, 1)
    assert page.url == before
    expect(page.locator("#kept-link")).to_have_text("收藏 2")

    page.locator("#kept-link").click()
    assert audit(page) == []
    page.get_by_role("button", name="对比勾选的").click()
    expect(page.locator("h1")).to_have_text("对比 2 处空间")
    page.get_by_role("link", name="只看不同").click()
    expect(page.locator("tbody tr:not(.is-different):not(.compare-group)")).to_have_count(0)


def test_by_key_after_the_page_changed_in_place(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address("search"))
    page.locator("#sort-2").click()
    expect(page.locator("#sort-2")).to_have_attribute("aria-current", "true")
    button = page.locator(".row .keep").first
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_contain_text("已收藏")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(button).not_to_contain_text("已收藏")
    expect(page.locator("#kept-link")).to_have_text("收藏")


def test_without_scripts(site: Site, open_page: Open) -> None:
    page = open_page(375, java_script_enabled=False)
    page.goto(site.address("search"))
    before = page.url
    page.locator(".row .keep").first.click()
    assert page.url == before
    expect(page.locator("#kept-link")).to_have_text("收藏 1")
    page.locator("#kept-link").click()
    page.get_by_role("button", name="清空收藏").click()
    expect(page.locator("#kept-link")).to_have_text("收藏")
    expect(page.locator(".recent")).to_be_hidden()


def test_what_was_seen_lately(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address("space"))
    title = page.locator("h1").inner_text().split("\n")[0].removesuffix("示例").strip()
    page.goto(site.address("shortlist-empty"))
    expect(page.locator(".recent .card")).to_have_count(1)
    expect(page.locator(".recent .card h3")).to_contain_text(title)
    page.get_by_role("button", name="清除记录").click()
    expect(page.locator(".recent")).to_be_hidden()
    page.reload()
    expect(page.locator(".recent")).to_be_hidden()


def test_the_table_scrolls_inside_its_frame_on_a_phone(site: Site, open_page: Open) -> None:
    page = open_page(375)
    page.goto(site.address("compare"))
    frame = page.get_by_role("group", name="空间对比表")
    assert frame.evaluate("e => e.scrollWidth > e.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    frame.focus()
    expect(frame).to_be_focused()
    frame.evaluate("e => { e.scrollLeft = 150 }")
    label = page.locator("tbody th[scope=row]").first
    assert label.bounding_box()["x"] < 40
