"""What a cluster stands for, row by row: what the plan says, what staff have decided, and which of it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.languages import pick
from app.languages import translate as _
from app.models import Cluster, Industry
from app.presenters.view import Ref
from app.services.positioning import ROLES, STAFF


@dataclass(frozen=True)
class DecidedRow:
    """A positioning row. ``counts`` is false where a staff decision stands instead of it."""

    id: int
    role: str
    role_label: str
    industry: str
    term: str
    basis_label: str
    section: str
    reason: str
    decided_on: str
    by_staff: bool
    counts: bool


@dataclass(frozen=True)
class PositioningPage:
    cluster: Ref
    region: str
    rows: tuple[DecidedRow, ...]
    industries: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    roles: tuple[tuple[str, str], ...]
    form: Mapping[str, str]
    errors: Mapping[str, str]


def role_label(role: str) -> str:
    return {"leading": _("主导"), "extended": _("延伸"), "unsuitable": _("不宜")}[role]


def positioning_page(
    cluster: Cluster, industries: Sequence[Industry], form: Mapping[str, str], errors: Mapping[str, str]
) -> PositioningPage:
    return PositioningPage(
        cluster=Ref(cluster.id, pick(cluster.name, cluster.name_en)),
        region=pick(cluster.region.name, cluster.region.name_en),
        rows=_rows(cluster),
        industries=_grouped(industries),
        roles=tuple((role, role_label(role)) for role in ROLES),
        form=form,
        errors=errors,
    )


def _rows(cluster: Cluster) -> tuple[DecidedRow, ...]:
    bases = {"plan": _("规划明确"), "inferred": _("据规划推定"), STAFF: _("招商决定")}
    counting = {row.id for row in cluster.positioning_in_force}
    rows = sorted(cluster.positioning, key=lambda row: (row.basis != STAFF, ROLES.index(row.role), row.id))
    return tuple(
        DecidedRow(
            id=row.id,
            role=row.role,
            role_label=role_label(row.role),
            industry=pick(row.industry.name, row.industry.name_en),
            term=row.term,
            basis_label=bases.get(row.basis, row.basis),
            section=row.section or "",
            reason=row.reason,
            decided_on=row.decided_on.isoformat() if row.decided_on else "",
            by_staff=row.basis == STAFF,
            counts=row.id in counting,
        )
        for row in rows
    )


def _grouped(industries: Sequence[Industry]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Sector → itself as a whole, then its leaves."""
    sectors = [row for row in industries if row.parent_id is None]
    return tuple(
        (
            pick(sector.name, sector.name_en),
            (
                (sector.code, _("整个%(name)s", name=pick(sector.name, sector.name_en))),
                *((row.code, pick(row.name, row.name_en)) for row in industries if row.parent_id == sector.id),
            ),
        )
        for sector in sectors
    )
