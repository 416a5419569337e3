"""What is near a building, from its line on transit."""

from __future__ import annotations

import pytest

from app.services.transit import near


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", ()),
        ("公交 9 路", ()),
        ("公交站步行8分钟，距嘉兴南站（高铁站）约3公里", ("高铁", "公交")),
        ("公交站步行9分钟，距嘉兴南站（高铁站）约13公里", ()),
        ("距最近公交站约110米，到嘉善南站（高铁）约1公里", ("高铁", "公交")),
        ("距最近公交站约510米，到嘉善南站（高铁）约6公里", ()),
        ("门口460米有公交站，驾车到嘉兴南站约13公里，到高速入口约10分钟", ("公交", "高速出入口")),
        ("门口600米有公交站，驾车到桐乡站约23公里，到高速入口约16分钟", ()),
        ("有轨电车站步行5分钟", ("有轨电车",)),
    ],
)
def test_what_lies_within_reach_is_near(line: str, expected: tuple[str, ...]) -> None:
    assert near(line) == expected
