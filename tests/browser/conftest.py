"""A real server, a real Chromium, and pages that report everything that goes wrong in them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server

from app.extensions import db
from app.models import Building, Cluster, Space
from app.settings import ROOT

from .chromium import find_chromium, launch
from .site import Site
from .watch import Watch

HERE = Path(__file__).parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
NO_BROWSER = "browser tests skipped: no Chromium found"
PATIENCE = 30_000
"""Milliseconds that a busy machine is given before a wait counts as failed."""

Open = Callable[..., Page]
Audit = Callable[[Page], list[str]]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = find_chromium() is None
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=NO_BROWSER))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if any(NO_BROWSER in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(NO_BROWSER)


class _Quiet(WSGIRequestHandler):
    def log(self, *said: object) -> None:
        """Say nothing: a test reports what matters."""


def _whole(app: Flask) -> WSGIApplication:
    """The application with each answer read to its end, so that no file stays open when a reader leaves early."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        parts = app(environ, start_response)
        try:
            return list(parts)
        finally:
            parts.close()

    return answer


@pytest.fixture(scope="package")
def site(city_app: Flask) -> Iterator[Site]:
    """The application with plan and sample city, served over HTTP."""
    server = make_server("127.0.0.1", 0, _whole(city_app), threaded=True, request_handler=_Quiet)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    with city_app.app_context():
        cluster = db.session.scalars(select(Cluster).where(Cluster.name == "智慧物流小镇")).one()
        building = db.session.scalars(
            select(Building).where(Building.cluster_id == cluster.id).order_by(Building.id)
        ).first()
        assert building
        space = db.session.scalars(select(Space).where(Space.building_id == building.id).order_by(Space.id)).first()
        assert space
        found = Site(f"http://127.0.0.1:{server.server_port}", space.id, building.id, cluster.id)
    yield found
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    """One browser for all tests of this folder, started after the site: its event loop stays in this thread."""
    path = find_chromium()
    assert path
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        opened = launch(playwright, path)
        yield opened
        opened.close()


@pytest.fixture
def watch(site: Site) -> Iterator[Watch]:
    """Watches every page of a test; at the end none of them may have complained."""
    watching = Watch(site.url)
    yield watching
    assert watching.complaints == []


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Open]:
    """Opens empty pages, each in its own context. Takes what a context takes, and ``width``."""
    contexts = []

    def open_one(width: int = 1440, **options: object) -> Page:
        viewport = {"width": width, "height": 900}
        contexts.append(browser.new_context(viewport=viewport, reduced_motion="reduce", **options))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        watch.over(page)
        return page

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture(scope="package")
def axe_source() -> str:
    assert AXE.exists(), f"{AXE} is missing: run make"
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def audit(axe_source: str) -> Audit:
    """Findings of axe-core that keep people out: rule, impact and where."""

    def run(page: Page, **options: object) -> list[str]:
        page.evaluate(axe_source)
        found = page.evaluate(
            "options => axe.run(document, JSON.parse(options))",
            json.dumps({"resultTypes": ["violations"], **options}),
        )
        return [
            f"{rule['id']} ({rule['impact']}): {node['target']} {node.get('failureSummary', '')}"
            for rule in found["violations"]
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"]
        ]

    return run
