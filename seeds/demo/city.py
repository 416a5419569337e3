"""The sample city in one call: the same plan, day and seed always make the same rows."""

from __future__ import annotations

from datetime import date

from seeds.demo.buildings import make_buildings
from seeds.demo.investors import make_investors
from seeds.demo.plan import PlanFacts, load_plan_facts
from seeds.demo.policies import make_policies
from seeds.demo.rows import DemoCity
from seeds.demo.spaces import make_spaces
from seeds.demo.tenants import make_tenants
from seeds.demo.yearly import make_years

__all__ = ["DemoCity", "PlanFacts", "generate", "load_plan_facts"]


def generate(plan: PlanFacts, *, today: date, seed: int = 2017) -> DemoCity:
    """Make the whole sample. Nothing is read and nothing written."""
    buildings = make_buildings(plan, seed)
    spaces = make_spaces(plan, buildings, today, seed)
    investors, requirements = make_investors(plan, today, seed)
    return DemoCity(
        buildings=buildings,
        years=make_years(plan, buildings, spaces, seed),
        spaces=spaces,
        tenants=make_tenants(plan, buildings, today, seed),
        policies=make_policies(plan, buildings, today),
        investors=investors,
        requirements=requirements,
    )
