"""Reading seed files into rows: by natural key, all or nothing, bad rows named by file and line."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Base

Row = TypeVar("Row", bound=Base)


class SeedError(Exception):
    """Rows that cannot be loaded; the text lists them as ``file:line: what is wrong``."""


@dataclass
class Loader:
    """One load: the session, the rows already known by key, and what went wrong so far."""

    session: Session
    folder: Path
    problems: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def rows(self, name: str, write: Callable[[dict[str, str]], None]) -> None:
        """Hand each row of a CSV file to ``write``; a row it refuses is noted with its line."""
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file, restval=""), start=2):
                try:
                    write(row)
                except (ValueError, KeyError, InvalidOperation) as error:
                    self.problems.append(f"{name}:{line}: {_said(error)}")
                else:
                    self.counts[name] = self.counts.get(name, 0) + 1
        self.session.flush()

    def finish(self) -> dict[str, int]:
        if self.problems:
            raise SeedError("\n".join(self.problems))
        return self.counts


def _said(error: Exception) -> str:
    return f"unknown or missing {error}" if isinstance(error, KeyError) else str(error) or "not a number"


def listed(cell: str) -> list[str]:
    """``a|b`` → [a, b]; an empty cell is an empty list."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def required(row: Mapping[str, str], name: str) -> str:
    value = row[name].strip()
    if not value:
        raise ValueError(f"{name} is empty")
    return value


def upsert(session: Session, model: type[Row], key: Mapping[str, Any], values: Mapping[str, Any]) -> Row:
    """The row with this natural key, made or brought up to date. Only real changes are written."""
    row = session.scalar(select(model).filter_by(**key))
    if row is None:
        row = model(**key, **values)
        session.add(row)
        return row
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
    return row
