"""Every text that the site says has an English one, with the same values filled in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from app.settings import ROOT

PLACEHOLDER = re.compile(r"%\((\w+)\)")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
SOURCES = [*sorted((ROOT / "app").rglob("*.py")), *sorted((ROOT / "templates").rglob("*.html"))]

Said = str | tuple[str, ...]


def texts(path: Path) -> list[tuple[int, Said]]:
    method = "python" if path.suffix == ".py" else "jinja2"
    options = {"silent": "false"} if method == "jinja2" else {}
    return [(line, said) for line, said, _, _ in extract_from_file(method, path, options=options)]


@pytest.fixture(scope="module")
def english() -> Catalog:
    path = ROOT / "app" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return read_po(file, locale="en")


def test_texts_are_found_where_they_are_said() -> None:
    assert sum(len(texts(path)) for path in SOURCES) > 250


@pytest.mark.parametrize("path", [p for p in SOURCES if texts(p)], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_text_has_an_english_one(english: Catalog, path: Path) -> None:
    missing = []
    for line, said in texts(path):
        message = english.get(said if isinstance(said, str) else said[0])
        strings = message.string if message and isinstance(message.string, tuple) else (message and message.string,)
        if message is None or message.fuzzy or not all(strings):
            missing.append(f"{path.relative_to(ROOT)}:{line}: {said}")
    assert missing == []


def test_english_texts_fill_in_the_same_values_and_are_english(english: Catalog) -> None:
    for message in english:
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        asked = set(PLACEHOLDER.findall(ids[0]))
        for text in strings:
            assert set(PLACEHOLDER.findall(text)) == asked, message.id
            assert not CHINESE.search(re.sub("《[^》]*》", "", text)) or ids[0] == text, message.id
