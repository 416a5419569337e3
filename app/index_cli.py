"""``flask index …`` and ``flask reconcile``: the search index and its outbox."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click
from flask.cli import AppGroup

from app import serving
from app.extensions import db
from app.services import indexing, reconciling
from app.services.index_status import status_of
from app.services.leasing import LeaseLost, WriterLease
from app.wiring import parts
from indexer.engine import EngineError

index = AppGroup("index", help="The search index and its outbox.")


@contextmanager
def _told() -> Iterator[None]:
    """What goes wrong with the index, told in a line."""
    try:
        yield
    except (EngineError, LeaseLost) as error:
        raise click.ClickException(str(error)) from error


@index.command("rebuild")
def rebuild() -> None:
    """Build the index anew and swap it in; the old one serves until then."""
    with _told():
        serving.build_index(click.echo)


@index.command("drain")
def drain() -> None:
    """Apply everything that waits in the outbox."""
    engine, lease = parts().engine, WriterLease(db.sessionmaker, parts().settings.lease_seconds)
    with _told():
        indexing.check_fits(engine, parts().encoder.name)
        try:
            taken = indexing.drain_all(engine, indexing.DatabaseOutbox(db.sessionmaker), lease)
        finally:
            lease.give_back()
    click.echo(f"{taken} jobs")


@index.command("status")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def status(*, as_json: bool) -> None:
    """Say which generation serves, how far it lags, who writes it and what was given up."""
    found = asdict(status_of(parts().engine, db.session, encoder=parts().encoder.name))
    if as_json:
        click.echo(json.dumps(found, default=str))
        return
    for name, value in found.items():
        click.echo(f"{name:15} {f'{value:.2f}' if isinstance(value, float) else '-' if value is None else value}")


@index.command("dead")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
def dead(*, as_json: bool) -> None:
    """List the spaces whose documents the index refused too often, with the reason."""
    letters = indexing.dead_letters(db.session)
    if as_json:
        click.echo(json.dumps([asdict(letter) for letter in letters], default=str, ensure_ascii=False))
        return
    for letter in letters:
        click.echo(f"{letter.space_id:8}  {letter.tries} tries  since {letter.since:%Y-%m-%d %H:%M}  {letter.error}")
    click.echo(f"{len(letters)} dead")


@index.command("retry")
@click.argument("space_ids", type=int, nargs=-1)
def retry(space_ids: tuple[int, ...]) -> None:
    """Try dead letters again: those of SPACE_IDS, or all."""
    click.echo(f"{indexing.revive(db.session, space_ids)} revived")


@click.command("reconcile")
def reconcile() -> None:
    """Compare rows and index by content; repair through the outbox. Exit 1 when they differed."""
    with _told():
        drift = reconciling.reconcile(parts().engine, db.session)
    click.echo(str(drift))
    if drift.ids:
        raise SystemExit(1)
