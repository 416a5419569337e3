"""入驻企业: invented companies whose trades follow what each cluster stands for."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from seeds.demo.companies import Registrar
from seeds.demo.figures import dec, whole
from seeds.demo.plan import PlanFacts
from seeds.demo.rows import BuildingRow, TenantRow

TOTAL = 2400
ROLES = ("leading", "extended", "other")
ROLE_SHARE = (60, 25, 15)
CARRIER_SECTORS = {
    "写字楼": ("finance", "intermediary", "trade", "information", "outsourcing"),
    "商务楼": ("trade", "hr", "education", "intermediary", "ecommerce"),
    "科研楼宇": ("research_design", "sci_service", "information", "testing", "environment"),
    "城市综合体": ("retail", "education", "health", "tourism"),
    "闲置厂房": ("manufacturing", "logistics", "fashion", "electronics", "materials"),
}
Lines = tuple[tuple[str, ...], ...]


def make_tenants(plan: PlanFacts, buildings: Sequence[BuildingRow], today: date, seed: int) -> tuple[TenantRow, ...]:
    rng = random.Random(f"{seed}:tenants")
    registrar = Registrar(rng)
    roles = {c.code: _roles(plan, c.code) for c in plan.clusters}
    weights = [float(b.business_area_sqm) ** 0.5 for b in buildings]
    rows: list[TenantRow] = []
    for building, count in zip(buildings, whole(weights, TOTAL, 3), strict=True):
        own = roles.get(building.cluster or "") or _carrier_roles(plan, building.carrier)
        for _ in range(count):
            lines = own[rng.choices(ROLES, ROLE_SHARE)[0]]
            leaf = rng.choice(rng.choice(lines))
            rows.append(_tenant(building, registrar.name(leaf), leaf, today, rng))
    return tuple(rows)


def _roles(plan: PlanFacts, cluster: str) -> dict[str, Lines]:
    """Leaves by role; a role the plan leaves open falls back on the one before it."""
    leading = plan.industries(cluster, "leading")
    extended = plan.industries(cluster, "extended") or leading
    named = {leaf for line in (*leading, *extended) for leaf in line}
    return {"leading": leading, "extended": extended, "other": _others(plan, named)}


def _carrier_roles(plan: PlanFacts, carrier: str) -> dict[str, Lines]:
    """Outside clusters the trades follow the carrier."""
    sectors = [plan.expanded(sector) for sector in CARRIER_SECTORS[carrier]]
    named = {leaf for line in sectors for leaf in line}
    return {"leading": tuple(sectors[:2]), "extended": tuple(sectors[2:]), "other": _others(plan, named)}


def _others(plan: PlanFacts, named: set[str]) -> Lines:
    rest = (tuple(leaf for leaf in plan.expanded(sector) if leaf not in named) for sector in plan.leaves)
    return tuple(line for line in rest if line)


def _tenant(building: BuildingRow, name: str, leaf: str, today: date, rng: random.Random) -> TenantRow:
    area = dec(round(min(60 + rng.lognormvariate(4.9, 0.8), float(building.business_area_sqm) * 0.1)))
    first = max(building.opened_year, today.year - 14)
    since = min(today.year, first + int((today.year - first) * rng.random() ** 0.7))
    return TenantRow(
        building=building.code,
        name=name,
        industry=leaf,
        area_sqm=None if rng.random() < 0.03 else area,
        since_year=None if rng.random() < 0.03 else since,
    )
