"""From words to a space to a match: with the keyboard alone, and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Open
from .site import NEED, WORDS, Site

MOST_TABS = 250

LOOK = """
() => {
  const look = (one) => ["", "::before", "::after"].map((part) => {
    const s = getComputedStyle(one, part);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow].join(" ");
  }).join();
  const one = document.activeElement;
  const parts = [one, ...(one.id ? document.querySelectorAll(`label[for="${one.id}"]`) : []),
    one.parentElement, ...one.parentElement.children];
  const focused = parts.map(look);
  one.blur();
  const plain = parts.map(look);
  one.focus({ preventScroll: true });
  return focused.some((style, at) => style !== plain[at]);
}
"""
"""Whether the focused thing, its label or its frame has an outline or shadow that it otherwise has not."""

WHERE = """
() => {
  const one = document.activeElement;
  return `${one.tagName} ${one.id} ${one.className} ${one.textContent.trim().slice(0, 30)}`;
}
"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until ``target`` has the focus; everything on the way must show that it has it."""
    wanted = target.element_handle()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            continue
        assert page.evaluate(LOOK), f"no visible focus: {page.evaluate(WHERE)}"
        if page.evaluate("one => document.activeElement === one", wanted):
            return
    pytest.fail(f"Tab does not reach {target}")


def test_search_to_sheet_to_match_with_the_keyboard_alone(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.url + "/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()

    tab_to(page, page.locator("#hero-q"))
    page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    first = page.locator(".row-title a").first
    title = first.inner_text()
    tab_to(page, first)
    page.keyboard.press("Enter")
    page.wait_for_url("**/spaces/*")
    expect(page.locator("h1")).to_contain_text(title)

    tab_to(page, page.locator("nav.site-nav a[href^='/match']"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/match")
    tab_to(page, page.locator("#f-text"))
    page.keyboard.type(NEED)
    tab_to(page, page.locator("form.need button[type=submit]"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/match?*")
    expect(page.locator(".ranking li").first).to_contain_text("智慧物流小镇")
    numbers = page.locator("details.numbers").first
    tab_to(page, numbers.locator("summary"))
    page.keyboard.press("Enter")
    expect(numbers).to_have_attribute("open", "")
    tab_to(page, page.locator(".fit .row-title a").nth(1))
    page.keyboard.press("Enter")
    page.wait_for_url("**/spaces/*")


@pytest.mark.parametrize("name", ["home", "search", "space", "cluster", "match"])
def test_everything_that_takes_the_focus_shows_it(name: str, site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address(name))
    page.keyboard.press("Tab")
    seen = 0
    for _ in range(MOST_TABS):
        if page.evaluate("() => document.activeElement === document.body"):
            break
        assert page.evaluate(LOOK), f"no visible focus: {page.evaluate(WHERE)}"
        seen += 1
        page.keyboard.press("Tab")
    assert seen > 10


@pytest.mark.parametrize("width", [1440, 375])
def test_search_to_sheet_to_match_without_javascript(width: int, site: Site, open_page: Open) -> None:
    page = open_page(width, java_script_enabled=False)
    page.goto(site.url + "/")
    page.locator("#hero-q").fill(WORDS)
    page.locator(".hero-form button[type=submit]").click()
    total = page.locator("#total")
    expect(total).to_have_text(re.compile(r"共 [1-9][\d,]* 处 · [\d,.]+ ㎡"))

    before = total.inner_text()
    if width == 375:
        page.locator("details.filter > summary").click()
    page.locator("#f-area_max").fill("310")
    page.locator("button[form=search-form]").click()
    expect(total).not_to_have_text(before)
    assert "area_max=310" in page.url

    first = page.locator(".row-title a").first
    title = first.inner_text()
    first.click()
    expect(page.locator("h1")).to_contain_text(title)

    page.locator("nav.site-nav a[href^='/match']").click()
    page.locator("#f-text").fill(NEED)
    page.locator("form.need button[type=submit]").click()
    expect(page.locator(".ranking li").first).to_contain_text("智慧物流小镇")
    expect(page.locator(".fit .reason").first).to_be_visible()
    page.locator("details.numbers summary").first.click()
    expect(page.locator("details.numbers table").first).to_be_visible()
    page.locator(".fit .row-title a").first.click()
    expect(page.locator(".ledger h2").first).to_be_visible()
