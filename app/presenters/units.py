"""The number on a unit's door, read into its parts: a block, and the rest as the trade of its building writes it.

Charts group by block; English titles are put together from the parts, since owners write theirs in Chinese.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.languages import is_english
from app.models import Space

_BLOCK = re.compile(r"(?:([A-Z])座)?(.*)")
_WORDS = (
    (re.compile(r"\d+"), "Room {0}"),
    (re.compile(r"L\d+-\d+"), "Shop {0}"),
    (re.compile(r"\d*F?整层"), "whole floor"),
    (re.compile(r"\d*F?东区(\d+)"), "East {1}"),
    (re.compile(r"\d*F?西区(\d+)"), "West {1}"),
    (re.compile(r"\d*F?南区(\d+)"), "South {1}"),
    (re.compile(r"\d*F?北区(\d+)"), "North {1}"),
    (re.compile(r"[ -~]+"), "Unit {0}"),
)
"""How a unit is written → how it is said in English. What is written in no known way stays as it is."""


@dataclass(frozen=True)
class Unit:
    """``B座2508`` is room 2508 of block B; most buildings have no blocks."""

    block: str
    room: str

    @property
    def block_label(self) -> str:
        if not self.block:
            return ""
        return f"Block {self.block}" if is_english() else f"{self.block}座"

    @property
    def room_label(self) -> str:
        return _in_english(self.room) if is_english() else self.room

    @property
    def door(self) -> str:
        """As short as it can be said, for drawings."""
        return self.room if self.room.isascii() else self.room_label

    @property
    def label(self) -> str:
        """The whole unit in the reader's language."""
        between = ", " if is_english() else ""
        return between.join(filter(None, (self.block_label, self.room_label)))


def read_unit(text: str) -> Unit:
    found = _BLOCK.fullmatch(text.strip())
    return Unit(found[1] or "", found[2]) if found else Unit("", text)


def _in_english(room: str) -> str:
    for pattern, words in _WORDS:
        if found := pattern.fullmatch(room):
            return words.format(found[0], *found.groups())
    return room


def unit_order(text: str) -> str:
    """A key that puts 南区9 before 南区10."""
    return re.sub(r"\d+", lambda digits: digits[0].zfill(8), text)


def title_of(space: Space) -> str:
    """The owner's title; in English the building, block, floor and unit, where the building has an English name."""
    building = space.building.name_en
    if not is_english() or not building:
        return space.title
    unit = read_unit(space.unit)
    floor = "" if space.floor is None else f"{space.floor}F"
    return ", ".join(filter(None, (building, unit.block_label, floor, unit.room_label)))
