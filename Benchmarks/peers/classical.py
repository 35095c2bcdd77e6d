"""Classical models in scikit-learn: k-means, neighbours, kernel-machine."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.datasets import load_digits
from sklearn.neighbors import NearestNeighbors
from sklearn.svm import SVC

import noise


def k_means():
    rows = noise.array(60_000 * 784, 10).reshape(60_000, 784)
    model = KMeans(10, init=rows[:10], n_init=1, max_iter=20, tol=0, algorithm="lloyd")
    return lambda: model.fit(rows).inertia_


def neighbours():
    rows = noise.array(60_000 * 784, 10).reshape(60_000, 784)
    asked = noise.array(1_000 * 784, 12).reshape(1_000, 784)
    model = NearestNeighbors(n_neighbors=5, algorithm="brute").fit(rows)
    return lambda: (model.kneighbors(asked)[0].astype(np.float64) ** 2).sum()


def kernel_machine():
    rows, labels = load_digits(return_X_y=True)
    return lambda: SVC(C=10, gamma=0.001).fit(rows, labels).intercept_.sum()


def prepare(name):
    works = {"k-means": k_means, "neighbours": neighbours, "kernel-machine": kernel_machine}
    return works[name]() if name in works else None
