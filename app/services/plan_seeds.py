"""``flask seed plan``: the plan's facts (``seeds/plan``) and the industry vocabulary (``seeds/vocabulary``)."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import (
    Base,
    Belt,
    Brand,
    Building,
    BuildingFunction,
    Cluster,
    ClusterKind,
    ClusterPositioning,
    Industry,
    PlanIndicator,
    PlanRule,
    Region,
)
from app.models.building import CARRIERS
from app.services.chain_seeds import seed_chains
from app.services.seeding import Loader, SeedError, listed, required, upsert
from app.settings import ROOT

PLAN = ROOT / "seeds" / "plan"
VOCABULARY = ROOT / "seeds" / "vocabulary"
ROLES = ("leading", "extended", "unsuitable")

Cells = dict[str, str]


def seed_plan(session: Session, plan: Path = PLAN, vocabulary: Path = VOCABULARY) -> dict[str, int]:
    """Load everything; returns rows per file. Raises ``SeedError`` with nothing written."""
    industries = _industries(session, vocabulary)
    loader = Loader(session, plan, counts={"industries": industries})
    for name, write in _FILES.items():
        loader.rows(f"{name}.csv", lambda row, write=write: write(session, row))  # type: ignore[misc]
    loader.counts["chains"] = seed_chains(session, vocabulary / "chains", loader.problems)
    counts = loader.finish()
    _drop_old_positioning(session, plan)
    session.commit()
    return counts


def _industries(session: Session, folder: Path) -> int:
    count = 0
    titles = _gbt_titles(folder / "gbt.csv")
    for path in sorted((folder / "industries").glob("*.yaml")):
        sector = yaml.safe_load(path.read_text(encoding="utf-8"))
        sentences = yaml.safe_load((folder / "sentences" / path.name).read_text(encoding="utf-8"))
        parent = upsert(session, Industry, {"code": sector["code"]}, _sector(sector))
        session.flush()
        for leaf in sector["leaves"]:
            code = f"{sector['code']}.{leaf['code']}"
            values = _leaf(leaf, sentences) | {"parent_id": parent.id, "gbt_titles": titles.pop(code, {})}
            upsert(session, Industry, {"code": code}, values)
            count += 1
    if titles:
        raise SeedError(f"gbt.csv: unknown industry {', '.join(sorted(titles))}")
    session.flush()
    return count


def _gbt_titles(path: Path) -> dict[str, dict[str, str]]:
    """Leaf → its small classes of GB/T 4754-2017, code → title."""
    titles: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            titles.setdefault(row["leaf"], {})[row["code"]] = row["title"]
    return titles


def _sector(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": entry["name"],
        "name_en": entry["name_en"],
        "is_speciality": entry["speciality"],
        "section": entry["section"],
    }


def _leaf(entry: Mapping[str, Any], sentences: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "name": entry["name"],
        "name_en": entry["name_en"],
        "definition": entry["definition"],
        "gbt_codes": entry["gbt"],
        "phrases": entry["phrases"],
        "phrases_en": entry["phrases_en"],
        "sentences": sentences[entry["code"]],
    }


def _drop_old_positioning(session: Session, plan: Path) -> None:
    """A line taken out of the file, or given another role, must not stay in the database."""
    with (plan / "positioning.csv").open(encoding="utf-8", newline="") as file:
        kept = {(row["cluster"], row["industry"], row["role"], row["term"]) for row in csv.DictReader(file)}
    for row in session.scalars(select(ClusterPositioning).where(ClusterPositioning.basis != "staff")):
        if (row.cluster.code, row.industry.code, row.role, row.term) not in kept:
            session.delete(row)


def _by_code(session: Session, model: type[Any], code: str) -> Any:
    row = session.scalar(select(model).filter_by(code=code))
    if row is None:
        raise ValueError(f"unknown {model.__tablename__} {code!r}")
    return row


def _named(row: Cells, *others: str) -> dict[str, Any]:
    """The columns every plan file has, and the text columns named."""
    values: dict[str, Any] = {name: required(row, name) for name in ("name", "name_en", "section", *others)}
    return values | ({"aliases": listed(row["aliases"])} if "aliases" in row else {})


def _place(row: Cells) -> dict[str, Any]:
    return {"lon": Decimal(row["lon"]), "lat": Decimal(row["lat"])}


def _simple(model: type[Base], *texts: str) -> Any:
    """A writer for files whose columns are names and texts only."""
    return lambda session, row: upsert(session, model, {"code": required(row, "code")}, _named(row, *texts))


def _region(session: Session, row: Cells) -> None:
    values = _named(row, "kind") | _place(row) | {"is_core": row["is_core"] == "1", "gb": row["gb"] or None}
    upsert(session, Region, {"code": required(row, "code")}, values)


def _kind(session: Session, row: Cells) -> None:
    values = _named(row, "summary", "summary_en") | {"position": int(row["position"])}
    upsert(session, ClusterKind, {"code": required(row, "code")}, values)


def _cluster(session: Session, row: Cells) -> None:
    values = _named(row, "summary", "summary_en", "region_source", "precision") | _place(row)
    values |= {
        "functions": listed(row["functions"]),
        "region_id": _by_code(session, Region, row["region"]).id,
        "kinds": [_by_code(session, ClusterKind, code) for code in listed(row["kinds"])],
        "belts": [_by_code(session, Belt, code) for code in listed(row["belts"])],
    }
    upsert(session, Cluster, {"code": required(row, "code")}, values)


def _positioning(session: Session, row: Cells) -> None:
    if row["role"] not in ROLES:
        raise ValueError(f"role {row['role']!r} is none of {', '.join(ROLES)}")
    key = {
        "cluster_id": _by_code(session, Cluster, row["cluster"]).id,
        "industry_id": _by_code(session, Industry, row["industry"]).id,
        "role": row["role"],
        "term": required(row, "term"),
    }
    upsert(session, ClusterPositioning, key, {"basis": row["basis"], "section": required(row, "section")})


def _building(session: Session, row: Cells) -> None:
    if row["carrier"] not in CARRIERS:
        raise ValueError(f"carrier {row['carrier']!r} is none of {', '.join(CARRIERS)}")
    cluster = _by_code(session, Cluster, row["cluster"]).id if row["cluster"] else None
    values = _named(row, "carrier", "precision") | _place(row)
    values |= {
        "region_id": _by_code(session, Region, row["region"]).id,
        "cluster_id": cluster,
        "named_in_plan": True,
    }
    upsert(session, Building, {"code": required(row, "code")}, values)


def _indicator(session: Session, row: Cells) -> None:
    key = {"indicator": required(row, "indicator"), "scope": row["scope"], "year": int(row["year"])}
    values = _named(row, "unit") | {"value": Decimal(row["value"]), "qualifier": row["qualifier"]}
    upsert(session, PlanIndicator, key, values)


def _brand(session: Session, row: Cells) -> None:
    values = _named(row, "condition", "condition_en") | {
        "min_area_sqm": Decimal(row["min_area_sqm"]),
        "min_tax_wan": Decimal(row["min_tax_wan"]) if row["min_tax_wan"] else None,
        "target_2020_city": int(row["target_2020_city"]),
        "target_2020_core": int(row["target_2020_core"]),
    }
    upsert(session, Brand, {"code": required(row, "code")}, values)


def _rule(session: Session, row: Cells) -> None:
    values = {name: required(row, name) for name in ("name", "unit", "section")}
    upsert(session, PlanRule, {"code": required(row, "code")}, values | {"value": Decimal(row["value"])})


def _speciality(session: Session, row: Cells) -> None:
    """The fourteen must be sectors of the vocabulary, marked there."""
    sector = _by_code(session, Industry, required(row, "code"))
    if not sector.is_speciality or sector.name != row["name"]:
        raise ValueError(f"{row['code']} is not the speciality {row['name']!r} in the vocabulary")


_FILES: dict[str, Any] = {
    "regions": _region,
    "belts": _simple(Belt, "road", "summary", "summary_en"),
    "cluster_kinds": _kind,
    "clusters": _cluster,
    "specialities": _speciality,
    "positioning": _positioning,
    "buildings": _building,
    "functions": _simple(BuildingFunction),
    "indicators": _indicator,
    "brands": _brand,
    "rules": _rule,
}
"""File → writer, in an order that makes every reference known before it is used."""


def has_plan(session: Session) -> bool:
    return session.scalar(select(Cluster.id).limit(1)) is not None
