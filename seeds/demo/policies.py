"""优惠政策: sample measures of the city, its core, the counties and two clusters, and whom each reaches."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from seeds.demo.measures import MEASURES, Measure
from seeds.demo.plan import PlanFacts
from seeds.demo.rows import BuildingRow, PolicyRow

MOST = 4
# Days from today to the end, by place in the list: one is over, some end soon.
ENDS = {3: -45, 6: 18, 9: 40, 12: 75}


@dataclass(frozen=True)
class Reach:
    """Whether a building is within the rule of a measure."""

    plan: PlanFacts

    def __call__(self, measure: Measure, building: BuildingRow) -> bool:
        cluster = self.plan.cluster(building.cluster)
        kinds = cluster.kinds if cluster else ()
        rules = {
            "all": True,
            "core": self.plan.scope_of(building.region) == "core",
            "region": building.region == measure.place,
            "cluster": building.cluster == measure.place,
            "kind": measure.place in kinds,
        }
        return rules[measure.rule] and (not measure.carriers or building.carrier in measure.carriers)


def make_policies(plan: PlanFacts, buildings: Sequence[BuildingRow], today: date) -> tuple[PolicyRow, ...]:
    reached = _reached(Reach(plan), buildings)
    return tuple(
        _policy(number, measure, reached[measure.code], today) for number, measure in enumerate(MEASURES, start=1)
    )


def _reached(
    within: Callable[[Measure, BuildingRow], bool], buildings: Sequence[BuildingRow]
) -> dict[str, tuple[str, ...]]:
    """Buildings by measure. The measures closest to a building come first when it would get too many."""
    found: dict[str, list[str]] = {measure.code: [] for measure in MEASURES}
    closest = sorted(MEASURES, key=lambda measure: measure.closeness)
    for building in buildings:
        for measure in [m for m in closest if within(m, building)][:MOST]:
            found[measure.code].append(building.code)
    return {code: tuple(codes) for code, codes in found.items()}


def _policy(number: int, measure: Measure, buildings: tuple[str, ...], today: date) -> PolicyRow:
    until = today + timedelta(days=ENDS.get(number, 240 + 45 * number))
    start = min(today, until) - timedelta(days=30 + 37 * number)
    return PolicyRow(
        code=f"demo-{measure.code}",
        document_no=f"示例〔{start.year}〕{number + 10}号",
        name=measure.name,
        name_en=measure.name_en,
        level=measure.level,
        region=measure.region,
        topics=measure.topics,
        content=measure.content,
        content_en=measure.content_en,
        conditions=measure.conditions,
        valid_from=start,
        valid_until=until,
        industries=measure.industries,
        buildings=buildings,
    )
