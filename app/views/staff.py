"""The staff workbench: its start page, what feedback would suggest, a space's wishes, decisions on positioning.

Open to everyone until there are accounts; nothing here is for search engines.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from app.errors import DomainError
from app.extensions import db
from app.languages import pick
from app.presenters.staff import start_page
from app.presenters.staff_effects import effects_page
from app.presenters.staff_positioning import positioning_page
from app.presenters.staff_wishes import wishes_page
from app.presenters.view import Ref
from app.services import browsing, demands, feedback, positioning, proposals, requirements
from app.views.posting import only_from_here, see
from app.wiring import parts

blueprint = Blueprint("staff", __name__, url_prefix="/staff")
blueprint.before_request(only_from_here)


@blueprint.get("")
def start() -> str:
    session = db.session
    clusters = [Ref(row.id, pick(row.name, row.name_en)) for row in browsing.clusters(session)]
    page = start_page(
        requirements.status_counts(session), feedback.counts(session), proposals.latest(session), clusters
    )
    return render_template("staff/start.html", page=page)


@blueprint.get("/feedback", endpoint="feedback")
def feedback_page() -> str:
    session = db.session
    page = effects_page(feedback.effects(session), feedback.counts(session), feedback.reasons(session))
    return render_template("staff/feedback.html", page=page)


@blueprint.get("/spaces/<int:space_id>/requirements")
def wishes(space_id: int) -> str:
    found = demands.wishes_for(parts(), db.session, space_id)
    page = wishes_page(browsing.space(db.session, space_id), found)
    return render_template("staff/wishes.html", page=page)


@blueprint.get("/clusters/<int:cluster_id>/positioning", endpoint="positioning")
def positioning_form(cluster_id: int) -> str:
    return _positioning(cluster_id, {}, {})


@blueprint.post("/clusters/<int:cluster_id>/positioning")
def decide(cluster_id: int) -> Response | tuple[str, int]:
    form = {name: request.form.get(name, "") for name in ("industry", "role", "reason")}
    cluster = browsing.cluster(db.session, cluster_id)
    try:
        positioning.decide(db.session, cluster, today=date.today(), **form)
    except DomainError as error:
        if error.field is None:
            raise
        return _positioning(cluster_id, form, {error.field: error.message}), 400
    return see("staff.positioning", cluster_id=cluster_id)


@blueprint.post("/clusters/<int:cluster_id>/positioning/<int:positioning_id>/take-back")
def take_back_decision(cluster_id: int, positioning_id: int) -> Response:
    positioning.take_back(db.session, browsing.cluster(db.session, cluster_id), positioning_id)
    return see("staff.positioning", cluster_id=cluster_id)


def _positioning(cluster_id: int, form: dict[str, str], errors: dict[str, str]) -> str:
    cluster = browsing.cluster(db.session, cluster_id)
    page = positioning_page(cluster, positioning.industries(db.session), form, errors)
    return render_template("staff/positioning.html", page=page)
