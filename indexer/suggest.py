"""Suggestions while a person types: names by their beginning, pinyin, initials, a part, or with one slip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from indexer.analysis import fold, pinyin_tokens

MOST = 8
MOST_OF_A_KIND = 4
SLIP_FROM = 4
"""Shorter texts are taken as they are: one letter of three is no slip."""


@dataclass(frozen=True)
class Spellings:
    """Names folded, and their full pinyin and initials."""

    folded: tuple[str, ...]
    sounds: tuple[str, ...]


def _spellings(names: Sequence[str]) -> Spellings:
    given = [name for name in names if name]
    return Spellings(tuple(dict.fromkeys(map(fold, given))), tuple(pinyin_tokens(given)))


@dataclass(frozen=True)
class Entry:
    """Something to suggest. ``spellings`` are its other names; ``spaces`` is how many are vacant, if it is a place."""

    kind: str
    name: str
    name_en: str | None
    spellings: tuple[str, ...]
    spaces: int | None = None

    @cached_property
    def ways(self) -> tuple[Spellings, Spellings]:
        """How its own names are written, and how its other names are."""
        return _spellings((self.name, self.name_en or "")), _spellings(self.spellings)


@dataclass(frozen=True)
class Suggester:
    """Everything that may be suggested."""

    entries: tuple[Entry, ...]

    def suggest(self, text: str) -> list[Entry]:
        """At most ``MOST`` entries, the likeliest first; more vacant space first among equals, then by name."""
        typed = fold(" ".join(text.split()))
        if not typed:
            return []
        ranked = ((rank, entry) for entry in self.entries if (rank := _rank(typed, entry)) is not None)
        ordered = sorted(ranked, key=lambda pair: (pair[0], -(pair[1].spaces or 0), pair[1].name))
        return _mixed(entry for _, entry in ordered)


def _rank(typed: str, entry: Entry) -> float | None:
    """How a text hits an entry, 0 the best. One of its other names counts half a step less than its own."""
    ranks = [
        rank + later
        for later, ways in zip((0, 0.5), entry.ways, strict=True)
        if (rank := _hit(typed, ways)) is not None
    ]
    return min(ranks, default=None)


def _hit(typed: str, ways: Spellings) -> int | None:
    """Whole, beginning, a word's beginning, sound, a part, one slip."""
    if typed in ways.folded:
        return 0
    if any(name.startswith(typed) for name in ways.folded):
        return 1
    if any(f" {typed}" in name for name in ways.folded):
        return 2
    joined = typed.replace(" ", "").replace("'", "")
    if joined.isascii() and any(sound.startswith(joined) for sound in ways.sounds):
        return 3
    if any(typed in name for name in ways.folded):
        return 4
    slip = len(typed) >= SLIP_FROM and any(_slipped(typed, name[: len(typed)]) for name in ways.folded)
    return 5 if slip else None


def _slipped(typed: str, start: str) -> bool:
    return OSA.distance(typed, start, score_cutoff=1) <= 1


def _mixed(entries: Iterable[Entry]) -> list[Entry]:
    """The first ones, with no kind crowding out the others."""
    shown: list[Entry] = []
    for entry in entries:
        if sum(one.kind == entry.kind for one in shown) < MOST_OF_A_KIND:
            shown.append(entry)
        if len(shown) == MOST:
            break
    return shown
