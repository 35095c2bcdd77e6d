"""Writes statistical.json, what Tests/MetricsTests compares with: SciPy, statsmodels and scikit-learn
on random input and on the edges.

    python Tests/Golden/statistical.py
"""

import itertools
import json
import pathlib

import numpy as np
import scipy
import sklearn
import statsmodels
import statsmodels.api
from scipy import stats
from sklearn.calibration import calibration_curve
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import power_proportions_2indep, proportion_confint

random = np.random.default_rng(11)


def calibration(probabilities, outcomes, bins):
    came_true, said = calibration_curve(outcomes, probabilities, n_bins=bins)
    return {
        "probabilities": list(map(float, probabilities)),
        "outcomes": list(map(int, outcomes)),
        "bins": bins,
        "said": said.tolist(),
        "cameTrue": came_true.tolist(),
    }


def share(successes, count, level):
    def ends(method):
        return list(map(float, proportion_confint(successes, count, 1 - level, method)))

    return {
        "successes": successes,
        "count": count,
        "level": level,
        "wilson": ends("wilson"),
        "clopperPearson": ends("beta"),
    }


def paired(first, second):
    """All ways round; SciPy's permutation_test agrees, as the two sides are alike."""
    differences = np.subtract(first, second)
    measured = abs(differences.mean())
    signs = np.array(list(itertools.product([1, -1], repeat=len(differences))))
    found = np.abs((signs * differences).mean(axis=1)) >= measured * (1 - 1e-12)
    scipys = stats.permutation_test(
        (first, second), lambda a, b, axis: np.mean(a - b, axis=axis),
        permutation_type="samples", n_resamples=np.inf, vectorized=True,
    )
    assert abs(found.mean() - scipys.pvalue) < 1e-12
    return {"first": list(first), "second": list(second), "probability": float(found.mean())}


def unpaired(first, second):
    """All divisions; SciPy doubles the smaller side instead, which is the same for equal counts."""
    values = np.concatenate([first, second])
    measured = abs(np.mean(first) - np.mean(second))
    found = []
    for chosen in itertools.combinations(range(len(values)), len(first)):
        inside = np.isin(np.arange(len(values)), chosen)
        difference = values[inside].mean() - values[~inside].mean()
        found.append(abs(difference) >= measured * (1 - 1e-12))
    return {"first": list(first), "second": list(second), "probability": float(np.mean(found))}


def several(probabilities):
    return {
        "probabilities": list(map(float, probabilities)),
        "holm": multipletests(probabilities, method="holm")[1].tolist(),
        "benjaminiHochberg": multipletests(probabilities, method="fdr_bh")[1].tolist(),
    }


def least_squares(rows, targets):
    fit = statsmodels.api.OLS(targets, statsmodels.api.add_constant(rows)).fit()
    return {
        "rows": rows.tolist(),
        "targets": targets.tolist(),
        "coefficients": fit.params.tolist(),
        "errors": fit.bse.tolist(),
        "deviation": float(np.sqrt(fit.scale)),
        "intervals": fit.conf_int(0.05).tolist(),
    }


columns = random.normal(size=(30, 3)) * [1, 100, 0.01] + [0, 5000, 0]
chances = random.random(300)
golden = {
    "versions": {
        "numpy": np.__version__,
        "scipy": scipy.__version__,
        "statsmodels": statsmodels.__version__,
        "scikit-learn": sklearn.__version__,
    },
    "calibration": [
        calibration(chances, random.random(300) < chances, 10),
        # Every probability is a border between bins; those near 1/7 would be told by the last bit.
        calibration(np.arange(9) / 8, [0, 0, 1, 0, 1, 1, 0, 1, 1], 8),
        calibration([0.2, 0.25, 0.9], [0, 1, 1], 2),
    ],
    "shares": [
        share(successes, count, level)
        for successes, count in [(0, 5), (1, 5), (5, 5), (4, 359), (7, 360), (180, 360), (1, 1)]
        for level in (0.95, 0.8, 0.999)
    ],
    "normal": [
        {"probability": p, "quantile": float(stats.norm.ppf(p))}
        for p in (0.5, 0.975, 0.995, 0.01, 1e-9, 0.8)
    ],
    "beta": [
        {"a": a, "b": b, "probability": p, "quantile": float(stats.beta.ppf(p, a, b))}
        for a, b in [(1, 1), (0.5, 3), (7, 353), (200, 40)]
        for p in (0.025, 0.5, 0.9)
    ],
    "paired": [
        paired([0.91, 0.93, 0.92, 0.95, 0.9], [0.9, 0.9, 0.91, 0.92, 0.91]),
        paired([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]),
        paired(random.normal(size=12).round(3), random.normal(size=12).round(3) + 0.8),
    ],
    "unpaired": [
        unpaired([0.91, 0.93, 0.92, 0.95, 0.9], [0.9, 0.9, 0.91, 0.92, 0.91]),
        unpaired([3.0, 4.0, 9.0], [1.0, 2.0, 2.5, 1.5, 0.5]),
        unpaired([2.0], [1.0, 3.0]),
    ],
    "mcnemar": [
        {
            "onlyFirst": b,
            "onlySecond": c,
            "probability": float(mcnemar([[50, b], [c, 20]], exact=True).pvalue),
        }
        for b, c in [(0, 0), (5, 5), (3, 9), (9, 3), (0, 6), (40, 75), (1, 0)]
    ],
    "several": [
        several([0.01, 0.04, 0.03]),
        several([0.001, 0.001, 0.5, 0.9, 0.04, 0.04]),
        several(random.random(20) ** 3),
        several([0.3]),
    ],
    "power": [
        {
            "first": first,
            "second": second,
            "rows": rows,
            "level": level,
            "power": float(
                power_proportions_2indep(
                    first - second, second, rows, alpha=1 - level, return_results=False
                )
            ),
        }
        for first, second in [(0.97, 0.98), (0.5, 0.6), (0.98, 0.97), (0.3, 0.3)]
        for rows in (100, 360, 4000)
        for level in (0.95, 0.8)
    ],
    "leastSquares": [
        least_squares(columns, columns @ [1, 0.02, 30] + random.normal(size=30)),
        least_squares(columns[:6, :1], columns[:6, 1]),
    ],
}
path = pathlib.Path(__file__).resolve().parent / "statistical.json"
text = json.dumps(golden, indent=None, separators=(",", ":"))
path.write_text(text.replace(',"', ',\n"') + "\n")
