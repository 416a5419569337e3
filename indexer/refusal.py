"""What is said not to be wanted: 不要毛坯, 厂房就算了, 除了海宁, 食堂、健身房都不用.

A name is refused by the words right before or right after it; names joined to a refused one are refused with it.
没有食堂的不要 refuses twice and so asks for it. Text is folded (``analysis.fold``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_LINK = (
    r"(?:再|在|往|给我们?|给|推荐|推送?|介绍|安排于?|发|带我?看?|看|让我们?去|去|位于|选|任何|什么|那种|这种|那些|"
    r"any|an?|the|in|at|to|us|me|of|\s)*"
)
_BEFORE = re.compile(
    r"(?:不要|不想要?|(?<!需)不需要?|无需|无须|不考虑|不接受|不能接受|不能在|不在|不租|不买|不去|不看|不选|不用|不必|不宜|"
    r"(?<![特分级区个差类性])别要?|勿要?|唔要|唔好|唔使|唔考虑|弗要|覅|莫要?|(?<!除)非|(?<!是)不是|除了|除开|除去|除咗|除|"
    r"buyao|bu yao|无所谓\s*:?|不强求\s*:?|可有可无\s*:|明确排除|排除|拒绝|谢绝|避开|(?<!有)没有?|(?<!有)无|"
    r"\b(?:no|not|without|except(?: for)?|excluding|other than|anything but|avoid|never|"
    r"(?:do not|don'?t|cannot|can'?t|will not|won'?t|would not) (?:want|like|need|accept|take|consider))\b)\s*"
    + _LINK
    + "$"
)
_WITHOUT = re.compile(r"(?:(?<!有)没有?|(?<!有)无|不带|不含|不配|缺|\bwithout|\bno)\s*$")
_TAIL = (
    r"(?:房屋|房源|房子|房|的|地?那边|这边|那里|这里|那种|这种|一类|类|区域|片区|一带|两地|等地|统统|一律|全部|全都|都|均|"
    r"就|也|亦|又|再|先|这两个|这几个|方向|地段|我们|我|俺|实在|真的|去过|看过|了|太[^\s,，。;；!！]{1,3}[,，]?|请|暂时?)*"
)
_STOP = r"(?=[了的吧啊哈呀哦嘛喔呢]*\s*(?:$|[,，。.;；:：!！、?？)）~\s]|哈|行不行|好不好|谢))"
_AFTER = re.compile(
    _TAIL
    + r"\s*(?:(?:不要|不考虑|不接受|不去|不看|不租|不买|不行|不喜欢|不用|不必|不需要|不合适|不想要?|没兴趣|唔要|唔好|"
    r"唔考虑|弗要|覅|勿要|勿欢喜|排除掉?|一概不看|pass|×|✗|✘|❌|🙅)"
    + _STOP
    + r"|除外|以外|之外|(?<=.)外(?=$|[,，。;；!！\s都])|"
    r"(?:is|are) (?:excluded|not (?:wanted|possible|acceptable|an option|ok|for us|needed|required)|out)\b|"
    r"免谈|算了|拉倒|勿扰|别(?:再|给我|给)?(?:推荐?|发|看|提|来|介绍)(?:给我|我)*" + _STOP + ")"
)
_NO_FIGURE = re.compile(r"(?:不要|不想要|不是|别要)$")
_NOT_ENOUGH = re.compile(r"(?:的|了|都|也)*(?:不够|太大|太小|太贵|太高|不行|不要了?(?=[,，。\s]|$))")
_INDIFFERENT = re.compile(r"(?:的|都|也|\s)*(?:可有可无|无所谓|不强求|不做要求|随便|没有?要求|有没有都行)")
_ALSO = re.compile(r"的?\s*[也都](?:可以?|行|好|看|没问题|考虑)")
_ONLY_IF_ALONE = frozenset({"rent_bands"})
"""面议也可以 only says that one would talk, too."""
_ALL_OF_THEM = re.compile(r"都|均|统统|一律|两|全部|全都|以外|之外|除外")
_AND = re.compile(r"(?:[房屋的修]*\s*(?:和|或者?|及|与|跟|、|以及|还有|and|or|nor)\s*)?")
_JOINED = re.compile(r"[房屋的修]*\s*(?:和|或者?|及|与|跟|以及|and|or|nor)\s*")


@dataclass(frozen=True)
class Name:
    """A phrase of the vocabulary in the text: its place, and the fields it may stand for.

    ``refused`` covers the words that refuse it too; ``None`` is wanted. ``open``: said not to matter.
    """

    start: int
    end: int
    fields: frozenset[str]
    refused: tuple[int, int] | None = None
    open: bool = False

    @property
    def span(self) -> tuple[int, int]:
        return self.refused or (self.start, self.end)


def refused(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch with the words that refuse it, or ``None`` when it is wanted."""
    return _alone(text, Name(start, end, frozenset())).refused


def refused_figure(text: str, start: int, end: int, *, floor: bool) -> tuple[int, int] | None:
    """Like ``refused`` for a figure. But for floors only the plainest words count, for 毛坯不要 500平 wants 500 ㎡."""
    if floor:
        return refused(text, start, end)
    apart = text[start : start + 1].isspace()
    before, after = None if apart else _NO_FIGURE.search(text, 0, start), _NOT_ENOUGH.match(text, end)
    if before is None and after is None:
        return None
    return before.start() if before else start, after.end() if after else end


def judged(text: str, names: Sequence[Name]) -> list[Name]:
    """The names in order, each said to be wanted, refused or open."""
    found: list[Name] = []
    for name in names:
        found.append(_alone(text, name, found[-1].span[1] if found else 0))
    for i in range(1, len(found)):
        if found[i - 1].refused and not found[i].refused and _goes_with(text, found[i - 1], found[i]):
            found[i] = replace(found[i], refused=(found[i].start, found[i].end))
    for i in range(len(found) - 1, 0, -1):
        if _refuses_all(text, found[i]) and not found[i - 1].refused and _goes_with(text, found[i - 1], found[i]):
            found[i - 1] = replace(found[i - 1], refused=(found[i - 1].start, found[i].span[1]))
    return found


def _alone(text: str, name: Name, since: int = 0) -> Name:
    """One name by itself; words before ``since`` speak of the name before it."""
    after = _AFTER.match(text, name.end)
    if without := _WITHOUT.search(text, since, name.start):
        if after:
            return replace(name, start=without.start(), end=after.end())
        return replace(name, refused=(without.start(), name.end))
    if before := _BEFORE.search(text, since, name.start):
        return replace(name, refused=(before.start(), after.end() if after else name.end))
    if after:
        return replace(name, refused=(name.start, after.end()))
    indifferent = _INDIFFERENT.match(text, name.end)
    if indifferent is None and name.fields and name.fields <= _ONLY_IF_ALONE:
        indifferent = _ALSO.match(text, name.end)
    if indifferent:
        return replace(name, refused=(name.start, indifferent.end()), open=True)
    return name


def _goes_with(text: str, one: Name, other: Name) -> bool:
    """Whether two names are joined: by any sign between names of one kind, by a word between names of two."""
    joint = _AND if one.fields & other.fields else _JOINED
    return joint.fullmatch(text, one.end, other.start) is not None


def _refuses_all(text: str, name: Name) -> bool:
    return bool(name.refused and _ALL_OF_THEM.search(text, name.end, name.refused[1]))
