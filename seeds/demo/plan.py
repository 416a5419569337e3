"""What the sample needs to know of the plan, read from ``seeds/plan`` and the industry vocabulary."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

BASE_YEAR = 2015


@dataclass(frozen=True)
class RegionFact:
    code: str
    name: str
    name_en: str
    is_core: bool
    lon: float
    lat: float


@dataclass(frozen=True)
class ClusterFact:
    code: str
    name: str
    name_en: str
    region: str
    kinds: tuple[str, ...]
    belts: tuple[str, ...]
    lon: float
    lat: float


@dataclass(frozen=True)
class BuildingFact:
    code: str
    name: str
    name_en: str
    aliases: tuple[str, ...]
    region: str
    cluster: str | None
    carrier: str
    lon: Decimal
    lat: Decimal
    precision: str
    section: str | None


@dataclass(frozen=True)
class PositioningFact:
    cluster: str
    industry: str
    role: str


@dataclass(frozen=True)
class PlanFacts:
    """Regions, clusters, named buildings, positioning, the figures of 2015, and leaves by sector."""

    regions: tuple[RegionFact, ...]
    clusters: tuple[ClusterFact, ...]
    buildings: tuple[BuildingFact, ...]
    positioning: tuple[PositioningFact, ...]
    figures: Mapping[tuple[str, str], Decimal]
    leaves: Mapping[str, tuple[str, ...]]

    def figure(self, indicator: str, scope: str) -> Decimal:
        """A figure of 2015 as printed; ``county`` is the city less its core."""
        if scope == "county":
            return self.figures[indicator, "city"] - self.figures[indicator, "core"]
        return self.figures[indicator, scope]

    def region(self, code: str) -> RegionFact:
        return next(region for region in self.regions if region.code == code)

    def cluster(self, code: str | None) -> ClusterFact | None:
        return next((cluster for cluster in self.clusters if cluster.code == code), None)

    def scope_of(self, region: str) -> str:
        return "core" if self.region(region).is_core else "county"

    def expanded(self, code: str) -> tuple[str, ...]:
        """Full leaf codes: a leaf is itself, a sector is all its leaves."""
        return (code,) if "." in code else tuple(f"{code}.{leaf}" for leaf in self.leaves[code])

    def industries(self, cluster: str, role: str) -> tuple[tuple[str, ...], ...]:
        """For each line of a cluster's positioning in this role, the leaves it means."""
        lines = (line for line in self.positioning if line.cluster == cluster and line.role == role)
        return tuple(self.expanded(line.industry) for line in lines)


def load_plan_facts(folder: Path, *, leaves: Mapping[str, tuple[str, ...]] | None = None) -> PlanFacts:
    """Read the CSV files in ``folder``; the leaves come from the vocabulary beside it unless given."""
    return PlanFacts(
        regions=tuple(map(_region, _rows(folder / "regions.csv"))),
        clusters=tuple(map(_cluster, _rows(folder / "clusters.csv"))),
        buildings=tuple(map(_building, _rows(folder / "buildings.csv"))),
        positioning=tuple(
            PositioningFact(row["cluster"], row["industry"], row["role"]) for row in _rows(folder / "positioning.csv")
        ),
        figures={
            (row["indicator"], row["scope"]): Decimal(row["value"])
            for row in _rows(folder / "indicators.csv")
            if int(row["year"]) == BASE_YEAR
        },
        leaves=leaves or load_leaves(folder.parent / "vocabulary" / "industries"),
    )


def load_leaves(folder: Path) -> dict[str, tuple[str, ...]]:
    """Leaf codes by sector, sectors in order of their code."""
    found: dict[str, tuple[str, ...]] = {}
    for path in sorted(folder.glob("*.yaml")):
        sector: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        found[sector["code"]] = tuple(leaf["code"] for leaf in sector["leaves"])
    return found


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, restval=""))


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _region(row: dict[str, str]) -> RegionFact:
    is_core = row["is_core"] == "1"
    return RegionFact(row["code"], row["name"], row["name_en"], is_core, float(row["lon"]), float(row["lat"]))


def _cluster(row: dict[str, str]) -> ClusterFact:
    return ClusterFact(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        region=row["region"],
        kinds=_listed(row["kinds"]),
        belts=_listed(row["belts"]),
        lon=float(row["lon"]),
        lat=float(row["lat"]),
    )


def _building(row: dict[str, str]) -> BuildingFact:
    return BuildingFact(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        aliases=_listed(row["aliases"]),
        region=row["region"],
        cluster=row["cluster"] or None,
        carrier=row["carrier"],
        lon=Decimal(row["lon"]),
        lat=Decimal(row["lat"]),
        precision=row["precision"],
        section=row["section"],
    )
