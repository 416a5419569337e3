"""Commands: ``flask --app wsgi …``."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app import serving, worker
from app.errors import DomainError
from app.extensions import db
from app.index_cli import index, reconcile
from app.services import demo_seeds, evaluating, exposing, matching, migrating, plan_seeds, searching
from app.services.seeding import SeedError
from app.wiring import parts
from indexer.engine import EngineError
from indexer.query import SearchQuery
from matcher.matching import Match
from matcher.requirement import Requirement

seed = AppGroup("seed", help="Load the plan's facts or the sample city, or remove the sample.")


def _counts(counts: dict[str, int]) -> None:
    click.echo("  ".join(f"{name} {count}" for name, count in counts.items()))


@seed.command("plan")
def seed_plan() -> None:
    """Load seeds/plan and seeds/vocabulary."""
    try:
        _counts(plan_seeds.seed_plan(db.session))
    except SeedError as error:
        raise click.ClickException(str(error)) from error


@seed.command("demo")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the sample is made for.")
def seed_demo(today: datetime | None) -> None:
    """Load the sample city (示例数据)."""
    day = today.date() if today else date.today()
    _counts(demo_seeds.seed_demo(db.session, today=day, seed=parts().settings.seed))


@seed.command("clear-demo")
def clear_demo() -> None:
    """Remove everything that is a sample."""
    _counts(demo_seeds.clear_demo(db.session))


@click.command("migrate")
@click.option("--message", default="", help="Write a new migration with this message instead.")
def migrate(message: str) -> None:
    """Bring the database schema up to date."""
    if message:
        migrating.new_revision(db.engine, message)
    else:
        migrating.upgrade(db.engine)


@click.command("search")
@click.argument("words")
@click.option("--size", default=10, show_default=True)
def search(words: str, size: int) -> None:
    """Search spaces in a person's words."""
    try:
        outcome = searching.search(parts(), db.session, words, SearchQuery(size=size))
    except (DomainError, EngineError) as error:
        raise click.ClickException(str(error)) from error
    said = {slot.name: slot.value for slot in outcome.understood.slots}
    click.echo(f"understood: {said or '-'}  searched: {outcome.understood.text or '-'}")
    if outcome.unmatched:
        click.echo(f"no space mentions: {outcome.unmatched}")
    click.echo(f"{outcome.results.total} spaces, {outcome.results.total_area:,.0f} ㎡")
    rows = searching.spaces_of(db.session, [hit.id for hit in outcome.results.hits])
    for hit in outcome.results.hits:
        row = rows[hit.id]
        rent = "面议" if row.negotiable else f"{row.rent_day} 元/㎡·天" if row.rent_day is not None else "-"
        where = row.building.cluster.name if row.building.cluster else row.building.region.name
        click.echo(f"{row.id:6} {row.title}  {where}  {row.building_area_sqm:g} ㎡  {rent}")
    for way in outcome.relaxed:
        click.echo(f"without {way.condition}: {way.total}")


@click.command("match")
@click.argument("text")
@click.option("--limit", default=5, show_default=True)
def match(text: str, limit: int) -> None:
    """Match a need to clusters and spaces, with reasons."""
    try:
        found = matching.match(parts(), db.session, Requirement(text=text), limit=limit)
    except (DomainError, EngineError) as error:
        raise click.ClickException(str(error)) from error
    shares = "  ".join(f"{s.name} {s.probability:.0%}" for s in found.requirement.industries)
    click.echo(f"industries: {shares or '-'}")
    for fit in found.clusters[:5]:
        click.echo(f"{100 * fit.value:5.1f} {fit.cluster.name}  {fit.grade}  {fit.cluster.section}")
    for matched in found.spaces:
        _echo_match(matched)
    for near in found.near_misses:
        click.echo(f"near miss: {near.space.title}: {near.fix.zh if near.fix else ''}")


def _echo_match(matched: Match) -> None:
    click.echo(f"{matched.score:5.1f} {matched.band}  {matched.space.title}  {matched.space.cluster or ''}")
    for reason in matched.reasons:
        click.echo(f"      {reason.status_label.zh} {reason.contribution:4.1f}/{reason.weight:4.1f}  {reason.text.zh}")


@click.command("evaluate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print figures as JSON.")
@click.option("--ablate", is_flag=True, help="Needs also with one part of the matcher taken out at a time.")
def evaluate(file: Path, *, as_json: bool, ablate: bool) -> None:
    """Measure what a judged file holds: the ranking for needs, the understanding of texts, the search for queries."""
    try:
        report = evaluating.evaluate(parts(), db.session, file, ablate=ablate)
    except (ValueError, EngineError) as error:
        raise click.ClickException(str(error)) from error
    click.echo(json.dumps(report.as_dict(), ensure_ascii=False) if as_json else report.as_table())


@click.command("exposure")
def show_exposure() -> None:
    """How much of what is published the open requirements are shown, and how evenly over the buildings (Q9)."""
    found = exposing.exposure(parts(), db.session)
    click.echo(f"{found.requirements} open requirements, {found.spaces} published spaces, {found.buildings} buildings")
    click.echo(f"never shown: {found.never:.1%} of the spaces; Gini over buildings {found.gini:.2f}")


@click.command("set-up")
def set_up() -> None:
    """Migrate, load data, build index and models: only what is missing."""
    serving.set_up(current_app, click.echo)


@click.command("serve")
def serve() -> None:
    """Set up what is missing, then serve with a worker beside."""
    settings = parts().settings
    serving.set_up(current_app, click.echo)
    raise SystemExit(serving.serve(settings.host, settings.port, click.echo))


@click.command("worker")
def run_worker() -> None:
    """Keep the index up to date until stopped."""
    worker.run_worker(current_app._get_current_object())  # type: ignore[attr-defined]


def init_cli(app: Flask) -> None:
    for command in (seed, index, reconcile, migrate, search, match, evaluate, show_exposure, set_up, serve, run_worker):
        app.cli.add_command(command)
