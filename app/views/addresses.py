"""Addresses to pass on: whole, without the language."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import request, url_for

from app.wiring import parts


def base_url() -> str:
    """The public base URL of the settings, else the host that was asked."""
    return parts().settings.base_url or request.host_url.rstrip("/")


def permalink(endpoint: str, **values: Any) -> str:
    return base_url() + urlsplit(url_for(endpoint, **values)).path
