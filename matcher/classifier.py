"""A classifier of texts over frozen embeddings: trained in seconds, remembered under a fingerprint of what it saw."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from matcher.encoder import Encoder, Vectors

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

Array = npt.NDArray[np.float64]
Example = tuple[str, float, int]
"""A text, how much it teaches, and the number of its label."""

VERSION = 4
"""Raise with any change of how examples become a model: it is part of the fingerprint."""
NEAREST = 3
"""How many of a label's examples are averaged for its nearness."""


class TextClassifier:
    """Multinomial logistic regression over embeddings less the mean of their script; every label teaches as much.

    What language a text is in says nothing of its label. Raises ``ValueError`` when there is but one label.
    """

    def __init__(self, examples: Sequence[Example], encoder: Encoder, path: Path | None = None) -> None:
        self._encoder = encoder
        texts = [text for text, _, _ in examples]
        self._owner = np.array([label for _, _, label in examples])
        self.labels = int(self._owner.max()) + 1
        vectors = encoder.passages(texts)
        latin = np.array([is_latin(text) for text in texts])
        self._means = {side: vectors[latin == side].mean(axis=0) for side in (False, True) if (latin == side).any()}
        centred = self._centred(texts, vectors)
        self._spread = centred.std(axis=0)
        self._examples = _unit(centred)
        seen = hashlib.sha256(repr([VERSION, encoder.name, examples]).encode()).hexdigest()[:12]
        file = path.with_name(f"{path.name}-{seen}.joblib") if path else None
        weights = np.array([weight for _, weight, _ in examples])
        self._model = _trained(self._scaled(centred), self._owner, self._balanced(weights), file)

    def look(self, texts: Sequence[str]) -> Vectors:
        """Texts as ``log_probabilities`` and ``nearness`` take them. Shape (texts, dimension)."""
        return self._centred(texts, self._encoder.passages(texts, keep=False))

    def log_probabilities(self, looked: Vectors) -> Array:
        """Shape (texts, labels)."""
        return np.asarray(self._model.predict_log_proba(self._scaled(looked)))

    def nearness(self, looked: Vectors) -> Array:
        """Mean cosine of each label's nearest examples. Shape (texts, labels)."""
        cosines = _unit(looked) @ self._examples.T
        columns = [
            np.partition(cosines[:, self._owner == label], -NEAREST, axis=1)[:, -NEAREST:].mean(axis=1)
            for label in range(self.labels)
        ]
        return np.stack(columns, axis=1).astype(np.float64)

    def _balanced(self, weights: Array) -> Array:
        whole = np.bincount(self._owner, weights)
        return np.asarray(weights * (whole.mean() / whole)[self._owner])

    def _centred(self, texts: Sequence[str], vectors: Vectors) -> Vectors:
        fallback = next(iter(self._means.values()))
        return np.stack([v - self._means.get(is_latin(t), fallback) for t, v in zip(texts, vectors, strict=True)])

    def _scaled(self, centred: Vectors) -> Vectors:
        return np.asarray(centred / self._spread * np.float32(4 / np.sqrt(centred.shape[1])), dtype=np.float32)


def _trained(scaled: Vectors, owner: npt.NDArray[np.int64], weights: Array, file: Path | None) -> LogisticRegression:
    import joblib  # these two take seconds to import: on first need
    from sklearn.linear_model import LogisticRegression

    if file and file.exists():
        return joblib.load(file)
    model = LogisticRegression(C=1.0, max_iter=300).fit(scaled, owner, sample_weight=weights)
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        joblib.dump(model, file)
    return model


def is_latin(text: str) -> bool:
    """Whether most of a text is written in Latin letters."""
    return sum(c.isascii() and c.isalpha() for c in text) > len(text) / 2


def softmax(scores: Array) -> Array:
    """Over the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def _unit(vectors: Vectors) -> Vectors:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)
