"""The headlines of chapter 19, done again with NumPy and PyTorch: other seeds, wider grids, many small
transformers trained side by side, and the ingredients taken out."""

import math
import time

import numpy as np
import torch
import torch.nn.functional as F
from ladder import found
from sklearn.datasets import load_digits

torch.set_num_threads(1)

# Why the root: what one query sees of random keys.
draw = np.random.default_rng(19)


def seen(d, keys, root):
    s = draw.normal(size=(300, d)) @ draw.normal(size=(d, keys)) / (math.sqrt(d) if root else 1)
    w = np.exp(s - s.max(1, keepdims=True))
    return 1 / np.mean(((w / w.sum(1, keepdims=True)) ** 2).sum(1))


many, raw = ([seen(d, 256, root) for d in (16, 64, 256)] for root in (True, False))
few, most = seen(64, 32, True), seen(64, 1024, True)
found(
    "the root",
    f"Of 256 random keys a query sees {many[0]:.0f}, {many[1]:.0f} and {many[2]:.0f} with 16, 64 and 256 numbers "
    f"(256/e is {256 / math.e:.0f}), without the root {raw[0]:.1f}, {raw[1]:.1f} and {raw[2]:.1f}; of 32 keys "
    f"{few:.0f} (32/e: {32 / math.e:.0f}), of 1,024 {most:.0f} ({1024 / math.e:.0f}).",
    holds=abs(many[1] - 256 / math.e) < 12 and raw[1] < 2,
    numbers={"with": many[1], "without": raw[1]},
)

# Equivariance, in double precision, with PyTorch's own layer: the letters of a sequence are permuted.
torch.manual_seed(19)
HIDDEN, OPEN = torch.full((10, 10), -math.inf).triu(1), torch.zeros(10, 10)
pair = [torch.nn.TransformerEncoderLayer(16, 2, 64, 0.0, batch_first=True, norm_first=True).double() for _ in "12"]
x, order = torch.randn(40, 10, 16).double(), torch.cat([torch.tensor([0]), 1 + torch.randperm(8), torch.tensor([9])])


@torch.no_grad()
def moves(*masks):
    """By how much the last place changes when the letters are permuted."""
    a, b = x, x[:, order]
    for block, mask in zip(pair, masks):
        a, b = (block(z, src_mask=mask.double()) for z in (a, b))
    return (a - b)[:, -1].abs().max().item()


kept = [moves(OPEN, OPEN), moves(OPEN, HIDDEN), moves(HIDDEN)]
told = [moves(HIDDEN, OPEN), moves(HIDDEN, HIDDEN)]
found(
    "order without positions",
    "When eight letters are permuted, the last place of two of PyTorch's blocks without positions moves by "
    f"{kept[0]:.0e} with no mask, {kept[1]:.0e} with one in the second, {kept[2]:.0e} with a single masked block, and "
    f"by {told[0]:.1g} and {told[1]:.1g} with a mask in the first and in both.",
    holds=max(kept) < 1e-12 and min(told) > 1e-3,
    numbers={"kept": max(kept), "told": min(told)},
)


class Many:
    """Transformers of one shape, side by side: every parameter has a first axis, the model."""

    def __init__(self, models, seed):
        self.models, self.p, self.random = models, {}, torch.Generator().manual_seed(seed)

    def new(self, name, *shape, deviation=0.0, add=0.0):
        value = torch.randn(self.models, *shape, generator=self.random) * deviation + add
        self.p[name] = value.requires_grad_()

    def linear(self, name, i, o):
        self.new(name + ".w", i, o, deviation=math.sqrt(2 / (i + o)))
        self.new(name + ".b", 1, o)

    def scale(self, name, width):
        self.new(name + ".g", 1, width, add=1.0)
        self.new(name + ".b", 1, width)

    def blocks(self, depth, d):
        for i in range(depth):
            for part, (a, b) in {"q": (d, d), "k": (d, d), "v": (d, d), "o": (d, d), "up": (d, 4 * d), "down": (4 * d, d)}.items():
                self.linear(f"{i}.{part}", a, b)
            self.scale(f"{i}.n1", d)
            self.scale(f"{i}.n2", d)

    def apply(self, name, x):  # models, rows, width
        return torch.baddbmm(self.p[name + ".b"], x, self.p[name + ".w"])

    def norm(self, name, x):
        return F.layer_norm(x, x.shape[-1:]) * self.p[name + ".g"] + self.p[name + ".b"]

    def block(self, i, x, shape, heads, mask, behind=False, turn=None, keep=None):
        m, b, t, d = shape

        def look(x):
            cut = lambda part: self.apply(f"{i}.{part}", x).view(m, b, t, heads, d // heads).transpose(2, 3)
            q, k, v = cut("q"), cut("k"), cut("v")
            if turn is not None:
                h = d // heads // 2
                q, k = (z * turn[0] + torch.cat([-z[..., h:], z[..., :h]], -1) * turn[1] for z in (q, k))
            w = (q @ k.transpose(-1, -2) / math.sqrt(d // heads) + mask).softmax(-1)
            if keep is not None:
                keep.append(w)
            return self.apply(f"{i}.o", (w @ v).transpose(2, 3).reshape(m, b * t, d))

        net = lambda x: self.apply(f"{i}.down", F.gelu(self.apply(f"{i}.up", x)))
        if behind:
            x = self.norm(f"{i}.n1", x + look(x))
            return self.norm(f"{i}.n2", x + net(x))
        x = x + look(self.norm(f"{i}.n1", x))
        return x + net(self.norm(f"{i}.n2", x))

    def train(self, steps, rates, batch, plain=None):
        """Adam, every model at its own rate at a step; `plain` marks those that descend without it."""
        means, squares = ({n: torch.zeros_like(p) for n, p in self.p.items()} for _ in "12")
        for step in range(steps):
            rows, labels = batch()
            loss = F.cross_entropy(self.logits(rows).flatten(0, 1), labels.repeat(self.models), reduction="sum") / 32
            now = rates(step)
            for (n, p), g in zip(self.p.items(), torch.autograd.grad(loss, list(self.p.values()))):
                g, each = torch.nan_to_num(g, 0, 0, 0), (-1, *[1] * (p.dim() - 1))
                means[n].lerp_(g, 0.1)
                squares[n].lerp_(g * g, 0.001)
                move = means[n] / (1 - 0.9 ** (step + 1)) / ((squares[n] / (1 - 0.999 ** (step + 1))).sqrt() + 1e-8)
                move = move if plain is None else torch.where(plain.view(each), g, move)
                p.data -= now.view(each) * move
        return self


def deal(count, place, random, mark=True):
    """A mark, eight letters in a random order, and a question: which stood at the place?"""
    letters = torch.rand(count, 8, generator=random).argsort(1)
    places = torch.randint(8, (count,), generator=random) if place is None else torch.full((count,), place)
    tokens = torch.cat([torch.full((count, 1), 8), letters, 9 + places[:, None]], 1)
    return tokens if mark else tokens[:, 1:], letters.gather(1, places[:, None])[:, 0]


class Readers(Many):
    """Two blocks, 16 numbers wide, with positions of each model's own kind."""

    def __init__(self, models, seed, heads=1, masks=None, orders=None):
        super().__init__(models, seed)
        self.heads, self.masks, self.turn, self.given = heads, masks or [HIDDEN] * 2, None, 0
        self.new("tokens", 17, 16, deviation=1)
        self.new("places", 10, 16, deviation=1)
        is_ = lambda kind: torch.tensor([o == kind for o in orders or [""] * models]).view(-1, 1, 1, 1).float()
        self.learns = is_("learned")
        if orders:
            place = torch.arange(10.0)[:, None]
            wave = place / 10000 ** (torch.arange(0, 16, 2) / 16)
            self.given = is_("waves") * torch.stack([wave.sin(), wave.cos()], -1).view(10, 16)
            angle = (place / 10000 ** (torch.arange(0, 16 // heads, 2) * heads / 16)).repeat(1, 2)
            angle = angle * is_("rotary")[..., None]
            self.turn = angle.cos(), angle.sin()
            slopes = torch.tensor([2 ** (-8 * (h + 1) / heads) for h in range(heads)]).view(-1, 1, 1)
            self.masks = [HIDDEN - is_("slopes")[..., None] * slopes * (place - place.T).abs()] * 2
        self.blocks(2, 16)
        self.scale("norm", 16)
        self.linear("out", 16, 8)

    def logits(self, tokens, masks=None, keep=None):
        (b, t), m = tokens.shape, self.models
        x = self.p["tokens"][:, tokens] + (self.learns * self.p["places"][:, None] + self.given)[:, :, :t]
        x = x.view(m, b * t, 16)
        for i, mask in enumerate(masks or self.masks):
            x = self.block(i, x, (m, b, t, 16), self.heads, mask[..., :t, :t], turn=self.turn, keep=keep)
        return self.apply("out", self.norm("norm", x.view(m, b, t, 16)[:, :, -1]))

    def learn(self, steps, rates, place, mark=True):
        fall = lambda s: min(1, (s + 1) / 20) * (0.5 + 0.5 * math.cos(math.pi * max(0, s - 20) / (steps - 20)))
        return self.train(steps, lambda s: torch.tensor(rates) * fall(s), lambda: deal(32, place, self.random, mark))

    @torch.no_grad()
    def right(self, place, count=1000, mark=True, masks=None):
        tokens, labels = deal(count, place, torch.Generator().manual_seed(1234), mark)
        return (self.logits(tokens, masks).argmax(-1) == labels).float().mean(1).numpy()


# What is learned without positions: which letter stood first?
tried = [(s, r) for s in ((0, 0), (0, 1), (1, 0), (1, 1)) for r in (1e-3, 3e-3, 1e-2) for _ in range(2)]
masks = [torch.stack([HIDDEN if s[i] else OPEN for s, _ in tried]).view(-1, 1, 1, 10, 10) for i in (0, 1)]
right = Readers(len(tried), 19, masks=masks).learn(300, [r for _, r in tried], 0).right(0)
none, second, first, both = ([a for a, (t, _) in zip(right, tried) if t == s] for s in ((0, 0), (0, 1), (1, 0), (1, 1)))
plain = Readers(6, 20).learn(300, [1e-3, 1e-3, 3e-3, 3e-3, 1e-2, 1e-2], 0, mark=False).right(0, mark=False)
span = lambda a: f"{min(a):.2f} to {max(a):.2f}"
found(
    "which stood first",
    f"After 300 steps, at three rates and two seeds each: without masks {span(none)} read right, with one in the second "
    f"block {span(second)}, in the first {span(first)}, in both {span(both)}, and in both with no mark before the letters "
    f"{span(plain)}.",
    holds=max(none + second) < 0.17 and min(first + both) > 0.25 and min(max(first), max(both), max(plain)) > 0.9,
    numbers={"none": max(none), "second": max(second), "first": min(first), "both": min(both), "no mark": min(plain)},
)

# The counter, against sums over all pairs of letters; and the mark hidden.
model = Readers(4, 21).learn(200, [3e-3] * 4, 0)
with torch.no_grad():
    table, keep = model.norm("0.n1", model.p["tokens"]), []
    q, k = model.apply("0.q", table), model.apply("0.k", table)
    ratio = (q @ (k - k[:, 8:9]).transpose(1, 2) / 4).exp()[:, :8, :8]
    own = ratio.diagonal(dim1=1, dim2=2)
    law = 1 + own.mean(1)[:, None] + (ratio.sum((1, 2)) - own.sum(1))[:, None] / 56 * torch.arange(8)
    model.logits(deal(20000, 0, torch.Generator().manual_seed(5))[0], keep=keep)
    off = ((1 / keep[0][:, :, 0, 1:9, 0]).mean(1) / law - 1).abs().max().item()
blind = HIDDEN.clone()
blind[1:, 0] = -math.inf
whole, hidden, later = (model.right(0, masks=m).mean() for m in ([HIDDEN] * 2, [blind, HIDDEN], [HIDDEN, blind]))
found(
    "the counter",
    f"In four trained machines the mean of one over the mark's share misses the line, computed from all pairs of letters, "
    f"by at most {100 * off:.0f} percent. Hiding the mark in the first block takes {whole:.2f} read right to {hidden:.2f}, in "
    f"the second to {later:.2f}.",
    holds=off < 0.1 and hidden < whole - 0.1,
    numbers={"off": off, "right": whole, "hidden first": hidden, "hidden second": later},
)

# Five kinds of positions: which letter stood at the place asked for?
kinds, rates = ["none", "learned", "waves", "rotary", "slopes"], (3e-3, 1e-2, 3e-2)
model = Readers(15, 22, heads=2, orders=[o for o in kinds for _ in rates]).learn(400, rates * 5, None)
by = np.stack([model.right(place, 400) for place in range(8)], 1).reshape(5, 3, 8)
best = by.mean(2).argmax(1)
mean = {o: by[i, best[i]].mean() for i, o in enumerate(kinds)}
found(
    "kinds of positions",
    "Any place may be asked for (two masked blocks of two heads, 400 steps, best of three rates); letters read right: "
    + ", ".join(f"{o} {mean[o]:.2f} (at {rates[best[i]]:g})" for i, o in enumerate(kinds))
    + "; without positions from the first place to the last " + ", ".join(f"{a:.2f}" for a in by[0, best[0]]) + ".",
    holds=min(mean["learned"], mean["rotary"]) > mean["none"] + 0.3,
    numbers=mean,
)

# The digits by their rows, and where the norms stand.
X, y = load_digits(return_X_y=True)
cards = np.random.default_rng(19).permutation(len(X))
X, y = torch.tensor(X[cards] / 16, dtype=torch.float).view(-1, 8, 8), torch.tensor(y[cards])


class Rows(Many):
    def __init__(self, models, seed, depth, behind=False, told=1.0):
        super().__init__(models, seed)
        self.depth, self.behind, self.told = depth, behind, told
        self.linear("in", 8, 16)
        self.new("places", 8, 16, deviation=0.3)
        self.blocks(depth, 16)
        self.scale("norm", 16)
        self.linear("out", 16, 10)

    def logits(self, rows):
        b, m = len(rows), self.models
        x = self.apply("in", rows.reshape(1, b * 8, 8).expand(m, -1, -1)).view(m, b, 8, 16)
        x = (x + self.told * self.p["places"][:, None]).view(m, b * 8, 16)
        for i in range(self.depth):
            x = self.block(i, x, (m, b, 8, 16), 2, OPEN[:8, :8], behind=self.behind)
        x = x if self.behind else self.norm("norm", x)
        return self.apply("out", x.view(m, b, 8, 16).mean(2) + 0 * self.p["norm.g"] + 0 * self.p["norm.b"])

    def learn(self, steps, runs, plain=None):
        """`runs` says of each model its rate and how it begins."""

        def batch():
            rows = torch.randint(360, len(X), (32,), generator=self.random)
            return X[rows], y[rows]

        def rate(r, how, s):
            if how == "look on":
                return r if s >= 40 else 0.0
            return 0.0 if s >= steps - 40 else r * (min(1, (s + 1) / 41) if how == "climb" else 1)

        return self.train(steps, lambda s: torch.tensor([rate(r, how, s) for r, how in runs]), batch, plain)

    @torch.no_grad()
    def wrong(self):
        return 100 * (self.logits(X[:360]).argmax(-1) != y[:360]).float().mean(1).numpy()


told = torch.tensor([1.0] * 4 + [0.0] * 4).view(-1, 1, 1, 1)
wrong = Rows(8, 23, 2, told=told).learn(240, [(1e-2, "climb")] * 8).wrong()
found(
    "rows",
    f"Two blocks over a digit's rows misread {wrong[:4].mean():.0f} percent ({min(wrong[:4]):.0f} to {max(wrong[:4]):.0f}, four "
    f"seeds) with positions, {wrong[4:].mean():.0f} ({min(wrong[4:]):.0f} to {max(wrong[4:]):.0f}) without.",
    holds=min(wrong[4:]) > max(wrong[:4]),
    numbers={"with": wrong[:4].mean(), "without": wrong[4:].mean()},
)
RATES, HOWS = (1e-3, 3e-3, 1e-2, 3e-2), ("at once", "climb", "look on")
runs = [(r, h) for r in RATES for h in HOWS for _ in "12"] + [(r, h) for r in (0.01, 0.03, 0.1) for h in HOWS[:2]]
plain = torch.arange(len(runs)) >= 24
error, descent = {}, {}
for behind in (False, True):
    wrong = Rows(len(runs), 24, 6, behind).learn(110, runs, plain).wrong()
    error[behind] = dict(zip([(h, r) for r in RATES for h in HOWS], wrong[:24].reshape(12, 2).mean(1)))
    descent[behind] = wrong[24:].reshape(3, 2).min(0)
tell = lambda behind, how: ", ".join(f"{error[behind][how, r]:.0f}" for r in RATES)
before, after = (min(e[h, r] for h in HOWS[:2] for r in RATES) for e in (error[False], error[True]))
found(
    "norms",
    "Six blocks, 70 steps, two seeds, at 0.001, 0.003, 0.01 and 0.03. Percent misread with norms before: "
    f"{tell(False, 'at once')} at once, {tell(False, 'climb')} after a climb; behind: {tell(True, 'at once')} and "
    f"{tell(True, 'climb')}. The best are {before:.0f} and {after:.0f}.",
    holds=error[True]["at once", 1e-2] > error[False]["at once", 1e-2] + 20 and before < after + 2,
    numbers={"before": before, "behind": after},
)
model = Rows(12, 25, 6, True).learn(140, [(2e-3, "at once")] * 12)
ready = model.wrong().mean()
again = dict(zip(HOWS, model.learn(100, [(1e-2, h) for h in HOWS] * 4).wrong().reshape(4, 3).mean(0)))
late = {h: error[True][h, 1e-2] for h in HOWS}
found(
    "warm-up",
    f"Norms behind, Adam at 0.01, from random weights: {late['at once']:.0f} percent misread at once, {late['climb']:.0f} "
    f"after a climb, {late['look on']:.0f} when Adam looks on for 40 steps. From weights that misread {ready:.0f}, with a new "
    f"Adam: {again['at once']:.0f}, {again['climb']:.0f} and {again['look on']:.0f}. Plain descent at the best of three rates: "
    f"{descent[True][0]:.0f} at once, {descent[True][1]:.0f} after a climb.",
    holds=again["at once"] > again["climb"] + 10 and late["at once"] > late["climb"] + 10,
    numbers={**{"random " + h: e for h, e in late.items()}, **{"trained " + h: e for h, e in again.items()}},
)

# The clock, of one core: looking against the rest of a block, width 64, forwards.
def seconds(f):
    took = []
    for _ in range(7):
        begin = time.process_time()
        f()
        took.append(time.process_time() - begin)
    return min(took)


ratio = {}
square, up, down = torch.randn(64, 64), torch.randn(64, 256), torch.randn(256, 64)
for n in (64, 128, 256, 512, 1024, 2048):
    x = torch.randn(n, 64)
    rest = seconds(lambda: ([F.layer_norm(x, (64,)) @ square for _ in range(4)], F.gelu(F.layer_norm(x, (64,)) @ up) @ down))
    four, one = (torch.randn(h, n, 64 // h) for h in (4, 1))
    ratio[n] = [seconds(lambda: (a @ a.transpose(1, 2)).softmax(-1) @ a) / rest for a in (four, one)]
cross = next((n for n, r in ratio.items() if r[0] > 1), 0)
found(
    "the clock",
    "In PyTorch, looking with four heads takes " + ", ".join(f"{r[0]:.1f}" for r in ratio.values()) + " times as long as the "
    f"rest at {', '.join(map(str, ratio))} places, with one head " + ", ".join(f"{r[1]:.1f}" for r in ratio.values()) + ".",
    holds=0 < cross <= 512 and sum(r[1] < r[0] for r in ratio.values()) >= 4,
    numbers={"crossed at": cross},
)
