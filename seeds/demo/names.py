"""Invented names of buildings and of the companies that look after them, and the roads they stand on."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

# Stems are made up for the sample: waterside words, none of them a developer or a brand.
STEMS = (
    ("云帆", "Cloud Sail"), ("菱舟", "Lingzhou"), ("枕河", "Zhenhe"), ("澄波", "Clear Wave"),
    ("晴棹", "Sunny Oar"), ("泊霞", "Boxia"), ("采荻", "Caidi"), ("柳汀", "Willow Islet"),
    ("望禾", "Wanghe"), ("鹭汀", "Egret Islet"), ("归棹", "Returning Oar"), ("听橹", "Tinglu"),
    ("月浦", "Moon Reach"), ("桑陌", "Mulberry Lane"), ("稻影", "Rice Shade"), ("漪园", "Ripple"),
    ("秋泓", "Autumn Pool"), ("春漪", "Spring Ripple"), ("荷渚", "Lotus Shoal"), ("竹汀", "Bamboo Islet"),
    ("梅溆", "Meixu"), ("星渚", "Star Shoal"), ("锦棹", "Brocade Oar"), ("槜里", "Zuili"),
    ("青桁", "Qingheng"), ("兰泾", "Orchid Creek"), ("石漾", "Shiyang"), ("白苎", "Baizhu"),
    ("翠泾", "Green Creek"), ("书舫", "Book Boat"), ("长漪", "Long Ripple"), ("杏帆", "Xingfan"),
)  # fmt: skip

FORMS = {
    "写字楼": (("大厦", "Tower"), ("商务中心", "Business Centre"), ("国际楼", "International Building")),
    "商务楼": (("商务楼", "Business Building"), ("楼", "House"), ("商务大楼", "Commercial Building")),
    "科研楼宇": (
        ("科研楼", "Research Building"),
        ("研发楼", "R&D Building"),
        ("实验楼", "Laboratory Building"),
    ),
    "城市综合体": (("生活广场", "Living Plaza"), ("里", "Lane"), ("汇", "Galleria")),
    "闲置厂房": (("旧厂房", "Old Workshop"), ("标准厂房", "Workshop"), ("厂房", "Factory Building")),
}

# Clusters that are one park name their buildings by number.
NUMBERED = frozenset((
    "logistics_town", "gaotie_newtown", "startup_park", "ecommerce_park", "smart_park",
    "hr_park", "keji_jingcheng", "niaochao_town", "guigu_town", "nuclear_town",
    "lingang_park", "wenlv_town", "film_base", "warpknit_center",
))  # fmt: skip
SHORT = {
    "gaotie_newtown": "嘉兴时尚产业园", "startup_park": "科技创业园", "ecommerce_park": "嘉兴电商园",
    "hr_park": "人力资源产业园", "keji_jingcheng": "科技京城", "niaochao_town": "鸟巢小镇",
    "science_city": "科技城", "zhongshan_circle": "中山路", "fund_town": "基金小镇",
    "guigu_town": "归谷小镇", "info_city": "嘉善信息科技城", "nanshi_cbd": "平湖南市",
    "pinghu_mall": "平湖中心城区", "nuclear_town": "海盐核电小镇", "wenlv_town": "海盐文旅小镇",
    "film_base": "海宁影视基地", "warpknit_center": "海宁经编中心", "wuzhen_smart": "乌镇",
    "sweater_town": "毛衫小镇", "fur_town": "皮草小镇", "lingang_park": "海盐临港物流园",
}  # fmt: skip
REGION_SHORT = {
    "nanhu": ("南湖", "Nanhu"), "xiuzhou": ("秀洲", "Xiuzhou"), "jingkai": ("经开", "Jingkai"),
    "gangqu": ("港区", "Port Area"), "jiashan": ("嘉善", "Jiashan"), "pinghu": ("平湖", "Pinghu"),
    "haiyan": ("海盐", "Haiyan"), "haining": ("海宁", "Haining"), "tongxiang": ("桐乡", "Tongxiang"),
}  # fmt: skip

BELT_ROADS = {"zhongshan": "中山路", "zhonghuanxi": "中环西路", "zhonghuannan": "中环南路"}
CLUSTER_ROADS = {
    "nanhu_cbd": ("南溪东路", "庆丰路"), "logistics_town": ("新洲路", "洪兴西路"),
    "gaotie_newtown": ("文贤路", "长水路"),
    "finance_plaza": ("商务大道", "由拳路"), "fund_town": ("三环东路", "凌公塘路"),
    "science_city": ("亚太路", "凌公塘路"),
    "startup_park": ("昌盛南路", "城南路"), "niaochao_town": ("秀园路", "加创路"),
    "ecommerce_park": ("由拳路", "城南路"),
    "smart_park": ("昌盛南路", "洪兴西路"), "hr_park": ("禾兴北路", "勤俭路"), "keji_jingcheng": ("纺工路",
    "东升东路"),
    "canal_district": ("秀洲大道", "洪兴西路"), "yaojiadang": ("由拳路", "文昌路"),
    "zhongshan_circle": ("建国路", "禾兴路"),
    "guigu_town": ("归谷路",), "info_city": ("阳光东路",), "jiashan_gaotie": ("世纪大道",),
    "nanshi_cbd": ("新华南路",),
    "pinghu_mall": ("当湖中路", "城南路"), "nuclear_town": ("核电大道",), "lingang_park": ("海滨大道",),
    "wenlv_town": ("绮园路",),
    "film_base": ("海州西路",), "warpknit_center": ("经编路",), "wuzhen_smart": ("子夜路",),
    "sweater_town": ("永乐路",),
    "fur_town": ("崇德路",),
}  # fmt: skip
REGION_ROADS = {
    "nanhu": ("中环东路", "城东路", "槜李路", "纺工路"), "xiuzhou": ("洪兴路", "新洲路", "秀园路",
    "中山西路"),
    "jingkai": ("由拳路", "昌盛南路", "城南路", "中环南路"), "gangqu": ("滨海大道", "外环西路", "中山路"),
    "jiashan": ("世纪大道", "阳光东路", "解放东路"), "pinghu": ("当湖东路", "新华中路", "城北路"),
    "haiyan": ("海兴东路", "新桥北路", "枣园中路"), "haining": ("海昌路", "文苑路", "水月亭东路"),
    "tongxiang": ("庆丰南路", "振兴东路", "校场东路"),
}  # fmt: skip

KEEPERS = ("漪禾", "槜安", "菱楼", "棹里", "荻邻", "汀舍", "桁序", "橹声", "苎邻", "泾和")


@dataclass
class Namer:
    """Gives every building a name nobody else in the city has."""

    rng: random.Random
    used: set[str]
    numbers: dict[str, int] = field(default_factory=dict)

    def name(self, place: tuple[str, str], carrier: str, *, cluster: str | None) -> tuple[str, str]:
        if cluster in NUMBERED:
            number = self.numbers[cluster] = self.numbers.get(cluster, 0) + 1
            self.used.add(f"{place[0]}{number}号楼")
            return f"{place[0]}{number}号楼", f"{place[1]} Building {number}"
        return self._stem(place, carrier)

    def _stem(self, place: tuple[str, str], carrier: str) -> tuple[str, str]:
        while True:
            stem, stem_en = self.rng.choice(STEMS)
            form, form_en = self.rng.choice(FORMS[carrier])
            wing = self.rng.choice("ABC") if carrier == "科研楼宇" and self.rng.random() < 0.5 else ""
            tail = f"{stem}{form}{wing and wing + '座'}"
            if tail not in self.used:
                self.used.add(tail)
                return place[0] + tail, f"{place[1]} {stem_en} {form_en}{wing and ' ' + wing}"


def aliases_of(name: str, place: str, rng: random.Random) -> tuple[str, ...]:
    """What people say instead: 2# for 2号楼, the name without its place."""
    if name.endswith("号楼"):
        return (f"{name[:-2]}#楼",) if rng.random() < 0.5 else ()
    tail = name.removeprefix(place)
    return (tail,) if len(tail) >= 4 and rng.random() < 0.25 else ()
