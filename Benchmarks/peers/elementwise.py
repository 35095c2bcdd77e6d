"""One pass over a million numbers: exp, gelu, softmax, layernorm, adam."""

import torch
from torch.nn import functional

import noise


def passes():
    row, rows = (1_000_000,), (1_000, 1_000)

    def over(shape, function):
        numbers = noise.tensor(shape, 1, 4.0)

        @torch.inference_mode()
        def work():
            return function(numbers).view(-1)[1_234]

        return work

    def adam():
        weights = torch.nn.Parameter(noise.tensor(row, 1))
        weights.grad = noise.tensor(row, 2)
        optimizer = torch.optim.Adam([weights], lr=1e-3, fused=True)

        def work():
            optimizer.step()
            return weights.detach()[1_234]

        return work

    gain, bias = noise.tensor((1_000,), 2), noise.tensor((1_000,), 3)
    return {
        "exp": lambda: over(row, torch.exp),
        "gelu": lambda: over(row, functional.gelu),
        "softmax": lambda: over(rows, lambda x: torch.softmax(x, dim=1)),
        "layernorm": lambda: over(rows, lambda x: functional.layer_norm(x, (1_000,), gain, bias)),
        "adam": adam,
    }


def prepare(name):
    makers = passes()
    return makers[name]() if name in makers else None
