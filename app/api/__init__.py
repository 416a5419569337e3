"""The JSON twins of the pages, described by OpenAPI 3.1. Docs work offline at ``/api/docs``."""

from __future__ import annotations

from importlib.resources import files

from flask import Blueprint, Response, jsonify, make_response, render_template
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from pydantic import ValidationError

from app.api.schemas import ErrorBody
from app.errors import Problem
from app.languages import translate as _

_DESCRIPTION = "嘉楼通：楼宇空间搜索与需求匹配。租金单位 元/㎡·天，面积单位 ㎡。Rents in yuan/㎡·day, areas in ㎡."


def new_app(template_folder: str, static_folder: str) -> OpenAPI:
    """The Flask application, with validation errors in the project's own shape."""
    return OpenAPI(
        "app",
        info=Info(title="嘉楼通 API", version="1.0.0", description=_DESCRIPTION),
        doc_ui=False,
        template_folder=template_folder,
        static_folder=static_folder,
        static_url_path="/static",
        security_schemes={},
        validation_error_status=422,
        validation_error_model=ErrorBody,
        validation_error_callback=_invalid,
    )


def _invalid(error: ValidationError) -> Response:
    """The first input that cannot be used, named, in the request's language."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or None
    message = {
        "missing": _("缺少这一项。"),
        "greater_than_equal": _("数值太小。"),
        "less_than_equal": _("数值太大。"),
        "string_too_long": _("文字太长。"),
        "too_long": _("选项太多。"),
        "extra_forbidden": _("没有这个参数。"),
    }.get(first["type"], _("格式或取值有误。"))
    response = make_response(jsonify(Problem(422, "invalid", message, field).body()))
    response.status_code = 422
    return response


def init_api(app: OpenAPI) -> None:
    from app.api import chains, matches, spaces, suggest

    app.register_api(spaces.blueprint)
    app.register_api(matches.blueprint)
    app.register_api(suggest.blueprint)
    app.register_api(chains.blueprint)
    app.register_blueprint(_docs(app))


def _docs(app: OpenAPI) -> Blueprint:
    """The description and a page that shows it with the files of the flask-openapi3-swagger package."""
    assets = files("flask_openapi3_swagger") / "templates" / "swagger"
    blueprint = Blueprint("api_docs", __name__, static_folder=str(assets), static_url_path="/api/docs/assets")
    blueprint.add_url_rule("/api/openapi.json", "description", lambda: jsonify(app.api_doc))
    blueprint.add_url_rule("/api/docs", "page", lambda: render_template("public/api_docs.html"))
    return blueprint
