"""Writes classifiers.json: what scikit-learn and SciPy make of small sets of rows, with which the tests
of the classifiers, of k-means and of mixtures in Tests/ClassicalTests compare.

    pip install scikit-learn
    python Tests/Golden/classifiers.py
"""

import json
import pathlib

import numpy
import scipy
import sklearn
from scipy.stats import multivariate_normal
from sklearn.cluster import KMeans
from sklearn.covariance import empirical_covariance, shrunk_covariance
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.metrics.pairwise import polynomial_kernel, rbf_kernel
from sklearn.mixture import GaussianMixture
from sklearn.naive_bayes import GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC, LinearSVC

random = numpy.random.default_rng(11)
centres = numpy.array([[0, 0, 0, 0], [2, 1, 0, -1], [-1, 2, 1, 1]])
mixing = random.normal(size=(4, 4)) * 0.7 + numpy.eye(4)


def draw(count):
    labels = numpy.arange(count) % 3
    return numpy.round(centres[labels] + random.normal(size=(count, 4)) @ mixing, 3), labels


rows, labels = draw(90)
fresh, _ = draw(12)
shares = numpy.bincount(labels) / len(labels)

nearest = KNeighborsClassifier(5, algorithm="brute").fit(rows, labels)
distances, places = nearest.kneighbors(fresh)

bayes = GaussianNB(var_smoothing=0.01).fit(rows, labels)
counts = random.poisson(numpy.exp(centres[labels] / 2) * 2)
fresh_counts = random.poisson(2, size=(12, 4))
counting = MultinomialNB(alpha=0.5).fit(counts, labels)


def quadratic(shrinkage):
    """Log share and density of each class, with the covariance that scikit-learn shrinks."""
    scores = []
    for label in range(3):
        own = rows[labels == label]
        covariance = shrunk_covariance(empirical_covariance(own), shrinkage)
        scores.append(
            numpy.log(shares[label]) + multivariate_normal(own.mean(axis=0), covariance).logpdf(fresh)
        )
    return numpy.stack(scores, axis=1)


linear = {
    shrinkage: LinearDiscriminantAnalysis(solver="lsqr", shrinkage=shrinkage or None).fit(rows, labels)
    for shrinkage in (0, 0.2)
}


def logistic(strength, l1_ratio):
    """The book's penalty is beside a mean, scikit-learn's C beside a sum."""
    model = LogisticRegression(
        C=1 / (strength * len(rows)), l1_ratio=l1_ratio, solver="saga", tol=1e-10, max_iter=200_000
    ).fit(rows, labels)
    return {"weights": model.coef_.T.tolist(), "logits": model.decision_function(fresh).tolist()}


def machine(kernel, slack, **settings):
    # Votes and margins as the book adds them up; scikit-learn orders pairs in the same way.
    model = SVC(C=slack, kernel=kernel, tol=1e-8, decision_function_shape="ovo", **settings)
    model.fit(rows, labels)
    return {
        "supports": sorted(model.support_.tolist()),
        "decisions": model.decision_function(fresh).tolist(),
        "answers": model.predict(fresh).tolist(),
    }


margin = LinearSVC(loss="hinge", C=0.5, tol=1e-10, max_iter=10_000_000, random_state=1).fit(rows, labels)

start = rows[:3]
grouped = KMeans(3, init=start, n_init=1, tol=0, max_iter=100, algorithm="lloyd").fit(rows)


class FromGroups(GaussianMixture):
    """A mixture that begins at given responsibilities and has the book's ridge."""

    def _initialize_parameters(self, X, random_state, xp=None):
        self._initialize(X, numpy.eye(3)[labels])


def mixture(kind):
    ridge = 1e-6 * rows.var(axis=0).mean()
    model = FromGroups(3, covariance_type=kind, reg_covar=ridge, tol=1e-9, max_iter=40)
    model.fit(rows)
    return {
        "shares": model.weights_.tolist(),
        "means": model.means_.tolist(),
        "scores": model.score_samples(fresh).tolist(),
        "criterion": model.bic(rows),
    }


result = {
    "versions": {
        "scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": numpy.__version__
    },
    "rows": rows.tolist(),
    "labels": labels.tolist(),
    "fresh": fresh.tolist(),
    "neighbours": {
        "places": places.tolist(),
        "squaredDistances": (distances**2).tolist(),
        "shares": nearest.predict_proba(fresh).tolist(),
    },
    "bayes": {
        "means": bayes.theta_.tolist(),
        "variances": bayes.var_.tolist(),
        "scores": bayes.predict_joint_log_proba(fresh).tolist(),
        "probabilities": bayes.predict_proba(fresh).tolist(),
    },
    "counting": {
        "counts": counts.tolist(),
        "fresh": fresh_counts.tolist(),
        "scores": counting.predict_joint_log_proba(fresh_counts).tolist(),
    },
    "linearDiscriminant": [linear[s].predict_log_proba(fresh).tolist() for s in (0, 0.2)],
    "quadraticDiscriminant": [quadratic(s).tolist() for s in (0, 0.2)],
    "logisticL2": logistic(0.01, 0),
    "logisticL1": logistic(0.03, 1),
    "machines": {
        "linear": machine("linear", 1),
        "gaussian": machine("rbf", 10, gamma=0.3),
        "polynomial": machine("poly", 2, degree=3, gamma=0.2, coef0=1),
    },
    "kernels": {
        "gaussian": rbf_kernel(fresh[:3], rows[:5], gamma=0.3).tolist(),
        "polynomial": polynomial_kernel(fresh[:3], rows[:5], degree=3, gamma=0.2, coef0=1).tolist(),
    },
    "margin": {"weights": margin.coef_.T.tolist(), "bias": margin.intercept_.tolist()},
    "groups": {
        "centres": grouped.cluster_centers_.tolist(),
        "sumOfSquares": float(grouped.inertia_),
        "places": grouped.labels_.tolist(),
    },
    "mixtures": {
        name: mixture(kind)
        for name, kind in (("full", "full"), ("diagonal", "diag"), ("round", "spherical"))
    },
}
path = pathlib.Path(__file__).resolve().parent / "classifiers.json"
path.write_text(json.dumps(result, indent=1) + "\n")
