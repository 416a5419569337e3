"""The small words of a search: what carries no meaning, deals said in one character, and what is only mentioned."""

from __future__ import annotations

import re

from indexer import refusal
from indexer.numerals import Slot

FILLER = re.compile(
    r"附近|周边|旁边|一带|沿线|的|了|想租|求租|想找|想要|找个?|需要|求购|最好|希望|请问|有没有|帮忙?|一个|一处|一套|左右|预算|租金|面积|"
    r"月租|(?:价格|租金)?面议|为|(?<!\S)带有?|要|也看|都可以|都行|也行|也可以|均可|都想|或者?|随便|推荐|介绍|谢谢|麻烦|你好|您好|"
    r"我们?(?:公司|单位|团队)?|我司|本公司|本单位|公司\s*\d+\s*(?:个?人)|(?:\d+|[一二两三四五六七八九十百]+)\s*(?:来|多)?(?:个|号|名)?人(?![才力民])|"
    r"(?:有|大概|大约|共|一共)(?=\s*$)|便宜点?|实惠|性价比高?|价格|价位|房源|房子|房屋|地方|场地|套(?![间房])|"
    r"(?<![㐀-鿿])(?:小|大|去|在|位于|有|找|看看|那种|这种|可|嗯|呃|那个|然后|就是|哈|啊|哦|吧|呢)(?![㐀-鿿])|"
    r"(?<![㐀-鿿])嘉兴市?(?![㐀-鿿])|"
    r"\b(?:jiaxing|office space|space|cheap|near|in|at|for|with|please|we|our|need|want|looking)\b|"
    r"[，。、；：！？,;:!?()（）\[\]\"'/|~]+"
)
_DEALS = (
    ("出租", re.compile(r"(?<![月年日房免招出承转长融起单合不收])租(?![金今期约价户客车赁房界不])")),
    ("售卖", re.compile(r"(?:(?<=租)|(?<=[可或要])|(?<![^\s,]))售(?![后票货前])")),
    ("售卖", re.compile(r"(?<![不采])买(?![手卖菜单家方断物车票书])|收购")),
    ("售卖", re.compile(r"(?:(?<=租)|(?<=[可或要想求能])|(?<![^\s,]))购(?![卖物])")),
)
"""One-character words for a deal, read only where they are no part of another word."""
_IN_PASSING = {"facilities", "deals", "floor_min", "floor_max", "available_by", "industries"}
"""Fields that are often only mentioned, as a single floor is."""
_FLOORS = {"floor_min", "floor_max"}
_WISH = re.compile(
    r"(?<![纪重主摘概])要|有|带|配|含|找|求|需|想|能|可|好|近|靠|租|买|换|改|须|必备|齐|交付|入驻|入住|进场|搬|\b(?:with|need|want|near|looking|for|has|have)\b"
)
_OTHER = re.compile(r"[㐀-鿿]")


def deals(text: str) -> list[Slot]:
    """租, 售 and 买 standing alone, where every longer word has been taken out."""
    return [
        Slot("deals", value, match.start(), match.end())
        for value, pattern in _DEALS
        for match in pattern.finditer(text)
        if refusal.refused(text, match.start(), match.end()) is None
    ]


def only_mentioned(slots: list[Slot], rest: str) -> bool:
    """Whether nothing is wished for: 食堂 in 今天食堂吃什么. Whoever names a place or a size has a wish."""
    names = {slot.name for slot in slots}
    if names - _IN_PASSING or len(names & _FLOORS) == 1 or _WISH.search(rest):
        return False
    return any(_glued(rest, slot) for slot in slots)


def _glued(rest: str, slot: Slot) -> bool:
    """Whether other words run on right before or after a name."""
    around = rest[max(0, slot.start - 1) : slot.start] + rest[slot.end : slot.end + 1]
    return len(_OTHER.findall(FILLER.sub(" ", rest))) > 1 and bool(_OTHER.search(around))
