"""A person's words → what they ask for. A parser over vocabularies, with positions; the rest is searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from indexer import refusal, small_words
from indexer.amends import amended
from indexer.analysis import fold, readable
from indexer.correction import Correction, Misreading, Speller
from indexer.numerals import Slot
from indexer.plain import plain
from indexer.quantities import find
from indexer.query import SearchQuery
from indexer.refusal import Name

_PLACES = {"regions", "belts", "clusters", "buildings", "roads"}
_TERMS = {"space_types", "facilities", "decorations"}
_EXCLUDED = {
    "decorations": "exclude_decorations",
    "regions": "exclude_regions",
    "clusters": "exclude_clusters",
    "space_types": "exclude_space_types",
}
"""Field → the field that holds what is not wanted of it. What has none is only left out."""
LISTS = [
    "regions",
    "belts",
    "clusters",
    "buildings",
    "roads",
    "deals",
    "space_types",
    "decorations",
    "exclude_decorations",
    "exclude_regions",
    "exclude_clusters",
    "exclude_space_types",
    "facilities",
    "policies",
    "transit",
    "marks",
    "brands",
    "rent_bands",
    "industries",
    "kinds",
]


@dataclass(frozen=True)
class Vocabulary:
    """Folded phrase → what it may stand for, as (field of ``Understood``, canonical value) pairs."""

    phrases: Mapping[str, tuple[tuple[str, str], ...]]
    longest: int

    @cached_property
    def speller(self) -> Speller:
        """Finds names of places that are written otherwise."""
        kinds = {phrase: {name for name, _ in meanings} for phrase, meanings in self.phrases.items()}
        places = tuple(phrase for phrase, names in kinds.items() if names <= _PLACES)
        terms = tuple(phrase for phrase, names in kinds.items() if names <= _TERMS)
        return Speller(places, self.phrases, terms)

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
    roads: tuple[str, ...] = ()
    area_min: float | None = None
    area_max: float | None = None
    rent_min: float | None = None
    rent_max: float | None = None
    monthly_total_max: float | None = None
    yearly_total_max: float | None = None
    price_max: float | None = None
    price_total_max: float | None = None
    deals: tuple[str, ...] = ()
    space_types: tuple[str, ...] = ()
    decorations: tuple[str, ...] = ()
    exclude_decorations: tuple[str, ...] = ()
    exclude_regions: tuple[str, ...] = ()
    exclude_clusters: tuple[str, ...] = ()
    exclude_space_types: tuple[str, ...] = ()
    facilities: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    transit: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    rent_bands: tuple[str, ...] = ()
    floor_min: int | None = None
    floor_max: int | None = None
    ceiling_min: float | None = None
    load_min: float | None = None
    available_by: date | None = None
    industries: tuple[str, ...] = ()
    text: str = ""
    corrected: tuple[Correction, ...] = ()
    slots: tuple[Slot, ...] = field(default=(), compare=False)

    def query(self) -> SearchQuery:
        """The same as a question to the engine."""
        shared = {name: getattr(self, name) for name in self.__dataclass_fields__ if name in _QUERY_FIELDS}
        return SearchQuery(**shared)


_Phrase = tuple[int, int, tuple[tuple[str, str], ...]]
_QUERY_FIELDS = frozenset(SearchQuery.__dataclass_fields__)


def understand(words: str, vocabulary: Vocabulary, today: date | None = None) -> Understood:
    """Parse a person's words as said ``today``. Industries are read without taking their words from the text."""
    folded = fold(plain(words))
    quantities, rest = find(folded, today or date.today())
    quantities, rest = _without_refused(folded, quantities, rest)
    names, rest, corrected = _find_any_names(rest, vocabulary)
    deals = small_words.deals(rest)
    rest = _without(rest, deals)
    slots = amended(folded, sorted([*quantities, *names, *deals], key=lambda slot: slot.start))
    if small_words.only_mentioned(slots, rest):
        slots, rest = [], folded
    left = small_words.FILLER.sub(" ", rest).split()
    text = " ".join(word for word in left if readable(word) or not slots)
    return Understood(**_values(slots), text=text, corrected=corrected, slots=tuple(slots))


def _without_refused(text: str, slots: Iterable[Slot], rest: str) -> tuple[list[Slot], str]:
    """不要一楼 asks for any floor above; another figure that is refused asks for nothing."""
    kept: list[Slot] = []
    letters, said = list(rest), [slot for slot in slots if slot.name == "floor_min"]
    for slot in slots:
        span = refusal.refused_figure(text, slot.start, slot.end, floor=slot.name.startswith("floor_"))
        if span is None:
            kept.append(slot)
            continue
        _blank(letters, *span)
        if slot.value == 1 and said == [slot]:
            kept.append(replace(slot, value=2))
    return kept, "".join(letters)


def _values(slots: Iterable[Slot]) -> dict[str, Any]:
    """Field of ``Understood`` → its value: of several for one figure the first that was said."""
    values: dict[str, object] = {}
    for slot in slots:
        if slot.name in LISTS:
            values[slot.name] = (*_listed(values, slot.name), slot.value)
        else:
            values.setdefault(slot.name, slot.value)
    return _distinct(values)


def _listed(values: Mapping[str, object], name: str) -> tuple[object, ...]:
    known = values.get(name, ())
    return known if isinstance(known, tuple) else ()


def _distinct(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: tuple(dict.fromkeys(value)) if isinstance(value, tuple) else value for name, value in values.items()}


def _find_any_names(text: str, vocabulary: Vocabulary) -> tuple[list[Slot], str, tuple[Correction, ...]]:
    """The names as they are written; where something is left that may be a name written otherwise, once more."""
    slots, rest = _find_names(text, vocabulary, {})
    longer = (
        [one for one in vocabulary.speller.misreadings(text) if _completes(one, slots, vocabulary, text)]
        if slots
        else []
    )
    found = [*longer, *vocabulary.speller.misreadings(rest)]
    misread = {one.start: one for one in found if not _inside(one, slots)}
    if not misread:
        return slots, rest, ()
    slots, rest = _find_names(text, vocabulary, misread)
    corrected = [
        Correction(text[one.start : one.end], vocabulary.phrases[one.phrase][0][1])
        for one in misread.values()
        if any(slot.start <= one.start < slot.end for slot in slots)
    ]
    return slots, rest, tuple(corrected)


def _completes(one: Misreading, slots: Iterable[Slot], vocabulary: Vocabulary, text: str) -> bool:
    """Whether a stretch is the longer name of what a part of it was read as: 归谷, of 归谷智照小镇."""
    meanings = vocabulary.phrases[one.phrase]
    parts = [slot for slot in slots if slot.start < one.end and one.start < slot.end]
    whole = len(one.phrase)
    inside = all(one.start <= s.start and s.end <= one.end and s.end - s.start < whole for s in parts)
    return bool(parts) and inside and all((s.name, s.value) in meanings or _begins(one, s, text) for s in parts)


def _begins(one: Misreading, slot: Slot, text: str) -> bool:
    """Whether what was read is just the beginning of a longer name: 南湖 of 南湖基小镇."""
    more = one.end - slot.end > 1
    return more and slot.start == one.start and one.phrase.startswith(text[slot.start : slot.end])


def _inside(one: Misreading, slots: Iterable[Slot]) -> bool:
    """Whether a stretch is part of a trade's own words."""
    return any(slot.start <= one.start and one.end <= slot.end for slot in slots)


def _find_names(text: str, vocabulary: Vocabulary, misread: Mapping[int, Misreading]) -> tuple[list[Slot], str]:
    """Longest phrase first from the left, or the name that stands there ``misread``.

    Industry words stay in the text, the others are taken out. What is not wanted is left out, or excluded where
    that can be searched for.
    """
    phrases = list(_phrases(text, vocabulary, misread))
    names = [Name(start, end, frozenset(name for name, _ in meanings)) for start, end, meanings in phrases]
    slots: list[Slot] = []
    rest = list(text)
    for name, (_, _, meanings) in zip(refusal.judged(text, names), phrases, strict=True):
        for field_name, value in meanings:
            if wanted := _EXCLUDED.get(field_name) if name.refused else field_name:
                slots += [] if name.open else [Slot(wanted, value, *name.span)]
        if name.refused or "industries" not in name.fields:
            _blank(rest, *name.span)
    return slots, "".join(rest)


def _phrases(text: str, vocabulary: Vocabulary, misread: Mapping[int, Misreading]) -> Iterator[_Phrase]:
    """Every phrase of the vocabulary with its place and what it may stand for."""
    start = 0
    while start < len(text):
        one = misread.get(start)
        end = one.end if one else _longest_at(text, start, vocabulary)
        if end > start:
            yield start, end, vocabulary.phrases[one.phrase if one else text[start:end]]
        start = max(end, start + 1)


def _without(text: str, slots: Iterable[Slot]) -> str:
    letters = list(text)
    for slot in slots:
        _blank(letters, slot.start, slot.end)
    return "".join(letters)


def _blank(letters: list[str], start: int, end: int) -> None:
    letters[start:end] = " " * (end - start)


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
