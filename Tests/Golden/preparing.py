"""Writes preparing.json: what scikit-learn makes of a small table with gaps, with which
Tests/DatasetsTests/Preparing compares.

    pip install scikit-learn pandas
    python Tests/Golden/preparing.py
"""

import json
import pathlib

import numpy
import pandas
import sklearn
from sklearn.impute import SimpleImputer
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import KFold
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler, TargetEncoder

random = numpy.random.default_rng(7)
count = 63
table = pandas.DataFrame(
    {
        "amount": numpy.round(random.gamma(2.0, 30.0, count), 2),
        "count": random.integers(0, 6, count).astype(float),
        "city": random.choice(
            ["Bern", "Graz", "Lyon", "Oslo", "Ulm"], count, p=[0.4, 0.3, 0.2, 0.06, 0.04]
        ),
        "target": numpy.round(random.normal(10.0, 4.0, count), 3),
    }
)
table.loc[random.choice(count, 9, replace=False), "amount"] = numpy.nan
table.loc[random.choice(count, 7, replace=False), "count"] = numpy.nan
table.loc[60, "city"] = "Riga"
train, test = table.iloc[:45], table.iloc[45:]
numbers = ["amount", "count"]


def cells(frame):
    return {c: [None if pandas.isna(v) else v for v in frame[c]] for c in frame.columns}


def fitted(step, columns):
    step.fit(train[columns])
    result = numpy.asarray(step.transform(test[columns]), dtype=float)
    return [[None if numpy.isnan(v) else v for v in row] for row in result.T.tolist()]


encoder = TargetEncoder(smooth=4.0, cv=KFold(5), target_type="continuous")
encoded = encoder.fit_transform(train[["city"]], train["target"])
late = (train["target"] > 11).to_numpy()
known = train["amount"].notna().to_numpy()
result = {
    "versions": {"scikit-learn": sklearn.__version__, "pandas": pandas.__version__},
    "train": cells(train),
    "test": cells(test),
    "imputed": {
        strategy: fitted(SimpleImputer(strategy=strategy), numbers)
        for strategy in ["mean", "median", "most_frequent"]
    },
    "oneHot": fitted(OneHotEncoder(sparse_output=False, handle_unknown="ignore"), ["city"]),
    "categories": sorted(train["city"].unique()),
    "ordinal": fitted(
        OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=numpy.nan), ["city"]
    ),
    "standardized": fitted(StandardScaler(), numbers),
    "targetTrain": encoded[:, 0].tolist(),
    "targetTest": encoder.transform(test[["city"]])[:, 0].tolist(),
    "area": float(roc_auc_score(late[known], train["amount"][known])),
}
path = pathlib.Path(__file__).resolve().parent / "preparing.json"
path.write_text(json.dumps(result, indent=1) + "\n")
