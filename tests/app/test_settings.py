"""Settings: read once, refused by name, and a secret that only its owner can read."""

from __future__ import annotations

import dataclasses
import stat
from pathlib import Path

import pytest

from app.settings import PACKAGED_MODEL, ROOT, Settings


def read(folder: Path, **env: str) -> Settings:
    return Settings.from_env({"DATA_DIR": str(folder), **env})


def test_everything_lives_in_the_data_folder_by_default(tmp_path: Path) -> None:
    settings = read(tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path / 'jialoutong.db'}"
    assert settings.search_url == f"tantivy://{tmp_path / 'index'}"
    assert settings.embedding_model == PACKAGED_MODEL
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_without_a_data_folder_it_is_var_in_the_project() -> None:
    assert Settings.from_env({"SECRET_KEY": "kept elsewhere"}).data_dir == ROOT / "var"


def test_an_empty_variable_counts_as_not_set(tmp_path: Path) -> None:
    settings = read(tmp_path, PORT="", HOST="", DATABASE_URL="", SECRET_KEY="", EMBEDDING_MODEL="")
    assert settings == read(tmp_path)


@pytest.mark.parametrize("port", ["0", "65536", "eighty", "-1", "80.5", " 80", "八十"])
@pytest.mark.parametrize("name", ["PORT", "WEB_WORKERS"])
def test_a_number_that_cannot_be_used_is_refused_by_name(tmp_path: Path, name: str, port: str) -> None:
    with pytest.raises(ValueError, match=f"^{name}={port}: must be a whole number from 1 to 65535$"):
        read(tmp_path, **{name: port})


@pytest.mark.parametrize("port", ["1", "8123", "65535"])
def test_a_usable_port_is_taken(tmp_path: Path, port: str) -> None:
    assert read(tmp_path, PORT=port).port == int(port)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:p@db/x", "postgresql+psycopg://u:p@db/x"),
        ("postgres://u:p@db/x", "postgresql+psycopg://u:p@db/x"),
        ("postgresql+psycopg://u@db/x", "postgresql+psycopg://u@db/x"),
        ("sqlite:////tmp/x.db", "sqlite:////tmp/x.db"),
    ],
)
def test_plain_postgres_urls_name_the_installed_driver(tmp_path: Path, given: str, used: str) -> None:
    assert read(tmp_path, DATABASE_URL=given).database_url == used


def test_the_secret_is_made_once_and_is_its_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    first, second = read(folder), read(folder)
    path = folder / "secret_key"
    assert first.secret_key == second.secret_key == path.read_text()
    assert len(first.secret_key) == 64
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read(tmp_path / "other").secret_key != first.secret_key


def test_a_given_secret_is_not_written_down(tmp_path: Path) -> None:
    assert read(tmp_path, SECRET_KEY="given").secret_key == "given"
    assert list(tmp_path.iterdir()) == []


def test_the_base_url_ends_without_a_slash(tmp_path: Path) -> None:
    assert read(tmp_path, BASE_URL="https://example.org/").base_url == "https://example.org"


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        read(tmp_path).port = 1  # type: ignore[misc]
