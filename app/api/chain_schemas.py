"""The shapes of the chains. Names are in the language asked for; leaves, stages, states and kinds are codes."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from app.api.schemas import Named

Stage = Literal["upstream", "midstream", "downstream", "service"]
State = Literal["present", "single", "missing"]


class ChainsQuery(BaseModel):
    model_config = ConfigDict(extra="forbid")

    lang: Literal["zh", "en"] = "zh"


class ChainPath(BaseModel):
    code: str = Field(max_length=40, description="e.g. logistics")


class ChainQuery(ChainsQuery):
    cluster: int | None = Field(None, ge=1, description="Look at this cluster instead of the whole city")


class CountsBody(BaseModel):
    """Nodes with two companies or more, with one, with none."""

    present: int
    single: int
    missing: int


class CompanyBody(BaseModel):
    name: str
    building: str
    is_sample: bool


class LeafBody(BaseModel):
    """A node by its leaf industry."""

    leaf: str
    name: str


class NodeBody(LeafBody):
    """``leaders`` are the clusters that lead in the industry."""

    industry: str
    stage: Stage
    is_core: bool
    state: State
    count: int
    companies: list[CompanyBody]
    leaders: list[Named]


class FlowBody(BaseModel):
    """What flows from a supplying leaf to a using one."""

    source: str
    target: str
    flow: str


class NeighbourBody(LeafBody):
    """What it would be to a newcomer, and how many of it are here."""

    side: Literal["customer", "supplier"]
    flow: str
    count: int


class GapBody(LeafBody):
    """A missing or single node: fill 补链, extend 延链, strengthen 强链."""

    kind: Literal["fill", "extend", "strengthen"]
    state: State
    neighbours: list[NeighbourBody]
    leaders: list[Named]


class PlaceBody(BaseModel):
    """A cluster with what it holds of the chain; ``leads``: in one of the core industries."""

    cluster: Named
    counts: CountsBody
    leads: bool


class ChainItem(BaseModel):
    """A chain. ``section`` of the plan; ``has_samples``: some of the companies counted are invented."""

    code: str
    name: str
    summary: str
    section: str
    core: list[LeafBody]
    counts: CountsBody
    has_samples: bool
    fullest: PlaceBody | None


class ChainsBody(BaseModel):
    items: list[ChainItem]


class ChainBody(ChainItem):
    """One chain in the whole city, or in ``cluster``. ``lonely``: missing nodes without a neighbour here."""

    cluster: Named | None
    nodes: list[NodeBody]
    flows: list[FlowBody]
    gaps: list[GapBody]
    lonely: list[LeafBody]
    places: list[PlaceBody]
