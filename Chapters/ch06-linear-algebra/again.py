"""The headlines of chapter 6, done again with NumPy and scikit-learn: other seeds, other sizes, the
rivals a sceptic would name, and the ingredient taken out."""

import warnings

import numpy as np
from ladder import found
from scipy.fft import dctn
from sklearn.datasets import load_breast_cancer, load_digits, load_wine
from sklearn.decomposition import PCA
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
from sklearn.feature_selection import SelectKBest, f_classif
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, StratifiedShuffleSplit
from sklearn.neighbors import KNeighborsClassifier

# scikit-learn warns of pixels that never change.
warnings.simplefilter("ignore")
digits = load_digits()
X, y = digits.data, digits.target
blocks = np.arange(len(y)) * 13 // len(y)


def error(known, labels, unknown, truth, k=1):
    model = KNeighborsClassifier(k, algorithm="brute").fit(known, labels)
    return 100 * np.mean(model.predict(unknown) != truth)


def low_and_high(values):
    mean, spread = np.mean(values), np.std(values, ddof=1) / np.sqrt(len(values))
    return mean - 1.96 * spread, mean + 1.96 * spread


def deals(labels, count, seed, share=0.25):
    return StratifiedShuffleSplit(count, test_size=share, random_state=seed).split(labels, labels)


# Rounding: another shape, stretches that are all alike but one, and the same in double precision.
def rounding(condition, precision, seed):
    random = np.random.default_rng(seed)
    u, _ = np.linalg.qr(random.normal(size=(60, 12)))
    v, _ = np.linalg.qr(random.normal(size=(12, 12)))
    s = np.ones(12)
    s[-1] = 1 / condition
    x = ((u * s) @ v.T).astype(precision)
    w = random.normal(size=12).astype(precision)
    target = x @ w
    q, r = np.linalg.qr(x)
    gram, right = x.T @ x, x.T @ target
    answers = {
        "QR": np.linalg.solve(r, q.T @ target),
        "equations": np.linalg.solve(gram, right),
        "inverse": np.linalg.inv(gram) @ right,
        "QR, inverse of R": np.linalg.inv(r) @ (q.T @ target),
    }
    return {name: np.linalg.norm(a - w) / np.linalg.norm(w) for name, a in answers.items()}


def medians(condition, precision):
    runs = [rounding(condition, precision, 300 + seed) for seed in range(25)]
    return {name: np.median([run[name] for run in runs]) for name in runs[0]}


low, high = medians(10, np.float32), medians(1_000, np.float32)
slopes = {name: np.log10(high[name] / low[name]) / 2 for name in low}
found(
    "slopes",
    f"60 by 12, one small stretch: a factor of ten in the condition number costs {slopes['QR']:.1f} "
    f"digits by QR, {slopes['equations']:.1f} by the normal equations, {slopes['inverse']:.1f} by "
    f"the inverse and {slopes['QR, inverse of R']:.1f} by QR with the inverse of R.",
    holds=slopes["QR"] < 1.4 and slopes["QR, inverse of R"] < 1.4 and slopes["equations"] > 1.6,
    numbers={"QR": slopes["QR"], "equations": slopes["equations"], "inverse": slopes["inverse"]},
)
wide = medians(1_000, np.float64)
found(
    "precision",
    f"In double precision the normal equations miss by {wide['equations']:.0e} at a condition number "
    "of 1,000: it is rounding that is magnified.",
    holds=wide["equations"] < 1e-8,
    numbers={"equations": wide["equations"]},
)


# The peak: other rows, other units (tanh, weaker and stronger), other numbers of rows.
def units(images, count, deviation, random, kind):
    weight, bias = random.normal(0, deviation, (64, count)), random.normal(0, deviation, count)
    bend = np.tanh if kind == "tanh" else lambda z: np.maximum(z, 0)
    return bend((images / 16 - X.mean(axis=0) / 16) @ weight + bias)


ratios, at_peak, beside = [], [], []
for seed in range(12):
    random = np.random.default_rng(700 + seed)
    n = [150, 200, 250][seed % 3]
    kind, deviation = [("relu", 0.1), ("tanh", 0.3), ("relu", 1.0), ("tanh", 1.0)][seed % 4]
    order = random.permutation(len(y))
    for weights in (n // 2, n - 10, n, n + 10, 2 * n):
        both = units(X[order[: n + 600]], weights, deviation, random, kind)
        rows, fresh = both[:n], both[n:]
        u, s, v = np.linalg.svd(rows, full_matrices=False)
        inverse = np.where(s > 1e-9 * s[0], 1 / s, 0)
        terms = ((fresh @ v.T) ** 2).mean(axis=0) * inverse**2
        said = fresh @ np.linalg.lstsq(rows, random.normal(size=(n, 200)), rcond=1e-9)[0]
        ratios.append((said**2).mean() / terms.sum())
        (at_peak if weights == n else beside).append(terms[inverse > 0][-1] / terms.sum())
found(
    "peak foreseen",
    f"60 other draws (150 to 250 rows, other units): measured over predicted lies between "
    f"{min(ratios):.2f} and {max(ratios):.2f}.",
    holds=0.6 < min(ratios) and max(ratios) < 1.6,
    numbers={"least": min(ratios), "greatest": max(ratios)},
)
found(
    "smallest stretch",
    f"The smallest stretch carries {100 * np.median(at_peak):.0f} percent of it at the peak and "
    f"{100 * np.median(beside):.0f} percent elsewhere, in the median.",
    holds=np.median(at_peak) > 0.4 and np.median(beside) < 0.2,
    numbers={"at the peak": np.median(at_peak), "elsewhere": np.median(beside)},
)

# The ingredient out: fewer directions at the peak, against a fine grid of penalties.
kept_all, kept_half, random_half, best_kept, penalised = [], [], [], [], []
for seed in range(10):
    random = np.random.default_rng(800 + seed)
    order = random.permutation(len(y))
    both = units(X[order], 200, 0.3, random, "relu")
    rows, chooser, fresh = both[:200], both[200:500], both[500:]
    label, choice, truth = y[order[:200]], y[order[200:500]], y[order[500:]]
    u, s, v = np.linalg.svd(rows, full_matrices=False)
    parts = u.T @ np.eye(10)[label]

    def wrong(factors, images, labels):
        answers = (images @ (v.T @ (parts * factors[:, None]))).argmax(axis=1)
        return 100 * np.mean(answers != labels)

    cuts = [np.where(np.arange(200) < k, 1 / s, 0) for k in range(10, 201, 10)]
    grid = [s / (s * s + strength) for strength in 10.0 ** np.arange(-4, 4.1, 0.25)]
    kept_all.append(wrong(cuts[-1], fresh, truth))
    kept_half.append(wrong(cuts[9], fresh, truth))
    random_half.append(wrong(np.where(random.permutation(200) < 100, 1 / s, 0), fresh, truth))
    for choices, into in ((cuts, best_kept), (grid, penalised)):
        into.append(wrong(min(choices, key=lambda f: wrong(f, chooser, choice)), fresh, truth))
found(
    "cutting",
    f"200 units for 200 other digits: all directions {np.mean(kept_all):.0f} percent wrong, the "
    f"stronger half {np.mean(kept_half):.1f}, a random half {np.mean(random_half):.0f}, the best "
    f"number of them {np.mean(best_kept):.1f}, the best of 33 penalties {np.mean(penalised):.1f}.",
    holds=np.mean(kept_all) > 50 and np.mean(kept_half) < 10 and np.mean(random_half) > 50
    and abs(np.mean(best_kept) - np.mean(penalised)) < 1,
    numbers={"all": np.mean(kept_all), "half": np.mean(kept_half), "penalty": np.mean(penalised)},
)


# How many numbers: components, pixels, blocks of pixels, and pixels chosen with the labels.
def block_means(images, side):
    size = 8 // side
    return images.reshape(-1, side, size, side, size).mean(axis=(2, 4)).reshape(len(images), -1)


waves = dctn(X.reshape(-1, 8, 8), axes=(1, 2), norm="ortho").reshape(-1, 64)
names = ["components 8", "pixels 8", "cosines 8", "components 16", "pixels 16", "blocks 16",
         "labels 16", "cosines 16", "random 16", "right angles 16", "all"]
for deal, folds in [
    ("rows", [f for s in range(4) for f in StratifiedKFold(5, shuffle=True, random_state=90 + s).split(X, y)]),
    ("stretches", [(np.flatnonzero(blocks != b), np.flatnonzero(blocks == b)) for b in range(13)]),
]:
    table = {name: [] for name in names}
    for known, unknown in folds:
        a, b, la, lb = X[known], X[unknown], y[known], y[unknown]
        model = PCA(16, svd_solver="full").fit(a)
        order = np.argsort(-a.var(axis=0))
        chosen = np.argsort(-np.nan_to_num(f_classif(a, la)[0]))[:16]
        loud = np.argsort(-waves[known].var(axis=0))
        chance = np.random.default_rng(unknown[0]).normal(size=(64, 16))
        square = np.linalg.qr(chance)[0]
        for name, p, q in [
            ("components 8", model.transform(a)[:, :8], model.transform(b)[:, :8]),
            ("pixels 8", a[:, order[:8]], b[:, order[:8]]),
            ("components 16", model.transform(a), model.transform(b)),
            ("pixels 16", a[:, order[:16]], b[:, order[:16]]),
            ("blocks 16", block_means(a, 4), block_means(b, 4)),
            ("labels 16", a[:, chosen], b[:, chosen]),
            ("cosines 8", waves[known][:, loud[:8]], waves[unknown][:, loud[:8]]),
            ("cosines 16", waves[known][:, loud[:16]], waves[unknown][:, loud[:16]]),
            ("random 16", a @ chance, b @ chance),
            ("right angles 16", a @ square, b @ square),
            ("all", a, b),
        ]:
            table[name].append(error(p, la, q, lb))
    means = {name: np.mean(values) for name, values in table.items()}
    found(
        f"numbers {deal}",
        f"Folds by {deal}: " + ", ".join(f"{name} {means[name]:.1f}" for name in names) + " percent.",
        holds=means["components 8"] < min(means["pixels 8"], means["cosines 8"]) - 3
        and all(means["components 16"] < means[n] for n in names if n[-2:] == "16" and n[0] != "c")
        and means["components 16"] < means["cosines 16"]
        and means["all"] <= means["components 16"] < means["all"] + 1.5,
        numbers={name: means[name] for name in ("components 16", "cosines 16", "blocks 16", "all")},
    )

# Variance and classes: another table, other numbers of directions, and a rival that sees the labels.
for name, data, standard in [
    ("digits", digits, False), ("wines", load_wine(), True), ("tumours", load_breast_cancer(), True),
]:
    for count in (2, 5):
        by_variance, by_labels, discriminant = [], [], []
        for known, unknown in deals(data.target, 12, 31):
            a, b = data.data[known], data.data[unknown]
            la, lb = data.target[known], data.target[unknown]
            if standard:
                mean, spread = a.mean(axis=0), a.std(axis=0)
                a, b = (a - mean) / spread, (b - mean) / spread
            model = PCA(svd_solver="full").fit(a)
            p, q = model.transform(a), model.transform(b)
            real = model.explained_variance_ > 1e-9 * model.explained_variance_[0]
            p, q = p[:, real], q[:, real]
            chosen = SelectKBest(f_classif, k=count).fit(p, la).get_support()
            by_variance.append(error(p[:, :count], la, q[:, :count], lb))
            by_labels.append(error(p[:, chosen], la, q[:, chosen], lb))
            most = min(count, len(set(la)) - 1)
            other = LinearDiscriminantAnalysis(n_components=most).fit(a, la)
            discriminant.append(error(other.transform(a), la, other.transform(b), lb))
        low, high = low_and_high(np.array(by_variance) - by_labels)
        found(
            f"variance {name} {count}",
            f"{name}, {count} directions: by variance {np.mean(by_variance):.1f}, chosen by labels "
            f"{np.mean(by_labels):.1f}, directions made with the labels {np.mean(discriminant):.1f} "
            "percent.",
            holds=low <= 1,
            numbers={"from": low, "to": high, "discriminant": np.mean(discriminant)},
        )

# Before a classifier: another classifier, whose penalty is tuned with and without components.
for rows, saves in ((80, False), (1_000, False)):
    gains, tuned = [], []
    for seed in range(8):
        order = np.random.default_rng(40 + seed).permutation(len(y))
        a, c, b = order[:rows], order[rows : rows + 250], order[rows + 250 :]
        model = PCA(svd_solver="full").fit(X[a])

        def judged(count, strength):
            first = slice(0, count)
            reader = LogisticRegression(C=strength, max_iter=300, tol=1e-3)
            reader.fit(model.transform(X[a])[:, first] / 16, y[a])
            return [
                100 * np.mean(reader.predict(model.transform(X[i])[:, first] / 16) != y[i])
                for i in (c, b)
            ]

        whole = min((judged(64, strength) for strength in (0.01, 0.1, 1, 10)), key=lambda e: e[0])
        short = min(
            (judged(k, strength) for k in (12, 20, 32) for strength in (0.1, 1)), key=lambda e: e[0])
        gains.append(whole[1] - short[1])
    low, high = low_and_high(gains)
    found(
        f"before softmax {rows}",
        f"Softmax regression with a tuned penalty, {rows} rows: components save between {low:.1f} and "
        f"{high:.1f} points.",
        holds=low < 0.5,
        numbers={"from": low, "to": high},
    )

# Angle and distance: milder exposures, three votes.
for reach, matters in ((0.3, False), (1.0, True)):
    differences = []
    scale = 2 ** np.random.default_rng(51).uniform(-reach, reach, (len(y), 1))
    for known, unknown in deals(y, 12, 52):
        a, b = (X * scale)[known], (X * scale)[unknown]
        p, q = (z / np.linalg.norm(z, axis=1, keepdims=True) for z in (a, b))
        differences.append(
            error(a, y[known], b, y[unknown], 3) - error(p, y[known], q, y[unknown], 3))
    low, high = low_and_high(differences)
    found(
        f"exposures {reach}",
        f"Exposures up to {2**reach:.2f} times, three votes: distance loses {low:.1f} to {high:.1f} "
        "points against the angle.",
        holds=low > 0.5 if matters else high < 0.5,
        numbers={"from": low, "to": high},
    )

# Random projections by signs in place of normal numbers.
random = np.random.default_rng(61)
images = X[random.permutation(len(y))[:150]]
pairs = np.tril_indices(150, -1)
before = np.linalg.norm(images[pairs[0]] - images[pairs[1]], axis=1)
for count in (16, 64, 256):
    misses = []
    for _ in range(20):
        short = images @ random.choice([-1, 1], (64, count)) / np.sqrt(count)
        after = np.linalg.norm(short[pairs[0]] - short[pairs[1]], axis=1)
        misses.append(np.mean((after / before - 1) ** 2))
    miss, law = np.sqrt(np.mean(misses)), 1 / np.sqrt(2 * count)
    found(
        f"projection {count}",
        f"Signs in place of normal numbers, {count} of them: distances are off by {100 * miss:.1f} "
        f"percent, the law says {100 * law:.1f}.",
        holds=abs(miss / law - 1) < 0.2,
        numbers={"miss": miss, "law": law},
    )

# Whitening: more components are worse, and dividing by the root of the variance plus something is not.
curves = {extra: [] for extra in (0, 1, 10, 30, 100, 300, 1_000)}
plain, spared, tail = [], [], []
for known, unknown in deals(y, 6, 71):
    model = PCA(56, svd_solver="full").fit(X[known])
    a, b = model.transform(X[known]), model.transform(X[unknown])
    plain.append([error(a[:, :k], y[known], b[:, :k], y[unknown]) for k in (16, 56)])
    own = np.sqrt(model.explained_variance_)
    # The first sixteen by their own deviations, the rest by the sixteenth; and the other way about.
    for scale, into in ((np.maximum(own, own[15]), spared), (np.minimum(own, own[15]), tail)):
        into.append(error(a / scale, y[known], b / scale, y[unknown]))
    for extra, curve in curves.items():
        scale = np.sqrt(model.explained_variance_ + extra)
        curve.append(
            [error(a[:, :k] / scale[:k], y[known], b[:, :k] / scale[:k], y[unknown]) for k in (16, 56)])
means = {extra: np.mean(curve, axis=0) for extra, curve in curves.items()}
found(
    "whitening",
    f"16 and 56 components, plain: {np.mean(plain, axis=0)[0]:.1f} and {np.mean(plain, axis=0)[1]:.1f} "
    "percent; divided by the root of the variance plus "
    + ", ".join(f"{extra}: {m[0]:.1f} and {m[1]:.1f}" for extra, m in means.items()) + ".",
    holds=means[0][1] > means[0][0] + 1 and all(means[e][1] <= means[e][0] + 0.3 for e in (100, 300)),
    numbers={"whitened": means[0][1], "plus 100": means[100][1]},
)
found(
    "whitening, one half",
    f"56 components, the first sixteen whitened and the rest divided by the sixteenth's deviation: "
    f"{np.mean(spared):.1f} percent; only the rest whitened: {np.mean(tail):.1f}.",
    holds=np.mean(spared) <= means[0][0] + 0.1 and np.mean(tail) > np.mean(plain, axis=0)[1] + 0.4,
    numbers={"first whitened": np.mean(spared), "rest whitened": np.mean(tail)},
)

# Bits: components rounded to steps of 1, 4 and 8 counts of ink, and pixels to steps of 1, 4, 5 and 8.
def bits(numbers):
    return np.ceil(np.log2(np.ptp(numbers, axis=0) + 1)).sum()


coarse = {(what, step): [] for what in ("components", "pixels") for step in (1, 4, 5, 8)}
exact = []
for known, unknown in deals(y, 12, 81):
    model = PCA(16, svd_solver="full").fit(X[known])
    short = {"components": (model.transform(X[known]), model.transform(X[unknown])),
             "pixels": (X[known], X[unknown])}
    exact.append(error(short["components"][0], y[known], short["components"][1], y[unknown]))
    for (what, step), results in coarse.items():
        a, b = (np.floor(z / step + 0.5) for z in short[what])
        results.append((error(a, y[known], b, y[unknown]), bits(a)))
coarse = {name: np.mean(results, axis=0) for name, results in coarse.items()}
for what in ("components", "pixels"):
    found(
        f"rounded {what}",
        (f"Sixteen components as they are: {np.mean(exact):.1f} percent. Rounded" if what[0] == "c"
         else "All 64 pixels, rounded")
        + " to steps of " + ", ".join(
            f"{step}: {coarse[what, step][0]:.1f} percent in {coarse[what, step][1]:.0f} bits"
            for step in (1, 4, 5, 8)) + ".",
        holds=coarse["components", 1][0] < np.mean(exact) + 0.3
        and coarse["components", 4][1] < coarse["pixels", 5][1],
        numbers={f"bits at {step}": coarse[what, step][1] for step in (1, 4, 5, 8)},
    )

# The gate: how much of the training rows is lost by directions that were fitted with others, too.
excess = {}
for others in (2, 10, 30, 60, 360):
    runs = []
    for seed in range(5):
        order = np.random.default_rng(900 + seed).permutation(len(y))
        rows, more = X[order[:1_079]], X[order[: 1_079 + others]]
        least = (np.linalg.svd(rows - rows.mean(axis=0), compute_uv=False)[16:] ** 2).sum()
        found_by = PCA(16, svd_solver="full").fit(more)
        left = rows - found_by.inverse_transform(found_by.transform(rows))
        runs.append((left**2).sum() / least - 1)
    excess[others] = 100 * np.mean(runs)
found(
    "gate",
    "Fitted with other rows as well, sixteen directions lose more of 1,079 rows than they must, by "
    + ", ".join(f"{lost:.3f} percent with {others}" for others, lost in excess.items()) + ".",
    holds=excess[30] < 0.1 < excess[360],
    numbers={f"with {others}": lost for others, lost in excess.items()},
)
