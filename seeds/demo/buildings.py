"""The buildings: 265 that count in the plan's statistics of 2015, and a few small ones that do not."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from seeds.demo import mix, names, words
from seeds.demo.figures import MICRO, TEN_THOUSANDTH, clamp, dec, exact, scaled
from seeds.demo.plan import BASE_YEAR, BuildingFact, PlanFacts
from seeds.demo.rows import BuildingRow

LEAST_AREA = 5000.0
LARGEST_AREA = 78000.0
SCOPES = ("core", "county")


@dataclass(frozen=True)
class Site:
    """Where a building is to stand and what it is to be, before it has a name or figures."""

    region: str
    cluster: str | None
    carrier: str
    known: BuildingFact | None


def make_buildings(plan: PlanFacts, seed: int) -> tuple[BuildingRow, ...]:
    rng = random.Random(f"{seed}:buildings")
    namer = names.Namer(rng, {fact.name for fact in plan.buildings})
    rows: list[BuildingRow] = []
    for scope in SCOPES:
        sites = _sites(plan, scope, rng)
        areas = _areas(sites, plan.figure("business_area", scope) * 10000, rng)
        for site, area in zip(sites, areas, strict=True):
            year = rng.choice(mix.OPENED)
            rows.append(_building(plan, site, area, year, namer, len(rows) + 1))
    for region, cluster in mix.SMALL:
        site = Site(region, cluster, "商务楼", None)
        area, year = dec(round(rng.uniform(1800, 4700))), rng.randint(BASE_YEAR + 1, BASE_YEAR + 9)
        rows.append(_building(plan, site, area, year, namer, len(rows) + 1))
    return tuple(rows)


def _sites(plan: PlanFacts, scope: str, rng: random.Random) -> list[Site]:
    """As many sites as the plan counts: those it names, each cluster's share, the rest by region."""
    sites: list[Site] = []
    for cluster in plan.clusters:
        if plan.scope_of(cluster.region) == scope:
            size = mix.CLUSTER_SIZE.get(cluster.code, 5)
            sites += _group(plan, cluster.region, cluster.code, size, mix.carriers_of(cluster), rng)
    left = int(plan.figure("building_count", scope)) - len(sites)
    regions = [region.code for region in plan.regions if plan.scope_of(region.code) == scope]
    for region, size in zip(regions, mix.shares(regions, left), strict=True):
        sites += _group(plan, region, None, size, mix.OUTSIDE.get(region, mix.OUTSIDE[scope]), rng)
    return sites


def _group(
    plan: PlanFacts,
    region: str,
    cluster: str | None,
    size: int,
    carriers: dict[str, int],
    rng: random.Random,
) -> Iterator[Site]:
    known = [fact for fact in plan.buildings if (fact.region, fact.cluster) == (region, cluster)]
    yield from (Site(region, cluster, fact.carrier, fact) for fact in known)
    kinds = list(carriers)
    for carrier in rng.choices(kinds, list(carriers.values()), k=size - len(known)):
        yield Site(region, cluster, carrier, None)


def _areas(sites: list[Site], total: Decimal, rng: random.Random) -> list[Decimal]:
    raw = [10000 * mix.AREA_WEIGHT[site.carrier] * rng.lognormvariate(0, 0.6) for site in sites]
    fitted = scaled(raw, float(total), LEAST_AREA + 60, LARGEST_AREA)
    return exact([float(round(area)) for area in fitted], total)


def _building(plan: PlanFacts, site: Site, area: Decimal, year: int, namer: names.Namer, number: int) -> BuildingRow:
    rng = namer.rng
    place = _place(plan, site)
    known = site.known or _invented(plan, site, place, namer, number)
    is_5a = site.carrier == "写字楼" and rng.random() < 0.45
    return BuildingRow(
        **vars(known),
        **_setting(plan, site, known, place, rng),
        business_area_sqm=area,
        floors=_floors(site.carrier, float(area), rng),
        opened_year=year,
        self_held_ratio=_self_held(site.carrier, rng),
        property_company=None if rng.random() < 0.03 else f"{rng.choice(names.KEEPERS)}物业服务",
        is_5a=None if rng.random() < 0.03 else is_5a,
        parking_spaces=None if rng.random() < 0.03 else round(float(area) / rng.uniform(75, 160)),
        facilities=mix.facilities(site.carrier, is_5a=is_5a, rng=rng),
        named_in_plan=site.known is not None,
        facts_are_sample=True,
        is_sample=site.known is None,
    )


def _place(plan: PlanFacts, site: Site) -> tuple[str, str]:
    """The short name of the cluster, or of the region, in both languages."""
    cluster = plan.cluster(site.cluster)
    if cluster:
        return names.SHORT.get(cluster.code, cluster.name), cluster.name_en
    region = plan.region(site.region)
    return names.REGION_SHORT.get(site.region, (region.name[:2], region.name_en))


def _setting(
    plan: PlanFacts, site: Site, known: BuildingFact, place: tuple[str, str], rng: random.Random
) -> dict[str, Any]:
    """Road, address, transit and the sentences about the surroundings."""
    cluster = plan.cluster(site.cluster)
    roads = [names.BELT_ROADS[belt] for belt in cluster.belts] if cluster else []
    roads += names.CLUSTER_ROADS.get(site.cluster or "", names.REGION_ROADS[site.region])
    road = rng.choice([roads[0], *roads])
    groups = (words.PLACE[plan.scope_of(site.region)], words.BUILT[site.carrier], words.AROUND)
    zh, en = words.joined(rng, groups)
    return {
        "road": road,
        "address": f"{plan.region(site.region).name}{road}{rng.randint(18, 1980)}号",
        "transit": _transit(site, known.lon, known.lat, rng),
        "environment": zh.format(place=place[0], road=road),
        "environment_en": en.format(place_en=place[1]),
    }


def _invented(plan: PlanFacts, site: Site, place: tuple[str, str], namer: names.Namer, number: int) -> BuildingFact:
    name, name_en = namer.name(place, site.carrier, cluster=site.cluster)
    lon, lat = _spot(plan, site, namer.rng)
    return BuildingFact(
        code=f"demo-{site.region}-{number:03d}",
        name=name,
        name_en=name_en,
        aliases=names.aliases_of(name, place[0], namer.rng),
        region=site.region,
        cluster=site.cluster,
        carrier=site.carrier,
        lon=lon,
        lat=lat,
        precision="sample",
        section=None,
    )


def _spot(plan: PlanFacts, site: Site, rng: random.Random) -> tuple[Decimal, Decimal]:
    """A point near the centre, on the side of it that is land of the same region."""
    cluster = plan.cluster(site.cluster)
    centre = cluster or plan.region(site.region)
    side = mix.INLAND.get(site.region, (0, 360))
    if cluster and site.region not in mix.COAST:
        side = (0, 360)
    angle = math.radians(rng.uniform(*side))
    reach = (1.4 if cluster else mix.REACH_KM.get(site.region, 5.0)) * math.sqrt(rng.uniform(0.01, 1))
    lat = centre.lat + reach * math.sin(angle) / 111.32
    lon = centre.lon + reach * math.cos(angle) / (111.32 * math.cos(math.radians(centre.lat)))
    return dec(lon, MICRO), dec(lat, MICRO)


def _floors(carrier: str, area: float, rng: random.Random) -> int:
    low, high = mix.FLOORS[carrier]
    return round(clamp(area / (mix.PLATE[carrier] * rng.uniform(0.8, 1.25)), low, high))


def _self_held(carrier: str, rng: random.Random) -> Decimal | None:
    if rng.random() < 0.04:
        return None
    low = 0.35 if carrier == "城市综合体" else 0.1
    return dec(1.0 if rng.random() < 0.3 else rng.uniform(low, 0.95), TEN_THOUSANDTH)


def _transit(site: Site, lon: Decimal, lat: Decimal, rng: random.Random) -> str:
    """The nearest bus stop, and the fast train by road (a third more than the straight line)."""
    station, east, north = mix.STATIONS.get(site.region, mix.JIAXING_SOUTH)
    across = (float(lon) - east) * 111.32 * math.cos(math.radians(north))
    values = {
        "station": station,
        "km": max(1, round(1.33 * math.hypot(across, (float(lat) - north) * 111.32))),
        "m": rng.randint(8, 60) * 10,
        "w": rng.randint(2, 10),
        "q": rng.randint(6, 20),
    }
    return rng.choice(words.TRANSIT).format(**values)
