"""A table as an Excel workbook: what it shows in the first rows, units in the heads, numbers as numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

import xlsxwriter

Value = str | float | int | date | None

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60
LONGEST_TEXT = 32_000
_FORMULA = frozenset("=+-@＝＋－＠\t\r\n")
"""A text that begins so is run as a formula by some program that opens the file."""


@dataclass(frozen=True)
class Head:
    """A column: its name, its unit or nothing, and how wide it is in characters."""

    label: str
    unit: str = ""
    width: int = 12

    @property
    def text(self) -> str:
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True)
class Sheet:
    """``notes`` stand above the table: what it is, its filters, the day. ``totals`` is the last row."""

    title: str
    notes: Sequence[str]
    heads: Sequence[Head]
    rows: Sequence[Sequence[Value]]
    totals: Sequence[Value]


def safe_cell(value: Value) -> Value:
    """A value that no spreadsheet takes for a formula: texts that begin like one get an apostrophe before them."""
    if not isinstance(value, str):
        return value
    text = value[:LONGEST_TEXT]
    start = text.lstrip(" \u3000\u00a0\ufeff\u200b")[:1] or text[:1]
    return f"'{text}" if start in _FORMULA or text[:1] in _FORMULA else text


def workbook(sheet: Sheet) -> bytes:
    """The workbook as a file."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as book:
        page = book.add_worksheet()
        strong = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        total = book.add_format({"bold": True, "top": 1, "num_format": "#,##0.##"})
        page.write_string(0, 0, str(safe_cell(sheet.title)), strong)
        for i, note in enumerate(sheet.notes, start=1):
            page.write_string(i, 0, str(safe_cell(note)))
        top = len(sheet.notes) + 2
        for column, one in enumerate(sheet.heads):
            page.set_column(column, column, min(one.width, WIDEST))
            page.write_string(top, column, str(safe_cell(one.text)), head)
        for i, row in enumerate([*sheet.rows, sheet.totals], start=top + 1):
            last = i > top + len(sheet.rows)
            for column, value in enumerate(row):
                _write(page, i, column, value, total if last else day if isinstance(value, date) else plain)
        page.freeze_panes(top + 1, 0)
        if sheet.rows:
            page.autofilter(top, 0, top + len(sheet.rows), len(sheet.heads) - 1)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        page.repeat_rows(top)
    return file.getvalue()


def _write(page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Value, form: object) -> None:
    if value is None:
        page.write_blank(row, column, None, form)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, form)
    elif isinstance(value, str):
        page.write_string(row, column, str(safe_cell(value)), form)
    else:
        page.write_number(row, column, value, form)
