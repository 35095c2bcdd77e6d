"""The headlines of chapter 5, done again with NumPy, scikit-learn and PyTorch: other seeds, wider
grids, the rivals a sceptic would name, and the ingredient taken out."""

import numpy as np
import torch
from ladder import found
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

torch.set_num_threads(1)
digits = load_digits()
X, y = digits.data / 16, digits.target
N = len(y)


def units(rows, count, rng, kind="relu"):
    """Random units, centred on some rows."""
    weight, bias, centre = rng.normal(0, 0.3, (64, count)), rng.normal(0, 0.3, count), rows.mean(0)
    bend = (lambda z: np.maximum(z, 0)) if kind == "relu" else np.tanh
    return lambda images: bend((images - centre) @ weight + bias)


def nearest(known, labels, unknown):
    return labels[((known**2).sum(1) - 2 * unknown @ known.T).argmin(1)]


# The law below the peak, for two kinds of units and for other numbers of rows.
def noise_ratio(n, p, kind, rng, draws=6):
    said = []
    for _ in range(draws):
        order = rng.permutation(N)
        rows, fresh = X[order[:n]], X[order[n : n + 600]]
        map_ = units(rows, p, rng, kind)
        weights = np.linalg.lstsq(map_(rows), rng.normal(size=(n, 10)), rcond=None)[0]
        said.append(((map_(fresh) @ weights) ** 2).mean())
    law = p / (n - p - 1) if p < n else n / (p - n - 1)
    return np.mean(said) / law


rng = np.random.default_rng(101)
ratios = {
    f"{kind} {n} rows {p} units": noise_ratio(n, p, kind, rng)
    for kind, n, p in [
        ("relu", 300, 100), ("relu", 300, 150), ("relu", 300, 200), ("relu", 150, 75),
        ("relu", 600, 300), ("tanh", 300, 150),
    ]
}
found(
    "the law on digits",
    f"Fits to noise say between {min(ratios.values()):.2f} and {max(ratios.values()):.2f} times what "
    "the law predicts, for three numbers of rows, up to two thirds as many units, ReLU and tanh.",
    holds=all(0.9 < value < 1.2 for value in ratios.values()),
    numbers=ratios,
)
beyond = noise_ratio(300, 1_000, "relu", rng)
found(
    "beyond the peak",
    f"A thousand units say {beyond:.1f} times what the law allows: there they may not be alike.",
    holds=beyond > 2,
    numbers={"ratio": beyond},
)

# Double descent, and a penalty from a grid twice as wide.
PENALTIES = 10.0 ** np.arange(-8, 4)


def descent(share, size, seed):
    rng = np.random.default_rng(seed)
    order = rng.permutation(N)
    rows, judge, fresh = X[order[:300]], order[300:659], order[659:]
    labels = y[order[:300]].copy()
    wrong = rng.permutation(300)[: int(300 * share)]
    labels[wrong] = (labels[wrong] + rng.integers(1, 10, len(wrong))) % 10
    map_ = units(rows, size, rng)
    F, V, T, targets = map_(rows), map_(X[judge]), map_(X[fresh]), np.eye(10)[labels]
    plain = np.linalg.lstsq(F, targets, rcond=None)[0]
    gram = F @ F.T
    best = (2.0, None, None)
    for penalty in PENALTIES:
        weights = F.T @ np.linalg.solve(gram + penalty * size * np.eye(300), targets)
        error = ((V @ weights).argmax(1) != y[judge]).mean()
        if error < best[0]:
            best = (error, ((T @ weights).argmax(1) != y[fresh]).mean(), penalty)
    return 100 * ((T @ plain).argmax(1) != y[fresh]).mean(), 100 * best[1], best[2]


for share, valley in [(0.0, 150), (0.2, 60)]:
    at = {size: np.array([descent(share, size, 500 + s) for s in range(8)]) for size in (valley, 300, 3_000)}
    plain = {size: runs[:, 0].mean() for size, runs in at.items()}
    tuned = {size: runs[:, 1].mean() for size, runs in at.items()}
    strengths = at[3_000][:, 2]
    found(
        f"peak and penalty, {100 * share:.0f} percent wrong",
        f"{valley}, 300 and 3,000 units are wrong on {plain[valley]:.1f}, {plain[300]:.1f} and "
        f"{plain[3_000]:.1f} percent, with a tuned penalty on {tuned[valley]:.1f}, {tuned[300]:.1f} and "
        f"{tuned[3_000]:.1f}; the largest chose {strengths.min():.0e} to {strengths.max():.0e}.",
        holds=plain[300] > 50 and tuned[300] < tuned[valley] and tuned[3_000] < tuned[300]
        and (plain[3_000] < plain[valley]) == (share == 0),
        numbers={f"plain {s}": plain[s] for s in at} | {f"tuned {s}": tuned[s] for s in at},
    )

# Three models that pass through twenty points.
places = (np.arange(50) + 0.5) / 50


def waves(x, count):
    k = np.arange(count)
    return np.cos(np.pi * k * x[:, None]) / (1 + k)


said = {"20 weights": [], "200 weights": [], "nearest": []}
rng = np.random.default_rng(7)
for _ in range(600):
    x = (np.arange(20) + rng.random(20)) / 20
    values = np.sin(2 * np.pi * x) + rng.normal(0, 0.3, 20)
    for count in (20, 200):
        weights = np.linalg.lstsq(waves(x, count), values, rcond=None)[0]
        said[f"{count} weights"].append(waves(places, count) @ weights)
    said["nearest"].append(values[np.abs(x[None] - places[:, None]).argmin(1)])
over = {name: float(np.var(curves, axis=0, ddof=1).mean() / 0.09) for name, curves in said.items()}
found(
    "memory and variance",
    "Through all twenty points: " + ", ".join(f"{name} {value:.1f}" for name, value in over.items())
    + " times the variance of the noise.",
    holds=over["20 weights"] > 2 > max(over["200 weights"], over["nearest"]),
    numbers=over,
)


# Networks, many at a time.
def networks(rows, labels, width, steps, seed, rate=3e-3, decay=0.0, dropout=0.0):
    """One network for each list of rows; gives what answers questions."""
    g = torch.Generator().manual_seed(seed)
    count = len(rows)
    A, L = torch.tensor(X[rows], dtype=torch.float32), torch.tensor(labels)

    def start(*shape, bound):
        return ((torch.rand(*shape, generator=g) * 2 - 1) * bound).requires_grad_()

    W1, b1 = start(count, 64, width, bound=1 / 8), start(count, 1, width, bound=1 / 8)
    W2, b2 = start(count, width, 10, bound=width**-0.5), start(count, 1, 10, bound=width**-0.5)
    optimizer = torch.optim.AdamW([W1, b1, W2, b2], rate, weight_decay=decay)
    which = torch.arange(count)[:, None]
    for _ in range(steps):
        batch = torch.randint(0, A.shape[1], (count, 32), generator=g)
        hidden = torch.relu(A[which, batch] @ W1 + b1)
        if dropout:
            hidden = hidden * (torch.rand(hidden.shape, generator=g) > dropout) / (1 - dropout)
        outputs = (hidden @ W2 + b2).reshape(-1, 10)
        loss = torch.nn.functional.cross_entropy(outputs, L[which, batch].reshape(-1), reduction="sum")
        optimizer.zero_grad()
        (loss / 32).backward()
        optimizer.step()

    def answers(images):
        with torch.no_grad():
            Q = torch.tensor(images, dtype=torch.float32)
            Q = Q.expand(count, -1, -1) if Q.ndim == 2 else Q
            return (torch.relu(Q @ W1 + b1) @ W2 + b2).argmax(-1).numpy()

    return answers


def parts(answers, truth):
    hot = np.eye(10)[np.array(answers)]
    count, typical = len(hot), hot.mean(0)
    variance = ((hot - typical) ** 2).sum(-1).mean() * count / (count - 1)
    bias = ((typical - np.eye(10)[truth]) ** 2).sum(-1).mean() - variance / count
    return 50 * bias, 50 * variance


rng = np.random.default_rng(11)
order = rng.permutation(N)
pool, judge = order[:1_200], order[1_200:]
rows = np.array([rng.permutation(pool)[:200] for _ in range(20)])
split = {
    "network 64": parts(networks(rows, y[rows], 64, 600, 1)(X[judge]), y[judge]),
    "network 256": parts(networks(rows, y[rows], 256, 600, 2)(X[judge]), y[judge]),
    "neighbours": parts([nearest(X[r], y[r], X[judge]) for r in rows], y[judge]),
    "SVM": parts([SVC(C=10).fit(X[r], y[r]).predict(X[judge]) for r in rows], y[judge]),
}
found(
    "why the table won",
    "Bias and variance: " + ", ".join(f"{n} {b:.1f} + {v:.1f}" for n, (b, v) in split.items())
    + " percent; a wider network has less of both, and the table less still.",
    holds=all(split["neighbours"][i] < split["network 256"][i] < split["network 64"][i] + 0.3 for i in (0, 1)),
    numbers={f"{n} {w}": p for n, pair in split.items() for w, p in zip(("bias", "variance"), pair)},
)

# No peak of trained networks where there is much to be repeated, either.
few = rows[:6]
spoilt = y[few].copy()
for row in spoilt:
    wrong = rng.permutation(200)[:40]
    row[wrong] = (row[wrong] + rng.integers(1, 10, 40)) % 10
by_width, repeated = {}, {}
for width in (8, 16, 32, 128):
    told = networks(few, spoilt, width, 3_000, 4)
    by_width[width] = 100 * (told(X[judge]) != y[judge]).mean()
    repeated[width] = 100 * (told(X[few]) == spoilt).mean()
found(
    "no peak of networks",
    "With a fifth of 200 labels wrong, after 3,000 steps: "
    + ", ".join(f"{w} units {e:.1f} ({repeated[w]:.0f} repeated)" for w, e in by_width.items())
    + " percent wrong on other rows.",
    holds=by_width[128] < by_width[32] + 1 and by_width[32] < by_width[16] + 1 < by_width[8] + 2,
    numbers={str(w): e for w, e in by_width.items()},
)

# Cures on a hundred rows, a fifth of the labels wrong, on other rows and a wider grid.
samples = np.array([rng.permutation(pool)[:100] for _ in range(16)])


def cured(share, **settings):
    labels = y[samples].copy()
    luck = np.random.default_rng(5)
    for row in labels:
        wrong = luck.permutation(100)[: int(100 * share)]
        row[wrong] = (row[wrong] + luck.integers(1, 10, len(wrong))) % 10
    told = networks(samples, labels, 64, settings.pop("steps", 500), 3, **settings)(X[judge])
    wrong = told != y[judge]
    return 100 * wrong[:, ::2].mean(1), 100 * wrong[:, 1::2].mean(1)


GRIDS = {
    "stopping": [dict(steps=s) for s in (40, 80, 120, 180, 260, 380)],
    "decay": [dict(decay=d) for d in (0.03, 0.1, 0.3, 1, 3, 10)],
    "dropout": [dict(dropout=d) for d in (0.1, 0.3, 0.5, 0.65, 0.8, 0.9)],
}
for share in (0.2, 0.0):
    nothing = cured(share)[1]
    gains = {}
    for name, grid in GRIDS.items():
        tried = [cured(share, **dict(settings)) for settings in grid]
        best = int(np.argmin([choosing.mean() for choosing, _ in tried]))
        gains[name] = float((nothing - tried[best][1]).mean())
    found(
        f"cures, {100 * share:.0f} percent wrong",
        "Points saved, each at the best of six strengths: "
        + ", ".join(f"{name} {gain:+.1f}" for name, gain in gains.items())
        + f"; untreated {nothing.mean():.1f} percent.",
        holds=min(gains.values()) > 1 if share else max(gains.values()) < 1,
        numbers=gains,
    )


# Strangers: other deals, other lengths of the stretches, other models; and a file that was shuffled.
def random_units(known, labels, unknown, seed):
    map_ = units(known, 3_000, np.random.default_rng(seed))
    F = map_(known)
    weights = F.T @ np.linalg.solve(F @ F.T + 1e-4 * 3_000 * np.eye(len(F)), np.eye(10)[labels])
    return (map_(unknown) @ weights).argmax(1)


MODELS = {
    "neighbours": lambda a, b, c, seed: nearest(a, b, c),
    "random units": random_units,
    "SVM": lambda a, b, c, seed: SVC(C=10).fit(a, b).predict(c),
    "linear": lambda a, b, c, seed: LogisticRegression(max_iter=400).fit(a, b).predict(c),
}


def folds_of(groups, rng):
    names = rng.permutation(groups.max() + 1)
    fold = np.empty_like(names)
    fold[names] = np.arange(len(names)) % 5
    return fold[groups]


def cross(model, folds, images, labels, seed):
    wrong = np.zeros(N)
    for fold in range(5):
        held = folds == fold
        wrong[held] = model(images[~held], labels[~held], images[held], seed) != labels[held]
    return 100 * wrong.mean()


rng = np.random.default_rng(77)
stretches = np.arange(N) * 13 // N
errors = {name: ([], []) for name in MODELS}
for deal in range(3):
    by_rows, by_stretches = rng.permutation(N) % 5, folds_of(stretches, rng)
    for name, model in MODELS.items():
        if name == "linear" and deal:
            continue
        errors[name][0].append(cross(model, by_rows, X, y, deal))
        errors[name][1].append(cross(model, by_stretches, X, y, deal))
means = {name: (np.mean(a), np.mean(b)) for name, (a, b) in errors.items()}
found(
    "strangers",
    "Same writers and new ones: " + ", ".join(f"{n} {a:.2f} and {b:.2f}" for n, (a, b) in means.items())
    + " percent, three deals.",
    holds=all(b > 1.2 * a for a, b in means.values()),
    numbers={f"{n} {w}": v for n, pair in means.items() for w, v in zip(("same", "new"), pair)},
)
leads = [means["neighbours"][i] - means["random units"][i] for i in (0, 1)]
best = [min(means, key=lambda name: means[name][i]) for i in (0, 1)]
found(
    "the order",
    f"Random units lead nearest neighbours by {leads[0]:.2f} points on known writers and by "
    f"{leads[1]:.2f} on new ones: too little to tell. The best of the four on known writers: {best[0]}; "
    f"on new ones: {best[1]}.",
    holds=max(map(abs, leads)) < 0.5 and means["linear"][1] > means["neighbours"][1] + 2,
    numbers={"same": leads[0], "new": leads[1]},
)
by_length = {}
for pieces in (8, 13, 20, 40):
    groups = np.arange(N) * pieces // N
    by_length[pieces] = np.mean([cross(MODELS["neighbours"], folds_of(groups, rng), X, y, 0) for _ in range(5)])
shuffled = rng.permutation(N)
control = np.mean(
    [cross(MODELS["neighbours"], folds_of(stretches, rng), X[shuffled], y[shuffled], 0) for _ in range(5)])
found(
    "stretches stand in for writers",
    "Nearest neighbours on stretches held out, by the number of stretches: "
    + ", ".join(f"{pieces}: {error:.2f}" for pieces, error in by_length.items())
    + f" percent; when the file is shuffled first, {control:.2f}.",
    holds=min(by_length.values()) > control + 0.2,
    numbers={str(k): v for k, v in by_length.items()} | {"shuffled": control},
)
