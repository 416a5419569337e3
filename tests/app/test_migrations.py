"""The migrations make what the models say, on every database, and can be undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect

from app.models import Base
from app.services import migrating


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    made = create_engine(database_url)
    yield made
    made.dispose()


def test_upgraded_schema_equals_the_models(engine: Engine) -> None:
    migrating.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_upgrading_twice_changes_nothing(engine: Engine) -> None:
    migrating.upgrade(engine)
    before = sorted(inspect(engine).get_table_names())
    migrating.upgrade(engine)
    assert sorted(inspect(engine).get_table_names()) == before
    assert set(before) == {*Base.metadata.tables, "alembic_version"}


def test_downgrading_to_the_base_leaves_no_table(engine: Engine) -> None:
    migrating.upgrade(engine)
    migrating.downgrade(engine, "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    migrating.upgrade(engine)
    assert migrating.is_current(engine)


def test_a_database_is_current_only_after_the_last_migration(engine: Engine) -> None:
    assert not migrating.is_current(engine)
    migrating.upgrade(engine)
    assert migrating.is_current(engine)
    migrating.downgrade(engine, "base")
    assert not migrating.is_current(engine)
