"""Refusals, what is taken back, plainer signs, prices, pinyin, and words that are only mentioned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.plain import plain
from indexer.understanding import Understood, Vocabulary, understand

Read = Callable[[str], Understood]
TODAY = date(2026, 11, 24)
SKIPPED = {"text", "corrected", "slots", "industries"}

ENTRIES = (
    ("南湖区", "regions", "南湖区"), ("南湖", "regions", "南湖区"), ("秀洲区", "regions", "秀洲区"),
    ("秀洲", "regions", "秀洲区"), ("海宁市", "regions", "海宁市"), ("海宁", "regions", "海宁市"),
    ("Haining", "regions", "海宁市"), ("桐乡市", "regions", "桐乡市"), ("桐乡", "regions", "桐乡市"),
    ("南湖CBD", "clusters", "南湖CBD"), ("南湖基金小镇", "clusters", "南湖基金小镇"),
    ("写字楼", "space_types", "写字楼"), ("厂房", "space_types", "闲置厂房"), ("factory", "space_types", "闲置厂房"),
    ("毛坯", "decorations", "毛坯"), ("毛坯房", "decorations", "毛坯"), ("精装", "decorations", "精装"),
    ("食堂", "facilities", "食堂"), ("健身房", "facilities", "健身房"), ("停车", "facilities", "停车位"),
    ("出租", "deals", "出租"), ("出售", "deals", "售卖"), ("面议", "rent_bands", "negotiable"),
)  # fmt: skip


@pytest.fixture(scope="module")
def read() -> Read:
    vocabulary = Vocabulary.of(ENTRIES)
    return lambda words: understand(words, vocabulary, TODAY)


def said(understood: Understood) -> dict[str, object]:
    fields = (name for name in understood.__dataclass_fields__ if name not in SKIPPED)
    return {name: getattr(understood, name) for name in fields if getattr(understood, name) not in (None, ())}


REFUSED = [
    ("不要毛坯", {"exclude_decorations": ("毛坯",)}),
    ("毛坯不要", {"exclude_decorations": ("毛坯",)}),
    ("毛坯的统统不要", {"exclude_decorations": ("毛坯",)}),
    ("毛坯就别推了哈", {"exclude_decorations": ("毛坯",)}),
    ("除毛坯外", {"exclude_decorations": ("毛坯",)}),
    ("不在南湖区", {"exclude_regions": ("南湖区",)}),
    ("南湖区以外的都行", {"exclude_regions": ("南湖区",)}),
    ("除了海宁市都可以", {"exclude_regions": ("海宁市",)}),
    ("别给我厂房", {"exclude_space_types": ("闲置厂房",)}),
    ("厂房就算了", {"exclude_space_types": ("闲置厂房",)}),
    ("cannot accept factory", {"exclude_space_types": ("闲置厂房",)}),
    ("anywhere except Haining", {"exclude_regions": ("海宁市",)}),
    ("Haining is excluded", {"exclude_regions": ("海宁市",)}),
    ("明确排除毛坯房及海宁、桐乡两地", {"exclude_decorations": ("毛坯",), "exclude_regions": ("海宁市", "桐乡市")}),
    ("海宁桐乡这两个方向先排除", {"exclude_regions": ("海宁市", "桐乡市")}),
    ("南湖区太远不考虑", {"exclude_regions": ("南湖区",)}),
    ("没有食堂", {}),
    ("食堂、健身房都不用", {}),
    ("健身房可有可无", {}),
    ("没有食堂的不要", {"facilities": ("食堂",)}),
    ("有没有食堂", {"facilities": ("食堂",)}),
    ("是不是南湖区的", {"regions": ("南湖区",)}),
    ("特别想要南湖区", {"regions": ("南湖区",)}),
    ("不要毛坯，精装", {"exclude_decorations": ("毛坯",), "decorations": ("精装",)}),
    ("毛坯不要 400平", {"exclude_decorations": ("毛坯",), "area_min": 320.0, "area_max": 480.0}),
    ("秀洲不要，南湖要", {"exclude_regions": ("秀洲区",), "regions": ("南湖区",)}),
    ("不要一楼", {"floor_min": 2}),
    ("一楼不要，要三楼", {"floor_min": 3, "floor_max": 3}),
    ("不接受超过2元/平/天的", {"rent_max": 2.0}),
    ("大于两千平的一概不看", {"area_max": 2000.0}),
    ("不要低于500平", {"area_min": 500.0}),
]


@pytest.mark.parametrize(("words", "expected"), REFUSED)
def test_what_is_not_wanted_is_refused_wherever_it_is_said(read: Read, words: str, expected: dict[str, object]) -> None:
    assert said(read(words)) == expected


TAKEN_BACK = [
    ("要500平，不对，是300平", {"area_min": 240.0, "area_max": 360.0}),
    ("南湖区，哦打错了，秀洲区", {"regions": ("秀洲区",)}),
    ("想买……算了还是租吧", {"deals": ("出租",)}),
    ("三楼，啊不，四楼", {"floor_min": 4, "floor_max": 4}),
    ("毛坯也行。等等，不要毛坯", {"exclude_decorations": ("毛坯",)}),
    ("面积先写400平以上，改成600平以上，南湖区", {"area_min": 600.0, "regions": ("南湖区",)}),
    ("上次说的450平不够，要650平", {"area_min": 520.0, "area_max": 780.0}),
]


@pytest.mark.parametrize(("words", "expected"), TAKEN_BACK)
def test_only_the_last_of_what_is_taken_back_counts(read: Read, words: str, expected: dict[str, object]) -> None:
    assert said(read(words)) == expected


FIGURES = [
    ("①面积600-800㎡ ②精装", {"area_min": 600.0, "area_max": 800.0, "decorations": ("精装",)}),
    ("area ∈ [900, 1100] ㎡", {"area_min": 900.0, "area_max": 1100.0}),
    ("年租金总额上限人民币玖拾万元", {"yearly_total_max": 900_000.0}),
    ("年租≤36万", {"yearly_total_max": 360_000.0}),
    ("一个月房租不能过三千块", {"monthly_total_max": 3000.0}),
    ("预算每月1w5以内", {"monthly_total_max": 15_000.0}),
    ("两万块钱一个月以内", {"monthly_total_max": 20_000.0}),
    ("一块二一平", {"rent_max": 1.2}),
    ("六毛到八毛", {"rent_min": 0.6, "rent_max": 0.8}),
    ("Rent is maximum 1.9 yuan per square meter per day", {"rent_max": 1.9}),
    ("百来平", {"area_min": 80.0, "area_max": 120.0}),
    ("1000+平", {"area_min": 1000.0}),
    ("层高≥5.0 m", {"ceiling_min": 5.0}),
    ("10th floor or above", {"floor_min": 10}),
    ("10F以上", {"floor_min": 10}),
    ("16楼和17楼", {"floor_min": 16, "floor_max": 17}),
    ("单价1万以内 出售", {"price_max": 10_000.0, "deals": ("售卖",)}),
    ("总价500万以内的写字楼", {"price_total_max": 5_000_000.0, "space_types": ("写字楼",)}),
    ("出售 100万以内", {"price_total_max": 1_000_000.0, "deals": ("售卖",)}),
    ("100万以内", {}),
    ("面议", {"rent_bands": ("negotiable",)}),
    ("一块五以内，面议也可以", {"rent_max": 1.5}),
    ("Moving must be before March 1, 2027", {"available_by": date(2027, 3, 1)}),
    ("交付不得迟于2027年4月15日", {"available_by": date(2027, 4, 15)}),
]


@pytest.mark.parametrize(("words", "expected"), FIGURES)
def test_figures_are_read_in_every_shape(read: Read, words: str, expected: dict[str, object]) -> None:
    assert said(read(words)) == expected


@pytest.mark.parametrize(
    "words", ["今天食堂吃什么", "停车罚单怎么交", "周末租了部老电影看", "买一送一活动到几号", "三楼会议纪要发我一下"]
)
def test_what_is_only_mentioned_is_no_wish(read: Read, words: str) -> None:
    understood = read(words)
    assert said(understood) == {}
    assert understood.text


@pytest.mark.parametrize("words", ["食堂", "带食堂", "食堂 健身房", "三楼以上", "出租"])
def test_a_wish_of_one_word_is_one(read: Read, words: str) -> None:
    assert said(read(words))


SPELT = [
    ("nanhuquxiezilou", {"regions": ("南湖区",), "space_types": ("写字楼",)}),
    ("hainingchangfang3000ping", {"regions": ("海宁市",), "space_types": ("闲置厂房",), "area_min": 2400.0, "area_max": 3600.0}),
    ("海宁 写楼字", {"regions": ("海宁市",), "space_types": ("写字楼",)}),
    ("桐香厂房", {"regions": ("桐乡市",), "space_types": ("闲置厂房",)}),
    ("南湖基小镇", {"clusters": ("南湖基金小镇",)}),
    ("nhq 写字楼", {"regions": ("南湖区",), "space_types": ("写字楼",)}),
    ("同乡会", {}),
]  # fmt: skip


@pytest.mark.parametrize(("words", "expected"), SPELT)
def test_names_are_read_however_they_are_spelt(read: Read, words: str, expected: dict[str, object]) -> None:
    assert said(read(words)) == expected


@given(st.text("①②⑳1.2、)）([900, ]壹贰拾万萬 平米南湖", max_size=40))
def test_plain_signs_keep_every_place(text: str) -> None:
    assert len(plain(text)) == len(text)
