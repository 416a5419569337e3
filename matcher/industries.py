"""Industry recognition: a text → a distribution over the leaves of the taxonomy, and the words that decided.

Three witnesses are added as log-odds: a classifier over frozen embeddings of the vocabulary's phrases, the nearest
phrases of each leaf, and phrases found literally. The weights were chosen on the development needs (CHANGELOG).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from indexer.analysis import fold
from matcher.encoder import Encoder, Vectors

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

Array = npt.NDArray[np.float64]

VERSION = 2
"""Raise with any change of what the classifier is trained on: it is part of the fingerprint."""
NEAREST = 3
"""How many of a leaf's phrases are averaged for its nearness."""
NEARNESS_WEIGHT = 8.0
LITERAL_WEIGHT = 2.0
CLAUSE_SHARE = 0.5
"""How much the clauses of a long text count beside the text as a whole."""
FLOOR = 0.02
"""Leaves below this share are not reported."""

_CLAUSE = re.compile(r"[，。；;！？!?\n,.]")


@dataclass(frozen=True)
class Leaf:
    """A leaf industry and the phrases companies use of themselves."""

    code: str
    name: str
    name_en: str
    definition: str
    phrases: tuple[str, ...]
    sector: str = ""

    def examples(self) -> tuple[str, ...]:
        return (*self.phrases, self.name, self.name_en, self.definition)


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
    """Trained from the vocabulary in seconds; remembered in ``folder`` under a fingerprint of what it saw."""

    leaves: Sequence[Leaf]
    encoder: Encoder
    folder: Path | None = None
    _codes: list[str] = field(init=False)
    _literal: dict[str, tuple[int, ...]] = field(init=False)
    _longest: int = field(init=False)

    def __post_init__(self) -> None:
        self._codes = [leaf.code for leaf in self.leaves]
        self._literal = _literal_index(self.leaves)
        self._longest = max(map(len, self._literal), default=0)
        examples = [(text, i) for i, leaf in enumerate(self.leaves) for text in leaf.examples()]
        self._owner = np.array([i for _, i in examples])
        vectors = self.encoder.passages([text for text, _ in examples])
        texts = [text for text, _ in examples]
        latin = np.array([is_latin(text) for text in texts])
        self._means = {side: vectors[latin == side].mean(axis=0) for side in (False, True) if (latin == side).any()}
        centred = self._centred(texts, vectors)
        self._spread = centred.std(axis=0)
        self._examples = _unit(centred)
        self._classifier = self._trained(self._scaled(centred))

    def distribution(self, text: str) -> Array:
        """Shape (leaves,), sums to 1."""
        parts = [text, *_clauses(text)]
        centred = self._centred(parts, self.encoder.passages(parts, keep=False))
        scores = self._classifier.predict_log_proba(self._scaled(centred))
        shares = _softmax(scores + NEARNESS_WEIGHT * self._nearness(centred))
        whole = shares[0]
        if len(parts) > 1:
            sureness = shares[1:].max(axis=1)
            clauses = (sureness / sureness.sum()) @ shares[1:]
            whole = (1 - CLAUSE_SHARE) * whole + CLAUSE_SHARE * clauses
        return _softmax(np.log(whole + 1e-6) + LITERAL_WEIGHT * self._literally(text))

    def similarity(self, text: str) -> float:
        """How near a text, or the nearest of its clauses, comes to any leaf at all: chance lies below 0.45."""
        parts = [text, *_clauses(text)]
        return float(self._nearness(self._centred(parts, self.encoder.passages(parts, keep=False))).max())

    def recognize(self, text: str, limit: int = 5) -> tuple[IndustryShare, ...]:
        """The likeliest leaves, each with the phrases of it that stand in the text."""
        shares = self.distribution(text)
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

    def _centred(self, texts: Sequence[str], vectors: Vectors) -> Vectors:
        """Vectors less the mean of their script: what language a text is in says nothing of its industry."""
        fallback = next(iter(self._means.values()))
        return np.stack([v - self._means.get(is_latin(t), fallback) for t, v in zip(texts, vectors, strict=True)])

    def _scaled(self, centred: Vectors) -> Vectors:
        return np.asarray(centred / self._spread * np.float32(4 / np.sqrt(centred.shape[1])), dtype=np.float32)

    def _nearness(self, centred: Vectors) -> Array:
        """Mean cosine of each leaf's nearest phrases. Shape (texts, leaves)."""
        cosines = _unit(centred) @ self._examples.T
        columns = [
            np.partition(cosines[:, self._owner == i], -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1)
            for i in range(len(self.leaves))
        ]
        return np.stack(columns, axis=1).astype(np.float64)

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

    def _trained(self, scaled: Vectors) -> LogisticRegression:
        import joblib  # these two take seconds to import: on first need
        from sklearn.linear_model import LogisticRegression

        path = self.folder / f"industries-{self._fingerprint()}.joblib" if self.folder else None
        if path and path.exists():
            return joblib.load(path)
        model = LogisticRegression(C=1.0, max_iter=300).fit(scaled, self._owner)
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            joblib.dump(model, path)
        return model

    def _fingerprint(self) -> str:
        seen = repr([VERSION, self.encoder.name, [(leaf.code, leaf.examples()) for leaf in self.leaves]])
        return hashlib.sha256(seen.encode()).hexdigest()[:12]


def is_latin(text: str) -> bool:
    """Whether most of a text is written in Latin letters."""
    return sum(c.isascii() and c.isalpha() for c in text) > len(text) / 2


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


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def _softmax(scores: Array) -> Array:
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
