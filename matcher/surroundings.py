"""The features of what surrounds a space: its cluster's positioning, the industry chains there, empty floors around it.

They are told apart from the conditions of ``features``: nobody asks for them as a limit.
"""

from __future__ import annotations

from indexer.documents import SpaceDocument
from matcher.chains import SECTION, ChainRole
from matcher.features import NOT_STATED, UNKNOWN, Finding, Wording, status_of
from matcher.positioning import ClusterFit
from matcher.requirement import Requirement

NO_CLUSTER = 0.25
"""How well a space in no cluster fits: better than a cluster meant for something else."""
EMPTY = 0.5
"""The vacancy from which a building counts in full: the plan calls one occupied under a half 低效 (四(一))."""

_ROLE_WORDS = {
    "fill": ("尚缺这一环（补链）", "fills a missing link"),
    "extend": ("可由此延伸（延链）", "extends the chain"),
    "strengthen": ("已有同环企业（强链）", "strengthens a link that is there"),
}
_SIDES = {"customer": ("下游客户", "customers"), "supplier": ("上游供方", "suppliers")}
_NAMED = 2


def positioning(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """Does the space's cluster stand for what the need does? (四(一) 错位发展, 三(二) 专栏2–7)"""
    if not need.industries and not need.text:
        return None
    asked = (
        Wording(need.industries[0].name, need.industries[0].name_en)
        if need.industries
        else Wording("需求描述", "the need as described")
    )
    if fit is None:
        return Finding("unknown", NO_CLUSTER, asked, Wording("不属于任何集群", "in no cluster"))
    if fit.positioning and fit.share:
        asked = Wording(fit.share.name, fit.share.name_en)
        role = {"leading": "主导", "extended": "延伸"}.get(fit.positioning.role, "")
        role_en = {"leading": "leads in", "extended": "extends to"}.get(fit.positioning.role, "")
        offered = Wording(
            f"{fit.cluster.name}{role}「{fit.positioning.term}」",
            f"{fit.cluster.name_en} {role_en} “{fit.positioning.term}”",
        )
    else:
        offered = Wording(f"{fit.cluster.name}无对应产业", f"{fit.cluster.name_en} names no such industry")
    status = {"leading": "met", "extended": "partly", "related": "partly"}.get(fit.grade, "failed")
    source = fit.positioning.section if fit.positioning else fit.cluster.section
    return Finding(status, fit.alignment if status != "failed" else 0.0, asked, offered, source)


def chain(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """What would the need do for the industry chains of the place? (四(三) 围绕产业链招商)"""
    if fit is None or fit.chain is None:
        return None
    role = fit.role
    if role is None:
        asked = Wording("产业链上下游", "chain neighbours")
        return Finding("failed", 0.0, asked, Wording("没有相连的企业", "no linked company"), SECTION)
    asked = Wording(f"{role.chain.name}链的{role.node.name}", f"{role.node.name_en} ({role.chain.name_en})")
    kind, kind_en = _ROLE_WORDS[role.kind]
    names, names_en = _neighbours(role, space.building)
    offered = Wording(f"{fit.cluster.name}{kind}：{names}", f"{kind_en} at {fit.cluster.name_en}: {names_en}")
    return Finding("met", fit.chain, asked, offered, SECTION)


def vacancy(need: Requirement, space: SpaceDocument, fit: ClusterFit | None) -> Finding | None:
    """How much of the building stands empty: the city wants such buildings filled first (四(一) 盘活)."""
    asked = Wording("优先盘活空置", "filling empty buildings first")
    if space.vacancy is None:
        return Finding("unknown", UNKNOWN, asked, NOT_STATED, "四(一)")
    value = min(1.0, space.vacancy / EMPTY)
    offered = Wording(f"楼宇空置率 {space.vacancy:.1%}", f"{space.vacancy:.1%} of the building is empty")
    return Finding(status_of(value), value, asked, offered, "四(一)")


def _neighbours(role: ChainRole, building: str) -> tuple[str, str]:
    """A few of those at the other ends of the links, those in the same building first."""
    parts, parts_en = [], []
    for side, (word, word_en) in _SIDES.items():
        found = [n for n in role.neighbours if n.side == side]
        if not found:
            continue
        near = sorted(found, key=lambda n: n.company.building != building)[:_NAMED]
        names = "、".join(f"{n.company.name}（{n.flow}）" for n in near)
        parts.append(f"{word} {len(found)} 家，如{names}")
        parts_en.append(f"{len(found)} {word_en}, e.g. {', '.join(f'{n.company.name} ({n.flow_en})' for n in near)}")
    return "；".join(parts), "; ".join(parts_en)
