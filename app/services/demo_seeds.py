"""``flask seed demo`` and ``clear-demo``: the sample city, by natural key, and one command to remove it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.models import (
    Building,
    BuildingYear,
    Cluster,
    Industry,
    Investor,
    Policy,
    Region,
    Requirement,
    Space,
    Tenant,
)
from app.models.outbox import enqueue
from app.services.plan_seeds import PLAN
from seeds.demo.city import generate, load_plan_facts

_REFERENCES: Mapping[str, type[Any]] = {
    "region": Region,
    "cluster": Cluster,
    "building": Building,
    "industry": Industry,
    "investor": Investor,
}
"""A field of a sample row that holds a code → the model it points to."""
_REFERENCE_LISTS: Mapping[str, type[Any]] = {"industries": Industry, "buildings": Building}
_INVENTED = (
    "address", "road", "business_area_sqm", "floors", "opened_year", "self_held_ratio", "property_company",
    "is_5a", "parking_spaces", "transit", "environment", "environment_en", "facilities",
)  # fmt: skip
"""What the sample invents for a building that the plan names."""


@dataclass
class _Writer:
    """Turns sample rows into model rows; knows every code it may meet."""

    session: Session
    found: dict[type[Any], dict[str, Any]]

    @classmethod
    def over(cls, session: Session) -> _Writer:
        writer = cls(session, {})
        for model in (Region, Cluster, Industry):
            writer.learn(model)
        return writer

    def learn(self, model: type[Any]) -> None:
        self.found[model] = {row.code: row for row in self.session.scalars(select(model))}

    def values(self, row: Any) -> dict[str, Any]:
        """The columns of a model: codes become keys, tuples become lists."""
        values: dict[str, Any] = {}
        for field in fields(row):
            value = getattr(row, field.name)
            if field.name in _REFERENCES:
                reference = self.found[_REFERENCES[field.name]]
                values[f"{field.name}_id"] = reference[value].id if value else None
            elif field.name in _REFERENCE_LISTS:
                values[field.name] = [self.found[_REFERENCE_LISTS[field.name]][code] for code in value]
            else:
                values[field.name] = list(value) if isinstance(value, tuple) else value
        return values

    def write(self, model: type[Any], rows: Iterable[Any], *key: str) -> int:
        """Add what is new, change what differs, leave the rest alone."""
        known = {tuple(getattr(row, k) for k in key): row for row in self.session.scalars(select(model))}
        written = 0
        for row in rows:
            values = self.values(row)
            old = known.get(tuple(values[k] for k in key))
            if old is None:
                self.session.add(model(**values))
            else:
                _change(old, values)
            written += 1
        self.session.flush()
        return written


def _change(row: Any, values: Mapping[str, Any]) -> None:
    named = isinstance(row, Building) and row.named_in_plan
    if named:
        values = {name: values[name] for name in _INVENTED} | {"facts_are_sample": True}
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def seed_demo(session: Session, *, today: date, seed: int) -> dict[str, int]:
    """Load the sample city as of ``today``. Twice on one day changes nothing."""
    city = generate(load_plan_facts(PLAN), today=today, seed=seed)
    writer = _Writer.over(session)
    counts = {"buildings": writer.write(Building, city.buildings, "code")}
    writer.learn(Building)
    counts["years"] = writer.write(BuildingYear, city.years, "building_id", "year")
    counts["tenants"] = writer.write(Tenant, city.tenants, "building_id", "name")
    counts["policies"] = writer.write(Policy, city.policies, "code")
    counts["spaces"] = writer.write(Space, city.spaces, "building_id", "unit")
    counts["investors"] = writer.write(Investor, city.investors, "code")
    writer.learn(Investor)
    counts["requirements"] = writer.write(Requirement, city.requirements, "code")
    session.commit()
    return counts


def clear_demo(session: Session) -> dict[str, int]:
    """Remove every sample row and every invented fact of the plan's own buildings."""
    blanked = select(Building.id).where(Building.facts_are_sample)
    touched = select(Space.id).where(or_(Space.is_sample, Space.building_id.in_(blanked)))
    enqueue(session, session.scalars(touched))
    counts: dict[str, int] = {}
    for model in (Requirement, Investor, Policy, Tenant, BuildingYear, Space, Building):
        done = session.execute(delete(model).where(model.is_sample))
        counts[model.__tablename__] = done.rowcount  # type: ignore[attr-defined]
    blank: dict[str, Any] = dict.fromkeys(_INVENTED) | {"facts_are_sample": False, "facilities": []}
    blank |= {"address": "", "road": "", "transit": "", "environment": "", "environment_en": ""}
    session.execute(update(Building).where(Building.facts_are_sample).values(**blank))
    session.commit()
    return counts


def has_demo(session: Session) -> bool:
    return session.scalar(select(Space.id).where(Space.is_sample).limit(1)) is not None
