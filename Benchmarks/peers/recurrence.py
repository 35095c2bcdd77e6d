"""Recurrent layers of 256 over 32 sequences of 100 places, forward and backward: lstm, gru."""

import torch
from torch import nn

import noise

BATCH, PLACES, WIDTH = 32, 100, 256


def prepare(name):
    if name not in ("lstm", "gru"):
        return None
    gates = 4 if name == "lstm" else 3
    layer = (nn.LSTM if name == "lstm" else nn.GRU)(WIDTH, WIDTH, batch_first=True)
    scale = WIDTH**-0.5
    with torch.no_grad():
        layer.weight_ih_l0.copy_(noise.tensor((WIDTH, gates * WIDTH), 3).T * scale)
        layer.weight_hh_l0.copy_(noise.tensor((WIDTH, gates * WIDTH), 4).T * scale)
        layer.bias_ih_l0.copy_(noise.tensor((gates * WIDTH,), 5))
        layer.bias_hh_l0.zero_()
    x = noise.tensor((BATCH, PLACES, WIDTH), 1).requires_grad_()
    seed = noise.tensor((BATCH, PLACES, WIDTH), 2)
    inputs = [x, *layer.parameters()]

    def work():
        gradients = torch.autograd.grad(layer(x)[0], inputs, seed)
        # Ours has weights as [inputs, outputs], the second of which are PyTorch's second row's first.
        return gradients[0][0, 0, 1].item() + gradients[2][1, 0].item()

    return work
