"""Documents and jobs made to order for the tests of the index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from indexer.documents import SpaceDocument
from indexer.sync import Job

PLAIN = SpaceDocument(
    id=1,
    version=1,
    title="联创大厦 12楼 整层",
    building="联创大厦",
    building_aliases=("南湖联创大厦",),
    cluster="南湖CBD",
    cluster_aliases=("CBD南湖",),
    region="南湖区",
    kinds=("总部经济",),
    belts=("中环南路集聚带",),
    road="中环南路",
    space_type="写字楼",
    deal="出租",
    decoration="精装",
    facilities=("停车位", "食堂"),
    policies=("租金补贴",),
    transit=("公交",),
    marks=("已核实", "可分割"),
    brands=("特色楼宇",),
    industries_leading=("headquarters.regional",),
    industries_extended=("finance.bank",),
    area=1000.0,
    area_least=200.0,
    rent=2.0,
    negotiable=False,
    monthly_total=12166.67,
    price=None,
    price_total=None,
    floor=12,
    ceiling=3.2,
    load=500.0,
    vacancy=0.2,
    available_from=date(2026, 3, 1),
    verified_on=date(2026, 2, 1),
    created_on=date(2026, 1, 15),
    updated_at=1_700_000_000.0,
    is_sample=True,
    text="高区，朝南",
)


def space(doc_id: int, **changes: Any) -> SpaceDocument:
    """A space like the plain one but for what is said. Area alone changes the smallest part with it."""
    if "area" in changes:
        changes.setdefault("area_least", changes["area"])
    return replace(PLAIN, id=doc_id, **changes)


SIX = (
    space(1),
    space(
        2,
        title="物流科技大厦 3楼",
        building="嘉兴现代物流科技大厦",
        building_aliases=("物流科技大厦",),
        cluster="智慧物流小镇",
        cluster_aliases=("物流小镇",),
        region="秀洲区",
        kinds=("总部经济", "服务外包"),
        belts=("中环西路集聚带",),
        road="中环西路",
        decoration="毛坯",
        facilities=("停车位", "卸货平台"),
        policies=(),
        industries_leading=("logistics.express",),
        industries_extended=(),
        area=500.0,
        rent=1.0,
        monthly_total=15208.33,
        floor=3,
        ceiling=4.5,
        load=500.0,
        vacancy=0.2,
        updated_at=1_700_000_500.0,
        text="冷链车队可停",
    ),
    space(
        3,
        title="国际金融广场 面议",
        building="国际金融广场A座",
        building_aliases=(),
        cluster="国际金融广场",
        cluster_aliases=("金融广场",),
        region="嘉兴经济技术开发区",
        kinds=("金融服务",),
        facilities=("会议室",),
        policies=("税收奖励",),
        industries_leading=("finance.bank",),
        industries_extended=("catering.restaurant",),
        area=800.0,
        rent=None,
        negotiable=True,
        monthly_total=None,
        floor=20,
        ceiling=None,
        load=None,
        vacancy=0.2,
        available_from=None,
        updated_at=1_700_000_400.0,
        text="银行网点",
    ),
    space(
        4,
        title="长水街道闲置厂房",
        building="长水厂房",
        building_aliases=(),
        cluster=None,
        cluster_aliases=(),
        kinds=(),
        belts=(),
        space_type="闲置厂房",
        deal="售卖",
        decoration=None,
        facilities=(),
        policies=(),
        industries_leading=(),
        industries_extended=(),
        area=5000.0,
        rent=None,
        monthly_total=None,
        floor=None,
        ceiling=8.0,
        load=500.0,
        vacancy=0.2,
        available_from=date(2026, 9, 1),
        updated_at=1_700_000_300.0,
        text="经编车间旧址",
    ),
    space(
        5,
        title="联创大厦 2楼",
        deal="合作",
        decoration="简装",
        area=300.0,
        rent=3.0,
        monthly_total=27375.0,
        floor=2,
        updated_at=1_700_000_200.0,
    ),
    space(
        6,
        title="良友大厦 8楼",
        building="良友大厦",
        building_aliases=(),
        area=120.0,
        rent=2.0,
        monthly_total=7300.0,
        floor=8,
        updated_at=1_700_000_100.0,
        text="Office near the station",
    ),
)


class MemoryOutbox:
    """An outbox over a dict of rows: a change raises the revision of the one job its space has."""

    def __init__(self) -> None:
        self.rows: dict[int, SpaceDocument] = {}
        self.jobs: dict[int, int] = {}
        self.errors: dict[int, str] = {}

    def put(self, document: SpaceDocument) -> None:
        self.rows[document.id] = document
        self.touch(document.id)

    def drop(self, space_id: int) -> None:
        self.rows.pop(space_id, None)
        self.touch(space_id)

    def touch(self, space_id: int) -> None:
        self.jobs[space_id] = self.jobs.get(space_id, 0) + 1

    def due(self, limit: int) -> Sequence[Job]:
        waiting = [Job(i, revision) for i, revision in self.jobs.items() if i not in self.errors]
        return waiting[:limit]

    def documents(self, ids: Sequence[int]) -> Mapping[int, SpaceDocument]:
        return {i: self.rows[i] for i in ids if i in self.rows}

    def done(self, jobs: Sequence[Job]) -> None:
        for job in jobs:
            if self.jobs.get(job.space_id) == job.revision:
                del self.jobs[job.space_id]

    def failed(self, job: Job, error: str) -> None:
        self.errors[job.space_id] = error
