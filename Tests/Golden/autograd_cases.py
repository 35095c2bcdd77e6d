"""How the golden values of the operations on variables are drawn and kept: what autograd.py and
autograd_losses.py share."""

import math

import numpy as np
import torch

generator = np.random.default_rng(20)
families = {}


def rounded(tensor):
    # What no float can hold counts as 0.
    numbers = tensor.detach().reshape(-1).tolist()
    return [float(f"{x:.8g}") if abs(x) > 1e-37 else 0.0 for x in numbers]


def stored(tensor):
    return {"shape": list(tensor.shape), "scalars": rounded(tensor)}


def draw(shape, low, high, gap):
    """Numbers with four decimals between low and high, none nearer than gap to 0, 1 or 2."""
    while True:
        numbers = np.round(generator.uniform(low, high, shape), 4)
        if gap == 0 or all(np.all(np.abs(numbers - kink) > gap) for kink in (-1, -0.5, 0, 0.5, 1)):
            return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


def distinct(shape):
    """Different multiples of a quarter, so that no small step makes another one the largest."""
    count = math.prod(shape)
    numbers = generator.permutation(count) / 4 - count // 8
    return torch.tensor(numbers, dtype=torch.float64).reshape(shape)


def case(family, name, function, *shapes, low=-2.0, high=2.0, gap=0.0, inputs=None,
         margin=None):
    """Adds a case; where there is a margin, its numbers keep away from 0, where a kink is."""
    if inputs is None:
        inputs = [draw(shape, low, high, gap) for shape in shapes]
        while margin is not None and (margin(*inputs).abs() < 0.1).any():
            inputs = [draw(shape, low, high, gap) for shape in shapes]
    inputs = [x.double().requires_grad_() for x in inputs]
    result = function(*inputs)
    weights = torch.tensor(np.round(generator.uniform(-1, 1, tuple(result.shape)), 4))
    (result * weights).sum().backward()
    gradients = [x.grad if x.grad is not None else torch.zeros_like(x) for x in inputs]
    key = name + "/" + "/".join(",".join(map(str, x.shape)) for x in inputs)
    cases = families.setdefault(family, {})
    while key in cases:
        key += "'"
    cases[key] = {
        "inputs": [stored(x) for x in inputs],
        "weights": stored(weights),
        "result": stored(result),
        "gradients": [stored(x) for x in gradients],
    }
