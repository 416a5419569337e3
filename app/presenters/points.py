"""The results on the map: every building that holds some of them, with how many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from app.languages import pick
from app.models import Building, Region
from app.presenters.conditions import Args, search_url
from app.presenters.page_view import Point, PointGroup, PointsView
from app.presenters.places import map_view, projection


def points_view(
    buildings: Sequence[Building], counts: Mapping[str, int], regions: Sequence[Region], args: Args, licence: str
) -> PointsView:
    """Buildings under their regions in the regions' order, most results first."""
    order = {region.id: place for place, region in enumerate(regions)}
    ordered = sorted(buildings, key=lambda b: (order[b.region_id], -counts[b.name], b.id))
    groups = [
        PointGroup(pick(region.name, region.name_en), tuple(_point(b, counts[b.name], args) for b in members))
        for region, members in groupby(ordered, key=lambda building: building.region)
    ]
    return PointsView(map=map_view(regions, (), licence), groups=tuple(groups))


def _point(building: Building, count: int, args: Args) -> Point:
    x, y = projection().place(float(building.lon), float(building.lat))
    kinds = building.cluster.kinds if building.cluster else []
    return Point(
        id=building.id,
        name=pick(building.name, building.name_en),
        kind_code=kinds[0].code if kinds else "other",
        count=count,
        x=x,
        y=y,
        url=search_url(args, building=building.name),
    )
