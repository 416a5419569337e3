"""What stands where in the sample: how many buildings, of which carrier, how large and how equipped."""

from __future__ import annotations

import random
from collections.abc import Sequence

from seeds.demo.figures import whole
from seeds.demo.plan import BASE_YEAR, ClusterFact

CLUSTER_SIZE = {
    "nanhu_cbd": 10, "logistics_town": 8, "gaotie_newtown": 6, "finance_plaza": 8, "fund_town": 7,
    "science_city": 10,
    "startup_park": 7, "niaochao_town": 5, "ecommerce_park": 6, "smart_park": 8, "hr_park": 4,
    "keji_jingcheng": 5,
    "canal_district": 9, "yaojiadang": 6, "zhongshan_circle": 9, "guigu_town": 7, "info_city": 6,
    "jiashan_gaotie": 5,
    "nanshi_cbd": 8, "pinghu_mall": 5, "nuclear_town": 5, "lingang_park": 6, "wenlv_town": 4, "film_base": 5,
    "warpknit_center": 8, "wuzhen_smart": 6, "sweater_town": 8, "fur_town": 6,
}  # fmt: skip
KIND_CARRIERS = {
    "headquarters": {"写字楼": 6, "商务楼": 3, "城市综合体": 1},
    "finance": {"写字楼": 7, "商务楼": 2, "城市综合体": 1},
    "technology": {"科研楼宇": 6, "商务楼": 2, "写字楼": 1, "闲置厂房": 1},
    "information": {"科研楼宇": 3, "写字楼": 3, "商务楼": 3, "闲置厂房": 1},
    "outsourcing": {"商务楼": 5, "写字楼": 3, "科研楼宇": 2},
    "commerce": {"城市综合体": 5, "写字楼": 3, "商务楼": 2},
}
CLUSTER_CARRIERS = {
    "logistics_town": {"写字楼": 4, "商务楼": 5, "闲置厂房": 2},
    "lingang_park": {"商务楼": 4, "写字楼": 1, "闲置厂房": 5},
    "niaochao_town": {"商务楼": 4, "科研楼宇": 3, "闲置厂房": 2},
    "film_base": {"商务楼": 4, "科研楼宇": 2, "闲置厂房": 4},
    "warpknit_center": {"商务楼": 3, "科研楼宇": 2, "闲置厂房": 4},
    "sweater_town": {"城市综合体": 3, "商务楼": 3, "闲置厂房": 3},
    "fur_town": {"城市综合体": 3, "商务楼": 2, "闲置厂房": 3},
    "wenlv_town": {"商务楼": 4, "城市综合体": 3, "闲置厂房": 1},
}
OUTSIDE = {
    "core": {"商务楼": 4, "写字楼": 3, "城市综合体": 2, "科研楼宇": 1, "闲置厂房": 2},
    "county": {"商务楼": 4, "写字楼": 2, "城市综合体": 2, "闲置厂房": 4},
    "gangqu": {"商务楼": 4, "写字楼": 2, "闲置厂房": 5},
}
OUTSIDE_WEIGHT = {"nanhu": 13, "xiuzhou": 14, "jingkai": 11, "gangqu": 11}
SMALL = (
    ("nanhu", None), ("xiuzhou", "logistics_town"), ("jingkai", "ecommerce_park"), ("jiashan", None),
    ("haining", None), ("tongxiang", "wuzhen_smart"),
)  # fmt: skip
OPENED = tuple(range(1998, BASE_YEAR + 1)) + tuple(range(2006, BASE_YEAR + 1)) * 3

AREA_WEIGHT = {"写字楼": 2.0, "商务楼": 1.3, "科研楼宇": 1.4, "城市综合体": 3.0, "闲置厂房": 1.2}
PLATE = {"写字楼": 1350.0, "商务楼": 1250.0, "科研楼宇": 1700.0, "城市综合体": 5200.0, "闲置厂房": 3600.0}
FLOORS = {"写字楼": (5, 32), "商务楼": (3, 18), "科研楼宇": (3, 14), "城市综合体": (2, 7), "闲置厂房": (2, 6)}

# Directions in degrees (0 east, 90 north) in which a region's land lies from its centre.
INLAND = {
    "nanhu": (-50, 60), "xiuzhou": (110, 220), "jingkai": (215, 300), "haiyan": (100, 175), "gangqu": (75,
    125),
}  # fmt: skip
JIAXING_SOUTH = ("嘉兴南站", 120.762, 30.7)
STATIONS = {
    "jiashan": ("嘉善南站", 120.915, 30.79), "tongxiang": ("桐乡站", 120.545, 30.535), "haining": ("桐乡站",
    120.545, 30.535),
}  # fmt: skip
COAST = frozenset(("haiyan", "gangqu"))
REACH_KM = {"nanhu": 6.0, "xiuzhou": 6.0, "jingkai": 3.0, "gangqu": 4.0}

_BASIC = {
    "写字楼": {"停车位": 0.97, "充电桩": 0.75, "食堂": 0.5, "会议室": 0.8, "中央空调": 0.9, "人才公寓": 0.15,
            "健身房": 0.35, "双回路供电": 0.45, "高速网络": 0.85, "货梯": 0.2},
    "商务楼": {"停车位": 0.92, "充电桩": 0.5, "食堂": 0.45, "会议室": 0.55, "中央空调": 0.5, "人才公寓": 0.2,
            "健身房": 0.15, "双回路供电": 0.2, "高速网络": 0.6, "货梯": 0.3, "卸货平台": 0.08},
    "科研楼宇": {"停车位": 0.95, "充电桩": 0.7, "食堂": 0.7, "会议室": 0.75, "中央空调": 0.55,
    "人才公寓": 0.5,
             "健身房": 0.2, "双回路供电": 0.7, "高速网络": 0.85, "货梯": 0.75, "卸货平台": 0.2},
    "城市综合体": {"停车位": 0.98, "充电桩": 0.8, "会议室": 0.1, "中央空调": 0.9, "健身房": 0.45,
    "双回路供电": 0.5,
              "高速网络": 0.5, "货梯": 0.7, "卸货平台": 0.5},
    "闲置厂房": {"停车位": 0.9, "充电桩": 0.3, "食堂": 0.5, "人才公寓": 0.4, "双回路供电": 0.4,
    "高速网络": 0.35,
             "货梯": 0.85, "卸货平台": 0.75},
}  # fmt: skip


def carriers_of(cluster: ClusterFact) -> dict[str, int]:
    """The mix of carriers that fits a cluster: its own, or that of its first kind."""
    return CLUSTER_CARRIERS.get(cluster.code) or KIND_CARRIERS[cluster.kinds[0]]


def shares(regions: Sequence[str], total: int) -> list[int]:
    """How many buildings outside clusters each region gets."""
    return whole([OUTSIDE_WEIGHT.get(region, 10) for region in regions], total, 0)


def facilities(carrier: str, *, is_5a: bool, rng: random.Random) -> tuple[str, ...]:
    found = [name for name, chance in _BASIC[carrier].items() if rng.random() < chance]
    return (*found, "5A智能化") if is_5a else tuple(found or ["停车位"])
