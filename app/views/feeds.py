"""For programs that read along: a search as an Atom feed, the sitemaps, robots.txt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from flask import Blueprint, Response, render_template, request, url_for
from werkzeug.exceptions import NotFound

from app.errors import DomainError
from app.extensions import db
from app.presenters.feed import feed_view
from app.services import listing, searching
from app.services.chains import chain_codes
from app.views.addresses import base_url, permalink
from app.views.forms import search_query
from app.wiring import parts

blueprint = Blueprint("feeds", __name__)

ENTRIES = 30
_OVERVIEWS = ("public.home", "public.clusters", "chains.chains", "policies.overview")
NOT_FOR_CRAWLERS = ("/search", "/match", "/compare", "/shortlist", "/staff", "/p/", "/api/")

Page = tuple[str, datetime | None]


def _xml(template: str, kind: str, **values: object) -> Response:
    return Response(render_template(template, **values), content_type=f"{kind}; charset=utf-8")


@blueprint.get("/search.atom")
def search_feed() -> Response:
    """The newest spaces that a search finds. A condition that cannot be read is refused, not left out."""
    errors: dict[str, str] = {}
    chosen = replace(search_query(request.args, errors), sort="updated", page=1, size=ENTRIES)
    for field, message in errors.items():
        raise DomainError(message, field)
    outcome = searching.search(parts(), db.session, request.args.get("q", "").strip(), chosen)
    rows = searching.spaces_of(db.session, [hit.id for hit in outcome.results.hits])
    address = base_url() + request.full_path.rstrip("?")
    page = base_url() + url_for("public.search", **request.args.to_dict(flat=False))  # type: ignore[arg-type]
    spaces = [rows[hit.id] for hit in outcome.results.hits if hit.id in rows]
    view = feed_view(outcome, spaces, address, page, lambda i: permalink("public.space", space_id=i))
    return _xml("feeds/search.xml", "application/atom+xml", feed=view)


@blueprint.get("/sitemap.xml")
def sitemaps() -> Response:
    """The index of the sitemaps: one of places, and as many of spaces as they take."""
    pages = range(1, listing.space_pages(db.session) + 1)
    addresses = [permalink("feeds.sitemap_of_places")]
    addresses += [permalink("feeds.sitemap_of_spaces", page=page) for page in pages]
    return _xml("feeds/sitemaps.xml", "application/xml", addresses=addresses)


@blueprint.get("/sitemap-places.xml")
def sitemap_of_places() -> Response:
    session = db.session
    pages: list[Page] = [(permalink(name), None) for name in _OVERVIEWS]
    pages += [(permalink("public.cluster", cluster_id=i), None) for i in listing.clusters(session)]
    pages += [(permalink("public.building", building_id=i), changed) for i, changed in listing.buildings(session)]
    pages += [(permalink("policies.policy", policy_id=i), None) for i in listing.policies(session)]
    pages += [(permalink("chains.chain", code=code), None) for code in chain_codes(session)]
    return _sitemap(pages)


@blueprint.get("/sitemap-spaces-<int:page>.xml")
def sitemap_of_spaces(page: int) -> Response:
    rows = listing.spaces(db.session, page) if 0 < page < 10_000 else ()
    if not rows:
        raise NotFound
    return _sitemap((permalink("public.space", space_id=i), changed) for i, changed in rows)


def _sitemap(pages: Iterable[Page]) -> Response:
    return _xml("feeds/sitemap.xml", "application/xml", pages=pages)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Sheets, buildings, clusters and policies are for all; every other page is one of endlessly many views of them."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_CRAWLERS)]
    lines.append(f"Sitemap: {permalink('feeds.sitemaps')}")
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
