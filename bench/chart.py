"""The chart: from p50 to p95 of each contestant, one panel for each size, on one logarithmic axis."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

WIDTH, LEFT, RIGHT, ROW, HEAD, FOOT = 860, 230, 90, 30, 92, 46
INK, GREY, RULE = "#1d2733", "#6b7683", "#dfe4ea"
COLOURS = (("ours", "#0b6e99"), ("SQLite", "#b5651d"), ("PostgreSQL", "#6b4a8a"), ("bare", "#7a8794"))


def draw(report: Mapping[str, Any]) -> str:
    parts = report["sizes"]
    values = [t[key] for part in parts for t in part["search"].values() for key in ("p50_ms", "p95_ms")]
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
    height = HEAD + sum(ROW * (len(part["search"]) + 2) for part in parts) + FOOT

    def x(ms: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * math.log(ms / low) / math.log(high / low)

    body = [_text(24, 34, "Search latency: understanding and answer", 18, INK, weight=600)]
    body.append(_text(24, 56, "dot p50, tick p95, milliseconds, logarithmic; shorter is better", 12, GREY))
    body += _axis(low, high, x, height)
    top = float(HEAD)
    for part in parts:
        body += _panel(part, x, top)
        top += ROW * (len(part["search"]) + 2)
    env = report["environment"]
    note = f"{env['processors']} processors shared with other work, load {env['load_average'][0]}: read the ratios"
    body.append(_text(24, height - 12, note, 11, GREY))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="Search latency by engine and number of spaces" font-family="system-ui, sans-serif">\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _axis(low: float, high: float, x: Any, height: int) -> Iterator[str]:
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        at = x(10.0**power)
        yield f'<path d="M{at:.1f} {HEAD - 12}V{height - FOOT}" stroke="{RULE}"/>'
        yield _text(at, HEAD - 16, f"{10.0**power:g} ms", 11, GREY, anchor="middle")


def _panel(part: Mapping[str, Any], x: Any, top: float) -> Iterator[str]:
    yield _text(24, top + 20, f"{part['spaces']:,} spaces", 14, INK, weight=600)
    for i, (name, times) in enumerate(part["search"].items(), start=1):
        y = top + ROW * i + 18
        colour = next(c for start, c in COLOURS if name.startswith(start))
        first, last = x(times["p50_ms"]), x(times["p95_ms"])
        yield _text(LEFT - 12, y + 4, name, 12, INK, anchor="end")
        yield f'<path d="M{first:.1f} {y}H{last:.1f}M{last:.1f} {y - 6}v12" stroke="{colour}" stroke-width="3"/>'
        yield f'<circle cx="{first:.1f}" cy="{y}" r="6" fill="{colour}"/>'
        yield _text(last + 10, y + 4, f"{times['p50_ms']:.1f} · {times['p95_ms']:.1f}", 12, INK)


def _text(x: float, y: float, words: str, size: int, fill: str, *, anchor: str = "start", weight: int = 400) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" '
        f'font-weight="{weight}">{escape(words)}</text>'
    )
