"""Golden values for more layers of images, from PyTorch: output, gradients and number of parameters,
as in layers.py, whose cases stay what they are.

Run as `python Tests/Golden/layers_images.py` with PyTorch installed; writes
networks-layers-images.json beside itself. In double precision, so that it is the same on every
machine.
"""

import layers
import torch
from layers import case, filters, same, shaken, weight_and_bias
from networks import write


def images():
    nn = torch.nn
    for name, module, channels in [
        ("Conv2D, dilated", nn.Conv2d(2, 4, 3, padding=2, dilation=2), 2),
        ("Conv2D, depthwise, stride 2", nn.Conv2d(5, 5, 3, 2, 1, groups=5), 5),
        ("Conv2D, depthwise, 5 by 5", nn.Conv2d(18, 18, 5, 1, 2, groups=18, bias=False), 18),
        ("TransposedConv2D", nn.ConvTranspose2d(2, 4, 2, 2), 2),
        ("TransposedConv2D, 3 by 3", nn.ConvTranspose2d(3, 2, 3, 2, 1, 1), 3),
        ("TransposedConv2D, 4 by 4, no bias", nn.ConvTranspose2d(2, 3, 4, 2, 1, bias=False), 2),
    ]:
        x = torch.randn(2, channels, 7, 6)
        case(name, x, shaken(module), weight_and_bias(module, filters))
    for mode in ["nearest", "bilinear"]:
        case(f"Upsample2D, {mode}", torch.randn(2, 3, 4, 3), nn.Upsample(scale_factor=2, mode=mode), [])
    norm = shaken(nn.GroupNorm(3, 6))
    case("GroupNorm", 3 * torch.randn(2, 6, 5, 4) + 1, norm, weight_and_bias(norm, same))
    case("LeakyReLU", 2 * torch.randn(4, 6), nn.LeakyReLU(0.2), [])
    case("ReLU6", 6 * torch.randn(4, 6), nn.ReLU6(), [])


def together():
    """Layers that take in the function after them."""
    nn = torch.nn
    conv = shaken(nn.Conv2d(3, 3, 3, padding=1, groups=3))
    case(
        "Conv2D and ReLU6", 5 * torch.randn(2, 3, 5, 4), lambda x: nn.functional.relu6(conv(x)),
        [("0.weight", conv.weight, filters), ("0.bias", conv.bias, same)],
    )
    larger = shaken(nn.ConvTranspose2d(2, 3, 2, 2))
    case(
        "TransposedConv2D and LeakyReLU", torch.randn(2, 2, 3, 4),
        lambda x: nn.functional.leaky_relu(larger(x)),
        [("0.weight", larger.weight, filters), ("0.bias", larger.bias, same)],
    )


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(7)
    images()
    together()
    write("layers-images", {"cases": layers.cases})
