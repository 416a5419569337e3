"""Functions: what a need wants to place, said by name or described, and what places none."""

from __future__ import annotations

import pytest

from app.services.vocabulary import function_sentences, function_words
from matcher.encoder import Encoder
from matcher.functions import FLOOR, NONE, FunctionRecognizer


@pytest.fixture(scope="module")
def functions(encoder: Encoder) -> FunctionRecognizer:
    return FunctionRecognizer(function_words(), function_sentences(), encoder)


@pytest.mark.parametrize(
    ("text", "function"),
    [
        ("食品集团想把华东总部放过来", "headquarters"),
        ("下面十二家分公司都归这里管，董事会和财务法务坐在一起", "headquarters"),
        ("注塑机厂的研发中心，工厂还在宁波", "rnd"),
        ("集团各子公司的开票付款全部收到一处办，八十个会计", "finance"),
        ("三个同学刚做出样机，还没注册公司，想先要几个工位", "incubation"),
        ("a settlement centre for our subsidiaries in East China", "finance"),
    ],
)
def test_a_function_is_recognised(functions: FunctionRecognizer, text: str, function: str) -> None:
    assert functions.recognize(text)[0][0] == function


@pytest.mark.parametrize("text", ["开一家牛肉面馆", "律师事务所，二十个人", "做外墙清洗的公司", ""])
def test_an_ordinary_company_places_none(functions: FunctionRecognizer, text: str) -> None:
    assert all(share < 0.5 for _, share in functions.recognize(text))


def test_shares_fall_and_none_is_not_among_them(functions: FunctionRecognizer) -> None:
    found = functions.recognize("总部和研发中心")
    shares = [share for _, share in found]
    assert shares == sorted(shares, reverse=True)
    assert all(share >= FLOOR for share in shares)
    assert NONE not in dict(found)
    assert sum(shares) <= 1 + 1e-9


def test_a_word_inside_another_does_not_speak_for_itself(functions: FunctionRecognizer) -> None:
    assert dict(functions.spoken("研发总部")) == {"研发总部": "rnd"}
    assert {code for _, code in functions.spoken("研发总部，另设总部")} == {"rnd", "headquarters"}
