"""The names under the search box: by keys and by mouse, never in the way, and nothing lost without them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from .conftest import Audit, Open
from .site import Site


@pytest.fixture
def box(site: Site, open_page: Open) -> Page:
    """The first page with the cursor in its search box."""
    page = open_page()
    page.goto(site.address("home"))
    page.locator("[data-suggest]").first.focus()
    return page


def test_keys_walk_the_list_and_enter_searches(box: Page, site: Site, audit: Audit) -> None:
    box.keyboard.type("gjjr")
    first = box.locator("[role=option]").first
    expect(first).to_contain_text("国际金融广场")
    field = box.locator("[data-suggest]").first
    expect(field).to_have_attribute("aria-expanded", "true")
    assert audit(box) == []
    box.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    expect(first).to_have_attribute("aria-selected", "true")
    box.keyboard.press("ArrowUp")
    expect(box.locator("[role=option]").last).to_have_attribute("aria-selected", "true")
    box.keyboard.press("ArrowDown")
    box.keyboard.press("Enter")
    expect(box.locator("#total")).to_contain_text("处")
    expect(box.locator("a.chip", has_text="国际金融广场")).to_have_count(1)


def test_a_click_searches(box: Page) -> None:
    box.keyboard.type("冷链")
    box.locator("[role=option]", has_text="冷链物流").first.click()
    expect(box.locator("#total")).to_contain_text("处")
    expect(box.locator("[data-suggest]")).to_have_value("冷链物流")


def test_escape_and_leaving_close_it_and_what_was_typed_stays(box: Page) -> None:
    listed = box.locator("[role=listbox]")
    box.keyboard.type("南湖")
    expect(listed).to_be_visible()
    box.keyboard.press("Escape")
    expect(listed).to_have_count(0)
    expect(box.locator("[data-suggest]").first).to_have_value("南湖")
    box.keyboard.type("区")
    expect(listed).to_be_visible()
    box.keyboard.press("Tab")
    expect(listed).to_have_count(0)


def test_enter_without_a_choice_searches_for_what_was_typed(box: Page) -> None:
    box.keyboard.type("南湖区300平")
    box.keyboard.press("Enter")
    expect(box.locator("a.chip", has_text="南湖区")).to_have_count(1)


def test_it_works_again_after_the_page_was_exchanged(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.address("search"))
    page.locator(".sorts a").nth(1).click()
    page.wait_for_url("**sort=updated**")
    page.locator("[data-suggest]").fill("")
    page.locator("[data-suggest]").press_sequentially("智慧物流")
    expect(page.locator("[role=option]").first).to_contain_text("智慧物流小镇")


def test_a_service_that_does_not_answer_is_not_noticed(site: Site, open_page: Open) -> None:
    page = open_page()

    def nothing(route: Route) -> None:
        route.fulfill(status=200, content_type="application/json", body="{")

    page.route("**/api/v1/suggest*", nothing)
    page.goto(site.address("home"))
    page.locator("[data-suggest]").first.focus()
    with page.expect_response("**/api/v1/suggest*"):
        page.keyboard.type("南湖区")
    expect(page.locator("[role=listbox]")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator("a.chip", has_text="南湖区")).to_have_count(1)
