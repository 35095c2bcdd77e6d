"""The headlines of chapter 0 again, with NumPy and SciPy: the drawer's answers, the law
of the darts, the floor of reused ones, and the margins; other seeds, wider grids, rivals."""

import numpy as np
from ladder import found
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.stats import binom, qmc
from sklearn.datasets import load_digits

# The drawer, in whole numbers: some forms have two others that are equally alike, and then the first
# in the file counts, which a rounded distance could not tell.
X, y = load_digits(return_X_y=True)
X = X.astype(np.int64)
COUNT = len(y)


def differences(rows):
    lengths = (rows * rows).sum(axis=1)
    return lengths[:, None] + lengths - 2 * rows @ rows.T


def alike(differences, count=1):
    """For each row the others that differ least, the first of equals first."""
    keys = differences * COUNT + np.arange(COUNT)
    np.fill_diagonal(keys, np.iinfo(np.int64).max)
    nearest = np.argpartition(keys, count, axis=1)[:, :count]
    return np.take_along_axis(
        nearest, np.take_along_axis(keys, nearest, axis=1).argsort(axis=1), axis=1
    )


of_all = differences(X)
first = alike(of_all)[:, 0]
right = 100 * np.mean(y[first] == y)
joins = coo_matrix((np.ones(COUNT), (np.arange(COUNT), first)), (COUNT, COUNT))
groups = connected_components(joins, directed=False)[0]
halves = 100 * np.mean(y[alike(differences(X[:, :32]))[:, 0]] == y)
most_frequent = 100 * np.bincount(y).max() / COUNT
found(
    "one drawer",
    f"The most alike form is of the right digit in {right:.1f} percent, the joins leave {groups} "
    f"groups, the upper half finds the right digit in {halves:.0f} percent; saying one digit always "
    f"is right in {most_frequent:.0f}.",
    holds=98.5 < right < 99 and groups == 397 and 89.5 < halves < 90.5 and most_frequent < 11,
    numbers={"right": right, "groups": groups, "halves": halves, "one digit": most_frequent},
)

misses = []
for pixel in range(64):
    truth = X[:, pixel]
    nearest = alike(of_all - (truth[:, None] - truth) ** 2, 5)
    misses.append(
        (abs(truth[nearest].mean(axis=1) - truth).mean(), abs(np.median(truth) - truth).mean())
    )
misses = np.array(misses)
vary = misses[:, 1] > 1
share = misses[vary, 0] / misses[vary, 1]
found(
    "the lost pixel",
    f"The lost pixel is missed by {misses[27, 0]:.1f} steps, by {misses[27, 1]:.1f} when one darkness "
    f"is said always; of the {vary.sum()} pixels where that constant misses by more than 1, the five "
    f"most alike miss by {share.min():.2f} to {share.max():.2f} of it.",
    holds=abs(misses[27, 0] - 2.1) < 0.05 and abs(misses[27, 1] - 5.2) < 0.05 and share.max() < 1,
    numbers={"worst pixel": share.max(), "mean": share.mean()},
)

stretch = np.arange(COUNT) * 13 // COUNT
same = 100 * np.mean(stretch[first] == stretch)
random = np.random.default_rng(1)
by_chance = [100 * np.mean(stretch[first][random.permutation(COUNT)] == stretch) for _ in range(200)]
same_digit = []
for form in range(COUNT):
    others = np.flatnonzero(y == y[form])
    same_digit.append(100 * np.mean(stretch[others[others != form]] == stretch[form]))
found(
    "the same hand",
    f"The most alike form lies in the same thirteenth of the file in {same:.0f} percent; a form "
    f"chosen by chance in {np.mean(by_chance):.1f}, one of the same digit in {np.mean(same_digit):.1f}.",
    holds=same > 3 * max(np.mean(same_digit), max(by_chance)),
    numbers={"most alike": same, "by chance": np.mean(by_chance), "same digit": np.mean(same_digit)},
)

# The law of the darts.
P = np.pi / 4
LAW = 4 * np.sqrt(P * (1 - P))
COUNTS = [4**power for power in range(2, 10)]
SEEDS = 200


def estimate(points):
    """Pi from points in the square."""
    return 4 * np.mean((points**2).sum(axis=1) < 1)


def miss(throw, darts, seeds=SEEDS):
    """The root mean square error over streams of chance, and its standard error."""
    squares = [(estimate(throw(darts, seed)) - np.pi) ** 2 for seed in range(seeds)]
    typical = np.sqrt(np.mean(squares))
    return typical, np.std(squares) / np.sqrt(seeds) / (2 * typical)


def independent(darts, seed):
    return np.random.default_rng([2026, seed]).random((darts, 2))


def spread_out(darts, seed):
    """Sobol's points, scrambled: each avoids where others have been."""
    return qmc.Sobol(2, seed=np.random.default_rng([7, seed])).random(darts)


def slope(misses):
    """The power of n in the law that the misses follow."""
    return np.polyfit(np.log(COUNTS), np.log(misses), 1)[0]


plain = np.array([miss(independent, darts) for darts in COUNTS])
ratios = plain[:, 0] / (LAW / np.sqrt(COUNTS))
worst = np.max(np.abs(ratios - 1) / (plain[:, 1] / plain[:, 0]))
found(
    "law",
    f"From {COUNTS[0]} to {COUNTS[-1]} darts the typical miss keeps to 1.642 / √n, "
    "within the luck of the seeds.",
    holds=worst < 3.5,
    numbers={
        "slope on logarithmic axes": slope(plain[:, 0]),
        "smallest miss / law": ratios.min(),
        "largest miss / law": ratios.max(),
        "largest deviation, standard errors": worst,
    },
)

(at, at_error), (ten, ten_error) = (miss(independent, n, 2000) for n in (500, 5000))
gain = at / ten
error = gain * np.hypot(at_error / at, ten_error / ten)
found(
    "ten times",
    "Ten times the darts make the estimate √10 times better, not five times.",
    holds=abs(gain - np.sqrt(10)) < 3 * error and gain + 3 * error < 5,
    numbers={"gain": gain, "its standard error": error, "√10": np.sqrt(10)},
)

sobol = np.array([miss(spread_out, darts, 50)[0] for darts in COUNTS])
found(
    "independence taken out",
    "Points that keep out of each other's way beat the law, so it is one of chance and not of "
    "measuring areas.",
    holds=slope(sobol) < -0.6,
    numbers={
        "slope of independent darts": slope(plain[:, 0]),
        "slope of Sobol's points": slope(sobol),
    },
)

# Reused darts: a thrower that owns some darts and draws from them. The number inside among the owned
# is binomial, and so is the number inside among the draws.
random = np.random.default_rng(77)


def reused(owned, draws, runs=20_000):
    return 4 * random.binomial(draws, random.binomial(owned, P, runs) / owned) / draws


def typical(estimates):
    return np.sqrt(np.mean((estimates - np.pi) ** 2))


floors = {owned: typical(reused(owned, 100 * owned)) for owned in (100, 1_000, 10_000)}
found(
    "floor of reused darts",
    "A hundred, a thousand and ten thousand darts, each read a hundred times, miss by what the law "
    "says of as many fresh ones: "
    + ", ".join(f"{floor:.4f} ({LAW / np.sqrt(owned):.4f})" for owned, floor in floors.items())
    + ".",
    holds=all(abs(floor * np.sqrt(owned) / LAW - 1) < 0.03 for owned, floor in floors.items()),
    numbers={f"{owned} owned": floor for owned, floor in floors.items()},
)
gains = {
    owned: typical(reused(owned, 1_000)) / typical(reused(owned, 10_000))
    for owned in (1_000, 10_000, 10_000_000)
}
found(
    "ten times the throws",
    f"From 1,000 to 10,000 throws the miss gets {gains[10_000_000]:.2f} times smaller when the darts "
    f"are as good as new, {gains[10_000]:.2f} times when ten thousand are owned, and "
    f"{gains[1_000]:.2f} times when a thousand are: there the law says √(2 / 1.1) = 1.35.",
    holds=gains[10_000_000] > 2 > gains[1_000] and abs(gains[1_000] - np.sqrt(2 / 1.1)) < 0.05,
    numbers={str(owned): value for owned, value in gains.items()},
)

# Margins from the darts alone: computed over all outcomes, not sampled.


def broken(darts, share=P):
    """The probability that a margin of 1.96 typical misses does not reach the truth."""
    inside = np.arange(darts + 1)
    guess = inside / darts
    margin = 1.96 * np.sqrt(guess * (1 - guess) / darts)
    return 100 * binom.pmf(inside, darts, share)[abs(guess - share) > margin].sum()


by_darts = {darts: broken(darts) for darts in (10, 100, 1_000, 10_000)}
found(
    "margins",
    f"With 1,000 darts {by_darts[1_000]:.2f} percent of margins do not reach π; with 100 "
    f"{by_darts[100]:.1f}, and with ten {by_darts[10]:.1f}, about twice what was promised.",
    holds=abs(by_darts[1_000] - 5) < 0.5,
    numbers={f"{darts} darts": share for darts, share in by_darts.items()},
)
draws = reused(1_000, 10_000)
margin = 1.96 * 4 * np.sqrt(draws / 4 * (1 - draws / 4) / 10_000)
promise = 100 * np.mean(abs(draws - np.pi) > margin)
found(
    "margins of reused darts",
    f"Ten thousand throws of a thousand darts promise 5 percent, and {promise:.0f} percent of their "
    "margins do not reach π.",
    holds=promise > 30,
    numbers={"do not reach": promise},
)
