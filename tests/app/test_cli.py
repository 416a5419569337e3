"""Every command as a person types it, and what it says when it cannot."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.cli import FlaskGroup
from small_city import SmallCity

from app import serving
from app.extensions import db
from app.models import Space
from app.models.outbox import enqueue
from app.services import plan_seeds
from app.services.indexing import MAX_TRIES, DatabaseOutbox
from app.services.leasing import WriterLease
from app.settings import Settings
from app.wiring import parts
from indexer.sync import Job

NEEDS = (
    '{"id": "n1", "text": "做冷链车队管理系统", "relevant": {"智慧物流小镇": 3}}\n'
    '{"id": "n2", "text": "银行分行", "area_min": 300, "regions": ["南湖区"], "relevant": {"国际金融广场": 3}}\n'
)


Run = Callable[..., str]


@pytest.fixture
def run(city_app: Flask) -> Run:
    return typed(city_app)


@pytest.fixture
def run_app(app: Flask) -> Run:
    return typed(app)


def typed(app: Flask) -> Run:
    """Types ``flask …`` for this application and returns what it says."""
    group = FlaskGroup(create_app=lambda: app, load_dotenv=False, set_debug_flag=False)
    runner = app.test_cli_runner()

    def run(*words: str | Path, fails: int = 0) -> str:
        result = runner.invoke(group, [str(word) for word in words])
        assert result.exit_code == fails, result.output + repr(result.exception)
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
        return str(result.output)

    return run


def test_search_says_what_was_understood_and_lists_spaces(run: Run) -> None:
    said = run("search", "国际金融广场附近 两百到四百平方", "--size", "3")
    lines = said.splitlines()
    assert lines[0].startswith("understood: ")
    assert "国际金融广场" in lines[0]
    assert re.fullmatch(r"\d+ spaces, [\d,]+ ㎡", lines[1])
    assert len(lines) == 5
    assert all("国际金融广场" in line for line in lines[2:])


def test_search_without_hits_names_the_ways_out(run: Run) -> None:
    said = run("search", "嘉善县 南湖CBD")
    assert "0 spaces" in said
    assert re.search(r"^without region: \d+$", said, re.MULTILINE)


def test_search_says_which_words_stand_nowhere(run: Run) -> None:
    said = run("search", "南湖区 qzxvwk")
    assert "no space mentions: qzxvwk" in said
    assert not re.search(r"^0 spaces", said, re.MULTILINE)


@pytest.mark.parametrize("words", [("search", "长" * 501), ("search", "办公", "--size", "0"), ("match", "")])
def test_what_cannot_be_asked_is_one_line_of_error(run: Run, words: tuple[str, ...]) -> None:
    assert run(*words, fails=1).startswith("Error: ")


def test_match_gives_industries_clusters_and_reasons(run: Run) -> None:
    lines = run("match", "做冷链车队管理系统的公司要500平办公", "--limit", "2").splitlines()
    assert lines[0].startswith("industries: ")
    assert "智慧物流小镇" in lines[1]
    scored = [line for line in lines if re.match(r"^ *\d+\.\d (strong|good|fair|weak) ", line)]
    assert len(scored) == 2
    assert "智慧物流小镇" in scored[0]
    assert [line for line in lines if re.match(r"^ {6}\S+ +\d+\.\d/ *\d+\.\d ", line)]


def test_evaluate_prints_a_table_with_baselines(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "needs.jsonl"
    file.write_text(NEEDS, encoding="utf-8")
    said = run("evaluate", file)
    assert "needs.jsonl: 2 needs" in said
    for word in ("Hit@1", "nDCG@5", "MRR", "matcher", "dense only", "BM25 only", "RRF of both"):
        assert word in said


def test_evaluate_prints_json(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "needs.jsonl"
    file.write_text(NEEDS, encoding="utf-8")
    report = json.loads(run("evaluate", file, "--json"))
    assert (report["file"], report["needs"]) == ("needs.jsonl", 2)
    for metrics in report["metrics"].values():
        for mean, low, high in metrics.values():
            assert 0 <= low <= mean <= high <= 1


@pytest.mark.parametrize(
    "line",
    ["not json", "[]", '{"id": "x"}', '{"id": "x", "text": "y", "relevant": {"没有的集群": 1}}'],
)
def test_evaluate_names_the_bad_line(run: Run, tmp_path: Path, line: str) -> None:
    file = tmp_path / "needs.jsonl"
    file.write_text(NEEDS + line + "\n", encoding="utf-8")
    said = run("evaluate", file, fails=1)
    assert said.startswith("Error: ")
    assert "3" in said


def test_evaluate_needs_a_file(run: Run, tmp_path: Path) -> None:
    assert "does not exist" in run("evaluate", tmp_path / "nothing.jsonl", fails=2)


def test_index_status_and_reconcile_of_a_whole_city(run: Run) -> None:
    said = dict(line.split(maxsplit=1) for line in run("index", "status").splitlines())
    assert said["current"] == "True"
    assert said["documents"] == said["published"]
    assert re.fullmatch(r"db=(\d+) idx=\1 missing=0 stale=0 orphan=0\n", run("reconcile"))


def test_help_names_every_command(run: Run) -> None:
    said = run("--help")
    for name in ("seed", "index", "reconcile", "migrate", "search", "match", "evaluate", "serve", "worker"):
        assert re.search(rf"^  {name} ", said, re.MULTILINE), name


def test_from_nothing_to_an_index_and_back(run_app: Run) -> None:
    run_app("migrate")
    counts = run_app("seed", "plan")
    assert "clusters.csv 28" in counts
    assert run_app("seed", "plan") == counts
    said = run_app("index", "rebuild")
    assert "building the search index" in said
    assert "0 refused" in said
    assert run_app("index", "drain") == "0 jobs\n"
    assert run_app("reconcile") == "db=0 idx=0 missing=0 stale=0 orphan=0\n"
    assert "space 0" in run_app("seed", "clear-demo")


def test_edits_are_drained_and_differences_reconciled(run_app: Run, small: SmallCity) -> None:
    run_app("index", "rebuild")
    db.session.get_one(Space, small.plain).title = "改名"
    db.session.commit()
    assert run_app("reconcile", fails=1) == "db=4 idx=4 missing=0 stale=1 orphan=0\n"
    assert run_app("index", "drain") == "1 jobs\n"
    parts().engine.apply([], [small.whole])
    assert run_app("reconcile", fails=1) == "db=4 idx=3 missing=1 stale=0 orphan=0\n"
    assert run_app("index", "drain") == "1 jobs\n"
    assert run_app("reconcile") == "db=4 idx=4 missing=0 stale=0 orphan=0\n"


@pytest.mark.parametrize("words", [("index", "drain"), ("index", "rebuild")])
def test_writing_beside_another_writer_is_refused(run_app: Run, small: SmallCity, words: tuple[str, ...]) -> None:
    assert WriterLease(db.sessionmaker, 600).take()
    assert "another process is writing the index" in run_app(*words, fails=1)


def test_draining_or_reconciling_without_an_index_is_an_error_in_words(run_app: Run, small: SmallCity) -> None:
    db.session.get_one(Space, small.plain).title = "改名"
    db.session.commit()
    assert run_app("index", "drain", fails=1).startswith("Error: ")


def test_bad_seed_files_are_named_with_their_line(
    run_app: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Path(shutil.copytree(plan_seeds.PLAN, tmp_path / "plan"))
    with (broken / "belts.csv").open("a", encoding="utf-8") as file:
        file.write(",,,,,,,\n")
    monkeypatch.setattr(plan_seeds.seed_plan, "__defaults__", (broken, plan_seeds.VOCABULARY))
    assert "Error: belts.csv:5: code is empty" in run_app("seed", "plan", fails=1)


def test_a_day_that_is_none_is_refused(run: Run) -> None:
    assert "--today" in run("seed", "demo", "--today", "tomorrow", fails=2)


def test_setting_up_does_only_what_is_missing(city_app: Flask, settings: Settings, make_app) -> None:
    """A second start of ``flask serve`` on a city that is there has nothing to say but lacks its index."""
    source: Settings = city_app.config["SETTINGS"]
    shutil.copytree(source.data_dir / "models", settings.data_dir / "models")
    with (
        closing(sqlite3.connect(source.data_dir / "jialoutong.db")) as old,
        closing(sqlite3.connect(settings.data_dir / "jialoutong.db")) as new,
    ):
        old.backup(new)
    app = make_app(settings)
    first: list[str] = []
    serving.set_up(app, first.append)
    assert first[0] == "building the search index"
    assert first[-1].endswith("serves; 0 refused")
    second: list[str] = []
    serving.set_up(app, second.append)
    assert second == []
    with app.app_context():
        assert len(parts().engine.versions()) == db.session.query(Space).filter(Space.status == "published").count()


def test_dead_letters_are_listed_and_tried_again(run_app: Run, small: SmallCity) -> None:
    run_app("index", "rebuild")
    enqueue(db.session, [small.plain])
    db.session.commit()
    box = DatabaseOutbox(db.sessionmaker)
    for _ in range(MAX_TRIES):
        box.failed(Job(small.plain, 1), "too large")
    listed = run_app("index", "dead")
    assert f"{small.plain}" in listed
    assert "8 tries" in listed
    assert "too large" in listed
    assert json.loads(run_app("index", "dead", "--json"))[0]["space_id"] == small.plain
    status = json.loads(run_app("index", "status", "--json"))
    assert (status["dead"], status["depth"]) == (1, 0)
    assert run_app("index", "retry") == "1 revived\n"
    assert run_app("index", "drain") == "1 jobs\n"
    assert run_app("index", "dead") == "0 dead\n"
