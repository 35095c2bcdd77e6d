"""Writes trees.json: what scikit-learn makes of small sets of rows, with which the tests of trees and
boosting in Tests/ClassicalTests compare.

    pip install scikit-learn
    python Tests/Golden/trees.py

Columns have fewer than 255 different values, so that binning loses nothing. Ties between questions are
broken by chance in scikit-learn; the script refuses cases whose answer depends on its seed.
"""

import json
import pathlib

import numpy
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor, IsolationForest
from sklearn.ensemble._iforest import _average_path_length
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

random = numpy.random.default_rng(12)


def draw(count):
    rows = numpy.round(random.normal(size=(count, 4)), 1)
    signal = rows[:, 0] * rows[:, 1] + numpy.sin(2 * rows[:, 2]) + 0.3 * random.normal(size=count)
    return rows, signal


rows, signal = draw(400)
fresh, _ = draw(40)
labels = numpy.digitize(signal, [-0.6, 0.7])
targets = numpy.round(signal, 3)
gaps = rows.copy()
gaps[random.uniform(size=rows.shape) < 0.15] = numpy.nan
# A gap that says something by itself.
gaps[targets > 1.2, 3] = numpy.nan
fresh_gaps = fresh.copy()
fresh_gaps[random.uniform(size=fresh.shape) < 0.15] = numpy.nan


def same_for_all_seeds(make, known, wanted, asked):
    answers = [make(seed).fit(known, wanted) for seed in range(20)]
    say = lambda model: model.predict_proba(asked) if hasattr(model, "predict_proba") else model.predict(asked)
    for other in answers[1:]:
        assert numpy.allclose(say(answers[0]), say(other)), "a tie decides"
    return answers[0], say(answers[0]).tolist()


def tree_of_classes(known, asked, **settings):
    model, answers = same_for_all_seeds(
        lambda seed: DecisionTreeClassifier(random_state=seed, **settings), known, labels, asked
    )
    return {
        "answers": answers,
        "leaves": int(model.get_n_leaves()),
        "importances": model.feature_importances_.tolist(),
    }


def tree_of_numbers(known, asked, **settings):
    model, answers = same_for_all_seeds(
        lambda seed: DecisionTreeRegressor(random_state=seed, **settings), known, targets, asked
    )
    return {
        "answers": [[answer] for answer in answers],
        "leaves": int(model.get_n_leaves()),
        "importances": model.feature_importances_.tolist(),
    }


def boosting(known, wanted, **settings):
    """Margins of the training rows, where the thresholds of both libraries lie between the same values."""
    kind = HistGradientBoostingRegressor if wanted is targets else HistGradientBoostingClassifier
    model = kind(early_stopping=False, max_bins=255, **settings).fit(known, wanted)
    margins = model.predict(known) if wanted is targets else model.decision_function(known)
    return margins.reshape(len(known), -1).tolist()


def listed(matrix):
    return [[None if value != value else value for value in row] for row in matrix.tolist()]


binary = (labels == 2).astype(int)
sizes = [1, 2, 3, 5, 10, 256, 1000]
result = {
    "versions": {"scikit-learn": sklearn.__version__, "numpy": numpy.__version__},
    "rows": rows.tolist(),
    "fresh": fresh.tolist(),
    "gaps": listed(gaps),
    "freshGaps": listed(fresh_gaps),
    "labels": labels.tolist(),
    "binary": binary.tolist(),
    "targets": targets.tolist(),
    "trees": {
        "gini": tree_of_classes(rows, fresh, max_depth=4, min_samples_leaf=8),
        "entropy": tree_of_classes(rows, fresh, criterion="entropy", max_depth=4, min_samples_leaf=8),
        "pruned": tree_of_classes(rows, fresh, max_depth=4, min_samples_leaf=8, ccp_alpha=0.012),
        "giniGaps": tree_of_classes(gaps, fresh_gaps, max_depth=3, min_samples_leaf=10),
        "numbers": tree_of_numbers(rows, fresh, max_depth=4, min_samples_leaf=10),
        "numbersGaps": tree_of_numbers(gaps, fresh_gaps, max_depth=4, min_samples_leaf=8),
        "numbersPruned": tree_of_numbers(rows, fresh, max_depth=4, min_samples_leaf=10, ccp_alpha=0.03),
    },
    "boosting": {
        "numbers": boosting(
            rows, targets, max_iter=12, learning_rate=0.2, max_leaf_nodes=6, min_samples_leaf=10
        ),
        "numbersGaps": boosting(
            gaps, targets, max_iter=12, learning_rate=0.2, max_leaf_nodes=6, min_samples_leaf=10,
            l2_regularization=1.5,
        ),
        "binary": boosting(
            rows, binary, max_iter=12, learning_rate=0.2, max_leaf_nodes=6, min_samples_leaf=10
        ),
        "binaryGaps": boosting(
            gaps, binary, max_iter=12, learning_rate=0.2, max_leaf_nodes=31, max_depth=3,
            min_samples_leaf=10, l2_regularization=1,
        ),
        "classes": boosting(
            rows, labels, max_iter=8, learning_rate=0.2, max_leaf_nodes=6, min_samples_leaf=10
        ),
    },
    "cutsToPart": {
        "rows": sizes,
        "cuts": _average_path_length(numpy.array(sizes)).tolist(),
    },
    # Of so many trees that chance, which moves scores of 4,000 trees by up to 0.007, hardly matters.
    "isolation": (
        -IsolationForest(n_estimators=20_000, max_samples=256, random_state=1).fit(rows).score_samples(fresh)
    ).tolist(),
}
path = pathlib.Path(__file__).resolve().parent / "trees.json"
path.write_text(json.dumps(result, separators=(",", ":")).replace(',"', ',\n"') + "\n")
