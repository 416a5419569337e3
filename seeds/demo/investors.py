"""投资方 and their 需求: invented companies, no person and no contact among them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from seeds.demo import voices
from seeds.demo.companies import Registrar
from seeds.demo.figures import dec
from seeds.demo.plan import PlanFacts
from seeds.demo.rows import InvestorRow, RequirementRow
from seeds.demo.voices import VOICES, Voice

INVESTORS = 60
REQUIREMENTS = 90
# Where a trade looks first; the others look anywhere.
HOME = {
    "nuclear": ("haiyan",), "fashion": ("tongxiang", "haining", "nanhu"), "retail": ("nanhu", "jingkai",
    "xiuzhou"),
    "logistics": ("xiuzhou", "haiyan", "gangqu"), "culture": ("haining", "jingkai", "haiyan"),
    "finance": ("nanhu", "jingkai"), "manufacturing": ("pinghu", "jiashan", "jingkai"),
}  # fmt: skip
CHEAP = frozenset(("logistics", "manufacturing", "nuclear"))


@dataclass(frozen=True)
class Wish:
    """The limits of one requirement, drawn before its sentence is written."""

    regions: tuple[str, ...]
    low: int
    high: int
    rent: Decimal | None
    deal: str | None


def make_investors(
    plan: PlanFacts, today: date, seed: int
) -> tuple[tuple[InvestorRow, ...], tuple[RequirementRow, ...]]:
    rng = random.Random(f"{seed}:investors")
    registrar = Registrar(rng)
    chosen = [VOICES[i % len(VOICES)] for i in range(INVESTORS)]
    investors = [_investor(i, voice, registrar, rng) for i, voice in enumerate(chosen, start=1)]
    asking = list(range(INVESTORS)) + sorted(rng.sample(range(INVESTORS), REQUIREMENTS - INVESTORS))
    needs = [
        _requirement(plan, f"demo-req-{n:03d}", investors[i], chosen[i], today, rng)
        for n, i in enumerate(asking, start=1)
    ]
    return tuple(investors), tuple(needs)


def _investor(number: int, voice: Voice, registrar: Registrar, rng: random.Random) -> InvestorRow:
    origin = rng.choice(voices.ORIGINS)
    return InvestorRow(
        code=f"demo-inv-{number:03d}",
        name=registrar.name(voice.leaf),
        origin=origin,
        profile=f"{voice.profile}，来自{origin}。" if origin != "嘉兴本地" else f"{voice.profile}，创办于嘉兴。",
        headcount=None if rng.random() < 0.05 else round(voice.people * rng.uniform(1.0, 1.4)),
    )


def _requirement(
    plan: PlanFacts, code: str, investor: InvestorRow, voice: Voice, today: date, rng: random.Random
) -> RequirementRow:
    wish = _wish(plan, voice, rng)
    wanted = voice.facilities if rng.random() < 0.75 else ()
    created = today - timedelta(days=rng.randint(1, 150))
    return RequirementRow(
        code=code,
        investor=investor.code,
        text=_text(voice, wish, rng),
        function=voice.function,
        regions=wish.regions,
        area_min_sqm=dec(wish.low),
        area_max_sqm=dec(wish.high),
        rent_max_day=wish.rent,
        deal=wish.deal,
        facilities=wanted,
        must=_must(wish, wanted, rng),
        ceiling_min_m=dec(voice.ceiling) if voice.ceiling and rng.random() < 0.8 else None,
        needed_by=today + timedelta(days=rng.randint(20, 240)) if rng.random() < 0.7 else None,
        created_at=datetime.combine(created, time(rng.randint(0, 10), rng.randint(0, 59))),
    )


def _wish(plan: PlanFacts, voice: Voice, rng: random.Random) -> Wish:
    sector = voice.leaf.partition(".")[0]
    codes = HOME.get(sector, tuple(region.code for region in plan.regions))
    picked = rng.sample(codes, min(len(codes), rng.choice((0, 1, 1, 1, 2))))
    small, large = voice.sizes
    low = round(rng.uniform(small, small + (large - small) * 0.5) / 10) * 10
    high = round(low * rng.uniform(1.3, 2.0) / 10) * 10
    limit = rng.uniform(0.6, 1.1) if sector in CHEAP else rng.uniform(1.0, 2.6)
    limit *= 1.6 if sector == "retail" else 1.0
    rent = dec(round(limit, 1)) if rng.random() < 0.75 else None
    deal = rng.choices(("出租", "售卖", "合作", None), (70, 8, 4, 18))[0]
    regions = tuple(plan.region(code).name for code in picked)
    return Wish(regions, low, high, None if deal == "售卖" else rent, deal)


def _must(wish: Wish, facilities: Sequence[str], rng: random.Random) -> tuple[str, ...]:
    """Which limits are 必须: only ones that were given."""
    chances = {
        "area": 0.75,
        "rent": 0.4 if wish.rent else 0.0,
        "regions": 0.35 if wish.regions else 0.0,
        "deal": 0.8 if wish.deal else 0.0,
        "facilities": 0.25 if facilities else 0.0,
    }
    return tuple(name for name, chance in chances.items() if rng.random() < chance)


def _text(voice: Voice, wish: Wish, rng: random.Random) -> str:
    """The company's own words, in one short paragraph."""
    parts = [voice.text, rng.choice(voices.SIZES).format(low=wish.low, high=wish.high)]
    if wish.regions:
        parts.append(rng.choice(voices.PLACES).format(regions="或".join(wish.regions)))
    if wish.rent is not None and rng.random() < 0.8:
        parts.append(rng.choice(voices.RENTS).format(rent=f"{wish.rent.normalize():f}"))
    if wish.deal == "售卖":
        parts.append("考虑直接买下")
    if wish.deal == "合作":
        parts.append("也可以谈合作经营")
    return "，".join(parts) + "。" + rng.choice(voices.EXTRAS)
