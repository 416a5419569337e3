"""Settings, read once from the environment and frozen. README lists them; nothing else reads ``os.environ``."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from matcher.scoring import VACANCY_WEIGHT

PACKAGED_MODEL = "packaged:multilingual-e5-small"
ROOT = Path(__file__).resolve().parent.parent
MOST_WEIGHT = 10.0
"""A wish of the city may never outweigh what a need asks for."""


@dataclass(frozen=True)
class Settings:
    """Everything that may differ between two installations."""

    data_dir: Path
    database_url: str
    search_url: str
    embedding_model: str
    secret_key: str
    host: str = "127.0.0.1"
    port: int = 8000
    web_workers: int = 1
    base_url: str = ""
    map_licence: str = ""
    lease_seconds: int = 15
    seed: int = 2017
    vacancy_weight: float = VACANCY_WEIGHT

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> Settings:
        """Read the environment. Raises ``ValueError`` naming the variable that cannot be used."""
        data_dir = Path(env.get("DATA_DIR") or ROOT / "var").resolve()
        return cls(
            data_dir=data_dir,
            database_url=_database_url(env.get("DATABASE_URL") or f"sqlite:///{data_dir / 'jialoutong.db'}"),
            search_url=env.get("SEARCH_URL") or f"tantivy://{data_dir / 'index'}",
            embedding_model=env.get("EMBEDDING_MODEL") or PACKAGED_MODEL,
            secret_key=env.get("SECRET_KEY") or _kept_secret(data_dir),
            host=env.get("HOST") or "127.0.0.1",
            port=_whole(env, "PORT", 8000),
            web_workers=_whole(env, "WEB_WORKERS", 1),
            base_url=(env.get("BASE_URL") or "").rstrip("/"),
            map_licence=env.get("MAP_LICENCE") or "",
            vacancy_weight=_weight(env, "VACANCY_WEIGHT"),
        )


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise ValueError(f"{name}={text}: must be a whole number from 1 to 65535")
    return int(text)


def _weight(env: Mapping[str, str], name: str) -> float:
    text = env.get(name) or str(VACANCY_WEIGHT)
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= MOST_WEIGHT:
        raise ValueError(f"{name}={text}: must be a number from 0 to {MOST_WEIGHT:g}")
    return value


def _database_url(url: str) -> str:
    """Plain PostgreSQL URLs use the driver that is installed."""
    for prefix in ("postgresql://", "postgres://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def _kept_secret(data_dir: Path) -> str:
    """A secret made on first start and kept beside the data, readable by its owner alone."""
    path = data_dir / "secret_key"
    if not path.exists():
        data_dir.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(32))
    return path.read_text().strip()
