"""Rents and budgets in a person's words. Rents are 元/㎡·天, totals 元; a month is ``DAYS_PER_MONTH`` days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.numerals import ABOUT, M2, NUMBER, TO, Slot, bounded, bounds, coin, number, slots

DAYS_PER_MONTH = 365 / 12
DAILY_BELOW = 10.0
"""A rent per ㎡ without a period is a day's below this, a month's from here on."""
RENT_BELOW = 300.0
"""From here on a price per ㎡ is no rent: it is what a space sells for."""
TOTAL_FROM, TOTAL_TO = 1_000.0, 500_000.0
"""A budget without a period is a month's when it lies between these."""

_YUAN = r"\s*(?:元|块钱|块|洋钿|rmb|yuan|cny)"
_EACH = r"\s*(?:/|每一?|一|·|\*|,|per|a)?\s*个?"
_EACH_SAID = r"\s*(?:/|每一?|一|·|per|a)\s*个?"
_DAY = r"天|日(?!租)|day"
_MONTH = r"号头|月(?!租|预算|底|初|内)|month"
_YEAR = r"年(?!租|预算|底|初|内)|year"
_GAP = (
    r"\s*(?:价格?|预算|费用|总价|总额|金额|总计|总共|合计|一共|加起来|要求?|控制|报价?|is|of|at|should be|must be|\s)*"
    r"(?:在|是|为|:|=)?\s*"
)


_DIME = r"毛(?!坯|胚|衫|线|织|利|绒|巾|皮|纺|病)|角(?!度|落|色|钢)"


def _coin(name: str) -> str:
    """One sum of money as group ``name``, with the tenth of 一块五 as its own group."""
    tenth = r"[一二三四五六七八九\d](?![\d百千万.]|个?(?:平|方|㎡|m2|天|月|年|层|套|间))"
    return rf"(?P<{name}>{NUMBER})(?:(?:元|块)(?P<{name}_tenth>{tenth})(?:{_DIME})?)?"


_COINS = rf"(?:{_coin('low')}(?:{_YUAN})?{TO})?{_coin('high')}"
"""One sum of money (``high``), or two with 到 between them."""


def _rate(period: str) -> str:
    """元/㎡·天 and its like, after the figure. 300平月租 is none: 元 or a stroke must stand before ㎡."""
    said = rf"(?:{_YUAN}{_EACH}|{_EACH_SAID})"
    return rf"{said}(?:{M2}{_EACH}(?:{period})|(?:{period}){_EACH_SAID}{M2})"


_LEAD = r"(?:(?P<by_day>日租金?)|(?P<by_month>月租金?)|租金|房租|单价|售价|均价|rent)"
_RENT_BY_DAY = bounded(_COINS + _rate(_DAY), rf"(?:{_LEAD}{_GAP})?")
_RENT_BY_MONTH = bounded(_COINS + _rate(_MONTH), rf"(?:{_LEAD}{_GAP})?")
_RENT_UNDATED = bounded(rf"{_COINS}(?:{_YUAN}{_EACH}|\s*(?:/|每))\s*{M2}", rf"(?:{_LEAD}{_GAP})?")
_EVERY = r"(?:每一?|一)?个?"
_DAY_FIRST = bounded(
    rf"{_COINS}(?:{_YUAN})?",
    rf"(?:{_EVERY}{M2}{_EACH}(?:{_DAY})|{_EVERY}(?:{_DAY}){_EACH_SAID}{M2}){_GAP}",
)
_MONTH_FIRST = bounded(
    rf"{_COINS}(?:{_YUAN})?",
    rf"(?:{_EVERY}{M2}{_EACH_SAID}(?:{_MONTH})|{_EVERY}(?:{_MONTH}){_EACH_SAID}{M2}){_GAP}",
)
_NO_TOTAL = rf"(?!\s*(?:个|多|来)?\s*{M2}|[\d.]|{TO}[\d一二三四五六七八九]|\s*(?:楼|层|人|号|间|米))"
_RENT_SHORT = bounded(rf"{_COINS}(?:{_YUAN})?{_NO_TOTAL}", _LEAD + _GAP)
_LONE_COIN = bounded(
    rf"(?<![\d.万千百])(?:(?P<low>\d(?:\.\d+)?|[一二两三四五])(?:{_YUAN})?{TO})?"
    r"(?P<high>\d(?:\.\d+)?|[一二两三四五])(?:元|块|\s*yuan|\s*rmb)(?P<high_tenth>[一二三四五六七八九\d])?(?:钱)?(?![/每一\d万店])"
)

_DIMES = bounded(
    rf"(?<![\d.元块长])(?P<dimes>\d(?:\.\d)?|[一二两三四五六七八九])\s*(?:{_DIME})(?:钱)?(?:{_EACH_SAID}(?:{M2}|{_DAY}))*",
    rf"(?:{_LEAD}{_GAP})?",
)
_DIMES_TO_YUAN = re.compile(
    rf"(?:{_LEAD}{_GAP})?(?<![\d.元块])(?P<low>\d(?:\.\d)?|[一二两三四五六七八九])\s*(?:{_DIME})(?:钱)?{TO}"
    rf"(?P<high>{NUMBER})(?:(?:{_YUAN})(?P<high_tenth>[一二三四五六七八九\d])?|(?P<high_dimes>{_DIME}))"
    rf"(?:{_EACH_SAID}(?:{M2}|{_DAY}))*(?:之间)?"
)
_A_DAY = bounded(rf"(?:{_coin('low')}(?:{_YUAN})?{TO})?{_coin('high')}(?:{_YUAN})?{_EACH_SAID}(?:{_DAY})")

_COIN_EACH = bounded(
    rf"(?:(?P<low>{NUMBER}){TO})?(?P<high>{NUMBER})(?:元|块)(?P<high_tenth>[一二三四五六七八九\d])?(?:毛|角|钱)?\s*"
    rf"(?:一|每一?|/)\s*{M2}",
    rf"(?:{_LEAD}{_GAP})?",
)
_SUM = rf"(?:{NUMBER}{_YUAN}?{TO})?(?P<sum>{NUMBER})(?:{_YUAN})?{_NO_TOTAL}"
_BUDGET = r"(?:预算|总?租金|总?房租|总价|价格|租金预算)?"
_MONTHLY = bounded(
    _SUM, rf"(?:每个?月|一个月|一个号头|每个?号头|月租金?|月预算|monthly(?: rent)?(?: budget)?){_BUDGET}{_GAP}"
)
_MONTHLY_AFTER = bounded(rf"(?P<sum>{NUMBER})(?:{_YUAN})?{_EACH_SAID}(?:{_MONTH})")
_YEARLY = bounded(_SUM, rf"(?:每年|一年|年租金?|年预算|annual(?: rent)?(?: budget)?|yearly(?: rent)?){_BUDGET}{_GAP}")
_YEARLY_AFTER = bounded(rf"(?P<sum>{NUMBER})(?:{_YUAN})?{_EACH_SAID}(?:{_YEAR})")
_SALE = re.compile(r"出售|售卖|购买|购置|购入|买|售价|总价|卖|for sale|to buy|buy|purchase|chushou")
"""Where one of these is said, a large sum is what a space may cost."""
SALE_FROM = 100_000.0
_EACH_FIRST = bounded(rf"{_COINS}(?:{_YUAN})?(?![\d.]|{_EACH_SAID}(?:{_MONTH}|{_DAY}))", rf"(?:每一?|一)个?{M2}{_GAP}")
_PRICE_EACH = bounded(
    rf"{_COINS}(?:{_YUAN})?(?:{_EACH_SAID}{M2})?(?![\d.])",
    r"(?:单价|售价|均价|房价|price)" + _GAP,
)
_SALE_TOTAL = bounded(_SUM, rf"(?:总价|总款|全款|总房款|售价|购房预算|买房预算|total price){_GAP}")
_SALE_SUM = bounded(rf"(?<![\d.])(?P<sum>(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百千]+)万)(?:{_YUAN})?{_NO_TOTAL}")
_BUDGET_SHORT = bounded(_SUM, rf"(?:租金|房租)?(?:预算|budget(?: of)?){_GAP}")


def _per_day(match: re.Match[str]) -> Iterator[Slot]:
    return _rent(match, 1.0)


def _per_month(match: re.Match[str]) -> Iterator[Slot]:
    return _rent(match, DAYS_PER_MONTH)


def _in_dimes(match: re.Match[str]) -> Iterator[Slot]:
    """八毛: 0.8 元."""
    rent = round(number(match["dimes"]) / 10, 4)
    return slots(match, rent_min=rent) if bounds(match).least else slots(match, rent_max=rent)


def _dimes_to_yuan(match: re.Match[str]) -> Iterator[Slot]:
    """八毛到一块: 0.8 to 1 元; 六毛到八毛."""
    high = _figure(match, "high")
    low, high = round(number(match["low"]) / 10, 4), round(high / 10, 4) if match["high_dimes"] else high
    return slots(match, rent_min=low, rent_max=high)


def _a_day(match: re.Match[str]) -> Iterator[Slot]:
    """两块一天: so little is the rent of one ㎡, a large sum is no rent that anybody names."""
    return _per_day(match) if _figure(match, "high") < DAILY_BELOW else iter(())


def _undated(match: re.Match[str]) -> Iterator[Slot]:
    """A rent whose period is told by the word before it, or by its size."""
    said, figure = match.groupdict(), _figure(match, "high")
    if figure >= RENT_BELOW:
        return _price(match)
    daily = said.get("by_day") or (figure < DAILY_BELOW and not said.get("by_month"))
    return _rent(match, 1.0 if daily else DAYS_PER_MONTH)


def _price(match: re.Match[str]) -> Iterator[Slot]:
    """元/㎡ of what is for sale. A price is a ceiling."""
    figure = _figure(match, "high")
    if figure < RENT_BELOW or bounds(match).least:
        return iter(())
    return slots(match, price_max=figure)


def _sale_total(match: re.Match[str]) -> Iterator[Slot]:
    return slots(match, price_total_max=_total(match, SALE_FROM))


def _sale_sum(match: re.Match[str]) -> Iterator[Slot]:
    """100万以内, where something is to be bought."""
    return _sale_total(match) if _SALE.search(match.string) else iter(())


def _short(match: re.Match[str]) -> Iterator[Slot]:
    """租金 with a bare figure: per ㎡ when small, a month's total when large."""
    figure = _figure(match, "high")
    if TOTAL_FROM <= figure <= TOTAL_TO and not match["by_day"]:
        return slots(match, monthly_total_max=figure)
    return _undated(match)


def _rent(match: re.Match[str], days: float) -> Iterator[Slot]:
    """A rent without 以上 is a ceiling: nobody minds paying less."""
    if match["low"]:
        low, high = sorted(round(_figure(match, name) / days, 4) for name in ("low", "high"))
        return slots(match, rent_min=low, rent_max=high)
    rent, around = round(_figure(match, "high") / days, 4), bounds(match)
    if around.least:
        return slots(match, rent_min=rent)
    return slots(match, rent_max=round(rent * (1 + ABOUT), 4) if around.about else rent)


def _figure(match: re.Match[str], name: str) -> float:
    return coin(match[name], match.groupdict().get(f"{name}_tenth"))


def _monthly(match: re.Match[str]) -> Iterator[Slot]:
    return slots(match, monthly_total_max=_total(match, 100.0))


def _yearly(match: re.Match[str]) -> Iterator[Slot]:
    return slots(match, yearly_total_max=_total(match, 1_000.0))


def _budget(match: re.Match[str]) -> Iterator[Slot]:
    total = _total(match, TOTAL_FROM)
    if total and total >= SALE_FROM and _SALE.search(match.string):
        return slots(match, price_total_max=total)
    return slots(match, monthly_total_max=total if total and total <= TOTAL_TO else None)


def _total(match: re.Match[str], least: float) -> float | None:
    """A sum too small to be a total is something else."""
    total = number(match["sum"])
    return total if total >= least else None


RATES = (
    (_DIMES_TO_YUAN, _dimes_to_yuan),
    (_DIMES, _in_dimes),
    (_RENT_BY_DAY, _per_day),
    (_RENT_BY_MONTH, _per_month),
    (_RENT_UNDATED, _undated),
    (_COIN_EACH, _undated),
    (_PRICE_EACH, _price),
    (_DAY_FIRST, _per_day),
    (_MONTH_FIRST, _per_month),
    (_EACH_FIRST, _undated),
)
TOTALS = (
    (_SALE_TOTAL, _sale_total),
    (_A_DAY, _a_day),
    (_MONTHLY, _monthly),
    (_MONTHLY_AFTER, _monthly),
    (_YEARLY, _yearly),
    (_YEARLY_AFTER, _yearly),
    (_BUDGET_SHORT, _budget),
    (_RENT_SHORT, _short),
)
LONE = ((_SALE_SUM, _sale_sum), (_LONE_COIN, _per_day))
"""Read after the areas: a few 元 with nothing beside them, or what something for sale may cost."""
