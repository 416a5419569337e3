"""What the one writer of an engine can rely on: a late permit, contents to compare, no index of other fields."""

from __future__ import annotations

from pathlib import Path

import pytest
import tantivy
from samples import space

from indexer.engine import EngineUnavailable, SearchEngine, open_engine
from indexer.query import SearchQuery


class NotTheWriter(Exception):  # noqa: N818 - reads as what happened
    """Somebody else writes now."""


def test_without_a_permit_nothing_is_written_and_the_next_one_can(stocked: SearchEngine) -> None:
    def refuse() -> None:
        raise NotTheWriter

    before = stocked.versions()
    with pytest.raises(NotTheWriter):
        stocked.apply([space(1, version=9)], [2], refuse)
    assert stocked.versions() == before
    stocked.apply([space(1, version=9)], [2])
    assert stocked.versions() == {1: 9, **{i: v for i, v in before.items() if i > 2}}


def test_contents_tell_what_a_document_says_and_not_only_its_version(stocked: SearchEngine) -> None:
    before = dict(stocked.contents())
    assert before.keys() == stocked.versions().keys()
    renamed = space(1, version=stocked.versions()[1], building="改名大厦")
    stocked.apply([renamed], [])
    after = dict(stocked.contents())
    assert after[1] == renamed.digest != before[1]
    assert {i: after[i] for i in after if i != 1} == {i: before[i] for i in before if i != 1}


def test_an_index_with_other_fields_is_not_opened(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    engine = open_engine(f"tantivy://{folder}")
    engine.begin("spaces-old")
    engine.swap("spaces-old")
    (tmp_path / "other").mkdir()
    other = tantivy.Index(tantivy.SchemaBuilder().add_text_field("other").build(), path=str(tmp_path / "other"))
    other.reload()
    (folder / "spaces-old" / "meta.json").write_bytes((tmp_path / "other" / "meta.json").read_bytes())
    with pytest.raises(EngineUnavailable, match="other fields"):
        open_engine(f"tantivy://{folder}").search(SearchQuery())
