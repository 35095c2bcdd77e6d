"""Boosting in LightGBM and scikit-learn, and a forest in scikit-learn: boosting-20k, boosting-300k, forest."""

import numpy as np
import threadpoolctl
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.metrics import log_loss

import noise


def table(count):
    rows = noise.array(count * 16, 20).reshape(count, 16)
    luck = noise.array(count, 21)
    last = np.where(rows[:, 2] > np.float32(0.3), rows[:, 3], np.float32(-0.5))
    signal = rows[:, 0] + np.abs(rows[:, 1]) + last
    return rows, (signal + np.float32(0.5) * luck > 0).astype(int)


def scored(model, rows, labels):
    return lambda: log_loss(labels, model.fit(rows, labels).predict_proba(rows))


def lightgbm(count, threads):
    from lightgbm import LGBMClassifier

    model = LGBMClassifier(
        n_estimators=100, learning_rate=0.1, num_leaves=31, min_child_samples=20, max_bin=255,
        n_jobs=threads, verbose=-1)
    return scored(model, *table(count))


def scikit_learn(count, threads):
    model = HistGradientBoostingClassifier(
        max_iter=100, learning_rate=0.1, max_leaf_nodes=31, min_samples_leaf=20, early_stopping=False)
    return scored(model, *table(count))


def forest(count, threads):
    rows, labels = table(count)
    model = RandomForestClassifier(100, n_jobs=threads, random_state=1)
    return lambda: (model.fit(rows, labels).predict(rows) == labels).mean()


def prepare(name):
    threads = max((pool["num_threads"] for pool in threadpoolctl.threadpool_info()), default=1)
    if name == "forest":
        return forest(20_000, threads)
    for size, count in (("20k", 20_000), ("300k", 300_000)):
        for library, make in (("lightgbm", lightgbm), ("scikit-learn", scikit_learn)):
            if name == f"boosting-{size}-{library}":
                return make(count, threads)
    return None
