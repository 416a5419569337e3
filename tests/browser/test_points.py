"""The results on the map: made from the list beside it, kept through facets, a list and a drawing without scripts."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .conftest import Open
from .site import Site


def _spaces(page: Page) -> int:
    return sum(int(one.get_attribute("data-count") or 0) for one in page.locator("[data-point]").all())


def _signs(page: Page) -> int:
    """What the signs on the map add up to, those out of its frame not counted."""
    return sum(int(text) for text in page.locator(".points-map .pin").all_inner_texts())


def test_the_map_shows_every_result_and_leads_to_the_building(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.url + "/search?q=国际金融广场")
    total = page.locator("#total").inner_text()
    page.get_by_role("link", name="地图", exact=True).click()
    expect(page.locator(".leaflet-container")).to_be_visible()
    expect(page.locator("#total")).to_have_text(total)
    expect(page.locator(".row")).to_have_count(20)
    expect(page.locator(".pin").first).to_be_visible()
    assert f"共 {_spaces(page):,} 处" in total
    assert _signs(page) == _spaces(page)

    page.locator(".points-twin > summary").click()
    only = page.locator(".points-only").first
    count = only.inner_text().split(" ")[0]
    only.click()
    expect(page.locator("#total")).to_contain_text(f"共 {count} 处")
    sign = page.locator(".pin:not(.pin-group)")
    expect(sign).to_have_count(1)
    sign.click()
    popup = page.locator(".leaflet-popup a").first
    expect(popup).to_be_visible()
    expect(page.locator(".leaflet-popup-close-button")).to_have_attribute("aria-label", "关闭")
    name = popup.inner_text()
    popup.click()
    expect(page.locator("h1")).to_have_text(name)


def test_a_facet_redraws_the_map_and_back_brings_it_again(site: Site, open_page: Open) -> None:
    page = open_page()
    page.goto(site.url + "/search?q=国际金融广场&view=map")
    expect(page.locator(".pin").first).to_be_visible()
    before = _signs(page)
    page.locator("#fold-deal > summary").click()
    page.locator("section[aria-labelledby=facet-deal] a.facet-value").first.click()
    page.wait_for_url("**deal=*")
    expect(page.locator(".leaflet-container")).to_have_count(1)
    assert 0 < _signs(page) == _spaces(page) < before
    page.go_back()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".pin").first).to_be_visible()
    assert _signs(page) == before


def test_without_scripts_the_drawing_and_the_list_are_there(site: Site, open_page: Open) -> None:
    page = open_page(375, java_script_enabled=False)
    page.goto(site.url + "/search?q=国际金融广场&view=map")
    expect(page.locator(".points-drawing")).to_be_visible()
    expect(page.locator(".points-dot").first).to_be_attached()
    page.locator(".points-twin > summary").click()
    expect(page.locator("[data-point] a").first).to_be_visible()
