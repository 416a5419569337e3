"""The shortlist without login: kept in the visitor's cookie, changed by POST alone, read strictly."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from pages import read
from small_city import SmallCity
from statements import counted

from app.extensions import db
from app.services.shortlisting import LONGEST, changed, read_ids


@pytest.fixture
def visitor(small: SmallCity, app) -> FlaskClient:
    return app.test_client()


def _kept(visitor: FlaskClient) -> str:
    cookie = visitor.get_cookie("shortlist")
    return cookie.value if cookie else ""


def test_a_space_is_kept_and_taken_off_again(visitor: FlaskClient, small: SmallCity) -> None:
    first, second = sorted(small.published)[:2]
    answer = visitor.post("/shortlist", data={"keep": str(first), "back": "/search?q=x"})
    assert answer.status_code == 303
    assert answer.location == "/search?q=x"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]
    visitor.post("/shortlist", data={"keep": str(second)})
    assert _kept(visitor) == f"{second}.{first}"

    page = read(visitor.get("/shortlist").text)
    assert [e.attrs["value"] for e in page.find("input", type="checkbox")] == [str(second), str(first)]
    assert page.find(id="kept-link")[0].text.split() == ["收藏", "2"]
    assert page.find("button", id=f"keep-{first}")[0].attrs["name"] == "drop"

    visitor.post("/shortlist", data={"drop": str(second)})
    assert _kept(visitor) == str(first)
    visitor.post("/shortlist", data={"clear": "1"})
    assert _kept(visitor) == ""


def test_looking_changes_nothing(visitor: FlaskClient, small: SmallCity) -> None:
    for address in (f"/shortlist?keep={sorted(small.published)[0]}", "/shortlist?clear=1", "/compare?id=1&id=2"):
        assert "Set-Cookie" not in visitor.get(address).headers


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://elsewhere.example"}],
)
def test_another_site_cannot_change_it(visitor: FlaskClient, headers: dict[str, str]) -> None:
    answer = visitor.post("/shortlist", data={"clear": "1", "keep": "1"}, headers=headers)
    assert answer.status_code == 403
    assert "没有执行" in answer.text
    assert _kept(visitor) == ""


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x"])
def test_the_way_back_never_leads_elsewhere(visitor: FlaskClient, back: str) -> None:
    assert visitor.post("/shortlist", data={"keep": "1", "back": back}).location == "/"


def test_a_page_with_scripts_gets_the_new_button_and_count(visitor: FlaskClient, small: SmallCity) -> None:
    space = sorted(small.published)[0]
    answer = visitor.post("/shortlist", data={"keep": str(space)}, headers={"HX-Request": "true"})
    fragment = read(answer.text)
    assert fragment.find("button", id=f"keep-{space}")[0].attrs["name"] == "drop"
    assert fragment.find("a", id="kept-link")[0].text.split() == ["收藏", "1"]


def test_a_list_passed_on_shows_itself_and_leaves_ones_own_alone(visitor: FlaskClient, small: SmallCity) -> None:
    mine, theirs = sorted(small.published)[:2]
    visitor.post("/shortlist", data={"keep": str(mine)})
    page = read(visitor.get(f"/shortlist?id={theirs}").text)
    assert [e.attrs["value"] for e in page.find("input", type="checkbox")] == [str(theirs)]
    assert not page.find("button", name="clear")
    keep_all = next(e for e in page.find("button", name="keep") if not e.attrs.get("id"))
    visitor.post("/shortlist", data={"keep": keep_all.attrs["value"]})
    assert _kept(visitor) == f"{theirs}.{mine}"


def test_what_is_gone_is_said_and_can_be_taken_off(visitor: FlaskClient, small: SmallCity) -> None:
    space = sorted(small.published)[0]
    visitor.set_cookie("shortlist", f"{space}.99999")
    page = read(visitor.get("/shortlist").text)
    assert "有 1 处已经下架" in page.text
    assert page.find("button", name="drop", value="99999")


@pytest.mark.parametrize("cookie", ["", "x", "1..2", "-1", "٣", "9" * 400, "1.1.1", "2147483648", "1;2", "%00"])
def test_a_forged_cookie_is_only_read_for_ids(visitor: FlaskClient, cookie: str) -> None:
    visitor.set_cookie("shortlist", cookie)
    assert visitor.get("/shortlist").status_code == 200


def test_ids_are_read_once_each_in_order_and_not_too_many() -> None:
    assert read_ids(["7.3", "7", "0", "x.12"]) == (7, 3, 12)
    assert len(read_ids([".".join(str(i) for i in range(1, 500))])) == LONGEST


def test_a_full_list_loses_nothing_and_takes_nothing_in(visitor: FlaskClient) -> None:
    full = tuple(range(1, LONGEST + 1))
    assert changed(full, add=[99]) == full
    assert changed(full, add=[99], drop=[1]) == (99, *full[1:])
    visitor.set_cookie("shortlist", ".".join(map(str, full)))
    assert "收藏已满 30 处" in visitor.get("/shortlist").text


def test_cards_of_what_was_seen_lately(visitor: FlaskClient, small: SmallCity) -> None:
    first, second = sorted(small.published)[:2]
    fragment = read(visitor.get(f"/shortlist/cards?id={second}&id=99999&id={first}").text)
    links = [e.attrs["href"] for e in fragment.find("a") if "/spaces/" in (e.attrs["href"] or "")]
    assert links == [f"/spaces/{second}", f"/spaces/{first}"]


def test_the_list_takes_a_constant_number_of_statements(visitor: FlaskClient, small: SmallCity) -> None:
    def statements(address: str) -> int:
        visitor.get(address)
        with counted() as seen:
            visitor.get(address)
        return len(seen)

    db.session.rollback()
    ids = ".".join(map(str, sorted(small.published)))
    assert statements(f"/shortlist?id={ids}") == statements(f"/shortlist?id={small.whole}") <= 12
