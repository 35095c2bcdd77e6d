"""Numbers without a pattern that both sides of a race make, bit by bit the same."""

import numpy as np
import torch


def _hash(count, stream):
    bits = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B1)
    bits += np.uint32((stream * 0x85EBCA77) & 0xFFFFFFFF)
    bits ^= bits >> np.uint32(16)
    bits *= np.uint32(0x7FEB352D)
    bits ^= bits >> np.uint32(15)
    bits *= np.uint32(0x846CA68B)
    return bits ^ (bits >> np.uint32(16))


def array(count, stream, scale=1.0):
    """Numbers between -scale and scale."""
    unit = (_hash(count, stream) >> np.uint32(8)).astype(np.float32) / np.float32(8388608)
    return (unit - np.float32(1)) * np.float32(scale)


def tensor(shape, stream, scale=1.0):
    return torch.from_numpy(array(int(np.prod(shape)), stream, scale)).reshape(shape)


def integers(count, bound, stream):
    return torch.from_numpy((_hash(count, stream) >> np.uint32(8)).astype(np.int64) % bound)


def octets(count, stream):
    return torch.from_numpy((_hash(count, stream) >> np.uint32(24)).astype(np.uint8))


def weights(shape, place):
    """The matrix or filter that stands at this place among a model's parameters, inputs first."""
    inputs = int(np.prod(shape[:-1]))
    return tensor(shape, 100 + place, 1 / np.sqrt(np.float32(inputs)))
