"""``seed demo``: a sample city that adds up to the plan's figures, can be loaded again, and can be taken away."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from drift import drift
from flask import Flask
from sqlalchemy import func, select

from app.extensions import db
from app.models import (
    Building,
    BuildingYear,
    Cluster,
    IndexJob,
    Investor,
    PlanIndicator,
    Policy,
    Region,
    Requirement,
    Space,
    Tenant,
)
from app.services import indexing
from app.services.demo_seeds import clear_demo, has_demo, seed_demo
from app.services.leasing import WriterLease
from app.services.plan_seeds import seed_plan
from app.wiring import parts

DAY = date(2026, 11, 23)
SAMPLES = (Requirement, Investor, Policy, Tenant, BuildingYear, Space)


def indicator(name: str, scope: str) -> Decimal:
    row = select(PlanIndicator.value).where(
        PlanIndicator.indicator == name, PlanIndicator.scope == scope, PlanIndicator.year == 2015
    )
    return db.session.scalars(row).one()


def plan_buildings() -> list[tuple[object, ...]]:
    columns = [c for c in Building.__table__.columns if c.name != "id"]
    return db.session.execute(select(*columns).where(Building.named_in_plan).order_by(Building.code)).all()


def drain() -> None:
    lease = WriterLease(db.sessionmaker, 600)
    if parts().engine.generation() is None:
        indexing.rebuild_index(parts().engine, db.sessionmaker, lease, encoder=parts().encoder.name)
    indexing.drain_all(parts().engine, indexing.DatabaseOutbox(db.sessionmaker), lease)
    lease.give_back()


def test_the_sample_comes_stays_and_goes(app: Flask) -> None:
    session = db.session
    seed_plan(session)
    bare = plan_buildings()
    assert not has_demo(session)

    counts = seed_demo(session, today=DAY, seed=2017)
    assert has_demo(session)
    published = set(session.scalars(select(Space.id).where(Space.status == "published")))
    assert set(session.scalars(select(IndexJob.space_id))) >= published
    drain()
    assert session.scalar(select(func.count(IndexJob.id))) == 0
    assert parts().engine.versions().keys() == published

    session.expunge_all()
    assert seed_demo(session, today=DAY, seed=2017) == counts
    assert session.scalar(select(func.count(IndexJob.id))) == 0

    removed = clear_demo(session)
    assert removed["space"] == counts["spaces"]
    assert removed["investor"] == counts["investors"]
    assert not has_demo(session)
    for model in SAMPLES:
        assert session.scalar(select(func.count(model.id))) == 0, model.__tablename__
    assert plan_buildings() == bare
    assert session.scalar(select(func.count(Cluster.id))) == 28
    drain()
    assert parts().engine.versions() == {}
    assert drift(parts().engine, session) == set()


@pytest.fixture
def city(city_app: Flask):
    with city_app.app_context():
        yield db.session


def test_as_many_large_buildings_as_the_plan_counts(city) -> None:
    large = select(func.count(Building.id)).where(Building.business_area_sqm >= 5000)
    assert city.scalar(large) == 265
    assert city.scalar(large.join(Region).where(Region.is_core)) == 157


@pytest.mark.parametrize(("scope", "core"), [("city", (True, False)), ("core", (True,))])
def test_the_figures_of_2015_are_the_plans(city, scope: str, core: tuple[bool, ...]) -> None:
    years = (
        select(func.sum(BuildingYear.business_area_sqm), func.sum(BuildingYear.tax_wan))
        .join(Building, BuildingYear.building_id == Building.id)
        .join(Region)
        .where(BuildingYear.year == 2015, Region.is_core.in_(core))
    )
    area, tax = city.execute(years).one()
    assert round(area / 10_000, 2) == indicator("business_area", scope)
    assert round(tax / 10_000, 1) == indicator("tax_total", scope)


def test_occupancy_and_tax_buildings_of_2015(city) -> None:
    year = BuildingYear.year == 2015
    area, vacant = city.execute(
        select(func.sum(BuildingYear.business_area_sqm), func.sum(BuildingYear.vacant_area_sqm)).where(year)
    ).one()
    assert round(100 * (1 - vacant / area), 1) == Decimal("75.6")
    rich = select(func.count(BuildingYear.id)).where(year)
    assert city.scalar(rich.where(BuildingYear.tax_wan >= 1_000)) == 83
    assert city.scalar(rich.where(BuildingYear.tax_wan >= 10_000)) == 3


def test_every_cluster_has_vacant_space(city) -> None:
    vacant = (
        select(Building.cluster_id).join(Space, Space.building_id == Building.id).where(Space.status == "published")
    )
    assert city.scalars(select(Cluster.name).where(Cluster.id.not_in(vacant.distinct()))).all() == []
    assert 2_500 <= city.scalar(select(func.count(Space.id))) <= 3_500


def test_everything_invented_is_marked(city) -> None:
    for model in SAMPLES:
        assert city.scalar(select(func.count(model.id)).where(model.is_sample.is_(False))) == 0, model.__tablename__
    unmarked = Building.is_sample.is_(False) & Building.named_in_plan.is_(False)
    assert city.scalar(select(func.count(Building.id)).where(unmarked)) == 0
