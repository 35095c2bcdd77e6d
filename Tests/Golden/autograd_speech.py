"""Golden values of the loss of transcribers, from PyTorch, in double precision.

    python Tests/Golden/autograd_speech.py

writes autograd_speech.json beside itself: cases as those of autograd.py, drawn and kept by
autograd_cases.py.
"""

import json
import pathlib

import numpy as np
import torch
import torch.nn.functional as F
from autograd_cases import case, families

family = "speech"


def losses(targets, lengths=None, blank=0, reduction="none", zero_infinity=False):
    def function(x):
        batch, places, _ = x.shape
        return F.ctc_loss(
            x.log_softmax(-1).transpose(0, 1),
            torch.tensor([symbol for target in targets for symbol in target], dtype=torch.long),
            torch.tensor(lengths or [places] * batch),
            torch.tensor([len(target) for target in targets]),
            blank, reduction, zero_infinity)

    return function


case(family, "losses", losses([[1, 2], [2, 2]]), [2, 5, 3])
case(family, "lossesOfOne", losses([[1]]), [1, 1, 2])
case(family, "lossesOfNothing", losses([[], [1, 1]]), [2, 3, 2])
case(family, "lossesLengths", losses([[1, 2], [3], [3, 3, 1]], [4, 1, 6]), [3, 6, 4])
case(family, "lossesBlankLast", losses([[0, 1, 0], [2, 2]], blank=3), [2, 7, 4])
case(family, "lossesImpossible",
     losses([[1, 1], [1, 2], [2]], [2, 2, 2], zero_infinity=True), [3, 4, 3])
case(family, "mean", losses([[1, 2], [], [3, 3, 1]], [4, 2, 6], reduction="mean"), [3, 6, 4])
case(family, "meanImpossible",
     losses([[1, 1], [1, 2]], [2, 4], reduction="mean", zero_infinity=True), [2, 4, 3])
case(family, "lossesLong", losses([[1, 3, 2, 2, 4, 1], [5, 5, 5]]), [2, 25, 6])
case(family, "lossesFar", losses([[1, 2, 1]]), [1, 60, 3], low=-60, high=60)

versions = {"torch": torch.__version__.split("+")[0], "numpy": np.__version__}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({"versions": versions, "families": families}, separators=(",", ":")))
