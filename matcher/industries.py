"""Industry recognition: a text → a distribution over the leaves of the taxonomy, and the words that decided.

Three witnesses are added as log-odds: a classifier over frozen embeddings of the vocabulary's phrases, the nearest
phrases of each leaf, and phrases found literally. The weights were chosen on the development needs (CHANGELOG).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from indexer.analysis import fold
from matcher.classifier import Array, TextClassifier, softmax
from matcher.encoder import Encoder

WHOLE = 4.0
"""How much a sentence teaches beside a phrase: needs are sentences."""
NEARNESS_WEIGHT = 12.0
LITERAL_WEIGHT = 0.7
LITERAL_ALONE = 4.0
"""Log-odds of a phrase found where there is no other witness."""
CLAUSE_SHARE = 0.4
"""How much the clauses of a long text count beside the text as a whole."""
FLOOR = 0.02
"""Leaves below this share are not reported."""

_CLAUSE = re.compile(r"[，。；;！？!?\n,.]|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
"""Ends of clauses; who speaks into a phone leaves spaces instead of commas."""


@dataclass(frozen=True)
class Leaf:
    """A leaf industry, the phrases companies use of themselves; sentences and class titles only teach."""

    code: str
    name: str
    name_en: str
    definition: str
    phrases: tuple[str, ...]
    sector: str = ""
    sentences: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()

    def examples(self) -> tuple[tuple[str, float], ...]:
        """Texts to learn from with their weights."""
        short = (*self.phrases, *self.titles, self.name, self.name_en)
        return (*((text, 1.0) for text in short), *((text, WHOLE) for text in (self.definition, *self.sentences)))


@dataclass(frozen=True)
class IndustryShare:
    """How likely a text speaks of a leaf, and the phrases found in it that say so."""

    code: str
    name: str
    name_en: str
    probability: float
    words: tuple[str, ...] = ()


@dataclass
class IndustryRecognizer:
    """Trained from the vocabulary in seconds; remembered in ``folder`` under a fingerprint of what it saw.

    ``nothing`` are sentences that speak of no trade: what of a text sounds like them is not listened to.
    """

    leaves: Sequence[Leaf]
    encoder: Encoder
    folder: Path | None = None
    nothing: Sequence[str] = ()
    _literal: dict[str, tuple[int, ...]] = field(init=False)
    _longest: int = field(init=False)
    _classifier: TextClassifier = field(init=False)

    def __post_init__(self) -> None:
        self._literal = _literal_index(self.leaves)
        self._longest = max(map(len, self._literal), default=0)
        examples = [(text, weight, i) for i, leaf in enumerate(self.leaves) for text, weight in leaf.examples()]
        examples += [(text, WHOLE, len(self.leaves)) for text in self.nothing]
        self._classifier = TextClassifier(examples, self.encoder, self.folder / "industries" if self.folder else None)

    def listen(self, text: str) -> tuple[Array, float]:
        """Shares of the leaves, shape (leaves,), summing to 1; and how likely the text speaks of no trade at all."""
        parts = [text, *_clauses(text)]
        looked = self._classifier.look(parts)
        odds = self._classifier.log_probabilities(looked) + NEARNESS_WEIGHT * self._classifier.nearness(looked)
        count = len(self.leaves)
        silence = softmax(odds)[:, count:].sum(axis=1)
        shares = softmax(odds[:, :count])
        whole = shares[0]
        if len(parts) > 1:
            sureness = shares[1:].max(axis=1) * (1 - silence[1:]) + 1e-6
            clauses = (sureness / sureness.sum()) @ shares[1:]
            whole = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * clauses
        spoken = self._literally(text)
        nothing = 0.0 if spoken.any() else float(silence.min())
        return softmax(np.log(whole + 1e-6) + LITERAL_WEIGHT * spoken), nothing

    def distribution(self, text: str) -> Array:
        """Shape (leaves,), sums to 1."""
        return self.listen(text)[0]

    def literal(self, text: str) -> tuple[IndustryShare, ...]:
        """The same by the phrases found alone: what is left without the encoder. Empty when none is found."""
        odds = self._literally(text)
        return self._shares(text, softmax(LITERAL_ALONE * odds), 5) if odds.any() else ()

    def similarity(self, text: str) -> float:
        """How near a text, or the nearest of its clauses, comes to any leaf at all: chance lies below 0.45."""
        parts = [text, *_clauses(text)]
        return float(self._classifier.nearness(self._classifier.look(parts))[:, : len(self.leaves)].max())

    def recognize(self, text: str, limit: int = 5) -> tuple[IndustryShare, ...]:
        """The likeliest leaves, each with the phrases of it that stand in the text."""
        return self.hear(text, limit)[0]

    def hear(self, text: str, limit: int = 5) -> tuple[tuple[IndustryShare, ...], float]:
        """``recognize``, and how likely the text speaks of no trade at all."""
        shares, nothing = self.listen(text)
        return self._shares(text, shares, limit), nothing

    def _shares(self, text: str, shares: Array, limit: int) -> tuple[IndustryShare, ...]:
        found = list(self._found(fold(text)))
        best = [i for i in np.argsort(-shares)[:limit] if shares[i] >= FLOOR]
        return tuple(
            IndustryShare(
                self.leaves[i].code,
                self.leaves[i].name,
                self.leaves[i].name_en,
                float(shares[i]),
                tuple(dict.fromkeys(phrase for phrase in found if i in self._literal[phrase])),
            )
            for i in best
        )

    def _found(self, folded: str) -> Iterator[str]:
        """Phrases of the vocabulary standing in the text, longest first from the left, none inside another."""
        start = 0
        while start < len(folded):
            for end in range(min(len(folded), start + self._longest), start + 1, -1):
                if folded[start:end] in self._literal and _whole(folded, start, end):
                    yield folded[start:end]
                    start = end - 1
                    break
            start += 1

    def _literally(self, text: str) -> Array:
        """Log-odds by phrases found: longer ones say more, shared ones less."""
        odds = np.zeros(len(self.leaves))
        for phrase in self._found(fold(text)):
            owners = self._literal[phrase]
            length = len(phrase) / 3 if phrase.isascii() else len(phrase)
            for i in owners:
                odds[i] += min(length, 5) / 3 / len(owners)
        return odds


def _literal_index(leaves: Sequence[Leaf]) -> dict[str, tuple[int, ...]]:
    index: dict[str, tuple[int, ...]] = {}
    for i, leaf in enumerate(leaves):
        for phrase in {fold(text) for text in (*leaf.phrases, leaf.name, leaf.name_en)}:
            if len(phrase) >= 2:
                index[phrase] = (*index.get(phrase, ()), i)
    return index


def _clauses(text: str) -> list[str]:
    parts = [part for part in _CLAUSE.split(text) if len(part.strip()) >= 4]
    return parts if len(parts) > 1 else []


def _whole(text: str, start: int, end: int) -> bool:
    """A Latin phrase must not begin or end inside a Latin word."""
    if not text[start].isascii():
        return True
    before = start > 0 and text[start - 1].isascii() and text[start - 1].isalnum()
    after = end < len(text) and text[end].isascii() and text[end].isalnum()
    return not (before or after)
