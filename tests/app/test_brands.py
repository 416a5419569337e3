"""三大品牌楼宇 (四(二)): who carries which, and that a change of the figures reaches the search."""

from __future__ import annotations

from decimal import Decimal

import pytest
from flask import Flask
from small_city import SmallCity
from sqlalchemy import select

from app.extensions import db
from app.models import Brand, Building, BuildingYear, IndexJob, Industry, Tenant
from app.services.brands import brands_of
from app.services.documents import documents_of


def year(building_id: int, number: int, tax: str) -> BuildingYear:
    figures = {"business_area_sqm": Decimal(8000), "vacant_area_sqm": Decimal(800), "tenants": 9}
    return BuildingYear(
        building_id=building_id, year=number, registered_ratio=Decimal("0.9"), tax_wan=Decimal(tax), **figures
    )


@pytest.fixture
def rules(small: SmallCity) -> None:
    """The plan's rules, and a tower large enough for them."""
    said = {"min_area_sqm": Decimal(5000), "condition": "", "condition_en": "", "section": "四(二)"}
    targets = {"target_2020_city": 1, "target_2020_core": 1}
    db.session.add_all(
        [
            Brand(code="key", name="重点楼宇", name_en="Key building", min_tax_wan=Decimal(1000), **said, **targets),
            Brand(code="speciality", name="特色楼宇", name_en="Speciality building", **said, **targets),
        ]
    )
    db.session.get_one(Building, small.tower).business_area_sqm = Decimal(8000)
    db.session.commit()


def names(building_id: int) -> set[str]:
    return {carried.brand.name for carried in brands_of(db.session).get(building_id, ())}


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(("taxes", "carried"), [(("900", "1000.01"), True), (("5000", "1000"), False), ((), False)])
def test_the_tax_of_the_last_year_decides(small: SmallCity, taxes: tuple[str, ...], carried: bool) -> None:
    db.session.add_all(year(small.tower, 2024 + i, tax) for i, tax in enumerate(taxes))
    db.session.commit()
    assert ("重点楼宇" in names(small.tower)) is carried


@pytest.mark.usefixtures("rules")
def test_a_small_building_carries_nothing(small: SmallCity) -> None:
    db.session.get_one(Building, small.tower).business_area_sqm = Decimal("4999.99")
    db.session.add(year(small.tower, 2025, "9000"))
    db.session.commit()
    assert names(small.tower) == set()


@pytest.mark.usefixtures("rules")
@pytest.mark.parametrize(("area", "carried"), [("400", True), ("399", False)])
def test_one_speciality_with_half_of_the_tenants_area_leads(small: SmallCity, area: str, carried: bool) -> None:
    other = Industry(code="other", name="其他", name_en="Other", is_speciality=False)
    leaf = Industry(code="other.one", name="其他一", name_en="Other one", parent=other)
    db.session.add(leaf)
    db.session.flush()
    db.session.add_all(
        Tenant(building_id=small.tower, name=name, industry_id=industry, area_sqm=Decimal(size))
        for name, industry, size in (("甲", small.leaf, area), ("乙", leaf.id, "400"))
    )
    db.session.commit()
    assert ("特色楼宇" in names(small.tower)) is carried


@pytest.mark.usefixtures("rules")
def test_figures_reach_the_documents_through_the_outbox(app: Flask, small: SmallCity) -> None:
    db.session.query(IndexJob).delete()
    db.session.commit()
    db.session.add(year(small.tower, 2025, "1200"))
    db.session.commit()
    assert set(db.session.scalars(select(IndexJob.space_id))) == {small.whole, small.divisible}
    assert documents_of(db.session, [small.whole])[small.whole].brands == ("重点楼宇",)
    page = app.test_client().get(f"/buildings/{small.tower}").get_data(as_text=True)
    assert "2025 年税收 1,200 万元 &gt; 1,000 万元" in page
    assert "8,000 ㎡ ≥ 5,000 ㎡" in page
