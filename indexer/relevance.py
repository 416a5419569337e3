"""What relevance is made of: the points every engine gives alike. Changed only with ``flask evaluate``."""

from __future__ import annotations

import math
from collections.abc import Sequence

ENOUGH_WORDS = 0.6
"""The share of a search's words that a hit must have."""
PAIRS = 0.8
"""A word found only as its pairs of characters counts this much of the word itself."""
TIE_BREAKER = 0.1
"""How much the weaker fields add to the strongest one."""
LEADING, EXTENDED, SECTOR = 12.0, 6.0, 2.0
"""A cluster that leads in an industry named in the words, extends to it, or leads in its sector."""
NEAREST = 10.0
"""A cluster as near in meaning as can be; others in proportion."""
FITS = 2.0
"""The whole space fits the area that was asked for, or its stated rent the rent."""


def words_needed(words: Sequence[object]) -> int:
    return max(1, math.ceil(len(words) * ENOUGH_WORDS))
