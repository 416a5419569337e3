"""What clusters stand for, and how well a need fits each: industries, meaning, function, place, and its own words."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from matcher.chains import ChainRole
from matcher.classifier import Array, is_latin
from matcher.encoder import Encoder
from matcher.industries import IndustryShare
from matcher.requirement import Requirement

WORTH = {"leading": 1.0, "extended": 0.75, "unsuitable": 0.0}
"""What it is worth to a leaf that the cluster names it, by role."""
SECTOR_WORTH = {"leading": 0.65, "extended": 0.45, "unsuitable": 0.0}
"""The same where the cluster names but the leaf's whole sector."""
SISTER_WORTH = 0.2
"""A leaf whose sister leaf is named."""
INFERRED = 0.95
"""A positioning the plan implies counts a little less than one it states."""
LEAST = 0.1
"""Added to the industry's worth before its logarithm: to name nothing is bad, not hopeless."""
WEIGHTS = {
    "industry": 2.5,
    "focus": 1.6,
    "meaning": 3.1,
    "function": 1.2,
    "place": 4.4,
    "named": 3.3,
    "core": 1.4,
}
"""Log-odds of each part of a fit, fitted on the development needs (``python -m bench.tuning``), then frozen."""
ALIGNMENT = ("industry", "focus", "meaning", "function")
"""The parts that say what a cluster stands for, apart from where it lies."""


@dataclass(frozen=True)
class Calibration:
    """Log-odds of the parts → the share of needs for which such a cluster was judged to fit (grade 2 or 3)."""

    middle: float
    slope: float

    def share(self, odds: float) -> float:
        return float(1 / (1 + np.exp(-self.slope * (odds - self.middle))))


WHOLE_FIT = Calibration(middle=3.25, slope=0.96)
ALIGNED = Calibration(middle=1.45, slope=1.01)


@dataclass(frozen=True)
class Positioning:
    """One industry (leaf or sector code) of a cluster, the plan's term for it, and where the plan says so."""

    industry: str
    role: str
    term: str
    basis: str
    section: str

    def value(self, leaf: str) -> float:
        """How well a leaf fits this one positioning, 0 to 1."""
        stated = 1.0 if self.basis != "inferred" else INFERRED
        sector, own = leaf.split(".")[0], self.industry.split(".")[0]
        if leaf == self.industry:
            return stated * WORTH[self.role]
        if sector == self.industry:
            return stated * SECTOR_WORTH[self.role]
        return stated * SISTER_WORTH if sector == own and WORTH[self.role] else 0.0


@dataclass(frozen=True)
class ClusterProfile:
    """A cluster as the matcher sees it."""

    id: int
    name: str
    name_en: str
    region: str
    is_core: bool
    kinds: tuple[str, ...]
    belts: tuple[str, ...]
    functions: tuple[str, ...]
    buildings: tuple[str, ...]
    summary: str
    summary_en: str
    section: str
    positioning: tuple[Positioning, ...]

    def text(self) -> str:
        return f"{self.name}：{self.summary} {'、'.join(p.term for p in self.positioning)}"

    def text_en(self) -> str:
        return f"{self.name_en}: {self.summary_en}"


@dataclass(frozen=True)
class ClusterFit:
    """A cluster for a need; ``share`` and ``positioning`` are what speaks for it most.

    ``value`` ranks clusters, 0 to 1; ``alignment`` leaves out the place, which a space is asked about apart.
    ``role`` is what the need would do for a chain there and ``chain`` its expected worth over the need's industries;
    ``None`` where the need names no industry.
    """

    cluster: ClusterProfile
    value: float
    alignment: float
    grade: str
    share: IndustryShare | None
    positioning: Positioning | None
    parts: dict[str, float] = field(default_factory=dict)
    role: ChainRole | None = None
    chain: float | None = None


class PositioningModel:
    """All clusters at once: affinities as one matrix, texts embedded once."""

    def __init__(self, clusters: Sequence[ClusterProfile], codes: Sequence[str], encoder: Encoder) -> None:
        self.clusters = list(clusters)
        self._column = {code: i for i, code in enumerate(codes)}
        self._encoder = encoder
        self._affinity = np.array([[_affinity(cluster, code) for code in codes] for cluster in clusters])
        self._focus = np.array([[_focus(cluster, code) for code in codes] for cluster in clusters])
        self._texts = encoder.passages([cluster.text() for cluster in clusters])
        self._texts_en = encoder.passages([cluster.text_en() for cluster in clusters])

    def fit(self, need: Requirement, without: Collection[str] = ()) -> list[ClusterFit]:
        """Every cluster with its fit, best first; ties by id. ``without`` leaves parts out, for an evaluation."""
        shares = np.zeros(len(self._column))
        for industry in need.industries:
            shares[self._column[industry.code]] = industry.probability
        parts: dict[str, Array] = {
            "industry": np.log(LEAST + self._affinity @ shares),
            "focus": self._focus @ shares,
            "meaning": self._meaning(need.text),
            "core": np.array([float(cluster.is_core) for cluster in self.clusters]),
        } | self._spoken_of(need)
        parts = {name: part for name, part in parts.items() if name not in without}
        odds = _odds(parts, tuple(parts))
        aligned = _odds(parts, tuple(name for name in ALIGNMENT if name in parts))
        order = sorted(range(len(self.clusters)), key=lambda i: (-round(float(odds[i]), 9), self.clusters[i].id))
        return [self._one(i, need, (float(odds[i]), float(aligned[i])), parts) for i in order]

    def _spoken_of(self, need: Requirement) -> dict[str, Array]:
        parts: dict[str, Array] = {}
        if need.regions or need.belts:
            parts["place"] = self._marks(lambda c: c.region in need.regions or bool({*c.belts} & {*need.belts}))
        if need.clusters or need.buildings:
            parts["named"] = self._marks(lambda c: c.name in need.clusters or bool({*c.buildings} & {*need.buildings}))
        if need.functions:
            parts["function"] = np.array([sum(p for f, p in need.functions if f in c.functions) for c in self.clusters])
        return parts

    def _marks(self, holds: object) -> Array:
        return np.array([float(holds(cluster)) for cluster in self.clusters])  # type: ignore[operator]

    def _meaning(self, text: str) -> Array:
        """Nearness of the need's words to each profile, standardised over the clusters and cut to 0–1."""
        if not text.strip():
            return np.zeros(len(self.clusters))
        query = self._encoder.queries([text])[0]
        nearness = _standard(self._texts @ query)
        if is_latin(text):
            nearness = nearness + _standard(self._texts_en @ query)
        return np.asarray((np.clip(_standard(nearness), -1, 3) + 1) / 4)

    def _one(self, i: int, need: Requirement, odds: tuple[float, float], parts: dict[str, Array]) -> ClusterFit:
        cluster = self.clusters[i]
        share, positioning, worth = _strongest(cluster, need.industries)
        grade = _grade(positioning, worth)
        return ClusterFit(
            cluster,
            WHOLE_FIT.share(odds[0]),
            ALIGNED.share(odds[1]),
            grade,
            share,
            positioning,
            {name: float(part[i]) for name, part in parts.items()},
        )


def _odds(parts: Mapping[str, Array], names: Sequence[str]) -> Array:
    """The weighted sum of some parts, one value a cluster."""
    return np.asarray(np.sum([WEIGHTS[name] * parts[name] for name in names], axis=0))


def _standard(values: Array) -> Array:
    spread = values.std()
    return (values - values.mean()) / spread if spread else np.zeros_like(values)


def _affinity(cluster: ClusterProfile, leaf: str) -> float:
    """How well the cluster's positioning suits a leaf, 0 to 1; what it is not meant for is 0 whatever else is said."""
    if _is_refused(cluster, leaf):
        return 0.0
    return max((p.value(leaf) for p in cluster.positioning), default=0.0)


def _is_refused(cluster: ClusterProfile, leaf: str) -> bool:
    return any(p.role == "unsuitable" and p.industry in (leaf, leaf.split(".")[0]) for p in cluster.positioning)


def _focus(cluster: ClusterProfile, leaf: str) -> float:
    """How much of what the cluster stands for is the leaf's sector: a specialist before a generalist."""
    worths = [(p.industry.split(".")[0], WORTH[p.role]) for p in cluster.positioning]
    whole = sum(worth for _, worth in worths)
    return sum(worth for sector, worth in worths if sector == leaf.split(".")[0]) / whole if whole else 0.0


def _strongest(
    cluster: ClusterProfile, industries: Sequence[IndustryShare]
) -> tuple[IndustryShare | None, Positioning | None, float]:
    """The pair of a need's industry and a cluster's positioning that adds most, and how well the two agree."""
    best: tuple[float, IndustryShare | None, Positioning | None, float] = (0.0, None, None, 0.0)
    for share in industries:
        if _is_refused(cluster, share.code):
            continue
        for positioning in cluster.positioning:
            agreement = positioning.value(share.code)
            worth = share.probability * agreement
            if worth > best[0]:
                best = (worth, share, positioning, agreement)
    return best[1], best[2], best[3]


def _grade(positioning: Positioning | None, agreement: float) -> str:
    """leading or extended where the very industry (or its sector) is named, related for a sister, else none."""
    if positioning is None:
        return "none"
    named = agreement >= SECTOR_WORTH[positioning.role] * INFERRED - 1e-9
    return positioning.role if named else "related"
