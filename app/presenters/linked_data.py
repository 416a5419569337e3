"""Pages told to programs in the words of schema.org. Nothing is told that the page does not show."""

from __future__ import annotations

from typing import Any

from app.languages import pick
from app.languages import translate as _
from app.models import Building, Cluster, Space
from app.presenters.formats import term
from app.presenters.units import title_of

Linked = dict[str, Any]

SQUARE_METRES = "MTK"
PRECISE = frozenset({"building"})
"""Only such a position may be told: the others are those of a town or a district, or invented."""


def _about(kind: str, **values: Any) -> Linked:
    """What is not known is left out."""
    return {"@type": kind, **{name: value for name, value in values.items() if value not in (None, "", [], ())}}


def _whole(linked: Linked) -> Linked:
    return {"@context": "https://schema.org", **linked}


def _address(region: str, street: str = "") -> Linked:
    return _about(
        "PostalAddress",
        addressCountry="CN",
        addressRegion=_("浙江省"),
        addressLocality=_("嘉兴市%(region)s", region=region),
        streetAddress=street,
    )


def _geo(place: Building | Cluster) -> Linked | None:
    if place.precision not in PRECISE:
        return None
    return _about("GeoCoordinates", latitude=float(place.lat), longitude=float(place.lon))


def _sample(is_sample: bool) -> str:
    return _("演示用的虚构数据") if is_sample else ""


def cluster_data(cluster: Cluster, address: str) -> Linked:
    return _whole(
        _about(
            "Place",
            name=pick(cluster.name, cluster.name_en),
            alternateName=list(cluster.aliases),
            description=pick(cluster.summary, cluster.summary_en),
            url=address,
            address=_address(pick(cluster.region.name, cluster.region.name_en)),
            geo=_geo(cluster),
        )
    )


def _building(building: Building, address: str) -> Linked:
    cluster = building.cluster
    return _about(
        "Place",
        name=pick(building.name, building.name_en),
        alternateName=list(building.aliases),
        url=address,
        address=_address(pick(building.region.name, building.region.name_en), building.address),
        geo=_geo(building),
        containedInPlace=_about("Place", name=pick(cluster.name, cluster.name_en)) if cluster else None,
    )


def building_data(building: Building, address: str) -> Linked:
    said = filter(None, (pick(building.environment, building.environment_en), _sample(building.is_sample)))
    return _whole(_building(building, address) | {"description": " ".join(said)})


def space_data(space: Space, address: str, building_address: str) -> Linked:
    office = _about(
        "Accommodation",
        name=title_of(space),
        floorSize=_quantity(float(space.building_area_sqm)),
        floorLevel=None if space.floor is None else str(space.floor),
        amenityFeature=[
            _about("LocationFeatureSpecification", name=term(name), value=True) for name in space.facilities
        ],
        containedInPlace=_building(space.building, building_address),
    )
    return _whole(
        _about(
            "RealEstateListing",
            name=title_of(space),
            description=_sample(space.is_sample),
            url=address,
            datePosted=space.created_at.date().isoformat(),
            mainEntity=office,
            offers=_offer(space),
        )
    )


def _quantity(area: float) -> Linked:
    return _about("QuantitativeValue", value=area, unitCode=SQUARE_METRES)


def _offer(space: Space) -> Linked:
    """元/㎡·天 to let, 元/㎡ to sell; 面议 has no price."""
    sold = space.deal == "售卖"
    price = space.price_sqm if sold else space.rent_day
    rate = _about(
        "UnitPriceSpecification",
        price=None if price is None else float(price),
        priceCurrency="CNY",
        referenceQuantity=_quantity(1.0),
        unitText=_("元/㎡") if sold else _("元/㎡·天"),
    )
    return _about(
        "Offer",
        businessFunction=f"http://purl.org/goodrelations/v1#{'Sell' if sold else 'LeaseOut'}",
        availabilityStarts=None if space.available_from is None else space.available_from.isoformat(),
        priceSpecification=None if price is None else rate,
    )
