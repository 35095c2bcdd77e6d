"""Writes forecasts.json: scores of forecasts by scikit-learn and NumPy, with which
Tests/MetricsTests/ForecastTests.swift compares.

    pip install numpy scipy scikit-learn
    python Tests/Golden/forecasts.py
"""

import json
import pathlib

import numpy
import scipy
import sklearn
from scipy.stats import t as student
from sklearn.metrics import mean_absolute_error, mean_pinball_loss

random = numpy.random.default_rng(7)
past = numpy.round(numpy.cumsum(random.normal(size=40)), 3)
targets = numpy.round(past[-1] + numpy.cumsum(random.normal(size=12)), 3)
predicted = numpy.round(targets + random.normal(size=12), 3)
lower, upper = predicted - 0.9, predicted + 1.1


def compared(count, horizon):
    """The regression of the difference on a constant, its error by covariances up to the horizon."""
    errors = random.normal(size=(2, count + horizon))
    costs = numpy.stack(
        [
            numpy.convolve(numpy.abs(errors[0]) + 0.1, numpy.ones(horizon), "valid")[:count],
            numpy.convolve(numpy.abs(errors[1]), numpy.ones(horizon), "valid")[:count],
        ]
    ).round(4)
    difference = costs[0] - costs[1]
    covariance = [
        numpy.sum((difference - difference.mean())[lag:]
                  * (difference - difference.mean())[: count - lag]) / count
        for lag in range(horizon)
    ]
    variance = (covariance[0] + 2 * sum(covariance[1:])) / count
    few = numpy.sqrt((count + 1 - 2 * horizon + horizon * (horizon - 1) / count) / count)
    statistic = difference.mean() / numpy.sqrt(variance) * few if variance > 0 else None
    return {
        "first": costs[0].tolist(),
        "second": costs[1].tolist(),
        "horizon": horizon,
        "difference": float(difference.mean()),
        "statistic": statistic,
        "probability": float(2 * student.sf(abs(statistic), count - 1)),
    }


missed = numpy.maximum(0, numpy.maximum(lower - targets, targets - upper))
golden = {
    "versions": {
        "numpy": numpy.__version__, "scipy": scipy.__version__, "scikit-learn": sklearn.__version__,
    },
    "past": past.tolist(),
    "targets": targets.tolist(),
    "predicted": predicted.tolist(),
    "lower": lower.tolist(),
    "upper": upper.tolist(),
    "scaled": [
        mean_absolute_error(targets, predicted) / numpy.abs(past[period:] - past[:-period]).mean()
        for period in [1, 4]
    ],
    "symmetric": float(
        numpy.mean(2 * numpy.abs(targets - predicted) / (numpy.abs(targets) + numpy.abs(predicted)))
    ),
    "pinball": [mean_pinball_loss(targets, predicted, alpha=alpha) for alpha in [0.1, 0.5, 0.9]],
    "coverage": float(numpy.mean((lower <= targets) & (targets <= upper))),
    "intervalScore": float(numpy.mean(upper - lower + 2 / 0.2 * missed)),
    "comparisons": [compared(30, 1), compared(60, 4), compared(40, 2)],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
