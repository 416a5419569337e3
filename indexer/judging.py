"""Measuring the understanding on judged texts: precision, recall and F1 over slots, and whole parses.

A slot is one value of one field: ``regions`` with two values are two slots, ``area_min`` is one. What the words
are left with (``text``) and the industries, which are read without being taken, are not judged here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

from indexer.understanding import Understood

UNJUDGED = frozenset({"text", "corrected", "slots", "industries"})
FIELDS = tuple(f.name for f in fields(Understood) if f.name not in UNJUDGED)
CLOSE = 1e-3
"""Rents are stored to 4 decimals: figures this near each other are the same, relative to their size."""

Value = str | float | int
Understand = Callable[[str], Understood]


@dataclass(frozen=True)
class Spoken:
    """A text of the search box, and what it says: field of ``Understood`` → the values. Absent is empty."""

    id: str
    text: str
    expect: Mapping[str, tuple[Value, ...]]


@dataclass(frozen=True)
class Miss:
    """A text that was not read whole: the slots that are lacking and those that should not be there."""

    id: str
    text: str
    lacking: tuple[str, ...]
    surplus: tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """Slots right, lacking and surplus over all texts, and the texts read whole."""

    texts: int
    exact: int
    right: int
    lacking: int
    surplus: int
    misses: tuple[Miss, ...]

    @property
    def precision(self) -> float:
        return _share(self.right, self.right + self.surplus)

    @property
    def recall(self) -> float:
        return _share(self.right, self.right + self.lacking)

    @property
    def f1(self) -> float:
        return _share(2 * self.right, 2 * self.right + self.lacking + self.surplus)

    @property
    def exact_share(self) -> float:
        return _share(self.exact, self.texts)

    def as_dict(self) -> dict[str, object]:
        measures = {name: getattr(self, name) for name in ("precision", "recall", "f1")}
        return {"texts": self.texts, "exact": self.exact_share, **measures}

    def as_table(self) -> str:
        """The measures, and every text that was not read whole."""
        head = f"{self.texts} texts, {self.exact} read whole ({self.exact_share:.3f})"
        measures = f"slots: precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"
        lines = [
            f"  {miss.id} {miss.text}: lacking {', '.join(miss.lacking) or '-'}; "
            f"surplus {', '.join(miss.surplus) or '-'}"
            for miss in self.misses
        ]
        return "\n".join([head, measures, *lines])


SAID_ON = date(2026, 11, 24)
"""The day on which the texts of the judged files were said: 一个月内 counts from it."""


def kind_of(path: Path) -> str:
    """What a judged file holds: ``understanding`` (texts with what they say), ``queries`` or ``needs``."""
    with path.open(encoding="utf-8") as lines:
        first = json.loads(next((line for line in lines if line.strip()), "{}"))
    if "expect" in first:
        return "understanding"
    return "queries" if "class" in first and "voice" not in first else "needs"


def read_spoken(path: Path) -> list[Spoken]:
    """Read a JSONL file. Raises ``ValueError`` naming the line that is wrong or expects an unknown field."""
    spoken: list[Spoken] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            expect = {name: _values(value) for name, value in row["expect"].items()}
            spoken.append(Spoken(str(row["id"]), row["text"], expect))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{path.name}:{number}: {error!r}") from error
        if unknown := set(expect) - set(FIELDS):
            raise ValueError(f"{path.name}:{number}: unknown field {', '.join(sorted(unknown))}")
    return spoken


def judge(spoken: Sequence[Spoken], understand: Understand) -> Reading:
    """Read every text with ``understand`` and count the slots."""
    misses: list[Miss] = []
    right = 0
    for one in spoken:
        understood = understand(one.text)
        found = {name: _values(getattr(understood, name)) for name in FIELDS}
        lacking = tuple(_apart(one.expect, found))
        surplus = tuple(_apart(found, one.expect))
        right += sum(map(len, found.values())) - len(surplus)
        if lacking or surplus:
            misses.append(Miss(one.id, one.text, lacking, surplus))
    return Reading(
        texts=len(spoken),
        exact=len(spoken) - len(misses),
        right=right,
        lacking=sum(len(miss.lacking) for miss in misses),
        surplus=sum(len(miss.surplus) for miss in misses),
        misses=tuple(misses),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _values(value: object) -> tuple[Value, ...]:
    """A field's value as its slots: a list is one slot per value, ``None`` is none, a day is written out."""
    if value is None:
        return ()
    if isinstance(value, list | tuple):
        return tuple(value)
    if isinstance(value, date):
        return (value.isoformat(),)
    if isinstance(value, str | int | float):
        return (value,)
    raise ValueError(f"{value!r} is no value of a slot")


def _apart(here: Mapping[str, tuple[Value, ...]], there: Mapping[str, tuple[Value, ...]]) -> Iterator[str]:
    """The slots of one side that the other does not have, as ``field=value``."""
    for name, values in here.items():
        for value in values:
            if not any(_same(value, other) for other in there.get(name, ())):
                yield f"{name}={value}"


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return abs(one - other) <= CLOSE * max(abs(one), abs(other))
