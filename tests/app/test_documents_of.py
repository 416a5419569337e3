"""Row → document: every field, for every kind of row, in a constant number of statements."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from small_city import SmallCity, space
from sqlalchemy import select
from statements import counted

from app.extensions import db
from app.models import Building, BuildingYear, Policy, Space
from app.services.documents import all_documents, documents_of
from indexer.documents import SpaceDocument
from indexer.quantities import DAYS_PER_MONTH


def document(space_id: int) -> SpaceDocument:
    return documents_of(db.session, [space_id])[space_id]


def test_every_field_of_a_full_row(small: SmallCity) -> None:
    row = db.session.get_one(Space, small.whole)
    expected: dict[str, Any] = {
        "id": row.id,
        "version": row.version,
        "title": "物流科技大厦 301",
        "building": "物流科技大厦",
        "building_aliases": ("科技大厦",),
        "cluster": "智慧物流小镇",
        "cluster_aliases": ("物流小镇",),
        "region": "秀洲区",
        "kinds": ("总部经济",),
        "belts": ("中环西路集聚带",),
        "road": "中环西路",
        "space_type": "写字楼",
        "deal": "出租",
        "decoration": "精装",
        "facilities": ("食堂", "停车位"),
        "policies": ("租金补贴", "装修补贴"),
        "transit": (),
        "marks": ("已核实",),
        "brands": (),
        "industries_leading": ("logistics.cold_chain",),
        "industries_extended": ("logistics.express",),
        "area": 300.0,
        "area_least": 300.0,
        "rent": 1.5,
        "negotiable": False,
        "monthly_total": round(1.5 * 300 * DAYS_PER_MONTH, 2),
        "price": None,
        "price_total": None,
        "floor": 3,
        "ceiling": 3.6,
        "load": None,
        "vacancy": None,
        "available_from": date(2026, 12, 1),
        "verified_on": date(2026, 11, 1),
        "created_on": row.created_at.date(),
        "updated_at": row.updated_at.timestamp(),
        "is_sample": True,
        "text": "中环西路 1 号 公交 9 路 临河 南向 押一付三 物流技术 快递 冷链物流 快递",
    }
    assert set(expected) == {field.name for field in fields(SpaceDocument)}
    found = document(small.whole)
    assert {name: getattr(found, name) for name in expected} == expected


def test_a_divisible_space_counts_its_smallest_part(small: SmallCity) -> None:
    found = document(small.divisible)
    assert (found.area, found.area_least) == (1000.5, 200.0)
    assert found.monthly_total == round(2.25 * 200 * DAYS_PER_MONTH, 2)


@pytest.mark.parametrize(("least", "counted"), [(None, 300.0), (0, 300.0), (400, 300.0), (120.5, 120.5)])
def test_the_smallest_part_is_never_more_than_the_whole(small: SmallCity, least: float | None, counted: float) -> None:
    db.session.get_one(Space, small.plain).divisible_min_sqm = None if least is None else Decimal(str(least))
    db.session.commit()
    assert document(small.plain).area_least == counted


def test_negotiable_and_missing_rents_stay_apart(small: SmallCity) -> None:
    plain, bare = document(small.plain), document(small.bare)
    assert (plain.rent, plain.negotiable, plain.monthly_total) == (None, True, None)
    assert (bare.rent, bare.negotiable, bare.monthly_total) == (None, False, None)


def test_a_building_in_no_cluster_has_no_place_of_one(small: SmallCity) -> None:
    found = document(small.bare)
    assert (found.cluster, found.cluster_aliases, found.kinds, found.belts) == (None, (), (), ())
    assert (found.industries_leading, found.industries_extended, found.policies) == ((), (), ())
    assert found.text == ""


def test_only_published_spaces_have_documents(small: SmallCity) -> None:
    everything = list(db.session.scalars(select(Space.id)))
    assert documents_of(db.session, [*everything, 987_654]).keys() == small.published
    assert {d.id for d in all_documents(db.session)} == small.published


def test_a_topic_of_two_policies_is_named_once(small: SmallCity) -> None:
    tower = db.session.get_one(Building, small.tower)
    tower.policies.append(
        Policy(
            code="more",
            document_no="2",
            name="更多",
            name_en="More",
            level="市级",
            content="",
            content_en="",
            topics=["装修补贴", "人才补贴"],
        )
    )
    db.session.commit()
    assert document(small.whole).policies == ("租金补贴", "装修补贴", "人才补贴")


def test_documents_read_what_another_session_wrote_meanwhile(small: SmallCity) -> None:
    before = document(small.plain)
    with db.sessionmaker.begin() as other:
        other.get_one(Space, small.plain).title = "改名"
    db.session.commit()
    assert (before.title, document(small.plain).title) == ("联创大厦 1", "改名")


def test_all_documents_come_by_key_and_each_once(app: Flask, small: SmallCity) -> None:
    hall = db.session.get_one(Building, small.hall)
    db.session.add_all(space(hall, f"n{i}") for i in range(2100))
    db.session.commit()
    ids = [d.id for d in all_documents(db.session)]
    assert ids == sorted(set(ids))
    assert len(ids) == 2104


def test_the_number_of_statements_does_not_grow_with_the_rows(city_app: Flask) -> None:
    def statements(spaces: int) -> int:
        with city_app.app_context():
            ids = db.session.scalars(
                select(Space.id).join(Building).where(Building.cluster_id.is_not(None)).limit(spaces)
            ).all()
            with counted() as seen:
                assert documents_of(db.session, ids)
            return len(seen)

    assert statements(400) == statements(40) <= 9


def test_what_the_floor_bears_and_how_empty_the_building_last_was(small: SmallCity) -> None:
    space = db.session.get_one(Space, small.whole)
    space.floor_load_kg_sqm = 500
    for year, vacant in ((2024, 900), (2025, 250)):
        figures = {"business_area_sqm": Decimal(1000), "vacant_area_sqm": Decimal(vacant), "tenants": 3}
        ratios = {"registered_ratio": Decimal("0.9"), "tax_wan": Decimal(100)}
        db.session.add(BuildingYear(building_id=space.building_id, year=year, **figures, **ratios))
    db.session.commit()
    found = document(small.whole)
    assert (found.load, found.vacancy) == (500.0, 0.25)
