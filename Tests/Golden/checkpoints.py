"""Writes checkpoints.json: small files made by the safetensors package and by NumPy, which
Tests/NetworksTests/Checkpoints reads.

    python Tests/Golden/checkpoints.py

Called with `exchange FOLDER` it is the other side of the exchange test: it checks the files that the
test wrote into FOLDER and answers with files of its own.
"""

import base64
import io
import json
import pathlib
import sys
import tempfile
import zipfile

import numpy as np
import safetensors
import safetensors.numpy as st

values = {
    "layer.weight": np.arange(6, dtype=np.float32).reshape(2, 3) / 3,
    "layer.bias": np.array([-1.5, np.inf, 1e-40], dtype=np.float32),
    "scale": np.array(2.5, dtype=np.float32),
    "nothing": np.zeros((0, 4), dtype=np.float32),
}
metadata = {"step": "12", "note": 'a "quoted" line\n\u00fc \U0001d6fc \x01'}


def exchange(folder):
    stored = st.load_file(folder / "swift.safetensors")
    assert set(stored) == set(values), stored.keys()
    with safetensors.safe_open(folder / "swift.safetensors", "np") as file:
        assert file.metadata() == metadata, file.metadata()
    archive = np.load(folder / "swift.npz", allow_pickle=False)
    assert archive.files == list(values), archive.files
    assert zipfile.ZipFile(folder / "swift.npz").testzip() is None
    for name, value in values.items():
        for other in (stored[name], archive[name], np.load(folder / f"{name}.npy")):
            assert other.dtype == np.float32 and other.shape == value.shape, (name, other)
            assert other.tobytes() == value.tobytes(), (name, other)
    st.save_file(values, folder / "python.safetensors", metadata=metadata)
    np.savez(folder / "python.npz", **values)
    np.savez_compressed(folder / "compressed.npz", **values)
    np.save(folder / "python.npy", values["layer.weight"])
    print("exchanged")


def text(data):
    return base64.b64encode(data).decode()


def npy(array, **options):
    file = io.BytesIO()
    np.lib.format.write_array(file, array, **options)
    return text(file.getvalue())


def npz(save):
    file = io.BytesIO()
    save(file, **values)
    return text(file.getvalue())


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "a.safetensors"
        st.save_file(values, path, metadata=metadata)
        plain = path.read_bytes()
        st.save_file({"half": np.array([1, -2.5, 65504, 6e-8, np.inf], dtype=np.float16)}, path)
        half = path.read_bytes()
        st.save_file({"whole": np.arange(3)}, path)
        whole = path.read_bytes()
    table = np.arange(24).reshape(2, 3, 4)
    arrays = {
        kind: npy(np.asfortranarray(table) if kind == "F" else table.astype(kind))
        for kind in ("<f4", ">f4", "<f2", "<f8", ">f8", "i1", "<i2", ">i4", "<i8", "u1", "<u4", "F")
    }
    arrays["version 2"] = npy(table.astype(np.float32), version=(2, 0))
    arrays["version 3"] = npy(table.astype(np.float32), version=(3, 0))
    objects = b"{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"
    refused = {
        "object": text(b"\x93NUMPY\x01\x00" + bytes([len(objects), 0]) + objects + b"."),
        "complex": npy(np.array([1j])),
        "text": npy(np.array(["a"])),
        "records": npy(np.zeros(2, dtype=[("a", "<f4")])),
        "large": npy(np.array([1, 16777217])),
    }
    golden = {
        "versions": {"numpy": np.__version__, "safetensors": safetensors.__version__},
        "safetensors": text(plain),
        "half": text(half),
        "whole": text(whole),
        "arrays": arrays,
        "refused": refused,
        "npz": npz(np.savez),
        "compressed": npz(np.savez_compressed),
    }
    path = pathlib.Path(__file__).resolve().parent / "checkpoints.json"
    path.write_text(json.dumps(golden, indent=1) + "\n")


if sys.argv[1:2] == ["exchange"]:
    exchange(pathlib.Path(sys.argv[2]))
else:
    main()
