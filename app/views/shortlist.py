"""The shortlist without login, the comparison, and cards of what was seen lately. Only the POST changes anything."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from app.errors import RefusedError
from app.extensions import db
from app.languages import translate as _
from app.presenters.compare import compare_view, shortlist_view
from app.presenters.spaces import space_view
from app.security import from_this_site, own_path
from app.services import shortlisting
from app.services.shortlisting import COMPARED, COOKIE, LONGEST
from app.views.addresses import base_url

blueprint = Blueprint("shortlist", __name__)

HALF_A_YEAR = 180 * 24 * 3600
SEEN_LATELY = 6
CHANGED = "jialoutong.shortlist"
"""Where the list as this request has changed it stands in the request's environment."""


@blueprint.app_template_global()
def kept_ids() -> tuple[int, ...]:
    """What the visitor keeps, the newest first. Buttons on rows and the count in the header ask it too."""
    changed: tuple[int, ...] | None = request.environ.get(CHANGED)
    return shortlisting.read_ids([request.cookies.get(COOKIE, "")]) if changed is None else changed


@blueprint.get("/compare", endpoint="compare")
def compare_page() -> str:
    asked = shortlisting.read_ids(request.args.getlist("id"))
    chosen = shortlisting.chosen(db.session, asked[:COMPARED])
    view = compare_view(chosen, only_different=request.args.get("only") == "different", too_many=len(asked) > COMPARED)
    return render_template("public/compare.html", view=view, most=COMPARED)


@blueprint.get("/shortlist", endpoint="page")
def shortlist_page() -> str:
    shared = "id" in request.args
    ids = shortlisting.read_ids(request.args.getlist("id")) if shared else kept_ids()
    chosen = shortlisting.chosen(db.session, ids)
    view = shortlist_view(chosen, shared=shared, full=len(kept_ids()) >= LONGEST)
    return render_template("public/shortlist.html", view=view, share_url=base_url() + view.share_path, most=LONGEST)


@blueprint.post("/shortlist", endpoint="change")
def change_shortlist() -> Answer:
    if not from_this_site(request):
        raise RefusedError(_("这个请求不是从本站页面发出的，没有执行。"))
    add = shortlisting.read_ids(request.form.getlist("keep"))
    drop = shortlisting.read_ids(request.form.getlist("drop"))
    after = () if "clear" in request.form else shortlisting.changed(kept_ids(), add=add, drop=drop)
    request.environ[CHANGED] = after
    answer = _changed((*add, *drop))
    if after:
        answer.set_cookie(
            COOKIE,
            shortlisting.write_ids(after),
            max_age=HALF_A_YEAR,
            httponly=True,
            samesite="Lax",
            secure=request.is_secure,
        )
    else:
        answer.delete_cookie(COOKIE)
    return answer


def _changed(ids: tuple[int, ...]) -> Answer:
    """For one button pressed on a page with scripts, the new button and count; for anything else, the way back."""
    if "HX-Request" in request.headers and len(ids) == 1:
        spaces = shortlisting.chosen(db.session, ids).spaces
        return make_response(render_template("fragments/kept.html", spaces=spaces))
    back = own_path(request.form.get("back") or url_for("shortlist.page"))
    answer = redirect(back, 303)
    answer.headers["HX-Redirect"] = back
    return answer


@blueprint.get("/shortlist/cards", endpoint="cards")
def seen_cards() -> Response:
    """Cards of a few spaces, for the browser that remembers which ones were seen; never kept here."""
    chosen = shortlisting.chosen(db.session, shortlisting.read_ids(request.args.getlist("id"), SEEN_LATELY))
    cards = [space_view(space) for space in chosen.spaces]
    return make_response(render_template("fragments/cards.html", spaces=cards))
