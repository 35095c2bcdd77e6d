"""The headlines of chapter 1, done again with NumPy and scikit-learn: other seeds, a wider grid, the
rivals a sceptic would name, and the ingredient taken out."""

import numpy as np
from ladder import found
from sklearn.datasets import load_breast_cancer, load_digits, load_wine
from sklearn.model_selection import StratifiedShuffleSplit
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import MinMaxScaler, StandardScaler

digits = load_digits()
X, y = digits.data, digits.target


def deals(labels, count, share, seed):
    return StratifiedShuffleSplit(count, test_size=share, random_state=seed).split(labels, labels)


def error(known, labels, unknown, truth, k=1):
    model = KNeighborsClassifier(k, algorithm="brute").fit(known, labels)
    return 100 * np.mean(model.predict(unknown) != truth)


def low_and_high(values):
    mean, spread = np.mean(values), np.std(values, ddof=1) / np.sqrt(len(values))
    return mean - 1.96 * spread, mean + 1.96 * spread


# The headline number, on two hundred other deals, and with whole stretches of the file held out.
random_errors = [error(X[a], y[a], X[b], y[b]) for a, b in deals(y, 60, 0.2, 101)]
blocks = np.array_split(np.arange(len(y)), 13)
block_errors = []
for block in blocks:
    rest = np.setdiff1d(np.arange(len(y)), block)
    block_errors.append(error(X[rest], y[rest], X[block], y[block]))
ours = 100 * 4 / 359
found(
    "test error",
    f"On 60 other deals nearest neighbours misreads {np.mean(random_errors):.2f} percent, from "
    f"{min(random_errors):.1f} to {max(random_errors):.1f}; the chapter's deal has {ours:.1f}.",
    holds=min(random_errors) <= ours <= max(random_errors),
    numbers={"mean": np.mean(random_errors), "chapter": ours},
)
found(
    "known hands",
    f"With whole thirteenths of the file held out it misreads {np.mean(block_errors):.2f} percent: "
    "the random deal measures people it knows.",
    holds=np.mean(block_errors) > 1.5 * np.mean(random_errors),
    numbers={"blocks": np.mean(block_errors), "random": np.mean(random_errors)},
)

# Standardising, with the number of neighbours chosen from a grid twice as wide, and two rivals.
GRID = [1, 2, 3, 5, 7, 9, 13, 19, 27, 39, 51]


def tuned(features, labels, scaler, seed, count=12, keep=None):
    errors = []
    for known, unknown in deals(labels, count, 0.25, seed):
        a, b = features[known], features[unknown]
        if keep is not None:
            columns = a.std(axis=0) >= keep
            a, b = a[:, columns], b[:, columns]
        if scaler is not None:
            fitted = scaler().fit(a)
            a, b = fitted.transform(a), fitted.transform(b)
        inner, outer = next(deals(labels[known], 1, 0.2, seed + 1))
        by_k = [error(a[inner], labels[known][inner], a[outer], labels[known][outer], k) for k in GRID]
        errors.append(error(a, labels[known], b, labels[unknown], GRID[int(np.argmin(by_k))]))
    return np.array(errors)


for name, data, helps in [
    ("wine", load_wine(), True), ("tumours", load_breast_cancer(), True), ("digits", digits, False),
]:
    raw = tuned(data.data, data.target, None, 7)
    standard = tuned(data.data, data.target, StandardScaler, 7)
    ranged = tuned(data.data, data.target, MinMaxScaler, 7)
    low, high = low_and_high(raw - standard)
    found(
        f"standardising {name}",
        f"{name}, 12 other deals, k from 1 to 51: raw {raw.mean():.2f}, standardised "
        f"{standard.mean():.2f}, each column scaled to 0..1 {ranged.mean():.2f} percent of errors.",
        holds=low > 0 if helps else high < 0,
        numbers={"saved from": low, "saved to": high, "to the range": ranged.mean()},
    )

raw, standard = tuned(X, y, None, 7), tuned(X, y, StandardScaler, 7)
raw_quiet, standard_quiet = tuned(X, y, None, 7, keep=2), tuned(X, y, StandardScaler, 7, keep=2)
gone = (standard - raw) - (standard_quiet - raw_quiet)
low, high = low_and_high(gone)
found(
    "quiet pixels",
    f"Without the pixels that hardly change, {gone.mean():.2f} of {np.mean(standard - raw):.2f} "
    "points of harm are gone.",
    holds=low > 0,
    numbers={"gone from": low, "gone to": high},
)

# One neighbour or three, form by form.
gain, seen = np.zeros(len(y)), np.zeros(len(y))
for known, unknown in deals(y, 20, 0.25, 11):
    one, three = (
        KNeighborsClassifier(k, algorithm="brute").fit(X[known], y[known]).predict(X[unknown])
        != y[unknown]
        for k in (1, 3)
    )
    gain[unknown] += 100.0 * one - 100.0 * three
    seen[unknown] += 1
low, high = low_and_high(gain[seen > 0] / seen[seen > 0])
found(
    "three votes",
    f"Three votes save between {low:.2f} and {high:.2f} points over one: less than half a point.",
    holds=high < 0.5,
    numbers={"from": low, "to": high},
)

# The expansion in single precision, with a constant on every pixel; then with the mean taken out.
order = np.random.default_rng(5).permutation(len(y))
known, unknown = order[:1079], order[1079:1438]
for constant, breaks in [(1_000, False), (10_000, True)]:
    a = (X[unknown] + constant).astype(np.float32)
    b = (X[known] + constant).astype(np.float32)
    rates = []
    for shift in (np.float32(0), b.mean(axis=0)):
        p, q = a - shift, b - shift
        squares = (p * p).sum(1)[:, None] + (q * q).sum(1) - 2 * p @ q.T
        rates.append(100 * np.mean(y[known][squares.argmin(1)] != y[unknown]))
    found(
        f"offset {constant}",
        f"A constant of {constant}: the expansion misreads {rates[0]:.1f} percent, centred "
        f"{rates[1]:.1f}.",
        holds=(rates[0] > 30) == breaks and rates[1] < 3,
        numbers={"expanded": rates[0], "centred": rates[1]},
    )
