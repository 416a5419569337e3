"""The public site: each view parses, calls services, and renders one view."""

from __future__ import annotations

from datetime import date
from typing import Any

import segno
from flask import Blueprint, redirect, render_template, request, url_for
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from app.errors import DomainError
from app.extensions import db
from app.languages import LANGUAGES, is_english, pick
from app.languages import translate as _
from app.presenters import formats, linked_data, match, pages, search, sheet
from app.presenters.conditions import FACET_ARGS, NUMBER_ARGS, OTHER_ARGS, Names, condition_label
from app.presenters.page_view import PointsView
from app.presenters.pages import ClusterParts, Places
from app.presenters.points import points_view
from app.presenters.view import MatchPageView
from app.services import asking, browsing, matching, searching
from app.services.brands import brands_of
from app.services.chain_places import city_tenants
from app.services.chains import all_chains
from app.services.searching import Outcome
from app.services.suggesting import asked_folder
from app.services.vocabulary import terms
from app.views.addresses import permalink
from app.views.forms import Args, amount, check_order, search_query
from app.wiring import parts
from indexer.query import FACETS, PER_BUILDING
from matcher.matching import Matches
from matcher.requirement import Requirement

blueprint = Blueprint("public", __name__)

SHOWN_MATCHES = 10
MUSTS = ("area", "rent", "region", "deal", "facilities")


@blueprint.app_context_processor
def chrome() -> dict[str, Any]:
    """What the frame of every page needs."""
    return {
        "has_samples": _has_samples(),
        "switch_lang_url": _switched_url(),
        "switch_lang_label": "中文" if is_english() else "English",
        "lang": "en" if is_english() else "zh",
    }


def _has_samples() -> bool:
    """Whether the banner is shown. An error page must not need the database that has just failed."""
    try:
        return browsing.has_samples(db.session)
    except SQLAlchemyError:
        return False


def _switched_url() -> str:
    args = {k: v for k, v in request.args.to_dict(flat=False).items() if k != "lang"}
    other = LANGUAGES[0] if is_english() else LANGUAGES[1]
    if request.endpoint is None:
        return url_for("public.home", lang=other)
    return url_for(request.endpoint, **{**(request.view_args or {}), **args, "lang": other})


def _places() -> Places:
    session = db.session
    return Places(
        browsing.regions(session),
        browsing.clusters(session),
        browsing.kinds(session),
        browsing.vacancies(session),
        parts().settings.map_licence,
    )


@blueprint.get("/")
def home() -> str:
    session = db.session
    newest = searching.spaces_of(session, browsing.newest(session))
    view = pages.home_view(
        _places(), browsing.city_figures(session), browsing.indicators(session), list(newest.values())
    )
    return render_template("public/home.html", home=view)


@blueprint.get("/search", endpoint="search")
def search_page() -> tuple[str | Response, int]:
    args, errors = request.args, dict[str, str]()
    chosen = search_query(args, errors)
    words, literal = args.get("q", "").strip(), search.is_literal(args)
    counted = (*FACETS, PER_BUILDING) if search.on_map(args) else FACETS
    try:
        outcome = searching.search(parts(), db.session, words, chosen, counted, literal=literal)
    except DomainError as error:
        errors[error.field or "q"] = error.message
        outcome = searching.search(parts(), db.session, *searching.mended(words, chosen), counted, literal=literal)
    if last := search.last_page(outcome):
        return redirect(search.page_url(args, last)), 302
    asking.note(asked_folder(parts()), outcome, date.today())
    rows = searching.spaces_of(db.session, [hit.id for hit in outcome.results.hits])
    siblings = searching.sibling_clusters(db.session, outcome.query)
    view = search.search_view(outcome, rows, siblings, args, _names(), date.today())
    page = render_template(
        "public/search.html",
        view=view,
        points=_points(outcome, args) if search.on_map(args) else None,
        form=_form(args),
        hidden=_hidden(args),
        errors=errors,
    )
    return page, 400 if errors else 200


def _points(outcome: Outcome, args: Args) -> PointsView:
    counts = outcome.results.facets[PER_BUILDING]
    buildings = browsing.buildings_named(db.session, counts)
    return points_view(buildings, counts, browsing.regions(db.session), args, parts().settings.map_licence)


def _names() -> Names:
    sectors = {row.code: pick(row.name, row.name_en) for row in browsing.sectors(db.session)}
    return Names(browsing.english_names(db.session) if is_english() else {}, sectors)


def _form(args: Args) -> dict[str, str]:
    return {name: args.get(name, "") for name in ("q", *NUMBER_ARGS)}


def _hidden(args: Args) -> list[tuple[str, str]]:
    """Choices a new search keeps: facets, order, list or map, and language."""
    return [
        (name, value) for name in (*FACET_ARGS, *OTHER_ARGS, "sort", "view", "lang") for value in args.getlist(name)
    ]


@blueprint.get("/spaces/<int:space_id>")
def space(space_id: int) -> str:
    row = browsing.space(db.session, space_id)
    view = sheet.sheet_view(row, browsing.nearby(db.session, row))
    address = permalink("public.space", space_id=space_id)
    linked = linked_data.space_data(row, address, permalink("public.building", building_id=row.building_id))
    return render_template("public/space.html", sheet=view, permalink=address, print_qr=_qr(address), linked=linked)


def _qr(address: str) -> Markup:
    """The address as a QR code in SVG, for the printed sheet."""
    return Markup(segno.make(address, micro=False).svg_inline(scale=3, border=2))  # noqa: S704 - drawn by segno


@blueprint.get("/buildings/<int:building_id>")
def building(building_id: int) -> str:
    row = browsing.building(db.session, building_id)
    brands = brands_of(db.session, [building_id]).get(building_id, ())
    page = pages.building_page(row, browsing.neighbours(db.session, row), brands)
    address = permalink("public.building", building_id=building_id)
    linked = linked_data.building_data(row, address)
    return render_template("public/building.html", page=page, permalink=address, print_qr=_qr(address), linked=linked)


@blueprint.get("/clusters")
def clusters() -> str:
    places = _places()
    return render_template("public/clusters.html", kinds=places.kind_cards(), map=places.map())


@blueprint.get("/clusters/<int:cluster_id>")
def cluster(cluster_id: int) -> str:
    session = db.session
    row = browsing.cluster(session, cluster_id)
    newest = searching.spaces_of(session, browsing.cluster_spaces(session, cluster_id))
    around = ClusterParts(
        buildings=browsing.cluster_buildings(session, cluster_id),
        spaces=list(newest.values()),
        rents=browsing.cluster_rents(session, cluster_id),
        related=browsing.related_clusters(session, row),
        tenants=browsing.cluster_tenants(session, cluster_id),
        chains=all_chains(session),
        companies=city_tenants(session, cluster_id),
    )
    page = pages.cluster_page(row, around, _places())
    address = permalink("public.cluster", cluster_id=cluster_id)
    return render_template(
        "public/cluster.html", page=page, permalink=address, linked=linked_data.cluster_data(row, address)
    )


@blueprint.get("/match", endpoint="match")
def match_page() -> tuple[str, int]:
    args, errors = request.args, dict[str, str]()
    need = _need(args, errors)
    asked = bool(args.get("text") is not None)
    view = _empty_match(args, errors, asked=False)
    if asked and not errors:
        try:
            view = _match_view(args, matching.match(parts(), db.session, need, limit=SHOWN_MATCHES))
        except DomainError as error:
            errors[error.field or "text"] = error.message
    if errors:
        view = _empty_match(args, errors, asked=False)
    page = render_template("public/match.html", view=view, **_match_options())
    return page, 400 if errors else 200


def _need(args: Args, errors: dict[str, str]) -> Requirement:
    numbers: dict[str, Any] = {name: amount(args, name, errors) for name in ("area_min", "area_max", "rent_max")}
    check_order(numbers, errors)
    deal = args.get("deal")
    return Requirement(
        text=args.get("text", "").strip(),
        function=args.get("function") or None,
        regions=tuple(args.getlist("regions")),
        deals=(deal,) if deal else (),
        facilities=tuple(args.getlist("facilities")),
        must=tuple("region" if name == "regions" else name for name in args.getlist("must")),
        **numbers,
    )


def _empty_match(args: Args, errors: dict[str, str], *, asked: bool) -> MatchPageView:
    return MatchPageView(
        form={name: args.get(name, "") for name in ("text", "function", "area_min", "area_max", "rent_max", "deal")},
        form_lists={name: tuple(args.getlist(name)) for name in ("regions", "facilities", "must")},
        errors=errors,
        asked=asked,
        industries=(),
        understood=(),
        clusters=(),
        spaces=(),
        near_misses=(),
        notice="",
    )


def _match_view(args: Args, found: Matches) -> MatchPageView:
    need = found.requirement
    rows = searching.spaces_of(db.session, [m.space.id for m in (*found.spaces, *found.near_misses)])
    sectors = {row.code: pick(row.name, row.name_en) for row in browsing.sectors(db.session)}
    base = _empty_match(args, {}, asked=True)
    unsure = need.text and matching.is_unsure(need)
    return MatchPageView(
        **{
            **vars(base),
            "industries": tuple(match.industry_share(share, sectors) for share in need.industries),
            "understood": match.understood_chips(need),
            "clusters": tuple(match.cluster_match(fit) for fit in found.clusters[:6]),
            "spaces": tuple(match.match_view(m, rows[m.space.id], need) for m in found.spaces if m.space.id in rows),
            "near_misses": tuple(
                match.match_view(m, rows[m.space.id], need) for m in found.near_misses if m.space.id in rows
            ),
            "notice": _("从描述中还看不清所属产业，请补充做什么、服务谁。") if unsure else "",
        }
    )


def _match_options() -> dict[str, Any]:
    return {
        "functions": [(code, match.function_label(code)) for code in match.FUNCTIONS],
        "region_options": [(r.name, pick(r.name, r.name_en)) for r in browsing.regions(db.session)],
        "facility_options": [(t["value"], formats.term(t["value"])) for t in terms()["facilities"]],
        "deal_options": [(t["value"], formats.term(t["value"])) for t in terms()["deals"]],
        "must_options": [(name, _must_label(name)) for name in MUSTS],
    }


def _must_label(name: str) -> str:
    return condition_label({"facilities": "facility"}.get(name, name))
