"""All spaces at once give the very totals and broken limits that scoring gives one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offers import FINANCE, FIT, offer
from test_scoring import needs
from test_scoring import offers as spaces

from indexer.documents import SpaceDocument
from matcher.bulk import Offers, totals
from matcher.requirement import Requirement
from matcher.scoring import score

OTHER = replace(FIT, cluster=replace(FINANCE, id=2, name="物流小镇"), grade="none", role=None, chain=0.0)
SILENT = replace(FIT, cluster=replace(FINANCE, id=3, name="无链小镇"), grade="related", role=None, chain=None)
FITS = {fit.cluster.name: fit for fit in (FIT, OTHER, SILENT)}


@settings(max_examples=150, deadline=None)
@given(
    need=needs(),
    rows=st.lists(spaces(), min_size=1, max_size=6),
    clusters=st.lists(st.sampled_from([*FITS, None]), min_size=6, max_size=6),
    load=st.none() | st.floats(100, 900),
    vacancy=st.none() | st.floats(0, 1),
    day=st.none() | st.dates(date(2026, 1, 1), date(2027, 1, 1)),
    decoration=st.none() | st.sampled_from(["毛坯", "精装"]),
    excluded=st.booleans(),
)
def test_the_totals_are_those_of_scoring(
    need: Requirement,
    rows: list[SpaceDocument],
    clusters: list[str | None],
    load: float | None,
    vacancy: float | None,
    day: date | None,
    decoration: str | None,
    excluded: bool,
) -> None:
    if excluded:
        need = replace(need, decorations=(), exclude_decorations=("毛坯",))
    rows = [
        replace(row, cluster=name, load=load, vacancy=vacancy, available_from=day, decoration=decoration)
        for row, name in zip(rows, clusters, strict=False)
    ]
    scores, broken = totals(need, FITS, Offers(rows))
    for i, row in enumerate(rows):
        scored = score(need, row, FITS.get(row.cluster or ""))
        assert scores[i] == pytest.approx(scored.total, abs=1e-6)
        assert broken[i] == len(scored.failed(need.limits))


def test_nothing_asked_scores_only_the_wish_of_the_city() -> None:
    scores, broken = totals(Requirement(), {}, Offers([offer(vacancy=0.25, cluster=None), offer(vacancy=None)]))
    assert list(scores) == [50.0, 50.0]
    assert list(broken) == [0, 0]
