"""One base of everything a person may be told, and the one mapping of errors to HTTP."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.languages import translate as _
from indexer.engine import EngineError


class DomainError(Exception):
    """Something a person can mend. ``field`` names the input it belongs to."""

    status = 400
    code = "invalid"

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class NotFoundError(DomainError):
    status = 404
    code = "not_found"


class RefusedError(DomainError):
    status = 403
    code = "refused"


@dataclass(frozen=True)
class Problem:
    """An error as every face shows it."""

    status: int
    code: str
    message: str
    field: str | None = None

    def body(self) -> dict[str, dict[str, str | None]]:
        return {"error": {"code": self.code, "message": self.message, "field": self.field}}


def problem_of(error: Exception) -> Problem:
    """The problem an exception stands for, in the request's language."""
    if isinstance(error, DomainError):
        return Problem(error.status, error.code, error.message, error.field)
    if isinstance(error, EngineError):
        return Problem(503, "search_unavailable", _("搜索服务暂时不可用，请稍后再试。"))
    if isinstance(error, HTTPException):
        return _of_http(error.code or 500)
    return _of_http(500)


def _of_http(status: int) -> Problem:
    known = {
        404: ("not_found", _("没有找到这个页面，可能已经下架或地址有误。")),
        405: ("method_not_allowed", _("这个地址不支持这样的请求方式。")),
        413: ("too_large", _("提交的内容太大。")),
        415: ("unsupported_media_type", _("请以 JSON 提交。")),
    }
    fallback = (
        ("invalid", _("请求有误，请检查后再试。"))
        if status < 500
        else ("internal", _("系统出错了，我们已经记录下来。"))
    )
    code, message = known.get(status, fallback)
    return Problem(status, code, message)


def wants_json() -> bool:
    return request.path.startswith("/api/")


def respond(error: Exception) -> Response:
    """An error as JSON under ``/api``, as a page elsewhere."""
    problem = problem_of(error)
    if wants_json():
        response = jsonify(problem.body())
    else:
        title = _("没有找到") if problem.status == 404 else _("出了点问题")
        page = render_template("error.html", code=problem.status, title=title, message=problem.message)
        response = make_response(page)
    response.status_code = problem.status
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(error.valid_methods or ())
    return response


def init_errors(app: Flask) -> None:
    def handle_unexpected(error: Exception) -> Response:
        app.logger.exception("unexpected error on %s", request.path)
        return respond(error)

    app.register_error_handler(DomainError, respond)
    app.register_error_handler(EngineError, respond)
    app.register_error_handler(HTTPException, respond)
    app.register_error_handler(Exception, handle_unexpected)
