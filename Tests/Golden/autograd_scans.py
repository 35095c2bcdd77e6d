"""Golden values of the ways to go through a sequence with a state of fixed size, from plain loops in
PyTorch, in double precision: selective scans (Gu and Dao 2023) and linear attention (Katharopoulos and
others 2020).

    python Tests/Golden/autograd_scans.py

writes autograd_scans.json beside itself: cases as those of autograd.py, drawn and kept by
autograd_cases.py.
"""

import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from autograd_cases import case, families


def scan(x, delta, a, b, c, skip=None):
    """Steps become positive by a softplus, and rates negative, as both are in use."""
    delta, a = F.softplus(delta), -torch.exp(a)
    state = torch.zeros(x.shape[0], x.shape[2], a.shape[1], dtype=torch.float64)
    results = []
    for place in range(x.shape[1]):
        step = delta[:, place, :, None]
        state = torch.exp(step * a) * state + step * b[:, place, None, :] * x[:, place, :, None]
        y = (state * c[:, place, None, :]).sum(-1)
        results.append(y if skip is None else y + skip * x[:, place])
    return torch.stack(results, 1)


def attention(heads):
    """The recurrent form: a table of products and a sum of features for each head."""
    def function(q, k, v):
        batch, places, width = v.shape
        q, k, v = (x.reshape(batch, places, heads, -1) for x in (q, k, v))
        q, k = F.elu(q) + 1, F.elu(k) + 1
        products = torch.zeros(batch, heads, k.shape[3], v.shape[3], dtype=torch.float64)
        features = torch.zeros(batch, heads, k.shape[3], dtype=torch.float64)
        results = []
        for place in range(places):
            products = products + k[:, place, :, :, None] * v[:, place, :, None, :]
            features = features + k[:, place]
            y = (q[:, place, :, :, None] * products).sum(2)
            results.append(y / (q[:, place] * features).sum(-1, keepdim=True))
        return torch.stack(results, 1).reshape(batch, places, width)

    return function


def shapes(batch, length, channels, states, skip=False):
    inner, outer = [batch, length, channels], [batch, length, states]
    return [inner, inner, [channels, states], outer, outer] + ([[channels]] if skip else [])


family = "selectiveScan"
for name in ["scan", "chunked"]:
    case(family, name, scan, *shapes(2, 5, 3, 2), low=-1.5, high=1.5)
    case(family, name, scan, *shapes(1, 1, 1, 1), low=-1.5, high=1.5)
    case(family, name + "Skip", scan, *shapes(1, 7, 2, 4, skip=True), low=-1.5, high=1.5)
    # More channels than are worked on together.
    case(family, name + "Skip", scan, *shapes(1, 3, 18, 2, skip=True), low=-1.5, high=1.5)

family = "linearAttention"
for heads, query, value in [(1, [2, 5, 3], [2, 5, 3]), (2, [2, 4, 4], [2, 4, 6]),
                            (1, [1, 3, 2], [1, 3, 1])]:
    case(family, f"heads{heads}", attention(heads), query, query, value, gap=0.05)

versions = {"torch": torch.__version__.split("+")[0], "numpy": np.__version__}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"versions": versions, "families": families}, separators=(",", ":")))
