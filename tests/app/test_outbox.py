"""R1: every way to write leaves exactly one waiting job for each space it touches, in its own transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from small_city import SmallCity, space
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.extensions import db
from app.models import (
    Belt,
    Building,
    BuildingYear,
    Cluster,
    ClusterKind,
    ClusterPositioning,
    IndexJob,
    Industry,
    PlanIndicator,
    Policy,
    Requirement,
    Space,
    Tenant,
)
from app.models.base import utc_now
from app.models.outbox import enqueue, waiting


@pytest.fixture
def session(small: SmallCity) -> Iterator[Session]:
    with db.sessionmaker() as opened:
        yield opened


def jobs(session: Session) -> dict[int, int]:
    """Space → how many jobs wait for it, as another transaction sees them."""
    session.rollback()
    counts: dict[int, int] = {}
    for space_id in session.scalars(select(IndexJob.space_id)):
        counts[space_id] = counts.get(space_id, 0) + 1
    return counts


def once(*ids: int) -> dict[int, int]:
    return dict.fromkeys(ids, 1)


def test_a_new_space_leaves_one_job(session: Session, small: SmallCity) -> None:
    row = space(session.get_one(Building, small.hall), "2")
    session.add(row)
    session.commit()
    assert jobs(session) == once(row.id)


def test_an_edited_space_leaves_one_job_however_often_it_is_flushed(session: Session, small: SmallCity) -> None:
    row = session.get_one(Space, small.plain)
    for floor in (1, 2, 3):
        row.floor = floor
        session.flush()
    session.commit()
    assert jobs(session) == once(small.plain)
    assert session.scalar(select(IndexJob.revision)) == 3


def test_a_deleted_space_leaves_one_job(session: Session, small: SmallCity) -> None:
    session.delete(session.get_one(Space, small.plain))
    session.commit()
    assert jobs(session) == once(small.plain)


@pytest.mark.parametrize("status", ["withdrawn", "let", "draft"])
def test_a_space_taken_off_leaves_one_job(session: Session, small: SmallCity, status: str) -> None:
    session.get_one(Space, small.plain).status = status
    session.commit()
    assert jobs(session) == once(small.plain)


def test_reading_leaves_none_and_setting_the_same_value_neither(session: Session, small: SmallCity) -> None:
    row = session.get_one(Space, small.plain)
    row.title = row.title
    session.get_one(Building, small.tower).name = session.get_one(Building, small.tower).name
    session.commit()
    assert jobs(session) == {}


def rename(model: type, key: str) -> Callable[[Session, SmallCity], None]:
    def change(session: Session, small: SmallCity) -> None:
        session.get_one(model, getattr(small, key)).name = "新名"

    change.__name__ = f"rename_{key}"
    return change


def move_building(session: Session, small: SmallCity) -> None:
    session.get_one(Building, small.tower).cluster_id = small.other_cluster


def add_positioning(session: Session, small: SmallCity) -> None:
    town = session.get_one(Cluster, small.cluster)
    town.positioning.append(ClusterPositioning(industry_id=small.leaf, role="unsuitable", term="冷库", basis="stated"))
    session.flush()


def drop_positioning(session: Session, small: SmallCity) -> None:
    town = session.get_one(Cluster, small.cluster)
    town.positioning.pop()
    session.flush()


def change_positioning(session: Session, small: SmallCity) -> None:
    session.scalars(select(ClusterPositioning)).first().role = "extended"


def drop_kind(session: Session, small: SmallCity) -> None:
    town = session.get_one(Cluster, small.cluster)
    town.kinds.clear()
    session.flush()


def drop_belt(session: Session, small: SmallCity) -> None:
    town = session.get_one(Cluster, small.cluster)
    town.belts.clear()
    session.flush()


def edit_policy(session: Session, small: SmallCity) -> None:
    session.get_one(Policy, small.policy).topics = ["人才补贴"]


def unlink_policy_from_its_side(session: Session, small: SmallCity) -> None:
    policy = session.get_one(Policy, small.policy)
    policy.buildings.remove(session.get_one(Building, small.tower))
    session.flush()


def unlink_policy_from_the_building(session: Session, small: SmallCity) -> None:
    tower = session.get_one(Building, small.tower)
    tower.policies.clear()
    session.flush()


def unlink_policy_by_a_new_list(session: Session, small: SmallCity) -> None:
    policy = session.get_one(Policy, small.policy)
    policy.buildings = []
    session.flush()


def add_tenant(session: Session, small: SmallCity) -> None:
    session.add(Tenant(building_id=small.tower, name="某公司", industry_id=small.leaf))


def add_year(session: Session, small: SmallCity) -> None:
    figures = dict.fromkeys(("business_area_sqm", "vacant_area_sqm", "registered_ratio", "tax_wan", "tenants"), 0)
    session.add(BuildingYear(building_id=small.tower, year=2025, **figures))


def delete_policy(session: Session, small: SmallCity) -> None:
    session.delete(session.get_one(Policy, small.policy))


@pytest.mark.parametrize(
    "change",
    [
        rename(Building, "tower"),
        rename(Cluster, "cluster"),
        rename(ClusterKind, "kind"),
        rename(Belt, "belt"),
        rename(Industry, "leaf"),
        move_building,
        add_positioning,
        drop_positioning,
        change_positioning,
        drop_kind,
        drop_belt,
        edit_policy,
        unlink_policy_from_its_side,
        unlink_policy_from_the_building,
        unlink_policy_by_a_new_list,
        delete_policy,
        add_tenant,
        add_year,
    ],
    ids=lambda change: change.__name__,
)
def test_a_change_around_the_tower_leaves_one_job_for_each_of_its_spaces(
    session: Session, small: SmallCity, change: Callable[[Session, SmallCity], None]
) -> None:
    change(session, small)
    session.commit()
    assert jobs(session) == once(small.whole, small.divisible)


def test_a_renamed_region_leaves_one_job_for_each_space_in_it(session: Session, small: SmallCity) -> None:
    region = session.get_one(Building, small.hall).region
    region.name = "南湖新区"
    session.commit()
    assert jobs(session) == once(small.plain, small.bare, small.draft)


def test_a_policy_linked_to_a_building_leaves_one_job_for_each_of_its_spaces(
    session: Session, small: SmallCity
) -> None:
    policy = session.get_one(Policy, small.policy)
    policy.buildings.append(session.get_one(Building, small.hall))
    session.commit()
    assert jobs(session).keys() >= {small.plain}
    assert set(jobs(session).values()) == {1}


def test_a_policy_linked_from_the_building_leaves_one_job(session: Session, small: SmallCity) -> None:
    hall = session.get_one(Building, small.hall)
    hall.policies.append(session.get_one(Policy, small.policy))
    session.commit()
    assert jobs(session).keys() >= {small.plain}


def test_a_new_policy_with_buildings_leaves_jobs(session: Session, small: SmallCity) -> None:
    hall = session.get_one(Building, small.hall)
    row = Policy(
        code="new", document_no="1", name="人才", name_en="Talent", level="市级", content="", content_en="",
        topics=["人才补贴"], buildings=[hall],
    )  # fmt: skip
    session.add(row)
    session.commit()
    assert jobs(session) == once(small.plain)


def test_a_whole_new_building_with_spaces_leaves_one_job_for_each(session: Session, small: SmallCity) -> None:
    old = session.get_one(Building, small.hall)
    new = Building(
        code="new", name="新楼", carrier="写字楼", region=old.region, cluster=old.cluster, lon=old.lon, lat=old.lat,
        precision="street",
    )  # fmt: skip
    rows = [space(new, str(unit)) for unit in range(3)]
    session.add_all(rows)
    session.commit()
    assert jobs(session) == once(*(row.id for row in rows))


def test_rows_that_no_document_shows_leave_none(session: Session, small: SmallCity) -> None:
    session.add(
        PlanIndicator(indicator="tax", name="税收", name_en="Tax", unit="亿元", scope="city", year=2020, value=1)
    )
    session.commit()
    assert jobs(session) == {}
    assert session.scalars(select(Requirement)).all() == []


@pytest.mark.parametrize("flushed", [True, False])
def test_a_rollback_leaves_none(session: Session, small: SmallCity, *, flushed: bool) -> None:
    session.get_one(Space, small.plain).floor = 9
    session.get_one(Building, small.tower).name = "新名"
    session.add(space(session.get_one(Building, small.hall), "2"))
    if flushed:
        session.flush()
    session.rollback()
    assert jobs(session) == {}


def test_a_rolled_back_part_leaves_none_while_the_rest_does(session: Session, small: SmallCity) -> None:
    session.get_one(Space, small.plain).floor = 9
    with session.begin_nested() as part:
        session.get_one(Space, small.whole).floor = 9
        session.flush()
        part.rollback()
    session.commit()
    assert jobs(session) == once(small.plain)


def test_a_write_that_the_database_refuses_leaves_none(session: Session, small: SmallCity) -> None:
    session.add(space(session.get_one(Building, small.tower), "301"))
    with pytest.raises(Exception, match=r"(?i)unique"):
        session.commit()
    assert jobs(session) == {}


def test_another_change_revives_a_dead_job(session: Session, small: SmallCity) -> None:
    later = utc_now() + timedelta(hours=1)
    session.add(IndexJob(space_id=small.plain, attempts=8, dead=True, error="broken", not_before=later))
    session.commit()
    session.get_one(Space, small.plain).floor = 9
    session.commit()
    job = session.scalars(select(IndexJob)).one()
    assert (job.dead, job.attempts, job.error, job.revision) == (False, 0, None, 2)
    assert job.not_before < later


def test_enqueueing_many_at_once_leaves_one_each(session: Session, small: SmallCity) -> None:
    enqueue(session, [*range(1, 12_001), 5, 7])
    enqueue(session, [7])
    session.commit()
    assert jobs(session) == once(*range(1, 12_001))
    assert session.scalar(select(IndexJob.revision).where(IndexJob.space_id == 7)) == 2


def test_the_outbox_says_how_deep_and_how_old_it_is(app: Flask, session: Session, small: SmallCity) -> None:
    moment = utc_now() - timedelta(seconds=90)
    enqueue(session, [small.plain], now=moment)
    enqueue(session, [small.whole])
    session.add(IndexJob(space_id=999, dead=True, not_before=moment, created_at=moment - timedelta(days=1)))
    session.commit()
    assert waiting(session) == {"depth": 2, "dead": 1, "oldest": moment}
    session.execute(delete(IndexJob))
    session.commit()
    assert waiting(session) == {"depth": 0, "dead": 0, "oldest": None}
