"""Numbers in a person's words, and the words for at most, at least, about and between around them.

Everything here reads folded text (``analysis.fold``). The string constants are pieces of patterns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import cn2an

ABOUT = 0.2
"""左右, 大概 and a bare figure mean this much less or more."""

_HAN_DIGITS = "一二两三四五六七八九"
_HAN = rf"[零〇十百千万{_HAN_DIGITS}]+(?:点[零{_HAN_DIGITS}]+)?"
NUMBER = (
    rf"(?:(?<![\d.])(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{1,9}})(?:\.\d{{1,4}})?\s?"
    rf"(?:[万w][1-9](?![\d.]|\s*(?:平|方|㎡))|万|千|百|k(?!m|[a-z])|w(?![a-z]))?|{_HAN})"
)
TO = r"\s*(?:-|~|–|—|―|到|至|to|and)\s*"
M2 = (
    r"(?:平方米|平方公尺|平米|平方|平(?!均|台|湖)|㎡|m2|m²|sqm|sq\.?\s?(?:m|mt|mtrs?|met(?:er|re)s?)\b|"
    r"square met(?:er|re)s?|"
    r"ping(?:fangmi|fang|mi)?(?=zuoyou|yinei|yishang|yixia|[^a-z]|$)|方(?![便向案面]))"
)
_REFUSE = r"(?:不接受|不考虑|不要|拒绝|别发|别推|别给我?|别要?|唔要|唔好)"
BEFORE_MOST = (
    rf"{_REFUSE}\s*(?:超过|高于|大于|多于|高过|多过)|[别莫]超过?|[别莫]高于|不能?超过?|不得?(?:超过|高于|大于|多于)|不可超过|"
    r"不能(?:过|高于|大于|多于)|不高于|不多于|不大于|最多|最高|最大|至多|顶多|小于|低于|少于|上限|控制在|≤|≦|<=|<|"
    r"under|below|up to|within|at most|less than|(?:no|not) more than|not (?:exceeding|over|above|to exceed)|"
    r"(?:must|should|can|may|do|does) ?not exceed|"
    r"maximum(?: of)?|max\.?"
)
BEFORE_LEAST = (
    rf"{_REFUSE}\s*(?:低于|小于|少于|低过|少过)|不(?:得|能|可)?(?:少于|低于|小于)|最少|最低|最小|至少|起码|大于|超过|高于|多于|"
    r"下限|≥|≧|>=|>|at least|over|above|more than|not less than|no less than|minimum(?: of)?|min\.?"
)
BEFORE_ABOUT = r"大概|大约|差不多|约|about|around|approximately|roughly|some"
AFTER_MOST = r"以内|之内|及?以下|之下|内|封顶|到顶|顶天|为上限|yinei|yixia|or (?:less|below|under|lower)|maximum|max"
AFTER_LEAST = (
    r"及?以上|之上|起步|起(?!租)|起租(?=$|[\s,。的])|往上|朝上|打底|开外|yishang|"
    r"(?:or|and) (?:more|above|over|higher|up|upwards)|minimum|min"
)
AFTER_ABOUT = r"左右|上下|出头|大小|光景|上落|zuoyou|or so"
_AFTER_REFUSED = (
    r"的(?:房子?|楼)?(?:都|就|一律|统统|通通|一概|全)*(?:不要|不接受|不考虑|不看|不行|免谈|别(?:发|推|给|看|来))"
)

_TEN_THOUSANDS = re.compile(r"(\d+)[万w]([1-9])")
_UNITS = {"百": 100.0, "千": 1e3, "k": 1e3, "万": 1e4, "w": 1e4}


@dataclass(frozen=True)
class Slot:
    """Something understood: ``name`` is a field of ``Understood``; ``start``/``end`` are places in the text."""

    name: str
    value: str | float | int | date
    start: int
    end: int


@dataclass(frozen=True)
class Bounds:
    """Which of the words for at most, at least and about stand around a figure."""

    most: bool
    least: bool
    about: bool


def number(text: str) -> float:
    """五百 → 500, 1.2万 → 12000, 1w5 → 15000, 一百二 → 120, 3k → 3000. Raises ``ValueError`` for anything else."""
    text = re.sub(r"[\s,]", "", text).replace("〇", "零")
    if split := _TEN_THOUSANDS.fullmatch(text):
        return float(split[1]) * 1e4 + float(split[2]) * 1e3
    if text[:1].isdigit():
        unit = _UNITS.get(text[-1])
        return float(text[:-1]) * unit if unit else float(text)
    return float(cn2an.cn2an(text, "smart"))


def coin(whole: str, tenth: str | None) -> float:
    """一块五 → 1.5."""
    return number(whole) + (number(tenth) / 10 if tenth else 0.0)


def span(low: str, high: str) -> tuple[float, float]:
    """Two figures in order. A unit said once counts for both: 1到2万 → 10000, 20000; 三到五百 → 300, 500."""
    first, second = number(low), number(high)
    unit = _UNITS.get(high.strip()[-1], 1.0)
    if first < second / unit and not _UNITS.get(low.strip()[-1]):
        first *= unit
    return min(first, second), max(first, second)


def bounded(core: str, lead: str = "") -> re.Pattern[str]:
    """A figure with the words that may stand before and after it; ``lead`` stands before those."""
    before = (
        rf"(?:(?:在|从|介于|between)\s*)?"
        rf"(?:(?P<pre_most>{BEFORE_MOST})|(?P<pre_least>{BEFORE_LEAST})|(?P<pre_about>{BEFORE_ABOUT}))?\s*"
        r"(?:[:=是为在]|人民币|rmb|cny|¥|￥)?\s*"
    )
    after = (
        rf"\s*(?:(?P<most>{AFTER_MOST})|(?P<least>{AFTER_LEAST})|(?P<about>{AFTER_ABOUT})|之间|"
        rf"(?P<refused>{_AFTER_REFUSED}))?"
    )
    return re.compile(lead + before + core + after)


def bounds(match: re.Match[str]) -> Bounds:
    found = match.groupdict()
    most, least = found.get("pre_most") or found.get("most"), found.get("pre_least") or found.get("least")
    if found.get("refused"):
        most, least = least, most
    return Bounds(
        most=bool(most),
        least=bool(least),
        about=bool(found.get("pre_about") or found.get("about")),
    )


def slots(match: re.Match[str], **values: float | int | date | None) -> Iterator[Slot]:
    """One slot per value that is there, all at the place of the match."""
    for name, value in values.items():
        if value is not None:
            yield Slot(name, value, match.start(), match.end())
