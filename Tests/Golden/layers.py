"""Golden values for the layers of Networks, from PyTorch: the output, the gradients towards input
and parameters, and the number of parameters, from the same weights.

Run as `python Tests/Golden/layers.py` with PyTorch installed; writes networks-layers.json beside
itself. Where PyTorch has a layer it is PyTorch's own; where it has none (rotary positions, residual
connections) it is written here from the definition.
"""

import torch
from networks import packed, write

cases = {}


def channels_last(x):
    """An image as the book has it, [n, height, width, channels]."""
    return x.permute(0, 2, 3, 1).contiguous() if x.dim() == 4 else x


def filters(w):
    """Filters as the book has them, [height, width, inputs, outputs]."""
    return w.permute(2, 3, 1, 0).contiguous()


def transposed(w):
    return w.t().contiguous()


def same(w):
    return w


def case(name, x, forward, parameters, buffers=()):
    """Runs `forward` on x, sends a fixed random gradient back, and keeps everything.

    `parameters` lists (name in the book, tensor, what turns it into the book's layout, rows) in the
    book's order; rows select a part of a tensor that PyTorch keeps together.
    """
    whole = slice(None)
    parameters = [(*p, whole) if len(p) == 3 else p for p in parameters]
    entry = {"parameters": [], "gradients": [], "buffers": []}
    for title, tensor, layout, rows in parameters:
        entry["parameters"].append({"name": title, **packed(layout(tensor[rows]))})
    is_tokens = not x.is_floating_point()
    if not is_tokens:
        x = x.clone().requires_grad_()
    y = forward(x)
    weights = torch.randn(y.shape, generator=torch.Generator().manual_seed(len(cases)))
    (y * weights).sum().backward()
    for title, tensor, layout, rows in parameters:
        entry["gradients"].append({"name": title, **packed(layout(tensor.grad[rows]))})
    if is_tokens:
        entry["tokens"] = x.flatten().tolist()
    else:
        entry["input"] = packed(channels_last(x))
        entry["inputGradient"] = packed(channels_last(x.grad))
    entry["output"] = packed(channels_last(y))
    entry["outputGradient"] = packed(channels_last(weights))
    entry["count"] = sum(tensor[rows].numel() for _, tensor, _, rows in parameters)
    entry["buffers"] = [packed(b) for b in buffers]
    cases[name] = entry


def shaken(module):
    """Parameters that begin as zeros or ones would hide mistakes: give all of them random values."""
    with torch.no_grad():
        for parameter in module.parameters():
            parameter.copy_(torch.randn(parameter.shape) * 0.4 + 0.1)
    return module


def weight_and_bias(module, layout):
    found = [("weight", module.weight, layout)]
    return found + ([("bias", module.bias, same)] if module.bias is not None else [])


def simple():
    nn = torch.nn
    linear = shaken(nn.Linear(5, 3))
    case("Linear", torch.randn(4, 5), linear, weight_and_bias(linear, transposed))
    linear = shaken(nn.Linear(5, 3, bias=False))
    case("Linear without bias", torch.randn(2, 4, 5), linear, weight_and_bias(linear, transposed))
    embedding = shaken(nn.Embedding(7, 4))
    case(
        "Embedding", torch.tensor([[1, 0, 6], [1, 1, 3]]), embedding,
        [("weight", embedding.weight, same)],
    )
    for name, module in [
        ("ReLU", nn.ReLU()), ("GELU", nn.GELU()), ("SiLU", nn.SiLU()), ("Tanh", nn.Tanh()),
        ("Sigmoid", nn.Sigmoid()), ("Softmax", nn.Softmax(-1)),
    ]:
        case(name, 2 * torch.randn(4, 6), module, [])
    case("Flatten", torch.randn(3, 4, 5), nn.Flatten(), [])
    case("Reshape", torch.randn(3, 20), lambda x: x.reshape(3, 4, 5), [])


def images():
    nn = torch.nn
    for name, module in [
        ("Conv2D", nn.Conv2d(2, 4, 3, padding=1)),
        ("Conv2D, stride 2, no padding", nn.Conv2d(2, 4, 3, stride=2)),
        ("Conv2D, 5 by 5, no bias", nn.Conv2d(2, 4, 5, padding=2, bias=False)),
        ("Conv2D, 1 by 1", nn.Conv2d(2, 4, 1)),
        ("Conv2D, two groups", nn.Conv2d(2, 4, 3, padding=1, groups=2)),
    ]:
        case(name, torch.randn(2, 2, 7, 6), shaken(module), weight_and_bias(module, filters))
    image = torch.randn(2, 3, 7, 6)
    case("MaxPool2D", image, nn.MaxPool2d(2), [])
    case("MaxPool2D, 3 by 3, stride 2", image, nn.MaxPool2d(3, 2), [])
    case("AveragePool2D", image, nn.AvgPool2d(2), [])
    case("AveragePool2D, 3 by 3, stride 1", image, nn.AvgPool2d(3, 1), [])
    case("GlobalAveragePool", image, lambda x: x.mean((2, 3)), [])


def norms():
    nn = torch.nn
    for name, module, x in [
        ("BatchNorm of rows", nn.BatchNorm1d(5), 3 * torch.randn(6, 5) + 1),
        ("BatchNorm of images", nn.BatchNorm2d(3), 3 * torch.randn(4, 3, 5, 2) + 1),
    ]:
        shaken(module)
        found = weight_and_bias(module, same)
        case(name, x, module, found, [module.running_mean, module.running_var])
        module.eval()
        module.zero_grad()
        case(name + ", inferring", x, module, found, [module.running_mean, module.running_var])
    layer = shaken(nn.LayerNorm(6))
    case("LayerNorm", 3 * torch.randn(2, 4, 6) + 1, layer, weight_and_bias(layer, same))
    rms = shaken(nn.RMSNorm(6, eps=1e-5))
    case("RMSNorm", 3 * torch.randn(2, 4, 6) + 1, rms, [("weight", rms.weight, same)])


def attention_parameters(module, width, prefix=""):
    """The four linear layers of PyTorch's attention, which keeps three of them in one tensor."""
    found = []
    for index, name in enumerate(["query", "key", "value"]):
        rows = slice(index * width, (index + 1) * width)
        found.append((f"{prefix}{name}.weight", module.in_proj_weight, transposed, rows))
        found.append((f"{prefix}{name}.bias", module.in_proj_bias, same, rows))
    output = module.out_proj
    found.append((f"{prefix}output.weight", output.weight, transposed))
    found.append((f"{prefix}output.bias", output.bias, same))
    return found


def block_parameters(block, width):
    """What PyTorch's encoder layer learns, in the book's order."""
    return (
        [("attentionNorm.weight", block.norm1.weight, same)]
        + [("attentionNorm.bias", block.norm1.bias, same)]
        + attention_parameters(block.self_attn, width, "attention.")
        + [("networkNorm.weight", block.norm2.weight, same)]
        + [("networkNorm.bias", block.norm2.bias, same)]
        + [("expand.weight", block.linear1.weight, transposed)]
        + [("expand.bias", block.linear1.bias, same)]
        + [("contract.weight", block.linear2.weight, transposed)]
        + [("contract.bias", block.linear2.bias, same)]
    )


def rotated(x):
    """Rotary positions by their definition: pairs (i, i + half) as complex numbers, [.., t, w]."""
    half = x.shape[-1] // 2
    angles = torch.outer(
        torch.arange(x.shape[-2], dtype=torch.float64),
        10_000.0 ** (-torch.arange(half, dtype=torch.float64) / half),
    )
    turned = torch.complex(x[..., :half].double(), x[..., half:].double()) * torch.exp(1j * angles)
    return torch.cat([turned.real, turned.imag], -1).to(x.dtype)


def heads_of(x, heads):
    n, t, w = x.shape
    return x.view(n, t, heads, w // heads).transpose(1, 2)


def attention():
    nn = torch.nn
    width, heads, places = 8, 2, 5
    later = torch.triu(torch.ones(places, places, dtype=torch.bool), 1)
    lengths = torch.tensor([3, 5])
    padding = torch.arange(places)[None, :] >= lengths[:, None]
    for name, options in [
        ("MultiHeadAttention", {}),
        ("MultiHeadAttention, causal", {"attn_mask": later}),
        ("MultiHeadAttention, lengths 3 and 5", {"key_padding_mask": padding}),
    ]:
        module = shaken(nn.MultiheadAttention(width, heads, batch_first=True))
        case(
            name, torch.randn(2, places, width),
            lambda x: module(x, x, x, need_weights=False, **options)[0],
            attention_parameters(module, width),
        )

    module = shaken(nn.MultiheadAttention(width, heads, batch_first=True))

    def turning(x):
        projected = nn.functional.linear(x, module.in_proj_weight, module.in_proj_bias)
        q, k, v = (heads_of(part, heads) for part in projected.chunk(3, -1))
        y = nn.functional.scaled_dot_product_attention(rotated(q), rotated(k), v, is_causal=True)
        return module.out_proj(y.transpose(1, 2).reshape(x.shape))

    case(
        "MultiHeadAttention, rotary", torch.randn(2, places, width), turning,
        attention_parameters(module, width),
    )

    block = shaken(
        nn.TransformerEncoderLayer(
            width, heads, 4 * width, dropout=0, activation="gelu", batch_first=True, norm_first=True
        )
    )
    case(
        "TransformerBlock", torch.randn(2, places, width),
        lambda x: block(x, src_mask=later), block_parameters(block, width),
    )


def positions():
    places, width = 6, 8
    table = shaken(torch.nn.Embedding(9, width))
    case(
        "LearnedPositions", torch.randn(2, places, width), lambda x: x + table.weight[:places],
        [("weight", table.weight, same)],
    )
    waves = torch.zeros(places, width, dtype=torch.float64)
    rates = 10_000.0 ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    angles = torch.outer(torch.arange(places, dtype=torch.float64), rates)
    waves[:, 0::2], waves[:, 1::2] = angles.sin(), angles.cos()
    case("SinusoidalPositions", torch.randn(2, places, width), lambda x: x + waves.float(), [])


def residual():
    inner = shaken(torch.nn.Linear(4, 4))
    case(
        "Residual", torch.randn(3, 4), lambda x: x + torch.tanh(inner(x)),
        [("branch.0.weight", inner.weight, transposed), ("branch.0.bias", inner.bias, same)],
    )
    wide, short = shaken(torch.nn.Linear(4, 6)), shaken(torch.nn.Linear(4, 6, bias=False))
    case(
        "Residual with a shortcut", torch.randn(3, 4), lambda x: short(x) + wide(x),
        [("branch.0.weight", wide.weight, transposed), ("branch.0.bias", wide.bias, same)]
        + [("shortcut.weight", short.weight, transposed)],
    )


if __name__ == "__main__":
    torch.manual_seed(6)
    for part in [simple, images, norms, attention, positions, residual]:
        part()
    write("layers", {"cases": cases})
