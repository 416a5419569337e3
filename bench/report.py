"""The figures as a dictionary, as a table to read and as files."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.chart import draw
from bench.contestants import RIVALS, Indexed
from bench.measure import Times, ratios

OUT = Path(__file__).parent / "out"


def environment(load: tuple[float, float, float]) -> dict[str, Any]:
    return {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "tantivy": version("tantivy"),
        "processors": os.cpu_count(),
        "load_average": [round(value, 2) for value in load],
    }


def section(
    size: int, indexed: Indexed, differ: Mapping[str, Any], understanding: Times, answers: Mapping[str, Times]
) -> dict[str, Any]:
    """One size. The times of a contestant are understanding plus answer; ``engine`` has the answer alone."""
    whole = {name: understanding.plus(times) for name, times in answers.items()}
    return {
        "spaces": size,
        "calls": len(understanding.wall),
        "differences": dict(differ),
        "build": {name: _build(size, seconds, indexed.bytes[name]) for name, seconds in indexed.seconds.items()},
        "understanding": understanding.as_dict(),
        "search": {name: {**whole[name].as_dict(), "engine": answers[name].as_dict()} for name in answers},
        "rival_over_ours": {
            name: {rival: ratios(answers[name], answers[rival]) for rival in rivals} for name, rivals in RIVALS.items()
        },
    }


def _build(size: int, seconds: float, used: int) -> dict[str, float]:
    return {"seconds": seconds, "documents_per_second": size / seconds, "bytes": used}


def as_table(report: Mapping[str, Any]) -> str:
    parts = [line for part in report["sizes"] for line in [*_lines(part), ""]]
    return "\n".join([*parts, *_product_lines(report), _match_line(report), _bulk_line(report)])


def _lines(part: Mapping[str, Any]) -> list[str]:
    differ = "; ".join(
        f"{rival}: " + ", ".join(f"{name} {count}" for name, count in counts.items())
        for rival, counts in part["differences"].items()
    )
    lines = [
        f"{part['spaces']:,} spaces, {part['calls']:,} searches each; answered otherwise than by us: {differ}",
        f"{'ms, understanding and answer':34}{'p50':>9}{'p95':>9}{'cpu p50':>9}{'cpu p95':>9}",
    ]
    keys = ("p50_ms", "p95_ms", "cpu_p50_ms", "cpu_p95_ms")
    lines += [f"{name:34}" + "".join(f"{t[key]:9.2f}" for key in keys) for name, t in part["search"].items()]
    lines.append(f"{'understanding (in all above)':34}" + "".join(f"{v:9.2f}" for v in part["understanding"].values()))
    lines.append(f"{'answer alone, rival ÷ ours':34}{'p50':>9}{'p95':>9}{'cpu p50':>9}{'cpu p95':>9}")
    for rivals in part["rival_over_ours"].values():
        for rival, ratio in rivals.items():
            cells = "".join(f"{ratio[key]:9.2f}" for key in ("p50", "p95", "cpu_p50", "cpu_p95"))
            lines.append(f"  {rival:32}{cells}")
    for name, build in part["build"].items():
        lines.append(
            f"{'build, ' + name:34}{build['documents_per_second']:9.0f} documents/s"
            f"{build['bytes'] / 1e6:9.1f} MB on disk"
        )
    return lines


def _product_lines(report: Mapping[str, Any]) -> list[str]:
    product = report.get("product")
    if not product:
        return []
    times = [(name, product[name]) for name in ("suggest", "search with meaning")]
    stale = product["staleness"]
    return [
        *(f"{name}: p50 {t['p50_ms']:.1f} ms, p95 {t['p95_ms']:.1f} ms" for name, t in times),
        f"staleness of {stale['edits']} edits at once: p50 {stale['p50_s']:.2f} s, p99 {stale['p99_s']:.2f} s",
    ]


def _bulk_line(report: Mapping[str, Any]) -> str:
    bulk = report.get("bulk")
    if not bulk:
        return ""
    return (
        f"1,000 needs x 10,000 spaces: understanding {bulk['understand_s']:.0f} s, choosing {bulk['choose_s']:.1f} s; "
        f"memory of choosing for one {bulk['peak_first_mb']:.1f} MB, over a hundred {bulk['peak_hundred_mb']:.1f} MB\n"
    )


def _match_line(report: Mapping[str, Any]) -> str:
    times = report.get("match")
    if not times:
        return "matching one need: not measured\n"
    return f"matching one need: p50 {times['p50_ms']:.0f} ms, p95 {times['p95_ms']:.0f} ms ({times['needs']} needs)\n"


def write(report: Mapping[str, Any]) -> None:
    """``out/search.json`` and ``out/search.svg``."""
    OUT.mkdir(exist_ok=True)
    (OUT / "search.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    (OUT / "search.svg").write_text(draw(report), "utf-8")
