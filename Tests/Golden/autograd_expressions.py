"""Random expressions of the operations on variables, their values and gradients, from PyTorch.

    python Tests/Golden/autograd_expressions.py

writes autograd_expressions.json beside itself: one line for each expression. Its leaves are shapes,
whose scalars both sides draw with the same small generator; its nodes are an operation, the places
of its inputs (leaves first, then nodes in order) and numbers. Of the value and of the gradient of
each leaf there are the largest magnitude, a weighed sum, and the first, middle and last scalar.

Everything is computed in double precision. An expression is dropped when it is ill-conditioned,
that is when single precision, or leaves moved by a millionth, change its value or a gradient by
more than a hundred-thousandth of the largest magnitude in it, when a gradient is 0 only because terms
cancel, or when some number in it is so small or large that relative precision means nothing. The
script prints how many it dropped: 1951 of the 5951 it drew.
"""

import json
import math
import pathlib
import random

import torch
import torch.nn.functional as F

COUNT, DEPTH = 4000, 12
draw = random.Random(7)
torch.set_num_threads(1)


def numbers(seed, place, shape):
    """Numbers between -2 and 2 that a float holds exactly; the Swift test draws the same."""
    state = (seed * 2654435761 + place) % 2**32
    scalars = []
    for _ in range(math.prod(shape)):
        state = (state * 1664525 + 1013904223) % 2**32
        scalars.append((state >> 16) / 16384 - 2)
    return torch.tensor(scalars, dtype=torch.float64).reshape(shape)


# Operations: name -> what it does to tensors and numbers.
functions = {
    "negate": lambda x: -x,
    "exp": torch.exp, "expm1": torch.expm1, "sin": torch.sin, "cos": torch.cos,
    "tanh": torch.tanh, "sigmoid": torch.sigmoid, "logSigmoid": F.logsigmoid,
    "softplus": F.softplus, "silu": F.silu, "gelu": F.gelu,
    "geluTanh": lambda x: F.gelu(x, approximate="tanh"), "erf": torch.erf, "relu": F.relu,
    "abs": torch.abs, "clip": lambda x: torch.clamp(x, -0.5, 1.0),
    "log": torch.log, "log1p": torch.log1p, "squareRoot": torch.sqrt,
    "power": lambda x, p: x**p, "plus": lambda x, n: x + n, "times": lambda x, n: x * n,
    "over": lambda x, n: n / x,
    "add": lambda a, b: a + b, "subtract": lambda a, b: a - b, "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "matmul": lambda a, b, left, right: (a.mT if left else a) @ (b.mT if right else b),
    "where": lambda a, b, k: torch.where(mask_like(a, k), a, b),
    "concatenated": lambda a, b, axis: torch.cat([a, b], axis),
    "stacked": lambda a, b, axis: torch.stack([a, b], axis),
    "reshaped": lambda x, *shape: x.reshape(shape),
    "transposed": lambda x: x.mT, "permuted": lambda x, *order: x.permute(order),
    "broadcast": lambda x, *shape: x.expand(shape),
    "slice": lambda x, axis, start, end: x.narrow(axis, start, end - start),
    "rows": lambda x, *indices: x[list(indices)],
    "gathered": lambda x, axis, *indices: x.index_select(axis, torch.tensor(indices)),
    "picked": lambda x, *indices: x.gather(-1, torch.tensor(indices).reshape(*x.shape[:-1], 1)
                                           ).squeeze(-1),
    "sorted": lambda x, axis, descending: torch.sort(x, axis, bool(descending)).values,
    "topK": lambda x, k, axis: torch.topk(x, k, axis).values,
    "padded": lambda x, before, after: F.pad(x, (before, after), value=0.5),
    "flipped": lambda x, axis: x.flip(axis),
    "tiled": lambda x, *times: x.tile(times),
    "cumulativeSum": lambda x, axis: x.cumsum(axis),
    "softmax": lambda x, axis: torch.softmax(x, axis),
    "logSoftmax": lambda x, axis: torch.log_softmax(x, axis),
    "layerNormalized": lambda x: F.layer_norm(x, x.shape[-1:]),
    "rmsNormalized": lambda x: x * torch.rsqrt((x * x).mean(-1, keepdim=True) + 1e-5),
    "linear": lambda x, w, b: x @ w + b, "linearTanh": lambda x, w, b: torch.tanh(x @ w + b),
    "attention": lambda x, heads, causal: attention(x, heads, causal),
    "crossEntropy": lambda x, *labels: F.cross_entropy(
        x.reshape(-1, x.shape[-1]), torch.tensor(labels)),
    "meanSquaredError": lambda x, k: F.mse_loss(x, target_like(x, k)),
    "huber": lambda x, k: F.huber_loss(x, target_like(x, k)),
    "averagePooled": lambda x: F.avg_pool2d(x.permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1),
    "maxPooled": lambda x: F.max_pool2d(x.permute(0, 3, 1, 2), 2).permute(0, 2, 3, 1),
    "convolved": lambda x, w: F.conv2d(
        x.permute(0, 3, 1, 2).contiguous(), w.permute(3, 2, 0, 1).contiguous(), padding=1
    ).permute(0, 2, 3, 1),
}
# Reductions take a 1 for keeping axes, then the axes.
reductions = {
    "sum": torch.sum, "mean": torch.mean, "maximum": torch.amax, "minimum": torch.amin,
    "logSumExp": torch.logsumexp, "norm": torch.linalg.vector_norm,
    "variance": lambda x, dim, keepdim: torch.var(x, dim, correction=0, keepdim=keepdim),
    "product": lambda x, dim, keepdim: product(x, dim, keepdim),
}
for name, function in reductions.items():
    functions[name] = lambda x, keep, *axes, f=function: f(x, dim=axes, keepdim=bool(keep))


def product(x, dims, keep):
    for dim in sorted(dims, reverse=True):
        x = x.prod(dim, keepdim=keep)
    return x


def mask_like(x, k):
    return (torch.arange(x.numel()) * k % 7 < 4).reshape(x.shape)


def target_like(x, k):
    return ((torch.arange(x.numel()) * k % 9).to(x.dtype) / 4 - 1).reshape(x.shape)


def attention(x, heads, causal):
    batch, time, wide = x.shape
    q, k, v = (p.reshape(batch, time, heads, -1).transpose(1, 2) for p in x.chunk(3, -1))
    result = F.scaled_dot_product_attention(q, k, v, is_causal=bool(causal))
    return result.transpose(1, 2).reshape(batch, time, wide // 3)


def some_shape():
    """Mostly small; now and then long enough for whole vector registers and a rest."""
    rank = draw.choice([0, 1, 1, 2, 2, 2, 2, 3, 3, 4])
    if rank in (1, 2) and draw.random() < 0.15:
        return [draw.choice([1, 3, 17, 33, 40]) for _ in range(rank)]
    return [draw.choice([1, 2, 2, 3, 4, 5]) for _ in range(rank)]


class Expression:
    """Leaves and nodes, with their values and depths, while an expression is drawn."""

    def __init__(self, seed):
        self.seed, self.leaves, self.nodes = seed, [], []
        self.values, self.depths = [], []
        self.places = []

    def leaf(self, shape):
        place = len(self.leaves)
        self.leaves.append(list(shape))
        self.values.append(numbers(self.seed, place, shape))
        self.depths.append(0)
        self.places.append(("leaf", place))
        return len(self.values) - 1

    def add(self, name, inputs, params=()):
        """Adds a node when its value stays in range."""
        depth = 1 + max(self.depths[i] for i in inputs)
        if depth > DEPTH:
            return False
        value = functions[name](*(self.values[i] for i in inputs), *params)
        if value.numel() == 0 or value.numel() > 2000 or value.abs().max() > 60:
            return False
        self.values.append(value)
        self.depths.append(depth)
        self.places.append(("node", len(self.nodes)))
        self.nodes.append((name, inputs, list(params)))
        return True

    def forget_leaves(self):
        """Takes back leaves that were drawn for a node that was not added."""
        while len(self.leaves) > 1 and self.places[-1][0] == "leaf" and self.nodes:
            for items in (self.leaves, self.values, self.depths, self.places):
                items.pop()

    def evaluated(self, leaves):
        """The last node computed from leaves, which come first in the order of the file."""
        values, leaves, nodes = [], iter(leaves), iter(self.nodes)
        for kind, _ in self.places:
            if kind == "leaf":
                values.append(next(leaves))
            else:
                name, inputs, params = next(nodes)
                values.append(functions[name](*(values[i] for i in inputs), *params))
        return values[-1]

    def final_nodes(self):
        """Nodes with the places of their inputs counted leaves first."""
        offset = {"leaf": 0, "node": len(self.leaves)}
        place = [offset[kind] + number for kind, number in self.places]
        return [[name, [place[i] for i in inputs]] + ([params] if params else [])
                for name, inputs, params in self.nodes]


def grow(e):
    """Tries to add one random node, mostly to the newest value."""
    newest = len(e.values) - 1
    i = newest if draw.random() < 0.75 else draw.randrange(len(e.values))
    x = e.values[i]
    shape, rank = list(x.shape), x.dim()
    axis = draw.randrange(rank) if rank else 0
    kind = draw.choice(["function", "function", "arithmetic", "arithmetic", "product", "reduction",
                        "shape", "shape", "network"])
    if kind == "function":
        return function(e, i, x)
    if kind == "arithmetic":
        return arithmetic(e, i, x)
    if kind == "product" and rank >= 2:
        left, right = draw.randrange(2), draw.randrange(2)
        inner, out = shape[-2] if left else shape[-1], draw.choice([1, 2, 3, 5])
        if not left and not right and draw.random() < 0.4:
            inputs = [i, e.leaf([inner, out]), e.leaf([out])]
            return e.add(draw.choice(["linear", "linearTanh"]), inputs)
        batch = shape[:-2] if draw.random() < 0.5 else []
        other = e.leaf(batch + ([out, inner] if right else [inner, out]))
        return e.add("matmul", [i, other], [left, right])
    if kind == "reduction" and rank >= 1:
        axes = sorted(draw.sample(range(rank), draw.randint(1, rank)))
        name = draw.choice(list(reductions))
        return e.add(name, [i], [draw.randrange(2)] + axes)
    if kind == "shape" and rank >= 1:
        return arrange(e, i, shape, axis)
    if kind == "network" and rank >= 1:
        return network(e, i, shape, axis)
    return False


def function(e, i, x):
    low, high, size = x.min(), x.max(), x.abs().min()
    names = ["negate", "sin", "cos", "tanh", "sigmoid", "logSigmoid", "softplus", "silu", "gelu",
             "geluTanh", "erf", "relu", "abs", "clip", "plus", "times", "power"]
    if high < 4:
        names += ["exp", "expm1"]
    if low > 0.1:
        names += ["log", "log1p", "squareRoot", "power", "power"]
    if size > 0.2:
        names += ["over", "over"]
    name = draw.choice(names)
    if name == "power":
        return e.add(name, [i], [draw.choice([2, 3] + ([0.5, -1.5, 1.5] if low > 0.1 else []))])
    if name in ("plus", "times", "over"):
        return e.add(name, [i], [draw.choice([-1.5, -0.5, 0.25, 0.5, 2])])
    return e.add(name, [i])


def arithmetic(e, i, x):
    partners = [j for j, y in enumerate(e.values) if broadcasts(x.shape, y.shape)]
    if draw.random() < 0.4 or not partners:
        shape = [1 if draw.random() < 0.3 else n for n in x.shape][draw.randint(0, x.dim()):]
        j = e.leaf(shape)
    else:
        j = draw.choice(partners)
    a, b = (i, j) if draw.random() < 0.5 else (j, i)
    names = ["add", "subtract", "multiply", "multiply"]
    if e.values[b].abs().min() > 0.2:
        names += ["divide", "divide"]
    if e.values[a].shape == e.values[b].shape:
        names.append("where")
    name = draw.choice(names)
    return e.add(name, [a, b], [draw.randint(1, 6)] if name == "where" else [])


def broadcasts(a, b):
    return all(m == n or 1 in (m, n) for m, n in zip(reversed(a), reversed(b)))


def arrange(e, i, shape, axis):
    rank, n = len(shape), shape[axis]
    name = draw.choice(["concatenated", "stacked", "reshaped", "transposed", "permuted", "slice",
                        "rows", "gathered", "picked", "sorted", "topK", "padded", "flipped",
                        "tiled", "broadcast", "cumulativeSum"])
    if name == "concatenated":
        other = shape[:axis] + [draw.randint(1, 3)] + shape[axis + 1:]
        return e.add(name, [i, e.leaf(other)], [axis])
    if name == "stacked":
        return e.add(name, [i, i if draw.random() < 0.3 else e.leaf(shape)], [axis])
    if name == "reshaped":
        count = math.prod(shape)
        first = draw.choice([k for k in range(1, count + 1) if count % k == 0])
        return e.add(name, [i], [first, count // first])
    if name == "transposed":
        return rank >= 2 and e.add(name, [i])
    if name == "permuted":
        return e.add(name, [i], draw.sample(range(rank), rank))
    if name == "slice":
        start = draw.randrange(n)
        return e.add(name, [i], [axis, start, draw.randint(start + 1, n)])
    if name in ("rows", "gathered"):
        limit = shape[0] if name == "rows" else n
        indices = [draw.randrange(limit) for _ in range(draw.randint(1, 4))]
        return e.add(name, [i], indices if name == "rows" else [axis] + indices)
    if name == "picked":
        return e.add(name, [i], [draw.randrange(shape[-1]) for _ in range(math.prod(shape[:-1]))])
    if name == "sorted":
        return e.add(name, [i], [axis, draw.randrange(2)])
    if name == "topK":
        return e.add(name, [i], [draw.randint(1, n), axis])
    if name == "padded":
        return e.add(name, [i], [draw.randrange(3), draw.randrange(3)])
    if name == "tiled":
        return e.add(name, [i], [draw.randint(1, 2) for _ in shape])
    if name == "broadcast":
        wanted = [draw.randint(2, 3) if k == 1 else k for k in shape]
        return e.add(name, [i], ([2] if draw.random() < 0.5 else []) + wanted)
    return e.add(name, [i], [axis])


def network(e, i, shape, axis):
    rows, width = math.prod(shape[:-1]), shape[-1]
    names = ["softmax", "logSoftmax", "layerNormalized", "rmsNormalized", "crossEntropy",
             "meanSquaredError", "huber"]
    if len(shape) == 3 and width % 3 == 0:
        names += ["attention"] * 4
    if len(shape) == 4:
        names += ["convolved"] * 3
        if shape[1] > 1 and shape[2] > 1:
            names += ["averagePooled", "maxPooled"] * 2
    name = draw.choice(names)
    if name in ("softmax", "logSoftmax"):
        return e.add(name, [i], [axis])
    if name == "crossEntropy":
        return e.add(name, [i], [draw.randrange(width) for _ in range(rows)])
    if name in ("meanSquaredError", "huber"):
        return e.add(name, [i], [draw.randint(1, 8)])
    if name == "attention":
        return e.add(name, [i], [2 if width % 6 == 0 else 1, draw.randrange(2)])
    if name == "convolved":
        return e.add(name, [i, e.leaf([3, 3, width, draw.randint(1, 3)])])
    return e.add(name, [i])


def results(e, leaves):
    leaves = [x.clone().requires_grad_() for x in leaves]
    value = e.evaluated(leaves)
    weights = numbers(e.seed, 1000, value.shape).to(value.dtype)
    gradients = torch.autograd.grad((value * weights).sum(), leaves, allow_unused=True)
    return [value.detach()] + [
        torch.zeros_like(x) if g is None else g for x, g in zip(leaves, gradients)]


def agree(one, other):
    return all((a - b).abs().max() <= 1e-5 * b.abs().max() for a, b in zip(one, other))


def zeros_stay(e, leaves, exact):
    """Whether gradients of 0 are 0 near by too, rounded as they may be, and not by terms that cancel."""
    for place in range(16):
        moved = [x * (1 + 1e-2 * numbers(e.seed, 4000 + place, x.shape)) for x in leaves]
        found = results(e, [x.float() for x in moved])
        if any(g.abs().max() == 0 and f.abs().max() != 0 for f, g in zip(found[1:], exact[1:])):
            return False
    return True


def well_conditioned(e, leaves, exact):
    sizes = [x.abs().max().item() for x in exact]
    if not all(math.isfinite(size) and (size == 0 or 1e-4 < size < 1e5) for size in sizes):
        return False
    moved = [x * (1 + 1e-6 * numbers(e.seed, 2000, x.shape)) for x in leaves]
    single = [x.double() for x in results(e, [x.float() for x in leaves])]
    return agree(single, exact) and agree(results(e, moved), exact) and zeros_stay(e, leaves, exact)


def summary(e, place, x):
    flat = x.reshape(-1)
    projection = (flat * numbers(e.seed, place, flat.shape)).sum()
    chosen = [flat.abs().max(), projection, flat[0], flat[flat.numel() // 2], flat[-1]]
    return [float(f"{number.item():.6g}") for number in chosen]


def main():
    lines, dropped, seed, names = [], 0, 0, set()
    while len(lines) < COUNT:
        seed += 1
        e = Expression(seed)
        for _ in range(draw.randint(1, 2)):
            e.leaf(some_shape())
        for _ in range(draw.randint(1, 60)):
            count = len(e.nodes)
            grow(e)
            if len(e.nodes) == count:
                e.forget_leaves()
        if not e.nodes or e.places[-1][0] == "leaf":
            continue
        leaves = [numbers(seed, place, shape) for place, shape in enumerate(e.leaves)]
        exact = results(e, leaves)
        if not any(g.abs().max() > 0 for g in exact[1:]) or not well_conditioned(e, leaves, exact):
            dropped += 1
            continue
        names |= {name for name, _, _ in e.nodes}
        lines.append(json.dumps({
            "seed": seed, "leaves": e.leaves, "nodes": e.final_nodes(),
            "value": summary(e, 3000, exact[0]),
            "gradients": [summary(e, 3001 + i, g) for i, g in enumerate(exact[1:])],
            "depth": max(e.depths),
        }, separators=(",", ":")))
    assert names == set(functions), set(functions) - names
    path = pathlib.Path(__file__).with_suffix(".json")
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n")
    print(f"{COUNT} expressions of {len(names)} operations by PyTorch {torch.__version__}, "
          f"{dropped} dropped, {path.stat().st_size / 1e6:.1f} MB")


main()
