"""Reading what staff typed into forms and worklist addresses."""

from __future__ import annotations

from datetime import date
from typing import Any

from app.errors import DomainError
from app.extensions import db
from app.languages import translate as _
from app.models import Requirement
from app.services import requirements
from app.services.demands import musts_of
from app.services.requirements import Filters, Wanted
from app.views.forms import Args, amount, check_order

NUMBERS = ("area_min", "area_max", "rent_max", "monthly_total_max", "ceiling_min", "load_min")
TEXTS = ("investor", "text", "function", *NUMBERS, "deal", "needed_by", "status", "industry_add")
LISTS = ("industries", "regions", "facilities", "must")
LONGEST_WORDS = 100


def filters_in(args: Args) -> Filters:
    return Filters(
        words=args.get("q", "").strip()[:LONGEST_WORDS],
        region=args.get("region", ""),
        sector=args.get("sector", ""),
        status=args.get("status", ""),
    )


def wanted_in(form: Args, errors: dict[str, str]) -> Wanted:
    """The requirement a form holds; what cannot be read is left out and noted under its field."""
    numbers: dict[str, Any] = {name: amount(form, name, errors) for name in NUMBERS}
    check_order(numbers, errors)
    return Wanted(
        text=form.get("text", "").strip().replace("\r\n", "\n"),
        industries=tuple(dict.fromkeys((*form.getlist("industries"), *_added(form, errors)))),
        function=form.get("function") or None,
        regions=tuple(form.getlist("regions")),
        deal=form.get("deal") or None,
        facilities=tuple(form.getlist("facilities")),
        needed_by=_day(form, errors),
        must=tuple(form.getlist("must")),
        status=form.get("status") or "open",
        **numbers,
    )


def _added(form: Args, errors: dict[str, str]) -> tuple[str, ...]:
    """The leaf that was typed instead of ticked."""
    name = form.get("industry_add", "").strip()
    try:
        return (requirements.leaf_named(db.session, name),) if name else ()
    except DomainError as error:
        errors["industry_add"] = error.message
        return ()


def _day(form: Args, errors: dict[str, str]) -> date | None:
    text = form.get("needed_by", "").strip()
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        errors["needed_by"] = _("请填写日期，例如 2027-03-01。")
        return None


def sent(form: Args) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """A form's fields as they were sent, to be shown again."""
    return {name: form.get(name, "") for name in TEXTS}, {name: tuple(form.getlist(name)) for name in LISTS}


def written(row: Requirement) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """A row as the fields of the form."""
    values = {
        "investor": row.investor.name,
        "text": row.text,
        "function": row.function,
        "area_min": row.area_min_sqm,
        "area_max": row.area_max_sqm,
        "rent_max": row.rent_max_day,
        "monthly_total_max": row.monthly_total_max,
        "deal": row.deal,
        "ceiling_min": row.ceiling_min_m,
        "load_min": row.floor_load_min_kg_sqm,
        "needed_by": row.needed_by,
        "status": row.status,
    }
    lists = {
        "industries": tuple(row.industries),
        "regions": tuple(row.regions),
        "facilities": tuple(row.facilities),
        "must": musts_of(row),
    }
    return {name: _text(value) for name, value in values.items()}, lists


def _text(value: object) -> str:
    """Figures without the zeros a database keeps."""
    text = "" if value is None else str(value)
    is_decimal = "." in text and text.replace(".", "", 1).isdigit()
    return text.rstrip("0").rstrip(".") if is_decimal else text
