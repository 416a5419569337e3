"""The one analyser. Documents and queries become tokens here, on every engine alike.

A word field holds, for every run of Chinese: the words rjieba finds, every pair of neighbours and every single
character; Latin letters and digits stay whole. A query asks for words; see ``query_units``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import opencc
import rjieba
from pypinyin import Style, lazy_pinyin, load_phrases_dict

VERSION = "2"
"""Raise with any change that makes other tokens: it is part of the index fingerprint."""

_RUN = re.compile(r"[㐀-鿿]+|[a-z0-9]+(?:[.\-][a-z0-9]+)*")
_HAN = re.compile(r"[㐀-鿿]")
_LONGEST_NAME = 40
STOP_WORDS = frozenset(
    "的 了 和 与 及 或 在 是 有 要 想 找 求 租 个 一个 我 我们 你 您 请 帮 需要 希望 公司 企业 左右 附近 周边 以内 "
    "以上 以下 可以 能 带 做 用 给 吗 呢 吧 啊 处 套 间 层 平 平米 平方 平方米 房源 房子 地方 场地 空间 办公 最好 "
    "合适 适合 什么 哪里 有没有 the a an of in for to and with near space office we need want our".split()
)

PROJECT_WORDS = (
    "中山路 中环西路 中环南路 长水街道 两用厂房 闲置厂房 标准厂房 科研楼宇 城市综合体 商务楼 写字楼 办公楼 "
    "智慧物流 跨境电商 直播带货 检验检测 人力资源 劳务派遣 股权投资 融资租赁 经编 毛衫 皮草 核电 冷链"
).split()
"""Words of this trade that the segmenter's own dictionary cuts apart."""

load_phrases_dict({"长水": [["cháng"], ["shuǐ"]], "长三角": [["cháng"], ["sān"], ["jiǎo"]]})


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


class _Folding(dict[int, str]):
    """Code of a character → the one it is folded to, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        """Width, case, script. Signs that would grow (㎡) stay."""
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).lower()
        folded = _simplifier().convert(folded if len(folded) == 1 else character)
        self[code] = folded if len(folded) == 1 else character
        return self[code]


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Full to half width, upper to lower case, traditional to simplified. The length never changes."""
    return text.translate(_FOLDING)


@cache
def _segmenter() -> rjieba.Jieba:
    segmenter = rjieba.Jieba()
    for word in PROJECT_WORDS:
        segmenter.add_word(word, None, None)
    return segmenter


def readable(text: str) -> bool:
    """Whether a text holds anything that can be a word: a letter, a digit or a Chinese character."""
    return bool(_RUN.search(fold(text)))


def _runs(text: str) -> list[str]:
    return _RUN.findall(fold(text))


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)]


def index_tokens(texts: Iterable[str]) -> list[str]:
    """Tokens of a document's words: words, neighbours and single characters of Chinese, Latin runs whole."""
    tokens: list[str] = []
    for text in texts:
        tokens += _name_tokens(text) if len(text) <= _LONGEST_NAME else _text_tokens(text)
    return tokens


@lru_cache(maxsize=32768)
def _name_tokens(name: str) -> tuple[str, ...]:
    """Names and terms repeat from space to space; what an owner wrote does not."""
    return _text_tokens(name)


def _text_tokens(text: str) -> tuple[str, ...]:
    return tuple(token for run in _runs(text) for token in (_han_tokens(run) if _HAN.match(run) else (run,)))


@lru_cache(maxsize=65536)
def _han_tokens(run: str) -> tuple[str, ...]:
    words = [word for word in _segmenter().cut(run) if len(word) > 2]
    return (*run, *_bigrams(run), *words)


@dataclass(frozen=True)
class Unit:
    """One word of a query: it is met by ``word`` itself or by all of its ``pairs``."""

    word: str
    pairs: tuple[str, ...]


def query_units(text: str) -> list[Unit]:
    """The words of a query that carry meaning, in order, without repeats."""
    units: dict[str, Unit] = {}
    for run in _runs(text):
        words: Sequence[str] = _segmenter().cut(run) if _HAN.match(run) else [run]
        for word in words:
            if word not in STOP_WORDS:
                pairs = tuple(_bigrams(word)) if _HAN.match(word) and len(word) > 2 else ()
                units.setdefault(word, Unit(word, pairs))
    return list(units.values())


def pinyin_tokens(names: Iterable[str]) -> list[str]:
    """Full pinyin and initials of names: 国际金融广场 → guojijinrongguangchang, gjjrgc."""
    return sorted({token for name in names for token in _pinyin("".join(_HAN.findall(fold(name))))})


@lru_cache(maxsize=65536)
def _pinyin(han: str) -> tuple[str, ...]:
    """Names repeat from space to space, and reading them is the dearest step of indexing."""
    syllables = lazy_pinyin(han, style=Style.NORMAL)
    return ("".join(syllables), "".join(syllable[0] for syllable in syllables)) if han else ()
