"""The headlines of chapter 2, done again with NumPy, SciPy and scikit-learn: other seeds, wider grids,
the rivals a sceptic would name, and the ingredient taken out."""

import os
import warnings

for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")

import numpy as np
from ladder import found
from scipy.optimize import linprog
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor

warnings.filterwarnings("ignore")
rng = np.random.default_rng(2026)
people = load_diabetes(scaled=False)
X, y = people.data, people.target


def with_ones(rows):
    return np.hstack([rows, np.ones((len(rows), 1))])


def standardised(known, *others):
    mean, deviation = known.mean(axis=0), known.std(axis=0)
    deviation[deviation == 0] = 1
    return [(rows - mean) / deviation for rows in (known, *others)]


def angle(H, away):
    g = H @ away
    cosine = away @ g / np.linalg.norm(away) / np.linalg.norm(g)
    return np.degrees(np.arccos(min(1, cosine)))


# Downhill and the way to the bottom: normal starts, corners of a cube, and the axes of the bowl.
A = with_ones(standardised(X)[0])
H = A.T @ A
for name, draw in [
    ("normal", lambda: rng.normal(size=11)), ("cube", lambda: rng.choice([-1.0, 1.0], size=11))
]:
    angles = [angle(H, draw()) for _ in range(2_000)]
    found(
        f"downhill from a {name} start",
        f"Standardised, {name} starts: downhill is {np.mean(angles):.0f} degrees off.",
        holds=np.mean(angles) > 30,
        numbers={"mean": np.mean(angles), "least": min(angles), "most": max(angles)},
    )
on_axes = max(angle(H, axis) for axis in np.linalg.eigh(H)[1].T)
whitened = np.linalg.qr(A)[0]
round_bowl = angle(whitened.T @ whitened, rng.normal(size=11))
found(
    "downhill where it is right",
    f"On the bowl's own axes it is at most {on_axes:.4f} degrees off, and from anywhere in a round "
    f"bowl (columns at right angles and of one length) {round_bowl:.4f}.",
    holds=on_axes < 0.1 and round_bowl < 0.1,
)

# The valley of the finite difference: floor and best step, other functions and places.
for kind, step_low, step_high, floor_low, floor_high in [
    (np.float32, 1e-3, 3e-2, 3.5, 6.5), (np.float64, 1e-6, 1e-4, 9.5, 12.5)
]:
    steps, floors = [], []
    for f, slope in [(np.exp, np.exp), (np.sin, np.cos), (np.arctan, lambda x: 1 / (1 + x * x))]:
        for x in rng.uniform(0.3, 1, 40).astype(kind):
            hs = (10.0 ** np.arange(-12, 0.1, 0.125)).astype(kind)
            up, down = x + hs, x - hs
            good = up > down
            slopes = (f(up[good]) - f(down[good])) / (up[good] - down[good])
            error = np.abs(slopes.astype(float) / slope(float(x)) - 1)
            # A lucky step may have no error at all: look at the worst of five neighbouring steps.
            worst = np.array([error[i : i + 5].max() for i in range(len(error) - 4)])
            steps.append(hs[good][worst.argmin() + 2])
            floors.append(-np.log10(worst.min()))
    step, floor = np.median(steps), np.median(floors)
    found(
        f"floor of the difference, {np.dtype(kind).name}",
        f"{np.dtype(kind).name}: the best step is near {step:.1g}, and {floor:.1f} digits are right.",
        holds=step_low < step < step_high and floor_low < floor < floor_high,
        numbers={"step": step, "digits": floor},
    )

# The line and the nearest people, on other deals, with a grid twice as wide.
GRID = [1, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36, 48, 64, 90, 120]
gain, asked, line, nearest, chosen = np.zeros(442), np.zeros(442), [], [], []
for seed in range(40):
    order = np.random.default_rng(900 + seed).permutation(442)
    a, b = order[:331], order[331:]
    known, unknown = standardised(X[a], X[b])
    square = ((known[:, None] - known[None]) ** 2).sum(-1)
    np.fill_diagonal(square, np.inf)
    near = square.argsort(1)
    k = min(GRID, key=lambda k: np.mean((y[a][near[:, :k]].mean(1) - y[a]) ** 2))
    chosen.append(k)
    w = np.linalg.lstsq(with_ones(known), y[a], rcond=None)[0]
    by_line = (with_ones(unknown) @ w - y[b]) ** 2
    by_near = (KNeighborsRegressor(k).fit(known, y[a]).predict(unknown) - y[b]) ** 2
    gain[b] += by_near - by_line
    asked[b] += 1
    line.append(by_line.mean() ** 0.5)
    nearest.append(by_near.mean() ** 0.5)
gain /= asked
half = 1.96 * gain.std(ddof=1) / np.sqrt(442)
won = int(np.sum(np.array(line) < np.array(nearest)))
found(
    "the line and the nearest people",
    f"40 other deals: the line misses by {np.mean(line):.1f} points, neighbours ({min(chosen)} to "
    f"{max(chosen)} of them) by {np.mean(nearest):.1f}; the line is ahead in {won}.",
    holds=won >= 25 and gain.mean() - half > 0,
    numbers={"line": np.mean(line), "neighbours": np.mean(nearest), "won": won},
)

# Zero and unit: condition numbers of the whole table, walks and solutions on other deals.
TREATMENTS = {
    "as measured": lambda known, rows: rows,
    "unit": lambda known, rows: rows / known.std(0),
    "zero": lambda known, rows: rows - known.mean(0),
    "both": lambda known, rows: (rows - known.mean(0)) / known.std(0),
}


def condition(rows):
    s = np.linalg.svd(with_ones(rows), compute_uv=False)
    return (s[0] / s[-1]) ** 2


one, ten = (
    {name: condition(treat(rows, rows)) for name, treat in TREATMENTS.items()}
    for rows in (X[:, 2:3], X)
)
found(
    "zero and unit",
    f"All 442 people: one column {', '.join(f'{v:.0f} {n}' for n, v in one.items())}; ten columns "
    f"{', '.join(f'{v:.3g} {n}' for n, v in ten.items())}.",
    holds=one["zero"] < one["unit"] / 10 and min(ten["zero"], ten["unit"]) > 50 * ten["both"],
    numbers={f"{what} {n}": v for what, d in [("one", one), ("ten", ten)] for n, v in d.items()},
)
for steps in (1_000, 5_000):
    misses = {name: [] for name in TREATMENTS}
    for seed in range(8):
        order = np.random.default_rng(50 + seed).permutation(len(X))
        a, b = order[:331], order[331:]
        for name, treat in TREATMENTS.items():
            K, U = with_ones(treat(X[a], X[a])), with_ones(treat(X[a], X[b]))
            G, h = 2 * K.T @ K / len(K), 2 * K.T @ y[a] / len(K)
            rate, w = 1.8 / np.linalg.eigvalsh(G)[-1], np.zeros(11)
            for _ in range(steps):
                w -= rate * (G @ w - h)
            solved = np.linalg.lstsq(K, y[a], rcond=None)[0]
            misses[name].append([np.mean((U @ v - y[b]) ** 2) ** 0.5 for v in (w, solved)])
    walked, solved = (
        {name: np.mean([m[i] for m in v]) for name, v in misses.items()} for i in (0, 1))
    found(
        f"walked or solved, {steps} steps",
        f"{steps} steps miss by {', '.join(f'{v:.1f} {n}' for n, v in walked.items())}; solved for, "
        f"by {min(solved.values()):.1f} to {max(solved.values()):.1f}.",
        holds=walked["as measured"] > walked["both"] + 1
        and max(solved.values()) - min(solved.values()) < 1e-3,
        numbers=walked,
    )

# The law: the factor of a step, and the steps to a tenth, on other samples of the people.
worst_factor, worst_count = 0.0, 0.0
for seed in range(5):
    rows = np.random.default_rng(seed).permutation(len(X))[:266]
    for name in ("both", "zero"):
        A = with_ones(TREATMENTS[name](X[rows], X[rows]))
        G = 2 * A.T @ A / len(A)
        k = np.linalg.eigvalsh(G)
        away = -np.linalg.lstsq(A, y[rows], rcond=None)[0]
        if name == "both":
            d, losses = away.copy(), []
            for _ in range(1_200):
                losses.append(d @ G @ d / 2)
                d -= 1.8 / k[-1] * G @ d
            measured = (losses[1_100] / losses[600]) ** (1 / 500)
            worst_factor = max(worst_factor, abs(measured - (1 - 1.8 * k[0] / k[-1]) ** 2))
        d, start, marks, step = away.copy(), np.linalg.norm(away), [], 0
        for share in (0.01, 0.001):
            while np.linalg.norm(d) > share * start:
                d -= 2 / (k[0] + k[-1]) * (G @ d)
                step += 1
            marks.append(step)
        law = k[-1] / k[0] / 2 * np.log(10)
        worst_count = max(worst_count, abs((marks[1] - marks[0]) / law - 1))
found(
    "steps and the condition number",
    f"On five other samples the factor of a step is the law's to within {worst_factor:.5f}, and the "
    f"steps to a tenth are off by at most {100 * worst_count:.1f} percent.",
    holds=worst_factor < 2e-4 and worst_count < 0.05,
    numbers={"factor": worst_factor, "steps": worst_count},
)

# Sure and wrong, in double precision, with rates half a power of ten apart, and from zero.
tumours = load_breast_cancer()


def sigmoid(z):
    return 1 / (1 + np.exp(-np.clip(z, -700, 700)))


RATES = 10.0 ** np.arange(-2, 12.1, 0.5)
best = {}
deals = StratifiedShuffleSplit(4, test_size=0.25, random_state=77)
for a, _ in deals.split(tumours.data, tumours.target):
    K, t = with_ones(standardised(tumours.data[a])[0]), tumours.target[a].astype(float)
    good = np.zeros(31)
    for _ in range(200):
        good -= 0.5 * K.T @ (sigmoid(K @ good) - t) / len(K)
    for factor in (0, -10, -100):
        for loss in ("entropy", "square"):
            errors = []
            for rate in RATES:
                w = factor * good
                for _ in range(100):
                    z = K @ w
                    p = sigmoid(z)
                    r = 2 * (p - t) * p * sigmoid(-z) if loss == "square" else p - t
                    w = w - rate * (K.T @ r / len(K))
                errors.append(100 * np.mean((K @ w > 0) != (t == 1)))
            best.setdefault((factor, loss), []).append(min(errors))
for factor, name in [(0, "zero"), (-10, "ten times as sure"), (-100, "a hundred times as sure")]:
    entropy, square = best[factor, "entropy"], best[factor, "square"]
    found(
        f"two losses from {name}",
        f"From {name}, each deal at its own best of {len(RATES)} rates: cross-entropy {min(entropy):.1f} "
        f"to {max(entropy):.1f} percent, the square {min(square):.1f} to {max(square):.1f}.",
        holds=abs(np.mean(square) - np.mean(entropy)) < 0.5 if factor == 0
        else max(entropy) < 3 and (factor == -10 or min(square) > 5),
        numbers={"entropy": np.mean(entropy), "square": np.mean(square)},
    )

# The ceiling is a law of bowls: cross-entropy on the digits, other rows, rate 2.
digits = load_digits()
rows = np.random.default_rng(8).permutation(1797)[:1_000]
D, T = with_ones(digits.data[rows] / 16), np.eye(10)[digits.target[rows]]


def softmax(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def curvature(W):
    P, v = softmax(D @ W), np.random.default_rng(1).normal(size=W.shape)
    for _ in range(60):
        v /= np.linalg.norm(v)
        z = D @ v
        v = D.T @ (P * (z - (P * z).sum(1, keepdims=True))) / len(D)
    return np.linalg.norm(v)


W, losses, curves = np.zeros((65, 10)), [], []
for step in range(1_000):
    P = softmax(D @ W)
    losses.append(-np.mean(np.log((P * T).sum(1))))
    if step < 12 or step == 999:
        curves.append(curvature(W))
    W -= 2 * D.T @ (P - T) / len(D)
rises = int(np.sum(np.diff(losses) > 0))
found(
    "above the ceiling",
    f"Other rows, rate 2: the curvature goes from {curves[0]:.2f} over {max(curves):.2f} to "
    f"{curves[-1]:.2f}, the ceiling starts at {2 / curves[0]:.2f}, and the loss rises in {rises} of "
    "1,000 steps.",
    holds=2 > 2 / curves[0] and rises == 0,
    numbers={"first": curves[0], "most": max(curves), "last": curves[-1]},
)

# Sixty rows with labels dealt by coin: separable, by linear programming.
eights = np.isin(digits.target, [1, 8])
B = digits.data[eights] / 16
separable, ranks = 0, []
for _ in range(40):
    A = with_ones(B[rng.permutation(len(B))[:60]])
    signs = rng.choice([-1.0, 1.0], size=60)
    ranks.append(np.linalg.matrix_rank(A))
    plan = linprog(np.zeros(65), A_ub=-signs[:, None] * A, b_ub=-np.ones(60), bounds=(None, None))
    separable += plan.status == 0
found(
    "labels by coin",
    f"Of 40 sets of 60 rows of rank {min(ranks)} to {max(ranks)} with labels by coin {separable} can be "
    "separated.",
    holds=separable >= 38,
    numbers={"separable": separable, "least rank": min(ranks), "most rank": max(ranks)},
)

# Tumours and digits: logistic regression with its penalty tuned, neighbours with k tuned.
KS = [1, 2, 3, 5, 7, 9, 13, 19, 29, 45]
CS = [0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30]


def tuned(make, grid, known, labels):
    inner, outer = next(
        StratifiedShuffleSplit(1, test_size=0.25, random_state=9).split(known, labels))
    scores = [
        make(c).fit(known[inner], labels[inner]).score(known[outer], labels[outer]) for c in grid]
    return make(grid[int(np.argmax(scores))]).fit(known, labels)


for name, data, scale, count in [("tumours", tumours, True, 20), ("digits", digits, False, 5)]:
    wrong = np.zeros((2, len(data.target)))
    asked = np.zeros(len(data.target))
    for a, b in StratifiedShuffleSplit(count, test_size=0.25, random_state=3).split(
        data.data, data.target
    ):
        known, unknown = (
            standardised(data.data[a], data.data[b]) if scale
            else (data.data[a] / 16, data.data[b] / 16))
        models = [
            tuned(lambda k: KNeighborsClassifier(k), KS, known, data.target[a]),
            tuned(
                lambda c: LogisticRegression(C=c, max_iter=300),
                CS if name == "tumours" else CS[::2], known, data.target[a]),
        ]
        for row, model in enumerate(models):
            wrong[row, b] += 100.0 * (model.predict(unknown) != data.target[b])
        asked[b] += 1
    rates = wrong[:, asked > 0] / asked[asked > 0]
    gap = rates[0] - rates[1]
    half = 1.96 * gap.std(ddof=1) / np.sqrt(len(gap))
    near, logistic = rates.mean(axis=1)
    found(
        f"logistic regression on {name}",
        f"{name}: neighbours {near:.2f} percent, logistic regression {logistic:.2f}, both tuned; the "
        f"difference lies between {gap.mean() - half:.2f} and {gap.mean() + half:.2f}.",
        holds=gap.mean() - half < 1 < gap.mean() + half if name == "tumours"
        else gap.mean() + half < 0,
        numbers={"neighbours": near, "logistic regression": logistic},
    )

# Strange hands: thirteen consecutive blocks of the file stand in for its thirteen writers. The penalty
# may even be chosen in hindsight, on the blocks that are asked.
edges = np.linspace(0, 1797, 14).astype(int)
P, t = digits.data / 16, digits.target
penalties, missed = (0.3, 3, 30), np.zeros(4)
for low, high in zip(edges, edges[1:]):
    b = np.arange(low, high)
    a = np.setdiff1d(np.arange(1797), b)
    models = [LogisticRegression(C=c, max_iter=150) for c in penalties] + [KNeighborsClassifier(1)]
    missed += [np.sum(model.fit(P[a], t[a]).predict(P[b]) != t[b]) for model in models]
linear, near = 100 * missed[:3].min() / 1797, 100 * missed[3] / 1797
found(
    "strange hands",
    f"By blocks of the file the linear classifier misreads {linear:.1f} percent with the best penalty "
    f"of {len(penalties)} in hindsight, nearest neighbours {near:.1f}.",
    holds=linear > near + 1.5,
    numbers={"linear": linear, "neighbours": near},
)
