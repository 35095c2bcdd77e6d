"""The headlines of chapter 7, done again with NumPy, SciPy and scikit-learn: other seeds and deals,
a logistic model, the rivals a sceptic would name, and the ingredient taken out."""

import csv
import gzip
import warnings

import numpy as np
from ladder import found
from scipy import stats
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")  # networks that were told to stop early
rng = np.random.default_rng(2026)
Z = stats.norm.ppf(0.975)


def wilson(right, rows):
    share, z2n = right / rows, Z * Z / rows
    middle = (share + z2n / 2) / (1 + z2n)
    reach = np.sqrt(z2n * (share * (1 - share) + z2n / 4)) / (1 + z2n)
    return middle - reach, middle + reach


def wald(right, rows):
    share = right / rows
    reach = Z * np.sqrt(share * (1 - share) / rows)
    return share - reach, share + reach


# The best of equals: another size of contest, another accuracy.
for equals, accuracy, rows in [(20, 0.87, 360), (20, 0.5, 360), (5, 0.87, 360), (20, 0.97, 2_000)]:
    right = rng.binomial(rows, accuracy, size=(20_000, equals))
    lead = 100 * np.mean(right.max(1) / rows - accuracy)
    largest = rng.normal(size=(20_000, equals)).max(1).mean()
    law = 100 * largest * np.sqrt(accuracy * (1 - accuracy) / rows)
    low, high = wilson(right.max(1), rows)
    held = np.mean((low <= accuracy) & (accuracy <= high))
    found(
        f"best of {equals} at {accuracy}",
        f"The best of {equals} equals at {100 * accuracy:.0f} percent on {rows} rows flatters itself by "
        f"{lead:.2f} points (law {law:.2f}); its own interval holds the truth {100 * held:.0f} times in 100.",
        holds=abs(lead - law) < 0.1 * law,
        numbers={"lead": lead, "law": law, "held": held},
    )


# The winner of twenty on fresh rows: how many of the nineteen it had beaten are ahead of it then.
first, again = np.random.default_rng(7).binomial(360, 0.87, size=(2, 20_000, 20))
winner = first.argmax(1)
ahead = (again > again[np.arange(len(again)), winner][:, None]).sum(1).mean()
level = ((again == again[np.arange(len(again)), winner][:, None]).sum(1) - 1).mean()
found(
    "the winner again",
    f"On fresh rows {ahead:.1f} of the nineteen are ahead of the winner and {level:.1f} level with it.",
    holds=abs(ahead + level / 2 - 9.5) < 0.2,
    numbers={"ahead": ahead, "level": level},
)


# Coverage, exactly, on a wider grid of sizes, with the rival that always covers.
def covered(interval, accuracy, rows):
    counts = np.arange(rows + 1)
    low, high = interval(counts, rows)
    inside = (low <= accuracy) & (accuracy <= high)
    return stats.binom.pmf(counts, rows, accuracy)[inside].sum()


def clopper(right, rows):
    low = np.where(right == 0, 0, stats.beta.ppf(0.025, right, rows - right + 1))
    high = np.where(right == rows, 1, stats.beta.ppf(0.975, right + 1, rows - right))
    return low, high


grid = np.linspace(0.95, 0.995, 91)
for rows in (100, 360, 1_000):
    means = [np.mean([covered(f, p, rows) for p in grid]) for f in (wald, wilson, clopper)]
    found(
        f"coverage {rows}",
        f"{rows} rows, accuracies from 95 to 99.5 percent: Wald covers {100 * means[0]:.1f}, Wilson "
        f"{100 * means[1]:.1f}, Clopper and Pearson {100 * means[2]:.1f} percent on average.",
        holds=means[0] < means[1] - 0.01,
        numbers=dict(zip(("Wald", "Wilson", "Clopper"), means)),
    )


# Thirty: skew against tails, with sources the chapter did not use.
def student(draw, mean, count=30, samples=20_000):
    values = draw((samples, count))
    half = stats.t.ppf(0.975, count - 1) * values.std(1, ddof=1) / np.sqrt(count)
    return np.mean(np.abs(values.mean(1) - mean) <= half)


thirty = {
    "Student with 2 degrees (tails, no skew)": student(lambda s: rng.standard_t(2, s), 0),
    "Cauchy (tails, no skew)": student(rng.standard_cauchy, 0),
    "exponential (skew)": student(lambda s: rng.exponential(size=s), 1),
    "lognormal (skew)": student(lambda s: np.exp(1.5 * rng.normal(size=s)), np.exp(1.125)),
    "lognormal with random signs (its tails, no skew)": student(
        lambda s: rng.choice([-1, 1], s) * np.exp(1.5 * rng.normal(size=s)), 0
    ),
}
found(
    "thirty",
    "Thirty values: " + ", ".join(f"{name} {100 * c:.0f}" for name, c in thirty.items())
    + " percent. The same tails on both sides do no harm to coverage.",
    holds=all(("no skew" in name) == (c > 0.94) for name, c in thirty.items()),
    numbers=thirty,
)

# The flights: other deals of the days, a logistic model, a finer measure, whole weeks.
with gzip.open("Sources/Datasets/Tables/flights.csv.gz", "rt") as file:
    rows = [row for row in csv.DictReader(file) if row["arr_delay"]]
day = np.array([int(row["day_of_year"]) for row in rows])
late = np.array([float(row["arr_delay"]) >= 15 for row in rows])


def column(name):
    values = np.array([float(row[name]) if row[name] else np.nan for row in rows])
    values[np.isnan(values)] = np.nanmedian(values)
    return values


def indicators(name):
    names = sorted({row[name] for row in rows})[1:]
    return np.array([[row[name] == other for other in names] for row in rows], float)


hour = column("sched_dep_time") // 100
schedule = np.column_stack(
    [hour / 24, (hour / 24) ** 2, column("distance") / 1000, indicators("carrier"), indicators("origin")]
)
weather = np.column_stack(
    [column("temp") / 100, column("humid") / 100, column("wind_speed") / 10,
     column("precip") > 0, column("visib") / 10]
)


def by(groups, pieces):
    return np.bincount(groups, weights=pieces)


# The page's own model, least squares cut at one half, learning from either half of the days.
halves = {}
for name, learn in [("odd days", day % 2 == 1), ("even days", day % 2 == 0)]:
    ask, right = ~learn, []
    for columns in (schedule, np.column_stack([schedule, weather])):
        design = np.column_stack([columns, np.ones(len(late))])
        weights = np.linalg.lstsq(design[learn], late[learn].astype(float), rcond=None)[0]
        right.append((design[ask] @ weights > 0.5) == late[ask])
    gain = right[1].astype(float) - right[0]
    halves[name] = (100 * gain.mean(), gain.sum() / np.sqrt((by(day[ask], gain) ** 2).sum()))
found(
    "the other half of the days",
    "The weather leads by "
    + ", ".join(f"{lead:.2f} points ({z:.1f} standard errors by days) learning from {name}"
                for name, (lead, z) in halves.items()) + ".",
    holds=halves["odd days"][1] < Z < halves["even days"][1] and 0.9 < halves["even days"][0] < 1.2,
    numbers={f"{name}, {what}": value for name, pair in halves.items()
             for what, value in zip(("lead", "errors"), pair)},
)

leads, ratios, alarms, scores, weeks = [], [], [], [], []
for seed in range(6):
    days = np.random.default_rng(seed).permutation(np.unique(day))
    learn = np.isin(day, days[: len(days) // 2])
    ask = ~learn
    right, brier = [], []
    for columns in (schedule, np.column_stack([schedule, weather])):
        model = LogisticRegression(C=100, max_iter=3_000).fit(columns[learn], late[learn])
        chance = model.predict_proba(columns[ask])[:, 1]
        right.append((chance > 0.5) == late[ask])
        brier.append((chance - late[ask]) ** 2)
    gain = right[1].astype(float) - right[0]
    sums = by(day[ask], gain)
    leads.append(100 * gain.mean())
    flights, whole = np.sqrt((gain**2).sum()), np.sqrt((sums**2).sum())
    ratios.append(whole / flights)
    weeks.append(np.sqrt((by(day[ask] // 7, gain) ** 2).sum()) / whole)
    turned = np.abs(rng.choice([-1, 1], (4_000, len(sums))) @ sums)
    alarms.append([np.mean(turned > Z * flights), np.mean(turned > Z * whole)])
    saved = brier[0] - brier[1]
    scores.append(saved.sum() / np.sqrt((by(day[ask], saved) ** 2).sum()))
alarms = 100 * np.mean(alarms, axis=0)
found(
    "weather",
    f"Six other deals of the days and a logistic model: the weather leads by {min(leads):.2f} to "
    f"{max(leads):.2f} points; counted by days its luck is {min(ratios):.1f} to {max(ratios):.1f} times "
    f"that counted by flights, and by weeks another {np.mean(weeks):.2f} times.",
    holds=min(ratios) > 1.2,
    numbers={"least lead": min(leads), "largest": max(leads), "days": np.mean(ratios), "weeks": np.mean(weeks)},
)
found(
    "false alarms",
    f"With whole days swapped, flights in pairs find a difference {alarms[0]:.0f} times in 100 and days "
    f"in pairs {alarms[1]:.1f}.",
    holds=alarms[0] > 10 and alarms[1] < 7,
    numbers={"flights": alarms[0], "days": alarms[1]},
)
found(
    "weather, finer",
    f"By the squared error of the probabilities the weather helps: {min(scores):.1f} to {max(scores):.1f} "
    "standard errors by days.",
    holds=min(scores) > 2,
    numbers={"least": min(scores), "largest": max(scores)},
)

# What rows of one day are worth, with the ingredient taken out: flights dealt into days at random.
answers = (late == 0).astype(float)  # "on time" every time
for name, groups in [("as they are", day), ("dealt into days at random", rng.permutation(day))]:
    members = [answers[groups == one] for one in np.unique(groups) if (groups == one).sum() >= 40]
    truth = np.mean([m.mean() for m in members])
    products = [
        ((m - truth).sum() ** 2 - ((m - truth) ** 2).sum()) / (len(m) * (len(m) - 1)) for m in members
    ]
    rho = np.mean(products) / (truth * (1 - truth))
    hits = 0
    for _ in range(2_000):
        drawn = rng.integers(0, len(members), 30)
        right = sum(rng.permutation(members[one])[:40].sum() for one in drawn)
        low, high = wilson(right, 1_200)
        hits += low <= truth <= high
    law = 2 * stats.norm.cdf(Z / np.sqrt(1 + 39 * rho)) - 1
    found(
        f"days {name}",
        f"Forty flights of thirty days, {name}: Wilson's interval covers {hits / 20:.0f} percent, the law "
        f"says {100 * law:.0f} (correlation {rho:.3f}).",
        holds=abs(hits / 2_000 - law) < 0.04 and (law < 0.75) == (name == "as they are"),
        numbers={"covered": hits / 2_000, "law": law, "correlation": rho},
    )


# Ideas: the share that is right among those found, with the seed of the ideas and the size changed.
def probabilities(ideas, rows, lead, differing):
    both = rng.multinomial(rows, [(differing + lead) / 2, (differing - lead) / 2, 1 - differing], ideas)
    fewer, all_ = np.minimum(both[:, 0], both[:, 1]), both[:, 0] + both[:, 1]
    return np.minimum(1, 2 * stats.binom.cdf(fewer, all_, 0.5))


for rows_, share in [(1_000, 0.1), (200, 0.1), (1_000, 0.8), (4_000, 0.1)]:
    power = np.mean(probabilities(20_000, rows_, 0.02, 0.06) < 0.05)
    wrong = np.mean(probabilities(20_000, rows_, 0, 0.06) < 0.05)
    right = share * power / (share * power + (1 - share) * wrong)
    found(
        f"ideas {rows_} {share}",
        f"{rows_} rows, {100 * share:.0f} of 100 ideas right: of those with p below 0.05, "
        f"{100 * right:.0f} percent are right.",
        holds=(right >= 0.95) == (share > 0.5),
        numbers={"right": right, "power": power},
    )

# Five seeds: another library's network, other rows to learn from, and a test set eight times as large.
X, y = load_digits(return_X_y=True)
order = np.random.default_rng(11).permutation(len(y))
learn, pool = order[:400], order[400:]
right = np.array(
    [
        MLPClassifier((32,), max_iter=20, batch_size=32, learning_rate_init=0.01, random_state=seed)
        .fit(X[learn] / 16, y[learn]).predict(X[pool] / 16) == y[pool]
        for seed in range(24)
    ]
)
truth = right.mean()
for count in (360, 2_880):
    hits = np.zeros(3)
    for _ in range(2_000):
        rows_ = rng.integers(0, len(pool), count)
        scores_ = right[rng.choice(len(right), 5, replace=False)][:, rows_]
        five = scores_.mean(1)
        half = stats.t.ppf(0.975, 4) * five.std(ddof=1) / np.sqrt(5)
        low, high = wilson(scores_[0].sum(), count)
        reach = Z * scores_.mean(0).std() / np.sqrt(count)
        hits += [abs(five.mean() - truth) <= half, low <= truth <= high, abs(five.mean() - truth) <= reach]
    hits /= 20
    found(
        f"five seeds {count}",
        f"{count} test rows: Student's interval of five networks holds their accuracy {hits[0]:.0f} times "
        f"in 100, Wilson's of one {hits[1]:.0f}, and the rows of the five together {hits[2]:.0f}.",
        holds=hits[0] < 90 and hits[2] > hits[0],
        numbers={"five": hits[0], "one": hits[1], "rows": hits[2]},
    )
