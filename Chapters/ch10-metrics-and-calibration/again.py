"""The headlines of chapter 10, done again with NumPy and scikit-learn: other deals of days and digits,
other prices and degrees of lateness, boosted trees as the rival, maps from days that no model has
seen, and the ingredients taken out."""

import csv
import gzip
import warnings
from pathlib import Path

import numpy as np
import torch
from ladder import found
from scipy.optimize import brentq
from scipy.special import log_softmax, softmax
from scipy.stats import beta
from sklearn.datasets import load_digits
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.neural_network import MLPClassifier

warnings.filterwarnings("ignore")  # networks that were told to stop early


def table():
    """The bundled flights, wherever this file lies in the checkout."""
    for folder in [Path.cwd(), *Path(__file__).resolve().parents]:
        file = folder / "Sources/Datasets/Tables/flights.csv.gz"
        if file.exists():
            with gzip.open(file, "rt") as lines:
                return [row for row in csv.DictReader(lines) if row["arr_delay"]]
    raise FileNotFoundError("flights.csv.gz")


rows = table()
day = np.array([int(row["day_of_year"]) for row in rows])
minutes = np.array([float(row["arr_delay"]) for row in rows])


def number(name, centre, scale):
    return np.array([((float(row[name]) if row[name] else centre) - centre) / scale for row in rows])


def named(name):
    values = np.array([row[name] for row in rows])
    return (values[:, None] == np.unique(values)).astype(float)


time = np.array([int(row["sched_dep_time"]) for row in rows])
hour = (time // 100 + time % 100 / 60 - 14) / 5
storm = np.column_stack([number("precip", 0, 1) > 0, number("visib", 9, 2)])
plan = np.column_stack([hour, hour**2, number("distance", 1000, 700), named("carrier"), named("origin")])
weather = np.column_stack([number("temp", 55, 18), number("humid", 62, 20), number("wind_speed", 10, 5)])
everything = np.column_stack([plan, storm, weather, named("month"), named("weekday")])


class Sums:
    """Logistic regression by Newton's steps, a penalty of one; events may weigh more."""

    def __init__(self, weight=1.0):
        self.weight = weight

    def fit(self, x, y):
        x = np.column_stack([x, np.ones(len(x))])
        row = np.where(y, self.weight, 1.0)
        penalty = np.eye(x.shape[1])
        penalty[-1, -1] = 1e-4
        w = np.zeros(x.shape[1])
        w[-1] = np.log((row * y).sum() / (row * ~y).sum())
        for _ in range(12):
            p = 1 / (1 + np.exp(-x @ w))
            bend = (x * (row * p * (1 - p))[:, None]).T @ x + penalty
            w -= np.linalg.solve(bend, x.T @ (row * (p - y)) + penalty @ w)
        self.w = w
        return self

    def predict_proba(self, x):
        p = 1 / (1 + np.exp(-(x @ self.w[:-1] + self.w[-1])))
        return np.column_stack([1 - p, p])


def parts(seed, count=5):
    """The days dealt into parts: for each part, whether a flight is of it."""
    return [np.isin(day, d) for d in np.array_split(np.random.default_rng(seed).permutation(np.unique(day)), count)]


def judged(columns, happened, seed, model=None):
    """The probability of each flight by a model of other days: five parts of days."""
    said = np.zeros(len(day))
    for ask in parts(seed):
        fit = (model or Sums()).fit(columns[~ask], happened[~ask])
        said[ask] = fit.predict_proba(columns[ask])[:, 1]
    return said


def profit(said, happened, gain):
    alarm = said > 1 / (1 + gain)
    return 1000 * (gain * (alarm & happened).sum() - (alarm & ~happened).sum()) / len(happened)


# Silence: other degrees of lateness, and trees.
trees = HistGradientBoostingClassifier(max_iter=25, learning_rate=0.1, max_leaf_nodes=15)
for late in (15, 60, 180):
    happened = minutes >= late
    gains = {}
    for name, model in (("sums", None), ("trees", trees)):
        said = judged(everything, happened, 11, model)
        gains[name] = 100 * (((said > 0.5) == happened).mean() - (1 - happened.mean()))
        alarms, right = (said > 0.5).sum(), happened[said > 0.5].sum()
    found(
        f"silence {late}",
        f"{late} minutes late, {100 * happened.mean():.1f} percent of flights: at one half, the model gains "
        f"{gains['sums']:.2f} points of accuracy on silence, boosted trees {gains['trees']:.2f}, "
        f"who raise {alarms} alarms of which {right} are right.",
        holds=(gains["sums"] > 0.3) == (late == 15),
        numbers=gains,
    )

# The threshold of the law against all others, other prices; and the area's choice.
happened = minutes >= 180
law, picks, tops = [], {40: [], 100: []}, {40: [], 100: []}
areas, pooled = [], {"plan": [], "storm": []}


def area_by_parts(said, happened, seed):
    return np.mean([roc_auc_score(happened[part], said[part]) for part in parts(seed)])


def best_profit(said, happened, gain):
    """By the best of all thresholds, chosen afterwards; equal scores stay together."""
    order = np.argsort(-said)
    earned = np.cumsum(np.where(happened[order], gain, -1))
    last = np.append(said[order][1:] < said[order][:-1], True)
    return 1000 * max(0, earned[last].max()) / len(happened)


by_parts = {"plan": [], "storm": []}
for seed in range(4):
    of = {"plan": judged(plan, happened, seed), "storm": judged(storm, happened, seed)}
    whole = judged(everything, happened, seed)
    for name, said in of.items():
        pooled[name].append(roc_auc_score(happened, said))
        by_parts[name].append(area_by_parts(said, happened, seed))
    areas.append(by_parts["plan"][-1] - by_parts["storm"][-1])
    for gain in picks:
        picks[gain].append(profit(of["plan"], happened, gain) - profit(of["storm"], happened, gain))
        tops[gain].append(best_profit(of["plan"], happened, gain) - best_profit(of["storm"], happened, gain))
    for gain in (30, 50, 80):
        best = max(
            1000 * (gain * ((whole > t) & happened).sum() - ((whole > t) & ~happened).sum()) / len(day)
            for t in np.quantile(whole, np.linspace(0, 1, 400))
        )
        law.append(profit(whole, happened, gain) / best)
found(
    "threshold",
    f"Four deals, gains of 30, 50 and 80: alarms from 1/(1 + gain) bring {100 * min(law):.0f} to "
    f"{100 * max(law):.0f} percent of what the best threshold, chosen on the same rows, would.",
    holds=np.mean(law) > 0.75,
    numbers={"least": min(law), "mean": np.mean(law)},
)
found(
    "area",
    f"Four deals: the plan's area is larger by {min(areas):.3f} to {max(areas):.3f}; less the storm it "
    f"brings {np.mean(picks[40]):.0f} at a gain of 40 and {np.mean(picks[100]):.0f} at 100; with the best "
    f"threshold of each, {np.mean(tops[40]):.0f} and {np.mean(tops[100]):.0f}.",
    holds=min(areas) > 0 and all(max(some[40]) < 0 < min(some[100]) for some in (picks, tops)),
    numbers={"area": np.mean(areas), "at 40": np.mean(picks[40]), "at 100": np.mean(picks[100])},
)

found(
    "pooled",
    "Four deals: the areas of plan and storm, by parts of days that one model judged, are "
    f"{np.mean(by_parts['plan']):.3f} and {np.mean(by_parts['storm']):.3f}; all parts thrown together, "
    f"{np.mean(pooled['plan']):.3f} and {np.mean(pooled['storm']):.3f}.",
    holds=np.mean(by_parts["storm"]) - np.mean(pooled["storm"]) > 0.01,
    numbers={"storm by parts": np.mean(by_parts["storm"]), "storm pooled": np.mean(pooled["storm"])},
)

# Balanced weights: the ranking stays, the words go, and one known number brings them back.
ratio = (~happened).sum() / happened.sum()
plain = judged(everything, happened, 3)
balanced = judged(everything, happened, 3, Sums(ratio))
odds = balanced / (1 - balanced) / ratio
mended = odds / (1 + odds)
numbers = {
    name: (roc_auc_score(happened, said), said.mean(), profit(said, happened, 40))
    for name, said in (("plain", plain), ("balanced", balanced), ("mended", mended))
}
found(
    "balanced",
    "Area, mean probability, profit at 40: "
    + "; ".join(f"{name} {a:.3f}, {100 * p:.1f} percent, {m:.0f}" for name, (a, p, m) in numbers.items()) + ".",
    holds=numbers["balanced"][2] < -200 and abs(numbers["mended"][2] - numbers["plain"][2]) < 50,
    numbers={f"{name} {what}": v for name, t in numbers.items() for what, v in zip(("area", "says", "profit"), t)},
)

# Maps from days that no model has seen: models from a third of the days, maps from another, asked on the last.
happened_odds = lambda p: np.log(p / (1 - p))
earned = {name: [] for name in ("plain", "balanced", "less log", "Platt", "chosen", "plan")}
for seed in range(4):
    thirds = parts(100 + seed, 3)
    total = dict.fromkeys(earned, 0.0)
    for turn in range(3):
        learn, fit, ask = thirds[turn], thirds[turn - 2], thirds[turn - 1]
        ratio = (~happened[learn]).sum() / happened[learn].sum()
        model = Sums(ratio).fit(everything[learn], happened[learn])
        z_fit, z_ask = (happened_odds(model.predict_proba(everything[part])[:, 1]) for part in (fit, ask))
        platt = LogisticRegression(C=1e6).fit(z_fit[:, None], happened[fit])
        order = np.argsort(-z_fit)
        place = np.cumsum(np.where(happened[fit][order], 40, -1)).argmax()
        said = {
            "plain": happened_odds(Sums().fit(everything[learn], happened[learn]).predict_proba(everything[ask])[:, 1]),
            "balanced": z_ask,
            "less log": z_ask - np.log(ratio),
            "Platt": platt.decision_function(z_ask[:, None]),
            "chosen": z_ask - z_fit[order][place] - np.log(40) + 1e-9,
            "plan": happened_odds(Sums().fit(plan[learn], happened[learn]).predict_proba(plan[ask])[:, 1]),
        }
        for name, z in said.items():
            alarm = z > -np.log(40)
            total[name] += 1000 * (40 * (alarm & happened[ask]).sum() - (alarm & ~happened[ask]).sum()) / len(day)
    for name in earned:
        earned[name].append(total[name])
money = {name: np.mean(values) for name, values in earned.items()}
found(
    "maps from unseen days",
    "Models from a third of the days, maps from another, asked on the last, four deals, profit at 40: "
    + ", ".join(f"{name} {value:.0f}" for name, value in money.items()) + ".",
    holds=money["balanced"] < -200 and min(money["less log"], money["Platt"], money["chosen"]) > money["plan"],
    numbers=money,
)

# Networks that age, in other lights, with another library's Adam and batches.
digits = load_digits()


def logits(net, pixels):
    hidden = np.maximum(pixels @ net.coefs_[0] + net.intercepts_[0], 0)
    return hidden @ net.coefs_[1] + net.intercepts_[1]


def temperature(z, labels):
    at = np.arange(len(labels))
    balance = lambda t: (softmax(z / t, axis=1) * z).sum(1).mean() - z[at, labels].mean()
    return brentq(balance, 0.02, 100) if balance(0.02) * balance(100) < 0 else 0.02


def life(light, seed, ages=(1, 8, 100), labels=None):
    random = np.random.default_rng(seed)
    order = random.permutation(1_797)
    pixels = digits.data[order] / 16 + light * random.normal(size=(1_797, 64))
    y = (digits.target if labels is None else labels)[order]
    net = MLPClassifier((64,), learning_rate_init=0.005, batch_size=32, alpha=0, random_state=seed)
    parts = [slice(0, 600), slice(600, 1_000), slice(1_000, None)]
    out = []
    for epoch in range(1, ages[-1] + 1):
        net.partial_fit(pixels[:600], y[:600], classes=np.arange(10))
        if epoch in ages:
            out.append([(logits(net, pixels[p]), y[p]) for p in parts])
    return net, out, digits.data[order] / 16, y


lives = {light: [life(light, seed) for seed in range(3)] for light in (0, 0.3, 0.5)}
for light, some in lives.items():
    fresh = [np.mean([temperature(*l[1][age][1]) for l in some]) for age in range(3)]
    seen = [np.mean([temperature(*l[1][age][0]) for l in some]) for age in range(3)]
    found(
        f"temperatures in light {light}",
        f"Light {light}, epochs 1, 8 and 100: the best temperature of fresh rows is "
        + ", ".join(f"{t:.2f}" for t in fresh) + "; of seen rows " + ", ".join(f"{t:.2f}" for t in seen) + ".",
        holds=fresh[0] < 0.8 and fresh[2] > 1.2 and seen[2] < 0.1,
        numbers={"young": fresh[0], "middle": fresh[1], "old": fresh[2], "seen old": seen[2]},
    )


# Both causes taken away, and smoothing, in PyTorch.
torch.set_num_threads(1)
shapes, answers = torch.tensor(digits.data / 16, dtype=torch.float32), torch.tensor(digits.target)


def torch_life(seed, ages, light=0.4, start=1.0, anew=False, smoothing=0.0):
    torch.manual_seed(seed)
    order = torch.randperm(1_797)
    x, y = shapes[order] + light * torch.randn(1_797, 64), answers[order]
    net = torch.nn.Sequential(torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 10))
    with torch.no_grad():
        for layer in (net[0], net[2]):
            torch.nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
            layer.bias.zero_()
        net[2].weight *= start
    adam, loss = torch.optim.Adam(net.parameters(), lr=0.005), torch.nn.CrossEntropyLoss(label_smoothing=smoothing)
    out = []
    for epoch in range(1, max(ages) + 1):
        rows = shapes[order][:600] + light * torch.randn(600, 64) if anew else x[:600]
        for batch in torch.randperm(600).split(32):
            adam.zero_grad()
            loss(net(rows[batch]), y[batch]).backward()
            adam.step()
        if epoch in ages:
            with torch.no_grad():
                out.append((net(x).double().numpy(), y.numpy()))
    return out


def off_by(z, labels):
    p = softmax(z[1_000:], axis=1)
    return 100 * (p.max(1).mean() - (p.argmax(1) == labels[1_000:]).mean())


tuned = lambda z, labels: temperature(z[600:1_000], labels[600:1_000])
seeds = range(20, 23)
first = {s: np.mean([tuned(*torch_life(seed, (1,), start=s)[0]) for seed in seeds]) for s in (0.3, 1, 3, 10)}
last = {a: np.mean([tuned(*torch_life(seed, (120,), anew=a)[0]) for seed in seeds]) for a in (False, True)}
found(
    "causes",
    "Temperature after one epoch, by how wide the last layer starts: "
    + ", ".join(f"{s} times {t:.2f}" for s, t in first.items())
    + f"; after 120 epochs {last[False]:.2f}, and with noise drawn anew for every epoch {last[True]:.2f}.",
    holds=first[0.3] < first[1] < 1 < first[3] < first[10] and last[True] < 1.5 < last[False],
    numbers={"narrow": first[0.3], "plain": first[1], "wide": first[10], "old": last[False], "anew": last[True]},
)
smooth = {}
for light in (0.4, 0.0):
    for share in (0, 0.05, 0.1, 0.2):
        runs = [torch_life(seed, (6, 120), light=light, smoothing=share) for seed in (30, 31)]
        smooth[light, share] = [np.mean([off_by(*run[age]) for run in runs]) for age in (0, 1)]
found(
    "smoothing",
    "Points too sure, smoothing 0, 0.05, 0.1, 0.2: "
    + "; ".join(
        f"{name} " + ", ".join(f"{smooth[light, share][age]:.0f}" for share in (0, 0.05, 0.1, 0.2))
        for name, light, age in (
            ("old in bad light", 0.4, 1), ("young in bad light", 0.4, 0), ("old in good light", 0, 1)
        )
    )
    + ".",
    holds=abs(smooth[0.4, 0.1][1]) < abs(smooth[0.4, 0][1])
    and abs(smooth[0.4, 0.1][0]) > abs(smooth[0.4, 0][0])
    and abs(smooth[0.0, 0.1][1]) > abs(smooth[0.0, 0][1]),
    numbers={"old bad": smooth[0.4, 0.1][1], "young bad": smooth[0.4, 0.1][0], "old good": smooth[0.0, 0.1][1]},
)


def clean_losses(seed):
    """Log loss of 359 clean digits after sixty epochs, raw and with a temperature from 144 others."""
    random = np.random.default_rng(seed)
    order = random.permutation(1_797)
    x, y = digits.data[order] / 16, digits.target[order]
    net = MLPClassifier((64,), learning_rate_init=0.002, batch_size=32, alpha=0, max_iter=60, random_state=seed)
    net.fit(x[:1_294], y[:1_294])
    t = temperature(logits(net, x[1_294:1_438]), y[1_294:1_438])
    z, at = logits(net, x[1_438:]), np.arange(359)
    return [-log_softmax(z / by, axis=1)[at, y[1_438:]].mean() for by in (1, t)]


losses = np.array([clean_losses(seed) for seed in range(6)])
helped = int((losses[:, 1] < losses[:, 0]).sum())
found(
    "few rows",
    f"A temperature from 144 clean digits, six deals: it lowers the log loss of 359 others in {helped}, "
    f"on average from {losses[:, 0].mean():.3f} to {losses[:, 1].mean():.3f}.",
    holds=0 < helped < 6 and abs(losses[:, 1].mean() - losses[:, 0].mean()) < 0.02,
    numbers={"raw": losses[:, 0].mean(), "mended": losses[:, 1].mean()},
)


def mistakes(z, labels, t):
    p = softmax(z / t, axis=1)
    sure, right = p.max(1), p.argmax(1) == labels
    return 100 * (sure[~right].mean() - (sure * (1 - sure)).sum() / (1 - sure).sum()), 100 * (
        sure.mean() - right.mean())


old = np.array([mistakes(*l[1][2][2], 1) for l in lives[0.5]]).mean(0)
new = np.array([mistakes(*l[1][2][2], temperature(*l[1][2][1])) for l in lives[0.5]]).mean(0)
found(
    "mistakes",
    f"Light 0.5, epoch 100: too sure by {old[1]:.1f} points over all rows and {old[0]:.1f} on mistakes, against "
    f"a calibrated model with the same confidences; after one number {new[1]:.1f} and {new[0]:.1f}.",
    holds=old[1] > 5 and old[0] > 5 and abs(new[0]) < 4 and abs(new[1]) < 4,
    numbers={"all": old[1], "mistakes": old[0], "mended": new[0]},
)

# Wrong labels, where one number is the wrong map: a fifth of all labels replaced.
random = np.random.default_rng(5)
wrong = digits.target.copy()
hit = random.random(1_797) < 0.2
wrong[hit] = (wrong[hit] + random.integers(1, 10, hit.sum())) % 10
net, ages, _, _ = life(0, 5, ages=(1, 15, 100), labels=wrong)
z, y = ages[1][2]
t = temperature(*ages[1][1])
p = softmax(z / t, axis=1)
found(
    "wrong labels",
    f"With a fifth of the labels replaced, epoch 15, the best temperature is {t:.2f} and leaves the network "
    f"{100 * ((p.argmax(1) == y).mean() - p.max(1).mean()):.0f} points too timid: one number is not every repair.",
    holds=(p.argmax(1) == y).mean() - p.max(1).mean() > 0.05,
    numbers={"temperature": t, "timid": (p.argmax(1) == y).mean() - p.max(1).mean()},
)

# Sets: other promises and numbers of rows, by the beta law; rows that were seen; other light.
net, ages, clean, y = lives[0.5][0]
pool, labels = np.concatenate([ages[2][1][0], ages[2][2][0]]), np.concatenate([ages[2][1][1], ages[2][2][1]])
strange = 1 - softmax(pool, axis=1)[np.arange(len(labels)), labels]
random = np.random.default_rng(6)
for count, missing in ((50, 0.2), (200, 0.1), (99, 0.05)):
    place = int(np.ceil((1 - missing) * (count + 1)))
    covered = []
    for _ in range(2_000):
        dealt = random.permutation(strange)
        covered.append((dealt[count:] <= np.sort(dealt[:count])[place - 1]).mean())
    spread = beta(place, count + 1 - place).std()
    found(
        f"sets {count} {missing}",
        f"{count} rows, {100 * (1 - missing):.0f} percent promised: the sets hold {100 * np.mean(covered):.1f} "
        f"percent with a spread of {100 * np.std(covered):.1f} points (law {100 * spread:.1f}).",
        holds=abs(np.mean(covered) - place / (count + 1)) < 0.01 and abs(np.std(covered) / spread - 1) < 0.2,
        numbers={"holds": np.mean(covered), "spread": np.std(covered), "law": spread},
    )


def held(seen_bar, light):
    shares = []
    for net, ages, clean, y in lives[0.3]:
        known = ages[2][0 if seen_bar else 1]
        s = np.sort(1 - softmax(known[0], axis=1)[np.arange(len(known[1])), known[1]])
        bar = s[int(np.ceil(0.9 * (len(s) + 1))) - 1]
        noise = np.random.default_rng(7).normal(size=(797, 64))
        p = softmax(logits(net, clean[1_000:] + light * noise), axis=1)
        shares.append((1 - p[np.arange(797), y[1_000:]] <= bar).mean())
    return 100 * np.mean(shares)


kept, seen, dark = held(False, 0.3), held(True, 0.3), held(False, 0.5)
found(
    "broken promises",
    f"Bars from light 0.3: the sets hold {kept:.0f} percent there and {dark:.0f} in light 0.5; with the bar from "
    f"rows the network learned from, {seen:.0f}.",
    holds=abs(kept - 90) < 3 and dark < 82 and seen < 82,
    numbers={"kept": kept, "dark": dark, "seen": seen},
)


# The calibration error of the exactly right: another shape of forecasts.
def binned(p, hits, bins):
    place = np.clip(np.ceil(p * bins).astype(int) - 1, 0, bins - 1)
    n = np.bincount(place, minlength=bins)
    return np.abs(np.bincount(place, hits - p, minlength=bins)).sum() / n.sum()


errors, law = [], []
for count in (200, 2_000):
    p = random.beta(0.7, 2, (300, count))
    errors.append(np.mean([binned(q, random.random(count) < q, 10) for q in p]))
    q = random.beta(0.7, 2, 200_000)
    place = np.clip(np.ceil(q * 10).astype(int) - 1, 0, 9)
    law.append(sum(
        np.sqrt((place == b).mean() * 2 * (q * (1 - q))[place == b].mean() / np.pi / count) for b in range(10)))
found(
    "exactly right",
    f"Forecasts that are exactly right, ten bins: error {100 * errors[0]:.1f} percent on 200 rows (law "
    f"{100 * law[0]:.1f}) and {100 * errors[1]:.1f} on 2,000 (law {100 * law[1]:.1f}).",
    holds=all(abs(e / l - 1) < 0.1 for e, l in zip(errors, law)),
    numbers={"200": errors[0], "2000": errors[1]},
)
