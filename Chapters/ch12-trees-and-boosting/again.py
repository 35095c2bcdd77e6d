"""The headlines of chapter 12, done again with scikit-learn: other deals and draws, wider grids, the
rivals a sceptic would name, and the ingredient taken out."""

import csv
import gzip
import warnings
from pathlib import Path

import numpy as np
from ladder import found
from sklearn.datasets import load_breast_cancer, load_digits
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    IsolationForest,
    RandomForestClassifier,
)
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.neighbors import NearestNeighbors
from sklearn.tree import DecisionTreeClassifier

warnings.filterwarnings("ignore")  # sums that were told to stop early
NUMBERS = ["month", "weekday", "hour", "distance", "temp", "humid", "wind_dir", "wind_speed",
           "wind_gust", "precip", "pressure", "visib"]
WORDS = ["carrier", "origin", "dest"]
with gzip.open(Path("Sources/Datasets/Tables/flights.csv.gz"), "rt") as file:
    flights = [row for row in csv.DictReader(file) if row["arr_delay"]]
for row in flights:
    time = int(float(row["sched_dep_time"]))
    row["hour"] = time // 100 + time % 100 / 60
N = np.array([[float(row[c]) if row[c] != "" else np.nan for c in NUMBERS] for row in flights])
W = np.array([[row[c] for c in WORDS] for row in flights])
y = np.array([float(row["arr_delay"]) >= 15 for row in flights]).astype(int)
day = np.array([int(row["day_of_year"]) for row in flights])


def boosted(**settings):
    return HistGradientBoostingClassifier(early_stopping=False, **settings)


def says(model, rows):
    return model.predict_proba(rows)[:, 1]


def brier(chance, truth):
    return np.mean((chance - truth) ** 2)


def codes(known, rows):
    """As they are, with gaps; categories as codes, as among the known rows."""
    columns = [N[rows]]
    for j in range(3):
        place = {word: i for i, word in enumerate(sorted(set(W[known, j])))}
        columns.append(np.array([place.get(word, np.nan) for word in W[rows, j]])[:, None])
    return np.hstack(columns)


def shares(known, rows, smoothing=10, folds=5):
    """The same with target encoding, known rows out of fold."""

    def encoding(of, j):
        sums = {}
        for word, late in zip(W[of, j], y[of]):
            total = sums.setdefault(word, [0, 0])
            total[0] += late
            total[1] += 1
        mean = y[of].mean()
        return lambda word: (
            (sums[word][0] + smoothing * mean) / (sums[word][1] + smoothing) if word in sums else mean
        )

    columns = [N[rows]]
    for j in range(3):
        if rows is known:
            column = np.empty(len(known))
            for fold in np.array_split(np.arange(len(known)), folds):
                encode = encoding(np.delete(known, fold), j)
                column[fold] = [encode(word) for word in W[known[fold], j]]
        else:
            encode = encoding(known, j)
            column = np.array([encode(word) for word in W[rows, j]])
        columns.append(column[:, None])
    return np.hstack(columns)


def dressed(known, rows):
    """Filled, one-hot and standardised, for the weighted sum."""
    mean, deviation = np.nan_to_num(np.nanmean(N[known], 0)), np.nanstd(N[known], 0)
    deviation[~(deviation > 0)] = 1
    filled = np.where(np.isnan(N[rows]), mean, N[rows])
    columns = [(filled - mean) / deviation, np.isnan(N[rows][:, [8, 10]]).astype(float)]
    for j in range(3):
        words = np.array(sorted(set(W[known, j])))
        columns.append((W[rows, j][:, None] == words[None]).astype(float))
    return np.hstack(columns)


def bent(known, rows):
    """The same with every column of numbers cut into ten bins of about as many rows, one-hot."""
    columns = [dressed(known, rows)]
    for j in range(len(NUMBERS)):
        cuts = np.unique(np.nanquantile(N[known, j], np.arange(0.1, 1, 0.1)))
        place = np.searchsorted(cuts, np.nan_to_num(N[rows, j]))
        columns.append((place[:, None] == np.arange(len(cuts) + 1)[None]).astype(float))
    return np.hstack(columns)


def deal(count, seed):
    """Some flights of two thirds of the weeks, and of weeks put away: whole weeks, not days."""
    random = np.random.default_rng(9_000 + seed)
    weeks = (day - 1) // 7
    order = random.permutation(53)
    choose, judge = np.isin(weeks, order[:6]), np.isin(weeks, order[6:17])
    known = np.sort(random.permutation(np.flatnonzero(~choose & ~judge))[:count])
    return known, np.flatnonzero(choose), np.flatnonzero(judge)


def ahead(values):
    """Mean, and the reach of its 95 percent interval over a handful of deals."""
    values = np.array(values)
    return values.mean(), 2.2 * values.std(ddof=1) / np.sqrt(len(values))


# Exclusive or: other draws, another number of rows, and the depth that would suffice.
right = {}
for noise in (0, 18):
    for seed in range(100, 124):
        random = np.random.default_rng(seed)
        A, B = random.uniform(size=(300, 2 + noise)), random.uniform(size=(4_000, 2 + noise))
        a, b = ((R[:, 0] > 0.5) != (R[:, 1] > 0.5) for R in (A, B))
        for name, model in {
            "two questions": DecisionTreeClassifier(max_depth=2, random_state=seed),
            "full tree": DecisionTreeClassifier(min_samples_leaf=5, random_state=seed),
            "forest": RandomForestClassifier(60, random_state=seed),
            "boosting": boosted(max_iter=60, max_leaf_nodes=8, min_samples_leaf=10),
        }.items():
            right.setdefault((name, noise), []).append(100 * model.fit(A, a).score(B, b))
mean = {key: np.mean(value) for key, value in right.items()}
found(
    "blind",
    "An exclusive or with eighteen columns of noise: a full tree is right about "
    f"{mean['full tree', 18]:.0f} in 100, a forest {mean['forest', 18]:.0f}, boosting "
    f"{mean['boosting', 18]:.0f}; without noise all about {mean['full tree', 0]:.0f}, though a tree of "
    f"two questions, which would do, is at {mean['two questions', 0]:.0f}.",
    holds=mean["full tree", 18] < mean["boosting", 18] - 15
    and mean["forest", 18] < mean["boosting", 18] - 10
    and min(mean[name, 0] for name in ("full tree", "forest", "boosting")) > 97,
    numbers={f"{name}, {noise} columns": value for (name, noise), value in mean.items()},
)

# The law of averaging: other weeks, another table, and the ingredient taken out.
known, _, judged = deal(3_000, 1)
A, B = codes(known, known), codes(known, judged)


def law(trees, truth):
    trees = np.array(trees)
    spread = trees.var(0, ddof=1).mean()
    return spread, brier(trees.mean(0), truth) - spread / len(trees)


for name, settings in {
    "random forest": {"max_features": 4}, "bagging": {"max_features": None},
    "one column a question": {"max_features": 1},
    "no rows drawn, all columns": {"max_features": None, "bootstrap": False},
}.items():
    few = RandomForestClassifier(20, random_state=1, **settings).fit(A, y[known])
    spread, endless = law([says(tree, B) for tree in few.estimators_], y[judged])
    many = RandomForestClassifier(300, random_state=2, **settings).fit(A, y[known])
    all_trees = np.array([says(tree, B) for tree in many.estimators_])
    measured = {count: brier(all_trees[:count].mean(0), y[judged]) for count in (30, 100, 300)}
    off = max(abs(value - endless - spread / count) for count, value in measured.items())
    found(
        f"averaging, {name}",
        f"Flights of other weeks, {name}: twenty trees foresee {endless + spread / 300:.4f} for 300, "
        f"which score {measured[300]:.4f}; a spread of {spread:.3f}.",
        holds=off < 0.004 and (spread < 0.06) == name.startswith("no rows"),
        numbers={"spread": spread, "endless": endless, "300 trees": measured[300]},
    )

# Half the step, twice as often: other weeks and other sizes of trees.
for leaves in (3, 20):
    lowest = {}
    for rate in (0.6, 0.2, 0.05):
        walks = []
        for seed in (2, 3, 4):
            known, _, judged = deal(2_000, seed)
            model = boosted(
                learning_rate=rate, max_iter=round(14 / rate), max_leaf_nodes=leaves,
                min_samples_leaf=20,
            ).fit(codes(known, known), y[known])
            walks.append([
                -np.mean(np.log(np.where(y[judged] == 1, p[:, 1], p[:, 0])))
                for p in model.staged_predict_proba(codes(known, judged))
            ])
        walk = np.mean(walks, 0)
        lowest[rate] = (walk.argmin() + 1) * rate, walk.min()
    found(
        f"rates, {leaves} leaves",
        f"Trees of {leaves} leaves are best after a distance of {lowest[0.2][0]:.1f} at a rate of 0.2 and "
        f"of {lowest[0.05][0]:.1f} at 0.05, and cost {lowest[0.2][1]:.3f} and {lowest[0.05][1]:.3f} there; "
        f"at 0.6 {lowest[0.6][1]:.3f}.",
        holds=0.5 < lowest[0.2][0] / lowest[0.05][0] < 2
        and abs(lowest[0.2][1] - lowest[0.05][1]) < 0.006,
        numbers={f"distance at {rate}": value[0] for rate, value in lowest.items()},
    )


# What a question about nothing gains, in rows' worth: other shares, sizes and outcomes.
def best_gain(column, truth):
    order = np.argsort(column, kind="stable")
    column, truth = column[order], truth[order]
    n, k, first = len(truth), np.arange(1, len(truth)), np.cumsum(truth)[:-1]
    squares = truth.sum() ** 2 / n
    gains = first**2 / k + (truth.sum() - first) ** 2 / (n - k) - squares
    return gains[column[1:] > column[:-1]].max() / truth.var()


for name, outcome in {
    "half late": lambda r, n: r.integers(0, 2, n).astype(float),
    "one in ten late": lambda r, n: (r.uniform(size=n) < 0.1).astype(float),
    "normal outcomes": lambda r, n: r.normal(size=n),
}.items():
    random = np.random.default_rng(44)
    gains = np.array([
        [best_gain(column, truth) for column in (
            random.integers(0, 2, 1_000), random.integers(0, 10, 1_000), random.uniform(size=1_000))]
        for truth in (outcome(random, 1_000) for _ in range(300))
    ]).mean(0)
    found(
        f"nothing, {name}",
        f"A thousand rows, {name}: a coin gains {gains[0]:.2f} rows' worth, ten values {gains[1]:.1f}, a "
        f"lottery number {gains[2]:.1f}.",
        holds=0.8 < gains[0] < 1.25 and 2.3 < gains[1] < 3.5 and 4.5 < gains[2] < 8,
        numbers={"coin": gains[0], "ten values": gains[1], "lottery number": gains[2]},
    )

# The lottery number in a forest of full trees, in one of large leaves, and on rows put away.
worth = {1: [], 50: []}
drops = []
for seed in (5, 6, 7):
    known, _, judged = deal(3_000, seed)
    random = np.random.default_rng(seed)
    A, B = (
        np.c_[rows, random.uniform(size=len(rows)), random.integers(0, 2, len(rows))]
        for rows in (codes(known, known), codes(known, judged))
    )
    for leaf in worth:
        forest = RandomForestClassifier(
            100, min_samples_leaf=leaf, max_features=4, random_state=seed
        ).fit(A, y[known])
        worth[leaf].append(forest.feature_importances_)
        if leaf == 1:
            shuffled = B.copy()
            shuffled[:, -2] = random.permutation(shuffled[:, -2])
            drops.append(
                roc_auc_score(y[judged], says(forest, B))
                - roc_auc_score(y[judged], says(forest, shuffled))
            )
full, large = (np.mean(worth[leaf], 0) for leaf in (1, 50))
found(
    "lottery number",
    f"Full trees give the lottery number {100 * full[-2]:.1f} percent of all importance, place "
    f"{1 + (full > full[-2]).sum()} of {len(full)}, and the coin {100 * full[-1]:.1f}; trees of leaves of "
    f"50 rows {100 * large[-2]:.1f} and {100 * large[-1]:.1f}. Shuffled on weeks put away it costs "
    f"{np.mean(drops):+.4f} of AUC.",
    holds=full[-2] > 0.05 and full[-2] > 3 * full[-1] and large[-2] < full[-2]
    and abs(np.mean(drops)) < 0.01,
    numbers={"full": full[-2], "coin": full[-1], "large leaves": large[-2], "drop": np.mean(drops)},
)

# Who ranks late flights best: whole weeks put away, wider grids; boosting without interactions.
for count, deals in ((300, 5), (1_000, 5), (10_000, 2)):
    areas = []
    for seed in range(10, 10 + deals):
        known, choose, judged = deal(count, seed)

        def best(models, dress):
            rows, chosen, asked = (dress(known, part) for part in (known, choose, judged))
            fitted = [model.fit(rows, y[known]) for model in models]
            winner = max(fitted, key=lambda model: roc_auc_score(y[choose], says(model, chosen)))
            return says(winner, asked)

        def trees(leaves, rate, all_rounds):
            return best(
                [boosted(learning_rate=rate, max_iter=rounds, max_leaf_nodes=size,
                         min_samples_leaf=max(5, min(20, count // 20)), l2_regularization=5)
                 for size in leaves for rounds in all_rounds], codes)

        def weights(dress):
            return best(
                [LogisticRegression(C=1 / (s * count), max_iter=80)
                 for s in (0.003, 0.01, 0.03, 0.1, 0.3, 1, 3)], dress)

        weighted, curved = weights(dressed), weights(bent)
        full = trees((4, 12), 0.07, (15, 40, 90, 180))
        single = trees((2,), 0.2, (20, 80, 300, 900))
        areas.append([
            roc_auc_score(y[judged], said)
            for said in (weighted, full, single, weighted + full, curved)
        ])
    areas = np.array(areas)
    (lead, reach), (mean_lead, mean_reach) = (
        ahead(areas[:, 1] - areas[:, 0]), ahead(areas[:, 3] - areas[:, 0]))
    found(
        f"curves, {count} flights",
        f"{count} flights, whole weeks put away, {deals} deals: weighted sum {areas[:, 0].mean():.3f}, "
        f"boosting {areas[:, 1].mean():.3f} ({lead:+.3f}, give or take {reach:.3f}), boosting of single "
        f"questions {areas[:, 2].mean():.3f}, mean of sum and boosting {areas[:, 3].mean():.3f} "
        f"({mean_lead:+.3f}, give or take {mean_reach:.3f}), a sum of columns cut into ten bins "
        f"{areas[:, 4].mean():.3f}.",
        holds=(lead < 0.005 if count < 3_000 else 0 < areas[:, 2].mean() - areas[:, 0].mean() > lead / 3)
        and mean_lead > min(lead, -0.003) and areas[:, 4].mean() > areas[:, 0].mean() - 0.006,
        numbers={"sum": areas[:, 0].mean(), "boosting": areas[:, 1].mean(),
                 "single questions": areas[:, 2].mean(), "both": areas[:, 3].mean(),
                 "bins": areas[:, 4].mean()},
    )

# A column of a hundred values: codes, target encoding, left out.
for count in (1_000, 10_000):
    areas = {}
    for seed in (20, 21, 22, 23):
        known, _, judged = deal(count, seed)
        for name, dress in {"codes": codes, "shares": shares, "left out": lambda known, rows: N[rows]}.items():
            model = boosted(
                learning_rate=0.07, max_iter=80, max_leaf_nodes=6, min_samples_leaf=20,
                l2_regularization=5,
            ).fit(dress(known, known), y[known])
            areas.setdefault(name, []).append(roc_auc_score(y[judged], says(model, dress(known, judged))))
    gain, reach = ahead(np.subtract(areas["shares"], areas["codes"]))
    found(
        f"encoding, {count} flights",
        f"{count} flights: categories as codes {np.mean(areas['codes']):.3f}, target-encoded "
        f"{np.mean(areas['shares']):.3f} ({gain:+.3f}, give or take {reach:.3f}), without them "
        f"{np.mean(areas['left out']):.3f}.",
        holds=abs(gain) < reach + 0.01,
        numbers={name: np.mean(value) for name, value in areas.items()},
    )


# The clerk, exact and off, against another learner, with two shares of wrong labels.
def clerk(rows, off=0.0):
    far = rows[:, 1] > 0.4 - off
    return np.where(far, rows[:, 0] > 0.5 + off, rows[:, 2] > 0.7 + off).astype(int)


for wrong in (0.1, 0.2):
    leads = {}
    for off in (0, 0.05, 0.2):
        for count in (100, 2_000):
            for seed in range(60, 66):
                random = np.random.default_rng(seed)
                A, B = random.uniform(size=(count, 10)), random.uniform(size=(4_000, 10))
                a = clerk(A) ^ (random.uniform(size=count) < wrong)
                forest = RandomForestClassifier(100, min_samples_leaf=3, random_state=seed).fit(A, a)
                leads.setdefault((off, count), []).append(
                    100 * (np.mean(clerk(B, off) == clerk(B)) - forest.score(B, clerk(B))))
    mean = {key: np.mean(value) for key, value in leads.items()}
    found(
        f"rules, {100 * wrong:.0f} percent wrong",
        f"{100 * wrong:.0f} percent of the labels wrong: a rule off by 0.05 is {mean[0.05, 100]:+.1f} points "
        f"ahead of a forest with 100 rows and {mean[0.05, 2_000]:+.1f} with 2,000; off by 0.2 "
        f"{mean[0.2, 100]:+.1f} and {mean[0.2, 2_000]:+.1f}; exact {mean[0, 100]:+.1f} and "
        f"{mean[0, 2_000]:+.1f}.",
        holds=mean[0.05, 100] > 0 > mean[0.05, 2_000] and mean[0, 2_000] >= 0 > mean[0.2, 2_000],
        numbers={f"off by {off}, {count} rows": value for (off, count), value in mean.items()},
    )

# Odd rows: other numbers of hidden rows, trees of other sizes, another neighbour, and a ring.
D, t = load_digits(return_X_y=True)
T, tumour = load_breast_cancer(return_X_y=True)


def findings(usual, strange, count, seed, per_tree=256):
    random = np.random.default_rng(seed)
    rows = np.r_[usual, strange[random.permutation(len(strange))[:count]]]
    odd = np.r_[np.zeros(len(usual)), np.ones(count)]
    deviation = rows.std(0)
    deviation[deviation == 0] = 1
    return [roc_auc_score(odd, score) for score in (
        -IsolationForest(
            n_estimators=150, max_samples=min(per_tree, len(rows)), random_state=seed
        ).fit(rows).score_samples(rows),
        NearestNeighbors(n_neighbors=11).fit(rows).kneighbors(rows)[0][:, -1],
        (((rows - rows.mean(0)) / deviation) ** 2).sum(1))]


for count, draws in ((5, 24), (40, 8)):
    hidden = np.array([
        np.mean([findings(D[t != k], D[t == k], count, seed) for seed in range(71, 74)], 0) for k in range(10)])
    eights = {size: np.array([findings(D[t != 8], D[t == 8], count, seed, size) for seed in range(100, 100 + draws)])
              for size in (64, 256, 1_000)}
    mean = {size: values.mean(0) for size, values in eights.items()}
    error = eights[256][:, 0].std(ddof=1) / np.sqrt(draws)
    together = np.corrcoef(hidden[:, 0], hidden[:, 2])[0, 1]
    found(
        f"odd digits, {count} hidden",
        f"{count} hidden eights, {draws} draws: isolation finds them with {mean[256][0]:.2f} (standard error "
        f"{error:.2f}), by trees of 64 rows with {mean[64][0]:.2f}, of 1,000 with {mean[1_000][0]:.2f}; the tenth "
        f"neighbour with {mean[256][1]:.2f}, the distance from the mean with {mean[256][2]:.2f}. Over the digits "
        f"isolation goes with the distance from the mean ({together:.2f}).",
        holds=mean[64][0] < mean[256][0] < 0.5 and abs(mean[1_000][0] - 0.5) < 0.1 and mean[256][1] > 0.8
        and together > 0.8,
        numbers={"isolation": mean[256][0], "trees of 1,000 rows": mean[1_000][0], "neighbours": mean[256][1]},
    )

# The same eights in other company, and odd rows in the middle of a ring and of shells.
among = {
    name: np.mean([findings(D[np.isin(t, kept)], D[t == 8], 20, seed) for seed in (74, 75, 76)], 0)
    for name, kept in {"zeros": [0], "fours and ones": [1, 4], "all others": [0, 1, 2, 3, 4, 5, 6, 7, 9]}.items()
}
found(
    "company",
    "Twenty eights, by isolation: "
    + ", ".join(f"among {name} {value[0]:.2f} (distance from the mean {value[2]:.2f})" for name, value in among.items())
    + ".",
    holds=among["all others"][0] < 0.5 < 0.75 < among["fours and ones"][0] < among["zeros"][0],
    numbers={name: value[0] for name, value in among.items()},
)
shells = {}
for columns in (2, 5, 30):
    random = np.random.default_rng(80 + columns)
    rows = random.normal(size=(800, columns))
    rows *= random.normal(3, 0.2, (800, 1)) / np.linalg.norm(rows, axis=1)[:, None]
    shells[columns] = findings(rows, random.normal(0, 0.3 / np.sqrt(columns), (60, columns)), 15, 81)
found(
    "shells",
    "Odd rows in the middle of a shell are found with "
    + ", ".join(f"{value[0]:.2f} in {columns} columns (neighbours {value[1]:.2f})" for columns, value in shells.items())
    + ".",
    holds=shells[2][0] > 0.8 and max(shells[5][0], shells[30][0]) < 0.2,
    numbers={f"{columns} columns": value[0] for columns, value in shells.items()},
)
malignant = np.mean([findings(T[tumour == 1], T[tumour == 0], 10, seed) for seed in range(90, 96)], 0)
found(
    "odd tumours",
    f"Ten hidden tumours: isolation {malignant[0]:.2f}, neighbours {malignant[1]:.2f}.",
    holds=malignant[0] > 0.85 and malignant[1] > 0.85,
    numbers={"isolation": malignant[0], "neighbours": malignant[1]},
)
