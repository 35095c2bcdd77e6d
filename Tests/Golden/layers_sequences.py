"""Golden values for more layers of sequences, from PyTorch: output, gradients and number of parameters,
as in layers.py, whose cases stay what they are.

Run as `python Tests/Golden/layers_sequences.py` with PyTorch installed; writes
networks-layers-sequences.json beside itself. In double precision, so that it is the same on every
machine.
"""

import layers
import torch
from layers import attention_parameters, block_parameters, case, shaken
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


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    torch.manual_seed(19)
    attention()
    write("layers-sequences", {"cases": layers.cases})
