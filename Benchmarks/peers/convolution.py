"""Convolutions: conv and cnn, and the same with channels last in memory (conv-last, cnn-last)."""

import torch
from torch import nn
from torch.nn import functional

import noise


def layout(is_last):
    return torch.channels_last if is_last else torch.contiguous_format


def conv(is_last):
    def place(tensor):
        return tensor.contiguous(memory_format=layout(is_last))

    images = place(noise.tensor((128, 32, 32, 3), 1).permute(0, 3, 1, 2)).requires_grad_()
    filters = place(noise.tensor((5, 5, 3, 32), 2, 0.1).permute(3, 2, 0, 1)).requires_grad_()
    bias = noise.tensor((32,), 3, 0.1).requires_grad_()
    seed = place(noise.tensor((128, 32, 32, 32), 4, 0.01).permute(0, 3, 1, 2))

    def work():
        output = functional.conv2d(images, filters, bias, padding=2)
        gradients = torch.autograd.grad(output, [images, filters, bias], seed)
        return gradients[1][0, 0, 0, 0].item()

    return work


def cnn(is_last):
    def block(inputs, outputs):
        convolution = nn.Conv2d(inputs, outputs, 3, padding=1, bias=False)
        return [convolution, nn.BatchNorm2d(outputs), nn.ReLU()]

    model = nn.Sequential(
        *block(3, 32), *block(32, 32), nn.MaxPool2d(2), *block(32, 64), *block(64, 64),
        nn.MaxPool2d(2), *block(64, 128), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, 10),
    )
    with torch.no_grad():
        for place, parameter in enumerate(model.parameters()):
            if parameter.dim() == 4:
                outputs, inputs, height, width = parameter.shape
                numbers = noise.weights((height, width, inputs, outputs), place)
                parameter.copy_(numbers.permute(3, 2, 0, 1))
            elif parameter.dim() == 2:
                parameter.copy_(noise.weights(tuple(reversed(parameter.shape)), place).T)
        model[-1].bias.zero_()
    model = model.to(memory_format=layout(is_last))
    images = noise.tensor((64, 32, 32, 3), 1).permute(0, 3, 1, 2)
    images = images.contiguous(memory_format=layout(is_last))
    labels = noise.integers(64, 10, 2)
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

    def work():
        optimizer.zero_grad()
        loss = functional.cross_entropy(model(images), labels)
        loss.backward()
        optimizer.step()
        return loss.item()

    return work


def prepare(name):
    makers = {"conv": conv, "cnn": cnn}
    base, _, suffix = name.partition("-")
    if base not in makers or suffix not in ("", "last"):
        return None
    return makers[base](suffix == "last")
