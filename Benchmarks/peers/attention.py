"""Causal attention of 8 heads of 64, forward and backward: attention-1024."""

import torch
from torch.nn import functional

import noise


def prepare(name):
    if not name.startswith("attention-"):
        return None
    context = int(name.removeprefix("attention-"))

    def heads(stream):
        numbers = noise.tensor((2, context, 8, 64), stream).transpose(1, 2)
        return numbers.contiguous()

    query, key, value = (heads(stream).requires_grad_() for stream in (1, 2, 3))
    seed = heads(4)

    def work():
        result = functional.scaled_dot_product_attention(query, key, value, is_causal=True)
        gradients = torch.autograd.grad(result, [query, key, value], seed)
        # Ours looks at number context * 512 + 1: the second sequence's first row, head 0.
        return gradients[0][1, 0, 0, 1].item()

    return work
