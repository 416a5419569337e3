"""Ranges of the sample market by carrier and region: sizes, rents, fees, heights, loads."""

from __future__ import annotations

import random
from dataclasses import dataclass

from seeds.demo.figures import clamp

Range = tuple[float, float]


@dataclass(frozen=True)
class Profile:
    """What a space of one carrier is like. ``fitted`` weighs 毛坯, 简装, 精装."""

    median: float
    spread: float
    ceiling: Range
    loads: tuple[int, ...]
    fitted: tuple[int, int, int]
    fee: Range
    rent: float


PROFILES = {
    "写字楼": Profile(215, 0.72, (2.7, 4.0), (200, 250, 300, 350), (3, 3, 4), (3.5, 8.0), 1.0),
    "商务楼": Profile(180, 0.68, (2.7, 3.9), (200, 250, 300), (2, 5, 3), (2.0, 5.5), 0.88),
    "科研楼宇": Profile(300, 0.66, (3.6, 5.4), (350, 500, 750), (4, 4, 2), (1.8, 4.5), 0.82),
    "城市综合体": Profile(170, 0.78, (3.6, 6.0), (350, 400, 500), (5, 3, 2), (6.0, 12.0), 1.0),
    "闲置厂房": Profile(560, 0.62, (4.5, 9.0), (500, 800, 1000, 1500, 2000), (5, 4, 1), (1.5, 3.0), 1.0),
}
DECORATIONS = ("毛坯", "简装", "精装")
FITTED = {"毛坯": 0.86, "简装": 1.0, "精装": 1.16}
REGION_RENT = {
    "nanhu": 1.75, "xiuzhou": 1.5, "jingkai": 1.78, "gangqu": 1.15, "jiashan": 1.12, "pinghu": 1.0,
    "haiyan": 0.82, "haining": 1.02, "tongxiang": 0.98,
}  # fmt: skip
CLUSTER_RENT = {
    "nanhu_cbd": 1.18, "finance_plaza": 1.2, "fund_town": 1.1, "zhongshan_circle": 1.1, "wuzhen_smart": 1.15,
    "jiashan_gaotie": 1.1,
}  # fmt: skip
MALL_FLOOR = (2.5, 1.55, 1.2)
FACTORY_RENT = {"core": 0.68, "county": 0.56}
OFFICE_BAND = {"core": (1.0, 2.6), "county": (0.6, 1.5)}
MALL_BAND = {"core": (1.2, 6.0), "county": (0.8, 4.2)}
FACTORY_BAND = (0.4, 0.9)
SALE_BAND = (6000.0, 16000.0)


@dataclass(frozen=True)
class Spot:
    """Where a rent is asked for: the region and its scope, the cluster, the carrier."""

    region: str
    scope: str
    cluster: str | None
    carrier: str


def rent_of(spot: Spot, floor: int, decoration: str | None, rng: random.Random) -> float:
    """Rent in 元/㎡·天, within the band of its kind; each end keeps some slope so that not all ends agree."""
    noise = rng.uniform(0.88, 1.12) * FITTED.get(decoration or "简装", 1.0)
    if spot.carrier == "闲置厂房":
        return clamp(FACTORY_RENT[spot.scope] * noise * (1.1 if floor == 1 else 0.95), *FACTORY_BAND)
    level = REGION_RENT.get(spot.region, 1.0) * CLUSTER_RENT.get(spot.cluster or "", 1.0) * noise
    if spot.carrier == "城市综合体":
        return clamp(level * MALL_FLOOR[min(floor, 3) - 1], *MALL_BAND[spot.scope])
    low, high = OFFICE_BAND[spot.scope]
    level *= PROFILES[spot.carrier].rent * (1 + 0.004 * min(floor, 20))
    return clamp(level, low + 0.04 * rng.random(), high - 0.12 * rng.random())


def price_of(spot: Spot, decoration: str | None, rng: random.Random) -> int:
    """Price in 元/㎡, in steps of a hundred."""
    level = 3200 + 5200 * REGION_RENT.get(spot.region, 1.0) * CLUSTER_RENT.get(spot.cluster or "", 1.0)
    level *= FITTED.get(decoration or "简装", 1.0) * rng.uniform(0.9, 1.1)
    level *= 0.72 if spot.carrier == "闲置厂房" else 1.0
    return int(round(clamp(level, *SALE_BAND) / 100) * 100)
