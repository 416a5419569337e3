"""A person's words → what they ask for. A parser over vocabularies, with positions; the rest is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from indexer.analysis import fold
from indexer.quantities import Slot, find
from indexer.query import SearchQuery

_NEGATION = re.compile(r"(?:不要|不想要|不考虑|不接受|非|不是|别要|除了|拒绝|no )\s*$")
_FILLER = re.compile(
    r"附近|周边|旁边|一带|沿线|的|了|想租|求租|想找|想要|找个?|需要|求购|最好|希望|请问|有没有|帮忙?|一个|一处|一套|左右|预算|租金|面积|"
    r"月租|为|带有?|要|[，。、；：！？,;:!?()（）\[\]\"'/]+"
)
LISTS = [
    "regions",
    "belts",
    "clusters",
    "buildings",
    "deals",
    "space_types",
    "decorations",
    "exclude_decorations",
    "facilities",
    "policies",
    "industries",
    "kinds",
]


@dataclass(frozen=True)
class Vocabulary:
    """Folded phrase → what it may stand for, as (field of ``Understood``, canonical value) pairs."""

    phrases: Mapping[str, tuple[tuple[str, str], ...]]
    longest: int

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str, str]]) -> Vocabulary:
        """From (phrase, field, value) rows; one phrase may stand for several values of a field."""
        phrases: dict[str, list[tuple[str, str]]] = {}
        for phrase, name, value in entries:
            meanings = phrases.setdefault(fold(phrase), [])
            if (name, value) not in meanings:
                meanings.append((name, value))
        longest = max(map(len, phrases), default=0)
        return cls({phrase: tuple(meanings) for phrase, meanings in phrases.items()}, longest)


@dataclass(frozen=True)
class Understood:
    """What the words were understood as. Units as in ``SearchQuery``; ``text`` is what is left to search."""

    regions: tuple[str, ...] = ()
    belts: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    clusters: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    area_min: float | None = None
    area_max: float | None = None
    rent_min: float | None = None
    rent_max: float | None = None
    monthly_total_max: float | None = None
    yearly_total_max: float | None = None
    deals: tuple[str, ...] = ()
    space_types: tuple[str, ...] = ()
    decorations: tuple[str, ...] = ()
    exclude_decorations: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    floor_min: int | None = None
    floor_max: int | None = None
    ceiling_min: float | None = None
    available_by: date | None = None
    industries: tuple[str, ...] = ()
    text: str = ""
    corrected: str | None = None
    slots: tuple[Slot, ...] = field(default=(), compare=False)

    def query(self) -> SearchQuery:
        """The same as a question to the engine."""
        shared = {name: getattr(self, name) for name in self.__dataclass_fields__ if name in _QUERY_FIELDS}
        return SearchQuery(**shared)


_QUERY_FIELDS = frozenset(SearchQuery.__dataclass_fields__)


def understand(words: str, vocabulary: Vocabulary) -> Understood:
    """Parse a person's words. Industries are read without taking their words from the searched text."""
    folded = fold(words)
    quantities, rest = find(folded)
    names, rest = _find_names(rest, vocabulary)
    slots = sorted([*quantities, *names], key=lambda slot: slot.start)
    values: dict[str, object] = {}
    for slot in slots:
        if slot.name in LISTS:
            values[slot.name] = (*_listed(values, slot.name), slot.value)
        else:
            values.setdefault(slot.name, slot.value)
    text = " ".join(_FILLER.sub(" ", rest).split())
    return Understood(**_distinct(values), text=text, slots=tuple(slots))


def _listed(values: Mapping[str, object], name: str) -> tuple[object, ...]:
    known = values.get(name, ())
    return known if isinstance(known, tuple) else ()


def _distinct(values: Mapping[str, object]) -> dict[str, object]:
    return {name: tuple(dict.fromkeys(value)) if isinstance(value, tuple) else value for name, value in values.items()}


def _find_names(text: str, vocabulary: Vocabulary) -> tuple[list[Slot], str]:
    """Longest phrase first from the left. Industry words stay in the text, the others are taken out."""
    slots: list[Slot] = []
    rest = list(text)
    start = 0
    while start < len(text):
        end = _longest_at(text, start, vocabulary)
        if end == start:
            start += 1
            continue
        for name, value in vocabulary.phrases[text[start:end]]:
            slots.append(Slot(_negated(name, text[:start]), value, start, end))
            if name != "industries":
                rest[start:end] = " " * (end - start)
        start = end
    return slots, _drop_negations("".join(rest), slots)


def _longest_at(text: str, start: int, vocabulary: Vocabulary) -> int:
    for end in range(min(len(text), start + vocabulary.longest), start, -1):
        if text[start:end] in vocabulary.phrases and _whole_word(text, start, end):
            return end
    return start


def _whole_word(text: str, start: int, end: int) -> bool:
    """Latin phrases must not begin or end inside a Latin word."""
    before = start > 0 and text[start - 1].isascii() and text[start - 1].isalnum() and text[start].isascii()
    after = end < len(text) and text[end].isascii() and text[end].isalnum() and text[end - 1].isascii()
    return not (before or after)


def _negated(name: str, before: str) -> str:
    return "exclude_decorations" if name == "decorations" and _NEGATION.search(before) else name


def _drop_negations(rest: str, slots: Iterable[Slot]) -> str:
    for slot in slots:
        if slot.name == "exclude_decorations" and (match := _NEGATION.search(rest[: slot.start])):
            rest = rest[: match.start()] + " " * (slot.start - match.start()) + rest[slot.start :]
    return rest
