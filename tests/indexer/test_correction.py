"""Names written otherwise are found, and said; ordinary words stay what they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.correction import Speller
from indexer.understanding import Understood, Vocabulary, understand

Read = Callable[[str], Understood]

OTHERWISE = [
    ("guojijinrongguangchang 300平", "clusters", "国际金融广场"),
    ("guoji jinrong guangchang", "clusters", "国际金融广场"),
    ("Guoji Jinrong Guangchang附近", "clusters", "国际金融广场"),
    ("gjjrgc", "clusters", "国际金融广场"),
    ("国际金容广场", "clusters", "国际金融广场"),
    ("国际金融光场", "clusters", "国际金融广场"),
    ("国际金广场", "clusters", "国际金融广场"),
    ("嘉兴科技技城", "clusters", "嘉兴科技城"),
    ("国际融金广场", "clusters", "国际金融广场"),
    ("國際金容廣場", "clusters", "国际金融广场"),
    ("智慧物流小阵 五百平", "clusters", "智慧物流小镇"),
    ("高铁新成", "clusters", "高铁新城"),
    ("嘉兴科技诚", "clusters", "嘉兴科技城"),
    ("nanhuqu 500平以内", "regions", "南湖区"),
    ("xiuzhouqu 写字楼", "regions", "秀洲区"),
    ("南胡区写字楼", "regions", "南湖区"),
    ("秀州区", "regions", "秀洲区"),
    ("平胡市厂房", "regions", "平湖市"),
    ("不要南胡区", "exclude_regions", "南湖区"),
]

ORDINARY = """
人力资源公司 物业公司写字楼 文化传媒公司办公室 我们是做跨境电商的初创团队 国际贸易中心 金融科技公司总部 智能制造研发中心
咖啡店临街 律师事务所分所 医疗器械研发 园区配套食堂 城市规划设计院 建筑设计有限公司 幼儿教育培训中心 新能源汽车展厅
大数据中心机房 网红直播基地 长三角一体化 互联网公司 总部基地 城市综合体 创意产业园 科技园区 人才公寓 高新技术企业
国际学校 商务中心 万达广场 嘉兴高新园区 南方公司 海鲜酒楼 平安保险 新城物业 高铁票代售 金融街 物流公司 时尚买手店 智慧城市
上海总部搬迁 杭州分公司 今天天气真好 您好请问还有房吗 电话号码是多少 老板在不在 随便看看 价格可以谈吗 电梯坏了 空调多少钱
技术开发 企业服务 财务外包 广告制作 健身工作室 美容美发 冷链配送 检测认证 港口货代 影视拍摄 旅游线路 皮草批发
financial services office
international trade
technology company
a shanghai company
logistics centre
software park
design studio
e-commerce live streaming
headquarters of a group
hello is anyone there
""".strip()


@pytest.mark.parametrize(("words", "name", "value"), OTHERWISE)
def test_a_name_written_otherwise_is_read_and_said(read: Read, words: str, name: str, value: str) -> None:
    understood = read(words)
    assert value in getattr(understood, name)
    assert [correction.read for correction in understood.corrected] == [value]
    assert understood.corrected[0].said in words.lower() or "國" in words


@pytest.mark.parametrize(
    "words", [word for line in ORDINARY.split("\n") for word in (line.split() if line[0] > "z" else [line])]
)
def test_ordinary_words_stay_what_they_are(read: Read, words: str) -> None:
    assert read(words).corrected == ()


def test_what_is_written_right_is_not_corrected(vocabulary: Vocabulary) -> None:
    for phrase in vocabulary.phrases:
        assert understand(phrase, vocabulary).corrected == (), phrase


def test_the_corrected_text_reads_the_same(read: Read) -> None:
    for words, _, _ in OTHERWISE:
        understood = read(words)
        right = words.lower()
        for correction in understood.corrected:
            right = right.replace(correction.said, correction.read)
        if right != words.lower():
            again = read(right)
            assert again.corrected == ()
            assert (again.clusters, again.regions, again.area_min) == (
                understood.clusters,
                understood.regions,
                understood.area_min,
            )


def test_two_names_equally_near_are_not_guessed_between() -> None:
    speller = Speller(("东方商务大厦", "西方商务大厦"))
    assert speller.misreadings("南方商务大厦") == []
    assert [one.phrase for one in speller.misreadings("东方伤务大厦")] == ["东方商务大厦"]


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=500))
def test_any_text_is_read_without_a_fall(read: Read, text: str) -> None:
    for correction in read(text).corrected:
        assert correction.said
        assert correction.read
