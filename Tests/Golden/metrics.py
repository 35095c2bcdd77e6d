"""Writes metrics.json, what Tests/MetricsTests compares with: scikit-learn on random input and on
the edges (one class only, ties, nothing predicted for a class, a single example).

    python Tests/Golden/metrics.py
"""

import json
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
from scipy import stats
from sklearn import metrics

warnings.simplefilter("ignore")
random = np.random.default_rng(7)


def averages(labels, predicted, classes=None):
    return {
        average: list(
            metrics.precision_recall_fscore_support(
                labels, predicted, labels=classes, average=average, zero_division=0
            )[:3]
        )
        for average in ("macro", "micro", "weighted")
    }


def classification(labels, predicted, classes):
    everything = list(range(classes))
    names = [f"class {'x' * (3 * number)}" for number in everything]
    per_class = metrics.precision_recall_fscore_support(
        labels, predicted, labels=everything, zero_division=0
    )
    return {
        "labels": list(map(int, labels)),
        "predicted": list(map(int, predicted)),
        "names": names,
        "accuracy": metrics.accuracy_score(labels, predicted),
        "confusion": metrics.confusion_matrix(labels, predicted, labels=everything).tolist(),
        "perClass": [list(map(float, row)) for row in zip(*per_class)],
        "present": averages(labels, predicted),
        "all": averages(labels, predicted, everything),
        "report": metrics.classification_report(
            labels, predicted, labels=everything, target_names=names, zero_division=0
        ),
    }


def ranking(labels, scores):
    scores = np.asarray(scores, dtype=np.float32)
    fpr, tpr, _ = metrics.roc_curve(labels, scores, drop_intermediate=False)
    precision, recall, thresholds = metrics.precision_recall_curve(labels, scores)
    return {
        "labels": list(map(int, labels)),
        "scores": list(map(float, scores)),
        "fpr": fpr.tolist(),
        "tpr": tpr.tolist(),
        "area": metrics.roc_auc_score(labels, scores),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "thresholds": thresholds.tolist(),
        "averagePrecision": metrics.average_precision_score(labels, scores),
    }


def calibration_error(probabilities, labels, bins):
    confidence = probabilities.max(axis=1).astype(float)
    correct = probabilities.argmax(axis=1) == labels
    edges = np.linspace(0, 1, bins + 1)
    error = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (confidence > low) & (confidence <= high)
        if inside.any():
            error += inside.mean() * abs(correct[inside].mean() - confidence[inside].mean())
    return error


def probabilities(labels, rows):
    rows = np.asarray(rows, dtype=np.float32)
    labels = np.asarray(labels)
    everything = list(range(rows.shape[1]))
    brier = (
        metrics.brier_score_loss(labels, rows[:, 1].astype(float), labels=everything)
        if rows.shape[1] == 2
        else metrics.brier_score_loss(labels, rows.astype(float), labels=everything)
    )
    area = (
        metrics.roc_auc_score(labels, rows[:, 1])
        if rows.shape[1] == 2
        else metrics.roc_auc_score(labels, rows, multi_class="ovr", labels=everything)
    )
    return {
        "labels": labels.tolist(),
        "rows": rows.astype(float).tolist(),
        "logLoss": float(metrics.log_loss(labels, rows, labels=everything)),
        "brier": float(brier),
        "area": float(area),
        "topK": [
            float(metrics.top_k_accuracy_score(labels, rows, k=k, labels=everything))
            if rows.shape[1] > 2
            else float(np.mean([label in np.argsort(row, kind="mergesort")[::-1][:k]
                                for label, row in zip(labels, rows)]))
            for k in everything[1:] or [1]
        ],
        "calibrationError": float(calibration_error(rows, labels, 10)),
    }


def softmax(logits):
    rows = np.exp(logits - logits.max(axis=1, keepdims=True))
    return rows / rows.sum(axis=1, keepdims=True)


def regression(predicted, targets):
    predicted = np.asarray(predicted, dtype=np.float32).astype(float)
    targets = np.asarray(targets, dtype=np.float32).astype(float)
    return {
        "predicted": predicted.tolist(),
        "targets": targets.tolist(),
        "rSquared": metrics.r2_score(targets, predicted),
        "meanSquaredError": metrics.mean_squared_error(targets, predicted),
        "rootMeanSquaredError": metrics.root_mean_squared_error(targets, predicted),
        "meanAbsoluteError": metrics.mean_absolute_error(targets, predicted),
    }


def draw(count, classes):
    labels = random.integers(0, classes, count)
    predicted = np.where(random.random(count) < 0.6, labels, random.integers(0, classes, count))
    return classification(labels, predicted, classes)


golden = {
    "versions": {
        "scikit-learn": sklearn.__version__,
        "numpy": np.__version__,
        "scipy": scipy.__version__,
    },
    "classification": [
        draw(40, 2),
        draw(60, 3),
        draw(100, 7),
        classification([0, 0, 0], [0, 0, 0], 2),
        classification([1, 1, 1], [0, 0, 0], 2),
        classification([0, 1, 2, 2], [0, 0, 0, 0], 4),
        classification([0], [0], 1),
        classification([0], [2], 3),
    ],
    "ranking": [
        ranking(random.integers(0, 2, 50), random.random(50)),
        ranking(random.integers(0, 2, 60), random.integers(0, 5, 60) / 4),
        ranking([0, 1], [0.5, 0.5]),
        ranking([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]),
        ranking([1, 0, 1], [-3, -2, -1]),
        ranking([1, 1], [0.1, 0.2]),
        ranking([0, 0], [0.1, 0.2]),
        ranking([1], [0.3]),
    ],
    "probabilities": [
        probabilities(random.integers(0, 2, 40), softmax(random.normal(size=(40, 2)))),
        probabilities(random.integers(0, 4, 50), softmax(2 * random.normal(size=(50, 4)))),
        probabilities([0, 1, 2, 1], np.full((4, 4), 0.25)),
        probabilities([0, 1, 1, 2], np.eye(3)[[0, 1, 2, 2]]),
        probabilities([0, 0], [[0.9, 0.1], [0.4, 0.6]]),
    ],
    "regression": [
        regression(random.normal(size=30), random.normal(size=30)),
        regression(np.arange(10) + 0.5, np.arange(10)),
        regression([1, 2], [3, 3]),
        regression([3, 3], [3, 3]),
        regression([1], [2]),
    ],
    "student": [
        {"degrees": d, "probability": p, "quantile": float(stats.t.ppf(p, d))}
        for d in (1, 2, 4, 9, 30, 359, 5000)
        for p in (0.975, 0.995, 0.9, 0.5, 0.01)
    ],
}
path = pathlib.Path(__file__).resolve().parent / "metrics.json"
# NaN is not JSON: it is written as null.
text = json.dumps(golden, indent=None, separators=(",", ":")).replace("NaN", "null")
path.write_text(text.replace(',"', ',\n"') + "\n")
