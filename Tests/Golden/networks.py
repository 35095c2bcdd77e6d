"""Golden values for Networks, from PyTorch: optimizers, schedules, layers, whole models.

Run as `python Tests/Golden/networks.py` with PyTorch installed; writes networks-*.json beside itself.
"""

import json
import math
import pathlib

import torch

HERE = pathlib.Path(__file__).parent
torch.set_num_threads(1)


def numbers(tensor):
    """A tensor as nine significant digits, which is all a Float32 holds."""
    return [float(f"{x:.9g}") for x in tensor.detach().double().flatten().tolist()]


def packed(tensor):
    return {"shape": list(tensor.shape), "values": numbers(tensor)}


def write(name, content):
    content = {"made by": "networks.py", "torch": torch.__version__.split("+")[0], **content}
    text = json.dumps(content, separators=(",", ":"))
    (HERE / f"networks-{name}.json").write_text(text + "\n")


def optimizers():
    cases = {
        "SGD": lambda p: torch.optim.SGD(p, lr=0.1),
        "SGD l2": lambda p: torch.optim.SGD(p, lr=0.1, weight_decay=0.05),
        "Momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
        "Nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
        "AdaGrad": lambda p: torch.optim.Adagrad(p, lr=0.1),
        "RMSProp": lambda p: torch.optim.RMSprop(p, lr=0.01),
        "Adam": lambda p: torch.optim.Adam(p, lr=0.01),
        "Adam l2": lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.1),
        "AdamW": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1),
    }
    generator = torch.Generator().manual_seed(1)
    start = torch.randn(3, 7, generator=generator)
    slopes = [torch.randn(3, 7, generator=generator) * 10 ** (i - 2) for i in range(5)]
    result = {"start": packed(start), "slopes": [packed(s) for s in slopes], "weights": {}}
    for name, make in cases.items():
        weight = start.clone().requires_grad_()
        optimizer = make([weight])
        steps = []
        for slope in slopes:
            weight.grad = slope.clone()
            optimizer.step()
            steps.append(packed(weight))
        result["weights"][name] = steps
    write("optimizers", result)


def schedules():
    def run(make, rate=0.1):
        weight = torch.zeros(1, requires_grad=True)
        optimizer = torch.optim.SGD([weight], lr=rate)
        schedule = make(optimizer)
        values = []
        for _ in range(100):
            values.append(optimizer.param_groups[0]["lr"])
            optimizer.step()
            schedule.step()
        return [float(f"{x:.9g}") for x in values]

    s = torch.optim.lr_scheduler
    write(
        "schedules",
        {
            "StepDecay": run(lambda o: s.StepLR(o, 30, 0.1)),
            "ExponentialDecay": run(lambda o: s.ExponentialLR(o, 0.97)),
            "CosineDecay": run(lambda o: s.CosineAnnealingLR(o, 99, 0.001)),
            "CosineRestarts": run(lambda o: s.CosineAnnealingWarmRestarts(o, 10, 2, 0.001)),
            "WarmUp": run(
                lambda o: s.SequentialLR(
                    o, [s.LinearLR(o, 0.1, 1.0, 9), s.CosineAnnealingLR(o, 90)], [9]
                )
            ),
            "OneCycle": run(lambda o: s.OneCycleLR(o, 0.1, total_steps=101), 0.1)[:100],
        },
    )


def ours(name, tensor):
    """A PyTorch parameter in the book's layout: linear weights and filters have outputs last."""
    if name.endswith("weight") and tensor.dim() == 2 and "token" not in name and "place" not in name:
        return tensor.t().contiguous()
    if tensor.dim() == 4:
        return tensor.permute(2, 3, 1, 0).contiguous()
    return tensor


def run(model, batches, forward, optimizer):
    """Gradients of the first step and the losses of all batches."""
    result = {"parameters": [], "gradients": [], "losses": []}
    for name, parameter in model.named_parameters():
        result["parameters"].append({"name": name, **packed(ours(name, parameter))})
    for step, batch in enumerate(batches):
        optimizer.zero_grad()
        loss = forward(model, batch)
        loss.backward()
        if step == 0:
            for name, parameter in model.named_parameters():
                result["gradients"].append({"name": name, **packed(ours(name, parameter.grad))})
        result["losses"].append(float(f"{loss.item():.9g}"))
        optimizer.step()
    return result


class Attention(torch.nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.query = torch.nn.Linear(width, width)
        self.key = torch.nn.Linear(width, width)
        self.value = torch.nn.Linear(width, width)
        self.output = torch.nn.Linear(width, width)
        self.heads = heads

    def forward(self, x):
        n, t, w = x.shape
        q, k, v = (
            layer(x).view(n, t, self.heads, w // self.heads).transpose(1, 2)
            for layer in (self.query, self.key, self.value)
        )
        y = torch.nn.functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.output(y.transpose(1, 2).reshape(n, t, w))


class Block(torch.nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.attentionNorm = torch.nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.networkNorm = torch.nn.LayerNorm(width)
        self.expand = torch.nn.Linear(width, 4 * width)
        self.contract = torch.nn.Linear(4 * width, width)

    def forward(self, x):
        x = x + self.attention(self.attentionNorm(x))
        return x + self.contract(torch.nn.functional.gelu(self.expand(self.networkNorm(x))))


class GPT(torch.nn.Module):
    def __init__(self, tokens, context, width, heads, depth):
        super().__init__()
        self.tokens = torch.nn.Embedding(tokens, width)
        self.places = torch.nn.Embedding(context, width)
        self.blocks = torch.nn.ModuleList([Block(width, heads) for _ in range(depth)])
        self.norm = torch.nn.LayerNorm(width)
        self.head = torch.nn.Linear(width, tokens, bias=False)

    def forward(self, x):
        y = self.tokens(x) + self.places.weight[: x.shape[1]]
        for block in self.blocks:
            y = block(y)
        return self.head(self.norm(y))


def models():
    cross_entropy = torch.nn.functional.cross_entropy
    result = {}

    torch.manual_seed(3)
    batches = [(torch.randn(16, 20), torch.randint(0, 5, (16,))) for _ in range(10)]
    mlp = torch.nn.Sequential(
        torch.nn.Linear(20, 32), torch.nn.ReLU(), torch.nn.Linear(32, 16), torch.nn.Tanh(),
        torch.nn.Linear(16, 5),
    )
    result["mlp"] = run(
        mlp, batches, lambda m, b: cross_entropy(m(b[0]), b[1]),
        torch.optim.Adam(mlp.parameters(), lr=0.01),
    )
    result["mlp"]["inputs"] = [packed(x) for x, _ in batches]
    result["mlp"]["labels"] = [y.tolist() for _, y in batches]

    torch.manual_seed(4)
    batches = [(torch.randn(6, 2, 8, 8), torch.randint(0, 4, (6,))) for _ in range(10)]
    cnn = torch.nn.Sequential(
        torch.nn.Conv2d(2, 8, 3, padding=1), torch.nn.BatchNorm2d(8), torch.nn.ReLU(),
        torch.nn.MaxPool2d(2), torch.nn.Conv2d(8, 8, 3, padding=1, stride=2, groups=2),
        torch.nn.BatchNorm2d(8), torch.nn.ReLU(), torch.nn.AvgPool2d(2), torch.nn.Flatten(),
        torch.nn.Linear(8, 4),
    )
    result["cnn"] = run(
        cnn, batches, lambda m, b: cross_entropy(m(b[0]), b[1]),
        torch.optim.SGD(cnn.parameters(), lr=0.05, momentum=0.9),
    )
    result["cnn"]["inputs"] = [packed(x.permute(0, 2, 3, 1).contiguous()) for x, _ in batches]
    result["cnn"]["labels"] = [y.tolist() for _, y in batches]
    result["cnn"]["buffers"] = [packed(b) for n, b in cnn.named_buffers() if "running" in n]
    cnn.eval()
    result["cnn"]["inference"] = packed(cnn(batches[0][0]))

    torch.manual_seed(5)
    texts = [torch.randint(0, 12, (3, 9)) for _ in range(10)]
    gpt = GPT(12, 10, 16, 2, 2)
    result["gpt"] = run(
        gpt, texts,
        lambda m, b: cross_entropy(m(b[:, :-1]).reshape(-1, 12), b[:, 1:].reshape(-1)),
        torch.optim.AdamW(gpt.parameters(), lr=0.01, weight_decay=0.1),
    )
    result["gpt"]["texts"] = [t.tolist() for t in texts]
    write("models", result)


if __name__ == "__main__":
    optimizers()
    schedules()
    models()
