"""What is asked again and again: counted without keeping anybody's words, and suggested to the next person.

A search is noted only as the names and limits it was understood as, and only when nothing else was said and
something was found. Notes are lines of a file a day under ``DATA_DIR``: a log, so that reading pages writes no row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import structlog

from app.services.searching import Outcome

log = structlog.get_logger()

DAYS = 30
ASKED_BY_FEW = 3
"""What was asked less often than this tells of one person rather than of many."""
MOST = 200
NOTED = (
    "regions",
    "belts",
    "clusters",
    "roads",
    "space_types",
    "decorations",
    "deals",
    "facilities",
    "transit",
    "marks",
)
"""Fields of ``Understood`` whose canonical values make a suggestion, in this order. Figures and buildings are too much
one person's own."""


def note(folder: Path, outcome: Outcome, today: date) -> None:
    """Note a search that many may make. A disk that cannot be written loses the note, not the page."""
    words = noted(outcome)
    if not words:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        notes = folder / f"{today.isoformat()}.txt"
        if not notes.exists():
            _forget(folder, today)
        with notes.open("a", encoding="utf-8") as file:
            file.write(f"{words}\n")
    except OSError as error:
        log.warning("search not noted", error=str(error))


def noted(outcome: Outcome) -> str:
    """The search as its canonical names, empty when it says anything else or finds nothing."""
    said = outcome.understood
    known = {slot.name for slot in said.slots} <= {*NOTED, "industries"}
    if not known or said.text or outcome.query.page > 1 or not outcome.results.total:
        return ""
    values = [value for name in NOTED for value in getattr(said, name)]
    return " ".join(values) if len(values) > 1 else ""


def popular(folder: Path, today: date) -> tuple[str, ...]:
    """What was asked most in the last days, the most first."""
    counts = Counter(words for file in _files(folder, today) for words in _lines(file))
    asked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(words for words, times in asked[:MOST] if times >= ASKED_BY_FEW)


def _forget(folder: Path, today: date) -> None:
    """Remove the notes of days that no longer count."""
    kept = set(_files(folder, today))
    for file in folder.glob("*.txt"):
        if file not in kept:
            file.unlink(missing_ok=True)


def _files(folder: Path, today: date) -> list[Path]:
    days = (today - timedelta(days=back) for back in range(DAYS))
    return [file for file in (folder / f"{day.isoformat()}.txt" for day in days) if file.exists()]


def _lines(file: Path) -> Iterable[str]:
    return (line for line in file.read_text(encoding="utf-8").splitlines() if line)
