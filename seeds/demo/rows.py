"""The rows of the sample city: the columns of the models, with codes in place of foreign keys.

Left out are the keys the database makes and ``Space.version``, which the mapper keeps itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class BuildingRow:
    """A building. One the plan names keeps the plan's own columns and gets invented facts."""

    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    carrier: str
    region: str
    cluster: str | None
    address: str
    road: str
    lon: Decimal
    lat: Decimal
    precision: str
    business_area_sqm: Decimal
    floors: int
    opened_year: int
    self_held_ratio: Decimal | None
    property_company: str | None
    is_5a: bool | None
    parking_spaces: int | None
    transit: str
    environment: str
    environment_en: str
    facilities: tuple[str, ...]
    named_in_plan: bool
    facts_are_sample: bool
    is_sample: bool
    section: str | None


@dataclass(frozen=True)
class BuildingYearRow:
    building: str
    year: int
    business_area_sqm: Decimal
    vacant_area_sqm: Decimal
    tenants: int
    registered_ratio: Decimal
    tax_wan: Decimal
    is_sample: bool = True


@dataclass(frozen=True)
class SpaceRow:
    building: str
    unit: str
    title: str
    floor: int
    building_area_sqm: Decimal
    usable_area_sqm: Decimal | None
    divisible_min_sqm: Decimal | None
    divisible_max_sqm: Decimal | None
    ceiling_height_m: Decimal | None
    floor_load_kg_sqm: int | None
    decoration: str | None
    deal: str
    rent_day: Decimal | None
    rent_includes_tax: bool
    price_sqm: Decimal | None
    negotiable: bool
    property_fee_month: Decimal | None
    parking_fee_month: Decimal | None
    available_from: date | None
    lease_terms: str
    environment: str
    environment_en: str
    facilities: tuple[str, ...]
    photos: tuple[dict[str, str], ...]
    status: str
    verified_on: date | None
    created_at: datetime
    updated_at: datetime
    is_sample: bool = True


@dataclass(frozen=True)
class TenantRow:
    building: str
    name: str
    industry: str
    area_sqm: Decimal | None
    since_year: int | None
    is_sample: bool = True


@dataclass(frozen=True)
class PolicyRow:
    """A policy; ``region`` is empty for the city's own, ``buildings`` are those its rule reaches."""

    code: str
    document_no: str
    name: str
    name_en: str
    level: str
    region: str | None
    topics: tuple[str, ...]
    content: str
    content_en: str
    conditions: str
    valid_from: date
    valid_until: date
    industries: tuple[str, ...]
    buildings: tuple[str, ...]
    is_sample: bool = True
    section: str | None = None


@dataclass(frozen=True)
class InvestorRow:
    code: str
    name: str
    origin: str
    profile: str
    headcount: int | None
    is_sample: bool = True


@dataclass(frozen=True)
class RequirementRow:
    code: str
    investor: str
    text: str
    function: str | None
    regions: tuple[str, ...]
    area_min_sqm: Decimal | None
    area_max_sqm: Decimal | None
    rent_max_day: Decimal | None
    deal: str | None
    facilities: tuple[str, ...]
    must: tuple[str, ...]
    ceiling_min_m: Decimal | None
    needed_by: date | None
    created_at: datetime
    is_sample: bool = True


@dataclass(frozen=True)
class DemoCity:
    """The whole sample, in the order in which it can be loaded."""

    buildings: tuple[BuildingRow, ...]
    years: tuple[BuildingYearRow, ...]
    spaces: tuple[SpaceRow, ...]
    tenants: tuple[TenantRow, ...]
    policies: tuple[PolicyRow, ...]
    investors: tuple[InvestorRow, ...]
    requirements: tuple[RequirementRow, ...]
