"""A city small enough to know by heart: two clusters, three buildings, five spaces of which four are published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from app.models import (
    Belt,
    Building,
    Cluster,
    ClusterKind,
    ClusterPositioning,
    Industry,
    Policy,
    Region,
    Space,
)


@dataclass(frozen=True)
class SmallCity:
    """The keys of the rows that tests speak of."""

    region: int
    kind: int
    belt: int
    cluster: int
    other_cluster: int
    tower: int
    """In ``cluster``: spaces ``whole`` and ``divisible``, and the policy."""
    hall: int
    """In ``other_cluster``: space ``plain``."""
    lone: int
    """In no cluster: spaces ``bare`` and ``draft``."""
    policy: int
    leaf: int
    whole: int
    divisible: int
    plain: int
    bare: int
    draft: int

    @property
    def published(self) -> set[int]:
        return {self.whole, self.divisible, self.plain, self.bare}


def space(building: Building, unit: str, **values: Any) -> Space:
    """A published space with the least a space has."""
    plain: dict[str, Any] = {
        "title": f"{building.name} {unit}",
        "building_area_sqm": Decimal("300"),
        "deal": "出租",
        "rent_day": Decimal("1.5"),
    }
    return Space(building=building, unit=unit, **plain | values)


def build(session: Session) -> SmallCity:
    """Write the rows and commit."""
    place = {"lon": Decimal("120.75"), "lat": Decimal("30.75")}
    xiuzhou = Region(code="xiuzhou", name="秀洲区", name_en="Xiuzhou", kind="district", is_core=True, **place)
    nanhu = Region(code="nanhu", name="南湖区", name_en="Nanhu", kind="district", is_core=True, **place)
    said = {"summary": "总部", "summary_en": "headquarters", "section": "三(二)2"}
    kind = ClusterKind(code="hq", name="总部经济", name_en="Headquarters", position=1, **said)
    belt = Belt(code="west", name="中环西路集聚带", name_en="West Ring Belt", road="中环西路", **said)
    sector = Industry(code="logistics", name="现代物流", name_en="Logistics", is_speciality=True)
    leaf = Industry(code="logistics.cold_chain", name="冷链物流", name_en="Cold chain", parent=sector)
    bank = Industry(code="logistics.express", name="快递", name_en="Express", parent=sector)
    town = Cluster(
        code="town", name="智慧物流小镇", name_en="Smart Logistics Town", aliases=["物流小镇"], region=xiuzhou,
        region_source="plan", precision="district", kinds=[kind], belts=[belt],
        positioning=[
            ClusterPositioning(industry=leaf, role="leading", term="物流技术", basis="stated"),
            ClusterPositioning(industry=bank, role="extended", term="快递", basis="stated"),
        ],
        **place, **said,
    )  # fmt: skip
    other = Cluster(
        code="cbd", name="南湖CBD", name_en="Nanhu CBD", region=nanhu, region_source="plan", precision="district",
        **place, **said,
    )  # fmt: skip
    tower = Building(
        code="tower", name="物流科技大厦", aliases=["科技大厦"], carrier="写字楼", region=xiuzhou, cluster=town,
        road="中环西路", address="中环西路 1 号", transit="公交 9 路", environment="临河", precision="street", **place,
    )  # fmt: skip
    hall = Building(
        code="hall", name="联创大厦", carrier="商务楼", region=nanhu, cluster=other, precision="street", **place
    )
    lone = Building(code="lone", name="独栋厂房", carrier="闲置厂房", region=nanhu, precision="street", **place)
    policy = Policy(
        code="rent-help", document_no="示例〔2026〕1号", name="租金补贴", name_en="Rent help", level="区级",
        topics=["租金补贴", "装修补贴"], content="补贴", content_en="help", buildings=[tower], industries=[leaf],
    )  # fmt: skip
    whole = space(
        tower, "301", floor=3, decoration="精装", facilities=["食堂", "停车位"], ceiling_height_m=Decimal("3.60"),
        available_from=date(2026, 12, 1), verified_on=date(2026, 11, 1), lease_terms="押一付三", environment="南向",
        is_sample=True,
    )  # fmt: skip
    divisible = space(
        tower, "401", building_area_sqm=Decimal("1000.50"), divisible_min_sqm=Decimal("200"),
        divisible_max_sqm=Decimal("1000"), rent_day=Decimal("2.25"), floor=4,
    )  # fmt: skip
    plain = space(hall, "1", rent_day=None, negotiable=True)
    bare = space(lone, "A", rent_day=None, deal="售卖", building_area_sqm=Decimal("5000"))
    draft = space(lone, "B", status="draft")
    session.add_all([bare, draft, plain, whole, divisible, policy])
    session.commit()
    return SmallCity(
        xiuzhou.id, kind.id, belt.id, town.id, other.id, tower.id, hall.id, lone.id, policy.id, leaf.id,
        whole.id, divisible.id, plain.id, bare.id, draft.id,
    )  # fmt: skip
