"""The same text in plainer signs, character for character, so that every place stays where it is.

Numbering is no figure, [900, 1100] is a range, and 玖拾万 is 九十万.
"""

from __future__ import annotations

import re

_NUMBERING = re.compile(
    r"[①-⓿❶-➓㊀-㊉]|(?:(?<=^)|(?<=[\s,，;；。|]))(?:\d{1,2}[.、)）]|[(（]\d{1,2}[)）])(?=\s*[^\d\s])"
)
_INTERVAL = re.compile(r"[\[［(（【]\s*\d[\d.]*\s*[,，]\s*\d[\d.]*\s*[\])］）】]")
_ONES = "壹贰貳叁參肆伍陆陸柒捌玖"
_CAPITALS = str.maketrans("壹贰貳叁參肆伍陆陸柒捌玖拾佰仟", "一二二三三四五六六七八九十百千")
_CAPITAL = re.compile(rf"[{_ONES}拾][零{_ONES}]*[拾佰仟萬万][零{_ONES}拾佰仟萬万]*")


def plain(text: str) -> str:
    """Written words made plain. The length never changes."""
    text = _NUMBERING.sub(lambda match: "，" * len(match[0]), text)
    text = _INTERVAL.sub(_range, text)
    return _CAPITAL.sub(lambda match: match[0].translate(_CAPITALS), text)


def _range(match: re.Match[str]) -> str:
    inside = re.sub(r"[,，]", "~", match[0][1:-1], count=1)
    return f" {inside} "
