"""The rows: one module per aggregate. Importing this package registers every table."""

from app.models import outbox as _outbox  # noqa: F401 - registers the after_flush rule
from app.models.base import Base
from app.models.building import Building, BuildingYear, Space, Tenant
from app.models.chain import Chain, ChainLink, ChainNode
from app.models.index_job import IndexDelay, IndexJob, Lease
from app.models.industry import Industry
from app.models.investor import Investor, Requirement
from app.models.match import MatchFeedback, Proposal
from app.models.places import Belt, Cluster, ClusterKind, ClusterPositioning, Region
from app.models.plan import Brand, BuildingFunction, PlanIndicator, PlanRule
from app.models.policy import Policy

__all__ = [
    "Base", "Belt", "Brand", "Building", "BuildingFunction", "BuildingYear", "Chain", "ChainLink", "ChainNode",
    "Cluster", "ClusterKind", "ClusterPositioning", "IndexDelay", "IndexJob", "Industry", "Investor", "Lease",
    "MatchFeedback", "PlanIndicator", "PlanRule", "Policy", "Proposal", "Region", "Requirement", "Space", "Tenant",
]  # fmt: skip
