"""Reading what a person typed into a URL or a form: numbers with their errors beside the field, nothing lost."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from werkzeug.datastructures import MultiDict

from app.languages import translate as _
from indexer.bands import AREA_BANDS, FLOOR_BANDS, RENT_BANDS
from indexer.query import SearchQuery

Args = MultiDict[str, str]
LARGEST = 10_000_000.0
LONGEST_NEW = 365


def amount(args: Mapping[str, str], name: str, errors: dict[str, str]) -> float | None:
    """A figure ≥ 0, or ``None`` when left empty; what cannot be read is noted under its field."""
    text = (args.get(name) or "").strip().replace(",", "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        errors[name] = _("请填写数字，例如 300。")
        return None
    if not math.isfinite(value) or not 0 <= value <= LARGEST:
        errors[name] = _("请填写 0 到 %(n)s 之间的数字。", n=f"{LARGEST:,.0f}")
        return None
    return value


def whole(args: Mapping[str, str], name: str, default: int) -> int:
    """A whole number from a URL that people seldom type; anything else is the default."""
    text = args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


def check_order(values: Mapping[str, float | None], errors: dict[str, str]) -> None:
    for name in ("area", "rent"):
        low, high = values.get(f"{name}_min"), values.get(f"{name}_max")
        if low is not None and high is not None and low > high:
            errors[f"{name}_max"] = _("最大值不能小于最小值。")


def search_query(args: Args, errors: dict[str, str]) -> SearchQuery:
    """The choices in a search URL. A figure that cannot be used is left out and noted."""
    numbers = {name: amount(args, name, errors) for name in ("area_min", "area_max", "rent_min", "rent_max")}
    check_order(numbers, errors)
    usable: dict[str, Any] = {name: None if name in errors else value for name, value in numbers.items()}
    return SearchQuery(
        regions=_many(args, "region"),
        belts=_many(args, "belt"),
        kinds=_many(args, "kind"),
        clusters=_many(args, "cluster"),
        buildings=_many(args, "building"),
        roads=_many(args, "road"),
        space_types=_many(args, "space_type"),
        deals=_many(args, "deal"),
        decorations=_many(args, "decoration"),
        facilities=_many(args, "facility"),
        policies=_many(args, "policy"),
        transit=_many(args, "transit"),
        marks=_many(args, "mark"),
        brands=_many(args, "brand"),
        area_bands=_bands(args, "area_band", AREA_BANDS),
        rent_bands=_bands(args, "rent_band", RENT_BANDS),
        floor_bands=_bands(args, "floor_band", FLOOR_BANDS),
        available_by=_day(args, "available_by"),
        created_from=_days_ago(args, "new"),
        industry_facets=_many(args, "industry"),
        sort=args.get("sort") or "relevance",
        page=max(1, whole(args, "page", 1)),
        **usable,
    )


def _bands(args: Args, name: str, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(code for code in _many(args, name) if code in known)


def _day(args: Args, name: str) -> date | None:
    """A day from a URL that people seldom type; anything else is none."""
    try:
        return date.fromisoformat(args.get(name, ""))
    except ValueError:
        return None


def _days_ago(args: Args, name: str) -> date | None:
    days = whole(args, name, 0)
    return date.today() - timedelta(days=days) if 0 < days <= LONGEST_NEW else None


def _many(args: Args, name: str) -> tuple[str, ...]:
    """Values of a repeatable parameter, at most as many as a person could choose."""
    return tuple(dict.fromkeys(value[:80] for value in args.getlist(name) if value))[:40]
