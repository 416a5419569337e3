"""Where the words of a search stand in a text that is shown, so that a reader sees why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from indexer.analysis import Unit, fold

Span = tuple[int, int]


def spans(text: str, units: Iterable[Unit]) -> list[Span]:
    """The stretches of a text that meet any of the units, in order, none touching another."""
    folded = fold(text)
    found = sorted(span for unit in units for span in _of(unit, folded))
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def unmet(texts: Sequence[str], units: Iterable[Unit]) -> list[Unit]:
    """The units that none of the texts shows."""
    return [unit for unit in units if not any(spans(text, [unit]) for text in texts)]


def _of(unit: Unit, folded: str) -> list[Span]:
    """A word itself or, where it is met by its pairs of characters, all of these."""
    if whole := list(_all(unit.word, folded)):
        return whole
    pairs = [list(_all(pair, folded)) for pair in unit.pairs]
    return [span for places in pairs for span in places] if pairs and all(pairs) else []


def _all(word: str, folded: str) -> Iterator[Span]:
    """Latin words and figures are met whole, Chinese ones wherever they stand."""
    at = folded.find(word)
    while at >= 0:
        end = at + len(word)
        if not word.isascii() or not (_joins(folded, at - 1) or _joins(folded, end)):
            yield at, end
        at = folded.find(word, end)


def _joins(folded: str, at: int) -> bool:
    return 0 <= at < len(folded) and folded[at].isascii() and folded[at].isalnum()
