"""Pictures for the README: ``python -m tests.browser.screens URL OUT`` shoots a running site."""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from .chromium import find_chromium, launch
from .site import NEED, WORDS

WIDTHS = (1440, 375)
HEIGHT = 900


def shoot(url: str, out: Path) -> list[Path]:
    """Write ``NAME-WIDTH.png`` for each page at each width; returns the files."""
    path = find_chromium()
    if path is None:
        raise SystemExit("no Chromium found")
    out.mkdir(parents=True, exist_ok=True)
    files = []
    with sync_playwright() as playwright:
        browser = launch(playwright, path)
        for width in WIDTHS:
            page = browser.new_page(viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce")
            for name, address in _addresses(page, url).items():
                page.goto(address, wait_until="networkidle")
                files.append(out / f"{name}-{width}.png")
                page.screenshot(path=files[-1])
        browser.close()
    return files


def _addresses(page: Page, url: str) -> dict[str, str]:
    """The pages to shoot; the space and the cluster are the best ones for the need."""
    match = f"{url}/match?text={quote(NEED)}"
    page.goto(match)
    space = page.locator(".fit .row-title a").first.get_attribute("href")
    cluster = page.locator(".ranking a").first.get_attribute("href")
    return {
        "home": f"{url}/",
        "search": f"{url}/search?q={quote(WORDS)}",
        "space": f"{url}{space}",
        "cluster": f"{url}{cluster}",
        "match": match,
    }


def main() -> None:
    if len(sys.argv) != 3:
        raise SystemExit("usage: python -m tests.browser.screens URL OUT")
    for file in shoot(sys.argv[1].rstrip("/"), Path(sys.argv[2])):
        print(file)


if __name__ == "__main__":
    main()
