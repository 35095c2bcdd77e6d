"""What autograd.py knows of sequences: recurrent cells along a batch of them."""

import torch
from autograd_cases import case


def recurrence():
    family = "recurrence"

    def states(kind, lengths=None, is_backwards=False, has_bias=False, has_state=False):
        """The states after each place by PyTorch's cell for one step, whose weight for the input is a
        matrix of ones on the diagonal, since the input has been multiplied before."""

        def function(x, weight, *others):
            others = list(others)
            batch, places, sums = x.shape
            width = weight.shape[0]
            bias = others.pop(0) if has_bias else torch.zeros(sums, dtype=x.dtype)
            size = 2 * width if kind == "lstm" else width
            state = others.pop(0) if has_state else torch.zeros(batch, size, dtype=x.dtype)
            eye, nothing = torch.eye(sums, dtype=x.dtype), torch.zeros(sums, dtype=x.dtype)
            kept = [None] * places
            for place in reversed(range(places)) if is_backwards else range(places):
                weights = (eye, weight.T, nothing, bias)
                if kind == "lstm":
                    halves = state.split(width, 1)
                    new = torch.cat(torch.lstm_cell(x[:, place], halves, *weights), 1)
                elif kind == "gru":
                    new = torch.gru_cell(x[:, place], state, *weights)
                else:
                    new = torch.rnn_tanh_cell(x[:, place], state, *weights)
                if lengths is None:
                    state = new
                else:
                    is_there = torch.tensor([place < length for length in lengths])[:, None]
                    state = torch.where(is_there, new, state)
                kept[place] = state
            return torch.stack(kept, 1)

        return function

    for kind, name, gates in (("plain", "recurrent", 1), ("lstm", "lstm", 4), ("gru", "gru", 3)):
        states_width = 2 if kind == "lstm" else 1
        for batch, places, width in ((2, 3, 2), (1, 1, 1), (2, 4, 19)):
            case(family, name, states(kind), [batch, places, gates * width], [width, gates * width],
                 low=-1, high=1)
        case(family, name + "From", states(kind, has_state=True), [2, 3, gates * 2], [2, gates * 2],
             [2, states_width * 2], low=-1, high=1)
        case(family, name + "Backwards", states(kind, is_backwards=True, has_state=True),
             [2, 3, gates * 2], [2, gates * 2], [2, states_width * 2], low=-1, high=1)
        case(family, name + "Lengths302", states(kind, [3, 0, 2], has_state=True),
             [3, 3, gates * 2], [2, gates * 2], [3, states_width * 2], low=-1, high=1)
        case(family, name + "BackwardsLengths302", states(kind, [3, 0, 2], True, has_state=True),
             [3, 3, gates * 2], [2, gates * 2], [3, states_width * 2], low=-1, high=1)
    case(family, "gruBias", states("gru", has_bias=True), [2, 3, 6], [2, 6], [6], low=-1, high=1)
    case(family, "gruBiasFrom", states("gru", has_bias=True, has_state=True), [2, 3, 6], [2, 6],
         [6], [2, 2], low=-1, high=1)
