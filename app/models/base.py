"""The declarative base, the column types shared by every aggregate, and the naming of constraints.

Money and areas are Decimals; the unit is in the column name: ``_sqm`` ㎡, ``_wan_sqm`` 万㎡, ``_wan`` 万元,
``_day`` 元/㎡·天, ``_month`` 元/㎡·月.
"""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated

from sqlalchemy import JSON, DateTime, MetaData, Numeric, String
from sqlalchemy.orm import DeclarativeBase, mapped_column


def utc_now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


class Base(DeclarativeBase):
    """Base of every row. Constraint names are fixed so that migrations can name them on every database."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it as a class attribute
        list[str]: JSON,
        dict[str, str]: JSON,
        datetime: DateTime(timezone=False),
    }


Key = Annotated[int, mapped_column(primary_key=True)]
Name = Annotated[str, mapped_column(String(120))]
Code = Annotated[str, mapped_column(String(64), unique=True)]
Section = Annotated[str | None, mapped_column(String(60))]
Area = Annotated[Decimal, mapped_column(Numeric(12, 2))]
Money = Annotated[Decimal, mapped_column(Numeric(14, 4))]
Ratio = Annotated[Decimal, mapped_column(Numeric(6, 4))]
Degrees = Annotated[Decimal, mapped_column(Numeric(9, 6))]
Stamp = Annotated[datetime, mapped_column(default=utc_now)]
