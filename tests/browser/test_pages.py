"""Every page at both widths in both languages: quiet console, own host only, no sideways scroll, no axe finding."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Audit, Open
from .site import PAGE_NAMES, Site
from .watch import Watch

WIDTHS = (1440, 375)
LANGUAGES = {"zh": "zh-CN", "en": "en"}
HEADER = ("/search", "/match", "/clusters", "/chains", "/api/docs", "/shortlist")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGE_NAMES)
def test_page(name: str, lang: str, width: int, site: Site, open_page: Open, watch: Watch, audit: Audit) -> None:
    expected = site.page(name)
    page = open_page(width)
    if expected.status >= 400:
        watch.expect_refusal(expected.status)
    answer = page.goto(site.address(name, lang), wait_until="load" if expected.in_frame else "networkidle")

    assert answer
    assert answer.status == expected.status
    assert page.title()
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    if not expected.in_frame:
        expect(page.locator(".opblock").first).to_be_visible()
        return
    assert page.locator("html").get_attribute("lang") == LANGUAGES[lang]
    assert page.locator("h1").count() == 1
    assert _header_links(page) == [f"{path}?lang=en" if lang == "en" and "api" not in path else path for path in HEADER]
    assert page.locator("a.site-lang").is_visible()
    assert audit(page) == []


def _header_links(page: Page) -> list[str]:
    links = page.locator("nav.site-nav a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [re.sub(r"^https?://[^/]+", "", link) for link in links]
