"""Networks of two linear layers: mlp, digits, and steps of growing size: batch-N, width-N."""

import torch
from torch import nn
from torch.nn import functional

import noise


def network(inputs, hidden, outputs):
    first, second = nn.Linear(inputs, hidden), nn.Linear(hidden, outputs)
    with torch.no_grad():
        first.weight.copy_(noise.tensor((inputs, hidden), 3, inputs**-0.5).T)
        second.weight.copy_(noise.tensor((hidden, outputs), 4, hidden**-0.5).T)
        first.bias.zero_()
        second.bias.zero_()
    return nn.Sequential(first, nn.ReLU(), second)


def step(model, optimizer, rows, labels):
    optimizer.zero_grad()
    loss = functional.cross_entropy(model(rows), labels)
    loss.backward()
    optimizer.step()
    return loss


def mlp():
    images = noise.octets(60_000 * 784, 1).reshape(60_000, 784)
    labels = noise.integers(60_000, 10, 2)
    model = network(784, 128, 10)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def work():
        total = 0.0
        for first in range(0, 60_000, 64):
            rows = images[first : first + 64].float() * (1 / 255)
            total += step(model, optimizer, rows, labels[first : first + 64]).item()
        return total / 938

    return work


def digits():
    rows = noise.tensor((1_000, 64), 1)
    labels = noise.integers(1_000, 10, 2)
    model = network(64, 32, 10)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)

    def work():
        for _ in range(20):
            for first in range(0, 1_000, 32):
                loss = step(model, optimizer, rows[first : first + 32], labels[first : first + 32])
        return loss.item()

    return work


def growing(batch, hidden):
    rows = noise.tensor((batch, 784), 1)
    labels = noise.integers(batch, 10, 2)
    model = network(784, hidden, 10)
    optimizer = torch.optim.SGD(model.parameters(), lr=1e-7)
    return lambda: step(model, optimizer, rows, labels).item()


def prepare(name):
    makers = {"mlp": mlp, "digits": digits}
    axis, _, size = name.partition("-")
    if axis == "batch":
        return growing(int(size), 128)
    if axis == "width":
        return growing(64, int(size))
    return makers[name]() if name in makers else None
