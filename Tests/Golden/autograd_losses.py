"""Golden values of the losses, which autograd.py writes with those of the other operations."""

import math

import torch
import torch.nn.functional as F
from autograd_cases import case


def losses():
    labels = [2, 0, 1, 2]
    family = "losses"
    tensor = torch.tensor
    for shape in ([4, 3], [2, 2, 5], [4, 40]):
        flat = lambda x: x.reshape(4, -1)
        case(family, "crossEntropy", lambda x: F.cross_entropy(flat(x), tensor(labels)), shape)
        case(family, "crossEntropySmoothed",
             lambda x: F.cross_entropy(flat(x), tensor(labels), label_smoothing=0.1), shape)
        case(family, "crossEntropyIgnoring",
             lambda x: F.cross_entropy(flat(x), tensor(labels), ignore_index=2,
                                       label_smoothing=0.2), shape)
    case(family, "crossEntropyOneClass", lambda x: F.cross_entropy(x, tensor([0, 0])), [2, 1])
    extreme = tensor([[100.0, -100.0, 0.0], [0.0, 0.0, 1000.0], [0, 0, 0], [-50.0, 60.0, 70.0]])
    case(family, "crossEntropy", lambda x: F.cross_entropy(x, tensor(labels)), inputs=[extreme])
    for shape in ([2, 3], [1], [5], []):
        count = math.prod(shape)
        halves = (torch.arange(count, dtype=torch.float64).reshape(shape) % 3) / 2
        sides = (torch.arange(count, dtype=torch.float64).reshape(shape) % 2) * 2 - 1
        shares = (torch.arange(count, dtype=torch.float64).reshape(shape) + 1) / 10
        case(family, "meanSquaredError", lambda x: F.mse_loss(x, halves), shape)
        case(family, "meanAbsoluteError", lambda x: F.l1_loss(x, halves), shape, gap=0.1)
        case(family, "huber", lambda x: F.huber_loss(x, halves), shape, gap=0.1, low=-4, high=4)
        case(family, "huberHalf", lambda x: F.huber_loss(x, halves, delta=0.5), shape, gap=0.1,
             low=-4, high=4)
        case(family, "binaryCrossEntropy",
             lambda x: F.binary_cross_entropy_with_logits(x, halves), shape, low=-20, high=20)
        case(family, "hinge", lambda x: (1 - sides * x).clamp(min=0).mean(), shape, gap=0.1)
        if len(shape) > 0:
            rows = count // shape[-1]
            case(family, "klDivergence",
                 lambda x: F.kl_div(x, shares, reduction="sum") / rows, shape)

    def contrast(temperature):
        def function(a, b):
            logits = F.normalize(a) @ F.normalize(b).T / temperature
            right = torch.arange(len(a))
            return (F.cross_entropy(logits, right) + F.cross_entropy(logits.T, right)) / 2
        return function
    for shape in ([4, 3], [1, 2]):
        case(family, "infoNCE", contrast(0.5), shape, shape)


def more_losses():
    family = "losses"
    for shape in ([2, 3], [1], [5], []):
        count = math.prod(shape)
        places = torch.arange(count, dtype=torch.float64).reshape(shape)
        halves, bits = (places % 3) / 2, places % 2

        def pinball(x):
            d = halves - x
            return torch.maximum(0.8 * d, -0.2 * d).mean()

        def focal(gamma):
            def function(x):
                right = torch.where(bits == 1, torch.sigmoid(x), torch.sigmoid(-x))
                terms = F.binary_cross_entropy_with_logits(x, bits, reduction="none")
                return ((1 - right) ** gamma * terms).mean()
            return function
        case(family, "pinball", pinball, shape, gap=0.1)
        case(family, "poisson", lambda x: F.poisson_nll_loss(x, halves, full=False), shape)
        case(family, "focal", focal(2), shape, low=-6, high=6)
        case(family, "focalHalf", focal(0.5), shape, low=-6, high=6)
        case(family, "focalZero", focal(0), shape, low=-6, high=6)
        case(family, "binaryCrossEntropyWeighted",
             lambda x: F.binary_cross_entropy_with_logits(
                 x, halves, pos_weight=torch.tensor(3.0, dtype=torch.float64)), shape,
             low=-20, high=20)
    for shape in ([4, 3], [1, 2]):
        together = (torch.arange(shape[0], dtype=torch.float64) % 2)

        def gap(a, p, n):
            return (a - p).norm(dim=1) - (a - n).norm(dim=1) + 1.5

        def contrastive(a, b):
            d = (a - b).norm(dim=1)
            return (d**2 * together + (3 - d).clamp(min=0) ** 2 * (1 - together)).mean()
        case(family, "triplet", lambda a, p, n: gap(a, p, n).clamp(min=0).mean(), shape, shape,
             shape, margin=gap)
        case(family, "contrastive", contrastive, shape, shape,
             margin=lambda a, b: torch.cat([(a - b).norm(dim=1), 3 - (a - b).norm(dim=1)]))


def losses_of_shares():
    for shape in ([4, 3], [1, 2], [2, 2, 5], [3, 1]):
        count = math.prod(shape)
        places = torch.arange(count, dtype=torch.float64).reshape(shape)
        shares = ((places * 7) % 4) / 4
        case("shares", "crossEntropyShares",
             lambda x: F.cross_entropy(x.reshape(-1, shape[-1]), shares.reshape(-1, shape[-1])),
             shape, low=-4, high=4)
