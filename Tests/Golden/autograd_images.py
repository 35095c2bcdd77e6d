"""What autograd.py knows of images: rectifiers of such networks, dilated and depthwise convolution,
group norm, up-sampling, transposed convolution."""

import torch
import torch.nn.functional as F
from autograd_cases import case


def nchw(x):
    return x.permute(0, 3, 1, 2)


def nhwc(x):
    return x.permute(0, 2, 3, 1)


def rectifiers():
    family = "rectifiers"
    for shape in ([2, 3], [0], [1, 1], []):
        case(family, "leakyReLU", F.leaky_relu, shape, gap=0.05)
        case(family, "leakyReLU03", lambda x: F.leaky_relu(x, 0.3), shape, gap=0.05)
    for shape in ([3, 5], [0], [1, 1], []):
        case(family, "relu6", F.relu6, inputs=[spread(shape)])
    case(family, "kinks", lambda x: F.relu6(x) + F.leaky_relu(x, 0.3),
         inputs=[torch.tensor([-1.0, 0.0, 6.0, 7.0])])
    case(family, "linearLeakyReLU", lambda x, w, b: F.leaky_relu(x @ w + b, 0.2),
         [2, 3], [3, 2], [2], margin=lambda x, w, b: x @ w + b)
    case(family, "linearReLU6", lambda x, w, b: F.relu6(4 * (x @ w + b)) / 4,
         [2, 3], [3, 4], [4], margin=lambda x, w, b: six(x @ w + b))


def six(sums):
    """Away from 0 and from 6 / 4, where the kinks of a ReLU6 of four times the sums are."""
    return torch.minimum(sums.abs(), (sums - 1.5).abs())


def spread(shape):
    """Numbers from -3 to 9, none near 0 or 6."""
    count = int(torch.tensor(shape).prod()) if shape else 1
    numbers = (torch.arange(count, dtype=torch.float64) * 5 % 12) - 2.75
    return numbers.reshape(shape)


def convolutions():
    def convolution(stride=1, padding=0, groups=1, dilation=1, activation=lambda y: y):
        def function(x, w, b=None):
            # Filters are [height, width, channels, outputs] here.
            y = F.conv2d(nchw(x), w.permute(3, 2, 0, 1), b, stride, padding, dilation, groups)
            return activation(nhwc(y))
        return function

    family = "spread convolutions"
    case(family, "dilated2", convolution(dilation=2), [2, 6, 7, 2], [3, 3, 2, 3], [3])
    case(family, "dilated2", convolution(dilation=2), [1, 3, 5, 1], [2, 3, 1, 1], [1])
    case(family, "dilated2Padding2", convolution(padding=2, dilation=2), [1, 4, 5, 3], [3, 3, 3, 2],
         [2])
    case(family, "dilated3Stride2Groups2", convolution(2, 3, 2, 3), [2, 7, 5, 4], [3, 3, 2, 6], [6])
    case(family, "depthwise2", convolution(groups=2), [2, 4, 4, 2], [3, 3, 1, 2], [2])
    case(family, "depthwise2", convolution(groups=2), [0, 4, 4, 2], [3, 3, 1, 2], [2])
    case(family, "depthwise2", convolution(groups=2), [1, 1, 1, 2], [1, 1, 1, 2], [2])
    case(family, "depthwise3Padding1", convolution(1, 1, 3), [1, 3, 6, 3], [3, 3, 1, 3], [3])
    case(family, "depthwise17", convolution(1, 1, 17), [1, 2, 5, 17], [3, 3, 1, 17], [17])
    case(family, "depthwise3Stride2Dilated2", convolution(2, 2, 3, 2), [2, 6, 5, 3], [3, 3, 1, 3],
         [3])
    case(family, "depthwise3LeakyReLU",
         convolution(1, 1, 3, activation=lambda y: F.leaky_relu(y, 0.1)),
         [1, 2, 3, 3], [3, 3, 1, 3], [3], margin=convolution(1, 1, 3))


def transposed():
    def convolution(stride=1, padding=0, extra=0, activation=lambda y: y):
        def function(x, w, b=None):
            # Filters are [height, width, outputs, channels] here.
            y = F.conv_transpose2d(
                nchw(x).contiguous(), w.permute(3, 2, 0, 1).contiguous(), b, stride, padding, extra)
            return activation(nhwc(y))
        return function

    family = "transposed convolutions"
    for images, filters in (([2, 3, 4, 2], [2, 2, 3, 2]), ([1, 1, 1, 3], [3, 3, 1, 3]),
                            ([0, 3, 3, 2], [2, 2, 1, 2]), ([1, 7, 8, 1], [3, 3, 2, 1])):
        case(family, "transposed", convolution(), images, filters, [filters[2]])
        case(family, "transposedStride2", convolution(2), images, filters)
    case(family, "transposedStride2Padding1Extra1", convolution(2, 1, 1), [2, 3, 2, 2],
         [3, 3, 3, 2], [3])
    case(family, "transposedStride3Padding1", convolution(3, 1), [1, 3, 2, 3], [4, 4, 2, 3], [2])
    case(family, "transposedTanh", convolution(2, 0, 0, torch.tanh), [1, 2, 2, 2], [2, 2, 2, 2],
         [2])


def group_norms():
    family = "group norms"
    for images, groups in (([2, 3, 2, 4], 2), ([1, 2, 2, 6], 3), ([3, 4, 4], 2), ([2, 2, 3, 4], 4),
                           ([2, 1, 3, 4], 1), ([3, 6], 2), ([0, 2, 2, 4], 2), ([1, 2, 2, 20], 2)):
        def normalized(x, gain=None, bias=None, groups=groups):
            y = F.group_norm(x.movedim(-1, 1), groups, gain, bias, 1e-5)
            return y.movedim(1, -1)
        if images[0] == 0:
            # PyTorch has no group norm of no examples.
            normalized = lambda x, gain=None, bias=None: (
                x if gain is None else x * gain + bias)
        channels = images[-1]
        case(family, f"groupNormalized{groups}", normalized, images, [channels], [channels])
        case(family, f"groupNormalizedPlain{groups}", normalized, images)


def resizings():
    family = "resizings"
    for shape in ([2, 2, 3, 2], [1, 1, 1, 3], [0, 2, 2, 1], [1, 4, 1, 2]):
        for factor in (1, 2, 3):
            case(family, f"nearest{factor}",
                 lambda x: nhwc(F.interpolate(nchw(x), scale_factor=factor, mode="nearest"))
                 if len(x) else x.new_zeros([0, 2 * factor, 2 * factor, 1]) + 0 * x.sum(), shape)
            case(family, f"bilinear{factor}",
                 lambda x: nhwc(F.interpolate(nchw(x), scale_factor=factor, mode="bilinear"))
                 if len(x) else x.new_zeros([0, 2 * factor, 2 * factor, 1]) + 0 * x.sum(), shape)


def images():
    for make in (rectifiers, convolutions, transposed, group_norms, resizings):
        make()
