"""Where the chains sit: tenants by place in one statement, and the clusters that lead in an industry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Building, Cluster, Industry, Tenant
from matcher.chains import Company, Tenancy


@dataclass(frozen=True)
class CityTenants:
    """Who sits where: in the whole city and by cluster id. ``samples`` are the invented ones among them."""

    city: Tenancy = field(default_factory=dict)
    by_cluster: Mapping[int, Tenancy] = field(default_factory=dict)
    samples: frozenset[Company] = frozenset()

    def here(self, cluster: int | None) -> Tenancy:
        """The companies of a cluster, or of the whole city."""
        return self.city if cluster is None else self.by_cluster.get(cluster, {})


def city_tenants(session: Session, cluster: int | None = None) -> CityTenants:
    """Of the whole city, or of one cluster alone."""
    query = (
        select(Building.cluster_id, Industry.code, Tenant.name, Building.name, Tenant.is_sample)
        .join(Building, Tenant.building_id == Building.id)
        .join(Industry, Industry.id == Tenant.industry_id)
        .order_by(Tenant.id)
    )
    if cluster is not None:
        query = query.where(Building.cluster_id == cluster)
    city: dict[str, list[Company]] = {}
    places: dict[int, dict[str, list[Company]]] = {}
    samples: set[Company] = set()
    for place, leaf, name, building, is_sample in session.execute(query):
        company = Company(name, building)
        city.setdefault(leaf, []).append(company)
        if place is not None:
            places.setdefault(place, {}).setdefault(leaf, []).append(company)
        if is_sample:
            samples.add(company)
    return CityTenants(city, dict(places), frozenset(samples))


def leading(clusters: Sequence[Cluster], leaves: Iterable[str]) -> dict[str, list[Cluster]]:
    """Leaf → the clusters that lead in it or in its whole sector, the leaf itself named first."""
    roles = {cluster.id: _leading_codes(cluster) for cluster in clusters}
    found: dict[str, list[Cluster]] = {}
    for leaf in leaves:
        named = [cluster for cluster in clusters if leaf in roles[cluster.id]]
        whole = [c for c in clusters if c not in named and leaf.split(".")[0] in roles[c.id]]
        found[leaf] = [*named, *whole]
    return found


def _leading_codes(cluster: Cluster) -> frozenset[str]:
    """Industries a cluster leads in, as decided; what staff call unsuitable is not among them."""
    return frozenset(row.industry.code for row in cluster.positioning_in_force if row.role == "leading")


def leads_in(cluster: Cluster, leaves: Iterable[str]) -> bool:
    """Whether a cluster leads in one of the leaves, or in its whole sector."""
    codes = _leading_codes(cluster)
    return any(leaf in codes or leaf.split(".")[0] in codes for leaf in leaves)
