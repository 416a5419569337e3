"""``POST /api/v1/matches``: a need → clusters, spaces with reasons, near misses."""

from __future__ import annotations

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.tag import Tag

from app.api.items import canonical, space_item
from app.api.schemas import (
    ClusterBody,
    ErrorBody,
    MatchBody,
    MatchesBody,
    MatchRequest,
    ReasonBody,
    RequirementBody,
    ShareBody,
)
from app.errors import DomainError
from app.extensions import db
from app.languages import translate as _
from app.models import Space
from app.presenters.match import cluster_match, reason_view, word
from app.services import matching, recognising, searching
from app.wiring import parts
from indexer.query import SearchQuery
from matcher.industries import IndustryShare
from matcher.matching import Match
from matcher.positioning import ClusterFit
from matcher.requirement import Requirement

blueprint = APIBlueprint(
    "api_matches",
    __name__,
    url_prefix="/api/v1",
    abp_tags=[Tag(name="matches", description="需求匹配 · Match a need")],
    abp_responses={422: ErrorBody, 400: ErrorBody, 415: ErrorBody, 503: ErrorBody},
)


@blueprint.post("/matches", summary="匹配需求 · Match a need", responses={200: MatchesBody})
def match_need(body: MatchRequest) -> Response:
    """Understand a need and return the clusters in order, the spaces that fit with reasons, and near misses."""
    found = matching.match(parts(), db.session, _requirement(body), limit=body.limit)
    rows = searching.spaces_of(db.session, [m.space.id for m in (*found.spaces, *found.near_misses)])
    need = found.requirement
    answer = MatchesBody(
        requirement=RequirementBody.model_validate(need, from_attributes=True),
        industries=[
            ShareBody(code=s.code, name=s.name, probability=s.probability, words=list(s.words)) for s in need.industries
        ],
        clusters=[_cluster(fit) for fit in found.clusters],
        spaces=[_match(m, rows[m.space.id], need) for m in found.spaces if m.space.id in rows],
        near_misses=[_match(m, rows[m.space.id], need) for m in found.near_misses if m.space.id in rows],
    )
    return jsonify(answer.model_dump(mode="json"))


def _requirement(body: MatchRequest) -> Requirement:
    return Requirement(
        text=body.text.strip(),
        industries=_shares(body.industries),
        function=body.function,
        regions=canonical("regions", "regions", body.regions),
        area_min=body.area_min,
        area_max=body.area_max,
        rent_max=body.rent_max,
        deals=(body.deal,) if body.deal else (),
        space_types=canonical("space_types", "space_types", body.space_types),
        facilities=canonical("facilities", "facilities", body.facilities),
        must=tuple("region" if name == "regions" else name for name in body.must),
    )


def _shares(names: list[str]) -> tuple[IndustryShare, ...]:
    """Industries named by the caller, equally likely. Raises ``DomainError`` for one that is unknown."""
    if not names:
        return ()
    matcher = recognising.matcher_of(parts(), db.session)
    shares: list[IndustryShare] = []
    for name in names:
        found = matcher.named(name)
        if not found:
            raise DomainError(_("没有这个产业：%(name)s", name=name), "industries")
        shares += found
    return tuple(IndustryShare(s.code, s.name, s.name_en, 1 / len(shares)) for s in shares)


def _cluster(fit: ClusterFit) -> ClusterBody:
    view = cluster_match(fit)
    cluster = fit.cluster
    return ClusterBody(
        id=cluster.id,
        name=cluster.name,
        kind="、".join(cluster.kinds),
        score=view.score,
        grade=view.grade,
        source=view.source,
        reason=view.reason,
    )


def _match(match: Match, row: Space, need: Requirement) -> MatchBody:
    asked = SearchQuery(area_min=need.area_min, area_max=need.area_max)
    reasons = [
        ReasonBody(**{name: getattr(view, name) for name in ReasonBody.model_fields})
        for view in map(reason_view, match.reasons)
    ]
    return MatchBody(
        space=space_item(row, asked, match.score),
        score=match.score,
        band=match.band,  # type: ignore[arg-type]
        reasons=reasons,
        fix=word(match.fix) if match.fix else "",
        alike=len(match.alike),
    )
