"""The shapes of the API. Rents are 元/㎡·天, areas ㎡, totals 元; names are canonical Chinese names."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from indexer.bands import AREA_BANDS, FLOOR_BANDS, RENT_BANDS

Amount = Annotated[float, Field(ge=0, le=10_000_000, allow_inf_nan=False)]
Names = Annotated[list[Annotated[str, Field(max_length=80)]], Field(max_length=40)]
AreaBand = Annotated[str, Field(pattern=f"^({'|'.join(AREA_BANDS)})$")]
RentBand = Annotated[str, Field(pattern=f"^({'|'.join(RENT_BANDS)})$")]
FloorBand = Annotated[str, Field(pattern=f"^({'|'.join(FLOOR_BANDS)})$")]
Sort = Literal["relevance", "updated", "rent_asc", "rent_desc", "area_asc", "area_desc", "available"]


class ErrorDetail(BaseModel):
    """``field`` names the input to change."""

    code: str
    message: str
    field: str | None = None


class ErrorBody(BaseModel):
    error: ErrorDetail


class Named(BaseModel):
    id: int
    name: str


class SpaceQuery(BaseModel):
    """Lists may be repeated: OR inside one, AND across; facilities all."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", max_length=500, description="A need in a person's own words")
    region: Names = Field([], description="区域, e.g. 南湖区")
    belt: Names = Field([], description="集聚带")
    kind: Names = Field([], description="集群类型")
    cluster: Names = Field([], description="楼宇集群, e.g. 国际金融广场")
    building: Names = Field([], description="楼宇")
    space_type: Names = Field([], description="商务楼 写字楼 科研楼宇 城市综合体 闲置厂房")
    deal: Names = Field([], description="出租 售卖 合作")
    decoration: Names = Field([], description="毛坯 简装 精装")
    facility: Names = Field([], description="All of them are wanted")
    policy: Names = Field([], description="租金补贴 装修补贴 税收奖励 …")
    road: Names = Field([], description="道路, e.g. 中山东路")
    transit: Names = Field([], description="Near: 高铁 公交 有轨电车 高速出入口; all of them are wanted")
    mark: Names = Field([], description="已核实 可分割 有图; all of them are wanted")
    brand: Names = Field([], description="重点楼宇 特色楼宇")
    area_band: list[AreaBand] = Field([], max_length=40, description="㎡, from-below")
    rent_band: list[RentBand] = Field([], max_length=40, description="元/㎡·天, from-below; negotiable is 面议")
    floor_band: list[FloorBand] = Field([], max_length=40, description="Floors, from-below")
    available_by: date | None = Field(None, description="Free on this day or before")
    created_from: date | None = Field(None, description="Published on this day or after")
    industry: Names = Field([], description="Sector codes the cluster leads in, e.g. finance")
    area_min: Amount | None = None
    area_max: Amount | None = None
    rent_min: Amount | None = None
    rent_max: Amount | None = Field(None, description="面议 survives a limit on rent")
    sort: Sort = "relevance"
    page: int = Field(1, ge=1, le=2000)
    size: int = Field(20, ge=1, le=100)
    lang: Literal["zh", "en"] = "zh"


class SpaceItem(BaseModel):
    """A space. ``area`` is what is on offer for this request: of a divisible space the part nearest to it."""

    id: int
    title: str
    building: Named
    cluster: Named | None
    region: str
    area: float
    area_total: float
    divisible_min: float | None
    divisible_max: float | None
    rent: float | None
    rent_status: Literal["priced", "negotiable", "sale", "missing"]
    price_sqm: float | None
    deal: str
    space_type: str
    decoration: str | None
    floor: int | None
    facilities: list[str]
    policies: list[str]
    available_from: date | None
    verified_on: date | None
    is_sample: bool
    score: float | None


class CorrectionBody(BaseModel):
    """Words that were read as a name written otherwise."""

    model_config = ConfigDict(from_attributes=True)

    said: str
    read: str


class UnderstoodBody(BaseModel):
    """What the words were understood as; ``text`` is what was left to search."""

    regions: list[str]
    belts: list[str]
    kinds: list[str]
    clusters: list[str]
    buildings: list[str]
    area_min: float | None
    area_max: float | None
    rent_min: float | None
    rent_max: float | None
    monthly_total_max: float | None
    yearly_total_max: float | None
    price_max: float | None = Field(description="元/㎡ of what is for sale")
    price_total_max: float | None
    deals: list[str]
    space_types: list[str]
    decorations: list[str]
    exclude_decorations: list[str]
    exclude_regions: list[str]
    exclude_clusters: list[str]
    exclude_space_types: list[str]
    roads: list[str]
    facilities: list[str]
    policies: list[str]
    transit: list[str]
    marks: list[str]
    brands: list[str]
    rent_bands: list[str]
    floor_min: int | None
    floor_max: int | None
    ceiling_min: float | None
    load_min: float | None
    available_by: date | None
    industries: list[str]
    text: str
    corrected: list[CorrectionBody]


class SuggestQuery(BaseModel):
    """What has been typed so far."""

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", max_length=100)
    lang: Literal["zh", "en"] = "zh"


class SuggestionBody(BaseModel):
    """``kind`` cluster, building, region, road or industry; ``name`` is canonical, ``label`` in the language asked."""

    kind: str
    kind_label: str
    name: str
    label: str
    spaces: int | None = Field(description="Vacant spaces there; null for an industry")
    spaces_label: str


class SuggestionsBody(BaseModel):
    items: list[SuggestionBody]


class RelaxedBody(BaseModel):
    """What would be found without one condition or, when ``alone``, with this condition only."""

    condition: str
    label: str
    total: int
    alone: bool


class SpacesBody(BaseModel):
    total: int
    total_area: float
    page: int
    size: int
    items: list[SpaceItem]
    facets: dict[str, dict[str, int]]
    understood: UnderstoodBody
    relaxed: list[RelaxedBody]
    unmatched: str = Field(description="Words that stand in no space, left aside so that the rest finds something")
    degraded: bool = Field(description="The index was down and the database answered, without facets")


class MatchRequest(BaseModel):
    """A need: text, or industries by code or name, and limits. ``must`` names conditions that may not fail."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=2000)
    industries: Names = Field([], description="Codes or names of leaf industries, e.g. logistics.cold_chain")
    function: Literal["headquarters", "rnd", "marketing", "logistics", "finance", "incubation"] | None = None
    regions: Names = []
    area_min: Amount | None = None
    area_max: Amount | None = None
    rent_max: Amount | None = None
    deal: Literal["出租", "售卖", "合作"] | None = None
    space_types: Names = []
    facilities: Names = []
    must: Names = Field([], description="area rent budget region deal space_type facilities …")
    limit: int = Field(20, ge=1, le=100)


class ShareBody(BaseModel):
    code: str
    name: str
    probability: float
    words: list[str]


class ClusterBody(BaseModel):
    """``score`` 0–100; ``grade`` leading, extended, related or none; ``source`` a section of the plan."""

    id: int
    name: str
    kind: str
    score: float
    grade: str
    source: str
    reason: str


class ReasonBody(BaseModel):
    """``status`` met, partly, failed or unknown. Contributions add up to the score."""

    feature: str
    status: Literal["met", "partly", "failed", "unknown"]
    value: float
    weight: float
    contribution: float
    asked: str
    offered: str
    text: str
    source: str


class MatchBody(BaseModel):
    """``alike`` counts near-duplicates in the same building, which have no entry of their own."""

    space: SpaceItem
    score: float
    band: Literal["strong", "good", "fair", "weak"]
    reasons: list[ReasonBody]
    fix: str = ""
    alike: int = 0


class RequirementBody(BaseModel):
    """The need as understood."""

    text: str
    function: str | None
    regions: list[str]
    belts: list[str]
    clusters: list[str]
    buildings: list[str]
    area_min: float | None
    area_max: float | None
    rent_max: float | None
    monthly_total_max: float | None
    yearly_total_max: float | None
    deals: list[str]
    space_types: list[str]
    decorations: list[str]
    exclude_decorations: list[str]
    facilities: list[str]
    policies: list[str]
    floor_min: int | None
    floor_max: int | None
    ceiling_min: float | None
    load_min: float | None
    available_by: date | None
    must: list[str]


class MatchesBody(BaseModel):
    requirement: RequirementBody
    industries: list[ShareBody]
    clusters: list[ClusterBody]
    spaces: list[MatchBody]
    near_misses: list[MatchBody]
