"""Loading the industry chains (``seeds/vocabulary/chains``): one file a chain, checked before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Chain, ChainLink, ChainNode, Industry
from app.models.chain import STAGES
from app.services.seeding import upsert


def seed_chains(session: Session, folder: Path, problems: list[str]) -> int:
    """Load every chain; returns how many. What is wrong is added to ``problems``, named by file."""
    rows = session.execute(select(Industry.code, Industry.id).where(Industry.parent_id.is_not(None)))
    leaves = {row.code: row.id for row in rows}
    files = sorted(folder.glob("*.yaml"))
    for path in files:
        entry = yaml.safe_load(path.read_text(encoding="utf-8"))
        wrong = list(_wrong(entry, leaves))
        problems += [f"{path.name}: {said}" for said in wrong]
        if not wrong:
            _write(session, entry, leaves)
    return len(files)


def _wrong(entry: Mapping[str, Any], leaves: Mapping[str, int]) -> list[str]:
    nodes = [node["leaf"] for node in entry["nodes"]]
    stages = [node["stage"] for node in entry["nodes"]]
    ends = [end for link in entry["links"] for end in (link["source"], link["target"])]
    return [
        *(f"unknown industry {code!r}" for code in nodes if code not in leaves),
        *(f"{code!r} stands twice" for code in set(nodes) if nodes.count(code) > 1),
        *(f"{stage!r} is none of {', '.join(STAGES)}" for stage in stages if stage not in STAGES),
        *(f"a link ends at {code!r}, which is no node" for code in {*ends, *entry["core"]} if code not in nodes),
        *(f"{code!r} has no link" for code in nodes if code not in ends),
    ]  # fmt: skip


def _write(session: Session, entry: Mapping[str, Any], leaves: Mapping[str, int]) -> None:
    texts = {name: entry[name] for name in ("name", "name_en", "summary", "summary_en", "section")}
    chain = upsert(session, Chain, {"code": entry["code"]}, texts)
    session.flush()
    kept_nodes, kept_links = [], []
    for position, node in enumerate(entry["nodes"]):
        values = {name: node[name] for name in ("stage", "name", "name_en")}
        values |= {"is_core": node["leaf"] in entry["core"], "position": position}
        key = {"chain_id": chain.id, "industry_id": leaves[node["leaf"]]}
        kept_nodes.append(upsert(session, ChainNode, key, values))
    for link in entry["links"]:
        key = {"chain_id": chain.id, "source_id": leaves[link["source"]], "target_id": leaves[link["target"]]}
        kept_links.append(upsert(session, ChainLink, key, {"flow": link["flow"], "flow_en": link["flow_en"]}))
    session.flush()
    _drop_others(session, ChainNode, chain.id, [row.id for row in kept_nodes])
    _drop_others(session, ChainLink, chain.id, [row.id for row in kept_links])


def _drop_others(session: Session, model: type[ChainNode | ChainLink], chain_id: int, kept: list[int]) -> None:
    """What was taken out of the file must not stay in the database."""
    for row in session.scalars(select(model).where(model.chain_id == chain_id, model.id.not_in(kept))):
        session.delete(row)
