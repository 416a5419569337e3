"""When somebody wants to move in, in a person's words: in so many months, by a day, by the end of the year.

Everything is read against ``today``, so that the same words always mean the same. Text is folded.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from indexer.numerals import NUMBER, Slot, number, slots

FARTHEST_MONTHS = 120
HALF_MONTH = 15

_MOVE = r"(?:就|可以?|能|要|得|必须|之前)*\s*(?:入驻|入住|进场|交付|起租|搬入|搬进|搬|开业)"
_BY = r"(?:之前|以前|前|内|之内|以内)"
_NOT_AFTER = r"(?:不(?:得|能|可)?(?:晚于|迟于|超过)|最晚|最迟)"
_LEAD = r"(?:(?:入驻|入住|交付|进场|开业)(?:时间|日期)?\s*(?:在|是|为|:)?\s*)?"
_END = rf"(?:{_BY}\s*(?:{_MOVE})?|\s*{_MOVE})"
_DAY = r"(?P<day>\d{1,2})\s*(?:日|号)?"
_MONTH = r"(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])\s*月(?:份)?"

_WITHIN = re.compile(
    rf"(?<![元块钱万千百kw\d])(?P<months>{NUMBER}|半)\s*(?:个月|个半月|年)(?:内|以内|之内)(?:{_MOVE})?"
)
_NOW = re.compile(rf"(?:马上|立即|立刻|随时|现在就?|即刻){_MOVE}")
_WRITTEN = re.compile(
    rf"{_LEAD}(?P<year>20\d\d)\s*[年./\-]\s*(?P<month>\d{{1,2}})\s*(?:[月./\-]\s*(?:{_DAY})?)\s*{_END}"
)
_NO_LATER = re.compile(
    rf"{_NOT_AFTER}\s*(?:在|到|于)?\s*(?P<year>20\d\d)\s*[年./\-]\s*(?P<month>\d{{1,2}})\s*(?:[月./\-]\s*(?:{_DAY})?)"
)
_ENGLISH_MONTHS = "january february march april may june july august september october november december".split()
_ENGLISH = re.compile(
    rf"(?:(?:mov(?:e|ing)(?: in| out)?|available|occup\w+|start\w*)\s*(?:must|should|has to|can)?\s*(?:be|is)?\s*)?"
    r"\b(?:before|by|no later than)\s+(?:(?P<day_first>\d{1,2})(?:st|nd|rd|th)?\s+)?"
    rf"(?P<name>{'|'.join(_ENGLISH_MONTHS)})"
    rf"(?:\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))?,?\s*(?P<year>20\d\d)?"
)
_ENGLISH_AWAY = re.compile(
    r"(?:(?:mov(?:e|ing) in|available|occup\w+|start\w*|needed|from|by|before)\s*(?:the end of\s*)?)"
    r"(?:(?P<which>this|next) month|(?P<now>immediately|right away|now|asap|at once)|the end of (?:the|this) year)"
    r"|\bwithin (?P<months>\d{1,2}|one|two|three|six) months?"
)
_ENGLISH_NUMBERS = {"one": 1, "two": 2, "three": 3, "six": 6}
_THIS_OR_NEXT = re.compile(rf"{_LEAD}(?P<year>今年|明年|后年)?\s*{_MONTH}\s*(?:{_DAY})?\s*(?P<last>底)?\s*{_END}")
_END_OF_YEAR = re.compile(
    rf"{_LEAD}(?:(?P<year>今年|明年|后年)?\s*年底|(?P<short>今年|明年|后年)底)\s*{_END}"
    rf"|{_LEAD}(?P<in>今年|明年)内\s*(?:{_MOVE})?"
)
_MONTHS_AWAY = re.compile(rf"{_LEAD}(?P<which>这个|本|下下个|下下|下个|下)月\s*(?:底|初|份)?\s*{_END}")
_YEARS = {"今年": 0, "明年": 1, "后年": 2}
_AWAY = {"这个": 0, "本": 0, "下个": 1, "下": 1, "下下个": 2, "下下": 2}

Read = Callable[[re.Match[str], date], Iterator[Slot]]


def _within(match: re.Match[str], today: date) -> Iterator[Slot]:
    """三个月内, 半年内."""
    unit = 12 if "年" in match[0] else 1
    months = unit * (0.5 if match["months"] == "半" else number(match["months"]))
    months += 0.5 if "个半月" in match[0] else 0.0
    if months > FARTHEST_MONTHS:
        return iter(())
    return slots(match, available_by=_later(today, months))


def _later(day: date, months: float) -> date:
    """So many calendar months on; the last day of a shorter month; half a month is 15 days."""
    count = day.year * 12 + day.month - 1 + int(months)
    year, month = count // 12, count % 12 + 1
    found = date(year, month, min(day.day, monthrange(year, month)[1]))
    return found + timedelta(days=HALF_MONTH) if months % 1 else found


def _now(match: re.Match[str], today: date) -> Iterator[Slot]:
    return slots(match, available_by=today)


def _written(match: re.Match[str], today: date) -> Iterator[Slot]:
    """2027年3月1日前; without a day its first, for by then it must be free."""
    return slots(match, available_by=date(int(match["year"]), int(match["month"]), int(match["day"] or 1)))


def _this_or_next(match: re.Match[str], today: date) -> Iterator[Slot]:
    """3月1日前, 明年3月底前; without a year the next such day."""
    month = int(number(match["month"]))
    year = today.year + _YEARS.get(match["year"] or "", 0)
    last = monthrange(year, month)[1] if 1 <= month <= 12 else 0
    found = date(year, month, last if match["last"] else int(match["day"] or 1))
    if not match["year"] and found < today:
        found = found.replace(year=year + 1)
    return slots(match, available_by=found)


def _english(match: re.Match[str], today: date) -> Iterator[Slot]:
    """before March 1, 2027; without a year the next such day."""
    day = int(match["day_first"] or match["day"] or 1)
    found = date(int(match["year"] or today.year), _ENGLISH_MONTHS.index(match["name"]) + 1, day)
    if not match["year"] and found < today:
        found = found.replace(year=found.year + 1)
    return slots(match, available_by=found)


def _english_away(match: re.Match[str], today: date) -> Iterator[Slot]:
    """move in next month, within three months, immediately."""
    if months := match["months"]:
        return slots(match, available_by=_later(today, _ENGLISH_NUMBERS.get(months) or int(months)))
    if match["now"]:
        return slots(match, available_by=today)
    if match["which"] is None:
        return slots(match, available_by=date(today.year, 12, 31))
    return slots(match, available_by=_end_of_month(today, int(match["which"] == "next")))


def _end_of_month(today: date, ahead: int) -> date:
    months = today.year * 12 + today.month - 1 + ahead
    year, month = months // 12, months % 12 + 1
    return date(year, month, monthrange(year, month)[1])


def _end_of_year(match: re.Match[str], today: date) -> Iterator[Slot]:
    said = match["year"] or match["short"] or match["in"] or ""
    return slots(match, available_by=date(today.year + _YEARS.get(said, 0), 12, 31))


def _months_away(match: re.Match[str], today: date) -> Iterator[Slot]:
    """下个月, 本月底前: by the last day of that month."""
    return slots(match, available_by=_end_of_month(today, _AWAY[match["which"]]))


RULES: tuple[tuple[re.Pattern[str], Read], ...] = (
    (_WRITTEN, _written),
    (_NO_LATER, _written),
    (_ENGLISH, _english),
    (_ENGLISH_AWAY, _english_away),
    (_THIS_OR_NEXT, _this_or_next),
    (_END_OF_YEAR, _end_of_year),
    (_MONTHS_AWAY, _months_away),
    (_WITHIN, _within),
    (_NOW, _now),
)
"""Tried in this order, before every other quantity: a date holds figures that are no area and no rent."""
