"""Where searched words stand in what is shown."""

from __future__ import annotations

import pytest

from indexer.analysis import query_units
from indexer.highlight import spans, unmet


@pytest.mark.parametrize(
    ("text", "searched", "shown"),
    [
        ("南湖CBD云帆商务中心", "cbd", ["CBD"]),
        ("临湖 安静的临湖院落", "临湖", ["临湖", "临湖"]),
        ("國際金融廣場", "金融广场", ["金融廣場"]),
        ("Ａ座 1701 室", "1701", ["1701"]),
        ("A座17011室", "1701", []),
        ("capital", "cap", []),
        ("物流科技大厦", "物流 科技", ["物流科技"]),
        ("没有这些字", "冷链", []),
    ],
)
def test_words_are_found_as_they_are_searched(text: str, searched: str, shown: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, query_units(searched))] == shown


def test_a_word_that_is_met_by_its_pairs_is_marked_by_them() -> None:
    assert spans("电子商务产业园与电商务", query_units("电子商务"))[0] == (0, 4)


def test_what_no_text_shows_is_left() -> None:
    units = query_units("临湖 精致")
    assert [unit.word for unit in unmet(["临湖的房", "别的"], units)] == ["精致"]
