"""The pages: each view parses, calls one service, and renders what a presenter made."""

from __future__ import annotations

from flask import Flask


def init_views(app: Flask) -> None:
    from app.presenters.highlight import marked
    from app.views import chains, feeds, policies, proposals, public, shortlist, staff, staff_requirements

    app.jinja_env.filters["marked"] = marked
    app.register_blueprint(public.blueprint)
    app.register_blueprint(shortlist.blueprint)
    app.register_blueprint(policies.blueprint)
    app.register_blueprint(chains.blueprint)
    app.register_blueprint(feeds.blueprint)
    app.register_blueprint(staff.blueprint)
    app.register_blueprint(staff_requirements.blueprint)
    app.register_blueprint(proposals.blueprint)
