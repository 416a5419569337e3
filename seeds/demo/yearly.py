"""年度指标: the end of 2015 as the plan prints it, then a believable path to the present."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from decimal import Decimal

from seeds.demo.figures import TEN_THOUSANDTH, clamp, dec, exact, ratios, taxes, whole
from seeds.demo.plan import BASE_YEAR, PlanFacts
from seeds.demo.rows import BuildingRow, BuildingYearRow, SpaceRow

LAST_YEAR = 2025
YIELD = {"写字楼": 1.5, "商务楼": 1.0, "科研楼宇": 1.0, "城市综合体": 1.1, "闲置厂房": 0.35}
# Yearly change of occupancy and of tax, 2016..2025: growth to 2019, two weak years, a slow recovery.
DRIFT = (0.018, 0.022, 0.022, 0.018, 0.004, 0.012, -0.020, 0.002, 0.006, 0.008)
GROWTH = (0.12, 0.14, 0.14, 0.13, 0.06, 0.10, -0.03, 0.04, 0.04, 0.05)


def make_years(
    plan: PlanFacts, buildings: Sequence[BuildingRow], spaces: Sequence[SpaceRow], seed: int
) -> tuple[BuildingYearRow, ...]:
    rng = random.Random(f"{seed}:years")
    first: dict[str, BuildingYearRow] = {}
    for scope in ("core", "county"):
        counted = [b for b in buildings if b.opened_year <= BASE_YEAR and plan.scope_of(b.region) == scope]
        first |= {row.building: row for row in _base(plan, scope, counted, rng)}
    offered = _offered(spaces)
    rows: list[BuildingYearRow] = []
    for building in buildings:
        start = first.get(building.code) or _newcomer(building, rng)
        rows += [start, *_path(start, offered.get(building.code, 0.0), rng)]
    return tuple(rows)


def _base(plan: PlanFacts, scope: str, buildings: Sequence[BuildingRow], rng: random.Random) -> list[BuildingYearRow]:
    """The rows of 2015 of one scope: every sum and count of the plan is met exactly."""
    areas = [float(b.business_area_sqm) for b in buildings]
    free = plan.figure("available_area", scope) * 10000
    plain = _mean_over_buildings(plan, "occupancy_rate", scope)
    filled = ratios(rng, areas, plain=plain, weighted=1 - float(free) / sum(areas), spread=0.13)
    vacant = exact([a * (1 - f) for a, f in zip(areas, filled, strict=True)], free)
    let = [a * f for a, f in zip(areas, filled, strict=True)]
    counts = whole([x * rng.uniform(0.5, 1.5) for x in let], int(plan.figure("tenants", scope)), 3)
    paid = _paid(plan, scope, buildings, let, rng)
    share = _mean_over_buildings(plan, "registration_rate", scope)
    here = ratios(rng, [float(n) for n in counts], plain=share, weighted=share, spread=0.045)
    columns = zip(buildings, vacant, counts, here, paid, strict=True)
    return [
        BuildingYearRow(b.code, BASE_YEAR, b.business_area_sqm, v, n, dec(h, TEN_THOUSANDTH), tax)
        for b, v, n, h, tax in columns
    ]


def _paid(
    plan: PlanFacts,
    scope: str,
    buildings: Sequence[BuildingRow],
    let: Sequence[float],
    rng: random.Random,
) -> list[Decimal]:
    """Tax by building: more where more is let, and to companies that yield more."""
    strength = [x * YIELD[b.carrier] * rng.lognormvariate(0, 0.5) for x, b in zip(let, buildings, strict=True)]
    tens, hundreds = (int(plan.figure(f"tax_{size}_buildings", scope)) for size in ("10m", "100m"))
    return taxes(rng, strength, plan.figure("tax_total", scope) * 10000, tens, hundreds)


def _mean_over_buildings(plan: PlanFacts, indicator: str, scope: str) -> float:
    """The printed rate as a mean over buildings; the counties' is what the city's leaves for them."""
    if scope != "county":
        return float(plan.figure(indicator, scope)) / 100
    whole_sum = plan.figure(indicator, "city") * plan.figure("building_count", "city")
    core_sum = plan.figure(indicator, "core") * plan.figure("building_count", "core")
    return float((whole_sum - core_sum) / plan.figure("building_count", "county")) / 100


def _newcomer(building: BuildingRow, rng: random.Random) -> BuildingYearRow:
    """The first year of a building opened after 2015."""
    area = float(building.business_area_sqm)
    vacant, tax = dec(area * rng.uniform(0.35, 0.5)), dec(rng.uniform(20, 160))
    return BuildingYearRow(
        building.code,
        building.opened_year,
        building.business_area_sqm,
        vacant,
        rng.randint(4, 14),
        dec(rng.uniform(0.85, 0.97), TEN_THOUSANDTH),
        tax,
    )


def _offered(spaces: Sequence[SpaceRow]) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for space in spaces:
        if space.status != "let":
            found[space.building] = found.get(space.building, 0.0) + float(space.building_area_sqm)
    return found


def _path(start: BuildingYearRow, offered: float, rng: random.Random) -> list[BuildingYearRow]:
    """The years after ``start``; at the end at least what is offered now stands empty."""
    area = float(start.business_area_sqm)
    filled = 1 - float(start.vacant_area_sqm) / area
    raw = [filled]
    for step in DRIFT[start.year - BASE_YEAR :]:
        raw.append(clamp(raw[-1] + step + rng.gauss(0, 0.022) + 0.04 * (0.82 - raw[-1]), 0.15, 0.985))
    excess = min(0.0, 1 - offered * 1.02 / area - raw[-1])
    rows, tax, registered = [], float(start.tax_wan), float(start.registered_ratio)
    for place, share in enumerate(raw[1:], start=1):
        year = start.year + place
        share = clamp(share + excess * (place / (len(raw) - 1)) ** 2, 0.05, 0.985)
        tax *= 1 + GROWTH[year - BASE_YEAR - 1] + rng.gauss(0, 0.05)
        registered = clamp(registered + 0.01 + rng.gauss(0, 0.006), 0.7, 0.995)
        count = max(1, round(start.tenants * share / filled * (1 + 0.01 * place)))
        rows.append(_year(start, year, share, count, registered, tax))
    return rows


def _year(
    start: BuildingYearRow, year: int, share: float, count: int, registered: float, tax: float
) -> BuildingYearRow:
    vacant = dec(start.business_area_sqm * (1 - dec(share, Decimal("0.000001"))))
    return BuildingYearRow(
        start.building,
        year,
        start.business_area_sqm,
        vacant,
        count,
        dec(registered, TEN_THOUSANDTH),
        dec(tax),
    )
