"""Golden values for more layers of sequences, from PyTorch: output, gradients and number of parameters,
as in layers.py, whose cases stay what they are.

Run as `python Tests/Golden/layers_sequences.py` with PyTorch installed; writes
networks-layers-sequences.json beside itself. In double precision, so that it is the same on every
machine.
"""

import layers
import torch
from layers import attention_parameters, block_parameters, case, heads_of, same, shaken, transposed
from networks import write


def attention():
    nn = torch.nn
    width, heads, places = 8, 2, 5
    later = torch.triu(torch.ones(places, places, dtype=torch.bool), 1)
    block = shaken(
        nn.TransformerEncoderLayer(
            width, heads, 4 * width, dropout=0, activation="gelu", batch_first=True, norm_first=False
        )
    )
    case(
        "TransformerBlock, norms behind", torch.randn(2, places, width),
        lambda x: block(x, src_mask=later), block_parameters(block, width),
    )
    # The first three places of the input look at the other four, two of which are padding in the
    # first example.
    cross = shaken(nn.MultiheadAttention(width, heads, batch_first=True))
    padding = torch.tensor([[False, False, True, True], [False] * 4])
    case(
        "CrossAttention, lengths 2 and 4", torch.randn(2, 7, width),
        lambda x: cross(x[:, :3], x[:, 3:], x[:, 3:], key_padding_mask=padding, need_weights=False)[0],
        attention_parameters(cross, width),
    )


def recurrence():
    nn = torch.nn
    for name, module in [
        ("Recurrent", nn.RNN(3, 5, batch_first=True)), ("LSTM", nn.LSTM(3, 5, batch_first=True)),
        ("GRU", nn.GRU(3, 5, batch_first=True)),
    ]:
        module = shaken(module)
        parameters = [
            ("input.weight", module.weight_ih_l0, transposed), ("input.bias", module.bias_ih_l0, same),
            ("weight", module.weight_hh_l0, transposed),
        ]
        if name == "GRU":
            parameters.append(("bias", module.bias_hh_l0, same))
        else:
            # The two biases of PyTorch are added, and one is enough.
            module.bias_hh_l0.data.zero_()
        case(name, torch.randn(2, 4, 3), lambda x: module(x)[0], parameters)
    both = shaken(nn.GRU(3, 5, batch_first=True, bidirectional=True))
    parameters = []
    for title, end in [("forwards", ""), ("backwards", "_reverse")]:
        parameters += [
            (f"{title}.input.weight", getattr(both, f"weight_ih_l0{end}"), transposed),
            (f"{title}.input.bias", getattr(both, f"bias_ih_l0{end}"), same),
            (f"{title}.weight", getattr(both, f"weight_hh_l0{end}"), transposed),
            (f"{title}.bias", getattr(both, f"bias_hh_l0{end}"), same),
        ]
    case("BothDirections", torch.randn(2, 4, 3), lambda x: both(x)[0], parameters)


def turned(x):
    """Rotary positions by their definition: pairs (2i, 2i + 1) as complex numbers, [.., t, w]."""
    half = x.shape[-1] // 2
    angles = torch.outer(
        torch.arange(x.shape[-2], dtype=torch.float64),
        10_000.0 ** (-torch.arange(half, dtype=torch.float64) / half),
    )
    pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], half, 2))
    return torch.view_as_real(pairs * torch.exp(1j * angles)).flatten(-2)


def decoders():
    """What today's decoders have: fewer heads of keys, no biases, a network with a gate."""
    nn = torch.nn
    width, heads, key_heads = 16, 4, 2
    query, key, value, output = (
        shaken(nn.Linear(width, outputs, bias=False)) for outputs in [width, 8, 8, width]
    )

    def looking(x):
        q = turned(heads_of(query(x), heads))
        k = turned(heads_of(key(x), key_heads))
        v = heads_of(value(x), key_heads)
        y = nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True, enable_gqa=True)
        return output(y.transpose(1, 2).reshape(x.shape))

    case(
        "MultiHeadAttention, grouped", torch.randn(2, 5, width), looking,
        [
            (f"{name}.weight", layer.weight, transposed)
            for name, layer in [("query", query), ("key", key), ("value", value), ("output", output)]
        ],
    )
    gate, expand, contract = (
        shaken(nn.Linear(*sizes, bias=False)) for sizes in [(6, 10), (6, 10), (10, 6)]
    )
    case(
        "SwiGLU", torch.randn(2, 3, 6),
        lambda x: contract(nn.functional.silu(gate(x)) * expand(x)),
        [
            ("gate.weight", gate.weight, transposed), ("expand.weight", expand.weight, transposed),
            ("contract.weight", contract.weight, transposed),
        ],
    )


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(19)
    attention()
    recurrence()
    decoders()
    write("layers-sequences", {"cases": layers.cases})
