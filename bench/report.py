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
    size: int, indexed: Indexed, differ: Mapping[str, int], understanding: Times, answers: Mapping[str, Times]
) -> dict[str, Any]:
    """One size. The times of a contestant are understanding plus answer; ``engine`` has the answer alone."""
    whole = {name: understanding.plus(times) for name, times in answers.items()}
    return {
        "spaces": size,
        "calls": len(understanding.wall),
        "differences": dict(differ),
        "build": {
            "ours": _build(size, indexed.engine_seconds, indexed.engine_bytes),
            "SQLite FTS5": _build(size, indexed.fts_seconds, indexed.fts_bytes),
        },
        "understanding": understanding.as_dict(),
        "search": {name: {**whole[name].as_dict(), "engine": answers[name].as_dict()} for name in answers},
        "fts_over": {
            name: {**ratios(whole[name], whole[rival]), "engine": ratios(answers[name], answers[rival])}
            for name, rival in RIVALS.items()
        },
    }


def _build(size: int, seconds: float, used: int) -> dict[str, float]:
    return {"seconds": seconds, "documents_per_second": size / seconds, "bytes": used}


def as_table(report: Mapping[str, Any]) -> str:
    return "\n".join(line for part in report["sizes"] for line in [*_lines(part), ""]) + _match_line(report)


def _lines(part: Mapping[str, Any]) -> list[str]:
    differ = ", ".join(f"{name} {count}" for name, count in part["differences"].items())
    lines = [
        f"{part['spaces']:,} spaces, {part['calls']:,} searches each; answered otherwise by SQLite: {differ}",
        f"{'ms; × = SQLite FTS5 ÷ this':30}{'p50':>9}{'p95':>9}{'cpu p50':>9}{'cpu p95':>9}"
        f"{'× p50':>8}{'× p95':>8}{'× cpu50':>9}{'× cpu95':>9}{'× pairs':>9}",
    ]
    for name, times in part["search"].items():
        ratio = part["fts_over"].get(name)
        cells = "".join(f"{times[key]:9.2f}" for key in ("p50_ms", "p95_ms", "cpu_p50_ms", "cpu_p95_ms"))
        if ratio:
            cells += "".join(f"{ratio[key]:8.2f}" for key in ("p50", "p95"))
            cells += "".join(f"{ratio[key]:9.2f}" for key in ("cpu_p50", "cpu_p95", "cpu_median_of_pairs"))
        lines.append(f"{name:30}{cells}")
    said = part["understanding"]
    lines.append(f"{'understanding (in all above)':30}" + "".join(f"{value:9.2f}" for value in said.values()))
    for name, build in part["build"].items():
        lines.append(
            f"{'build, ' + name:30}{build['documents_per_second']:9.0f} documents/s"
            f"{build['bytes'] / 1e6:9.1f} MB on disk"
        )
    return lines


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
