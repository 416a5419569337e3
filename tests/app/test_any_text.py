"""S12: whatever a person types, the site answers."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import read

WORDS = st.sampled_from(
    [
        "南湖区", "秀洲", "国际金融广场", "三百平", "500㎡", "一千二百平方米", "租金2元以内", "每月5万", "写字楼", "厂房",
        "带食堂", "精装", "不要毛坯", "年底前", "十楼以上", "层高6米", "做冷链的", "ｎａｎｈｕ", "nhq", "嘉興", "0", "-1",
        "∞", "NaN", "1e999", "一亿亿平", "%", "&", "'", '"', "\\", "AND", "OR", "*", "(", ")", "~", "^", ":", "[1 TO 2]",
        "\u202e", "\ufeff", "\u0300", "🦄", "𠮷", "<b>", "{{7*7}}", "\t", "\n",
    ]
)  # fmt: skip
TYPED = st.lists(WORDS | st.text(max_size=12), max_size=6).map("".join)
FEW = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@FEW
@given(typed=TYPED)
def test_any_text_can_be_searched(client: FlaskClient, typed: str) -> None:
    answer = client.get("/search", query_string={"q": typed})
    assert answer.status_code == 200
    read(answer.get_data(as_text=True))
    assert client.get("/api/v1/spaces", query_string={"q": typed}).status_code == 200


@settings(FEW, max_examples=15)
@given(typed=TYPED)
def test_any_need_can_be_matched(client: FlaskClient, typed: str) -> None:
    answer = client.get("/match", query_string={"text": typed})
    assert answer.status_code == (200 if typed.strip() else 400)
    read(answer.get_data(as_text=True))


@FEW
@given(name=st.sampled_from(["area_min", "area_max", "rent_min", "rent_max", "page", "sort", "region"]), typed=TYPED)
def test_any_value_of_a_filter_is_answered(client: FlaskClient, name: str, typed: str) -> None:
    assert client.get("/search", query_string={name: typed}).status_code in (200, 400)
    assert client.get("/api/v1/spaces", query_string={name: typed}).status_code in (200, 400, 422)


@pytest.mark.parametrize("raw", ["q=%FF%FE", "q=%00", "q=%ED%A0%80", "q", "&&&", "q=a&q=b", "q=%E4%B8"])
@pytest.mark.parametrize("path", ["/search", "/match", "/api/v1/spaces"])
def test_broken_query_strings_are_answered(client: FlaskClient, path: str, raw: str) -> None:
    assert client.get(f"{path}?{raw.replace('q', 'text') if path == '/match' else raw}").status_code < 500
