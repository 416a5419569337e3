"""推介单: the page behind a proposal's link, for whoever has it."""

from __future__ import annotations

from datetime import date

import segno
import structlog
from flask import Blueprint, render_template
from markupsafe import Markup

from app.extensions import db
from app.models import Proposal
from app.presenters.staff_proposal import proposal_view
from app.services import demands, proposals
from app.views.addresses import permalink
from app.wiring import parts
from matcher.matching import Match
from matcher.requirement import Requirement as Need

log = structlog.get_logger()
blueprint = Blueprint("proposals", __name__)


@blueprint.get("/p/<code>")
def page(code: str) -> str:
    found = proposals.by_code(db.session, code)
    offers = proposals.offered(db.session, found.space_ids)
    matches, need = _reasons(found)
    address = permalink("proposals.page", code=code)
    qr = Markup(segno.make(address, micro=False).svg_inline(scale=3, border=2))  # noqa: S704 - drawn by segno
    view = proposal_view(found, offers, matches, need, date.today())
    return render_template("public/proposal.html", view=view, permalink=address, print_qr=qr)


def _reasons(found: Proposal) -> tuple[dict[int, Match], Need | None]:
    """Why each space was chosen. Without the encoder the page still shows the spaces."""
    row = found.requirement
    try:
        matches = demands.matches_of(parts(), db.session, row, found.space_ids)
        return matches, demands.demands_of(parts(), db.session, [row])[row.id].need
    except (OSError, RuntimeError, ValueError) as error:
        log.warning("encoder down; a proposal without reasons", error=str(error))
        return {}, None
