"""Names written otherwise than they are: by sound, by pinyin, by initials, or with one character wrong.

Only names of places are looked for, only in what no exact name has taken, and only where one name alone comes near:
a reader who is corrected wrongly is worse off than one who is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import product

from pypinyin import Style, lazy_pinyin, pinyin
from rapidfuzz.distance import OSA

_HAN_RUN = re.compile(r"[㐀-鿿]+")
_LATIN_RUN = re.compile(r"[a-z]+(?:[ '\-]+[a-z]+)*")
_LATIN_WORD = re.compile(r"[a-z]+")
SHORT = 2
_WORDS = frozenset({"同乡", "海岩", "家善", "平复", "南虎"})
"""Words that sound like a name of two characters and are none."""
BY_SOUND = 3
"""Names of fewer characters are not found by their sound alone."""
BY_LETTERS = 4
"""Names of fewer characters are not found with one character too few, too many or swapped."""
BY_ANY = 5
"""Names of fewer characters, but for their ending, are not found with one character replaced by any other."""
BY_RUN = 8
"""Shorter Latin words are not taken apart into pinyin."""
BY_PINYIN = 5
"""Fewer letters may be any word."""
INITIALS = 4
FEW_INITIALS = 3
_FEW = re.compile(r"[㐀-鿿](?:区|市|县|楼)$")
LATIN = 6
"""Latin names with fewer letters are not found with a letter wrong."""
_END = re.compile(r"(?:大厦|大楼|广场|中心|小镇|新城|产业园|园|路|区|市|县|镇)$")
"""What many names end with: a text that only ends alike is no name written wrong."""


@dataclass(frozen=True)
class Correction:
    """What was said, and the name it was read as."""

    said: str
    read: str


@dataclass(frozen=True)
class Misreading:
    """A stretch of the text that stands for a name of the vocabulary."""

    start: int
    end: int
    phrase: str


@dataclass(frozen=True)
class Speller:
    """The names to look for, folded, and the words that are right as they are."""

    names: tuple[str, ...]
    right: Mapping[str, object] = field(default_factory=dict, repr=False)
    """Every phrase that is right as it is, with what it means."""
    terms: tuple[str, ...] = ()
    """Words for kinds of space and what is in them: found by their sound and pinyin alone."""

    def misreadings(self, text: str) -> list[Misreading]:
        """Every name that is written otherwise in a folded text, in order, none overlapping."""
        found = [*self._han(text), *self._latin(text)]
        return sorted(_apart(found), key=lambda one: one.start)

    def _han(self, text: str) -> Iterator[Misreading]:
        for run in _HAN_RUN.finditer(text):
            sounds = lazy_pinyin(run[0], style=Style.NORMAL)
            for start in range(len(run[0])):
                for length in self._lengths:
                    said = run[0][start : start + length]
                    if len(said) < length or said in self.right:
                        continue
                    sound = "".join(sounds[start : start + length])
                    if name := self._sounding(sound) or self._near(said) or self._short(said, sound):
                        yield Misreading(run.start() + start, run.start() + start + length, name)

    def _latin(self, text: str) -> Iterator[Misreading]:
        for run in _LATIN_RUN.finditer(text):
            words = list(_LATIN_WORD.finditer(run[0]))
            found = False
            for first in range(len(words)):
                for last in range(first, min(first + 9, len(words))):
                    start, end = words[first].start(), words[last].end()
                    if name := self._spelt(run[0][start:end]):
                        found = True
                        yield Misreading(run.start() + start, run.start() + end, name)
            if not found:
                for word in words:
                    yield from self._within(word[0], run.start() + word.start())

    def _within(self, word: str, at: int) -> Iterator[Misreading]:
        """Names in pinyin written without spaces: nanhuquxiezilou. All around them must be pinyin too."""
        if len(word) < BY_RUN or word in self.right:
            return
        found: list[Misreading] = []
        start = 0
        while start < len(word):
            ends = range(len(word), start, -1)
            end = next((e for e in ends if e - start >= BY_PINYIN and word[start:e] in self._by_pinyin), start)
            if end > start and (name := self._one(self._by_pinyin[word[start:end]])):
                found.append(Misreading(at + start, at + end, name))
            else:
                end = next((e for e in ends if word[start:e] in syllables()), start)
            if end == start:
                return
            start = end
        yield from found

    def _one(self, names: Iterable[str]) -> str | None:
        """The name if all that come near mean one and the same. Several are a guess."""
        found = set(names)
        meanings = {self.right.get(name, name) for name in found}
        return max(found, key=lambda name: (len(name), name)) if len(meanings) == 1 else None

    def _sounding(self, sound: str) -> str | None:
        return self._one(self._by_sound.get(sound, ()))

    def _short(self, said: str, sound: str) -> str | None:
        """A name of two characters by its sound, where one character is right: 桐香."""
        if len(said) != SHORT or said in _WORDS:
            return None
        alike = (name for name in self._by_pinyin.get(sound, ()) if len(name) == SHORT and set(name) & set(said))
        return self._one(alike)

    def _near(self, said: str) -> str | None:
        """The one name that a stretch of Chinese differs from by one character."""
        names = {name for key in (said, *_shortened(said)) for name in self._by_shortened.get(key, ())}
        names |= {term for term in self._by_letters.get("".join(sorted(said)), ()) if term != said}
        return self._one(name for name in names if OSA.distance(said, name) == 1 and _likely(said, name))

    def _spelt(self, said: str) -> str | None:
        """By full pinyin with or without spaces, by initials, or an English name with one letter wrong."""
        if said in self.right:
            return None
        joined = re.sub(r"[^a-z]", "", said)
        if len(joined) >= BY_PINYIN and (name := self._one(self._by_pinyin.get(joined, ()))):
            return name
        if said == joined and len(said) == FEW_INITIALS and (name := self._one(self._by_few_initials.get(said, ()))):
            return name
        if said == joined and len(said) >= INITIALS and (name := self._one(self._by_initials.get(said, ()))):
            return name
        return self._one(name for name in self._english if OSA.distance(said, name, score_cutoff=1) == 1)

    @cached_property
    def _chinese(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if _HAN_RUN.fullmatch(name))

    @cached_property
    def _english(self) -> tuple[str, ...]:
        return tuple(name for name in self.names if name.isascii() and len(name) >= LATIN)

    @cached_property
    def _lengths(self) -> tuple[int, ...]:
        """The lengths of text that a name may stand in, longest first."""
        lengths = {len(name) + more for name in self._chinese for more in (-1, 0, 1)} | {len(t) for t in self.terms}
        return (*sorted((n for n in lengths if n >= BY_SOUND), reverse=True), SHORT)

    @cached_property
    def _by_pinyin(self) -> dict[str, set[str]]:
        spoken = (*self._chinese, *(term for term in self.terms if _HAN_RUN.fullmatch(term)))
        return _index(("".join(sounds), name) for name in spoken for sounds in _sounds(name))

    @cached_property
    def _by_sound(self) -> dict[str, set[str]]:
        """For what is written in Chinese: short names sound like too many other words."""
        spelt = self._by_pinyin.items()
        return _index((sound, name) for sound, names in spelt for name in names if len(name) >= BY_SOUND)

    @cached_property
    def _by_initials(self) -> dict[str, set[str]]:
        return _index(("".join(s[0] for s in sounds), name) for name in self._chinese for sounds in _sounds(name))

    @cached_property
    def _by_few_initials(self) -> dict[str, set[str]]:
        """nhq, xzl: of districts and kinds of space alone, for three letters may be anything."""
        spoken = [name for name in (*self._chinese, *self.terms) if _FEW.search(name) and len(name) == FEW_INITIALS]
        return _index(("".join(s[0] for s in sounds), name) for name in spoken for sounds in _sounds(name))

    @cached_property
    def _by_letters(self) -> dict[str, set[str]]:
        """Terms by their characters in whatever order: 写楼字."""
        return _index(("".join(sorted(term)), term) for term in self.terms if len(term) >= BY_SOUND)

    @cached_property
    def _by_shortened(self) -> dict[str, set[str]]:
        long = [name for name in self._chinese if len(name) >= BY_LETTERS]
        return _index((key, name) for name in long for key in (name, *_shortened(name)))


@cache
def syllables() -> frozenset[str]:
    """Every syllable of pinyin, without tones, from the readings of the commonest characters."""
    common = "".join(map(chr, range(0x4E00, 0x9FA6)))
    return frozenset(reading for one in pinyin(common, style=Style.NORMAL, errors="ignore") for reading in one)


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for key, name in pairs:
        index.setdefault(key, set()).add(name)
    return index


def _sounds(name: str) -> tuple[list[str], list[str]]:
    """The reading of a name as a whole, and that of its characters one by one."""
    one_by_one = [sound for character in name for sound in lazy_pinyin(character, style=Style.NORMAL)]
    return lazy_pinyin(name, style=Style.NORMAL), one_by_one


def _shortened(text: str) -> list[str]:
    return [text[:i] + text[i + 1 :] for i in range(len(text))]


def _likely(said: str, name: str) -> bool:
    """Whether one difference is a slip: not the very part that tells one name from another of its kind."""
    if len(said) != len(name):
        if _stem(said) == _stem(name):
            return len(_stem(name)) >= BY_LETTERS and _stem(said) != said
        return len(name) >= BY_ANY
    if sorted(said) == sorted(name):
        return True
    return len(_stem(name)) >= BY_ANY or _alike(said, name)


def _stem(name: str) -> str:
    return _END.sub("", name)


def _alike(said: str, name: str) -> bool:
    """Whether the character that differs sounds nearly the same: fin for feng, si for shi."""
    pairs = [(a, b) for a, b in zip(said, name, strict=True) if a != b]
    return all(min(OSA.distance(*sounds) for sounds in product(*map(_readings, pair))) <= 1 for pair in pairs)


def _readings(character: str) -> list[str]:
    """Every way a character is read: 厦 is sha in 大厦 and xia in 厦门."""
    return pinyin(character, style=Style.NORMAL, heteronym=True)[0]


def _apart(found: Iterable[Misreading]) -> list[Misreading]:
    """The longest names first, none overlapping another."""
    kept: list[Misreading] = []
    for one in sorted(found, key=lambda m: (-len(m.phrase), abs(m.end - m.start - len(m.phrase)), m.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return kept
