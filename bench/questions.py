"""Seeded questions in people's words: places, figures, facilities, names and free words, mixed."""

from __future__ import annotations

import random
from collections.abc import Sequence

from indexer.documents import SpaceDocument

TEMPLATES = (
    "{region}{area}平左右的{type}",
    "{region} {area}平以内 租金{rent}元/㎡·天以内",
    "{region}{type}，带{facility}和{facility2}",
    "{region}{work}办公室 {area}平",
    "{cluster}",
    "{cluster} {area}平以上 {decoration}",
    "{cluster}附近的{type}，{rent}块以内",
    "{cluster} {word}",
    "{building}",
    "{building} {area}平左右",
    "{building} {decoration} {facility}",
    "{work}公司找{area}平办公室，月租{total}万以内",
    "{work} {work2}",
    "{work}，{region}，要{facility}",
    "{type} {low}到{area}平 {rent}元以下 {facility}",
    "{word}",
    "{word} {word2}",
    "{word} {facility} {area}平",
    "{word} {word2} {region} {decoration}",
    "想租{low}-{area}平的{type}，不要毛坯，半年内入驻",
    "高楼层 {area}平以上 {region} {facility}",
    "{policy} {work} {region}",
    "{belt}沿线 {area}平 {type}",
    "{region} {deal} {type}",
    "{region}",
    "{facility}",
    "{decoration} {rent}元以内",
    "层高{ceiling}米以上 {facility} {region}",
    "{english_work} office near {region} {area} sqm",
)
TYPES = ("写字楼", "办公楼", "厂房", "科研楼", "商铺", "综合体", "商务楼")
WORK = (
    "跨境电商 直播带货 软件开发 物联网 股权投资 融资租赁 检验检测 劳务派遣 猎头 广告设计 "
    "动漫 影视后期 快递 冷链物流 供应链 会计师事务所 "
    "律师 培训学校 环保检测 工业设计 服装设计 皮草 毛衫 核电服务 "
    "养老 体检 咖啡店 健身 数据中心 芯片设计 "
    "新材料 机电 会展 知识产权"
).split()
WORDS = (
    "地铁 高铁站 公交 采光好 江景 安静 独立 大堂 临街 转角 "
    "落地窗 会客 隔断 电梯 绿化 学校 商圈 老街 运河 科技 金融 "
    "物流 创意 人才 孵化 总部 展厅 实验室 仓储 路演 大开间 交通方便 周边配套 上海 高速出口 gjjrgc nanhucbd 国际 "
    "广场 大厦 产业园 小镇 免租期 可分割"
).split()
ENGLISH_WORK = ("software", "logistics", "e-commerce", "law", "design", "testing", "finance")
POLICIES = ("租金补贴", "装修补贴", "税收奖励", "人才补贴", "研发补助")


def questions(documents: Sequence[SpaceDocument], count: int, seed: int) -> list[str]:
    """``count`` different questions, every template about as often as the others, in mixed order."""
    chance = random.Random(f"{seed} questions")
    names = {
        "region": sorted({d.region for d in documents}),
        "cluster": sorted({d.cluster for d in documents if d.cluster}),
        "building": sorted({d.building for d in documents}),
        "belt": sorted({belt for d in documents for belt in d.belts}),
        "facility": sorted({f for d in documents for f in d.facilities}),
        "decoration": sorted({d.decoration for d in documents if d.decoration}),
    }
    found: dict[str, None] = {}
    turn = 0
    while len(found) < count:
        found.setdefault(TEMPLATES[turn % len(TEMPLATES)].format(**_filling(names, chance)))
        turn += 1
    mixed = list(found)
    chance.shuffle(mixed)
    return mixed


def _filling(names: dict[str, list[str]], chance: random.Random) -> dict[str, object]:
    facility, facility2 = chance.sample(names["facility"], 2)
    work, work2 = chance.sample(WORK, 2)
    word, word2 = chance.sample(WORDS, 2)
    area = chance.choice((80, 120, 200, 300, 500, 800, 1200, 2000, 3000))
    return {
        **{name: chance.choice(values) for name, values in names.items()},
        "facility": facility,
        "facility2": facility2,
        "work": work,
        "work2": work2,
        "word": word,
        "word2": word2,
        "area": area,
        "low": area // 2,
        "rent": chance.choice((0.8, 1, 1.2, 1.5, 2, 2.5, 3)),
        "total": chance.choice((1, 2, 3, 5, 8)),
        "ceiling": chance.choice((3, 3.5, 4, 5, 6)),
        "type": chance.choice(TYPES),
        "deal": chance.choice(("出租", "出售", "合作")),
        "policy": chance.choice(POLICIES),
        "english_work": chance.choice(ENGLISH_WORK),
    }
