"""The headlines of chapter 22, done again with NumPy, SciPy, scikit-learn and PyTorch: forecasters written
out anew, other origins, other columns of the weather, rivals a sceptic would name, ingredients taken out."""

import csv
import gzip
import math
import pathlib

import numpy as np
import torch
from ladder import found
from scipy import stats
from scipy.optimize import minimize
from sklearn.ensemble import HistGradientBoostingRegressor
from torch import nn

torch.set_num_threads(1)
rng = np.random.default_rng(22)


def bundled(name):
    for folder in [pathlib.Path.cwd(), *pathlib.Path.cwd().parents, *pathlib.Path(__file__).parents]:
        path = folder / "Sources/Datasets/Tables" / name
        if path.exists():
            with gzip.open(path, "rt") if name.endswith("gz") else open(path) as file:
                return list(csv.DictReader(line for line in file if not line.startswith("#")))
    raise FileNotFoundError(name)


def filled(values):
    values = np.array([float(v) if v != "" else np.nan for v in values])
    known = np.flatnonzero(np.isfinite(values))
    return np.interp(np.arange(known[0], len(values)), known, values[known])


rows = bundled("airport-weather.csv.gz")
weather = {name: filled([row[name] for row in rows]) for name in ("temp", "dewp", "humid", "pressure")}
temperature = (weather["temp"] - 32) * 5 / 9
by_month = {}
for row in bundled("co2.csv"):
    if row["ppm"]:
        by_month.setdefault(12 * int(row["year"]) + int(row["month"]), []).append(float(row["ppm"]))
months = range(min(by_month), max(by_month) + 1)
carbon = filled([str(np.mean(by_month[m])) if m in by_month else "" for m in months])
spots = np.array([float(row["spots"]) for row in bundled("sunspots.csv")])


def several(values, form=".2f"):
    return ", ".join(format(v, form) for v in values)


def likeness(a, b):
    return (a * b).mean() / np.sqrt((a * a).mean() * (b * b).mean())


# The first law: as today beats as usual while deviations are like one another by more than a half.
def deviations(y, origins, h, days):
    """Of the last known hour and of the hour h later, from the mean of some days at the same hour."""
    ago = 24 * ((h - 1) // 24 + 1 + np.arange(days))
    now = y[origins - 1] - y[origins[:, None] - 1 - 24 * np.arange(1, days + 1)].mean(1)
    return now, y[origins + h - 1] - y[origins[:, None] + h - 1 - ago].mean(1)


def first_crossing(values, level):
    """Where a falling line of values for 1, 2, ... first crosses a level, between two of them."""
    k = next((k for k in range(1, len(values)) if values[k] < level), len(values) - 1)
    return k + (values[k - 1] - level) / (values[k - 1] - values[k])


half, reach, law = 5832, range(1, 61), {}
for name, y, days in [
    *(("temp", temperature, d) for d in (7, 14, 28, 56)),
    *((name, weather[name], 14) for name in ("dewp", "humid", "pressure")),
]:
    early, late = np.arange(60 * 24, half - 80, 7), np.arange(half, len(y) - 80, 7)
    rho = [likeness(*deviations(y, early, h, days)) for h in reach]
    pairs = [deviations(y, late, h, days) for h in reach]
    gain = [np.sqrt((then**2).mean() / ((then - now) ** 2).mean()) for now, then in pairs]
    law[name, days] = first_crossing(rho, 0.5), first_crossing(gain, 1)
ratios = [m / p for p, m in law.values()]
found(
    "as today, or as usual",
    "Told from January to August, measured from September on, as today stops to beat as usual after (told, measured) "
    + "; ".join(f"{name}, {days} days: {p:.0f}, {m:.0f} hours" for (name, days), (p, m) in law.items()) + ".",
    holds=all(2 / 3 < r < 3 / 2 for r in ratios),
)


# The second law: what a fitted interval far ahead covers; its parts taken out; values that are independent.
def covered(phi, n, runs, known=()):
    y = np.empty((n, runs))
    y[0] = rng.standard_normal(runs) / np.sqrt(1 - phi**2)
    for t in range(1, n):
        y[t] = phi * y[t - 1] + rng.standard_normal(runs)
    before, after = y[:-1], y[1:]
    a, b = (np.zeros(runs), np.zeros(runs)) if "mean" in known else (before.mean(0), after.mean(0))
    slope = phi if "phi" in known else ((before - a) * (after - b)).sum(0) / ((before - a) ** 2).sum(0)
    noise = ((after - b - slope * (before - a)) ** 2).sum(0) / (n - 3)
    h = max(24, int(5 / -math.log(phi)))
    mean, variance = y[-1], 0
    for _ in range(h):
        mean, variance = b + slope * (mean - a), noise + slope**2 * variance
    then = phi**h * y[-1] + rng.standard_normal(runs) * np.sqrt((1 - phi ** (2 * h)) / (1 - phi**2))
    return (abs(then - mean) < 1.96 * np.sqrt(variance)).mean()


told = lambda n: math.erf(1.96 * math.sqrt((1 - 1 / n) / (1 + 1 / n) / 2))
cases = [(phi, e) for e in (3, 6, 15) for phi in (0.3, 0.6, 0.85, 0.97)]
length = lambda phi, e: max(6, round(e * (1 + phi) / (1 - phi)))
hits = {c: covered(c[0], length(*c), 1500) for c in cases}
off = [hits[c] - told(length(*c) * (1 - c[0]) / (1 + c[0])) for c in cases]
out = [covered(0.85, length(0.85, 3), 3000, k) for k in ((), ("phi",), ("mean",), ("mean", "phi"))]
few = rng.standard_normal((20000, 3))
three = (abs(rng.standard_normal(20000) - few.mean(1)) < 1.96 * few.std(1)).mean()
found(
    "the effective past",
    f"With an effective past of 3, 6 and 15 and likenesses of 0.3 to 0.97, the formula is off by {min(off):+.2f} to {max(off):+.2f}. "
    f"At 3 and 0.85 the interval covers {out[0]:.2f}; {out[1]:.2f} with the likeness known, {out[2]:.2f} with the mean known, "
    f"{out[3]:.2f} with both. Three independent values cover {three:.2f} and not {told(3):.2f}: their spread is a guess too "
    f"(Student's t says {1 - 2 * stats.t.sf(1.96 * math.sqrt(0.5), 2):.2f}).",
    holds=max(abs(o) for o in off) < 0.06,
)


# The forecasters, judged by one loop.
def naive(y, h):
    return np.repeat(y[-1], h)


def drift(y, h):
    return y[-1] + (y[-1] - y[0]) / (len(y) - 1) * np.arange(1, h + 1)


def seasonal(s, growth=False):
    def tell(y, h):
        ahead = np.arange(h)
        return y[-s:][ahead % s] + growth * (y[-s:].mean() - y[-2 * s : -s].mean()) * (1 + ahead // s)

    return tell


def season_mean(s, rounds):
    return lambda y, h: y[len(y) - s * rounds :].reshape(rounds, s).mean(0)[np.arange(h) % s]


def kept(fit, tell, every):
    """Fitted at a few origins and carried on from there."""
    fitted = {}

    def forecast(y, h):
        if len(y) // every not in fitted:
            fitted[len(y) // every] = fit(y)
        return tell(fitted[len(y) // every], y, h)

    return forecast


def regress(y, p):
    X = np.stack([np.ones(len(y) - p)] + [y[p - k : len(y) - k] for k in range(1, p + 1)], 1)
    return np.linalg.lstsq(X, y[p:], rcond=None)[0]


def onward(weights, y, h):
    p, z = len(weights) - 1, list(y[1 - len(weights) :])
    for _ in range(h):
        z.append(weights[0] + weights[1:] @ np.array(z[: -p - 1 : -1]))
    return np.array(z[-h:])


def lags(p, season=0, root=False, every=24):
    if root:
        return kept(lambda y: regress(np.sqrt(y), p), lambda w, y, h: np.maximum(onward(w, np.sqrt(y), h), 0) ** 2, every)
    if not season:
        return kept(lambda y: regress(y, p), onward, every)

    def tell(w, y, h):
        z = list(y)
        for change in onward(w, y[season:] - y[:-season], h):
            z.append(z[-season] + change)
        return np.array(z[-h:])

    return kept(lambda y: regress(y[season:] - y[:-season], p), tell, every)


def smoothing(s, every, recent):
    """Holt and Winters, additive and damped, by squared errors one step ahead."""

    def run(raw, y, h=0):
        alpha, beta, gamma, damp = 1 / (1 + np.exp(-np.clip(raw, -9, 9)))
        slope = (y[s : 2 * s].mean() - y[:s].mean()) / s
        level, season, squares = y[:s].mean() - slope * (s + 1) / 2, [], 0.0
        season = list(y[:s] - y[:s].mean() - slope * (np.arange(s) - (s - 1) / 2))
        for i, value in enumerate(y.tolist()):
            ahead = level + damp * slope
            error = value - ahead - season[i]
            level, slope = ahead + alpha * error, damp * slope + alpha * beta * error
            season.append(season[i] + gamma * (1 - alpha) * error)
            squares += error * error * (i >= s)
        steps = np.cumsum(damp ** np.arange(1, h + 1))
        return level + steps * slope + np.array(season[len(y) :])[np.arange(h) % s] if h else squares / len(y)

    start = dict(maxiter=120, xatol=0.02, fatol=1e-5)
    fit = lambda y: minimize(run, (0, -3, -2, 4), args=(y[-recent:],), method="Nelder-Mead", options=start).x
    return kept(fit, lambda raw, y, h: run(raw, y[-recent:], h), every)


def fourier(s, pairs, knots, ridge, recent=10**6):
    def tell(y, h):
        y, n = y[-recent:], len(y[-recent:])
        t = np.arange(n + h)
        bends = [np.maximum(0, t / n - b) for b in np.linspace(0, 0.9, knots + 1)[1:]] if knots else []
        waves = [f(2 * np.pi * k * t / s) for k in range(1, pairs + 1) for f in (np.sin, np.cos)]
        X = np.stack([np.ones(n + h), t / n, *bends, *waves], 1)
        price = np.diag([0, 0] + [ridge * n] * len(bends) + [1e-8 * n] * len(waves))
        return X[n:] @ np.linalg.solve(X[:n].T @ X[:n] + price, X[:n].T @ y)

    return tell


# The forecasters on three series; differences with whole stretches resampled.
def day_rows(y, origins, h):
    """What a tree is told of a value h hours ahead: the hour, the season, lags from the last known value."""
    last, now = y[origins - 1], origins + h - 1
    told = [y[origins - 1 - k] - last for k in (1, 2, 3, 6, 12, 24)] + [y[now - 24] - last]
    mean = np.stack([y[origins - 1 - k] for k in range(24)]).mean(0) - last
    return np.stack([h + 0 * origins, now % 24, np.cos(2 * np.pi * now / 8766), last, mean, *told], 1)


def boosted(rate, leaves, every):
    def fit(y):
        origins = np.arange(60, len(y) - 23)
        draws = [(origins, np.random.default_rng(k).integers(1, 25, len(origins))) for k in range(3)]
        X = np.concatenate([day_rows(y, o, h) for o, h in draws])
        target = np.concatenate([y[o + h - 1] - y[o - 1] for o, h in draws])
        return HistGradientBoostingRegressor(max_iter=100, learning_rate=rate, max_leaf_nodes=leaves).fit(X, target)

    tell = lambda trees, y, h: y[-1] + trees.predict(day_rows(np.append(y, np.zeros(h)), np.repeat(len(y), h), np.arange(1, h + 1)))
    return kept(fit, tell, every)


def network(widths, seed, every, seen=48, clock=True, passes=25):
    """Layers from the last hours to the next 24, by absolute errors, stopped early on the latest sixth."""

    def told(y, origins):
        last = y[origins - 1]
        parts = [(y[origins - k] - last) / 5 for k in range(seen, 0, -1)]
        parts += [f(2 * np.pi * origins / 24) for f in (np.sin, np.cos)] if clock else []
        return torch.tensor(np.stack(parts, 1), dtype=torch.float32)

    def fit(y):
        torch.manual_seed(seed)
        origins = np.arange(seen, len(y) - 24)
        X, T = told(y, origins), torch.tensor(np.stack([y[origins + k] - y[origins - 1] for k in range(24)], 1) / 5).float()
        sizes, cut = [X.shape[1], *widths, 24], len(X) * 5 // 6
        layers = [m for a, b in zip(sizes, sizes[1:]) for m in (nn.Linear(a, b), nn.ReLU())][:-1]
        net, best, bad = nn.Sequential(*layers), math.inf, 0
        descent = torch.optim.Adam(net.parameters(), lr=0.002)
        for _ in range(passes):
            for piece in torch.randperm(cut - 24).split(128):
                descent.zero_grad()
                (net(X[piece]) - T[piece]).abs().mean().backward()
                descent.step()
            with torch.no_grad():
                error = (net(X[cut:]) - T[cut:]).abs().mean().item()
            bad = 0 if error < best else bad + 1
            if not bad:
                best, state = error, {k: v.clone() for k, v in net.state_dict().items()}
            if bad == 5:
                break
        net.load_state_dict(state)
        return net

    def tell(net, y, h):
        with torch.no_grad():
            return y[-1] + 5 * net(told(y, np.array([len(y)])))[0].numpy()

    return kept(fit, tell, every)


def judged(y, origins, h, s, models):
    scale = abs(y[s : origins[0]] - y[: origins[0] - s]).mean()
    return {name: np.array([abs(tell(y[:o], h) - y[o : o + h]) / scale for o in origins]).mean(1) for name, tell in models.items()}


def between(difference, block):
    """A mean and the middle 95 percent of means of resampled stretches of origins."""
    n = len(difference)
    starts = rng.integers(0, n - block + 1, (2000, -(-n // block)))
    means = difference[(starts[..., None] + np.arange(block)).reshape(2000, -1)[:, :n]].mean(1)
    return difference.mean(), *np.quantile(means, [0.025, 0.975])


def chosen(y, origins, h, s, family):
    """The best of a family at earlier origins, and where it lay."""
    errors = {k: judged(y, origins, h, s, {k: m})[k].mean() for k, m in family.items()}
    return min(errors, key=errors.get)


score, picked, differences = {}, {}, {}
hours = np.arange(5832, len(temperature) - 24, 24)
for title, y, s, h, val, test, block, families in [
    ("carbon dioxide", carbon, 12, 12, np.arange(190, 300, 12), np.arange(310, len(carbon) - 11, 12), 1, {
        "Fourier": {(k, r): fourier(12, 3, k, r) for k in (0, 5, 15, 40) for r in (1e-6, 1e-4, 1e-2)},
        "Holt-Winters": {0: smoothing(12, 120, 10**6)},
        "autoregression": {p: lags(p, 12, every=120) for p in (1, 4, 13, 25)},
        "autoregression, no differences": {p: lags(p, every=120) for p in (13, 25, 37)},
    }),
    ("sunspots", spots, 11, 11, np.arange(100, 180, 2), np.arange(200, len(spots) - 10), 11, {
        "Fourier": {(k, r): fourier(11, 2, k, r) for k in (0, 5, 15) for r in (1e-4, 1e-2, 1)},
        "Holt-Winters": {0: smoothing(11, 50, 10**6)},
        "autoregression": {p: lags(p, every=50) for p in (1, 2, 4, 9, 13, 20)},
        "autoregression of roots": {p: lags(p, root=True, every=50) for p in (2, 4, 9, 13, 20)},
    }),
    ("temperature", temperature, 24, 24, hours[:60] - 1600, hours, 7, {
        "Fourier": {(k, r, d): fourier(24, 3, k, r, 24 * d) for k, r in ((0, 0), (4, 1e-2)) for d in (3, 7, 14, 28, 60)},
        "Holt-Winters": {0: smoothing(24, 3000, 1000)},
        "autoregression": {p: lags(p, every=3000) for p in (2, 25, 49, 73)},
        "boosting": {k: boosted(*k, 3000) for k in ((0.1, 4), (0.05, 4), (0.05, 8), (0.1, 16))},
    }),
]:
    models = {"naive": naive, "drift": drift, "seasonal naive": seasonal(s), "and growth": seasonal(s, True)}
    models["season's mean"] = season_mean(s, 7)
    for name, family in families.items():
        picked[title, name] = chosen(y, val, h, s, family)
        models[name] = family[picked[title, name]]
    if title == "temperature":
        models |= {f"network {k}": network([64], k, 3000) for k in range(3)} | {"linear": network([], 0, 3000)}
    errors = score[title] = judged(y, test, h, s, models)
    for k in errors:
        differences[title, k] = between(errors[k] - errors["autoregression"], block)
    if title == "temperature":
        errors["network"] = np.mean([errors.pop(f"network {k}") for k in range(3)], 0)
        differences[title, "network"] = between(errors["network"] - errors["autoregression"], block)
        differences["hidden layer"] = between(errors["network"] - errors["linear"], block)


def line(title):
    return ", ".join(f"{k} {e.mean():.2f}" for k, e in sorted(score[title].items(), key=lambda pair: pair[1].mean()))


def ahead(title, name):
    """Whether the autoregression is ahead of another by more than the luck of stretches."""
    return differences[title, name][1] > 0


found(
    "carbon dioxide",
    f"Over Mauna Loa in units of last season's error: {line('carbon dioxide')}.",
    holds=score["carbon dioxide"]["and growth"].mean() < 0.7 * score["carbon dioxide"]["seasonal naive"].mean()
    and ahead("carbon dioxide", "seasonal naive"))
found(
    "sunspots",
    f"On the sun: {line('sunspots')}. Who believes in a fixed season is behind the autoregression by more than luck.",
    holds=all(ahead("sunspots", name) for name in ("seasonal naive", "Fourier")))
low, high = differences["hidden layer"][1:]
found(
    "hours of temperature",
    f"On the hours: {line('temperature')}. The network less the linear map is between {low:+.3f} and {high:+.3f}.",
    holds=abs(differences["temperature", "network"][0]) < 0.1 and low > -0.1 and ahead("temperature", "Fourier"))
