"""The lease: one writer at a time, handed on when it runs out or is given back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from app.extensions import db
from app.models import Lease
from app.models.base import utc_now
from app.services.indexing import DatabaseOutbox, drain_all, rebuild_index
from app.services.leasing import LEASE, LeaseLost, WriterLease, writing
from app.wiring import parts


def lease(seconds: int = 600) -> WriterLease:
    return WriterLease(db.sessionmaker, seconds)


def let_run_out() -> None:
    with db.sessionmaker.begin() as session:
        session.get_one(Lease, LEASE).expires_at = utc_now() - timedelta(seconds=1)


def token() -> int:
    with db.sessionmaker() as session:
        return session.get_one(Lease, LEASE).token


def test_two_ask_and_only_one_gets_it(app: Flask) -> None:
    first, second = lease(), lease()
    assert first.take()
    assert not second.take()
    assert first.holder != second.holder


def test_the_holder_renews_it(app: Flask) -> None:
    first = lease()
    assert first.take()
    with db.sessionmaker() as session:
        before = session.get_one(Lease, LEASE).expires_at
    assert first.take()
    with db.sessionmaker() as session:
        assert session.get_one(Lease, LEASE).expires_at > before
    assert not lease().take()


def test_it_passes_on_when_it_runs_out_and_the_old_holder_is_out(app: Flask) -> None:
    old, new = lease(), lease()
    assert old.take()
    before = token()
    let_run_out()
    assert new.take()
    assert token() > before
    assert not old.take()


def test_it_passes_on_at_once_when_given_back(app: Flask) -> None:
    first, second = lease(), lease()
    assert first.take()
    first.give_back()
    assert second.take()


def test_giving_back_what_one_does_not_hold_takes_nothing_away(app: Flask) -> None:
    first, second = lease(), lease()
    assert first.take()
    second.give_back()
    assert not second.take()
    assert first.take()


def test_writing_without_the_lease_is_refused(app: Flask) -> None:
    assert lease().take()
    with pytest.raises(LeaseLost), writing(lease()):
        pytest.fail("wrote without the lease")


def test_the_lease_is_given_back_after_writing_even_when_it_fails(app: Flask) -> None:
    with pytest.raises(ZeroDivisionError), writing(lease()):
        raise ZeroDivisionError
    assert lease().take()


def test_draining_and_rebuilding_need_the_lease(app: Flask) -> None:
    assert lease().take()
    engine = parts().engine
    with pytest.raises(LeaseLost):
        drain_all(engine, DatabaseOutbox(db.sessionmaker), lease())
    with pytest.raises(LeaseLost):
        rebuild_index(engine, db.sessionmaker, lease(), encoder="any")
    assert engine.generation() is None
