"""What somebody takes back while writing: 要500平，不对，是300平 asks for 300 ㎡."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.numerals import Slot

_CUE = re.compile(
    r"不对|打错了?|说错了?|写错了?|更正|改成|改为|换成|变成|算了|啊不|哦不|噢不|应该是|准确地?说|口误|"
    r"\b(?:scratch that|i mean|correction|sorry, (?:it|i)|actually)\b"
)
_BOUND = re.compile(r"_(?:min|max)$")
_REFUSES = "exclude_"


def amended(text: str, slots: Sequence[Slot]) -> list[Slot]:
    """The slots without those taken back: of a kind said again after a correction, or both wanted and refused."""
    kept = list(slots)
    for cue in _CUE.finditer(text):
        again = {_kind(slot) for slot in kept if slot.start >= cue.end()}
        kept = [slot for slot in kept if slot.start >= cue.start() or _kind(slot) not in again]
    return [slot for slot in kept if not any(_overruled(slot, later) for later in kept)]


def _kind(slot: Slot) -> str:
    return _BOUND.sub("", slot.name)


def _overruled(slot: Slot, later: Slot) -> bool:
    """Whether the same value is refused where it was wanted before, or the other way round."""
    names = {slot.name, later.name}
    opposite = len(names) == 2 and len({name.removeprefix(_REFUSES) for name in names}) == 1
    return opposite and slot.value == later.value and slot.start < later.start
