"""THE weight table, and the score it makes. Contributions add up to the score, 0 to 100.

Weights change only with an evaluation run, quoted in the CHANGELOG.
"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.documents import SpaceDocument
from matcher import features, surroundings
from matcher.features import Feature, Finding
from matcher.positioning import ClusterFit
from matcher.requirement import Requirement

VACANCY_WEIGHT = 2.0
"""Small: a wish of the city, not of the need. A setting (``VACANCY_WEIGHT``) may change it or, with 0, leave it out."""
WEIGHTS: tuple[tuple[str, Feature, float], ...] = (
    ("positioning", surroundings.positioning, 42.0),
    ("chain", surroundings.chain, 8.0),
    ("area", features.area, 16.0),
    ("rent", features.rent, 12.0),
    ("budget", features.budget, 12.0),
    ("region", features.region, 10.0),
    ("deal", features.deal, 6.0),
    ("space_type", features.space_type, 5.0),
    ("facilities", features.facilities, 8.0),
    ("decoration", features.decoration, 3.0),
    ("ceiling", features.ceiling, 4.0),
    ("load", features.load, 4.0),
    ("floor", features.floor, 3.0),
    ("available", features.available, 3.0),
    ("policies", features.policies, 3.0),
    ("vacancy", surroundings.vacancy, VACANCY_WEIGHT),
)
BANDS = (("strong", 80.0), ("good", 65.0), ("fair", 50.0), ("weak", 0.0))


@dataclass(frozen=True)
class Line:
    """One line of a score. ``weight`` is the share of 100 it has in this need; contribution = weight × value."""

    feature: str
    weight: float
    finding: Finding

    @property
    def contribution(self) -> float:
        return self.weight * self.finding.value


@dataclass(frozen=True)
class Score:
    """The lines asked for, in the table's order, and their sum."""

    lines: tuple[Line, ...]

    @property
    def total(self) -> float:
        return sum(line.contribution for line in self.lines)

    @property
    def band(self) -> str:
        return next(name for name, least in BANDS if self.total >= least - 1e-9)

    def failed(self, names: tuple[str, ...]) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.feature in names and line.finding.status == "failed")


def score(
    need: Requirement, space: SpaceDocument, fit: ClusterFit | None, *, vacancy_weight: float = VACANCY_WEIGHT
) -> Score:
    """Score a space for a need. Features the need does not ask for have no line and no weight."""
    table = [(name, look, vacancy_weight if name == "vacancy" else weight) for name, look, weight in WEIGHTS]
    found = [(name, weight, look(need, space, fit)) for name, look, weight in table if weight]
    asked = [(name, weight, finding) for name, weight, finding in found if finding is not None]
    whole = sum(weight for _, weight, _ in asked)
    return Score(tuple(Line(name, 100 * weight / whole, finding) for name, weight, finding in asked))
