"""Requirements of investors: the worklist and its workbook, the form beside its matches, verdicts, proposals."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import Blueprint, Response, render_template, request
from werkzeug.wrappers import Response as Answer

from app.errors import DomainError
from app.extensions import db
from app.languages import pick
from app.models import Requirement
from app.models.investor import REQUIREMENT_STATUSES
from app.models.match import UNFIT_REASONS
from app.presenters import staff_match, staff_worklist
from app.presenters.formats import term
from app.presenters.match import FUNCTIONS, function_label
from app.presenters.sheets_xlsx import MIMETYPE, workbook
from app.presenters.staff import leaves_by_sector, proposal_links, reason_label, status_label
from app.presenters.staff_match import RequirementPage, VerdictForm, answer_view, requirement_page
from app.services import browsing, demands, feedback, matching, proposals, requirements, searching
from app.services.shortlisting import read_ids
from app.services.vocabulary import terms
from app.views import staff_forms
from app.views.forms import whole
from app.views.posting import only_from_here, see
from app.wiring import parts

blueprint = Blueprint("staff_requirements", __name__, url_prefix="/staff/requirements")
blueprint.before_request(only_from_here)

PATIENCE = 3.0
"""Seconds a list waits for words that nobody has read yet."""
LOOKED_AT = 60
"""How many matches are asked for, so that enough are left when those turned down stand apart."""


def _regions() -> dict[str, str]:
    return {row.name: pick(row.name, row.name_en) for row in browsing.regions(db.session)}


def _sectors() -> dict[str, str]:
    return {row.code: pick(row.name, row.name_en) for row in browsing.sectors(db.session)}


@blueprint.get("")
def worklist() -> str:
    args, regions = request.args, _regions()
    filters = staff_forms.filters_in(args)
    rows = requirements.worklist(parts(), db.session, filters, args.get("sort", ""))
    page, _pages, shown = staff_worklist.page_of(rows, whole(args, "page", 1))
    entries = requirements.entries(parts(), db.session, shown, seconds=PATIENCE)
    return render_template(
        "staff/requirements.html",
        list=staff_worklist.worklist_view(rows, entries, args, page, regions),
        filters=filters,
        sort=args.get("sort", ""),
        regions=list(regions.items()),
        sectors=list(_sectors().items()),
        statuses=[(status, status_label(status)) for status in REQUIREMENT_STATUSES],
    )


@blueprint.get("/export.xlsx")
def export() -> Response:
    """The list as the page shows it, all of its pages."""
    args, regions, today = request.args, _regions(), date.today()
    filters = staff_forms.filters_in(args)
    rows = requirements.worklist(parts(), db.session, filters, args.get("sort", ""))
    entries = requirements.entries(parts(), db.session, rows)
    said = staff_worklist.filter_text(filters, _sectors(), regions)
    file = workbook(staff_worklist.worklist_sheet(entries, args, said, today, regions))
    answer = Response(file, mimetype=MIMETYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="requirements-{today.isoformat()}.xlsx"'
    return answer


@blueprint.get("/new", endpoint="new")
def new_form() -> str:
    return _form(requirement_page(None, staff_forms.sent(request.args), {}))


@blueprint.post("")
def create() -> Answer | tuple[str, int]:
    errors: dict[str, str] = {}
    wanted = staff_forms.wanted_in(request.form, errors)
    if not errors:
        try:
            row = requirements.create(db.session, request.form.get("investor", ""), wanted)
            return see("staff_requirements.requirement", requirement_id=row.id, _anchor="results")
        except DomainError as error:
            errors[error.field or "text"] = error.message
    return _form(requirement_page(None, staff_forms.sent(request.form), errors)), 400


@blueprint.get("/<int:requirement_id>")
def requirement(requirement_id: int) -> str:
    row = requirements.requirement(db.session, requirement_id)
    return _form(requirement_page(row, staff_forms.written(row), {}, _answer(row)))


@blueprint.post("/<int:requirement_id>")
def save(requirement_id: int) -> Answer | tuple[str, int]:
    errors: dict[str, str] = {}
    row = requirements.requirement(db.session, requirement_id)
    wanted = staff_forms.wanted_in(request.form, errors)
    if not errors:
        try:
            requirements.save(db.session, row, wanted)
            return see("staff_requirements.requirement", requirement_id=row.id, _anchor="results")
        except DomainError as error:
            errors[error.field or "text"] = error.message
    return _form(requirement_page(row, staff_forms.sent(request.form), errors)), 400


def _answer(row: Requirement) -> staff_match.Answer:
    """The ranking, and anew the score of every space that was turned down."""
    session = db.session
    need = demands.need_for(parts(), session, row)
    found = matching.match(parts(), session, need, limit=LOOKED_AT)
    verdicts = feedback.verdicts(session, row.id)
    unfit = [i for i, verdict in verdicts.items() if verdict.verdict == "unfit"]
    turned_down = demands.matches_of(parts(), session, row, unfit) if unfit else {}
    ids = [m.space.id for m in (*found.spaces, *found.near_misses)] + unfit
    rows = searching.spaces_of(session, ids)
    return answer_view(found, turned_down.values(), rows, verdicts, _sectors())


def _form(page: RequirementPage, unsaved: VerdictForm | None = None) -> str:
    session = db.session
    kept = proposals.of_requirement(session, page.id) if page.id else ()
    options: dict[str, Any] = {
        "functions": [(code, function_label(code)) for code in FUNCTIONS],
        "region_options": list(_regions().items()),
        "facility_options": [(t["value"], term(t["value"])) for t in terms()["facilities"]],
        "deal_options": [(t["value"], term(t["value"])) for t in terms()["deals"]],
        "statuses": [(status, status_label(status)) for status in REQUIREMENT_STATUSES],
        "sectors": leaves_by_sector(browsing.sectors(session), browsing.leaves(session)),
        "investors": requirements.investor_names(session) if page.id is None else (),
        "unfit_reasons": [(reason, reason_label(reason)) for reason in UNFIT_REASONS],
        "proposals": proposal_links(kept),
    }
    return render_template("staff/requirement.html", page=page, unsaved=unsaved, **options)


@blueprint.post("/<int:requirement_id>/spaces/<int:space_id>/verdict")
def judge(requirement_id: int, space_id: int) -> Answer | tuple[str, int]:
    row, form = requirements.requirement(db.session, requirement_id), request.form
    said = {name: form.get(name, "") for name in ("verdict", "reason", "note")}
    try:
        feedback.judge(parts(), db.session, row, space_id, **said)
    except DomainError as error:
        if error.field is None:
            raise
        page = requirement_page(row, staff_forms.written(row), {}, _answer(row))
        return _form(page, VerdictForm(space_id, said, error.field, error.message)), 400
    anchor = "unfit" if said["verdict"] == "unfit" else f"space-{space_id}"
    return see("staff_requirements.requirement", requirement_id=requirement_id, _anchor=anchor)


@blueprint.post("/<int:requirement_id>/spaces/<int:space_id>/verdict/take-back")
def take_back_verdict(requirement_id: int, space_id: int) -> Answer:
    feedback.take_back(db.session, requirement_id, space_id)
    return see("staff_requirements.requirement", requirement_id=requirement_id, _anchor=f"space-{space_id}")


@blueprint.get("/<int:requirement_id>/proposal")
def proposal_form(requirement_id: int) -> str:
    return _proposal_form(requirement_id, request.args.getlist("id"), {})


@blueprint.post("/<int:requirement_id>/proposal")
def propose(requirement_id: int) -> Answer | tuple[str, int]:
    row, form = requirements.requirement(db.session, requirement_id), request.form
    try:
        made = proposals.create(
            db.session, row, read_ids(form.getlist("id")), note=form.get("note", ""), named="named" in form
        )
    except DomainError as error:
        return _proposal_form(requirement_id, form.getlist("id"), {error.field or "id": error.message}), 400
    return see("proposals.page", code=made.code)


def _proposal_form(requirement_id: int, asked: list[str], errors: dict[str, str]) -> str:
    row = requirements.requirement(db.session, requirement_id)
    return render_template(
        "staff/proposal_form.html",
        id=row.id,
        investor=row.investor.name,
        is_sample=row.is_sample,
        text=row.text,
        spaces=[offer for offer in proposals.offered(db.session, read_ids(asked)) if offer.space],
        form=request.form if request.method == "POST" else {},
        errors=errors,
    )
