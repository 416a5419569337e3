"""Chinese first, English by ``lang=en`` in the URL, kept on every link."""

from __future__ import annotations

from typing import Any

from flask import Flask, g, has_request_context, request
from flask_babel import get_locale, gettext

from app.extensions import babel
from app.settings import ROOT

LANGUAGES = ("zh", "en")


def select_language() -> str:
    """The URL decides; the API also listens to ``Accept-Language``."""
    if not has_request_context():
        return "zh"
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        return str(asked)
    if request.path.startswith("/api/"):
        return request.accept_languages.best_match(LANGUAGES, "zh") or "zh"
    return "zh"


def translate(text: str, **values: object) -> str:
    """The text in the reader's language, ``%(name)s`` filled in. Imported as ``_``."""
    return str(gettext(text, **values))


def is_english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"


def pick(chinese: str, english: str | None) -> str:
    """The text in the reader's language; Chinese where there is no English."""
    return english if english and is_english() else chinese


def init_languages(app: Flask) -> None:
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "app" / "translations")
    app.config["BABEL_DEFAULT_LOCALE"] = "zh"
    babel.init_app(app, locale_selector=select_language)

    @app.url_defaults
    def keep_language(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint != "static" and has_request_context() and request.args.get("lang") == "en":
            values.setdefault("lang", "en")

    @app.before_request
    def remember_language() -> None:
        g.lang = select_language()
