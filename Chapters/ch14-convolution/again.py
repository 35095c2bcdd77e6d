"""The headlines of chapter 14, done again with PyTorch: other deals, orders and starts, rates tuned for each
reader, moved rows, norms shaken, norms only at the start, gradients by depth,
and gradient histograms."""

import numpy as np
import torch
from ladder import found
from sklearn.datasets import load_digits
from torch import nn
from torch.nn.functional import cross_entropy, unfold

torch.set_num_threads(1)
torch.set_flush_denormal(True)
digits = load_digits()
X, Y = torch.tensor((digits.data / 16).astype(np.float32)), torch.tensor(digits.target)
N = len(Y)


def several(values, form=".2f"):
    return ", ".join(format(float(v), form) for v in values)


class Local(nn.Module):
    """Filters of 3 by 3 with weights of their own at every place."""

    def __init__(self, inputs, outputs, side):
        super().__init__()
        self.side = side
        self.W = nn.Parameter(torch.randn(side * side, 9 * inputs, outputs) * (2 / (9 * inputs)) ** 0.5)
        self.b = nn.Parameter(torch.zeros(side * side, 1, outputs))

    def forward(self, x):
        patches = unfold(x, 3, padding=1).permute(2, 0, 1)
        return (patches @ self.W + self.b).permute(1, 2, 0).reshape(len(x), -1, self.side, self.side)


def convolution(layer=lambda i, o, side: nn.Conv2d(i, o, 3, padding=1)):
    return nn.Sequential(
        nn.Unflatten(1, (1, 8, 8)), layer(1, 16, 8), nn.ReLU(), nn.MaxPool2d(2), layer(16, 32, 4), nn.ReLU(), nn.Flatten(),
        nn.Linear(512, 10),
    )


def dense(*widths):
    sizes = (64, *widths, 10)
    layers = [m for a, b in zip(sizes, sizes[1:]) for m in (nn.Linear(a, b), nn.ReLU())]
    return nn.Sequential(*layers[:-1])


def frozen():
    model = convolution()
    for layer in (model[1], model[4]):
        nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
    for part in [*model[1].parameters(), *model[4].parameters()]:
        part.requires_grad_(False)
    return model


READERS = {
    "dense": lambda: dense(256), "equal": lambda: dense(130), "local": lambda: convolution(Local),
    "convolution": convolution, "frozen": frozen,
}


def train(make, rows, rate, steps, seed, pixels=X):
    torch.manual_seed(seed)
    model = make if isinstance(make, nn.Module) else make()
    parts = [p for p in model.parameters() if p.requires_grad]
    descent = torch.optim.Adam(parts, lr=rate)
    plan = torch.optim.lr_scheduler.CosineAnnealingLR(descent, steps)
    chance = torch.Generator().manual_seed(seed)
    losses = []
    for _ in range(steps):
        own = rows[torch.randint(len(rows), (32,), generator=chance)]
        loss = cross_entropy(model(pixels[own]), Y[own])
        descent.zero_grad()
        loss.backward()
        descent.step()
        plan.step()
        losses.append(loss.item())
    return model.eval(), losses


@torch.no_grad()
def errors(model, rows, pixels=X):
    return 100 * (model(pixels[rows]).argmax(1) != Y[rows]).float().mean().item()


def deal(seed):
    order = torch.tensor(np.random.default_rng(1400 + seed).permutation(N))
    return order[:1100], order[1100:1400], order[1400:]


# The shuffle. A dense network with its first weights permuted likewise computes the same, step after step.
order = torch.tensor(np.random.default_rng(3).permutation(64))
torch.manual_seed(1)
one, other = dense(256), dense(256)
other.load_state_dict(one.state_dict())
other[0].weight.data = one[0].weight.data[:, order].clone()
known = deal(0)[0]
a, b = (train(model, known, 0.003, 200, 1, pixels)[1] for model, pixels in ((one, X), (other, X[:, order])))
apart = float(np.abs(np.subtract(a, b)).max())
found(
    "the dense network cannot tell",
    f"With the rows of its first layer in the same order, a dense network's losses on shuffled pixels differ over 200 steps "
    f"by at most {apart:.0e} from those on the pictures.",
    holds=apart < 1e-3,
)

rates, best = [0.003, 0.01, 0.03], {}
for name, make in READERS.items():
    own, choose, _ = deal(90)
    best[name] = rates[int(np.argmin([errors(train(make, own, r, 300, 90)[0], choose) for r in rates]))]
right = {}
for seed in range(4):
    pictures = {"natural": torch.arange(64), "shuffled": torch.tensor(np.random.default_rng(1500 + seed).permutation(64))}
    own, _, asked = deal(seed)
    for kind, places in pictures.items():
        for name, make in READERS.items():
            if kind == "shuffled" and name == "equal":
                continue
            model = train(make, own, best[name], 300, seed, X[:, places])[0]
            right.setdefault((name, kind), []).append(errors(model, asked, X[:, places]))
mean = {key: float(np.mean(value)) for key, value in right.items()}
lost = {name: np.subtract(right[name, "shuffled"], right[name, "natural"]) for name in READERS if name != "equal"}
found(
    "the shuffle",
    f"Four other deals and orders, each reader at the best of three rates: the shuffle costs a convolution "
    f"{several(lost['convolution'], '.1f')} points ({mean['convolution', 'natural']:.2f} to {mean['convolution', 'shuffled']:.2f} "
    f"percent misread), a dense network {lost['dense'].mean():+.2f} in the mean ({mean['dense', 'natural']:.2f} to "
    f"{mean['dense', 'shuffled']:.2f}).",
    holds=lost["convolution"].mean() > 0.4 and abs(lost["dense"].mean()) < 0.5,
)
found(
    "locality or sharing",
    f"Filters with weights of their own at every place misread {mean['local', 'natural']:.2f} percent "
    f"({mean['local', 'shuffled']:.2f} shuffled), a convolution {mean['convolution', 'natural']:.2f}; random filters under a linear "
    f"head {mean['frozen', 'natural']:.2f} ({mean['frozen', 'shuffled']:.2f} shuffled); "
    f"a dense network of as many weights as the convolution {mean['equal', 'natural']:.2f}.",
    holds=abs(mean["local", "natural"] - mean["convolution", "natural"]) < 1 and mean["frozen", "shuffled"] > mean["frozen", "natural"],
)

# Moved rows.
def moved(n):
    image = X.view(-1, 8, 8)
    return nn.functional.pad(image, (n, 0))[:, :, :8].reshape(-1, 64)


own, _, asked = deal(7)
fall = {
    name: [np.mean([errors(m, asked, moved(n)) for m in models]) for n in (0, 1, 2)]
    for name, models in {
        name: [train(make, own, 0.01, 300, s)[0] for s in (1, 2)]
        for name, make in {"dense": READERS["dense"], "convolution": convolution}.items()
    }.items()
}
found(
    "invariance",
    f"Asked rows moved to the right by 0, 1 and 2 pixels: a convolution misreads {several(fall['convolution'], '.0f')} percent, a dense "
    f"network {several(fall['dense'], '.0f')}.",
    holds=fall["convolution"][1] > 3 * fall["convolution"][0] and fall["convolution"][2] > 20,
)


# Batch norm: speed, drift, shaken, only at the start; slopes by depth.
class Shaken(nn.Module):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def forward(self, x):
        draw = lambda: self.size * torch.randn(1, x.shape[1], 1, 1)
        return x * torch.exp(draw()) + draw() if self.size else x


class Block(nn.Module):
    def __init__(self, width, norm, short, shaken):
        super().__init__()
        self.filters = nn.Conv2d(width, width, 3, padding=1)
        nn.init.kaiming_normal_(self.filters.weight, nonlinearity="relu")
        nn.init.zeros_(self.filters.bias)
        self.norm, self.shaken, self.short = nn.BatchNorm2d(width) if norm else nn.Identity(), Shaken(shaken), short

    def forward(self, x):
        h = torch.relu(self.shaken(self.norm(self.filters(x))))
        return x + h if self.short else h


def deep(depth, norm=False, short=False, shaken=0.0, width=12, once=False):
    blocks = [Block(width, norm, short, shaken) for _ in range(depth)]
    start = [nn.Unflatten(1, (1, 8, 8)), nn.Conv2d(1, width, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)]
    model = nn.Sequential(*start, *blocks, nn.Flatten(), nn.Linear(16 * width, 10))
    if once:
        with torch.no_grad():
            h = nn.Sequential(*start)(X[:256])
            for block in blocks:
                block.filters.weight /= block.filters(h).std((0, 2, 3))[:, None, None, None]
                block.filters.bias -= block.filters(h).mean((0, 2, 3))
                h = block(h)
    return model


def descend(make, rate, seed, steps=40):
    """The loss of 1,000 rows afterwards, without shaking, and how far the blocks' means move in a step."""
    torch.manual_seed(seed)
    model, drift, before = make(), [], None
    blocks = [m for m in model if isinstance(m, Block)]
    descent = torch.optim.SGD(model.parameters(), lr=rate, momentum=0.9)
    means = {}
    for k, block in enumerate(blocks):
        block.register_forward_hook(lambda m, i, o, k=k: means.__setitem__(k, (o.mean((0, 2, 3)), o.std((0, 2, 3)))))
    for step in range(steps):
        own = torch.randint(N, (64,))
        descent.zero_grad()
        cross_entropy(model(X[own]), Y[own]).backward()
        descent.step()
        if step % 10 > 7:
            with torch.no_grad():
                model(X[:256])
            now = dict(means)
            if step % 10 == 9:
                drift.append(np.mean([((now[k][0] - before[k][0]).abs() / (before[k][1] + 1e-3)).mean().item() for k in now]))
            before = now
    for block in blocks:
        block.shaken.size = 0
    with torch.no_grad():
        loss = cross_entropy(model(X[:1000]), Y[:1000]).item()
    return min(9.0, loss) if loss == loss else 9.0, np.mean(drift)


ARMS = {"plain": {}, "norm": {"norm": True}, "shaken": {"norm": True, "shaken": 0.2}, "once": {"once": True}}
ARMS["plain shaken"] = {"shaken": 0.2}
speeds, steps = {}, [0.0025, 0.01, 0.02, 0.04, 0.08, 0.16]
for name, how in ARMS.items():
    table = np.array([np.mean([descend(lambda: deep(6, **how), r, s) for s in (1, 2)], 0) for r in steps])
    speeds[name] = (*table[table[:, 0].argmin()], steps[int(table[:, 0].argmin())])
found(
    "batch norm is faster, and not by less drift",
    f"Six blocks, the best of six rates, loss after 40 steps: plain {speeds['plain'][0]:.2f}, with norm {speeds['norm'][0]:.2f}, with a "
    f"norm whose output is shaken at every step {speeds['shaken'][0]:.2f}, where the blocks' means move by "
    f"{speeds['plain'][1]:.3f}, {speeds['norm'][1]:.3f} and {speeds['shaken'][1]:.3f} deviations a step. Plain and shaken: {speeds['plain shaken'][0]:.2f}.",
    holds=speeds["norm"][0] < speeds["plain"][0] / 2 and speeds["shaken"][0] < speeds["plain"][0] / 1.5
    and speeds["shaken"][1] > speeds["plain"][1],
)
found(
    "norm once",
    f"A plain network whose weights were divided once, before the first step, so that a batch leaves every layer with deviation 1: "
    f"{speeds['once'][0]:.2f}, at {speeds['once'][2]:g}; the norm's best rate is {speeds['norm'][2]:g}.",
    holds=speeds["norm"][0] < speeds["once"][0] < speeds["plain"][0],
)
slope = {}
for name, how in {"plain": (0, 0), "norm": (1, 0), "both": (1, 1)}.items():
    for depth in (8, 32):
        for seed in range(3):
            torch.manual_seed(40 + seed)
            model = deep(depth, *how)
            cross_entropy(model(X[:64]), Y[:64]).backward()
            sizes = [m.filters.weight.grad.norm().item() for m in model if isinstance(m, Block)]
            slope.setdefault((name, depth), []).append(sizes[0] / sizes[-1])
grown = {key: float(np.exp(np.mean(np.log(value)))) for key, value in slope.items()}
found(
    "slopes by depth",
    f"The first block's slopes are, times the last block's, at 8 and 32 blocks: plain {grown['plain', 8]:.1f} and {grown['plain', 32]:.1f}, with "
    f"norm {grown['norm', 8]:.1f} and {grown['norm', 32]:.0f}, with norm and shortcuts {grown['both', 8]:.1f} and {grown['both', 32]:.1f}. "
    f"The norm's factor is {grown['norm', 32] ** (1 / 31):.2f} a block, where theory says {(np.pi / (np.pi - 1)) ** 0.5:.2f} for wide layers.",
    holds=grown["norm", 32] > 10 * grown["both", 32] and grown["norm", 32] > 10 * grown["norm", 8],
)


# Gradients by hand against filters that learn, by the number of rows; the norm on few rows.
def histograms(bins=8):
    image = np.pad(X.view(-1, 8, 8).numpy(), ((0, 0), (1, 1), (1, 1)), mode="edge")
    across, down = image[:, 1:-1, 2:] - image[:, 1:-1, :-2], image[:, 2:, 1:-1] - image[:, :-2, 1:-1]
    size, angle = np.hypot(across, down), (np.arctan2(down, across) / (2 * np.pi) * bins) % bins
    low = np.floor(angle).astype(int) % bins
    part = angle - np.floor(angle)
    share = [size * ((low == b) * (1 - part) + ((low + 1) % bins == b) * part) for b in range(bins)]
    cells = [np.stack([s[:, r : r + 4, c : c + 4].sum((1, 2)) for s in share], 1) for r in (0, 2, 4) for c in (0, 2, 4)]
    return torch.tensor(np.concatenate([c / (np.linalg.norm(c, axis=1, keepdims=True) + 0.1) for c in cells], 1).astype(np.float32))


H = histograms()
counts, curve = [50, 200, 1000], {}
for name, make, pixels, grid in (
    ("histograms", lambda: nn.Linear(72, 10), H, [0.01, 0.03, 0.1]),
    ("pixels", lambda: nn.Linear(64, 10), X, [0.01, 0.03, 0.1]),
    ("convolution", convolution, X, [0.003, 0.01, 0.03]),
):
    for count in counts:
        tried = [errors(train(make, deal(90)[0][:count], r, 300, 91, pixels)[0], deal(90)[1], pixels) for r in grid]
        rate = grid[int(np.argmin(tried))]
        curve[name, count] = [errors(train(make, deal(s)[0][:count], rate, 300, s, pixels)[0], deal(s)[2], pixels) for s in range(20, 23)]
line = lambda name: several([np.mean(curve[name, c]) for c in counts], ".1f")
found(
    "gradient histograms",
    f"With {several(counts, '.0f')} rows a linear model on gradient histograms misreads {line('histograms')} percent, a convolution {line('convolution')}, "
    f"a linear model on pixels {line('pixels')}; three other deals.",
    holds=np.mean(curve["histograms", 200]) < np.mean(curve["convolution", 200]) + 1,
)
