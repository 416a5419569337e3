"""The sample city adds up to what the plan prints, hangs together, and is always the same."""

from __future__ import annotations

import re
import time
from collections import Counter
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.models import Building, BuildingYear, Investor, Policy, Requirement, Space, Tenant
from app.models.building import CARRIERS, DEALS, DECORATIONS, SPACE_STATUSES
from seeds.demo import rows
from seeds.demo.city import generate
from seeds.demo.plan import PlanFacts, load_plan_facts
from seeds.demo.rows import BuildingRow, BuildingYearRow, DemoCity, SpaceRow

PLAN = Path(__file__).parents[2] / "seeds" / "plan"
TODAY = date(2026, 11, 23)
SCOPES = ("city", "core")
FACILITIES = frozenset(
    [
        "停车位",
        "充电桩",
        "食堂",
        "会议室",
        "货梯",
        "中央空调",
        "5A智能化",
        "人才公寓",
        "健身房",
        "卸货平台",
        "双回路供电",
        "高速网络",
    ]
)
TOPICS = frozenset(["租金补贴", "装修补贴", "税收奖励", "人才补贴", "总部奖励", "研发补助"])
FUNCTIONS = frozenset(("headquarters", "rnd", "marketing", "logistics", "finance", None))


@pytest.fixture(scope="module")
def plan() -> PlanFacts:
    return load_plan_facts(PLAN)


@pytest.fixture(scope="module")
def city(plan: PlanFacts) -> DemoCity:
    return generate(plan, today=TODAY)


@pytest.fixture(scope="module")
def by_code(city: DemoCity) -> dict[str, BuildingRow]:
    return {building.code: building for building in city.buildings}


@pytest.fixture(scope="module")
def leaves(plan: PlanFacts) -> frozenset[str]:
    return frozenset(leaf for sector in plan.leaves for leaf in plan.expanded(sector))


def in_scope(plan: PlanFacts, region: str, scope: str) -> bool:
    return scope == "city" or plan.scope_of(region) == scope


@pytest.fixture(params=SCOPES)
def scope(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def base(plan: PlanFacts, city: DemoCity, by_code: dict[str, BuildingRow], scope: str) -> list[BuildingYearRow]:
    """The rows of 2015 of one scope."""
    return [year for year in city.years if year.year == 2015 and in_scope(plan, by_code[year.building].region, scope)]


class TestSums:
    """What the plan prints for the end of 2015, read from its own file."""

    def test_buildings(self, plan: PlanFacts, city: DemoCity, scope: str, base: list[BuildingYearRow]):
        large = [b for b in city.buildings if b.business_area_sqm >= 5000 and in_scope(plan, b.region, scope)]
        assert len(large) == len(base) == plan.figure("building_count", scope)
        assert all(b.opened_year <= 2015 for b in large)

    def test_areas(self, plan: PlanFacts, scope: str, base: list[BuildingYearRow]):
        assert sum(y.business_area_sqm for y in base) == plan.figure("business_area", scope) * 10000
        assert sum(y.vacant_area_sqm for y in base) == plan.figure("available_area", scope) * 10000

    def test_tenants_and_tax(self, plan: PlanFacts, scope: str, base: list[BuildingYearRow]):
        assert sum(y.tenants for y in base) == plan.figure("tenants", scope)
        assert sum(y.tax_wan for y in base) == plan.figure("tax_total", scope) * 10000

    def test_tax_classes(self, plan: PlanFacts, scope: str, base: list[BuildingYearRow]):
        assert sum(y.tax_wan >= 1000 for y in base) == plan.figure("tax_10m_buildings", scope)
        assert sum(y.tax_wan >= 10000 for y in base) == plan.figure("tax_100m_buildings", scope)
        assert min(y.tax_wan for y in base) > 0

    def test_occupancy_is_the_printed_one_as_a_mean_over_buildings(
        self, plan: PlanFacts, scope: str, base: list[BuildingYearRow]
    ):
        shares = [1 - y.vacant_area_sqm / y.business_area_sqm for y in base]
        printed = plan.figure("occupancy_rate", scope)
        assert abs(sum(shares) / len(shares) * 100 - printed) < Decimal("0.05")

    def test_occupancy_weighted_by_area_differs_in_the_core(self, scope: str, base: list[BuildingYearRow]):
        vacant = sum(y.vacant_area_sqm for y in base) / sum(y.business_area_sqm for y in base)
        assert round((1 - vacant) * 100, 1) == {"city": Decimal("75.6"), "core": Decimal("80.8")}[scope]

    def test_registration(self, plan: PlanFacts, scope: str, base: list[BuildingYearRow]):
        mean = sum(y.registered_ratio for y in base) / len(base) * 100
        assert abs(mean - plan.figure("registration_rate", scope)) < Decimal("0.1")

    def test_sums_hold_for_any_seed(self, plan: PlanFacts):
        for seed in (1, 2, 3):
            other = generate(plan, today=date(2025, 2, 28), seed=seed)
            first = [y for y in other.years if y.year == 2015]
            assert sum(y.vacant_area_sqm for y in first) == plan.figure("available_area", "city") * 10000
            assert sum(y.tax_wan for y in first) == plan.figure("tax_total", "city") * 10000
            assert sum(y.tax_wan >= 1000 for y in first) == plan.figure("tax_10m_buildings", "city")
            assert sum(b.business_area_sqm >= 5000 for b in other.buildings) == 265


CHOSEN_BY_STAFF = {"industries", "monthly_total_max", "floor_load_min_kg_sqm", "status", "updated_at"}
"""Columns of a requirement that a sample leaves to the staff's form and the database."""


class TestRows:
    @pytest.mark.parametrize(
        ("row", "model"),
        [
            (rows.BuildingRow, Building),
            (rows.BuildingYearRow, BuildingYear),
            (rows.SpaceRow, Space),
            (rows.TenantRow, Tenant),
            (rows.PolicyRow, Policy),
            (rows.InvestorRow, Investor),
            (rows.RequirementRow, Requirement),
        ],
    )
    def test_columns_are_those_of_the_model(self, row: type, model: type):
        columns = {column.name.removesuffix("_id") for column in model.__table__.columns}
        links = {"industries", "buildings"} if model is Policy else set()
        chosen = CHOSEN_BY_STAFF if model is Requirement else set()
        assert {field.name for field in fields(row)} == columns - {"id", "version"} - chosen | links

    def test_same_seed_and_day_make_the_same_city(self, plan: PlanFacts, city: DemoCity):
        again = generate(plan, today=TODAY)
        assert again == city
        assert repr(again).encode() == repr(city).encode()
        assert generate(plan, today=TODAY, seed=1) != city

    def test_it_is_quick(self, plan: PlanFacts):
        started = time.perf_counter()
        generate(plan, today=TODAY)
        assert time.perf_counter() - started < 3

    def test_everything_invented_says_so(self, city: DemoCity):
        groups = (city.years, city.spaces, city.tenants, city.policies, city.investors, city.requirements)
        assert all(row.is_sample for group in groups for row in group)
        assert all(building.is_sample != building.named_in_plan for building in city.buildings)
        assert all(building.facts_are_sample for building in city.buildings)


class TestBuildings:
    def test_named_ones_keep_what_the_plan_says(self, plan: PlanFacts, by_code: dict[str, BuildingRow]):
        for fact in plan.buildings:
            row = by_code[fact.code]
            assert {name: getattr(row, name) for name in vars(fact)} == vars(fact)
            assert row.named_in_plan
            assert not row.is_sample

    def test_codes_names_and_aliases_are_unique(self, city: DemoCity):
        for key in ("code", "name", "name_en"):
            values = [getattr(building, key) for building in city.buildings]
            assert len(set(values)) == len(values), key
        said = Counter(alias for building in city.buildings for alias in building.aliases)
        assert set(said.values()) == {1}
        assert not said.keys() & {building.name for building in city.buildings}

    def test_every_cluster_has_at_least_four_of_its_region(self, plan: PlanFacts, city: DemoCity):
        counts = Counter(building.cluster for building in city.buildings)
        assert all(counts[cluster.code] >= 4 for cluster in plan.clusters)
        regions = {cluster.code: cluster.region for cluster in plan.clusters}
        assert all(b.region == regions[b.cluster] for b in city.buildings if b.cluster)

    def test_values_are_in_range(self, city: DemoCity):
        for building in city.buildings:
            assert building.carrier in CARRIERS
            assert 1998 <= building.opened_year <= 2025
            assert 1 <= building.floors <= 40
            assert Decimal("120.2") < building.lon < Decimal("121.3")
            assert Decimal("30.3") < building.lat < Decimal("31.1")
            assert building.facilities
            assert set(building.facilities) <= FACILITIES
            assert building.road in building.address
            assert "{" not in building.environment + building.environment_en + building.transit


class TestYears:
    def test_every_building_has_every_year_since_it_opened(self, city: DemoCity):
        years: dict[str, list[int]] = {}
        for row in city.years:
            years.setdefault(row.building, []).append(row.year)
        for building in city.buildings:
            assert years[building.code] == list(range(max(2015, building.opened_year), 2026))

    def test_values_are_in_range(self, city: DemoCity):
        for row in city.years:
            assert 0 < row.vacant_area_sqm < row.business_area_sqm
            assert 0 < row.registered_ratio < 1
            assert row.tenants >= 1
            assert row.tax_wan > 0

    def test_what_is_offered_stands_empty(self, city: DemoCity):
        offered: Counter[str] = Counter()
        for space in city.spaces:
            offered[space.building] += space.building_area_sqm if space.status == "published" else 0
        last = {row.building: row for row in city.years if row.year == 2025}
        assert all(last[code].vacant_area_sqm >= area for code, area in offered.items())


class TestSpaces:
    def test_counts(self, city: DemoCity):
        counts = Counter(space.status for space in city.spaces)
        assert set(counts) == set(SPACE_STATUSES)
        assert 2850 <= counts["published"] <= 3200
        assert sum(counts.values()) - counts["published"] == 60

    def test_every_cluster_has_space_of_the_usual_sizes(
        self, plan: PlanFacts, city: DemoCity, by_code: dict[str, BuildingRow]
    ):
        for cluster in plan.clusters:
            areas = [
                space.building_area_sqm
                for space in city.spaces
                if by_code[space.building].cluster == cluster.code and space.status == "published"
            ]
            assert len(areas) >= 40, cluster.code
            assert sum(200 <= area <= 400 for area in areas) >= 4, cluster.code
            assert sum(400 <= area <= 600 for area in areas) >= 4, cluster.code

    def test_units_are_unique_and_no_two_are_alike(self, city: DemoCity):
        units = Counter((space.building, space.unit) for space in city.spaces)
        alike = Counter((space.building, space.building_area_sqm, space.rent_day) for space in city.spaces)
        assert max(units.values()) == max(alike.values()) == 1

    def test_floors_hold_what_is_on_them(self, city: DemoCity, by_code: dict[str, BuildingRow]):
        used: Counter[tuple[str, int]] = Counter()
        for space in city.spaces:
            assert 1 <= space.floor <= by_code[space.building].floors
            used[space.building, space.floor] += space.building_area_sqm
        for (code, _), area in used.items():
            assert area <= by_code[code].business_area_sqm / by_code[code].floors

    def test_areas(self, city: DemoCity):
        for space in city.spaces:
            area = space.building_area_sqm
            assert 60 <= area <= 2000
            if space.usable_area_sqm is not None:
                assert Decimal("0.679") < space.usable_area_sqm / area < Decimal("0.781")
            assert (space.divisible_min_sqm is None) == (space.divisible_max_sqm is None)
            if space.divisible_min_sqm is not None and space.divisible_max_sqm is not None:
                assert 60 <= space.divisible_min_sqm < space.divisible_max_sqm <= area

    def test_money(self, plan: PlanFacts, city: DemoCity, by_code: dict[str, BuildingRow]):
        for space in city.spaces:
            building = by_code[space.building]
            self.check_deal(space)
            if space.rent_day is not None:
                low, high = self.band(building, plan.scope_of(building.region))
                assert low <= space.rent_day <= high
                assert space.rent_day == round(space.rent_day, 2)
            if space.property_fee_month is not None:
                assert Decimal("1.5") <= space.property_fee_month <= 12
            if space.parking_fee_month is not None:
                assert 200 <= space.parking_fee_month <= 400

    @staticmethod
    def check_deal(space: SpaceRow) -> None:
        assert space.deal in DEALS
        if space.deal == "售卖":
            assert space.price_sqm is not None
            assert 6000 <= space.price_sqm <= 16000
            assert space.rent_day is None
            assert not space.negotiable
        else:
            assert space.price_sqm is None
        assert not (space.negotiable and space.rent_day is not None)

    @staticmethod
    def band(building: BuildingRow, scope: str) -> tuple[Decimal, Decimal]:
        bands = {"城市综合体": ("0.8", "6.0"), "闲置厂房": ("0.4", "0.9")}
        office = {"core": ("1.0", "2.6"), "county": ("0.6", "1.5")}[scope]
        low, high = bands.get(building.carrier, office)
        return Decimal(low), Decimal(high)

    def test_shares_are_like_a_market(self, city: DemoCity):
        total = len(city.spaces)
        deals = Counter(space.deal for space in city.spaces)
        assert 0.85 < deals["出租"] / total < 0.91
        assert 0.06 < deals["售卖"] / total < 0.10
        assert 0.06 < sum(space.negotiable for space in city.spaces) / total < 0.10
        assert 0.09 < sum(space.divisible_min_sqm is not None for space in city.spaces) / total < 0.15
        for name in ("usable_area_sqm", "decoration", "property_fee_month", "available_from", "verified_on"):
            assert 0.015 < sum(getattr(space, name) is None for space in city.spaces) / total < 0.045, name

    def test_dates_and_words(self, city: DemoCity, by_code: dict[str, BuildingRow]):
        for space in city.spaces:
            assert space.decoration in (*DECORATIONS, None)
            assert set(space.facilities) <= FACILITIES
            assert space.title.startswith(by_code[space.building].name)
            assert space.created_at.date() <= space.updated_at.date() <= TODAY
            assert space.verified_on is None or space.verified_on <= TODAY
            assert space.available_from is None or -200 <= (space.available_from - TODAY).days <= 240
            assert space.photos == ()
            assert "{" not in space.environment + space.environment_en + space.lease_terms


class TestTenants:
    def test_names_and_leaves(self, city: DemoCity, leaves: frozenset[str]):
        names = [tenant.name for tenant in city.tenants]
        assert len(set(names)) == len(names) == 2400
        assert {tenant.industry for tenant in city.tenants} <= leaves

    def test_trades_follow_the_cluster(self, plan: PlanFacts, city: DemoCity, by_code: dict[str, BuildingRow]):
        lead = {c.code: plan.industries(c.code, "leading") for c in plan.clusters}
        placed = [(by_code[t.building].cluster, t.industry) for t in city.tenants]
        inside = [(cluster, leaf) for cluster, leaf in placed if cluster]
        hits = sum(any(leaf in line for line in lead[cluster]) for cluster, leaf in inside)
        assert 0.55 < hits / len(inside) < 0.70

    def test_nobody_came_before_the_building(self, city: DemoCity, by_code: dict[str, BuildingRow]):
        for tenant in city.tenants:
            if tenant.since_year is not None:
                assert by_code[tenant.building].opened_year <= tenant.since_year <= TODAY.year


class TestPolicies:
    def test_every_building_has_one_to_four(self, city: DemoCity, by_code: dict[str, BuildingRow]):
        counts = Counter(code for policy in city.policies for code in policy.buildings)
        assert counts.keys() == by_code.keys()
        assert max(counts.values()) <= 4

    def test_words_and_dates(self, plan: PlanFacts, city: DemoCity, leaves: frozenset[str]):
        assert len({policy.document_no for policy in city.policies}) == len(city.policies)
        for policy in city.policies:
            assert set(policy.topics) <= TOPICS
            assert policy.level in {"市", "区", "县"}
            assert set(policy.industries) <= leaves | set(plan.leaves)
            assert policy.valid_from < min(policy.valid_until, TODAY)
            assert policy.document_no.startswith(f"示例〔{policy.valid_from.year}〕")
            assert policy.buildings
        left = [(policy.valid_until - TODAY).days for policy in city.policies]
        assert sum(days < 0 for days in left) == 1
        assert sum(0 <= days <= 90 for days in left) >= 2

    def test_every_region_has_its_own(self, plan: PlanFacts, city: DemoCity):
        assert {policy.region for policy in city.policies} == {*(r.code for r in plan.regions), None}


class TestInvestors:
    def test_counts_and_codes(self, city: DemoCity):
        codes = {investor.code for investor in city.investors}
        assert len(codes) == len({investor.name for investor in city.investors}) == 60
        assert len({need.code for need in city.requirements}) == 90
        assert {need.investor for need in city.requirements} == codes

    def test_words(self, plan: PlanFacts, city: DemoCity):
        regions = {region.name for region in plan.regions}
        for need in city.requirements:
            assert 40 <= len(need.text) <= 120, need.text
            assert need.function in FUNCTIONS
            assert set(need.regions) <= regions
            assert need.deal in (*DEALS, None)
            assert set(need.facilities) <= FACILITIES

    def test_a_must_is_something_that_was_given(self, city: DemoCity):
        for need in city.requirements:
            given = {
                "area": need.area_min_sqm,
                "rent": need.rent_max_day,
                "regions": need.regions,
                "deal": need.deal,
                "facilities": need.facilities,
            }
            assert all(given[name] for name in need.must)

    def test_no_contact_of_a_person(self, city: DemoCity):
        texts = [need.text for need in city.requirements] + [who.profile for who in city.investors]
        assert not [text for text in texts if re.search(r"@|\d{6,}|先生|女士|微信|手机", text)]
