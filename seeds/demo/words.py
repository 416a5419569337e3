"""Sentences about buildings in parts that fit any of them, Chinese and English side by side."""

from __future__ import annotations

import random
from collections.abc import Sequence

Pair = tuple[str, str]

PLACE: dict[str, tuple[Pair, ...]] = {
    "core": (
        ("位于{place}，沿{road}进出方便。", "In {place_en}, easy to reach by road."),
        ("地处{place}，周边以商务和配套用房为主。", "In {place_en}, among offices and supporting services."),
        (
            "在{place}内，步行可到公交站和沿街餐饮。",
            "In {place_en}, with bus stops and street-side dining on foot.",
        ),
    ),
    "county": (
        ("位于{place}，离主城区主干道不远。", "In {place_en}, not far from the main town roads."),
        (
            "地处{place}，货车与班车出入顺畅。",
            "In {place_en}, with easy access for lorries and shuttle buses.",
        ),
        (
            "在{place}，租住和用餐成本都比较低。",
            "In {place_en}, where housing and meals cost comparatively little.",
        ),
    ),
}
BUILT: dict[str, tuple[Pair, ...]] = {
    "写字楼": (
        (
            "大堂挑高，标准层方正，柱距适合开放办公。",
            "A high lobby and square standard floors suit open-plan offices.",
        ),
        (
            "玻璃幕墙采光充足，电梯分高低区运行。",
            "Glass curtain walls bring in daylight, and lifts serve two zones.",
        ),
        (
            "外立面近年翻新，公区灯光与导视统一。",
            "The façade was renewed recently, with uniform lighting and signs.",
        ),
    ),
    "商务楼": (
        (
            "楼层不高，上下班等梯时间短，户型从小间到半层都有。",
            "A low-rise with short lift waits, from single rooms to half floors.",
        ),
        (
            "临街一侧可做接待或展示，内侧安静。",
            "The street side suits reception or display, while the rear is quiet.",
        ),
        (
            "公区整洁，每层设茶水间和独立卫生间。",
            "Clean shared areas, with a pantry and washrooms on every floor.",
        ),
    ),
    "科研楼宇": (
        (
            "楼板承重与给排水按实验用房预留，可改造洁净间。",
            "Floor loads and plumbing are prepared for laboratories and clean rooms.",
        ),
        (
            "每层有设备吊装口，屋面可放外机。",
            "Each floor has an equipment hoisting opening, and the roof takes outdoor units.",
        ),
        (
            "园内绿化多，研发与小批量试制可以同楼。",
            "Set in greenery, with R&D and small-batch trials under one roof.",
        ),
    ),
    "城市综合体": (
        (
            "底层临街商铺连着中庭，楼上为餐饮、培训与办公。",
            "Street shops open to an atrium, with dining, training and offices above.",
        ),
        (
            "周末人流集中，地下车库直达各层。",
            "Busy at weekends, with direct access from the underground car park.",
        ),
        (
            "广场可办快闪与市集，夜间照明完善。",
            "The plaza hosts pop-ups and markets and is well lit at night.",
        ),
    ),
    "闲置厂房": (
        (
            "原生产线已清空，层高和柱网适合仓储、直播间或轻加工。",
            "Cleared of machinery, its height and columns suit storage, studios or light work.",
        ),
        (
            "院内可停大车，货梯与平台相连。",
            "The yard takes large lorries, and goods lifts connect to the dock.",
        ),
        (
            "屋面与消防已整修，可按需隔断。",
            "The roof and fire system have been repaired, and it can be partitioned.",
        ),
    ),
}
AROUND: tuple[Pair, ...] = (
    (
        "物业全天值守，晚间加班可申请空调。",
        "Staff are on duty round the clock, and evening air conditioning is on request.",
    ),
    (
        "午餐选择多，附近有便利店和银行网点。",
        "There are many lunch options, with convenience stores and a bank nearby.",
    ),
    ("河边有步道，午休可以散步。", "A riverside path is good for a lunchtime walk."),
    ("访客可扫码登记，车牌识别进出。", "Visitors register by code, and number plates are read at the gate."),
    ("周边有可租住的小区，通勤时间短。", "Rental housing nearby keeps commutes short."),
    ("快递柜和共享打印设在一层。", "Parcel lockers and shared printing are on the ground floor."),
)
SPACE: tuple[Pair, ...] = (
    (
        "朝南，整面开窗，白天基本不用开灯。",
        "South-facing with full windows; lights are rarely needed by day.",
    ),
    ("转角单元，两面采光。", "A corner unit with daylight on two sides."),
    ("靠近电梯厅，客户来访好找。", "Close to the lift lobby and easy for visitors to find."),
    ("走廊尽端，安静，适合专注工作。", "At the quiet end of the corridor, good for focused work."),
    ("朝东临河，视野开阔。", "East-facing over the river, with an open view."),
    ("北向，光线均匀，适合设计与检测。", "North-facing with even light, good for design and testing."),
)
INSIDE: dict[str, tuple[Pair, ...]] = {
    "精装": (
        (
            "已隔出经理室和会议间，家具可谈。",
            "A manager's office and a meeting room are in place; furniture can be discussed.",
        ),
        (
            "地毯、吊顶和网络布线齐全，签约后即可办公。",
            "Carpet, ceiling and cabling are done, ready for work once signed.",
        ),
    ),
    "简装": (
        ("地面找平、墙面刷白，水电到位。", "Level floors, white walls, with water and power in place."),
        ("保留原有玻璃隔断，可拆。", "Existing glass partitions can stay or go."),
    ),
    "毛坯": (
        ("毛坯交付，可按自己的平面重新布置。", "Handed over as a shell, free to be laid out anew."),
        (
            "消防与新风主管已到户，装修期可免租。",
            "Fire and fresh-air mains reach the unit; fit-out time can be rent-free.",
        ),
    ),
}
GROUND: tuple[Pair, ...] = (
    ("临街展示面宽，门前可停车。", "A wide street frontage, with parking at the door."),
    ("靠近主入口，可做门店或接待。", "Near the main entrance, for a shop or a reception."),
)
SHOP: tuple[Pair, ...] = (
    ("正对扶梯口，客流自然经过。", "Facing the escalator, with footfall passing by."),
    ("面向中庭，橱窗完整。", "Facing the atrium, with an unbroken shop window."),
    ("可做重餐，排烟排污已预留。", "Fit for a full kitchen, with exhaust and drainage in place."),
)
SHOP_INSIDE: tuple[Pair, ...] = (
    ("上一家撤柜后已清场，可随时进场。", "Cleared by the last shop and free to enter at any time."),
    (
        "吊顶与照明可沿用，装修方案报物业审核。",
        "Ceiling and lighting can stay; plans go to the manager for approval.",
    ),
)
WORKSHOP: tuple[Pair, ...] = (
    ("卷帘门直通货运通道，叉车可进。", "A roller door opens on the goods lane, with room for forklifts."),
    ("柱距大、通透，便于排布货架或产线。", "Wide bays, free for racking or a line."),
    ("配电容量可增，地坪耐磨。", "Power can be raised, and the floor is hard-wearing."),
)
WORKSHOP_INSIDE: tuple[Pair, ...] = (
    (
        "可按需隔出办公区，水电独立计量。",
        "An office can be partitioned off; water and power are metered apart.",
    ),
    (
        "灯具与喷淋完好，签约后两周可交付。",
        "Lights and sprinklers work; handed over two weeks after signing.",
    ),
)
TRANSIT = (
    "距最近公交站约{m}米，到{station}（高铁）约{km}公里",
    "公交站步行{w}分钟，距{station}（高铁站）约{km}公里",
    "门口{m}米有公交站，驾车到{station}约{km}公里，到高速入口约{q}分钟",
)


def joined(rng: random.Random, groups: Sequence[Sequence[Pair]]) -> Pair:
    """One sentence of each group, in both languages."""
    chosen = [rng.choice(group) for group in groups]
    return "".join(zh for zh, _ in chosen), " ".join(en for _, en in chosen)


def inside(carrier: str, floor: int, decoration: str) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """The groups a space draws its two sentences from."""
    if carrier == "闲置厂房":
        return WORKSHOP, WORKSHOP_INSIDE
    if carrier == "城市综合体":
        return (GROUND if floor == 1 else SHOP), SHOP_INSIDE
    return (GROUND if floor == 1 else SPACE), INSIDE[decoration]
