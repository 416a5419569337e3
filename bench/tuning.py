"""``python -m bench.tuning``: fit the weights of a cluster's fit and their calibration on the development needs.

Prints what belongs into ``matcher/positioning.py``, with a five-fold check. Never run on the test file.
"""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from app import create_app
from app.extensions import db
from app.services.evaluating import read_needs
from app.services.recognising import matcher_of
from app.settings import ROOT
from app.wiring import parts
from matcher.classifier import Array, softmax
from matcher.evaluation import gain
from matcher.positioning import ALIGNMENT, WEIGHTS

DEVELOPMENT = ROOT / "seeds" / "judgements" / "needs.dev.jsonl"
RIDGE = 0.3
"""Pulls the weights towards nothing, in needs."""
SECOND, THIRD = 0.15, 0.03
"""What a cluster of grade 2 or 1 is worth in the wanted share beside one of the highest grade."""
FOLDS = 5


def cases() -> tuple[Array, Array, Array]:
    """Parts (needs, clusters, weights), grades (needs, clusters), and whether a need names a place (needs)."""
    matcher = matcher_of(parts(), db.session)
    shown, grades, placed = [], [], []
    for judged, need in read_needs(parts(), db.session, DEVELOPMENT):
        if judged.relevant:
            fits = sorted(matcher.positioning.fit(need), key=lambda fit: fit.cluster.id)
            shown.append([[fit.parts.get(name, 0.0) for name in WEIGHTS] for fit in fits])
            grades.append([judged.relevant.get(fit.cluster.name, 0) for fit in fits])
            placed.append(bool(need.regions or need.belts or need.clusters or need.buildings))
    return np.array(shown), np.array(grades, dtype=float), np.array(placed)


def fitted(shown: Array, grades: Array) -> Array:
    """Weights by softmax regression: the share of each cluster against the share its grade asks for."""
    wanted = (grades == grades.max(axis=1, keepdims=True)) + SECOND * (grades == 2) + THIRD * (grades == 1)
    wanted = wanted / wanted.sum(axis=1, keepdims=True)

    def loss(weights: Array) -> tuple[float, Array]:
        shares = softmax(shown @ weights)
        worth = -(wanted * np.log(shares + 1e-12)).sum() + RIDGE * weights @ weights
        slope = -((wanted - shares)[:, :, None] * shown).sum(axis=(0, 1)) + 2 * RIDGE * weights
        return float(worth) / len(shown), slope / len(shown)

    return np.asarray(minimize(loss, np.zeros(shown.shape[2]), jac=True, method="L-BFGS-B").x)


def cross_checked(shown: Array, grades: Array) -> tuple[float, float]:
    """Hit@1 and nDCG@5 of needs by weights that were fitted on the others."""
    fold = np.random.RandomState(0).randint(0, FOLDS, len(shown))
    hits, gains = [], []
    for part in range(FOLDS):
        weights = fitted(shown[fold != part], grades[fold != part])
        for odds, grade in zip(shown[fold == part] @ weights, grades[fold == part], strict=True):
            order = np.argsort(-odds, kind="stable")
            hits.append(grade[order[0]] == grade.max())
            gains.append(gain(list(grade[order[:5]])) / gain(sorted(grade, reverse=True)[:5]))
    return float(np.mean(hits)), float(np.mean(gains))


def calibrated(odds: Array, fits: Array) -> str:
    """Middle and slope of the share of clusters that fit (grade 2 or 3) over log-odds."""
    model = LogisticRegression(C=1e6).fit(odds.reshape(-1, 1), fits.ravel())
    slope = float(model.coef_[0][0])
    return f"Calibration(middle={-float(model.intercept_[0]) / slope:.2f}, slope={slope:.2f})"


def main() -> None:
    """Fit, check, print."""
    with create_app().app_context():
        shown, grades, placed = cases()
    weights = fitted(shown, grades)
    hit, ndcg = cross_checked(shown, grades)
    print(f"five-fold Hit@1 {hit:.3f} nDCG@5 {ndcg:.3f}")
    print("WEIGHTS =", {name: round(float(weight), 1) for name, weight in zip(WEIGHTS, weights, strict=True)})
    aligned = weights * np.array([name in ALIGNMENT for name in WEIGHTS])
    print("WHOLE_FIT =", calibrated(shown @ weights, grades >= 2))
    print("ALIGNED =", calibrated((shown @ aligned)[~placed], grades[~placed] >= 2))


if __name__ == "__main__":
    main()
