"""``GET /api/v1/suggest``: names for what has been typed so far."""

from __future__ import annotations

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from app.api.schemas import ErrorBody, SuggestionBody, SuggestionsBody, SuggestQuery
from app.extensions import db
from app.languages import pick
from app.languages import translate as _
from app.services.suggesting import suggest
from app.wiring import parts
from indexer.suggest import Entry

KEPT_SECONDS = 60

blueprint = APIBlueprint(
    "api_suggest",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="spaces", description="搜索空间 · Search spaces")],
    abp_responses={422: ErrorBody, 503: ErrorBody},
)


@blueprint.get("/suggest", summary="输入提示 · Suggestions", responses={200: SuggestionsBody})
def suggest_names(query: SuggestQuery) -> Response:
    """Places, industries and what many have asked, from the first character; pinyin and initials too."""
    found = suggest(parts(), db.session, query.q)
    response = jsonify(SuggestionsBody(items=[_item(entry) for entry in found]).model_dump())
    response.cache_control.public = True
    response.cache_control.max_age = KEPT_SECONDS
    return response


def _item(entry: Entry) -> SuggestionBody:
    labels = {
        "cluster": _("集群"),
        "building": pick("楼宇", "Building"),
        "region": _("区域"),
        "road": _("道路"),
        "industry": _("产业"),
        "asked": _("常搜"),
    }
    return SuggestionBody(
        kind=entry.kind,
        kind_label=labels[entry.kind],
        name=entry.name,
        label=pick(entry.name, entry.name_en),
        spaces=entry.spaces,
        spaces_label="" if entry.spaces is None else _("%(n)s 处可租", n=entry.spaces),
    )
