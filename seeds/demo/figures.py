"""Arithmetic of the sample: numbers drawn at random that add up to exactly what is printed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
MICRO = Decimal("0.000001")
TEN_THOUSANDTH = Decimal("0.0001")


def dec(value: float | Decimal, step: Decimal = CENT) -> Decimal:
    return Decimal(str(value)).quantize(step, ROUND_HALF_UP)


def clamp(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)


def scaled(values: Sequence[float], total: float, low: float, high: float) -> list[float]:
    """``values`` stretched so that they add up to ``total``, none outside ``low``..``high``."""
    found = [clamp(value, low, high) for value in values]
    for _ in range(200):
        gap = total - sum(found)
        if abs(gap) < 1e-6:
            break
        room = [(high - v if gap > 0 else v - low) * w for v, w in zip(found, values, strict=True)]
        share = gap / (sum(room) or 1.0)
        found = [clamp(v + share * r, low, high) for v, r in zip(found, room, strict=True)]
    return found


def exact(values: Sequence[float], total: Decimal, step: Decimal = CENT) -> list[Decimal]:
    """``values`` rounded; the largest one takes what rounding left over, so that the sum is ``total``."""
    found = [dec(value, step) for value in values]
    largest = max(range(len(found)), key=found.__getitem__)
    found[largest] += total - sum(found)
    return found


def whole(weights: Sequence[float], total: int, least: int) -> list[int]:
    """``total`` dealt out by weight in whole numbers, each at least ``least`` (largest remainders)."""
    spare = total - least * len(weights)
    shares = [spare * weight / sum(weights) for weight in weights]
    found = [int(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda i: (found[i] - shares[i], i))
    for i in order[: spare - sum(found)]:
        found[i] += 1
    return [least + value for value in found]


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)


def ratios(rng: random.Random, sizes: Sequence[float], *, plain: float, weighted: float, spread: float) -> list[float]:
    """Ratios whose mean over rows is ``plain`` while their mean weighted by ``sizes`` is ``weighted``.

    Noise plus a straight line over the rank of size; the line is refitted after every cut at the ends.
    """
    order = sorted(range(len(sizes)), key=lambda i: (sizes[i], i))
    lean = [0.0] * len(sizes)
    for place, i in enumerate(order):
        lean[i] = place / len(sizes) - 0.5
    ones = [1.0] * len(sizes)
    slope = _mean(lean, sizes) - _mean(lean, ones)
    found = [plain + rng.gauss(0, spread) for _ in sizes]
    for _ in range(200):
        short, heavy = plain - _mean(found, ones), weighted - _mean(found, sizes)
        tilt = (heavy - short) / slope
        level = short - tilt * _mean(lean, ones)
        found = [clamp(v + level + tilt * x, 0.12, 0.99) for v, x in zip(found, lean, strict=True)]
    return found


def taxes(rng: random.Random, strength: Sequence[float], total: Decimal, tens: int, hundreds: int) -> list[Decimal]:
    """Tax in 万元: the ``hundreds`` strongest pay a 亿元 or more, the ``tens`` strongest 1000 or more."""
    order = sorted(range(len(strength)), key=lambda i: (-strength[i], i))
    top = [rng.uniform(10800, 13800) for _ in range(hundreds)]
    rest = [clamp(rng.lognormvariate(5.55, 0.65), 40, 930) for _ in range(len(strength) - tens)]
    middle = sorted((rng.lognormvariate(0, 0.8) for _ in range(tens - hundreds)), reverse=True)
    spare = float(total) - sum(top) - sum(rest)
    extra = scaled([x * 500 for x in middle], spare - 1000 * len(middle) - 30 * len(middle), 0.0, 8600.0)
    paid = top + [1030 + x for x in extra] + sorted(rest, reverse=True)
    found = [Decimal(0)] * len(strength)
    for i, value in zip(order, exact(paid, total), strict=True):
        found[i] = value
    return found
