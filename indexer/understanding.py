"""A person's words → what they ask for. A parser over vocabularies, with positions; the rest is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from indexer.analysis import fold, readable
from indexer.correction import Correction, Misreading, Speller
from indexer.numerals import Slot
from indexer.quantities import find
from indexer.query import SearchQuery

_NEGATION = re.compile(r"(?:不要|不想要|不需要|不考虑|不接受|非|不是|别要|除了|拒绝|\bno |\bnot )\s*$")
_NEGATED_AFTER = re.compile(r"[房的]*\s*(?:不要|不需要|不考虑|不接受|除外|免谈)(?=了?\s*(?:$|[,，。;；!！、\s]))")
_AND = re.compile(r"[房的修]*\s*(?:和|或者?|及|与|跟|、|以及|and|or)\s*")
_FILLER = re.compile(
    r"附近|周边|旁边|一带|沿线|的|了|想租|求租|想找|想要|找个?|需要|求购|最好|希望|请问|有没有|帮忙?|一个|一处|一套|左右|预算|租金|面积|"
    r"月租|为|(?<!\S)带有?|要|面议|也看|都可以|都行|也行|也可以|均可|都想|或者?|[，。、；：！？,;:!?()（）\[\]\"'/]+"
)
_LONE_WORDS = (
    ("出租", re.compile(r"(?<![月年日房免招出承转长融起单合])租(?![金期约价户客车赁房界])")),
    ("售卖", re.compile(r"(?:(?<=租)|(?<=[可或要])|(?<![^\s,]))售(?![后票货前])")),
    ("售卖", re.compile(r"(?:(?<=租)|(?<=[可或要想求能])|(?<![^\s,]))[买购](?![手卖菜单家方断物车])")),
)
"""One-character words for a deal, read only where they are no part of another word."""
_PLACES = {"regions", "belts", "clusters", "buildings", "roads"}
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
        names = (phrase for phrase, meanings in self.phrases.items() if {name for name, _ in meanings} <= _PLACES)
        return Speller(tuple(names), self.phrases.keys())

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
    floor_min: int | None = None
    floor_max: int | None = None
    ceiling_min: float | None = None
    available_by: date | None = None
    industries: tuple[str, ...] = ()
    text: str = ""
    corrected: tuple[Correction, ...] = ()
    slots: tuple[Slot, ...] = field(default=(), compare=False)

    def query(self) -> SearchQuery:
        """The same as a question to the engine."""
        shared = {name: getattr(self, name) for name in self.__dataclass_fields__ if name in _QUERY_FIELDS}
        return SearchQuery(**shared)


_QUERY_FIELDS = frozenset(SearchQuery.__dataclass_fields__)


def understand(words: str, vocabulary: Vocabulary, today: date | None = None) -> Understood:
    """Parse a person's words as said ``today``. Industries are read without taking their words from the text."""
    folded = fold(words)
    quantities, rest = find(folded, today or date.today())
    names, rest, corrected = _find_any_names(rest, vocabulary)
    deals, rest = _find_lone_words(rest)
    slots = sorted([*quantities, *names, *deals], key=lambda slot: slot.start)
    values: dict[str, object] = {}
    for slot in slots:
        if slot.name in LISTS:
            values[slot.name] = (*_listed(values, slot.name), slot.value)
        else:
            values.setdefault(slot.name, slot.value)
    left = _FILLER.sub(" ", rest).split()
    text = " ".join(word for word in left if readable(word) or not slots)
    return Understood(**_distinct(values), text=text, corrected=corrected, slots=tuple(slots))


def _listed(values: Mapping[str, object], name: str) -> tuple[object, ...]:
    known = values.get(name, ())
    return known if isinstance(known, tuple) else ()


def _distinct(values: Mapping[str, object]) -> dict[str, Any]:
    return {name: tuple(dict.fromkeys(value)) if isinstance(value, tuple) else value for name, value in values.items()}


@dataclass(frozen=True)
class _Refused:
    """Where the last name that is not wanted ended, and the fields it may stand for."""

    end: int
    names: frozenset[str]


def _find_any_names(text: str, vocabulary: Vocabulary) -> tuple[list[Slot], str, tuple[Correction, ...]]:
    """The names as they are written; where something is left that may be a name written otherwise, once more."""
    slots, rest = _find_names(text, vocabulary, {})
    longer = (
        [one for one in vocabulary.speller.misreadings(text) if _completes(one, slots, vocabulary)] if slots else []
    )
    found = [*longer, *vocabulary.speller.misreadings(rest)]
    misread = {one.start: one for one in found if not _inside(one, slots)}
    if not misread:
        return slots, rest, ()
    slots, rest = _find_names(text, vocabulary, misread)
    corrected = [
        Correction(text[one.start : one.end], vocabulary.phrases[one.phrase][0][1])
        for one in misread.values()
        if any(slot.start == one.start for slot in slots)
    ]
    return slots, rest, tuple(corrected)


def _completes(one: Misreading, slots: Iterable[Slot], vocabulary: Vocabulary) -> bool:
    """Whether a stretch is the longer name of what a part of it was read as: 归谷, of 归谷智照小镇."""
    meanings = vocabulary.phrases[one.phrase]
    parts = [slot for slot in slots if slot.start < one.end and one.start < slot.end]
    whole = len(one.phrase)
    inside = all(one.start <= s.start and s.end <= one.end and s.end - s.start < whole for s in parts)
    return bool(parts) and inside and all((slot.name, slot.value) in meanings for slot in parts)


def _inside(one: Misreading, slots: Iterable[Slot]) -> bool:
    """Whether a stretch is part of a trade's own words."""
    return any(slot.start <= one.start and one.end <= slot.end for slot in slots)


def _find_names(text: str, vocabulary: Vocabulary, misread: Mapping[int, Misreading]) -> tuple[list[Slot], str]:
    """Longest phrase first from the left, or the name that stands there ``misread``.

    Industry words stay in the text, the others are taken out. What is not wanted is left out, or excluded where
    that can be searched for.
    """
    slots: list[Slot] = []
    rest = list(text)
    start, refused = 0, _Refused(-1, frozenset())
    while start < len(text):
        one = misread.get(start)
        end = one.end if one else _longest_at(text, start, vocabulary)
        if end == start:
            start += 1
            continue
        meanings = vocabulary.phrases[one.phrase if one else text[start:end]]
        names = frozenset(name for name, _ in meanings)
        span = _negated(text, start, end, refused.end if names & refused.names else -1)
        refused = _Refused(span[1], names) if span else _Refused(-1, frozenset())
        for name, value in meanings:
            if wanted := _EXCLUDED.get(name) if span else name:
                slots.append(Slot(wanted, value, start, end))
        if span or "industries" not in names:
            _blank(rest, *(span or (start, end)))
        start = end
    return slots, "".join(rest)


def _find_lone_words(text: str) -> tuple[list[Slot], str]:
    """租, 售 and 买 standing alone, after every longer word has been taken out."""
    found = [
        Slot("deals", value, match.start(), match.end())
        for value, pattern in _LONE_WORDS
        for match in pattern.finditer(text)
        if not _NEGATION.search(text[: match.start()])
    ]
    rest = list(text)
    for slot in found:
        _blank(rest, slot.start, slot.end)
    return found, "".join(rest)


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


def _negated(text: str, start: int, end: int, refused: int) -> tuple[int, int] | None:
    """The place of a name with the words that refuse it, or ``None``. ``refused`` is where such a place ended:
    不要毛坯和简装 refuses both.
    """
    if before := _NEGATION.search(text, 0, start):
        return before.start(), end
    if refused >= 0 and _AND.fullmatch(text, refused, start):
        return refused, end
    if after := _NEGATED_AFTER.match(text, end):
        return start, after.end()
    return None
