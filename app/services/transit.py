"""What is near a building, read from its line on transit: 公交站步行5分钟，距嘉兴南站（高铁站）约3公里."""

from __future__ import annotations

import re

_KM = r"(?P<km>\d+(?:\.\d+)?)\s*(?:公里|km)"
_METRES = r"(?P<m>\d+)\s*(?:米|m(?!in))"
_MINUTES = r"(?P<min>\d+)\s*分钟"
_APART = r"[^，。；,;]{0,16}?"
_SIGHTS = (
    ("高铁", re.compile(rf"(?:高铁|[东南西北]站){_APART}{_KM}"), {"km": 5.0}),
    (
        "公交",
        re.compile(rf"公交{_APART}(?:{_METRES}|{_MINUTES})|(?P<m_before>\d+)\s*米{_APART}公交"),
        {"m": 500.0, "m_before": 500.0, "min": 8.0},
    ),
    ("有轨电车", re.compile(rf"电车{_APART}(?:{_METRES}|{_MINUTES})"), {"m": 800.0, "min": 12.0}),
    ("高速出入口", re.compile(rf"高速{_APART}(?:{_KM}|{_MINUTES})"), {"km": 5.0, "min": 10.0}),
)
"""What → how its distance is written → how far is still near."""


def near(line: str) -> tuple[str, ...]:
    """The kinds of transit within reach. What gives no distance is not taken for near."""
    return tuple(name for name, pattern, most in _SIGHTS if any(_within(m, most) for m in pattern.finditer(line)))


def _within(match: re.Match[str], most: dict[str, float]) -> bool:
    return any(value is not None and float(value) <= most[unit] for unit, value in match.groupdict().items())
