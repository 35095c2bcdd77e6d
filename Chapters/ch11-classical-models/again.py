"""The headlines of chapter 11, done again with NumPy and scikit-learn: other deals and seeds, other
noise, settings tuned inside every fold, and the rivals that a sceptic would name."""

import warnings

import numpy as np
from ladder import found
from scipy.optimize import minimize_scalar
from sklearn.cluster import KMeans
from sklearn.datasets import load_breast_cancer, load_digits, load_wine
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import adjusted_rand_score, roc_auc_score
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import train_test_split
from sklearn.naive_bayes import GaussianNB
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC

warnings.filterwarnings("ignore")  # networks that were told to stop early
X, y = load_digits(return_X_y=True)
stretch = np.arange(len(y)) * 13 // len(y)
rng = np.random.default_rng(2027)


# How often naive Bayes counts its evidence: the law on training rows, the temperature on fresh ones.
def law_and_fit(A, a, B, b):
    M = np.stack([A[a == c].mean(0) for c in (0, 1)])
    varies = (A - M[a]).var(0) > 1e-9  # some pixels are never inked
    A, B, M = A[:, varies], B[:, varies], M[:, varies]
    left = A - M[a]
    w = (M[1] - M[0]) / (left**2).mean(0)
    evidence, sign = (B - M.mean(0)) @ w, 2 * b - 1
    prior = np.log(np.mean(a == 1) / np.mean(a == 0))

    def loss(t):
        return np.logaddexp(0, -sign * (evidence / np.exp(t) + prior)).mean()

    fit = minimize_scalar(loss, bounds=(np.log(0.1), np.log(300)), method="bounded").x
    law = ((left @ w) ** 2).mean() / ((M[1] - M[0]) @ w)
    return law, np.exp(fit), loss(0), loss(np.log(law))


def standardised(A, B):
    mean, deviation = A.mean(0), A.std(0)
    deviation[deviation == 0] = 1
    return (A - mean) / deviation, (B - mean) / deviation


tables = {"tumours": load_breast_cancer(return_X_y=True)}
W, w = load_wine(return_X_y=True)
tables["wines of the first two growers"] = W[w < 2], w[w < 2]
for p, q in ((1, 8), (4, 9)):
    tables[f"digits {p} and {q}"] = X[(y == p) | (y == q)], (y[(y == p) | (y == q)] == q).astype(int)
costs = []
for name, (T, t) in tables.items():
    laws, fits = [], []
    for seed in range(20, 32):
        A, B, a, b = train_test_split(T, t, test_size=0.4, stratify=t, random_state=seed)
        law, fit, *cost = law_and_fit(*[v for pair in zip(standardised(A, B), (a, b)) for v in pair])
        laws.append(law), fits.append(fit)
        if name == "tumours":
            costs.append(cost)
    found(
        f"counted {name}",
        f"{name}, twelve deals: the law says {np.mean(laws):.1f}, fresh rows ask for "
        f"{np.median(fits):.1f} in the median.",
        holds=0.5 < np.median(fits) / np.mean(laws) < 2,
        numbers={"law": np.mean(laws), "fit": np.median(fits)},
    )

before, after = np.mean(costs, 0)
found(
    "divided",
    f"Tumours, cross-entropy on fresh rows: {before:.2f} as counted, {after:.2f} divided by the law.",
    holds=after < before / 2, numbers={"before": before, "after": after},
)

# The same where the columns are not normal: skewed, and with heavy tails, which break the law.
for name, draw in (
    ("normal", lambda s: rng.normal(size=s)),
    ("exponential", lambda s: rng.exponential(size=s) - 1),
    ("Student with 2 degrees", lambda s: rng.standard_t(2, size=s) / 2),
):
    shared, own = draw((8_000, 1)), draw((8_000, 8))
    t = rng.integers(0, 2, 8_000)
    T = np.sqrt(0.5) * (shared + own) + 0.6 * (2 * t - 1)[:, None]
    law, fit, *_ = law_and_fit(T[:4_000], t[:4_000], T[4_000:], t[4_000:])
    found(
        f"counted {name}",
        f"Eight columns of correlation 0.5, {name}: the law says {law:.1f}, fresh rows ask for {fit:.1f}.",
        holds=(abs(np.log(fit / law)) < 0.2) == (name != "Student with 2 degrees"),
        numbers={"law": law, "fit": fit},
    )

# Ranking and probabilities of naive Bayes on the tumours, against two rivals.
T, t = tables["tumours"]
areas, losses = [], []
for seed in range(40, 52):
    A, B, a, b = train_test_split(T, t, test_size=0.4, stratify=t, random_state=seed)
    A, B = standardised(A, B)
    models = (GaussianNB(var_smoothing=0.01), LogisticRegression(C=0.1),
              LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.1))
    chances = [np.clip(m.fit(A, a).predict_proba(B)[:, 1], 1e-12, 1 - 1e-12) for m in models]
    areas.append([roc_auc_score(b, c) for c in chances])
    losses.append([-np.mean(np.log(np.where(b == 1, c, 1 - c))) for c in chances])
areas, losses = np.mean(areas, 0), np.mean(losses, 0)
found(
    "naive on tumours",
    f"AUC of naive Bayes {areas[0]:.3f}, logistic {areas[1]:.3f}, discriminant {areas[2]:.3f}; "
    f"cross-entropy {losses[0]:.2f}, {losses[1]:.2f}, {losses[2]:.2f}.",
    holds=areas[1] - areas[0] < 0.02 and losses[0] - losses[1] > 0.1,
    numbers={"area": areas[0], "logistic": areas[1], "loss": losses[0], "its loss": losses[1]},
)

# Dimensions: other noise, the same luck at three numbers of columns, and the digits merely turned.
def mistaken(Z, seed, k=1):
    A, B, a, b = train_test_split(Z, y, test_size=0.35, stratify=y, random_state=seed)
    return 100 * np.mean(KNeighborsClassifier(k, algorithm="brute").fit(A, a).predict(B) != b)


def mean_of(make, k=1):
    return np.mean([mistaken(make(np.random.default_rng(seed)), seed, k) for seed in (61, 62)])


turned = mean_of(lambda g: X @ np.linalg.qr(g.normal(size=(900, 64)))[0].T)
clean = mean_of(lambda g: X)
found(
    "turned", f"Digits turned into 900 columns: {turned:.1f} percent, as they are {clean:.1f}.",
    holds=abs(turned - clean) < 0.3, numbers={"turned": turned, "clean": clean},
)
same = {}
for columns in (16, 64, 256):
    deviation = 5 * (64 / columns) ** 0.25
    same[columns] = mean_of(
        lambda g: np.hstack([X, g.uniform(-1, 1, size=(len(y), columns)) * deviation * np.sqrt(3)])
    )
found(
    "same luck",
    "Columns of even noise with one and the same luck: "
    + ", ".join(f"{c} columns {e:.1f}" for c, e in same.items()) + " percent.",
    holds=max(same.values()) < 2.5 * min(same.values()),
    numbers={str(c): e for c, e in same.items()},
)

# Why the same luck is not quite the same harm: lucks drawn anew for every distance, so that nothing
# is shared, from sums of few squares, of many, and from a normal density, all of one spread.
shapes = {}
for seed in (61, 62):
    g = np.random.default_rng(seed)
    a, b = train_test_split(np.arange(len(y)), test_size=0.35, stratify=y, random_state=seed)
    clean = ((X[b][:, None] - X[a][None]) ** 2).sum(2)
    for name in (16, 64, 1024, "normal"):
        luck = g.normal(size=clean.shape) if name == "normal" else g.chisquare(name, size=clean.shape)
        luck = 1448 * luck / (1 if name == "normal" else np.sqrt(2 * name))
        shapes.setdefault(name, []).append(100 * np.mean(y[a][(clean + luck).argmin(1)] != y[b]))
shapes = {name: np.mean(errors) for name, errors in shapes.items()}
found(
    "shape of luck",
    "Luck of one spread, drawn anew for every distance, from sums of 16, 64 and 1,024 squares and from a "
    "normal density: " + ", ".join(f"{e:.0f}" for e in shapes.values()) + " percent.",
    holds=list(shapes.values()) == sorted(shapes.values()),
    numbers={str(n): e for n, e in shapes.items()},
)

# What the margin buys: the averaged perceptron, which knows no margin, as one rival more.
rows = []
for pair in ((0, 6), (2, 7), (5, 9), (3, 8)):
    places = np.where(np.isin(y, pair))[0]
    for seed in range(10):
        g = np.random.default_rng(seed)
        order = g.permutation(places)
        a, b = order[:60], order[60:]
        s = np.where(y == pair[0], 1, -1)
        A, B = np.c_[X / 16, np.ones(len(y))][a], np.c_[X / 16, np.ones(len(y))][b]
        v, total = np.zeros(65), np.zeros(65)
        for _ in range(100):
            clean = True
            for i in g.permutation(60):
                if s[a][i] * (A[i] @ v) <= 0:
                    v, clean = v + s[a][i] * A[i], False
                total += v
            if clean:
                break
        widest = SVC(kernel="linear", C=1e4).fit(A[:, :64], s[a])
        shrunk = LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.3).fit(A[:, :64], s[a])
        others = (LogisticRegression(C=10, max_iter=1000), LogisticRegression(C=0.1, max_iter=1000),
                  LinearDiscriminantAnalysis(solver="lsqr", shrinkage=0.03))
        said = [np.sign(B @ v), np.sign(B @ total), widest.predict(B[:, :64]), shrunk.predict(B[:, :64])]
        said += [other.fit(A[:, :64], s[a]).predict(B[:, :64]) for other in others]
        rows.append([100 * np.mean(one != s[b]) for one in said])
perceptron, averaged, widest, shrunk, little, much, hardly = np.mean(rows, 0)
found(
    "margin",
    f"Other pairs, sixty rows: perceptron {perceptron:.1f}, averaged perceptron {averaged:.1f}, widest "
    f"margin {widest:.1f}, shrunk discriminant {shrunk:.1f} percent (a tenth of the shrinkage: {hardly:.1f}), "
    f"logistic regression {little:.1f} (a hundred times the penalty: {much:.1f}).",
    holds=max(widest, shrunk, little) < perceptron and min(much, hardly) > max(widest, shrunk, little),
    numbers={"perceptron": perceptron, "averaged": averaged, "widest": widest, "shrunk": shrunk,
             "logistic": little, "much": much, "hardly": hardly},
)

# Groups: fifty starts do not find long clouds; a mixture that begins at the truth keeps them.
long, truth = np.concatenate([rng.normal(size=(200, 2)) * [6, 0.5] + [0, 3 * c] for c in range(3)]), np.repeat(range(3), 200)
means = KMeans(3, n_init=50, random_state=1).fit(long)
own = sum(((long[truth == c] - long[truth == c].mean(0)) ** 2).sum() for c in range(3))
started = GaussianMixture(3, random_state=1, means_init=[long[truth == c].mean(0) for c in range(3)],
                          precisions_init=[np.linalg.inv(np.cov(long[truth == c].T)) for c in range(3)],
                          weights_init=np.ones(3) / 3).fit(long)
blind = GaussianMixture(3, n_init=10, random_state=1).fit(long)
strewn = GaussianMixture(3, n_init=10, init_params="random_from_data", max_iter=300, random_state=1).fit(long)
scores = [adjusted_rand_score(truth, m.predict(long)) for m in (means, blind, started, strewn)]
found(
    "long clouds",
    f"Three long clouds: k-means with fifty starts agrees to {scores[0]:.2f}, at {means.inertia_ / own:.2f} "
    f"of the true sum; a mixture that begins there {scores[1]:.2f}, one that begins at the truth {scores[2]:.2f}, "
    f"with a likelihood higher by {started.score(long) - blind.score(long):.2f} a row; one that begins at "
    f"random rows {scores[3]:.2f}.",
    holds=scores[0] < 0.2 and means.inertia_ < own and scores[2] > 0.9 and scores[3] > scores[1] + 0.3,
    numbers={"means": scores[0], "blind": scores[1], "started": scores[2], "strewn": scores[3]},
)

# A step that deals whole rows: does its likelihood fall on the way, and where does it end?
def climb(x, hard):
    z = (x > 2).astype(int)
    r = np.stack([1 - z, z], 1).astype(float)
    heights = []
    for _ in range(100):
        n = r.sum(0)
        m = r.T @ x / n
        v = (r * (x[:, None] - m) ** 2).sum(0) / n
        s = np.log(n / len(x)) - 0.5 * (np.log(2 * np.pi * v) + (x[:, None] - m) ** 2 / v)
        heights.append(np.logaddexp(s[:, 0], s[:, 1]).mean())
        r = np.eye(2)[s.argmax(1)] if hard else np.exp(s - np.logaddexp(s[:, 0], s[:, 1])[:, None])
    return np.array(heights)


fell, lower, rose = 0, [], 0
for seed in range(100, 130):
    g = np.random.default_rng(seed)
    x = np.r_[g.normal(-2, 2, 300), g.normal(2.5, 0.8, 150)]
    hard, soft = climb(x, True), climb(x, False)
    fell += (np.diff(hard) < -1e-9).any()
    rose += (np.diff(soft) > -1e-12).all()
    lower.append(soft[-1] - hard[-1])
found(
    "whole rows",
    f"Dealing whole rows, thirty draws: the likelihood fell on the way in {fell}, and ended lower by "
    f"{min(lower):.4f} to {max(lower):.4f} a row. Expectation-maximisation never fell in {rose}.",
    holds=fell > 15 and min(lower) > 0 and rose == 30,
    numbers={"fell": fell, "lower": np.mean(lower), "rose": rose},
)

# The same kinds of groups, further apart.
triangle = np.array([[0, 0], [6, 0], [3, 5.2]])


def kinds(times, g):
    def clouds(sizes, centres, spreads):
        return np.concatenate([g.normal(size=(n, 2)) * s + c for n, c, s in zip(sizes, centres, spreads)])

    column = np.array([[0, 0], [0, 3], [0, 6]])
    equal, uneven = np.repeat(range(3), 200), np.repeat(range(3), (560, 20, 20))
    yield "wide", clouds((200, 200, 200), triangle * times, (2.5, 0.5, 0.5)), equal
    yield "large", clouds((560, 20, 20), triangle * times, (1, 1, 1)), uneven
    yield "long", clouds((200, 200, 200), column * times, (0.5, 0.5, 0.5)) * [12, 1], equal


apart = {}
for times in (1, 2, 5):
    for seed in range(5):
        for name, Z, z in kinds(times, np.random.default_rng(seed)):
            groups = KMeans(3, n_init=10, random_state=seed).fit_predict(Z)
            apart.setdefault((name, times), []).append(adjusted_rand_score(z, groups))
apart = {key: np.mean(found) for key, found in apart.items()}
found(
    "apart",
    "k-means on groups as far apart as on the page, twice and five times as far: "
    + "; ".join(f"{n} " + ", ".join(f"{apart[n, k]:.2f}" for k in (1, 2, 5)) for n in ("wide", "large", "long")) + ".",
    holds=min(apart["wide", 2], apart["large", 2], apart["long", 5]) > 0.9 > 0.6 > apart["long", 2],
    numbers={f"{n} {k}": v for (n, k), v in apart.items()},
)

# How many parts the criterion counts in the digits: other deals, by eight and by twelve components.
lowest = []
for components in (8, 12):
    for seed in range(3):
        a, _ = train_test_split(np.arange(len(y)), test_size=0.4, stratify=y, random_state=seed)
        Z = PCA(components).fit_transform(X[a])
        models = [GaussianMixture(k, n_init=3, reg_covar=1e-4, random_state=seed).fit(Z) for k in range(7, 15)]
        lowest.append(7 + int(np.argmin([m.bic(Z) for m in models])))
found(
    "counted parts",
    f"Schwarz's criterion on three deals of the digits, by eight components: {lowest[:3]}, by twelve: {lowest[3:]}.",
    holds=set(lowest) <= {9, 10, 11},
    numbers={"least": min(lowest), "most": max(lowest)},
)

# Everybody on new writers, settings tuned inside every fold on stretches of their own.
def quadratic(shrinkage):
    class Model:
        def fit(self, A, a):
            self.parts = []
            for c in range(10):
                R = A[a == c] - A[a == c].mean(0)
                S = (1 - shrinkage) * R.T @ R / len(R)
                S += shrinkage * (R**2).sum() / len(R) / 64 * np.eye(64)
                L = np.linalg.cholesky(S)
                self.parts.append((A[a == c].mean(0), np.linalg.inv(L).T, np.log(np.diag(L)).sum()))
            return self

        def predict(self, B):
            return np.argmax([-0.5 * (((B - m) @ P) ** 2).sum(1) - h for m, P, h in self.parts], axis=0)

    return Model()


grids = {
    "neighbours": [lambda k=k: KNeighborsClassifier(k, algorithm="brute") for k in (1, 3, 5)],
    "quadratic discriminant": [lambda s=s: quadratic(s) for s in (0.05, 0.1, 0.2, 0.4)],
    "logistic regression": [lambda c=c: LogisticRegression(C=c, max_iter=200) for c in (1e-3, 1e-2)],
    "kernel machine": [lambda c=c, g=g: SVC(C=c, gamma=g) for c in (1, 10) for g in (3e-4, 1e-3, 3e-3)],
    "network": [lambda h=h: MLPClassifier((h,), alpha=0.1, max_iter=40, batch_size=32, random_state=3)
                for h in (64, 256)],
}
groups = np.array_split(np.random.default_rng(9).permutation(13), 5)
wrong = {}
for name, grid in grids.items():
    wrong[name] = np.zeros(len(y))
    for number, held in enumerate(groups):
        asked, choosing = np.isin(stretch, held), np.isin(stretch, groups[(number + 1) % 5])
        learn = ~asked & ~choosing
        errors = [np.mean(m().fit(X[learn], y[learn]).predict(X[choosing]) != y[choosing]) for m in grid]
        best = grid[int(np.argmin(errors))]().fit(X[~asked], y[~asked])
        wrong[name][asked] = best.predict(X[asked]) != y[asked]
shares = {name: 100 * w.mean() for name, w in wrong.items()}
found(
    "new writers",
    "New writers, tuned inside every fold: " + ", ".join(f"{n} {s:.1f}" for n, s in shares.items()) + " percent.",
    holds=shares["kernel machine"] <= shares["network"] + 0.5
    and shares["quadratic discriminant"] < shares["logistic regression"] - 1,
    numbers=shares,
)
