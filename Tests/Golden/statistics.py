"""Writes statistics.json, what Tests/MetricsTests compares with: SciPy, statsmodels and scikit-learn
on random input and on the edges.

    python Tests/Golden/statistics.py
"""

import json
import pathlib

import numpy as np
import scipy
import sklearn
import statsmodels
from scipy import stats
from sklearn.calibration import calibration_curve
from statsmodels.stats.proportion import proportion_confint

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
}
path = pathlib.Path(__file__).resolve().parent / "statistics.json"
text = json.dumps(golden, indent=None, separators=(",", ":"))
path.write_text(text.replace(',"', ',\n"') + "\n")
