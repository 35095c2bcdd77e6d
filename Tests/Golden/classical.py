"""Writes classical.json: principal components of a small matrix as scikit-learn finds them, with which
Tests/ClassicalTests compares.

    pip install scikit-learn
    python Tests/Golden/classical.py
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.decomposition import PCA

random = numpy.random.default_rng(7)
mixing = random.normal(size=(6, 6)) * numpy.array([4, 3, 2, 1, 0.5, 0.25])[:, None]
rows = numpy.round(random.normal(size=(24, 6)) @ mixing + [5, -3, 0, 40, 1, 2], 3)
fresh = numpy.round(random.normal(size=(5, 6)) @ mixing + [5, -3, 0, 40, 1, 2], 3)
count = 4
model = PCA(count, svd_solver="full").fit(rows)
white = PCA(count, svd_solver="full", whiten=True).fit(rows)
# scikit-learn divides by the number of rows less one, the book by the number of rows.
ratio = (len(rows) - 1) / len(rows)
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "rows": rows.tolist(),
    "fresh": fresh.tolist(),
    "mean": model.mean_.tolist(),
    "directions": model.components_.tolist(),
    "variances": (model.explained_variance_ * ratio).tolist(),
    "shares": model.explained_variance_ratio_.tolist(),
    "numbers": model.transform(fresh).tolist(),
    "restored": model.inverse_transform(model.transform(fresh)).tolist(),
    "whitened": (white.transform(fresh) / numpy.sqrt(ratio)).tolist(),
}
path = pathlib.Path(__file__).resolve().parent / "classical.json"
path.write_text(json.dumps(result, indent=1) + "\n")
