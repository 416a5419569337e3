"""The list of policies and the page of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.languages import pick
from app.languages import translate as _
from app.models import Building, Policy
from app.presenters.formats import day, term
from app.presenters.page_view import Fact, PolicyView
from app.presenters.spaces import policy_view
from app.presenters.view import Ref
from app.services.policies import Reach


@dataclass(frozen=True)
class Topic:
    """What a policy offers: the canonical word, as the search URL has it, and as it is shown.

    ``spaces`` is how many that search finds: this policy's and those of every other policy that offers it.
    """

    value: str
    label: str
    spaces: int = 0


@dataclass(frozen=True)
class PolicyRow:
    policy: PolicyView
    region: str
    topics: tuple[Topic, ...]
    reach: Reach


@dataclass(frozen=True)
class PolicyGroup:
    """Policies of one level, or those that have run out."""

    label: str
    rows: tuple[PolicyRow, ...]


@dataclass(frozen=True)
class PolicyPage:
    policy: PolicyView
    topics: tuple[Topic, ...]
    facts: tuple[Fact, ...]
    buildings: tuple[tuple[Ref, str, int], ...]
    vacant: int


def policy_groups(policies: Sequence[Policy], reaches: Mapping[int, Reach]) -> tuple[PolicyGroup, ...]:
    """By level as the plan ranks them, what has run out last; within a group what applies to most spaces first."""
    rows = [_row(policy, reaches.get(policy.id, Reach())) for policy in policies]
    labels = dict.fromkeys(row.policy.level for row in rows if not row.policy.expired)
    groups = [
        PolicyGroup(label, tuple(r for r in rows if r.policy.level == label and not r.policy.expired))
        for label in labels
    ]
    expired = tuple(row for row in rows if row.policy.expired)
    return (*map(_sorted, groups), *([PolicyGroup(_("已过期"), expired)] if expired else []))


def _sorted(group: PolicyGroup) -> PolicyGroup:
    return PolicyGroup(group.label, tuple(sorted(group.rows, key=lambda row: (-row.reach.spaces, row.policy.id))))


def _row(policy: Policy, reach: Reach) -> PolicyRow:
    return PolicyRow(policy_view(policy), _region(policy), _topics(policy), reach)


def _region(policy: Policy) -> str:
    return pick(policy.region.name, policy.region.name_en) if policy.region else _("全市")


def _topics(policy: Policy, spaces: Mapping[str, int] | None = None) -> tuple[Topic, ...]:
    return tuple(Topic(topic, term(topic), (spaces or {}).get(topic, 0)) for topic in policy.topics)


def policy_page(
    policy: Policy, buildings: Sequence[tuple[Building, int]], found_by_topic: Mapping[str, int]
) -> PolicyPage:
    view = policy_view(policy)
    return PolicyPage(
        policy=view,
        topics=_topics(policy, found_by_topic),
        facts=(
            Fact(_("级别"), view.level),
            Fact(_("文号"), policy.document_no),
            Fact(_("适用区域"), _region(policy)),
            Fact(_("适用产业"), _industries(policy)),
            Fact(_("生效"), day(policy.valid_from)),
            Fact(_("有效期至"), day(policy.valid_until)),
        ),
        buildings=tuple(
            (Ref(row.id, pick(row.name, row.name_en)), pick(row.region.name, row.region.name_en), vacant)
            for row, vacant in buildings
        ),
        vacant=sum(vacant for _row, vacant in buildings),
    )


def _industries(policy: Policy) -> str:
    names = [pick(row.name, row.name_en) for row in policy.industries]
    return pick("、", ", ").join(names) or _("不限")
