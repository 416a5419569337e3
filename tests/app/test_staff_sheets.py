"""The workbook: what a spreadsheet would run is made harmless, figures stay figures."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from app.presenters.sheets_xlsx import Head, Sheet, safe_cell, workbook

TEXT = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "＝1",
        "＋1",
        "－1",
        "＠A1",
        " =1",
        "\u3000＝1",
        "\ufeff=1",
    ],
)
def test_what_would_be_run_is_only_shown(text: str) -> None:
    assert safe_cell(text) == f"'{text}"


@pytest.mark.parametrize("value", ["", "冷链", "1+1=2", 3, -2.5, None, date(2027, 1, 1)])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) == value  # type: ignore[arg-type]


def test_a_workbook_holds_notes_heads_with_units_rows_and_totals() -> None:
    heads = [Head("投资方"), Head("面积", "㎡")]
    file = workbook(Sheet("需求", ["筛选：全部"], heads, [["=cmd()", 350.0], ["乙", None]], ["合计", 350.0]))
    with ZipFile(BytesIO(file)) as zipped:
        sheet = ElementTree.fromstring(zipped.read("xl/worksheets/sheet1.xml"))
        strings = ElementTree.fromstring(zipped.read("xl/sharedStrings.xml"))
    texts = ["".join(t.text or "" for t in si.iter(f"{TEXT}t")) for si in strings.iter(f"{TEXT}si")]
    assert not list(sheet.iter(f"{TEXT}f"))
    assert texts == ["需求", "筛选：全部", "投资方", "面积（㎡）", "'=cmd()", "乙", "合计"]
    numbers = [
        c.find(f"{TEXT}v").text for c in sheet.iter(f"{TEXT}c") if c.get("t") != "s" and c.find(f"{TEXT}v") is not None
    ]
    assert numbers == ["350", "350"]
