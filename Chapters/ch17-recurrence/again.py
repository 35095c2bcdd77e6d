"""The headlines of chapter 17, done again with PyTorch: cells written out by hand, many side by side; other
draws, widths and gaps; wider rates; recurrent weights taken out or held; another novel; translators of LSTMs."""

import gzip
import pathlib
import re

import numpy as np
import torch
from ladder import found
from torch import nn
from torch.nn.functional import cross_entropy

torch.set_num_threads(1)
torch.set_flush_denormal(True)
torch.manual_seed(170)


class Bank:
    """Many cells of one kind side by side, each with a start and a draw of its own, and a head."""

    def __init__(self, kind, starts, width=16, seed=0, still=False):
        self.kind, self.width, self.count, gates = kind, width, len(starts), {"plain": 1, "lstm": 4, "gru": 3}[kind]
        chance = torch.Generator().manual_seed(seed)
        draw = lambda *shape: (2 * torch.rand(*shape, generator=chance) - 1) / width**0.5
        self.U, self.W = draw(self.count, 8, gates * width), draw(self.count, width, gates * width)
        self.V, self.a = draw(self.count, width, 4), torch.zeros(self.count, 1, 4)
        self.b, self.d = torch.zeros(2, self.count, 1, gates * width).unbind(0)
        for k, start in enumerate(starts):
            if start == "rotation":
                self.W[k] = torch.linalg.qr(torch.randn(width, width, generator=chance))[0]
            elif kind == "plain":
                self.W[k] *= start * 3**0.5
            else:
                self.b[k, :, width : 2 * width] = start
        if still:
            self.W *= 0
        self.parts = [self.U, self.W, self.b, self.V, self.a] + [self.d] * (kind == "gru")
        for part in self.parts:
            part.requires_grad_()

    def __call__(self, x):
        n = self.width
        h = c = torch.zeros(self.count, x.shape[1], n)
        for z in (x.flatten(1, 2) @ self.U + self.b).view(*x.shape[:3], -1).unbind(2):
            if self.kind == "plain":
                h = torch.tanh(torch.baddbmm(z, h, self.W))
            elif self.kind == "lstm":
                z = torch.baddbmm(z, h, self.W)
                gate = torch.sigmoid(z)
                c = gate[..., n : 2 * n] * c + gate[..., :n] * torch.tanh(z[..., 2 * n : 3 * n])
                h = gate[..., 3 * n :] * torch.tanh(c)
            else:
                w = torch.baddbmm(self.d, h, self.W)
                gate = torch.sigmoid(z[..., : 2 * n] + w[..., : 2 * n])
                new = torch.tanh(z[..., 2 * n :] + gate[..., :n] * w[..., 2 * n :])
                h = new + gate[..., n:] * (h - new)
        return h @ self.V + self.a

    def losses(self, gap, rows, draw):
        x, y = task(self.count, rows, gap, draw)
        x.requires_grad_()
        return x, cross_entropy(self(x).flatten(0, 1), y.flatten(), reduction="none").view(y.shape).mean(1)

    def slopes(self, back, seed=5):
        """Lengths of the slopes that arrive, [cells, steps back], before training."""
        x, losses = self.losses(back, 64, np.random.default_rng(seed))
        return torch.autograd.grad(losses.sum(), [x])[0].norm(dim=3).mean(1).flip(1).numpy().astype(float)

    def memory(self):
        slopes = self.slopes(25)
        return 20 / np.log(slopes[:, 5] / slopes[:, 25]).mean()

    def train(self, gap, rates, steps=300, seed=0, held=None, clip=1.0):
        draw, rates = np.random.default_rng(seed), torch.tensor(rates).view(-1, 1, 1)
        first, second = ([torch.zeros_like(p) for p in self.parts] for _ in range(2))
        for step in range(1, steps + 1):
            grads = torch.autograd.grad(self.losses(gap, 16, draw)[1].sum(), self.parts)
            norm = sum((g**2).sum((1, 2), keepdim=True) for g in grads).sqrt()
            with torch.no_grad():
                for p, g, m, v in zip(self.parts, grads, first, second):
                    g = g * torch.clamp(clip / (norm + 1e-12), max=1)
                    m.mul_(0.9).add_(g, alpha=0.1)
                    v.mul_(0.999).addcmul_(g, g, value=0.001)
                    move = m / (1 - 0.9**step) / ((v / (1 - 0.999**step)).sqrt() + 1e-8)
                    if held is not None and p is self.W:
                        move = move * held
                    p -= rates * move
        return self

    def right(self, gap, rows=300, seed=9, behind=0):
        with torch.no_grad():
            x, y = task(self.count, rows, gap, np.random.default_rng(seed))
            x = torch.cat([x, torch.zeros(self.count, rows, behind, 8)], 2)
            return (self(x).argmax(-1) == y).float().mean(1).numpy()


def task(count, rows, gap, draw):
    y = draw.integers(4, size=(count, rows))
    x = np.concatenate([y[..., None], draw.integers(4, 8, size=(count, rows, gap))], 2)
    return torch.eye(8)[torch.tensor(x)], torch.tensor(y)


def crossing(gaps, means):
    """Where mean accuracy crosses 0.625, on a logarithmic axis; the last gap where it does not."""
    for (a, x), (b, y) in zip(zip(gaps, means), zip(gaps[1:], means[1:])):
        if x >= 0.625 > y:
            return a * (b / a) ** ((x - 0.625) / (x - y))
    return gaps[-1] if means[-1] >= 0.625 else gaps[0]


def step_down(parts, descent, plan, loss):
    descent.zero_grad()
    loss.backward()
    nn.utils.clip_grad_norm_(parts, 1.0)
    descent.step()
    plan.step()


def several(values, form=".2f"):
    return ", ".join(format(v, form) for v in values)


# The memory of untrained cells, and the formula; recurrent weights taken out; width.
sigma = lambda b: 1 / (1 + np.exp(-b))
tau = lambda rho: -1 / np.log(rho)
draws, memory = 10, {}
for kind, starts in (("plain", [0.577, "rotation"]), ("lstm", [0, 1, 3]), ("gru", [0, 1])):
    for start in starts:
        memory[kind, start] = Bank(kind, [start] * draws, seed=31).memory()
ring = 0.25 / 3**0.5
formula = {("lstm", 0): tau(sigma(0) + ring), ("lstm", 1): tau(sigma(1) + ring)}
formula |= {("gru", b): tau(sigma(b) + 2 * ring * (1 - sigma(b))) for b in (0, 1)}
ratios = [memory[k] / formula[k] for k in formula]
still = [Bank("lstm", [b] * draws, seed=32, still=True).memory() for b in (0, 1, 3)]
wide = [Bank("lstm", [b] * draws, width=64, seed=33).memory() for b in (0, 1)]
found(
    "memory of untrained cells",
    f"Ten other draws: LSTMs with bias 0 and 1 have memories of {memory['lstm', 0]:.1f} and {memory['lstm', 1]:.1f} steps, "
    f"of width 64 {several(wide, '.1f')}, GRUs {memory['gru', 0]:.1f} and {memory['gru', 1]:.1f}: {min(ratios):.2f} to "
    f"{max(ratios):.2f} of the formula. Without recurrent weights biases of 0, 1 and 3 leave {several(still, '.1f')}, "
    f"where the gate alone gives {several([tau(sigma(b)) for b in (0, 1, 3)], '.1f')}.",
    holds=0.6 < min(ratios) and max(ratios) < 1.1 and all(abs(s / tau(sigma(b)) - 1) < 0.1 for s, b in zip(still, (0, 1, 3))),
)
left = {}
for kind, start in (("plain", 0.577), ("lstm", 0), ("lstm", 1), ("lstm", 3), ("plain", "rotation"), ("plain", 2)):
    for width in (16, 64):
        slopes = Bank(kind, [start] * draws, width=width, seed=34).slopes(50)
        left[kind, start, width] = np.log10(np.maximum(slopes[:, 50] / slopes[:, 0], 1e-30)).mean()
both = lambda kind, start: " and ".join(f"{left[kind, start, w]:.1f}" for w in (16, 64))
found(
    "gradients vanish",
    f"Fifty steps back, as a power of ten, widths 16 and 64: plain {both('plain', 0.577)}, LSTM with bias 0 {both('lstm', 0)}, "
    f"1 {both('lstm', 1)}, 3 {both('lstm', 3)}, a rotation {both('plain', 'rotation')}, drawn wide {both('plain', 2)}.",
    holds=all((left[k] < -3) == (k[:2] in (("plain", 0.577), ("lstm", 0), ("lstm", 1))) for k in left),
)

# The law, by other draws and gaps; the plain cell at other rates, and with its recurrent weights held.
seeds, gaps, rates, far = 4, [10, 14, 20, 28, 40], [0.003, 0.01, 0.03], [12, 24, 48]
plain = []
for gap in gaps:
    cells = Bank("plain", [0.577] * 12, seed=gap).train(gap, [r for r in rates for _ in range(seeds)], seed=gap)
    plain.append(cells.right(gap).reshape(3, seeds).mean(1))
ends = [crossing(gaps, [right[k] for right in plain]) for k in range(3)]
constant = ends[0] / memory["plain", 0.577]
lstms, grus, turning = (
    {g: Bank(kind, [s for s in starts for _ in range(seeds)], seed=g + 1).train(g, [0.003] * seeds * len(starts), seed=g) for g in far}
    for kind, starts in (("lstm", [0, 1, 3]), ("gru", [1, 3]), ("plain", ["rotation"]))
)
right = {g: np.concatenate([cells[g].right(g) for cells in (lstms, grus, turning)]).reshape(6, seeds) for g in far}
reach = {k: crossing(far, [right[g][row].mean() for g in far]) for k, row in {("lstm", 0): 0, ("lstm", 1): 1, ("gru", 1): 3}.items()}
share = {k: reach[k] / (constant * memory[k]) for k in reach}
found(
    "the law",
    f"Four other draws each: the plain cell ends at {ends[0]:.0f} steps, {constant:.1f} memories. LSTMs with bias 0 and 1 end "
    f"at {reach['lstm', 0]:.0f} and {reach['lstm', 1]:.0f}, a GRU at {reach['gru', 1]:.0f}: {several(share.values())} of what "
    f"the law says. At 48 LSTMs with bias 3 get {several(right[48][2])}, rotations {several(right[48][5])}.",
    holds=all(0.4 < s < 1.3 for s in share.values()) and reach["lstm", 0] < min(ends[0], reach["lstm", 1], reach["gru", 1]),
)
found(
    "the law's order",
    f"By the law an LSTM with bias 1 comes before a GRU; it ends at {reach['lstm', 1]:.0f} steps and the GRU at {reach['gru', 1]:.0f}.",
    holds=reach["lstm", 1] > reach["gru", 1],
)
held = Bank("plain", [0.577] * 8, seed=3)
held.train(28, [0.03] * 8, seed=3, held=torch.tensor([1.0] * 4 + [0.0] * 4).view(-1, 1, 1))
freely, tied = held.right(28).reshape(2, 4).mean(1)
found(
    "the law's end",
    f"The plain cell ends at {several(ends, '.0f')} steps with rates of {several(rates, 'g')}; at {gaps[-1]} it then gets "
    f"{several(plain[-1])}. "
    f"At 28 steps and 0.03 it gets {freely:.2f}, and {tied:.2f} with its recurrent weights held.",
    holds=plain[-1][2] > plain[-1][0] + 0.2 and freely > tied + 0.2,
)

# Carried on, and padded.
on = [48, 640, 2560]
carried = {g: [cells[48].right(g, 60)[-seeds:] for cells in (lstms, grus, turning)] for g in on}
lost = (carried[640][0] - carried[2560][0]).mean()
found(
    "carried",
    f"Learned at 48, asked at {several(on, 'd')}: LSTMs with bias 3 get {several([carried[g][0].mean() for g in on])}, GRUs with "
    f"bias 3 {several([carried[g][1].mean() for g in on])}, rotations {several([carried[g][2].mean() for g in on])}.",
    holds=lost <= 0.1,
)
zeros = [0, 5, 20, 80]
padded = [[turning[12].right(12, behind=p).mean(), lstms[12].right(12, behind=p)[seeds : 2 * seeds].mean()] for p in zeros]
found(
    "padding",
    f"With 0, 5, 20 and 80 places of zeros behind a gap of 12 rotations get {several([p[0] for p in padded])}, LSTMs "
    f"with bias 1 {several([p[1] for p in padded])}.",
    holds=padded[1][0] < 0.7 < padded[1][1],
)

# Bytes of another novel.
for folder in [pathlib.Path.cwd(), *pathlib.Path.cwd().parents, *pathlib.Path(__file__).parents]:
    if (folder / "Sources/Datasets/Tables/austen.txt.gz").exists():
        text = gzip.open(folder / "Sources/Datasets/Tables/austen.txt.gz", "rt", encoding="utf8").read()
        break
chapters = re.split(r"\n== \d+\n", next(p for p in text.split("\n= ") if p.startswith("Emma")))[1:]
known, asked = ("".join(c for i, c in enumerate(chapters) if (i % 5 == 2) == out) for out in (False, True))
letters = {c: i for i, c in enumerate(sorted(set(known + asked)))}
known, asked = (torch.tensor([letters[c] for c in part]) for part in (known, asked))


def reader(kind, width, piece, rate, count, seed):
    """Bits for the next letter after 4, about 8, and 32 to 64 letters, after some were learned from."""
    torch.manual_seed(seed)
    rows, n = 1024 // piece, len(letters)
    cell, head, state = kind(n, width, batch_first=True), nn.Linear(width, n), None
    cell.bias_hh_l0.data[width : 2 * width] += 1
    parts, steps = [*cell.parameters(), *head.parameters()], count // 1024
    descent = torch.optim.Adam(parts, lr=rate)
    plan = torch.optim.lr_scheduler.CosineAnnealingLR(descent, steps)
    at = torch.arange(rows)[:, None] * (len(known) // rows) + torch.arange(piece + 1) + 1000 * seed
    for step in range(steps):
        block = known[(at + step * piece) % len(known)]
        h, state = cell(torch.eye(n)[block[:, :-1]], state)
        state = tuple(s.detach() for s in state) if kind is nn.LSTM else state.detach()
        step_down(parts, descent, plan, cross_entropy(head(h).flatten(0, 1), block[:, 1:].flatten()))
    with torch.no_grad():
        block = asked[torch.arange(500)[:, None] * ((len(asked) - 65) // 500) + torch.arange(65)]
        bits = cross_entropy(head(cell(torch.eye(n)[block[:, :-1]])[0]).transpose(1, 2), block[:, 1:], reduction="none")
        bits = bits.mean(0).numpy() / np.log(2)
        return bits[3], bits[6:10].mean(), bits[32:].mean()


grid = [0.02, 0.04, 0.08, 0.16]
tuned = {
    name: np.array([reader(*how, rate, 200_000, 1) for rate in grid])
    for name, how in {"32": (nn.LSTM, 64, 32), "8": (nn.LSTM, 64, 8), "gru": (nn.GRU, 75, 32)}.items()
}
best = {name: bits[bits[:, 2].argmin()] for name, bits in tuned.items()}
found(
    "bytes",
    f"Emma, 200,000 letters, the best of four rates each: pieces of 32 pay {best['32'][1]:.2f} after about eight letters and "
    f"{best['32'][2]:.2f} after 32 or more; of 8, {best['8'][1]:.2f} and {best['8'][2]:.2f}.",
    holds=abs(best["32"][1] - best["32"][2]) < 0.1 and best["8"][2] < best["32"][2],
)
found(
    "GRU and LSTM",
    f"A GRU with as many weights pays {best['gru'][2]:.2f}, the LSTM {best['32'][2]:.2f}, each at its best rate "
    f"({grid[tuned['gru'][:, 2].argmin()]:g} and {grid[tuned['32'][:, 2].argmin()]:g}).",
    holds=best["gru"][2] - best["32"][2] <= 0.1,
)


# Translators of LSTMs; the other order of words; attention.
def translator(backwards, mirrored, attending, seed, steps=800):
    torch.manual_seed(seed)
    source, target = nn.Embedding(10, 16), nn.Embedding(11, 16)
    encoder, decoder = nn.LSTM(16, 32, batch_first=True), nn.LSTM(16, 32, batch_first=True)
    mix, head, words = nn.Linear(64, 32), nn.Linear(32, 10), torch.randperm(10)
    parts = [p for m in (source, target, encoder, decoder, mix, head) for p in m.parameters()]

    def write(before, state, memory):
        h, state = decoder(target(before), state)
        look = (h @ memory.transpose(1, 2)).softmax(-1) @ memory if attending else torch.zeros_like(h)
        return head(torch.tanh(mix(torch.cat([h, look], -1)))), state

    descent = torch.optim.Adam(parts, lr=0.01)
    plan = torch.optim.lr_scheduler.CosineAnnealingLR(descent, steps)
    for step in range(steps):
        asked = torch.randint(10, (32, int(torch.randint(1, 13, ()))))
        answer = words[asked.flip(1) if mirrored else asked]
        memory, state = encoder(source(asked.flip(1) if backwards else asked))
        before = torch.cat([torch.full((32, 1), 10), answer[:, :-1]], 1)
        logits, _ = write(before, state, memory)
        step_down(parts, descent, plan, cross_entropy(logits.flatten(0, 1), answer.flatten()))
    with torch.no_grad():
        asked = torch.randint(10, (400, 12))
        answer = words[asked.flip(1) if mirrored else asked]
        memory, state = encoder(source(asked.flip(1) if backwards else asked))
        word, right = torch.full((400, 1), 10), []
        for place in range(12):
            logits, state = write(word, state, memory)
            word = logits.argmax(-1)
            right.append((word[:, 0] == answer[:, place]).float().mean().item())
    return np.mean(right)


KINDS = {
    "forwards": (False, False, False), "backwards": (True, False, False), "attention": (False, False, True),
    "mirrored forwards": (False, True, False), "mirrored backwards": (True, True, False),
}
mean = {name: np.mean([translator(*how, 20 + seed) for seed in range(2)]) for name, how in KINDS.items()}
found(
    "backwards",
    f"Translators of LSTMs get {mean['forwards']:.2f} of twelve words right forwards, {mean['backwards']:.2f} backwards, "
    f"{mean['attention']:.2f} with attention. Into a language of mirrored order: {mean['mirrored forwards']:.2f} forwards, "
    f"{mean['mirrored backwards']:.2f} backwards.",
    holds=mean["backwards"] - mean["forwards"] >= 0.03 and mean["mirrored backwards"] < mean["mirrored forwards"]
    and mean["attention"] > 0.95,
)
