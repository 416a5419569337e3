"""The measures on cases worked out by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from matcher.evaluation import Judged, Metric, Outcome, by_group, measure, read_judgements, summary, worst


def one(relevant: dict[str, int], ranking: list[str]) -> Outcome:
    return measure([Judged("n", "text", relevant)], lambda need: ranking)[0]


def test_the_best_first_is_perfect() -> None:
    found = one({"a": 3, "b": 1}, ["a", "b", "c"])
    assert (found.hit, found.reciprocal, found.ndcg) == (1.0, 1.0, pytest.approx(1.0))
    assert found.first == "a"


def test_the_best_second() -> None:
    found = one({"a": 3, "b": 1}, ["b", "a", "c"])
    ideal = 7 + 1 / math.log2(3)
    assert (found.hit, found.reciprocal) == (0.0, 0.5)
    assert found.ndcg == pytest.approx((1 + 7 / math.log2(3)) / ideal)


def test_either_of_two_best_is_a_hit() -> None:
    found = one({"a": 3, "b": 3}, ["b", "x", "a"])
    assert (found.hit, found.reciprocal) == (1.0, 1.0)
    assert found.ndcg == pytest.approx((7 + 7 / 2) / (7 + 7 / math.log2(3)))


def test_beyond_the_fifth_counts_for_the_reciprocal_only() -> None:
    found = one({"a": 3}, ["p", "q", "r", "s", "t", "a"])
    assert (found.hit, found.ndcg, found.reciprocal) == (0.0, 0.0, pytest.approx(1 / 6))


def test_nothing_found() -> None:
    found = one({"a": 3}, [])
    assert found == Outcome("n", "", 0.0, 0.0, 0.0)


def test_a_summary_is_a_mean_with_an_interval_that_repeats() -> None:
    outcomes = [Outcome(str(i), "", float(i % 2), 1.0, 0.5) for i in range(40)]
    metrics = summary(outcomes)
    assert metrics == summary(outcomes)
    assert set(metrics) == {"Hit@1", "nDCG@5", "MRR"}
    assert metrics["nDCG@5"] == Metric(1.0, 1.0, 1.0)
    hit = metrics["Hit@1"]
    assert hit.mean == 0.5
    assert 0.3 < hit.low < 0.5 < hit.high < 0.7
    assert summary([])["MRR"] == Metric(0.0, 0.0, 0.0)


def test_the_worst_come_first_and_ties_by_id() -> None:
    outcomes = [Outcome("b", "", 0, 0.5, 0), Outcome("c", "", 0, 0.1, 0), Outcome("a", "", 0, 0.5, 0)]
    assert [o.id for o in worst(outcomes, 2)] == ["c", "a"]


def test_a_file_is_read_and_a_bad_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "needs.jsonl"
    good = '{"id": "1", "text": "x", "relevant": {"a": 3}, "area_min": 50, "regions": ["南湖区"]}'
    file.write_text(good + "\n\n", encoding="utf-8")
    assert read_judgements(file, ["a"]) == [Judged("1", "x", {"a": 3}, area_min=50, regions=("南湖区",))]
    for line, message in (
        ('{"id": "2", "text": "x", "relevant": {"b": 3}}', "unknown cluster b"),
        ('{"id": "2", "relevant": {}}', "text"),
        ("nonsense", "JSONDecodeError"),
    ):
        file.write_text(f"{good}\n{line}\n", encoding="utf-8")
        with pytest.raises(ValueError, match=f"needs.jsonl:2: .*{message}"):
            read_judgements(file, ["a"])


def test_a_text_that_names_no_trade_is_not_ranked() -> None:
    needs = [Judged("n1", "三百平", {}), Judged("n2", "银行", {"a": 3})]
    assert [outcome.id for outcome in measure(needs, lambda need: ["a"])] == ["n2"]


def test_groups_count_a_need_in_each_of_its_groups() -> None:
    outcomes = [Outcome("1", "a", 1.0, 1.0, 1.0), Outcome("2", "b", 0.0, 0.5, 0.5)]
    groups = {"1": ["short", "x"], "2": ["short"]}
    assert by_group(outcomes, lambda i: groups[i]) == {"short": (2, 0.5, 0.75), "x": (1, 1.0, 1.0)}
