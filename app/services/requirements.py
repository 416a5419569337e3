"""需求 of investors: the worklist, and a requirement as staff write it down."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.errors import DomainError, NotFoundError
from app.languages import translate as _
from app.models import Industry, Investor, Region, Requirement
from app.models.building import DEALS
from app.models.investor import REQUIREMENT_STATUSES
from app.services import demands
from app.services.vocabulary import function_words, terms
from app.wiring import Parts
from indexer.analysis import fold
from matcher.industries import IndustryShare
from matcher.requirement import CONDITIONS

LONGEST_TEXT = 2000
LONGEST_NAME = 120
HIGHEST_CEILING = 50
LARGEST_LOAD = 100_000


@dataclass(frozen=True)
class Filters:
    """What a worklist is narrowed to. ``sector`` is the code of a sector, ``region`` the name of a region."""

    words: str = ""
    region: str = ""
    sector: str = ""
    status: str = ""


@dataclass(frozen=True)
class Entry:
    """A requirement with its industries: those chosen by staff, else those recognised from its words.

    ``known`` is false where the words are not read yet.
    """

    row: Requirement
    industries: tuple[IndustryShare, ...]
    chosen: bool
    known: bool = True


@dataclass(frozen=True)
class Wanted:
    """A requirement as a form gives it: areas ㎡, rent 元/㎡·天, budget 元/月, ceiling m, load kg/㎡."""

    text: str
    industries: tuple[str, ...] = ()
    function: str | None = None
    regions: tuple[str, ...] = ()
    area_min: float | None = None
    area_max: float | None = None
    rent_max: float | None = None
    monthly_total_max: float | None = None
    deal: str | None = None
    facilities: tuple[str, ...] = ()
    ceiling_min: float | None = None
    load_min: float | None = None
    needed_by: date | None = None
    must: tuple[str, ...] = ()
    status: str = "open"


_LAST = date.max
_ORDERS: dict[str, Callable[[Requirement], Any]] = {
    "new": lambda row: -_seconds(row.created_at),
    "investor": lambda row: row.investor.name,
    "area": lambda row: _number(row.area_min_sqm, row.area_max_sqm),
    "-area": lambda row: -_number(row.area_max_sqm, row.area_min_sqm),
    "rent": lambda row: _number(row.rent_max_day, missing=float("inf")),
    "-rent": lambda row: -_number(row.rent_max_day),
    "needed_by": lambda row: row.needed_by or _LAST,
    "status": lambda row: REQUIREMENT_STATUSES.index(row.status),
}
SORTS = tuple(_ORDERS)


def _seconds(moment: datetime) -> float:
    return moment.timestamp()


def _number(*values: Decimal | None, missing: float = 0.0) -> float:
    return next((float(value) for value in values if value is not None), missing)


def worklist(parts: Parts, session: Session, filters: Filters, sort: str = "new") -> list[Requirement]:
    """Requirements as asked for, in order; ties by id. Words are only understood where a sector is asked for."""
    rows = session.scalars(select(Requirement).options(joinedload(Requirement.investor)).order_by(Requirement.id)).all()
    kept = [row for row in rows if _is_asked(row, filters)]
    if filters.sector:
        kept = [entry.row for entry in entries(parts, session, kept) if filters.sector in sectors_of(entry)]
    return sorted(kept, key=_ORDERS.get(sort, _ORDERS["new"]))


def entries(
    parts: Parts, session: Session, rows: Sequence[Requirement], *, seconds: float = float("inf")
) -> list[Entry]:
    """Rows with their industries, as far as they are understood within ``seconds``."""
    understood = demands.demands_of(parts, session, rows, seconds=seconds)
    shares = {i: demand.need.industries for i, demand in understood.items()}
    return [Entry(row, shares.get(row.id, ()), bool(row.industries), row.id in shares) for row in rows]


def _is_asked(row: Requirement, filters: Filters) -> bool:
    said = fold(f"{row.investor.name} {row.investor.profile} {row.text} {row.code}")
    return (
        all(fold(word) in said for word in filters.words.split())
        and (not filters.region or filters.region in row.regions)
        and (not filters.status or filters.status == row.status)
    )


def sectors_of(entry: Entry) -> set[str]:
    """Sectors of every chosen industry, or of the likeliest one recognised."""
    shares = entry.industries if entry.chosen else entry.industries[:1]
    return {share.code.split(".")[0] for share in shares}


def requirement(session: Session, requirement_id: int) -> Requirement:
    """Raises ``NotFoundError``."""
    found = session.scalar(
        select(Requirement).where(Requirement.id == requirement_id).options(joinedload(Requirement.investor))
    )
    if found is None:
        raise NotFoundError(_("没有找到这个需求。"))
    return found


def investor_names(session: Session) -> Sequence[str]:
    return session.scalars(select(Investor.name).order_by(Investor.name)).all()


def status_counts(session: Session) -> dict[str, int]:
    """Status → how many requirements."""
    rows = session.execute(select(Requirement.status, func.count()).group_by(Requirement.status))
    return dict(rows.all())


def create(session: Session, investor: str, wanted: Wanted) -> Requirement:
    """A new requirement of a known investor or, under a new name, of a new one. Raises ``DomainError``."""
    name = investor.strip()
    if not name or len(name) > LONGEST_NAME:
        raise DomainError(_("请填写投资方名称，最多 %(n)s 个字。", n=LONGEST_NAME), "investor")
    check(session, wanted)
    owner = session.scalar(select(Investor).where(Investor.name == name).order_by(Investor.id).limit(1))
    owner = owner or Investor(code=f"inv-{secrets.token_hex(6)}", name=name)
    row = Requirement(code=f"req-{secrets.token_hex(6)}", investor=owner)
    _write(row, wanted)
    session.add(row)
    session.commit()
    return row


def save(session: Session, row: Requirement, wanted: Wanted) -> None:
    """Raises ``DomainError`` naming the field to mend; then nothing is changed."""
    check(session, wanted)
    _write(row, wanted)
    session.commit()


def check(session: Session, wanted: Wanted) -> None:
    if not wanted.text.strip() and not wanted.industries:
        raise DomainError(_("请描述需求，或至少选择一个产业。"), "text")
    if len(wanted.text) > LONGEST_TEXT:
        raise DomainError(_("需求描述最多 %(n)s 个字。", n=LONGEST_TEXT), "text")
    if wanted.ceiling_min is not None and wanted.ceiling_min > HIGHEST_CEILING:
        raise DomainError(_("层高请填写 0 到 %(n)s 米。", n=HIGHEST_CEILING), "ceiling_min")
    if wanted.load_min is not None and wanted.load_min > LARGEST_LOAD:
        raise DomainError(_("承重请填写 0 到 %(n)s kg/㎡。", n=f"{LARGEST_LOAD:,}"), "load_min")
    known: dict[str, tuple[tuple[str, ...], set[str]]] = {
        "industries": (wanted.industries, set(_leaf_codes(session))),
        "function": ((wanted.function,) if wanted.function else (), set(function_words().values())),
        "regions": (wanted.regions, set(session.scalars(select(Region.name)))),
        "deal": ((wanted.deal,) if wanted.deal else (), set(DEALS)),
        "facilities": (wanted.facilities, {str(term["value"]) for term in terms()["facilities"]}),
        "must": (wanted.must, set(CONDITIONS)),
        "status": ((wanted.status,), set(REQUIREMENT_STATUSES)),
    }
    for field, (values, allowed) in known.items():
        if strange := [value for value in values if value not in allowed]:
            raise DomainError(_("没有这个选项：%(name)s", name=strange[0]), field)


def _leaf_codes(session: Session) -> Sequence[str]:
    return session.scalars(select(Industry.code).where(Industry.parent_id.is_not(None))).all()


def leaf_named(session: Session, name: str) -> str:
    """The code of the leaf a person typed in either language. Raises ``DomainError``."""
    wanted = fold(name)
    for code, chinese, english in session.execute(
        select(Industry.code, Industry.name, Industry.name_en).where(Industry.parent_id.is_not(None))
    ):
        if wanted in (code, fold(chinese), fold(english)):
            return str(code)
    raise DomainError(_("没有这个产业：%(name)s", name=name), "industry_add")


def _write(row: Requirement, wanted: Wanted) -> None:
    row.text = wanted.text.strip()
    row.industries = list(wanted.industries)
    row.function = wanted.function
    row.regions = list(wanted.regions)
    row.area_min_sqm = _decimal(wanted.area_min)
    row.area_max_sqm = _decimal(wanted.area_max)
    row.rent_max_day = _decimal(wanted.rent_max)
    row.monthly_total_max = _decimal(wanted.monthly_total_max)
    row.deal = wanted.deal
    row.facilities = list(wanted.facilities)
    row.ceiling_min_m = _decimal(wanted.ceiling_min)
    row.floor_load_min_kg_sqm = None if wanted.load_min is None else round(wanted.load_min)
    row.needed_by = wanted.needed_by
    row.must = list(wanted.must)
    row.status = wanted.status


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(round(value, 2)))
