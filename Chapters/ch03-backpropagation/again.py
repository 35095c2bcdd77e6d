"""The headlines of chapter 3, done again with NumPy and PyTorch: other deals and starts, wider grids,
the rivals a sceptic would name, and the ingredient taken out."""

import time

import numpy as np
import torch
from ladder import found
from sklearn.datasets import load_digits, make_moons
from torch.utils.flop_counter import FlopCounterMode

np.seterr(all="ignore")
torch.set_num_threads(1)
X, Y = load_digits().data / 16, load_digits().target


def start(seed, hidden=16):
    random = np.random.default_rng(1000 + seed)
    return [
        random.normal(0, np.sqrt(2 / (64 + hidden)), (64, hidden)), np.zeros(hidden),
        random.normal(0, np.sqrt(2 / (hidden + 10)), (hidden, 10)), np.zeros(10),
    ]


def logits(weights, x):
    return np.tanh(x @ weights[0] + weights[1]) @ weights[2] + weights[3]


def loss_and_slopes(weights, x, y):
    h = np.tanh(x @ weights[0] + weights[1])
    z = h @ weights[2] + weights[3]
    p = np.exp(z - z.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    rows = np.arange(len(y))
    loss = -np.mean(np.log(np.maximum(p[rows, y], 1e-300)))
    p[rows, y] -= 1
    p /= len(y)
    back = (p @ weights[2].T) * (1 - h * h)
    return loss, [x.T @ back, back.sum(0), h.T @ p, p.sum(0)]


def misread(weights, x, y):
    return 100 * np.mean(logits(weights, x).argmax(1) != y)


# Forgetting to zero: a grid wider at both ends and finer near its best, other deals, one more size of batch.
def train(kind, rate, forgetful, seed, batch, steps=200):
    random = np.random.default_rng(7000 + seed)
    order = random.permutation(len(Y))
    learn, choose, judge = order[:300], order[300:600], order[600:]
    weights, total = start(seed), None
    first, second = [0] * 4, [0] * 4
    before = loss_and_slopes(weights, X[learn], Y[learn])[0]
    for step in range(1, steps + 1):
        rows = learn if batch is None else random.choice(learn, batch)
        _, slopes = loss_and_slopes(weights, X[rows], Y[rows])
        total = slopes if total is None or not forgetful else [a + b for a, b in zip(total, slopes)]
        for k in range(4):
            if kind == "descent":
                change = total[k]
            elif kind == "momentum":
                change = first[k] = 0.9 * first[k] + total[k]
            else:
                first[k] = 0.9 * first[k] + 0.1 * total[k]
                second[k] = 0.999 * second[k] + 0.001 * total[k] ** 2
                change = (first[k] / (1 - 0.9**step)) / (
                    np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
            weights[k] = weights[k] - rate * change
    after = loss_and_slopes(weights, X[learn], Y[learn])[0]
    return (before, after if np.isfinite(after) else 1e9, misread(weights, X[choose], Y[choose]),
            misread(weights, X[judge], Y[judge]))


GRID = [4.0**k for k in range(-9, 0)] + [0.5, 1, 2, 4, 16]
DEALS = 3
for kind, batch in [
    ("descent", None), ("descent", 32), ("descent", 100), ("momentum", 32), ("Adam", 32),
]:
    results = {}
    for forgetful in (False, True):
        runs = np.array([[train(kind, rate, forgetful, deal, batch) for deal in range(DEALS)]
                         for rate in GRID])
        results[forgetful] = runs, int(runs[:, :, 2].mean(1).argmin())
    (zeroed, a), (forgot, b) = results[False], results[True]
    growth = np.log10(forgot[a, :, 1] / forgot[a, :, 0])
    name = f"{kind} on {'all rows' if batch is None else f'batches of {batch}'}"
    found(
        f"zeroing {name}",
        f"{name}, {len(GRID)} rates: best against best, {zeroed[a, :, 3].mean():.1f} percent misread "
        f"with zeroing (rate {GRID[a]:.3g}) and {forgot[b, :, 3].mean():.1f} without (rate "
        f"{GRID[b]:.2g}); at the best rate with zeroing, forgetting changes the training loss by "
        f"{growth.mean():.1f} powers of ten.",
        holds=(zeroed[a, :, 3] + 2 < forgot[b, :, 3]).all()
        and ((growth > 0).all() if batch else (growth < 0).all())
        and 0 < a < len(GRID) - 1 and 0 < b < len(GRID) - 1,
        numbers={"zeroed": zeroed[a, :, 3].mean(), "forgotten": forgot[b, :, 3].mean(),
                 "growth": growth.mean()},
    )

# The ingredient taken out: from no memory of past steps to all of it, at one rate, to 300 steps.
keeping = {}
for share in (0, 0.5, 0.9, 0.97, 1):
    errors, lengths = [], []
    for deal in range(4):
        order = np.random.default_rng(9000 + deal).permutation(len(Y))
        learn, judge = order[:300], order[600:]
        weights, total = start(deal), [0] * 4
        for step in range(301):
            _, slopes = loss_and_slopes(weights, X[learn], Y[learn])
            total = [share * a + b for a, b in zip(total, slopes)]
            weights = [w - 0.25 * t for w, t in zip(weights, total)]
        errors.append(misread(weights, X[judge], Y[judge]))
        lengths.append(np.sqrt(sum((w**2).sum() for w in weights)))
    keeping[share] = np.mean(errors), np.mean(lengths)
found(
    "friction",
    "Keeping 0, 0.5, 0.9, 0.97 and all of the last step: "
    + ", ".join(f"{e:.1f}" for e, _ in keeping.values()) + " percent misread, weights of length "
    + ", ".join(f"{l:.0f}" for _, l in keeping.values()) + ".",
    holds=keeping[1][0] > keeping[0.9][0] + 2 and keeping[1][1] > 5 * keeping[0.97][1],
    numbers={f"length keeping {share}": length for share, (_, length) in keeping.items()},
)

# The law of three, by PyTorch's own counter, and its reversal.
counts = []
for layers in (1, 2, 4, 8):
    net = torch.nn.Sequential(
        *[m for _ in range(layers) for m in (torch.nn.Linear(64, 64), torch.nn.Tanh())])
    x = torch.randn(32, 64)
    with FlopCounterMode(display=False) as once, torch.no_grad():
        net(x).square().mean()
    with FlopCounterMode(display=False) as both:
        net(x).square().mean().backward()
    counts.append(both.get_total_flops() / once.get_total_flops() - (3 - 1 / layers))
found(
    "three evaluations",
    f"PyTorch's count of operations in products is the law's for 1, 2, 4 and 8 layers; the largest "
    f"difference is {max(map(abs, counts)):.3f}.",
    holds=max(map(abs, counts)) < 1e-6,
    numbers={"largest difference": max(map(abs, counts))},
)


def jacobian_seconds(mode, inputs, outputs):
    torch.manual_seed(0)
    net = torch.nn.Sequential(
        torch.nn.Linear(inputs, 256), torch.nn.Tanh(), torch.nn.Linear(256, 256), torch.nn.Tanh(),
        torch.nn.Linear(256, 256), torch.nn.Tanh(), torch.nn.Linear(256, outputs))
    point, run = torch.randn(inputs), mode(net)
    run(point)
    times = []
    for _ in range(5):
        begin = time.process_time()
        run(point)
        times.append(time.process_time() - begin)
    return min(times)


ahead = []
for inputs, outputs in [(512, 1), (512, 512), (4, 2048)]:
    ahead.append(jacobian_seconds(torch.func.jacfwd, inputs, outputs)
                 / jacobian_seconds(torch.func.jacrev, inputs, outputs))
found(
    "many outputs",
    f"In PyTorch forward mode takes {ahead[0]:.1f} times as long as reverse mode for 512 inputs and "
    f"one output, {ahead[1]:.1f} times for 512 of each, {ahead[2]:.2f} times for 4 inputs and 2,048 "
    "outputs.",
    holds=ahead[0] > 2 and ahead[2] < 0.9,
    numbers={"one output": ahead[0], "many outputs": ahead[2]},
)

# The rival without a gradient: random directions, on the moons and on digits.
def net_start(widths, seed):
    random = np.random.default_rng(seed)
    return [w for a, b in zip(widths, widths[1:])
            for w in (random.normal(0, a**-0.5, (a, b)), np.zeros(b))]


def moons_slopes(weights, x, side):
    h1 = np.tanh(x @ weights[0] + weights[1])
    h2 = np.tanh(h1 @ weights[2] + weights[3])
    z = (h2 @ weights[4] + weights[5])[:, 0]
    g = (-side / (1 + np.exp(side * z)) / len(side))[:, None]
    d2 = (g @ weights[4].T) * (1 - h2 * h2)
    d1 = (d2 @ weights[2].T) * (1 - h1 * h1)
    return np.logaddexp(0, -side * z).mean(), [
        x.T @ d1, d1.sum(0), h1.T @ d2, d2.sum(0), h2.T @ g, g.sum(0)]


def steps_to(target, slopes_of, begin, rate, chance, seed, most):
    weights, random = begin, np.random.default_rng(50 + seed)
    for step in range(most):
        loss, slopes = slopes_of(weights)
        if loss < target or not np.isfinite(loss):
            return step if loss < target else most
        if chance:
            drawn = [random.normal(size=w.shape) for w in weights]
            along = sum((a * b).sum() for a, b in zip(slopes, drawn))
            slopes = [along * v for v in drawn]
        weights = [w - rate * s for w, s in zip(weights, slopes)]
    return most


px, pl = make_moons(100, noise=0.1, random_state=3)
side = np.where(pl == 0, -1.0, 1.0)
tasks = {
    "337 weights on moons": (
        0.1, lambda w: moons_slopes(w, px, side), lambda s: net_start([2, 16, 16, 1], s),
        [0.5, 1, 2, 4, 8], [0.04, 0.08, 0.16, 0.32, 0.64], 3000, 3),
    "4,810 weights on digits": (
        0.5, lambda w: loss_and_slopes(w, X[:400], Y[:400]), lambda s: net_start([64, 64, 10], s),
        [0.5, 1, 2], [0.016, 0.032], 1500, 1),
}
ratios = {}
for name, (target, slopes_of, begin, rates, chance_rates, most, seeds) in tasks.items():
    def middle(grid, chance):
        return min(np.median([steps_to(target, slopes_of, begin(s), rate, chance, s, most)
                              for s in range(seeds)]) for rate in grid)
    ratios[name] = middle(chance_rates, True) / middle(rates, False)
found(
    "random directions",
    "To the same loss, random directions take "
    + " and ".join(f"{r:.0f} times the steps of the gradient ({n})" for n, r in ratios.items()) + ".",
    holds=2 < ratios["337 weights on moons"] < 100 < 337
    and ratios["4,810 weights on digits"] > 2 * ratios["337 weights on moons"],
    numbers=ratios,
)


# Deep networks: the factor of a layer, and equal slopes with a wider grid and more steps.
def deep(seed, depth, gain, activation, width=32):
    generator = torch.Generator().manual_seed(seed)
    sizes = [64] + [width] * depth + [10]
    layers = []
    for place, (a, b) in enumerate(zip(sizes, sizes[1:])):
        last = place == len(sizes) - 2
        scale = (2 / (a + b)) ** 0.5 * (1 if last else gain)
        weight = torch.randn(a, b, generator=generator) * scale
        layers.append((weight.requires_grad_(), torch.zeros(b, requires_grad=True)))
    return layers, activation


def deep_loss(model, x, y):
    layers, activation = model
    for place, (weight, bias) in enumerate(layers):
        x = x @ weight + bias
        if place < len(layers) - 1:
            x = activation(x)
    return torch.nn.functional.cross_entropy(x, y)


x, y = torch.tensor(X[:200], dtype=torch.float32), torch.tensor(Y[:200])


def equalised(gain, activation, rate, seed, steps=200):
    model = deep(seed, 16, gain, activation)
    lowest = float("inf")
    parameters = [p for layer in model[0] for p in layer]
    for _ in range(steps):
        loss = deep_loss(model, x, y)
        lowest = min(lowest, loss.item())
        slopes = torch.autograd.grad(loss, parameters)
        with torch.no_grad():
            for p, slope in zip(parameters, slopes):
                size = slope.norm()
                if size > 0:
                    p -= rate * slope / size
    return lowest


starts = {"tanh": (1, torch.tanh), "tanh, half": (0.5, torch.tanh), "logistic": (1, torch.sigmoid)}
best = {name: min(np.mean([equalised(gain, act, rate, seed) for seed in range(1)])
                  for rate in (0.003, 0.01, 0.03, 0.1, 0.3))
        for name, (gain, act) in starts.items()}
found(
    "equal slopes",
    "Slopes of equal size in every layer, more steps, a wider grid: lowest losses "
    + ", ".join(f"{name} {loss:.2f}" for name, loss in best.items()) + ".",
    holds=best["tanh, half"] < 2.2 and min(best["tanh, half"], best["logistic"]) > best["tanh"] + 0.1,
    numbers=best,
)

# The scoreboard: other deals, the network with its rate chosen on rows put aside.
behind = []
for deal in range(4):
    order = np.random.default_rng(300 + deal).permutation(len(Y))
    learn, choose, judge = order[:1078], order[1078:1437], order[1437:]
    trials = []
    for rate in (0.5, 1, 1.5):
        weights = start(deal, hidden=64)
        for _ in range(300):
            _, slopes = loss_and_slopes(weights, X[learn], Y[learn])
            weights = [w - rate * s for w, s in zip(weights, slopes)]
        trials.append((misread(weights, X[choose], Y[choose]), misread(weights, X[judge], Y[judge])))
    squares = (X[learn] ** 2).sum(1) - 2 * X[judge] @ X[learn].T
    behind.append(min(trials)[1] - 100 * np.mean(Y[learn][squares.argmin(1)] != Y[judge]))
found(
    "behind the neighbours",
    f"On 4 other deals the network misreads {np.mean(behind):.1f} points more than its nearest "
    f"neighbour, from {min(behind):.1f} to {max(behind):.1f}.",
    holds=np.mean(behind) > 0.5,
    numbers={"mean": np.mean(behind)},
)
