"""Writes series.json: what statsmodels makes of small series, with which the tests of
Sources/Classical/Series in Tests/ClassicalTests compare.

    pip install statsmodels
    python Tests/Golden/series.py
"""

import json
import pathlib
import warnings

import numpy
import pandas
import statsmodels
from statsmodels.regression.linear_model import yule_walker
from statsmodels.tsa.ar_model import AutoReg
from statsmodels.tsa.exponential_smoothing.ets import ETSModel
from statsmodels.tsa.holtwinters import ExponentialSmoothing
from statsmodels.tsa.seasonal import seasonal_decompose
from statsmodels.tsa.statespace.sarimax import SARIMAX
from statsmodels.tsa.stattools import acf, pacf

warnings.filterwarnings("ignore")
random = numpy.random.default_rng(22)

times = numpy.arange(96)
noise = numpy.zeros(96)
for time in range(1, 96):
    noise[time] = 0.6 * noise[time - 1] + random.normal()
pattern = numpy.array([4, 2, -1, -3, -4, 0, 1, 5, 3, -2, -3, -2])
series = numpy.round(60 + 0.3 * times + pattern[times % 12] * (1 + times / 96) + noise, 2)
ahead = 15


def listed(values):
    return [None if numpy.isnan(value) else float(value) for value in values]


def decomposed(kind, period):
    parts = seasonal_decompose(series, kind, period=period)
    return {
        "period": period,
        "multiplicative": kind == "multiplicative",
        "trend": listed(parts.trend),
        "season": listed(parts.seasonal),
        "rest": listed(parts.resid),
    }


def smoothed(trend, damped, seasonal, level, slope, share, damping):
    """A run with given parameters, and the least squared errors from the same start."""
    start = {"initial_level": 58.0}
    if trend:
        start["initial_trend"] = 0.25
    if seasonal == "add":
        start["initial_seasonal"] = pattern.astype(float)
    if seasonal == "mul":
        start["initial_seasonal"] = 1 + pattern / 80
    model = ExponentialSmoothing(
        series,
        trend="add" if trend else None,
        damped_trend=damped,
        seasonal=seasonal,
        seasonal_periods=12 if seasonal else None,
        initialization_method="known",
        **start,
    )
    given = {"smoothing_level": level}
    if trend:
        given["smoothing_trend"] = slope
    if damped:
        given["damping_trend"] = damping
    if seasonal:
        given["smoothing_seasonal"] = share
    run = model.fit(**given, optimized=False)
    best = ExponentialSmoothing(
        series,
        trend="add" if trend else None,
        damped_trend=damped,
        seasonal=seasonal,
        seasonal_periods=12 if seasonal else None,
        initialization_method="heuristic",
    ).fit()
    deviations = None
    if seasonal != "mul":
        # The same recursion as a state space: its slope's weight is that of the level times ours.
        space = ETSModel(
            pandas.Series(series),
            error="add",
            trend="add" if trend else None,
            damped_trend=damped,
            seasonal=seasonal,
            seasonal_periods=12 if seasonal else None,
            initialization_method="known",
            **start,
        )
        names = {"smoothing_level": level}
        if trend:
            names["smoothing_trend"] = level * slope
        if seasonal:
            names["smoothing_seasonal"] = share
        if damped:
            names["damping_trend"] = damping
        names["initial_level"] = start["initial_level"]
        if trend:
            names["initial_trend"] = start["initial_trend"]
        if seasonal:
            names |= {f"initial_seasonal.{place}": float(pattern[place]) for place in range(12)}
        result = space.smooth([names[name] for name in space.param_names])
        frame = result.get_prediction(start=96, end=95 + ahead)
        deviations = numpy.sqrt(numpy.asarray(frame.forecast_variance)).tolist()
    return {
        "trend": ("damped" if damped else "linear") if trend else "none",
        "season": {"add": "additive", "mul": "multiplicative", None: "none"}[seasonal],
        "parameters": [level, slope if trend else 0, share if seasonal else 0,
                       damping if damped else 1],
        "level": 58.0,
        "slope": 0.25 if trend else 0,
        "pattern": [float(value) for value in start.get("initial_seasonal", [])],
        "expected": run.fittedvalues.tolist(),
        "sumOfSquares": float(run.sse),
        "means": run.forecast(ahead).tolist(),
        "deviations": deviations,
        "best": float(best.sse),
    }


def moving(order, seasonal, mean, weights):
    """Values at given weights and at the most likely ones."""
    d, (_, D, _, s) = order[1], seasonal
    differences = series
    for _ in range(d):
        differences = numpy.diff(differences)
    for _ in range(D):
        differences = differences[s:] - differences[:-s]
    own, surprises, sown, ssurprises, centre = weights

    def given(variance):
        past = (1 - sum(own)) * (1 - sum(sown))
        trend = [centre * past] if mean else []
        return trend + list(own) + list(surprises) + list(sown) + list(ssurprises) + variance

    model = SARIMAX(
        differences, order=(order[0], 0, order[2]), seasonal_order=(seasonal[0], 0, seasonal[2], s),
        trend="c" if mean else "n", concentrate_scale=True,
    )
    model.ssm.tolerance = 0  # the filter does not stop early
    run = model.smooth(given([]))
    variance = float(run.scale)
    best = model.fit(disp=0, maxiter=500)
    predicted = run.get_forecast(ahead)
    result = {
        "order": list(order), "seasonal": list(seasonal), "hasMean": mean,
        "own": list(own), "surprises": list(surprises), "seasonalOwn": list(sown),
        "seasonalSurprises": list(ssurprises), "mean": centre,
        "logLikelihood": float(run.llf), "variance": variance,
        "differences": predicted.predicted_mean.tolist(),
        "best": float(best.llf),
    }
    # The series itself, whose beginning is known exactly: the same filter with the differences undone.
    whole = SARIMAX(series, order=order, seasonal_order=seasonal, trend="n")
    whole.ssm.tolerance = 0
    if not mean:
        forecast = whole.smooth(given([variance])).get_forecast(ahead)
        result["means"] = forecast.predicted_mean.tolist()
        result["deviations"] = forecast.se_mean.tolist()
    else:
        result["means"] = predicted.predicted_mean.tolist()
        result["deviations"] = predicted.se_mean.tolist()
    return result


def regressed(order):
    """By least squares, with forecasts and their deviations; the weights of Yule and Walker."""
    run = AutoReg(series, order, trend="c").fit()
    ahead_of_it = run.get_prediction(start=96, end=95 + ahead)
    weights, deviation = yule_walker(series, order, method="mle")
    return {
        "order": order,
        "constant": float(run.params[0]),
        "weights": run.params[1:].tolist(),
        "deviation": float(numpy.sqrt(run.sigma2)),
        "means": ahead_of_it.predicted_mean.tolist(),
        "deviations": numpy.asarray(ahead_of_it.se_mean).tolist(),
        "yuleWalker": weights.tolist(),
        "yuleWalkerDeviation": float(deviation),
    }


def waved(seasons, bends, penalty):
    """A trend with bends and seasons of waves, the penalty as further rows of the least squares."""
    def terms(steps):
        time = steps / 95
        places = [0.8 * (place + 1) / (bends + 1) for place in range(bends)]
        columns = [numpy.ones_like(time), time]
        columns += [numpy.maximum(0, time - place) for place in places]
        for period, waves in seasons:
            for wave in range(1, waves + 1):
                angle = 2 * numpy.pi * wave * steps / period
                columns += [numpy.sin(angle), numpy.cos(angle)]
        return numpy.stack(columns, axis=1)

    rows = terms(times.astype(float))
    size = rows.shape[1]
    extra = numpy.zeros((bends, size))
    for bend in range(bends):
        extra[bend, 2 + bend] = numpy.sqrt(penalty)
    solved = numpy.linalg.lstsq(
        numpy.vstack([rows, extra]), numpy.concatenate([series, numpy.zeros(bends)]), rcond=None
    )[0]
    missed = series - rows @ solved
    return {
        "periods": [period for period, _ in seasons],
        "waves": [waves for _, waves in seasons],
        "bends": bends,
        "penalty": penalty,
        "trend": solved[: 2 + bends].tolist(),
        "weights": solved[2 + bends :].tolist(),
        "deviation": float(numpy.sqrt(missed @ missed / (96 - size))),
        "means": (terms(numpy.arange(96.0, 96 + ahead)) @ solved).tolist(),
    }


golden = {
    "versions": {"numpy": numpy.__version__, "statsmodels": statsmodels.__version__},
    "series": series.tolist(),
    "correlations": acf(series, nlags=24, fft=False).tolist(),
    "partials": pacf(series, nlags=24, method="ldb").tolist(),
    "decompositions": [
        decomposed("additive", 12), decomposed("multiplicative", 12), decomposed("additive", 7),
    ],
    "smoothings": [
        smoothed(False, False, None, 0.4, 0, 0, 1),
        smoothed(True, False, None, 0.4, 0.2, 0, 1),
        smoothed(True, True, None, 0.4, 0.2, 0, 0.9),
        smoothed(True, False, "add", 0.3, 0.1, 0.2, 1),
        smoothed(True, True, "mul", 0.3, 0.1, 0.2, 0.95),
    ],
    "autoregressions": [regressed(1), regressed(3), regressed(13)],
    "trends": [waved([(12, 5)], 0, 0), waved([(12, 3), (7.5, 1)], 4, 0.5), waved([], 10, 2.0)],
    "movings": [
        moving((2, 0, 0), (0, 0, 0, 0), True, ([0.5, 0.3], [], [], [], 75.0)),
        moving((1, 1, 1), (0, 0, 0, 0), False, ([0.4], [-0.6], [], [], 0)),
        moving((0, 1, 1), (0, 1, 1, 12), False, ([], [-0.4], [], [-0.5], 0)),
        moving((1, 0, 1), (1, 1, 0, 12), True, ([0.5], [0.2], [-0.3], [], 3.5)),
    ],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(golden, indent=1) + "\n")
