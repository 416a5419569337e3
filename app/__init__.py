"""嘉楼通: the Flask application. ``create_app`` names every step of its set-up."""

from __future__ import annotations

from flask import Flask

from app.settings import ROOT, Settings


def create_app(settings: Settings | None = None) -> Flask:
    """Build the application from settings (by default, from the environment)."""
    settings = settings or Settings.from_env()
    from app import api, cli, errors, languages, logs, monitoring, security, views
    from app.wiring import init_parts

    app = api.new_app(template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "app" / "static"))
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        SETTINGS=settings,
        SQLALCHEMY_ENGINES={"default": settings.database_url},
        MAX_CONTENT_LENGTH=1_000_000,
    )
    logs.init_logs(app)
    _init_database(app)
    init_parts(app, settings)
    languages.init_languages(app)
    security.init_security(app)
    errors.init_errors(app)
    monitoring.init_monitoring(app)
    views.init_views(app)
    api.init_api(app)
    cli.init_cli(app)
    return app


def _init_database(app: Flask) -> None:
    from app.extensions import db

    db.init_app(app)
