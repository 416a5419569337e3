"""``GET /api/v1/spaces``: search in words and filters."""

from __future__ import annotations

from typing import Any

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from app.api.items import canonical, space_item
from app.api.schemas import ErrorBody, RelaxedBody, SpaceQuery, SpacesBody, UnderstoodBody
from app.extensions import db
from app.presenters.conditions import condition_label
from app.services import searching
from app.wiring import parts
from indexer.query import SearchQuery

blueprint = APIBlueprint(
    "api_spaces",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="spaces", description="搜索空间 · Search spaces")],
    abp_responses={422: ErrorBody, 400: ErrorBody, 503: ErrorBody},
)

_NAMED = {
    "region": "regions",
    "belt": "belts",
    "kind": "kinds",
    "cluster": "clusters",
    "building": "buildings",
    "space_type": "space_types",
    "deal": "deals",
    "decoration": "decorations",
    "facility": "facilities",
    "policy": "policies",
    "road": "roads",
    "transit": "transit",
    "mark": "marks",
    "brand": "brands",
}
_PLAIN = (
    "area_min",
    "area_max",
    "rent_min",
    "rent_max",
    "available_by",
    "created_from",
    "sort",
    "page",
    "size",
)
_BANDS = {"area_bands": "area_band", "rent_bands": "rent_band", "floor_bands": "floor_band"}


@blueprint.get("/spaces", summary="搜索空间 · Search spaces", responses={200: SpacesBody})
def search_spaces(query: SpaceQuery) -> Response:
    """Understand the words, apply the filters, return one page with facets and what was understood."""
    outcome = searching.search(parts(), db.session, query.q.strip(), _chosen(query))
    rows = searching.spaces_of(db.session, [hit.id for hit in outcome.results.hits])
    said = outcome.understood
    body = SpacesBody(
        total=outcome.results.total,
        total_area=round(outcome.results.total_area, 2),
        page=outcome.query.page,
        size=outcome.query.size,
        items=[space_item(rows[hit.id], outcome.query, hit.score) for hit in outcome.results.hits if hit.id in rows],
        facets=outcome.results.facets,
        understood=UnderstoodBody(**{name: _listed(getattr(said, name)) for name in UnderstoodBody.model_fields}),
        relaxed=[
            RelaxedBody(condition=r.condition, label=condition_label(r.condition), total=r.total, alone=r.alone)
            for r in outcome.relaxed
        ],
        unmatched=outcome.unmatched,
        degraded=outcome.degraded,
    )
    return jsonify(body.model_dump(mode="json"))


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _chosen(query: SpaceQuery) -> SearchQuery:
    named: dict[str, Any] = {
        attribute: canonical(name, attribute, getattr(query, name)) for name, attribute in _NAMED.items()
    }
    plain: dict[str, Any] = {name: getattr(query, name) for name in _PLAIN}
    bands: dict[str, Any] = {attribute: tuple(getattr(query, name)) for attribute, name in _BANDS.items()}
    return SearchQuery(industry_facets=tuple(query.industry), **named, **plain, **bands)
