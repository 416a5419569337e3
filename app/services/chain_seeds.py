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
from app.services.seeding import Row, upsert


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
    nodes = {
        leaves[node["leaf"]]: {name: node[name] for name in ("stage", "name", "name_en")}
        | {"is_core": node["leaf"] in entry["core"], "position": position}
        for position, node in enumerate(entry["nodes"])
    }
    links = {
        (leaves[link["source"]], leaves[link["target"]]): {"flow": link["flow"], "flow_en": link["flow_en"]}
        for link in entry["links"]
    }
    known_nodes = {row.industry_id: row for row in chain.nodes}
    known_links = {(row.source_id, row.target_id): row for row in chain.links}
    chain.nodes = [_as(known_nodes.get(leaf) or ChainNode(industry_id=leaf), values) for leaf, values in nodes.items()]
    chain.links = [
        _as(known_links.get(ends) or ChainLink(source_id=ends[0], target_id=ends[1]), values)
        for ends, values in links.items()
    ]
    session.flush()


def _as(row: Row, values: Mapping[str, Any]) -> Row:
    """The row with these values. What is left out of a chain's list is deleted with it."""
    for name, value in values.items():
        if getattr(row, name, None) != value:
            setattr(row, name, value)
    return row
