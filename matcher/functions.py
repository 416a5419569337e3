"""Function recognition: which of the plan's functions (总部, 研发中心, …), or a young team's start, a need is about.

Two witnesses, added as log-odds: a classifier over frozen embeddings of sentences, and the functions' own words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from indexer.analysis import fold
from matcher.classifier import TextClassifier, softmax
from matcher.encoder import Encoder

NONE = "none"
"""The label of sentences that place no function."""
SPOKEN = 3.0
"""Log-odds of a function whose own word stands in the text."""
ORDINARY = 3.0
"""Log-odds of none before a word is read: most companies place no function."""
FLOOR = 0.05
"""Functions below this share are not reported."""
SURE = 0.5
"""From this share on, a need is said to place the function."""


@dataclass
class FunctionRecognizer:
    """``words`` maps a folded word to a function, longer words first; ``sentences`` teach, ``none`` among them."""

    words: Mapping[str, str]
    sentences: Mapping[str, Sequence[str]]
    encoder: Encoder
    folder: Path | None = None
    _codes: list[str] = field(init=False)
    _classifier: TextClassifier = field(init=False)

    def __post_init__(self) -> None:
        self._codes = list(self.sentences)
        examples = [(text, 1.0, self._codes.index(code)) for code in self._codes for text in self.sentences[code]]
        self._classifier = TextClassifier(examples, self.encoder, self.folder / "functions" if self.folder else None)

    def recognize(self, text: str) -> tuple[tuple[str, float], ...]:
        """Functions with their shares, likeliest first; without those below ``FLOOR`` and without ``none``."""
        if not text.strip():
            return ()
        odds = self._classifier.log_probabilities(self._classifier.look([text]))[0]
        spoken = {code for _, code in self.spoken(text)}
        odds = odds + SPOKEN * np.array([code in spoken for code in self._codes])
        odds = odds + ORDINARY * np.array([code == NONE for code in self._codes])
        shares = zip(self._codes, map(float, softmax(odds)), strict=True)
        kept = [(code, share) for code, share in shares if code != NONE and share >= FLOOR]
        return tuple(sorted(kept, key=lambda pair: -pair[1]))

    def spoken(self, text: str) -> Iterator[tuple[str, str]]:
        """The functions' own words in a text, none inside another."""
        folded = fold(text)
        for word, code in self.words.items():
            if word in folded:
                yield word, code
                folded = folded.replace(word, " ")
