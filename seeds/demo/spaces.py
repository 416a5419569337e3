"""The spaces: what is to let, for sale or open to joint operation in every building."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from seeds.demo import words
from seeds.demo.figures import clamp, dec
from seeds.demo.market import DECORATIONS, PROFILES, Spot, price_of, rent_of
from seeds.demo.plan import PlanFacts
from seeds.demo.rows import BuildingRow, SpaceRow

T = TypeVar("T")
TARGET = 3000
PER_CLUSTER = 46
UNPUBLISHED = 60
LEAST, LARGEST = 60.0, 2000.0
TWIN_AREA = 30000
WINGS = ("A座", "B座")
SIDES = ("东区", "西区", "南区", "北区")
LEASES = (
    "租期{y}年起，押二付三，免租期{m}个月",
    "租期{y}年起，押一付三，第三年起租金每年递增3%",
    "可签{y}至{z}年，按季付租，装修期{m}个月免租",
    "租期{y}年起，押二付六，水电按表计费",
)
SALES = ("产权面积以不动产证为准，可按揭", "现房出售，带租约可过户", "整层起售，税费各付")
JOINT = (
    "保底租金加营业额分成，合作期{y}年起",
    "以装修投入折抵租金，合作期{y}年起",
    "场地入股，收益按约定比例分配",
)


@dataclass
class Plate:
    """One building being filled: the free area of each floor, and the units and areas already given."""

    building: BuildingRow
    spot: Spot
    free: list[float]
    units: set[str] = field(default_factory=set)
    areas: set[Decimal] = field(default_factory=set)

    @property
    def size(self) -> float:
        return float(self.building.business_area_sqm) / self.building.floors


def make_spaces(plan: PlanFacts, buildings: Sequence[BuildingRow], today: date, seed: int) -> tuple[SpaceRow, ...]:
    rng = random.Random(f"{seed}:spaces")
    hidden = set(rng.sample(range(len(buildings)), UNPUBLISHED))
    rows: list[SpaceRow] = []
    counts = _counts(buildings, rng)
    for place, (building, count) in enumerate(zip(buildings, counts, strict=True)):
        spot = Spot(building.region, plan.scope_of(building.region), building.cluster, building.carrier)
        plate = Plate(building, spot, [])
        plate.free += [plate.size * 0.92] * building.floors
        for number in range(count + (place in hidden)):
            status = rng.choice(("draft", "withdrawn", "let")) if number == count else "published"
            rows.append(_space(plate, number, status, today, rng))
    return tuple(rows)


def _counts(buildings: Sequence[BuildingRow], rng: random.Random) -> list[int]:
    """Spaces per building: more in large ones, and at least ``PER_CLUSTER`` in every cluster."""
    weights = [float(b.business_area_sqm) ** 0.55 * rng.uniform(0.7, 1.3) for b in buildings]
    found = [max(4, round(TARGET * weight / sum(weights))) for weight in weights]
    for cluster in dict.fromkeys(b.cluster for b in buildings if b.cluster):
        members = [i for i, b in enumerate(buildings) if b.cluster == cluster]
        members.sort(key=lambda i: -buildings[i].business_area_sqm)
        missing = PER_CLUSTER - sum(found[i] for i in members)
        for step in range(missing):
            found[members[step % len(members)]] += 1
    return found


def _space(plate: Plate, number: int, status: str, today: date, rng: random.Random) -> SpaceRow:
    building, profile = plate.building, PROFILES[plate.spot.carrier]
    floor, area, is_whole = _room(plate, number, rng)
    unit, title = _unit(plate, floor, is_whole, rng)
    decoration = _maybe(rng, rng.choices(DECORATIONS, profile.fitted)[0])
    deal = rng.choices(("出租", "售卖", "合作"), (88, 8, 4))[0]
    zh, en = words.joined(rng, words.inside(plate.spot.carrier, floor, decoration or "简装"))
    return SpaceRow(
        building=building.code,
        unit=unit,
        title=f"{building.name} {title}",
        floor=floor,
        building_area_sqm=area,
        usable_area_sqm=_maybe(rng, dec(float(area) * rng.uniform(0.68, 0.78))),
        **_divisible(area, rng),
        **_fabric(plate, rng),
        decoration=decoration,
        deal=deal,
        **_money(plate.spot, floor, decoration, deal, rng),
        parking_fee_month=_maybe(rng, dec(rng.randrange(200, 401, 10))),
        lease_terms=_terms(deal, rng),
        environment=zh,
        environment_en=en,
        facilities=_facilities(building, rng),
        photos=(),
        status=status,
        **_dates(today, rng),
    )


def _room(plate: Plate, number: int, rng: random.Random) -> tuple[int, Decimal, bool]:
    """A floor and an area that still fits on it; now and then the whole floor."""
    untouched = [i for i, free in enumerate(plate.free) if free > plate.size * 0.9]
    if untouched and number >= 2 and 300 <= plate.size * 0.92 <= LARGEST and rng.random() < 0.06:
        index = rng.choice(untouched)
        area, plate.free[index] = dec(round(plate.size * rng.uniform(0.88, 0.92), 1)), 0.0
        plate.areas.add(area)
        return index + 1, area, True
    wanted = _area(plate, number, rng)
    fitting = [i for i, free in enumerate(plate.free) if free >= wanted]
    weights = [3 if i == 0 and plate.spot.carrier == "城市综合体" else 1 for i in fitting]
    if fitting:
        index = rng.choices(fitting, weights)[0]
    else:
        index = max(range(len(plate.free)), key=plate.free.__getitem__)
        wanted = clamp(plate.free[index] * 0.9, LEAST, LARGEST)
    area = dec(round(wanted, rng.choice((0, 1, 2))))
    while area in plate.areas:
        area += Decimal("0.37")
    plate.areas.add(area)
    plate.free[index] -= float(area)
    return index + 1, area, False


def _area(plate: Plate, number: int, rng: random.Random) -> float:
    """Log-normal; the first two of a building are mid-sized, which is what most people ask for."""
    if number < 2:
        return rng.uniform(205, 395) if number == 0 else rng.uniform(405, 595)
    profile = PROFILES[plate.spot.carrier]
    ceiling = min(LARGEST, float(plate.building.business_area_sqm) * 0.08)
    drawn = rng.lognormvariate(math.log(profile.median), profile.spread)
    if drawn < LEAST:
        drawn = rng.uniform(LEAST, 110)
    return drawn if drawn <= ceiling else rng.uniform(0.5, 1) * ceiling


def _unit(plate: Plate, floor: int, is_whole: bool, rng: random.Random) -> tuple[str, str]:
    """Unit and title as the carrier's trade writes them; never twice in a building."""
    carrier, building = plate.spot.carrier, plate.building
    for number in range(rng.randint(1, 9), 100):
        wing = rng.choice(WINGS) if _is_twin(building) else ""
        if is_whole:
            unit, title = f"{wing}{floor}F整层", f"{wing}{floor}层 整层"
        elif carrier == "城市综合体":
            unit = f"L{floor}-{number:02d}"
            title = f"{floor}层 {unit}铺"
        elif carrier == "闲置厂房":
            unit = f"{floor}F{rng.choice(SIDES)}{number}"
            title = f"{floor}层 {unit[len(str(floor)) + 1 :]}"
        else:
            unit = f"{wing}{floor}{number:02d}"
            title = f"{wing}{floor}层 {floor}{number:02d}室"
        if unit not in plate.units:
            break
    plate.units.add(unit)
    return unit, title


def _is_twin(building: BuildingRow) -> bool:
    return building.carrier == "写字楼" and building.business_area_sqm > TWIN_AREA


def _divisible(area: Decimal, rng: random.Random) -> dict[str, Any]:
    if area < 260 or rng.random() > 0.235:
        return {"divisible_min_sqm": None, "divisible_max_sqm": None}
    least = clamp(round(float(area) * rng.uniform(0.22, 0.5), -1), LEAST, float(area) - 60)
    return {"divisible_min_sqm": dec(least), "divisible_max_sqm": area}


def _fabric(plate: Plate, rng: random.Random) -> dict[str, Any]:
    profile = PROFILES[plate.spot.carrier]
    load_unknown = 0.08 if plate.spot.carrier in ("科研楼宇", "闲置厂房") else 0.3
    return {
        "ceiling_height_m": _maybe(rng, dec(round(rng.uniform(*profile.ceiling), 1)), 0.05),
        "floor_load_kg_sqm": _maybe(rng, rng.choice(profile.loads), load_unknown),
        "property_fee_month": _maybe(rng, dec(round(rng.uniform(*profile.fee), 1))),
    }


def _money(spot: Spot, floor: int, decoration: str | None, deal: str, rng: random.Random) -> dict[str, Any]:
    """Rent, or price, or 面议; a few give none of them (未提供)."""
    found: dict[str, Any] = {"rent_day": None, "price_sqm": None, "negotiable": False}
    found["rent_includes_tax"] = rng.random() < 0.85
    chance = rng.random()
    if deal == "售卖":
        return found | {"price_sqm": dec(price_of(spot, decoration, rng))}
    if chance < (0.4 if deal == "合作" else 0.07):
        return found | {"negotiable": True}
    if chance > 0.975:
        return found
    return found | {"rent_day": dec(rent_of(spot, floor, decoration, rng))}


def _terms(deal: str, rng: random.Random) -> str:
    if rng.random() < 0.03:
        return ""
    text = rng.choice({"出租": LEASES, "售卖": SALES, "合作": JOINT}[deal])
    years = rng.randint(1, 3)
    return text.format(y=years, z=years + rng.randint(2, 5), m=rng.randint(1, 3))


def _facilities(building: BuildingRow, rng: random.Random) -> tuple[str, ...]:
    """Most of the building's facilities, sometimes one of its own."""
    found = [name for name in building.facilities if rng.random() < 0.9]
    if rng.random() < 0.12:
        found.append(rng.choice(("会议室", "高速网络", "中央空调", "双回路供电")))
    return tuple(dict.fromkeys(found))


def _dates(today: date, rng: random.Random) -> dict[str, Any]:
    created = today - timedelta(days=rng.randint(5, 420))
    age = min(rng.randint(0, 119) if rng.random() < 0.93 else rng.randint(121, 260), (today - created).days)
    verified = today - timedelta(days=age)
    return {
        "available_from": _maybe(rng, today + timedelta(days=rng.randint(-200, 240))),
        "verified_on": _maybe(rng, verified),
        "created_at": datetime.combine(created, time(rng.randint(0, 9), rng.randint(0, 59))),
        "updated_at": datetime.combine(verified, time(10, rng.randint(0, 59))),
    }


def _maybe(rng: random.Random, value: T, missing: float = 0.03) -> T | None:
    return None if rng.random() < missing else value
