"""P8: how often a page asks the database does not depend on how much there is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import func, select
from statements import counted

from app.extensions import db
from app.models import Building, Cluster, Space
from app.services import browsing, searching

Ask = Callable[[str], int]


@pytest.fixture
def asked(city_app: Flask) -> Iterator[Ask]:
    """How many statements a page takes once everything that is built once is built."""
    client = city_app.test_client()

    def count(address: str) -> int:
        assert client.get(address).status_code == 200
        with city_app.app_context(), counted() as seen:
            client.get(address)
        return len(seen)

    return count


@pytest.fixture
def by_vacancy(city_app: Flask) -> list[int]:
    """Clusters, the one with the fewest published spaces first."""
    with city_app.app_context():
        vacant = func.count(Space.id)
        return list(
            db.session.scalars(
                select(Cluster.id).join(Building).join(Space).group_by(Cluster.id).order_by(vacant, Cluster.id)
            )
        )


def test_the_search_page(asked: Ask) -> None:
    few = asked("/search?q=国际金融广场附近 两百到四百平方&area_max=230")
    assert asked("/search") <= few <= 20
    assert asked("/search?page=7&sort=rent_asc") <= few


def test_the_search_api(asked: Ask) -> None:
    assert asked("/api/v1/spaces?size=100") <= asked("/api/v1/spaces?size=5") <= 15


def test_the_cluster_page(asked: Ask, by_vacancy: list[int]) -> None:
    few, many = asked(f"/clusters/{by_vacancy[0]}"), asked(f"/clusters/{by_vacancy[-1]}")
    assert few == many <= 30


def test_the_building_page(city_app: Flask, asked: Ask) -> None:
    with city_app.app_context():
        sizes = db.session.execute(
            select(Space.building_id, func.count(Space.id)).group_by(Space.building_id).order_by(func.count(Space.id))
        ).all()
    few, many = sizes[0], sizes[-1]
    assert many[1] > 2 * few[1]
    assert asked(f"/buildings/{many[0]}") <= asked(f"/buildings/{few[0]}") <= 15


def test_the_space_sheet_the_home_page_and_the_list_of_clusters(asked: Ask) -> None:
    assert asked("/") <= 30
    assert asked("/clusters") <= 20
    assert asked("/spaces/1") <= 15


def test_the_match_page(asked: Ask) -> None:
    few = asked("/match?text=做冷链车队管理系统的公司要500平办公&regions=海盐县&must=regions")
    assert asked("/match?text=做冷链车队管理系统的公司要500平办公") <= few + 2 <= 30


def test_cards_of_many_spaces(city_app: Flask) -> None:
    def statements(spaces: int) -> int:
        with city_app.app_context():
            ids = db.session.scalars(select(Space.id).where(Space.status == "published").limit(spaces)).all()
            with counted() as seen:
                for row in searching.spaces_of(db.session, ids).values():
                    assert row.building.region.name
                    assert all(policy.topics for policy in row.building.policies)
            return len(seen)

    assert statements(100) == statements(10) == 2


def test_all_clusters_with_what_maps_show(city_app: Flask) -> None:
    with city_app.app_context(), counted() as seen:
        for cluster in browsing.clusters(db.session):
            assert all(p.industry.name for p in cluster.positioning)
            assert all(k.name for k in cluster.kinds)
            assert all(b.name for b in cluster.belts)
            assert cluster.region.name
        assert len(seen) <= 5
