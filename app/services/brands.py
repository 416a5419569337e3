"""三大品牌楼宇 (四(二)): which buildings carry a brand of the plan, worked out from their figures.

重点楼宇 is a matter of area and a year's tax, 特色楼宇 of area and one leading speciality. What 品质楼宇 needs
besides, the standard of its property service, is nowhere recorded, so that no building is said to carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session, aliased

from app.models import Brand, Building, BuildingYear, Industry, Tenant

KEY, SPECIALITY = "key", "speciality"
LEADING_SHARE = 0.5
"""A speciality leads a building from this share of its tenants' area on. The plan says 主导 without a figure."""


@dataclass(frozen=True)
class Carried:
    """A brand that a building carries, by its code, and the figure that decides: 万元 of tax, or a share of area."""

    brand: Brand
    figure: float
    year: int | None = None
    speciality: Industry | None = None


def brands_of(session: Session, building_ids: Iterable[int] | None = None) -> Mapping[int, tuple[Carried, ...]]:
    """Building → its brands, of the given buildings or of all, in two statements."""
    chosen = true() if building_ids is None else Building.id.in_(sorted(set(building_ids)))
    carried: dict[int, tuple[Carried, ...]] = {}
    for building_id, one in (*_by_tax(session, chosen), *_by_speciality(session, chosen)):
        carried[building_id] = (*carried.get(building_id, ()), one)
    return carried


def _by_tax(session: Session, chosen: ColumnElement[bool]) -> Iterator[tuple[int, Carried]]:
    """Large enough, and more tax in the last year on record than the brand asks."""
    last = select(BuildingYear.building_id, func.max(BuildingYear.year).label("year"))
    newest = last.group_by(BuildingYear.building_id).subquery()
    rows = (
        select(Building.id, Brand, BuildingYear.tax_wan, BuildingYear.year)
        .select_from(Building)
        .join(Brand, Brand.code == KEY)
        .join(BuildingYear, BuildingYear.building_id == Building.id)
        .join(newest, (newest.c.building_id == Building.id) & (newest.c.year == BuildingYear.year))
        .where(chosen, Building.business_area_sqm >= Brand.min_area_sqm, BuildingYear.tax_wan > Brand.min_tax_wan)
    )
    for building_id, brand, tax, year in session.execute(rows):
        yield building_id, Carried(brand, float(tax), year=year)


def _by_speciality(session: Session, chosen: ColumnElement[bool]) -> Iterator[tuple[int, Carried]]:
    """Large enough, and one of the plan's fourteen specialities holds the leading share of the tenants' area."""
    leaf, sector = aliased(Industry), aliased(Industry)
    rows = (
        select(Building.id, Brand, sector, func.sum(Tenant.area_sqm))
        .select_from(Building)
        .join(Brand, Brand.code == SPECIALITY)
        .join(Tenant, Tenant.building_id == Building.id)
        .join(leaf, Tenant.industry_id == leaf.id)
        .join(sector, leaf.parent_id == sector.id)
        .where(chosen, Building.business_area_sqm >= Brand.min_area_sqm, Tenant.area_sqm.is_not(None))
        .group_by(Building.id, Brand.id, sector.id)
        .order_by(Building.id)
    )
    for building_id, group in groupby(session.execute(rows), key=lambda row: row[0]):
        shares = [(float(area or 0), industry.is_speciality, industry.code, brand, industry)
                  for _, brand, industry, area in group]  # fmt: skip
        largest, is_speciality, _, brand, industry = max(shares, key=lambda share: share[:3])
        share = largest / sum(area for area, *_ in shares)
        if is_speciality and share >= LEADING_SHARE:
            yield building_id, Carried(brand, share, speciality=industry)
