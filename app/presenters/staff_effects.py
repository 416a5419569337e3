"""What verdicts would suggest for the weights, in words; nothing of it is applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.languages import translate as _
from app.presenters.staff import feature_label, reason_label
from app.services.feedback import ENOUGH, Effect


@dataclass(frozen=True)
class EffectRow:
    """A feature: means as shown, ``None`` where there is no verdict; the bars' ends are per cent."""

    label: str
    weight: str
    fit: str | None
    unfit: str | None
    fit_x: float
    unfit_x: float
    difference: str | None
    fits: int
    unfits: int
    advice: str
    advice_label: str


@dataclass(frozen=True)
class EffectsPage:
    rows: tuple[EffectRow, ...]
    fits: int
    unfits: int
    reasons: tuple[tuple[str, int], ...]
    enough: int = ENOUGH


def effects_page(effects: Sequence[Effect], verdicts: Mapping[str, int], reasons: Mapping[str, int]) -> EffectsPage:
    return EffectsPage(
        rows=tuple(_row(effect) for effect in effects),
        fits=verdicts.get("fit", 0),
        unfits=verdicts.get("unfit", 0),
        reasons=tuple((reason_label(reason), count) for reason, count in reasons.items()),
    )


def _row(effect: Effect) -> EffectRow:
    difference = effect.difference
    return EffectRow(
        label=feature_label(effect.feature),
        weight=f"{effect.weight:g}",
        fit=_value(effect.fit),
        unfit=_value(effect.unfit),
        fit_x=100 * (effect.fit or 0.0),
        unfit_x=100 * (effect.unfit or 0.0),
        difference=None if difference is None else _signed(difference),
        fits=effect.fits,
        unfits=effect.unfits,
        advice=effect.advice,
        advice_label={
            "raise": _("提高"),
            "lower": _("降低"),
            "keep": _("维持"),
            "few": _("样本不足"),
        }[effect.advice],
    )


def _signed(value: float) -> str:
    text = f"{value:+.2f}".replace("-", "−")
    return text if text[1:] != "0.00" else "0.00"


def _value(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
