"""Areas, rents, floors and heights in a person's words, and dates, with where they stand in the text.

Text is folded first (``analysis.fold``), so widths, cases and scripts are one. Areas are ㎡; money is read in
``money``, dates in ``dates``, numbers in ``numerals``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from indexer import dates, money
from indexer.money import DAYS_PER_MONTH
from indexer.numerals import (
    ABOUT,
    AFTER_LEAST,
    BEFORE_LEAST,
    M2,
    NUMBER,
    TO,
    Slot,
    bounded,
    bounds,
    number,
    slots,
    span,
)

__all__ = ["DAYS_PER_MONTH", "RULES", "Slot", "find"]

HIGH_FLOOR = 10
LOW_FLOOR = 3
TALLEST = 200
"""No building has more floors: a larger number beside 楼 is something else."""

SMALLEST = 5.0
"""㎡. Nothing smaller is let: 一平三块二 is a rent."""
_SQM = rf"\s*(?:个|多|来|几|左右|上下)?\s*(?P<plus>\+)?\s*{M2}"
_SQM_LOW = rf"\s*(?:个|多|来|几|左右|上下)?\s*{M2}"
_ONE_AREA = rf"(?:(?P<low>{NUMBER})(?:{_SQM_LOW})?{TO})?(?P<area>{NUMBER})"
_AREA_LEAD = (
    r"(?:(?:总|建筑|使用)?面积|平方?数|平米数|大小|floor area|area|size)\s*"
    r"(?:要求?|需要?|在|是|为|大概|先写|写|∈|:|\s)*"
)
_AREA = bounded(_ONE_AREA + _SQM)
_AREA_NAMED = bounded(rf"{_ONE_AREA}(?:{_SQM})?(?!\s*(?:元|块|万|人|楼|层|米))", _AREA_LEAD)
_AREA_SPOKEN = re.compile(
    rf"(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])(?P<unit>十|百|千|万){_SQM}(?:左右|上下)?"
)
_AREA_OF = bounded(rf"{_ONE_AREA}(?:左右|上下)?的面积")
_AREA_ROUND = re.compile(rf"(?<![一二两三四五六七八九十\d])(?P<area>[百千万])(?:来|把)(?:个|十)?\s*{M2}(?:左右|上下)?")


def _area(match: re.Match[str]) -> Iterator[Slot]:
    """A range, a bound, or a bare figure, which means about as much."""
    if match["low"]:
        low, high = span(match["low"], match["area"])
        return slots(match, area_min=low, area_max=high)
    area, around = number(match["area"]), bounds(match)
    if area < SMALLEST:
        return iter(())
    if match.groupdict().get("plus"):
        return slots(match, area_min=area)
    if around.most:
        return slots(match, area_max=area)
    if around.least:
        return slots(match, area_min=area)
    return _about(match, area)


def _area_round(match: re.Match[str]) -> Iterator[Slot]:
    """百来平: about 100."""
    return _about(match, number(f"一{match['area']}"))


def _about(match: re.Match[str], area: float) -> Iterator[Slot]:
    return slots(match, area_min=round(area * (1 - ABOUT), 2), area_max=round(area * (1 + ABOUT), 2))


def _area_spoken(match: re.Match[str]) -> Iterator[Slot]:
    """三四百平 → 300 to 400. 二十二平 and its like are one figure and not read here."""
    low, high = (number(match[name] + match["unit"]) for name in ("low", "high"))
    return slots(match, area_min=low, area_max=high) if low < high else iter(())


_CEILING_WORD = r"(?:(?<!楼)层高|净高|挑高|ceiling(?: height)?)"
_CEILING = re.compile(
    rf"{_CEILING_WORD}(?:要求?|需要?|达到?|在|是|为|高|[:=≥≧>,，]|>=|of|over|is|{BEFORE_LEAST}|\s)*"
    rf"(?P<height>{NUMBER})\s*(?:米|m(?![a-z]))?\s*(?:{AFTER_LEAST})?"
)
_CEILING_AFTER = re.compile(rf"(?P<height>{NUMBER})\s*(?:米|m)\s*(?:{AFTER_LEAST})?的?\s*{_CEILING_WORD}")

_LOAD_WORD = r"(?:楼面|楼板|地面|每平)?(?:承重|承载力?|荷载|荷重|载荷|floor load(?:ing)?)"
_PER_SQUARE = r"(?:(?:/|每|per\s*)\s*(?:㎡|平方米|平米|平方|平|m2|sqm|square met(?:re|er)))?"
_LOAD_FIGURE = rf"(?P<load>{NUMBER})\s*(?P<unit>吨|t(?![a-z])|公斤|千克|kgs?(?![a-z])|kn(?![a-z]))\s*{_PER_SQUARE}"
_LOAD = re.compile(
    rf"{_LOAD_WORD}(?:要求?|需要?|达到?|能|在|是|为|每(?:平方米|平米|平方|平)|[:=≥≧>,，]|>=|of|over|is|{BEFORE_LEAST}|\s)*"
    rf"{_LOAD_FIGURE}\s*(?:{AFTER_LEAST})?"
)
_LOAD_AFTER = re.compile(rf"(?:每(?:平方米|平米|平方|平)\s*)?{_LOAD_FIGURE}\s*(?:{AFTER_LEAST})?的?\s*{_LOAD_WORD}")
_KILOGRAMS = {"吨": 1000.0, "t": 1000.0, "kn": 102.0}
"""Units of load other than kg; a kilonewton is the weight of 102 kg."""

_STOREY = r"\d{1,3}|[一二三四五六七八九十百]+"
_FLOOR = bounded(
    rf"(?<![\d一二三四五六七八九十百.号])(?:第|(?P<low>{_STOREY})\s*(?:(?:楼|层|f)?{TO}|(?:楼|层|f)\s*(?:和|或者?|、|,)?\s*|、))?"
    rf"(?P<floor>{_STOREY})\s*(?:楼|lou(?![a-z])|ceng(?![a-z])|(?<![买卖租购求共有整了包][一二两三四五六七八九十])层|f(?![a-z]))"
    r"(?!盘|宇|高|楼|半|厂|办|写|商务|科研|小)"
)
_FLOOR_NAMED = bounded(
    rf"(?:(?P<low>{_STOREY})\s*(?:楼|层|f)?{TO})?(?P<floor>{_STOREY})\s*(?:楼|层|f(?![a-z]))?",
    r"楼层\s*(?:要求?|在|是|为|:|\s)*",
)
_FLOOR_ENGLISH = bounded(
    rf"(?:(?P<low>\d{{1,3}})(?:st|nd|rd|th)?\s*(?:floor)?{TO})?(?:the )?(?P<floor>\d{{1,3}})(?:st|nd|rd|th)\s*floor"
)
_GROUND_FLOOR = re.compile(r"底楼|底层|首层|ground floor")
_HIGH = re.compile(r"高楼层|高层(?!次)|楼层高(?!低|矮|不高|度)|high floor")
_LOW = re.compile(r"低楼层|低层(?!次)|low floor")


def _ceiling(match: re.Match[str]) -> Iterator[Slot]:
    return slots(match, ceiling_min=number(match["height"]))


def _load(match: re.Match[str]) -> Iterator[Slot]:
    """承重 2吨/㎡ → at least 2000 kg/㎡."""
    return slots(match, load_min=round(number(match["load"]) * _KILOGRAMS.get(match["unit"], 1.0), 2))


def _floor(match: re.Match[str]) -> Iterator[Slot]:
    """3楼, 3到5楼, 3楼以上. A number no building reaches is no floor."""
    floor, around = int(number(match["floor"])), bounds(match)
    low = int(number(match["low"])) if match["low"] else floor
    if not 0 < low <= floor <= TALLEST:
        return iter(())
    return slots(match, floor_min=None if around.most else low, floor_max=None if around.least else floor)


Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[Slot]]]

RULES: tuple[Rule, ...] = (
    *money.RATES,
    (_LOAD, _load),
    (_LOAD_AFTER, _load),
    (_CEILING, _ceiling),
    (_CEILING_AFTER, _ceiling),
    *money.TOTALS,
    (_AREA_SPOKEN, _area_spoken),
    (_AREA_ROUND, _area_round),
    (_AREA, _area),
    (_AREA_NAMED, _area),
    (_AREA_OF, _area),
    *money.LONE,
    (_FLOOR_NAMED, _floor),
    (_FLOOR_ENGLISH, _floor),
    (_FLOOR, _floor),
    (_GROUND_FLOOR, lambda m: slots(m, floor_min=1, floor_max=1)),
    (_HIGH, lambda m: slots(m, floor_min=HIGH_FLOOR)),
    (_LOW, lambda m: slots(m, floor_max=LOW_FLOOR)),
)
"""Tried in this order; what one rule has taken, no later rule sees."""


def find(text: str, today: date) -> tuple[list[Slot], str]:
    """Every quantity of a folded text, and the text with their places blanked."""
    found: list[Slot] = []
    for pattern, read in (*((p, _on(today, r)) for p, r in dates.RULES), *RULES):
        for match in list(pattern.finditer(text)):
            try:
                read_here = list(read(match))
            except ValueError:
                continue
            if read_here:
                found += read_here
                text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return found, text


def _on(today: date, read: dates.Read) -> Callable[[re.Match[str]], Iterator[Slot]]:
    return lambda match: read(match, today)
