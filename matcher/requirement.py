"""A need as the matcher sees it: industries, function, place, and limits that must or may be met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from matcher.industries import IndustryShare

CONDITIONS = (
    "area", "rent", "budget", "region", "deal", "space_type", "decoration", "facilities", "ceiling", "load", "floor",
    "available", "policies",
)  # fmt: skip
"""What a need may ask besides its industry. Each is a feature of the score and may be a must."""
LIMITS = ("area", "rent", "budget", "region", "deal")
"""The conditions that are limits when a need does not say which of its conditions are musts."""


@dataclass(frozen=True)
class Requirement:
    """``functions`` are recognised, with their shares; ``function`` is the one that is chosen or sure.

    ``text`` is the need whole; ``trade`` is it without limits, places and facilities: what says the industry.
    ``nothing`` is how likely the words speak of no trade. Areas ㎡, rent 元/㎡·天, totals 元, load kg/㎡.
    ``must`` names conditions; empty means all of ``LIMITS``.
    """

    text: str = ""
    trade: str = ""
    industries: tuple[IndustryShare, ...] = ()
    nothing: float = 0.0
    function: str | None = None
    functions: tuple[tuple[str, float], ...] = ()
    regions: tuple[str, ...] = ()
    belts: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    area_min: float | None = None
    area_max: float | None = None
    rent_max: float | None = None
    monthly_total_max: float | None = None
    yearly_total_max: float | None = None
    deals: tuple[str, ...] = ()
    space_types: tuple[str, ...] = ()
    decorations: tuple[str, ...] = ()
    exclude_decorations: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    floor_min: int | None = None
    floor_max: int | None = None
    ceiling_min: float | None = None
    load_min: float | None = None
    available_by: date | None = None
    must: tuple[str, ...] = ()

    @property
    def limits(self) -> tuple[str, ...]:
        """The conditions that must not fail."""
        return self.must or LIMITS

    @property
    def monthly_max(self) -> float | None:
        """The budget in 元/月, from whichever total was given."""
        yearly = self.yearly_total_max / 12 if self.yearly_total_max is not None else None
        return min((total for total in (self.monthly_total_max, yearly) if total is not None), default=None)
