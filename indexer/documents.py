"""What the index knows of a space. Built in one place (``app/services/documents.py``), read by every engine."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class SpaceDocument:
    """One published space, flattened.

    ``load`` is kg/㎡ the floor bears, ``vacancy`` the share of the building that stood empty in its latest year.
    Areas are ㎡, ``rent`` is 元/㎡·天 (``None`` with ``negotiable`` is 面议), ``monthly_total`` is 元/月 of the
    smallest part that can be let, ``price`` 元/㎡ and ``price_total`` 元 what it sells for. Names are canonical Chinese
    names; industries are taxonomy codes. ``transit`` is what is near (高铁, 公交, …), ``marks`` are qualities people
    filter by (已核实, 可分割, …), ``brands`` the plan's brands that the building carries (重点楼宇, 特色楼宇).
    ``version`` is the row's version: a write with a lower one is late and must not win.
    """

    id: int
    version: int
    title: str
    building: str
    building_aliases: tuple[str, ...]
    cluster: str | None
    cluster_aliases: tuple[str, ...]
    region: str
    kinds: tuple[str, ...]
    belts: tuple[str, ...]
    road: str
    space_type: str
    deal: str
    decoration: str | None
    facilities: tuple[str, ...]
    policies: tuple[str, ...]
    transit: tuple[str, ...]
    marks: tuple[str, ...]
    brands: tuple[str, ...]
    industries_leading: tuple[str, ...]
    industries_extended: tuple[str, ...]
    area: float
    area_least: float
    rent: float | None
    negotiable: bool
    monthly_total: float | None
    price: float | None
    price_total: float | None
    floor: int | None
    ceiling: float | None
    load: float | None
    vacancy: float | None
    available_from: date | None
    verified_on: date | None
    created_on: date
    updated_at: float
    is_sample: bool
    text: str

    def __post_init__(self) -> None:
        if not 0 < self.area_least <= self.area:
            raise ValueError(f"space {self.id}: area_least {self.area_least} must be in (0, {self.area}]")

    @property
    def digest(self) -> int:
        """48 bits of everything above: unlike ``version`` it changes with the building and the cluster too."""
        content = repr(self).encode("utf-8", "surrogatepass")
        return int.from_bytes(hashlib.blake2b(content, digest_size=6).digest())
