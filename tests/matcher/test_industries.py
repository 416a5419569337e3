"""Recognition on three leaves with the real model: what is said literally, what is meant, and which words decided."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from offers import LEAVES

from matcher.encoder import Encoder
from matcher.industries import FLOOR, IndustryRecognizer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("想开一家银行支行", "finance.bank"),
        ("做贷款和存款业务的金融机构", "finance.bank"),
        ("冷庫和生鮮配送", "logistics.cold"),
        ("车队运冷冻食品，要低温仓储", "logistics.cold"),
        ("手游公司", "culture.game"),
        ("a studio making mobile games", "culture.game"),
        ("opening a new bank branch", "finance.bank"),
    ],
)
def test_the_likeliest_leaf(recognizer: IndustryRecognizer, text: str, code: str) -> None:
    assert recognizer.recognize(text)[0].code == code


def test_the_words_that_decided_are_told(recognizer: IndustryRecognizer) -> None:
    best = recognizer.recognize("冷链运输车队，自带冷库，Cold Storage")[0]
    assert best.words == ("冷链运输", "冷库", "cold storage")
    assert (best.name, best.name_en) == ("冷链物流", "Cold-chain logistics")


def test_a_latin_phrase_is_a_whole_word(recognizer: IndustryRecognizer) -> None:
    shares = recognizer.recognize("embank branches", limit=3)
    assert all(share.words == () for share in shares)


def test_shares_sum_to_one_and_small_ones_are_not_reported(recognizer: IndustryRecognizer) -> None:
    shares = recognizer.distribution("银行网点")
    assert shares.shape == (len(LEAVES),)
    assert shares.sum() == pytest.approx(1)
    reported = recognizer.recognize("银行网点，银行支行，信贷中心")
    assert all(share.probability >= FLOOR for share in reported)
    assert [s.probability for s in reported] == sorted((s.probability for s in reported), reverse=True)
    assert len(reported) < len(LEAVES)


def test_no_more_than_asked_for(recognizer: IndustryRecognizer) -> None:
    assert len(recognizer.recognize("公司", limit=1)) == 1


def test_a_second_clause_counts(recognizer: IndustryRecognizer) -> None:
    codes = [share.code for share in recognizer.recognize("主业是银行网点的运营管理，另外有一支冷链运输车队")]
    assert {"finance.bank", "logistics.cold"} <= set(codes)


def test_training_is_remembered_in_the_folder(encoder: Encoder, tmp_path: Path) -> None:
    first = IndustryRecognizer(LEAVES, encoder, tmp_path)
    kept = list(tmp_path.glob("industries-*.joblib"))
    second = IndustryRecognizer(LEAVES, encoder, tmp_path)
    assert list(tmp_path.glob("*")) == kept
    assert len(kept) == 1
    np.testing.assert_allclose(first.distribution("动画"), second.distribution("动画"))
    IndustryRecognizer(LEAVES[:2], encoder, tmp_path)
    assert len(list(tmp_path.glob("*"))) == 2


@settings(max_examples=12, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_shares(recognizer: IndustryRecognizer, text: str) -> None:
    shares = recognizer.distribution(text)
    assert np.isfinite(shares).all()
    assert shares.sum() == pytest.approx(1)


def test_vectors_are_unit_and_remembered_across_encoders(tmp_path: Path) -> None:
    file = tmp_path / "vectors.db"
    first = Encoder(cache=file)
    fresh = first.passages(["银行", "冷链"])
    first.close()
    second = Encoder(model="a model that is not there", cache=file)
    second.name = first.name
    kept = second.passages(["冷链", "银行"])
    second.close()
    np.testing.assert_array_equal(fresh, kept[::-1])
    np.testing.assert_allclose(np.linalg.norm(fresh, axis=1), 1, atol=1e-3)


def test_asking_and_being_asked_about_are_two_sides(encoder: Encoder) -> None:
    assert encoder.queries([]).shape[0] == 0
    assert not np.array_equal(encoder.queries(["银行"]), encoder.passages(["银行"]))


def test_what_speaks_of_no_trade_is_heard_as_nothing_and_not_listened_to(encoder: Encoder) -> None:
    silent = ("面积三百平左右", "租金便宜一点", "停车位要多", "孩子明年上学", "楼下有咖啡", "we need parking")
    plain, listening = IndustryRecognizer(LEAVES, encoder), IndustryRecognizer(LEAVES, encoder, nothing=silent)
    assert listening.hear("房租不要太贵，车位二十个，儿子在这里读书")[1] > 0.5
    assert listening.hear("银行网点，房租不要太贵，车位二十个")[1] < 0.5
    assert plain.hear("房租不要太贵")[1] == 0.0
    assert listening.recognize("发放贷款的机构，房租不要太贵，车位二十个")[0].code == "finance.bank"
