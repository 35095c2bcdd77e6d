"""Products of matrices: matmul-256, matmul-64x784x128."""

import torch

import noise


def prepare(name):
    if not name.startswith("matmul-"):
        return None
    sizes = [int(size) for size in name.removeprefix("matmul-").split("x")]
    m, k, n = sizes if len(sizes) == 3 else sizes * 3
    left, right = noise.tensor((m, k), 1), noise.tensor((k, n), 2)

    @torch.inference_mode()
    def work():
        return (left @ right).view(-1)[m * n // 2]

    return work
