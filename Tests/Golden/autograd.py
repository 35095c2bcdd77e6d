"""Golden values of the operations on variables, from PyTorch, in double precision.

    python Tests/Golden/autograd.py

writes autograd.json beside itself. Every case is an operation (named as in the Swift tests) applied
to inputs that floats hold exactly; stored are the inputs, the weights that the result is multiplied
by before it is summed, the result, and the gradient of that sum with respect to every input.
"""

import json
import math
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from autograd_cases import case, distinct, families
from autograd_images import images
from autograd_losses import losses, losses_of_shares, more_losses
from autograd_sequences import recurrence


def arithmetic():
    pairs = [([2, 3], [2, 3]), ([2, 3], [3]), ([3], [2, 3]), ([2, 1], [1, 3]), ([2, 3], []),
             ([], [2]), ([0, 3], [3]), ([1], [1, 1]), ([2, 1, 2], [3, 1])]
    for left, right in pairs:
        case("arithmetic", "add", lambda a, b: a + b, left, right)
        case("arithmetic", "subtract", lambda a, b: a - b, left, right)
        case("arithmetic", "multiply", lambda a, b: a * b, left, right)
        case("arithmetic", "divide", lambda a, b: a / b, left, right, low=0.5)
    for shape in ([2, 3], [0], [1, 1], []):
        case("arithmetic", "negate", lambda x: -x, shape)
        case("arithmetic", "addNumber", lambda x: x + 2.5, shape)
        case("arithmetic", "numberPlus", lambda x: 2.5 + x, shape)
        case("arithmetic", "subtractNumber", lambda x: x - 2.5, shape)
        case("arithmetic", "numberMinus", lambda x: 2.5 - x, shape)
        case("arithmetic", "multiplyByNumber", lambda x: x * 2.5, shape)
        case("arithmetic", "numberTimes", lambda x: 2.5 * x, shape)
        case("arithmetic", "divideByNumber", lambda x: x / 2.5, shape)
        case("arithmetic", "numberOver", lambda x: 2.5 / x, shape, low=0.5)
        case("arithmetic", "twice", lambda x: x * x + x, shape)
    case("arithmetic", "twiceOver", lambda x: x / (x + x * x), [3], low=0.5)


def products():
    shapes = [([2, 3], [3, 4]), ([1, 3], [3, 1]), ([0, 3], [3, 2]), ([2, 0], [0, 2]),
              ([2, 2, 3], [3, 2]), ([2, 2, 3], [2, 3, 2]), ([2, 1, 2, 3], [3, 3, 2]),
              ([2, 3], [2, 3, 2])]
    for left, right in shapes:
        t = lambda s: s[:-2] + [s[-1], s[-2]]
        case("products", "matmul", lambda a, b: a @ b, left, right)
        case("products", "matmulLeft", lambda a, b: a.mT @ b, t(left), right)
        case("products", "matmulRight", lambda a, b: a @ b.mT, left, t(right))
        case("products", "matmulBoth", lambda a, b: a.mT @ b.mT, t(left), t(right))
    case("products", "matmulTwice", lambda a: a @ a, [3, 3])
    case("products", "matmulSelf", lambda a: a @ a.mT, [2, 3])
    for shape in ([2, 3], [2, 2, 3], [0, 3], [1, 3]):
        case("products", "linear", lambda x, w, b: x @ w + b, shape, [3, 4], [4])
        case("products", "linearNoBias", lambda x, w: x @ w, shape, [3, 4])
        case("products", "linearReLU", lambda x, w, b: F.relu(x @ w + b), shape, [3, 2], [2],
             margin=lambda x, w, b: x @ w + b)
        case("products", "linearTanh", lambda x, w, b: torch.tanh(x @ w + b), shape, [3, 2], [2])
        case("products", "linearSigmoid", lambda x, w, b: torch.sigmoid(x @ w + b), shape,
             [3, 2], [2])


def functions():
    smooth = {
        "exp": torch.exp, "expm1": torch.expm1, "sin": torch.sin, "cos": torch.cos,
        "tanh": torch.tanh, "sigmoid": torch.sigmoid, "logSigmoid": F.logsigmoid,
        "softplus": F.softplus, "silu": F.silu, "gelu": F.gelu,
        "geluTanh": lambda x: F.gelu(x, approximate="tanh"), "erf": torch.erf,
    }
    positive = {
        "log": torch.log, "log1p": torch.log1p, "squareRoot": torch.sqrt,
        "powerHalf": lambda x: x**0.5, "powerNegative": lambda x: x**-1.5,
    }
    kinked = {
        "relu": F.relu, "abs": torch.abs, "clip": lambda x: torch.clamp(x, -0.5, 1.0),
        "square": lambda x: x**2, "cube": lambda x: x**3, "powerZero": lambda x: x**0.0,
        "powerOne": lambda x: x**1.0,
    }
    for shape in ([2, 3], [0, 2], [1], []):
        for name, function in smooth.items():
            case("functions", name, function, shape, low=-4, high=4)
        for name, function in positive.items():
            case("functions", name, function, shape, low=0.3)
        for name, function in kinked.items():
            case("functions", name, function, shape, gap=0.1)
    for name in smooth:
        wide = torch.tensor([-30.0, -12.5, -6.0, 6.0, 12.5, 30.0])
        if name not in ("exp", "expm1"):
            case("functions", name, smooth[name], inputs=[wide])


def reductions():
    axes = {"": None, "0": [0], "1": [1], "Last": [-1], "02": [0, 2], "12": [1, 2]}
    for suffix, dims in axes.items():
        every = [0, 1, 2] if dims is None else dims
        for shape in ([2, 3, 2], [1, 1, 1], [1, 3, 2]):
            case("reductions", "sum" + suffix, lambda x: x.sum(every), shape)
            case("reductions", "mean" + suffix, lambda x: x.mean(every), shape)
            case("reductions", "variance" + suffix, lambda x: x.var(every, correction=0), shape)
            case("reductions", "maximum" + suffix, lambda x: x.amax(every),
                 inputs=[distinct(shape)])
            case("reductions", "minimum" + suffix, lambda x: x.amin(every),
                 inputs=[distinct(shape)])
            case("reductions", "norm" + suffix, lambda x: torch.linalg.vector_norm(x, dim=every),
                 shape, gap=0.2)
            case("reductions", "logSumExp" + suffix, lambda x: torch.logsumexp(x, every), shape)
            def product(x):
                for axis in sorted((a % 3 for a in every), reverse=True):
                    x = x.prod(axis)
                return x
            case("reductions", "product" + suffix, product, shape)
    case("reductions", "sum", lambda x: x.sum(), [0, 3])
    case("reductions", "sum0", lambda x: x.sum(0), [0, 3, 2])
    case("reductions", "sampleVariance", lambda x: x.var([0], correction=1), [4, 2])
    case("reductions", "sumKeeping", lambda x: x * x.sum(1, keepdim=True), [2, 3])
    case("reductions", "maximumKeeping", lambda x: x - x.amax(1, keepdim=True),
         inputs=[distinct([2, 3])])
    case("reductions", "normKeeping", lambda x: x / x.norm(dim=1, keepdim=True), [2, 3])
    ties = torch.tensor([[1.0, 2.0, 2.0], [3.0, 3.0, 3.0]])
    case("reductions", "maximumOfEquals", lambda x: x.amax(1), inputs=[ties])
    zeros = torch.tensor([[0.0, 2.0, 3.0], [0.0, 0.0, 3.0], [1.0, 2.0, 3.0]])
    case("reductions", "product1", lambda x: x.prod(1), inputs=[zeros])
    case("reductions", "normOfZeros", lambda x: torch.linalg.vector_norm(x, dim=[1]),
         inputs=[torch.tensor([[3.0, 4.0], [0.0, 0.0]])])
    for shape in ([3, 2], [1, 1], [0, 2], [2, 3]):
        case("reductions", "cumulativeSum0", lambda x: x.cumsum(0), shape)
        case("reductions", "cumulativeSumLast", lambda x: x.cumsum(-1), shape)


def shapes():
    case("shapes", "reshaped", lambda x: x.reshape(3, 2), [2, 3])
    case("shapes", "flattened", lambda x: x.reshape(-1), [2, 3])
    case("shapes", "expanded", lambda x: x.unsqueeze(1), [2, 3])
    case("shapes", "squeezed", lambda x: x.squeeze(), [2, 1, 3])
    case("shapes", "transposed", lambda x: x.mT, [2, 3])
    case("shapes", "transposed", lambda x: x.mT, [2, 0])
    case("shapes", "transposed", lambda x: x.mT, [2, 1, 3])
    case("shapes", "permuted", lambda x: x.permute(2, 0, 1), [2, 3, 2])
    case("shapes", "permuted", lambda x: x.permute(2, 0, 1), [0, 3, 2])
    case("shapes", "permutedNegative", lambda x: x.permute(-1, 0, 1), [2, 3, 2])
    case("shapes", "broadcast", lambda x: x.expand(2, 3), [3])
    case("shapes", "broadcast", lambda x: x.expand(2, 3), [2, 1])
    case("shapes", "broadcast", lambda x: x.expand(2, 3), [])
    case("shapes", "slice", lambda x: x[:, 1:3], [2, 4])
    case("shapes", "sliceTwice", lambda x: x[:, 0:2] * x[:, 1:3], [2, 4])
    case("shapes", "parts", lambda x: x[0:2, 1, 1:], [3, 2, 3])
    case("shapes", "emptySlice", lambda x: x[1:1], [3, 2])
    case("shapes", "row", lambda x: x[1], [3, 2])
    case("shapes", "split", lambda x: x[:, :1] * x[:, 1:], [2, 3])
    case("shapes", "rows", lambda x: x[[2, 0, 2, 1]], [3, 2])
    case("shapes", "rowsNone", lambda x: x[[]], [3, 2])
    case("shapes", "gathered", lambda x: x[:, [1, 1, 0]], [2, 2, 2])

    def scattered(x, values):
        return x.index_add(0, torch.tensor([2, 0, 2]), values)
    case("shapes", "scatterAdding", scattered, [3, 2], [3, 2])
    case("shapes", "picked", lambda x: x[range(3), [1, 0, 1]], [3, 2])
    case("shapes", "pickedFirst", lambda x: x[[1, 0], range(2)], [2, 2])
    case("shapes", "sorted", lambda x: x.sort(-1).values, inputs=[distinct([2, 4])])
    case("shapes", "sortedFirst", lambda x: x.sort(0, descending=True).values,
         inputs=[distinct([3, 2])])
    case("shapes", "topK", lambda x: x.topk(2, -1).values, inputs=[distinct([2, 4])])
    case("shapes", "topKFirst", lambda x: x.topk(2, 0).values, inputs=[distinct([3, 2])])
    case("shapes", "concatenated", lambda a, b: torch.cat([a, b], 0), [2, 2], [1, 2])
    case("shapes", "concatenatedLast", lambda a, b: torch.cat([a, b, a], -1), [2, 2], [2, 1])
    case("shapes", "concatenated", lambda a, b: torch.cat([a, b], 0), [0, 2], [1, 2])
    case("shapes", "stacked", lambda a, b: torch.stack([a, b], 1), [2, 2], [2, 2])
    case("shapes", "padded", lambda x: F.pad(x, (2, 0, 0, 1), value=3.0), [2, 2])
    case("shapes", "flipped", lambda x: x.flip(1), [2, 3])
    case("shapes", "tiled", lambda x: x.repeat(2, 3), [2, 2])
    case("shapes", "tiled", lambda x: x.repeat(2, 3), [1, 0])
    mask = torch.tensor([[True, False, True], [False, False, True]])
    for left, right in (([2, 3], [2, 3]), ([3], [2, 1]), ([], [2, 3])):
        case("shapes", "where", lambda a, b: torch.where(mask, a, b), left, right)


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def convolutions():
    def convolution(stride=1, padding=0, groups=1, activation=lambda y: y):
        def function(x, w, b=None):
            # Filters are [height, width, channels, outputs] here.
            y = F.conv2d(nchw(x), w.permute(3, 2, 0, 1), b, stride, padding, 1, groups)
            return activation(nhwc(y))
        return function

    family = "convolutions"
    for images, filters in (([2, 4, 5, 2], [3, 2, 2, 3]), ([1, 3, 3, 1], [3, 3, 1, 1]),
                            ([3, 4, 4, 3], [1, 1, 3, 2]), ([0, 4, 4, 2], [2, 2, 2, 1]),
                            ([2, 1, 6, 2], [1, 3, 2, 2])):
        case(family, "convolved", convolution(), images, filters, [filters[3]])
        case(family, "convolvedNoBias", convolution(), images, filters)
        if math.prod(images) < 60:
            case(family, "convolvedReLU", convolution(activation=F.relu), images, filters,
                 [filters[3]], margin=convolution())
    for images, filters in (([2, 5, 4, 2], [3, 3, 2, 2]), ([1, 1, 1, 2], [3, 3, 2, 2]),
                            ([1, 6, 6, 1], [1, 1, 1, 2])):
        case(family, "convolvedStride2Padding1", convolution(2, 1), images, filters,
             [filters[3]])
        case(family, "convolvedPadding2", convolution(1, 2), images, filters)
    case(family, "convolvedGroups2", convolution(1, 1, 2), [2, 4, 3, 4], [3, 3, 2, 6], [6])
    case(family, "convolvedDepthwise3", convolution(2, 1, 3), [1, 5, 5, 3], [3, 3, 1, 3], [3])
    case(family, "convolvedTanh", convolution(activation=torch.tanh), [1, 3, 3, 2], [2, 2, 2, 2],
         [2])
    for images in ([2, 4, 6, 2], [1, 5, 5, 1], [0, 4, 4, 2], [1, 2, 2, 3]):
        case(family, "maxPooled2", lambda x: nhwc(F.max_pool2d(nchw(x), 2)),
             inputs=[distinct(images)])
        case(family, "averagePooled2", lambda x: nhwc(F.avg_pool2d(nchw(x), 2)), images)
    for images in ([2, 5, 5, 2], [1, 3, 4, 1]):
        case(family, "maxPooled3", lambda x: nhwc(F.max_pool2d(nchw(x), 3, 2, 1)),
             inputs=[distinct(images)])
        case(family, "averagePooled3", lambda x: nhwc(
            F.avg_pool2d(nchw(x), 3, 2, 1, count_include_pad=False)), images)
    equal = torch.ones(1, 2, 2, 1)
    case(family, "maxPooledEqual", lambda x: nhwc(F.max_pool2d(nchw(x), 2)), inputs=[equal])


def norms():
    for shape in ([3, 4], [2, 3, 5], [1, 1], [0, 3], [2, 1], [20, 17]):
        width = [shape[-1]]
        case("norms", "layerNormalized", lambda x, g, b: F.layer_norm(x, width, g, b), shape,
             width, width)
        case("norms", "layerNormalizedPlain", lambda x: F.layer_norm(x, width), shape)
        case("norms", "rmsNormalized", lambda x, g: F.rms_norm(x, width, g, 1e-5), shape,
             width, gap=0.2 if shape == [1, 1] else 0)
        case("norms", "rmsNormalizedPlain", lambda x: F.rms_norm(x, width, None, 1e-5),
             shape, gap=0.2 if shape == [1, 1] else 0)
    for shape in ([5, 3], [2, 3, 2, 4], [4, 1], [30, 20]):
        width = [shape[-1]]

        def train(x, g, b):
            flat = x.reshape(-1, width[0])
            return F.batch_norm(flat, None, None, g, b, True).reshape(x.shape)

        def use(x, g, b):
            mean, variance = torch.full(width, 0.5).double(), torch.full(width, 2.0).double()
            flat = x.reshape(-1, width[0])
            return F.batch_norm(flat, mean, variance, g, b, False).reshape(x.shape)
        case("norms", "batchNormalized", train, shape, width, width)
        case("norms", "batchNormalizedInUse", use, shape, width, width)


def softmaxes():
    for shape in ([2, 3], [1], [3, 1], [0, 3], [2, 3, 4], [2, 40]):
        case("softmax", "softmax", lambda x: x.softmax(-1), shape, low=-4, high=4)
        case("softmax", "logSoftmax", lambda x: x.log_softmax(-1), shape, low=-4, high=4)
        case("softmax", "softmaxFirst", lambda x: x.softmax(0), shape, low=-4, high=4)
        case("softmax", "logSoftmaxFirst", lambda x: x.log_softmax(0), shape, low=-4, high=4)
    large = torch.tensor([[1000.0, 1001.0, 990.0], [-1000.0, -1000.0, -900.0]])
    case("softmax", "softmax", lambda x: x.softmax(-1), inputs=[large])
    case("softmax", "logSoftmax", lambda x: x.log_softmax(-1), inputs=[large])


def attentions():
    def attention(heads, causal=False, lengths=None, key_heads=None):
        def function(q, k, v):
            key_heads_ = key_heads or heads
            split = lambda x, h: x.reshape(*x.shape[:2], h, -1).transpose(1, 2)
            q_, k_, v_ = split(q, heads), split(k, key_heads_), split(v, key_heads_)
            k_, v_ = (x.repeat_interleave(heads // key_heads_, 1) for x in (k_, v_))
            scores = q_ @ k_.mT / math.sqrt(q_.shape[-1])
            seen = torch.ones(q.shape[1], k.shape[1], dtype=torch.bool)
            if causal:
                seen = seen.tril(k.shape[1] - q.shape[1])
            seen = seen.expand(q.shape[0], 1, *seen.shape)
            if lengths:
                real = torch.arange(k.shape[1]) < torch.tensor(lengths)[:, None]
                seen = seen & real[:, None, None, :]
            weights = scores.masked_fill(~seen, -torch.inf).softmax(-1)
            weights = weights.masked_fill(~seen, 0)
            return (weights @ v_).transpose(1, 2).reshape(*q.shape[:2], -1)
        return function

    family = "attention"
    same = [2, 5, 4]
    case(family, "attention", attention(1), [2, 3, 4], [2, 5, 4], [2, 5, 3])
    case(family, "attention", attention(1), [1, 1, 1], [1, 1, 1], [1, 1, 1])
    case(family, "attention2", attention(2), same, same, same)
    case(family, "attentionCausal", attention(1, True), same, same, same)
    case(family, "attentionCausal", attention(1, True), [1, 2, 4], [1, 5, 4], [1, 5, 4])
    case(family, "attention2Causal", attention(2, True), same, same, [2, 5, 6])
    case(family, "attentionPadded", attention(2, False, [3, 5]), same, same, same)
    case(family, "attentionCausalPadded", attention(2, True, [2, 4]), same, same, same)
    case(family, "attentionGrouped", attention(4, True, None, 2), [1, 3, 8], [1, 3, 4], [1, 3, 4])

    def packed(heads, causal):
        return lambda x: attention(heads, causal)(*x.chunk(3, -1))
    case(family, "selfAttention2", packed(2, False), [2, 3, 12])
    case(family, "selfAttentionCausal", packed(1, True), [1, 4, 6])


def choices():
    pairs = [([2, 3], [2, 3]), ([2, 3], [3]), ([3], [2, 3]), ([2, 1], [1, 3]), ([2, 3], []),
             ([], [2]), ([0, 3], [3]), ([1], [1, 1])]
    apart = lambda a, b: a - b
    for left, right in pairs:
        case("choices", "maximum", torch.maximum, left, right, margin=apart)
        case("choices", "minimum", torch.minimum, left, right, margin=apart)
    ties = torch.tensor([[1.0, 2.0, 3.0], [-1.0, 0.0, 1.0]])
    others = torch.tensor([1.0, 0.0, 1.0])
    case("choices", "maximumOfEquals", torch.maximum, inputs=[ties, others])
    case("choices", "minimumOfEquals", torch.minimum, inputs=[ties, others])
    half = torch.tensor(0.5, dtype=torch.float64)
    for shape in ([2, 3], [0], [1, 1], []):
        case("choices", "maximumOfNumber", lambda x: torch.maximum(x, half), shape,
             margin=lambda x: x - 0.5)
        case("choices", "minimumOfNumber", lambda x: torch.minimum(x, half), shape,
             margin=lambda x: x - 0.5)
    case("choices", "maximumTwice", lambda a, b: torch.maximum(a * b, a), [2, 3], [3],
         margin=lambda a, b: a * b - a)
    # In place in PyTorch and in Swift: the old values stay what they were for the way back.
    case("choices", "assigned", lambda a, b: ((a + b) * b - a) / b * 2, [2, 3], [3], low=0.5)


for make in (arithmetic, products, functions, reductions, shapes, convolutions, norms, softmaxes,
             losses, attentions, choices, more_losses, images,
             losses_of_shares, recurrence):
    make()

path = pathlib.Path(__file__).with_suffix(".json")
versions = {"torch": torch.__version__.split("+")[0], "numpy": np.__version__}
path.write_text(json.dumps({"versions": versions, "families": families}, separators=(",", ":")))
print(f"{sum(map(len, families.values()))} cases, {path.stat().st_size} bytes")
