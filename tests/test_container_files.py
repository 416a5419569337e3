"""Dockerfile and compose.yaml, read without Docker: what they copy exists, what they set the settings read."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from app.settings import ROOT

DOCKERFILE = ROOT / "Dockerfile"
OURS = ("setup", "worker", "web")
NOT_SETTINGS = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "FLASK_APP", "HF_HOME"}


def _instructions() -> list[tuple[str, str]]:
    """Every instruction with its words, continued lines joined."""
    lines = [line for line in DOCKERFILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(word, rest) for word, _, rest in (line.partition(" ") for line in joined.splitlines() if line)]


def _last_stage() -> list[tuple[str, str]]:
    steps = _instructions()
    return steps[max(at for at, (word, _) in enumerate(steps) if word == "FROM") :]


def _settings_names() -> set[str]:
    """The variables that ``app/settings.py`` reads."""
    return set(re.findall(r'env(?:\.get\(|, )"([A-Z_]+)"', (ROOT / "app" / "settings.py").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def services() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    return found


def test_every_stage_has_a_name_and_is_taken_from() -> None:
    stages = [re.fullmatch(r"\S+ AS (\w+)", rest) for word, rest in _instructions() if word == "FROM"]
    assert all(stages)
    names = [stage[1] for stage in stages if stage]
    taken = set(re.findall(r"--from=(\w+)", DOCKERFILE.read_text(encoding="utf-8")))
    assert taken <= set(names[:-1])


def test_the_image_runs_as_an_ordinary_user_and_is_watched() -> None:
    words = [word for word, _ in _last_stage()]
    user = next(rest for word, rest in reversed(_last_stage()) if word == "USER")
    assert int(user.split(":")[0]) > 0
    assert "HEALTHCHECK" in words
    assert words.index("USER") > max(at for at, word in enumerate(words) if word in ("COPY", "RUN"))


def test_what_is_copied_exists_and_reaches_the_build() -> None:
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for word, rest in _instructions():
        if word == "COPY" and "--from" not in rest:
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists()
                assert f"!{source}" in allowed


def test_what_the_image_sets_is_read() -> None:
    names = {name for word, rest in _last_stage() if word == "ENV" for name in re.findall(r"(\w+)=", rest)}
    assert names - NOT_SETTINGS <= _settings_names()


@pytest.mark.parametrize("name", OURS)
def test_our_services_are_one_image_with_settings_that_are_read(name: str, services: dict[str, dict[str, Any]]) -> None:
    service = services[name]
    assert service["image"] == "jialoutong"
    assert (ROOT / service["build"] / "Dockerfile").exists()
    assert set(service["environment"]) <= _settings_names()
    assert set(service["depends_on"]) <= set(services)


def test_no_secret_is_written_down(services: dict[str, dict[str, Any]]) -> None:
    for service in services.values():
        for name, value in service["environment"].items():
            if re.search("PASSWORD|SECRET|KEY", name):
                assert re.fullmatch(r"\$\{\w+:[-?][\w ,.]*\}", str(value))


def test_what_keeps_running_says_how_it_is(services: dict[str, dict[str, Any]]) -> None:
    watched = {name for name, service in services.items() if "test" in service.get("healthcheck", {})}
    assert set(services) - {"setup"} == watched | {"web"}  # the web process is watched by the image's own check
