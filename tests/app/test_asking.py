"""What many ask is suggested to the next; what one person writes is not kept."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from small_city import SmallCity

from app.services.asking import ASKED_BY_FEW, DAYS, popular
from app.services.suggesting import asked_folder
from app.wiring import parts

WORDS = "秀洲区的写字楼"


def kept(folder: Path) -> str:
    return "".join(file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))) if folder.exists() else ""


def test_what_is_asked_often_is_suggested(app: Flask, engine, small: SmallCity) -> None:
    client = app.test_client()
    for _ in range(ASKED_BY_FEW):
        assert client.get(f"/search?q={WORDS}").status_code == 200
    assert popular(asked_folder(parts()), date.today()) == ("秀洲区 写字楼",)
    items = client.get("/api/v1/suggest?q=写字").json["items"]
    assert [(item["kind"], item["name"]) for item in items] == [("asked", "秀洲区 写字楼")]
    assert client.get("/search?q=秀洲区 写字楼").status_code == 200


def test_what_few_have_asked_is_not(app: Flask, engine, small: SmallCity) -> None:
    for _ in range(ASKED_BY_FEW - 1):
        app.test_client().get(f"/search?q={WORDS}")
    assert popular(asked_folder(parts()), date.today()) == ()


@pytest.mark.parametrize(
    "words",
    [
        "张三 秀洲区 写字楼",
        "秀洲区 写字楼 13800000000",
        "秀洲区 300平 写字楼",
        "秀洲区",
        "秀洲区 写字楼 不存在的词",
        "秀洲区 售卖 食堂",
    ],
    ids=["a name", "a number", "a size", "one word", "other words", "nothing found"],
)
def test_nothing_that_is_somebodys_own_is_kept(app: Flask, engine, small: SmallCity, words: str) -> None:
    app.test_client().get("/search", query_string={"q": words})
    assert kept(asked_folder(parts())) == ""


def test_notes_of_days_long_past_are_removed(app: Flask, engine, small: SmallCity) -> None:
    folder = asked_folder(parts())
    folder.mkdir()
    old = folder / f"{(date.today() - timedelta(days=DAYS)).isoformat()}.txt"
    old.write_text("秀洲区 写字楼\n" * 9, "utf-8")
    assert popular(folder, date.today()) == ()
    app.test_client().get(f"/search?q={WORDS}")
    assert not old.exists()


def test_a_disk_that_cannot_be_written_costs_no_page(app: Flask, engine, small: SmallCity) -> None:
    asked_folder(parts()).write_text("in the way", "utf-8")
    assert app.test_client().get(f"/search?q={WORDS}").status_code == 200
