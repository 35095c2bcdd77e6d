"""Writes the tables bundled with Sources/Datasets, and datasets.json, what the tests compare with.

    python Tests/Golden/datasets.py

The values are those that scikit-learn distributes. Each is written with the fewest digits that
give back the same number, so a table is the published text with names added: a header, and the
class as a word. datasets.json holds what scikit-learn and NumPy say about these tables.
"""

import json
import pathlib

import numpy
import scipy
import sklearn
from scipy import ndimage
from sklearn import datasets, preprocessing

golden = pathlib.Path(__file__).resolve().parent
tables = golden.parent.parent / "Sources" / "Datasets" / "Tables"


def text(value):
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def write(name, header, rows):
    lines = [",".join(header)] + [",".join(row) for row in rows]
    (tables / f"{name}.csv").write_text("\n".join(lines) + "\n")


def classified(name, bunch, feature_names, label):
    names = [str(n) for n in bunch.target_names]
    rows = [[text(v) for v in row] + [names[t]] for row, t in zip(bunch.data, bunch.target)]
    write(name, list(feature_names) + [label], rows)


iris, wine = datasets.load_iris(), datasets.load_wine()
cancer, digits = datasets.load_breast_cancer(), datasets.load_digits()
diabetes = datasets.load_diabetes(scaled=False)

classified("iris", iris, iris.feature_names, "species")
classified("wine", wine, wine.feature_names, "cultivar")
classified("breast-cancer", cancer, cancer.feature_names, "diagnosis")
classified("digits", digits, digits.feature_names, "digit")
write(
    "diabetes",
    list(diabetes.feature_names) + ["progression"],
    [[text(v) for v in row] + [text(t)] for row, t in zip(diabetes.data, diabetes.target)],
)


def facts(bunch):
    data = bunch.data
    scaler = preprocessing.StandardScaler().fit(data)
    weights = numpy.arange(data.size, dtype=float).reshape(data.shape) % 97
    return {
        "shape": list(data.shape),
        "columnSums": data.sum(axis=0).tolist(),
        "weightedSum": float((data * weights).sum()),
        "targetSum": float(bunch.target.sum()),
        "weightedTargetSum": float((bunch.target * (numpy.arange(len(data)) % 97)).sum()),
        "mean": scaler.mean_.tolist(),
        "scale": scaler.scale_.tolist(),
        "firstRow": data[0].tolist(),
        "lastRow": data[-1].tolist(),
    }


def rotation(angle):
    turned = ndimage.rotate(
        digits.images[0], angle, reshape=False, order=1, mode="grid-constant", cval=0
    )
    return {"angle": angle, "values": turned.ravel().tolist()}


(golden / "datasets.json").write_text(
    json.dumps(
        {
            "versions": {
                "scikit-learn": sklearn.__version__,
                "numpy": numpy.__version__,
                "scipy": scipy.__version__,
            },
            "iris": facts(iris),
            "wine": facts(wine),
            "breast-cancer": facts(cancer),
            "digits": facts(digits),
            "diabetes": facts(diabetes),
            "rotations": [rotation(angle) for angle in (10, -33.3, 90, 171)],
        },
        indent=1,
    )
    + "\n"
)
