"""Matches as the page and the API show them."""

from __future__ import annotations

from collections.abc import Mapping

from app.languages import is_english, pick
from app.languages import translate as _
from app.models import Space
from app.presenters.formats import number, term
from app.presenters.spaces import space_view
from app.presenters.view import Chip, ClusterMatchView, IndustryShare, MatchView, ReasonView, Ref
from indexer.query import SearchQuery
from matcher.explanation import Reason
from matcher.features import Wording
from matcher.matching import Match
from matcher.positioning import ClusterFit
from matcher.requirement import Requirement

FUNCTIONS = ("headquarters", "rnd", "marketing", "logistics", "finance", "incubation")


def word(wording: Wording) -> str:
    return wording.en if is_english() else wording.zh


def function_label(code: str) -> str:
    return {
        "headquarters": _("总部"),
        "rnd": _("研发中心"),
        "marketing": _("营销中心"),
        "logistics": _("物流中心"),
        "finance": _("财务中心"),
        "incubation": _("初创孵化"),
    }.get(code, code)


def band_label(band: str) -> str:
    return {"strong": _("高度匹配"), "good": _("较匹配"), "fair": _("可考虑"), "weak": _("不太匹配")}[band]


def grade_label(grade: str) -> str:
    return {
        "leading": _("主导产业"),
        "extended": _("延伸产业"),
        "related": _("相近产业"),
        "none": _("无对应产业"),
    }[grade]


def industry_share(share: object, sectors: Mapping[str, str]) -> IndustryShare:
    code: str = share.code  # type: ignore[attr-defined]
    return IndustryShare(
        code=code,
        name=pick(share.name, share.name_en),  # type: ignore[attr-defined]
        sector=sectors.get(code.split(".")[0], ""),
        probability=share.probability,  # type: ignore[attr-defined]
        words=share.words,  # type: ignore[attr-defined]
    )


def cluster_match(fit: ClusterFit) -> ClusterMatchView:
    cluster = fit.cluster
    return ClusterMatchView(
        cluster=Ref(cluster.id, pick(cluster.name, cluster.name_en)),
        kind="、".join(cluster.kinds) if not is_english() else ", ".join(cluster.kinds),
        score=round(100 * fit.value, 1),
        grade=fit.grade,
        grade_label=grade_label(fit.grade),
        source=(fit.positioning.section if fit.positioning else cluster.section),
        reason=_cluster_reason(fit),
    )


def _cluster_reason(fit: ClusterFit) -> str:
    if fit.share is None or fit.positioning is None:
        return _("规划没有为这里列出与需求对应的产业。")
    industry = pick(fit.share.name, fit.share.name_en)
    share = f"{fit.share.probability:.0%}"
    if fit.grade == "related":
        return _(
            "需求可能属于%(industry)s（%(share)s），与这里的「%(term)s」相近。",
            industry=industry, share=share, term=fit.positioning.term,
        )  # fmt: skip
    if fit.positioning.basis == "staff":
        return _(
            "需求可能属于%(industry)s（%(share)s），招商认定「%(term)s」为这里的%(role)s。",
            industry=industry, share=share, term=fit.positioning.term, role=grade_label(fit.positioning.role),
        )  # fmt: skip
    return _(
        "需求可能属于%(industry)s（%(share)s），规划把「%(term)s」列为这里的%(role)s。",
        industry=industry, share=share, term=fit.positioning.term, role=grade_label(fit.positioning.role),
    )  # fmt: skip


def reason_view(reason: Reason) -> ReasonView:
    return ReasonView(
        feature=reason.feature,
        label=word(reason.label),
        status=reason.status,
        status_label=word(reason.status_label),
        value=reason.value,
        weight=reason.weight,
        contribution=reason.contribution,
        asked=word(reason.asked),
        offered=word(reason.offered),
        text=word(reason.text),
        source=reason.source,
    )


def match_view(match: Match, row: Space, need: Requirement) -> MatchView:
    asked = SearchQuery(area_min=need.area_min, area_max=need.area_max)
    return MatchView(
        space=space_view(row, asked, match.score),
        score=match.score,
        band=match.band,
        band_label=band_label(match.band),
        reasons=tuple(map(reason_view, match.reasons)),
        fix=word(match.fix) if match.fix else "",
        alike=len(match.alike),
    )


def understood_chips(need: Requirement) -> tuple[Chip, ...]:
    """What the need was understood as, one chip a condition."""
    chips: list[tuple[str, str]] = []
    if need.function:
        chips.append(("function", function_label(need.function)))
    if need.area_min is not None or need.area_max is not None:
        chips.append(("area", f"{_('面积')} {_bounds(need.area_min, need.area_max)} ㎡"))
    if need.rent_max is not None:
        chips.append(("rent", f"{_('租金')} ≤ {number(need.rent_max, 2)} {_('元/㎡·天')}"))
    if need.monthly_max is not None:
        chips.append(("budget", f"{_('月租')} ≤ {number(need.monthly_max)} {_('元/月')}"))
    for kind, values in (
        ("region", (*need.regions, *need.belts)),
        ("cluster", (*need.clusters, *need.buildings)),
    ):
        chips += [(kind, value) for value in values]
    for kind, values in (
        ("deal", need.deals),
        ("space_type", need.space_types),
        ("decoration", need.decorations),
        ("facilities", need.facilities),
        ("policies", need.policies),
    ):
        chips += [(kind, term(value)) for value in values]
    chips += [("decoration", _("不要%(what)s", what=term(value))) for value in need.exclude_decorations]
    return tuple(Chip(kind, label, "") for kind, label in chips)


def _bounds(low: float | None, high: float | None) -> str:
    if low is not None and high is not None:
        return f"{number(low)}–{number(high)}"
    return f"≥ {number(low)}" if low is not None else f"≤ {number(high)}"
