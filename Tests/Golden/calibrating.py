"""Writes calibrating.json, what Tests/MetricsTests/CalibratingTests.swift compares with: scikit-learn's
isotonic regression, Matthews' correlation, discounted gain and percentage error; SciPy's minimum of
the cross-entropy over a temperature, and over a scale and a shift; conformal bars by NumPy's sort.

    python Tests/Golden/calibrating.py
"""

import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.optimize import minimize, minimize_scalar
from scipy.special import expit, log_softmax, softmax
from sklearn import metrics
from sklearn.isotonic import IsotonicRegression

random = np.random.default_rng(13)


def numbers(values):
    return [float(value) for value in np.ravel(values)]


def isotonic(scores, outcomes, asked):
    fit = IsotonicRegression(out_of_bounds="clip").fit(scores, np.asarray(outcomes, float))
    return {"scores": numbers(scores), "outcomes": [int(o) for o in outcomes], "asked": numbers(asked),
            "values": numbers(fit.predict(asked))}


def platt(scores, outcomes):
    """The minimum of the cross-entropy and a thousandth of the squared scale of standardised scores."""
    scores, outcomes = np.asarray(scores, float), np.asarray(outcomes, float)
    mean, deviation = scores.mean(), scores.std() or 1.0
    z = (scores - mean) / deviation

    def loss(w):
        logit = w[0] * z + w[1]
        slope = expit(logit) - outcomes
        value = np.sum(np.logaddexp(0, logit) - outcomes * logit) + 5e-4 * w[0] ** 2
        return value, np.array([slope @ z + 1e-3 * w[0], slope.sum()])

    a, b = minimize(loss, [0, 0], jac=True, method="BFGS", options={"gtol": 1e-10}).x
    return {"scores": numbers(scores), "outcomes": [int(o) for o in outcomes],
            "scale": a / deviation, "shift": b - a * mean / deviation}


def temperature(logits, labels):
    logits = np.asarray(logits, np.float32).astype(float)
    rows = np.arange(len(labels))
    fit = minimize_scalar(
        lambda log_t: -log_softmax(logits / np.exp(log_t), axis=1)[rows, labels].mean(),
        bounds=(np.log(0.01), np.log(100)), method="bounded", options={"xatol": 1e-9})
    return {"logits": numbers(logits), "classes": logits.shape[1], "labels": [int(y) for y in labels],
            "temperature": float(np.exp(fit.x))}


def conformal(logits, labels, missing):
    p = softmax(np.asarray(logits), axis=1).astype(np.float32).astype(float)
    strange = np.sort(1 - p[np.arange(len(labels)), labels])
    place = int(np.ceil((1 - missing) * (len(labels) + 1)))
    bar = strange[place - 1] if place <= len(labels) else None
    return {"probabilities": numbers(p), "classes": p.shape[1], "labels": [int(y) for y in labels],
            "missing": missing, "bar": None if bar is None else float(bar)}


def gain(scores, worth, k):
    return {"scores": numbers(scores), "worth": numbers(worth), "first": k,
            "gain": float(metrics.ndcg_score([worth], [scores], k=k))}


def matthews(predicted, labels):
    return {"predicted": [int(p) for p in predicted], "labels": [int(y) for y in labels],
            "correlation": float(metrics.matthews_corrcoef(labels, predicted))}


def percentage(predicted, targets):
    predicted, targets = np.float32(predicted), np.float32(targets)
    return {"predicted": numbers(predicted), "targets": numbers(targets),
            "error": float(metrics.mean_absolute_percentage_error(
                targets.astype(float), predicted.astype(float)))}


def rows(count, slope=1.5, shift=-1.0):
    scores = random.normal(size=count)
    return scores, random.random(count) < expit(slope * scores + shift)


def classes(count, width, scale):
    logits = random.normal(size=(count, width))
    labels = [int(random.choice(width, p=softmax(row))) for row in logits]
    return scale * logits, labels


some, many, coarse = rows(30), rows(300), rows(80)
golden = {
    "versions": {"numpy": np.__version__, "scipy": scipy.__version__, "sklearn": sklearn.__version__},
    "isotonic": [
        isotonic(*some, np.linspace(-4, 4, 33)),
        isotonic(*many, np.linspace(-4, 4, 33)),
        isotonic(np.round(coarse[0] * 2) / 2, coarse[1], np.linspace(-4, 4, 33)),
        isotonic([1, 2, 3, 4], [0, 1, 0, 1], [0, 1, 1.5, 2.5, 3.9, 9]),
        isotonic([2, 2, 2], [1, 0, 1], [0, 2, 3]),
        isotonic([5], [1], [4, 5, 6]),
        isotonic([1, 2, 3], [1, 1, 0], [1, 2.5, 3]),
    ],
    "platt": [
        platt(*some), platt(1_000 + 50 * many[0], many[1]), platt(*rows(200, -3, 2)),
        platt([1, 2, 3, 4], [0, 0, 1, 1]), platt([7, 7, 7], [1, 0, 0]),
    ],
    "temperature": [
        temperature(*classes(200, 5, 3.0)), temperature(*classes(200, 5, 0.3)),
        temperature(*classes(500, 2, 1.0)),
    ],
    "conformal": [
        conformal(*classes(50, 4, 1.0), 0.1), conformal(*classes(99, 3, 1.0), 0.05),
        conformal(*classes(8, 3, 1.0), 0.1), conformal(*classes(9, 3, 1.0), 0.1),
    ],
    "gain": [
        gain(random.normal(size=10), random.integers(0, 4, 10), None),
        gain(random.normal(size=10), random.integers(0, 4, 10), 3),
        gain(random.integers(0, 3, 12), random.integers(0, 4, 12), None),
        gain(random.integers(0, 3, 12), random.integers(0, 4, 12), 5),
        gain([1, 2], [0, 0], None), gain([3, 2, 1], [0, 1, 0], None),
    ],
    "matthews": [
        matthews(random.integers(0, 2, 50), random.integers(0, 2, 50)),
        matthews(random.integers(0, 4, 60), random.integers(0, 3, 60)),
        matthews([1, 0, 1, 1], [1, 0, 0, 1]), matthews([0, 0], [0, 1]), matthews([1, 1], [1, 1]),
    ],
    "percentage": [
        percentage([1, 3], [2, 2]), percentage(random.normal(size=9), 1 + random.random(9)),
        percentage([1, -1], [-2, 4]),
    ],
}
path = pathlib.Path(__file__).resolve().parent / "calibrating.json"
path.write_text(json.dumps(golden, separators=(",", ":")).replace(',"', ',\n"') + "\n")
