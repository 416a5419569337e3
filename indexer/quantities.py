"""Areas, rents, floors, heights and dates in a person's words, with where they stand in the text.

Text is folded first (``analysis.fold``), so widths, cases and scripts are one. Areas are ㎡, rents 元/㎡·天,
totals 元; a month is converted with ``DAYS_PER_MONTH``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import cn2an

DAYS_PER_MONTH = 365 / 12
ABOUT = 0.2
"""左右, 大概 and a bare figure mean this much less or more."""
HIGH_FLOOR = 10
LOW_FLOOR = 3


@dataclass(frozen=True)
class Slot:
    """Something understood: ``name`` is a field of ``Understood``; ``start``/``end`` are places in the text."""

    name: str
    value: str | float | int | date
    start: int
    end: int


_NUMBER = r"(\d+(?:\.\d+)?(?:万|千|百|k(?!m)|w)?|[零一二两三四五六七八九十百千万]+)"
_COIN = r"(\d+(?:\.\d+)?(?:万|千|k|w)?|[零一二两三四五六七八九十百千万]+)(?:(?:元|块)([一二三四五六七八九\d])(?![\d百千万]))?"
_TO = r"\s*(?:-|~|–|—|到|至|to)\s*"
_M2 = r"(?:平方米|平方公尺|平米|平方|平(?!均|台|湖)|㎡|m2|m²|sqm|sq\.?\s?m|square met(?:er|re)s?|方(?![便向案面]))"
_SQM = rf"\s*(?:个|多|来|几)?\s*{_M2}"
_ABOUT = r"\s*(?:左右|上下|出头|大小)"
_MOST = r"\s*(?:以内|之内|以下|内|封顶|为上限|or less|max)"
_LEAST = r"\s*(?:以上|起步|起|及以上|往上|or more)"
_BEFORE_MOST = r"(?:不超过|不超|不高于|不多于|最多|最高|至多|小于|低于|上限|控制在|别超过|under|below|up to|within|at most|less than)\s*"
_BEFORE_LEAST = r"(?:不少于|不低于|不小于|最少|最低|至少|起码|大于|超过|高于|at least|over|above|more than)\s*"
_BEFORE_ABOUT = r"(?:大概|大约|差不多|约|about|around)\s*"
_YUAN = r"\s*(?:元|块钱|块|rmb|yuan)?\s*"
_PER = r"\s*(?:/|每|一|·|,|per|a)?\s*"

_UNITS = {"百": 100.0, "千": 1e3, "k": 1e3, "万": 1e4, "w": 1e4}


def number(text: str) -> float:
    """五百 → 500, 1.2万 → 12000, 一百二 → 120, 3k → 3000. Raises ``ValueError`` for anything else."""
    if text[0].isdigit():
        unit = _UNITS.get(text[-1])
        return float(text[:-1]) * unit if unit else float(text)
    return float(cn2an.cn2an(text, "smart"))


def _coin(whole: str, tenth: str | None) -> float:
    """一块五 → 1.5."""
    return number(whole) + (number(tenth) / 10 if tenth else 0.0)


@dataclass(frozen=True)
class _Bounds:
    """Which of the words for at most, at least and about stand around a figure."""

    most: bool
    least: bool
    about: bool


def _around(match: re.Match[str]) -> _Bounds:
    found = match.groupdict()
    return _Bounds(
        most=bool(found.get("pre_most") or found.get("most")),
        least=bool(found.get("pre_least") or found.get("least")),
        about=bool(found.get("pre_about") or found.get("about")),
    )


def _bounded(core: str) -> re.Pattern[str]:
    """A figure with the words that may stand before and after it."""
    before = rf"(?:(?P<pre_most>{_BEFORE_MOST})|(?P<pre_least>{_BEFORE_LEAST})|(?P<pre_about>{_BEFORE_ABOUT}))?"
    after = rf"(?:(?P<most>{_MOST})|(?P<least>{_LEAST})|(?P<about>{_ABOUT}))?"
    return re.compile(before + core + after)


def _slots(match: re.Match[str], **values: float | int | date | str | None) -> Iterator[Slot]:
    for name, value in values.items():
        if value is not None:
            yield Slot(name, value, match.start(), match.end())


_AREA_RANGE = re.compile(rf"{_NUMBER}(?:{_SQM})?{_TO}{_NUMBER}{_SQM}")
_AREA_SPOKEN = re.compile(rf"([一二三四五六七八])([二三四五六七八九])(百|千){_SQM}")
_AREA = _bounded(rf"{_NUMBER}{_SQM}")


def _area_range(match: re.Match[str]) -> Iterator[Slot]:
    low, high = sorted((number(match[1]), number(match[2])))
    return _slots(match, area_min=low, area_max=high)


def _area_spoken(match: re.Match[str]) -> Iterator[Slot]:
    """三四百平 → 300 to 400."""
    low, high = (number(match[i] + match[3]) for i in (1, 2))
    return _slots(match, area_min=low, area_max=high)


def _area(match: re.Match[str]) -> Iterator[Slot]:
    area, bounds = number(next(g for g in match.groups() if g and re.fullmatch(_NUMBER, g))), _around(match)
    if bounds.most:
        return _slots(match, area_max=area)
    if bounds.least:
        return _slots(match, area_min=area)
    return _slots(match, area_min=round(area * (1 - ABOUT), 2), area_max=round(area * (1 + ABOUT), 2))


_DAY_OR_MONTH = r"(?P<per>天|日|day|月|个月|month)"
_RENT_UNIT = rf"{_YUAN}(?:{_PER}{_M2}{_PER}{_DAY_OR_MONTH}|{_PER}{_DAY_OR_MONTH.replace('per>', 'per2>')}{_PER}{_M2})"
_RENT_RANGE = re.compile(rf"(?:租金|单价|rent)?\s*{_COIN}{_TO}{_COIN}{_RENT_UNIT}")
_RENT = _bounded(rf"(?:租金|单价|rent)?\s*{_COIN}{_RENT_UNIT}")
_RENT_PREFIX = _bounded(rf"每?(?:个)?{_M2}{_PER}{_DAY_OR_MONTH}\s*(?:不超过|在|是)?\s*{_COIN}\s*(?:元|块钱|块)?")
_RENT_SHORT = _bounded(r"(?:租金|单价|日租金?|rent)\s*(?:不超过|在|是|为|大概|约)?\s*" + _COIN + r"\s*(?:元|块钱|块)?")
_COIN_SHORT = _bounded(
    r"(?<![\d.万千百])(\d(?:\.\d+)?|[一二两三四五])(?:元|块)([一二三四五六七八九\d])?(?:钱)?(?![/每一\d万])"
)


def _per_day(match: re.Match[str], amount: float) -> float:
    found = match.groupdict()
    unit = found.get("per") or found.get("per2") or "天"
    return round(amount / DAYS_PER_MONTH, 4) if unit in ("月", "个月", "month") else amount


def _figure(match: re.Match[str]) -> float:
    """The figure of a single-figure rent: the first number among the groups, with its tenths."""
    named = set(match.re.groupindex.values())
    plain = [match[i] for i in range(1, (match.re.groups or 0) + 1) if i not in named]
    return _coin(plain[0] or "", plain[1] if len(plain) > 1 else None)


def _rent_range(match: re.Match[str]) -> Iterator[Slot]:
    low, high = sorted(_per_day(match, _coin(match[i], match[i + 1])) for i in (1, 3))
    return _slots(match, rent_min=low, rent_max=high)


def _rent(match: re.Match[str]) -> Iterator[Slot]:
    """A rent without 以上 is a ceiling: nobody minds paying less."""
    rent, bounds = _per_day(match, _figure(match)), _around(match)
    if bounds.least:
        return _slots(match, rent_min=rent)
    return _slots(match, rent_max=round(rent * (1 + ABOUT), 4) if bounds.about else rent)


_MONEY = r"(\d+(?:\.\d+)?\s*(?:万|千|k|w)?|[零一二两三四五六七八九十百千万]+)"
_MONTHLY = _bounded(
    rf"(?:月租金?|每月租金|每个?月|月租金?预算|月预算|一个月|monthly(?: rent)?(?: budget)?)(?:预算|租金|总价|控制)?(?:在|是|为|大概|约|:)?\s*(?:不超过|最多|under|within)?\s*{_MONEY}\s*(?:元|块钱|块|rmb|yuan)?(?!{_PER}{_M2})"
)
_MONTHLY_AFTER = _bounded(rf"{_MONEY}\s*(?:元|块钱|块|rmb|yuan)?\s*(?:/|每|一|per|a)\s*个?(?:月|month)")
_YEARLY = _bounded(
    rf"(?:年租金?|每年租金|每年|一年|年租金?预算|年预算|annual(?: rent)?(?: budget)?|yearly)(?:预算|租金|总价|控制)?(?:在|是|为|大概|约|:)?\s*(?:不超过|最多|under|within)?\s*{_MONEY}\s*(?:元|块钱|块|rmb|yuan)?"
)
_YEARLY_AFTER = _bounded(rf"{_MONEY}\s*(?:元|块钱|块|rmb|yuan)?\s*(?:/|每|一|per|a)\s*(?:年|year)")


def _money(match: re.Match[str]) -> float:
    named = set(match.re.groupindex.values())
    return number(next(match[i] for i in range(1, match.re.groups + 1) if i not in named).replace(" ", ""))


def _monthly(match: re.Match[str]) -> Iterator[Slot]:
    return _slots(match, monthly_total_max=_money(match)) if _money(match) >= 100 else iter(())


def _yearly(match: re.Match[str]) -> Iterator[Slot]:
    return _slots(match, yearly_total_max=_money(match)) if _money(match) >= 1000 else iter(())


_CEILING = re.compile(
    rf"(?:层高|净高|挑高|ceiling(?: height)?)(?:要|要求|在|不低于|不小于|至少|超过|大于|of|at least|over|\s)*{_NUMBER}\s*(?:米|m)?(?:以上|起)?"
)
_FLOOR_LEAST = re.compile(rf"(?:{_NUMBER})(?:楼|层)\s*(?:以上|及以上|往上)")
_FLOOR_MOST = re.compile(rf"(?:{_NUMBER})(?:楼|层)\s*(?:以下|及以下|以内)")
_NOT_GROUND = re.compile(r"(?:不要|不想要|非|不考虑|不租)(?:一楼|1楼|底楼|底层|首层|一层|1层)")
_FLOOR = re.compile(r"(?<![\d一二三四五六七八九十])(\d{1,2}|[一二三四五六七八九十]+)(?:楼|f\b)(?!盘|宇)")
_GROUND = re.compile(r"底楼|底层|首层|一层(?!楼)|ground floor")
_HIGH = re.compile(r"高楼层|高层(?!次)|楼层高")
_LOW = re.compile(r"低楼层|低层(?!次)")
_WITHIN_MONTHS = re.compile(rf"{_NUMBER}个?月(?:内|以内|之内)(?:可以?|能)?(?:入驻|入住|进场|交付|起租|搬入|搬进|搬)?")
_HALF_YEAR = re.compile(r"半年(?:内|以内|之内)(?:可以?|能)?(?:入驻|入住|进场|交付|起租|搬入|搬进|搬)?")
_NOW = re.compile(
    r"(?:马上|立即|立刻|随时|现在就?|即刻)(?:可以?|能|要)?(?:入驻|入住|进场|起租|搬入|搬进|搬)|拎包入[住驻]"
)


def _in_days(match: re.Match[str], days: int) -> Iterator[Slot]:
    return _slots(match, available_by=date.today() + timedelta(days=days))


def _floor(match: re.Match[str]) -> Iterator[Slot]:
    floor = int(number(match[1]))
    return _slots(match, floor_min=floor, floor_max=floor)


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Slot]]]

RULES: tuple[Rule, ...] = (
    (_RENT_RANGE, _rent_range),
    (_RENT, _rent),
    (_RENT_PREFIX, _rent),
    (_MONTHLY, _monthly),
    (_MONTHLY_AFTER, _monthly),
    (_YEARLY, _yearly),
    (_YEARLY_AFTER, _yearly),
    (_RENT_SHORT, _rent),
    (_CEILING, lambda m: _slots(m, ceiling_min=number(m[1]))),
    (_AREA_RANGE, _area_range),
    (_AREA_SPOKEN, _area_spoken),
    (_AREA, _area),
    (_COIN_SHORT, _rent),
    (_NOT_GROUND, lambda m: _slots(m, floor_min=2)),
    (_FLOOR_LEAST, lambda m: _slots(m, floor_min=int(number(m[1])))),
    (_FLOOR_MOST, lambda m: _slots(m, floor_max=int(number(m[1])))),
    (_FLOOR, _floor),
    (_GROUND, lambda m: _slots(m, floor_min=1, floor_max=1)),
    (_HIGH, lambda m: _slots(m, floor_min=HIGH_FLOOR)),
    (_LOW, lambda m: _slots(m, floor_max=LOW_FLOOR)),
    (_WITHIN_MONTHS, lambda m: _in_days(m, round(number(m[1]) * DAYS_PER_MONTH))),
    (_HALF_YEAR, lambda m: _in_days(m, 183)),
    (_NOW, lambda m: _in_days(m, 0)),
)
"""Tried in this order; what one rule has taken, no later rule sees."""


def find(text: str) -> tuple[list[Slot], str]:
    """Every quantity of a folded text, and the text with their places blanked."""
    slots: list[Slot] = []
    for pattern, read in RULES:
        for match in list(pattern.finditer(text)):
            try:
                found = list(read(match))
            except ValueError:
                continue
            if found:
                slots += found
                text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return slots, text
