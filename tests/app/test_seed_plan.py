"""``seed plan``: the plan's facts are all there, loading twice changes nothing, a bad row stops everything."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from app.extensions import db
from app.models import (
    Base,
    Belt,
    Brand,
    Building,
    BuildingFunction,
    Chain,
    Cluster,
    ClusterKind,
    ClusterPositioning,
    IndexJob,
    Industry,
    PlanIndicator,
    PlanRule,
    Region,
    Space,
)
from app.services.plan_seeds import PLAN, VOCABULARY, has_plan, seed_plan
from app.services.seeding import SeedError

CORE_CLUSTERS = {
    "南湖CBD", "智慧物流小镇", "高铁新城", "国际金融广场", "南湖基金小镇", "嘉兴科技城", "嘉兴科技创业园",
    "鸟巢创意小镇", "嘉兴电子商务产业园", "智慧产业创新园", "嘉兴市人力资源产业园", "嘉兴科技京城", "运河新区",
    "姚家荡", "中山路商圈",
}  # fmt: skip
KINDS = ["总部经济", "金融服务", "科技创新", "信息经济", "服务外包", "现代商贸"]
SPECIALITIES = {
    "文化创意", "研究设计", "信息服务", "科技服务", "检验检测", "商务外贸", "电子商务", "服务外包", "金融服务",
    "现代物流", "人力资源", "健康养老", "教育培训", "中介服务",
}  # fmt: skip


def count(model: type[Base], *conditions: object) -> int:
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table but the lease, as it stands in the database."""
    return {
        name: sorted(db.session.execute(select(table)).all(), key=str) for name, table in Base.metadata.tables.items()
    }


def test_the_facts_of_the_plan_are_there_once_and_loading_again_changes_nothing(app: Flask) -> None:
    assert not has_plan(db.session)
    first = seed_plan(db.session)
    assert has_plan(db.session)

    assert count(Region) == 9
    assert count(Region, Region.is_core) == 4
    assert count(Belt) == 3
    assert list(db.session.scalars(select(ClusterKind.name).order_by(ClusterKind.position))) == KINDS
    core = select(Cluster.name).join(Region).where(Region.is_core)
    assert set(db.session.scalars(core)) == CORE_CLUSTERS
    assert count(Cluster) == 28
    assert set(db.session.scalars(select(Industry.name).where(Industry.is_speciality))) == SPECIALITIES
    functions = select(BuildingFunction.name).order_by(BuildingFunction.id)
    assert list(db.session.scalars(functions)) == ["总部", "研发中心", "营销中心", "物流中心", "财务中心"]
    assert (count(Brand), count(Space)) == (3, 0)
    assert count(Building) == count(Building, Building.named_in_plan) == first["buildings.csv"]
    for model, file in ((PlanIndicator, "indicators.csv"), (PlanRule, "rules.csv"), (Chain, "chains")):
        assert count(model) == first[file]

    before = everything()
    assert seed_plan(db.session) == first
    assert everything() == before
    assert before["index_job"] == []


def test_every_fact_names_its_section(app: Flask) -> None:
    seed_plan(db.session)
    for model in (Region, Belt, ClusterKind, Cluster, ClusterPositioning, PlanIndicator, Brand, PlanRule, Building):
        assert count(model, model.section.is_(None) | (model.section == "")) == 0, model.__tablename__


def test_clusters_may_be_of_several_kinds_and_each_core_one_leads_in_something(app: Flask) -> None:
    seed_plan(db.session)
    clusters = db.session.scalars(select(Cluster)).all()
    assert any(len(cluster.kinds) > 1 for cluster in clusters)
    leading = {c.name for c in clusters if any(p.role == "leading" for p in c.positioning)}
    assert leading >= CORE_CLUSTERS


@pytest.fixture
def copied(tmp_path: Path) -> tuple[Path, Path]:
    """The seed files, to be broken."""
    return (
        Path(shutil.copytree(PLAN, tmp_path / "plan")),
        Path(shutil.copytree(VOCABULARY, tmp_path / "vocabulary")),
    )


def break_line(path: Path, line: int, old: str, new: str) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert old in lines[line - 1], lines[line - 1]
    lines[line - 1] = lines[line - 1].replace(old, new, 1)
    path.write_text("".join(lines), encoding="utf-8")


def blank_name(path: Path, line: int) -> str:
    """Empty the name of a row; returns the name it had."""
    lines = path.read_text(encoding="utf-8").splitlines()
    column = lines[0].split(",").index("name")
    name = lines[line - 1].split(",")[column]
    break_line(path, line, f",{name},", ",,")
    return name


def test_bad_rows_are_all_reported_with_file_and_line_and_nothing_is_written(
    app: Flask, copied: tuple[Path, Path]
) -> None:
    plan, vocabulary = copied
    blank_name(plan / "regions.csv", 3)
    break_line(plan / "indicators.csv", 6, ",2015,", ",二〇一五,")
    break_line(vocabulary / "chains" / "nuclear.yaml", 9, "materials.", "metals.")
    with pytest.raises(SeedError) as caught:
        seed_plan(db.session, plan, vocabulary)
    said = str(caught.value).splitlines()
    assert "regions.csv:3: name is empty" in said
    assert any(line.startswith("indicators.csv:6: ") for line in said)
    assert "nuclear.yaml: unknown industry 'metals.advanced_materials'" in said
    db.session.rollback()
    assert {name for name, rows in everything().items() if rows} <= {"alembic_version"}


def test_a_row_that_points_to_nothing_is_named(app: Flask, copied: tuple[Path, Path]) -> None:
    plan, vocabulary = copied
    first = (plan / "buildings.csv").read_text(encoding="utf-8").splitlines()
    region = first[1].split(",")[first[0].split(",").index("region")]
    break_line(plan / "buildings.csv", 2, f",{region},", ",atlantis,")
    with pytest.raises(SeedError, match=r"^buildings\.csv:2: unknown region 'atlantis'$"):
        seed_plan(db.session, plan, vocabulary)


def test_a_changed_fact_is_brought_up_to_date(app: Flask, copied: tuple[Path, Path]) -> None:
    plan, vocabulary = copied
    seed_plan(db.session, plan, vocabulary)
    old = blank_name(plan / "belts.csv", 2)
    break_line(plan / "belts.csv", 2, ",,", ",新名字,")
    db.session.execute(delete(IndexJob))
    seed_plan(db.session, plan, vocabulary)
    names = set(db.session.scalars(select(Belt.name)))
    assert "新名字" in names
    assert old not in names
    assert count(Belt) == 3


def test_a_line_taken_out_of_the_positioning_leaves_the_database(app: Flask, copied: tuple[Path, Path]) -> None:
    plan, vocabulary = copied
    seed_plan(db.session, plan, vocabulary)
    before = count(ClusterPositioning)
    lines = (plan / "positioning.csv").read_text("utf-8").splitlines(keepends=True)
    (plan / "positioning.csv").write_text("".join(lines[:-1]), "utf-8")
    seed_plan(db.session, plan, vocabulary)
    assert count(ClusterPositioning) == before - 1
