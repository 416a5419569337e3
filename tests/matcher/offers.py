"""Spaces, clusters and needs made to order for the tests of the matcher."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from indexer.documents import SpaceDocument
from matcher.chains import Chain, Company, Link, Node, roles
from matcher.industries import IndustryShare, Leaf
from matcher.positioning import ClusterFit, ClusterProfile, Positioning
from matcher.requirement import Requirement

OFFER = SpaceDocument(
    id=1,
    version=1,
    title="金融大楼 8楼",
    building="金融大楼",
    building_aliases=(),
    cluster="金融广场",
    cluster_aliases=(),
    region="南湖区",
    kinds=("金融服务",),
    belts=("中环南路集聚带",),
    road="中环南路",
    space_type="写字楼",
    deal="出租",
    decoration="精装",
    facilities=("停车位", "食堂"),
    policies=("租金补贴",),
    transit=(),
    marks=(),
    brands=(),
    industries_leading=("finance.bank",),
    industries_extended=(),
    area=400.0,
    area_least=400.0,
    rent=2.0,
    negotiable=False,
    monthly_total=24333.33,
    price=None,
    price_total=None,
    floor=8,
    ceiling=3.2,
    load=500.0,
    vacancy=0.6,
    available_from=date(2026, 3, 1),
    verified_on=None,
    created_on=date(2026, 1, 1),
    updated_at=1_700_000_000.0,
    is_sample=True,
    text="",
)

BANK = Leaf(
    "finance.bank",
    "银行",
    "Banking",
    "吸收存款、发放贷款的机构及其网点",
    ("银行支行", "银行网点", "信贷中心", "bank branch"),
    "金融",
)
CHAIN = Leaf(
    "logistics.cold",
    "冷链物流",
    "Cold-chain logistics",
    "低温运输、冷库与配送",
    ("冷链", "冷库", "冷链运输", "生鲜配送", "cold storage"),
    "物流",
)
GAMES = Leaf(
    "culture.game",
    "动漫游戏",
    "Animation and games",
    "动画与游戏的创作和发行",
    ("动漫", "手游", "游戏开发", "动画制作", "game studio"),
    "文化",
)
LEAVES = (BANK, CHAIN, GAMES)


def share(leaf: Leaf, probability: float = 1.0) -> IndustryShare:
    return IndustryShare(leaf.code, leaf.name, leaf.name_en, probability)


def offer(**changes: Any) -> SpaceDocument:
    """The plain offer but for what is said. Area alone changes the smallest part with it."""
    if "area" in changes:
        changes.setdefault("area_least", changes["area"])
    return replace(OFFER, **changes)


def cluster(number: int, name: str, *industries: tuple[str, str], **changes: Any) -> ClusterProfile:
    """A cluster with (industry, role) positionings the plan states."""
    plain = ClusterProfile(
        id=number,
        name=name,
        name_en=f"Cluster {number}",
        region="南湖区",
        is_core=False,
        kinds=(),
        belts=(),
        functions=(),
        buildings=(),
        summary=name,
        summary_en=f"cluster {number}",
        section="三(二)专栏3",
        positioning=tuple(Positioning(i, role, f"{i}的说法", "plan", "三(二)专栏3") for i, role in industries),
    )
    return replace(plain, **changes)


FINANCE = cluster(1, "金融广场", ("finance.bank", "leading"))
LOANS = Chain(
    "loans",
    "信贷",
    "Lending",
    (
        Node("finance.bank", "midstream", "放款", "lending", True),
        Node("culture.game", "downstream", "借款", "borrowing"),
    ),
    (Link("finance.bank", "culture.game", "贷款", "loans"),),
)
TENANTS = {"金融广场": {"culture.game": [Company("示例游戏公司", "金融大楼")]}}
ROLE = roles([LOANS], "finance.bank", TENANTS["金融广场"])[0]
FIT = ClusterFit(FINANCE, 0.9, 0.8, "leading", share(BANK, 0.9), FINANCE.positioning[0], role=ROLE, chain=ROLE.value)

WHOLE_NEED = Requirement(
    text="银行支行",
    industries=(share(BANK, 0.9),),
    regions=("南湖区",),
    belts=("中环南路集聚带",),
    area_min=300.0,
    area_max=500.0,
    rent_max=2.5,
    monthly_total_max=30000.0,
    deals=("出租",),
    space_types=("写字楼",),
    decorations=("精装",),
    facilities=("停车位", "食堂"),
    policies=("租金补贴",),
    floor_min=5,
    floor_max=10,
    ceiling_min=3.0,
    load_min=400.0,
    available_by=date(2026, 6, 1),
)
"""A need that asks for everything, all of which the plain offer meets."""
