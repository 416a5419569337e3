"""Numbers and labels as people read them, in the reader's language, with their unit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from app.languages import is_english, pick
from app.languages import translate as _
from app.services.vocabulary import english_terms

Number = float | int | Decimal


def term(value: str | None) -> str:
    """A fixed value (写字楼, 精装, 食堂, …) in the reader's language; 未提供 when there is none."""
    if value is None:
        return _("未提供")
    return pick(value, english_terms().get(value))


def number(value: Number | None, digits: int = 0) -> str:
    """1234.5 → 1,234.5 with at most ``digits`` decimals, without trailing zeros."""
    if value is None:
        return _("未提供")
    text = f"{float(value):,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(value: Number | None, unit: str, digits: int = 0) -> str:
    return _("未提供") if value is None else f"{number(value, digits)} {unit}"


def fixed(value: Number | None, digits: int) -> str:
    """1.3 → 1.30: always ``digits`` decimals, for numbers that stand under or beside each other."""
    return _("未提供") if value is None else f"{float(value):,.{digits}f}"


def in_wan(wan: Number, digits: int = 0) -> str:
    """万元 is how large sums are said in Chinese; English says millions."""
    if is_english():
        return f"{number(float(wan) / 100, 2)} million yuan"
    return f"{number(wan, digits)} 万元"


def percent(value: Number | None, digits: int = 1) -> str:
    return _("未提供") if value is None else f"{number(float(value) * 100, digits)} %"


def day(value: date | None) -> str:
    return _("未提供") if value is None else value.isoformat()


def floor_label(floor: int | None) -> str:
    if floor is None:
        return _("楼层未提供")
    return f"Floor {floor}" if is_english() else f"{floor} 层"
