"""Writes pytorch_files.json: small files made by torch.save, in its older form and in that of today,
and what is in them, which Tests/NetworksTests/Checkpoints reads.

    python Tests/Golden/pytorch_files.py
"""

import base64
import io
import json
import pathlib
from collections import OrderedDict

import torch

generator = torch.Generator().manual_seed(4)


def saved(value, older):
    file = io.BytesIO()
    torch.save(value, file, _use_new_zipfile_serialization=not older)
    return base64.b64encode(file.getvalue()).decode()


def packed(tensor):
    return {"shape": list(tensor.shape), "values": tensor.detach().double().flatten().tolist()}


def tables():
    model = torch.nn.Sequential(torch.nn.Conv2d(2, 3, 2), torch.nn.BatchNorm2d(3))
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.copy_(torch.randn(parameter.shape, generator=generator))
    base = torch.randn(4, 5, generator=generator)
    views = {
        "base": base, "turned": base.t(), "part": base[1:3, 2:4], "row": base[3],
        "nothing": torch.zeros(0, 3), "number": torch.tensor(2.5),
        "repeated": torch.tensor([1.0, 2.0]).expand(1, 2),
    }
    types = {
        "half": torch.tensor([1.5, -2.0, 65504.0], dtype=torch.float16),
        "brain": torch.tensor([1.5, -2.0, 3e38], dtype=torch.bfloat16),
        "double": torch.tensor([0.5, -1e-3], dtype=torch.float64),
        "long": torch.tensor([[3, -4], [1 << 20, 0]]),
        "int": torch.tensor([7, -8], dtype=torch.int32),
        "bytes": torch.tensor([0, 255], dtype=torch.uint8),
        "parameter": torch.nn.Parameter(torch.tensor([[1.0], [2.0]])),
    }
    return {"model": model.state_dict(), "views": views, "types": OrderedDict(types)}


files = []
for name, table in tables().items():
    for older in [True, False]:
        files.append({
            "name": name, "older": older, "file": saved(table, older),
            "tensors": [{"name": key, **packed(tensor)} for key, tensor in table.items()],
        })
refused = {
    "a list": [torch.zeros(2)],
    "a table in a table": {"model": {"weight": torch.zeros(2)}},
    "a number": {"weight": torch.zeros(2), "epoch": 3},
    "truths": {"mask": torch.tensor([True])},
    "a layer": torch.nn.Linear(2, 1),
    "too large for single precision": {"count": torch.tensor([(1 << 24) + 1])},
}
path = pathlib.Path(__file__).with_suffix(".json")
content = {
    "torch": torch.__version__.split("+")[0], "files": files,
    "refused": [
        {"name": name, "older": older, "file": saved(value, older), "tensors": []}
        for name, value in refused.items() for older in [True, False]
        # The older form would hold the source of the layer and where it stands.
        if not (older and name == "a layer")
    ],
}
path.write_text(json.dumps(content, separators=(",", ":")) + "\n")
print(path.stat().st_size, "bytes")
