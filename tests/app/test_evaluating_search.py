"""``flask evaluate`` on judged queries: the search beats what it is made of, and bad files are named."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from app.extensions import db
from app.services.evaluating import evaluate
from app.services.evaluating_search import SearchReport, read_queries
from app.settings import ROOT
from app.wiring import parts

JUDGED = ROOT / "seeds" / "judgements" / "queries.dev.jsonl"


@pytest.fixture(scope="module")
def report(city_app: Flask) -> SearchReport:
    with city_app.app_context():
        found = evaluate(parts(), db.session, JUDGED)
    assert isinstance(found, SearchReport)
    return found


def test_the_search_beats_what_it_is_made_of(report: SearchReport) -> None:
    ndcg = {name: measures["nDCG@10"].mean for name, measures in report.measures.items()}
    assert ndcg["search"] == max(ndcg.values()) > 0.9
    for parent in ("words only", "meaning only", "RRF of both", "newest first"):
        assert ndcg["search"] > ndcg[parent] + 0.05


def test_names_are_found_however_they_are_written(report: SearchReport) -> None:
    assert min(report.classes[kind] for kind in ("name", "alias", "pinyin", "place")) > 0.99
    assert report.classes["typo"] > 0.9


def test_most_nonsense_finds_nothing(report: SearchReport) -> None:
    assert report.quiet["search"] > 0.8


def test_the_table_names_every_way_and_the_worst(report: SearchReport) -> None:
    table = report.as_table()
    assert all(name in table for name in report.measures)
    assert table.count("\n") > 15


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ('{"id": "x", "class": "name", "text": "x", "relevant": {"没有的地方": 3}}', "没有的地方"),
        ('{"id": "x", "class": "name", "text": "x", "relevant": {}}', "only nonsense"),
        ('{"id": "x", "class": "nonsense", "text": "x", "relevant": {"南湖CBD": 1}}', "only nonsense"),
        ('{"id": "x", "class": "name", "text": "x"}', "relevant"),
        ("{", "file.jsonl:1"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    path = tmp_path / "file.jsonl"
    path.write_text(line + "\n", "utf-8")
    with pytest.raises(ValueError, match=wrong):
        read_queries(path, frozenset({"南湖CBD"}))
