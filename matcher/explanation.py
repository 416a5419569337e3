"""Reasons: every line of a score as one plain sentence with both values, in Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.features import Wording
from matcher.scoring import Line, Score

LABELS = {
    "positioning": Wording("产业定位", "Positioning"),
    "chain": Wording("产业链", "Industry chain"),
    "area": Wording("面积", "Area"),
    "rent": Wording("租金", "Rent"),
    "budget": Wording("月租预算", "Monthly budget"),
    "region": Wording("区域", "Place"),
    "deal": Wording("方式", "Deal"),
    "space_type": Wording("载体", "Carrier"),
    "facilities": Wording("配套设施", "Facilities"),
    "decoration": Wording("装修", "Decoration"),
    "ceiling": Wording("层高", "Ceiling height"),
    "load": Wording("承重", "Floor load"),
    "floor": Wording("楼层", "Floor"),
    "available": Wording("入驻时间", "Move-in date"),
    "policies": Wording("优惠政策", "Policies"),
    "vacancy": Wording("盘活空置", "Vacancy"),
}
STATUSES = {
    "met": Wording("满足", "Met"),
    "partly": Wording("部分", "Partly"),
    "failed": Wording("不满足", "Not met"),
    "unknown": Wording("未知", "Unknown"),
}
_SENTENCES = {
    "met": Wording("要求{asked}，这里是{offered}。", "You ask for {asked}; here it is {offered}."),
    "partly": Wording("要求{asked}，这里部分满足：{offered}。", "You ask for {asked}; here in part: {offered}."),
    "failed": Wording("要求{asked}，这里是{offered}，不满足。", "You ask for {asked}; here it is {offered}."),
    "unknown": Wording(
        "要求{asked}，这里{offered}，需向业主确认。", "You ask for {asked}; here {offered}: ask the owner."
    ),
}
_POSITIONING = {
    "met": Wording("需求属于{asked}，{offered}，定位相符。", "The need is {asked}; {offered}: it fits."),
    "partly": Wording("需求属于{asked}，{offered}，部分相符。", "The need is {asked}; {offered}: it fits in part."),
    "failed": Wording("需求属于{asked}，{offered}。", "The need is {asked}; {offered}."),
    "unknown": Wording("需求属于{asked}，该楼宇{offered}。", "The need is {asked}; the building is {offered}."),
}
_CHAIN = {
    "met": Wording("需求是{asked}，{offered}。", "The need is {asked}; {offered}."),
    "failed": Wording("看{asked}，这里{offered}。", "As to {asked}: {offered} here."),
}
_VACANCY = Wording("{asked}：{offered}。", "{asked}: {offered}.")
_ALL: Mapping[str, Mapping[str, Wording]] = {
    "positioning": _POSITIONING,
    "chain": _CHAIN,
    "vacancy": dict.fromkeys(STATUSES, _VACANCY),
}


@dataclass(frozen=True)
class Reason:
    """A line of a score, in words. ``weight`` and ``contribution`` are of 100; contributions sum to the score."""

    feature: str
    label: Wording
    status: str
    status_label: Wording
    value: float
    weight: float
    contribution: float
    asked: Wording
    offered: Wording
    text: Wording
    source: str
    fix: Wording | None


def reasons_of(score: Score) -> tuple[Reason, ...]:
    """Every line as a reason, the strongest contribution first."""
    lines = sorted(score.lines, key=lambda line: -line.contribution)
    return tuple(map(_reason, lines))


def _reason(line: Line) -> Reason:
    finding = line.finding
    sentence = _ALL.get(line.feature, _SENTENCES)[finding.status]
    return Reason(
        feature=line.feature,
        label=LABELS[line.feature],
        status=finding.status,
        status_label=STATUSES[finding.status],
        value=finding.value,
        weight=line.weight,
        contribution=line.contribution,
        asked=finding.asked,
        offered=finding.offered,
        text=Wording(
            sentence.zh.format(asked=finding.asked.zh, offered=finding.offered.zh),
            sentence.en.format(asked=finding.asked.en, offered=finding.offered.en),
        ),
        source=finding.source,
        fix=finding.fix,
    )
