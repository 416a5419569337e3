"""Home, building and cluster pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.languages import is_english, pick
from app.languages import translate as _
from app.models import Building, BuildingYear, Chain, Cluster, ClusterKind, Industry, PlanIndicator, Region, Space
from app.presenters.chains import cluster_chains
from app.presenters.floors import floor_chart
from app.presenters.formats import fixed, in_wan, number, percent, term
from app.presenters.map_sheets import with_sheets
from app.presenters.map_view import MapView
from app.presenters.match import function_label
from app.presenters.page_view import (
    BuildingPage,
    ClusterPage,
    Fact,
    HomeView,
    IndicatorView,
    KindCard,
    YearRow,
)
from app.presenters.places import cluster_card, kind_card, map_view, positioning_views
from app.presenters.sheet import building_facts
from app.presenters.spaces import policies_of, space_view
from app.presenters.units import unit_order
from app.presenters.view import Ref
from app.services.brands import LEADING_SHARE, Carried
from app.services.browsing import CityFigures, Vacant
from app.services.chain_places import CityTenants

EXAMPLES = (
    ("南湖区300平左右的写字楼", "office building in Nanhu around 300 sqm"),
    ("国际金融广场附近 两百到四百平方", "International Finance Plaza 200-400 sqm"),
    ("智慧物流小镇 精装 有停车位", "Smart Logistics Town fitted with parking"),
    ("海宁 一块五以内 带货梯", "Haining under 1.5 yuan per sqm per day, goods lift"),
)


@dataclass(frozen=True)
class Places:
    """Everything a map and its lists are drawn from."""

    regions: Sequence[Region]
    clusters: Sequence[Cluster]
    kinds: Sequence[ClusterKind]
    vacant: Vacant
    licence: str

    def map(self, current: int | None = None) -> MapView:
        """Drawn whole, or with ``current`` (a cluster's id) only the sheet that shows this cluster."""
        cards = [cluster_card(cluster, self.vacant.get(cluster.id, (0, 0.0))) for cluster in self.clusters]
        return with_sheets(map_view(self.regions, cards, self.licence), current)

    def kind_cards(self) -> tuple[KindCard, ...]:
        return tuple(kind_card(kind, self.clusters, self.vacant) for kind in self.kinds)


def home_view(
    places: Places, figures: CityFigures, indicators: Sequence[PlanIndicator], newest: Sequence[Space]
) -> HomeView:
    return HomeView(
        spaces=figures.spaces,
        area_wan=round(figures.area_wan, 1),
        buildings=figures.buildings,
        clusters=len(places.clusters),
        map=places.map(),
        kinds=places.kind_cards(),
        indicators=indicator_views(indicators),
        examples=tuple(pick(chinese, english) for chinese, english in EXAMPLES),
        newest=tuple(space_view(space) for space in newest),
    )


def indicator_views(rows: Sequence[PlanIndicator]) -> tuple[IndicatorView, ...]:
    """The plan's target table: the indicators that have a figure for 2015 and for 2020, as printed."""
    table: dict[str, dict[tuple[str, int], PlanIndicator]] = {}
    for row in rows:
        table.setdefault(row.indicator, {})[(row.scope, row.year)] = row
    return tuple(_indicator(cells) for cells in table.values() if len(cells) == 4)


def _indicator(cells: Mapping[tuple[str, int], PlanIndicator]) -> IndicatorView:
    any_cell = cells[("city", 2015)]

    def shown(scope: str, year: int) -> str:
        cell = cells[(scope, year)]
        return f"{'≥ ' if cell.qualifier == '>=' else ''}{number(cell.value, 2)}"

    return IndicatorView(
        name=pick(any_cell.name, any_cell.name_en),
        unit=_unit(any_cell.unit),
        city_2015=shown("city", 2015),
        city_2020=shown("city", 2020),
        core_2015=shown("core", 2015),
        core_2020=shown("core", 2020),
        source=any_cell.section or "",
    )


def _unit(unit: str) -> str:
    english = {"幢": "buildings", "亿元": "100 m yuan", "万㎡": "10,000 ㎡", "万平方米": "10,000 ㎡"}
    return pick(unit, english.get(unit))


def building_page(
    building: Building, neighbours: Sequence[tuple[Building, int]], brands: Sequence[Carried]
) -> BuildingPage:
    cluster = building.cluster
    published = [space for space in building.spaces if space.status == "published"]
    rents = [float(space.rent_day) for space in published if space.rent_day is not None]
    vacant, whole = float(sum(space.building_area_sqm for space in published)), building.business_area_sqm
    return BuildingPage(
        id=building.id,
        name=pick(building.name, building.name_en),
        aliases=tuple(building.aliases),
        region=pick(building.region.name, building.region.name_en),
        cluster=Ref(cluster.id, pick(cluster.name, cluster.name_en)) if cluster else None,
        carrier_label=term(building.carrier),
        named_in_plan=building.named_in_plan,
        section=building.section or "",
        facts_are_sample=building.facts_are_sample or building.is_sample,
        environment=pick(building.environment, building.environment_en),
        facts=(
            *building_facts(building),
            Fact(_("交通"), building.transit or _("未提供")),
            *(_brand_fact(building, one) for one in brands),
        ),
        facilities=tuple(term(facility) for facility in building.facilities),
        years=tuple(_year(year) for year in building.years),
        tenants=tuple((t.name, pick(t.industry.name, t.industry.name_en)) for t in building.tenants),
        years_are_sample=any(year.is_sample for year in building.years),
        floors=floor_chart(building),
        spaces=tuple(space_view(space) for space in sorted(published, key=_floor_and_unit)),
        policies=policies_of(building),
        canonical=building.name,
        vacant_area=vacant,
        vacant_share=percent(vacant / float(whole)) if whole else "",
        rent_range=_rent_range((min(rents), max(rents)) if rents else None),
        sectors=_sectors(building),
        neighbours=_building_refs(neighbours),
    )


def _floor_and_unit(space: Space) -> tuple[bool, int, str]:
    """From the ground up; what says no floor stands last."""
    return space.floor is None, space.floor or 0, unit_order(space.unit)


def _brand_fact(building: Building, carried: Carried) -> Fact:
    """Why a building carries a brand: its figures beside the plan's thresholds."""
    brand = carried.brand
    area = f"{number(building.business_area_sqm)} ㎡ ≥ {number(brand.min_area_sqm)} ㎡"
    if carried.speciality:
        name = pick(carried.speciality.name, carried.speciality.name_en)
        values = {"industry": name, "share": percent(carried.figure), "least": percent(LEADING_SHARE)}
        why = _("%(industry)s占入驻面积 %(share)s ≥ %(least)s", **values)
    else:
        tax, least = in_wan(carried.figure), in_wan(brand.min_tax_wan or 0)
        why = _("%(year)s 年税收 %(tax)s > %(least)s", year=carried.year, tax=tax, least=least)
    return Fact(pick(brand.name, brand.name_en), f"{area} · {why}", brand.section or "")


def _sectors(building: Building) -> tuple[tuple[str, int], ...]:
    """How many tenants each sector has, the most first."""
    sectors = Counter(tenant.industry.parent or tenant.industry for tenant in building.tenants)
    return tuple((pick(sector.name, sector.name_en), n) for sector, n in sectors.most_common(6))


def _building_refs(rows: Sequence[tuple[Building, int]]) -> tuple[tuple[Ref, str, int], ...]:
    return tuple((Ref(b.id, pick(b.name, b.name_en)), term(b.carrier), vacant) for b, vacant in rows)


def _year(row: BuildingYear) -> YearRow:
    occupied = 100 * (1 - row.vacant_area_sqm / row.business_area_sqm) if row.business_area_sqm else None
    return YearRow(
        year=row.year,
        area=fixed(row.business_area_sqm, 0),
        occupancy=fixed(occupied, 1),
        tenants=fixed(row.tenants, 0),
        registered=fixed(100 * row.registered_ratio, 1),
        tax=fixed(row.tax_wan / 100, 2) if is_english() else fixed(row.tax_wan, 0),
    )


@dataclass(frozen=True)
class ClusterParts:
    """The rows a cluster page shows beside the cluster itself."""

    buildings: Sequence[tuple[Building, int]]
    spaces: Sequence[Space]
    rents: tuple[float, float] | None
    related: Sequence[Cluster]
    tenants: Sequence[tuple[Industry, int]]
    chains: Sequence[Chain]
    companies: CityTenants


def cluster_page(cluster: Cluster, parts: ClusterParts, places: Places) -> ClusterPage:
    count, area = places.vacant.get(cluster.id, (0, 0.0))
    return ClusterPage(
        id=cluster.id,
        name=pick(cluster.name, cluster.name_en),
        canonical=cluster.name,
        aliases=() if is_english() else tuple(cluster.aliases),
        region=pick(cluster.region.name, cluster.region.name_en),
        is_core=cluster.region.is_core,
        kinds=tuple(pick(kind.name, kind.name_en) for kind in cluster.kinds),
        belts=tuple(pick(belt.name, belt.name_en) for belt in cluster.belts),
        functions=tuple(function_label(code) for code in cluster.functions),
        summary=pick(cluster.summary, cluster.summary_en),
        section=cluster.section or "",
        positioning=positioning_views(cluster),
        buildings=_building_refs(parts.buildings),
        spaces=tuple(space_view(space) for space in parts.spaces),
        vacant_spaces=count,
        vacant_area=area,
        rent_range=_rent_range(parts.rents),
        siblings=tuple(Ref(c.id, pick(c.name, c.name_en)) for c in parts.related),
        tenants=tuple((pick(industry.name, industry.name_en), n) for industry, n in parts.tenants),
        map=places.map(cluster.id),
        chains=cluster_chains(parts.chains, cluster, parts.companies),
    )


def _rent_range(rents: tuple[float, float] | None) -> str:
    if rents is None:
        return _("未提供")
    low, high = (fixed(rent, 2) for rent in rents)
    return f"{low if low == high else f'{low}–{high}'} {_('元/㎡·天')}"
