"""What Python beside the book may call: `given`, `record` and `found`.

A `same` block of a chapter reads what the chapter handed over, `given["digits"]`, and records what
it computes, `record("test accuracy", 0.973)`. An `again.py` says what it found about a headline.

`./build.sh same` starts this file: `ladder.py FILE SHOWN LINE RESULT` runs the Python in FILE, of
which a traceback speaks as line LINE and following of SHOWN, and writes what it recorded to RESULT.
"""

import ast
import json
import math
import os
import platform
import sys
import traceback
from collections.abc import Mapping

import numpy

TITLES = {"torch": "PyTorch", "numpy": "NumPy", "sklearn": "scikit-learn", "scipy": "SciPy"}

result = {"libraries": {}, "numbers": [], "findings": []}


def slug(name):
    """The short form under which the book keeps a name: "Test rows" is test-rows."""
    plain = "".join(c if c.isalnum() or c == "." else "-" for c in name.lower())
    return "-".join(word for word in plain.split("-") if word)


class Given(Mapping):
    """What the chapter handed over, by name: arrays of NumPy's, numbers, texts."""

    folder = os.environ.get("LADDER_GIVEN", "")

    def __getitem__(self, name):
        path = os.path.join(self.folder, slug(name))
        if os.path.exists(path + ".npy"):
            array = numpy.load(path + ".npy")
            return array if array.ndim else array.item()
        if os.path.exists(path + ".json"):
            with open(path + ".json", encoding="utf-8") as file:
                return json.load(file)
        raise KeyError(f"the chapter does not hand over {name!r}, only: {', '.join(self)}")

    def __iter__(self):
        names = os.listdir(self.folder) if self.folder else []
        return iter(sorted(os.path.splitext(name)[0] for name in names))

    def __len__(self):
        return len(list(iter(self)))


given = Given()


def value(number, digits=17):
    """A number or a text as a record keeps it; JSON has no word for what is not finite."""
    if hasattr(number, "item"):
        number = number.item()
    if isinstance(number, str):
        return {"text": number}
    if isinstance(number, int):
        return {"integer": int(number)}
    if not math.isfinite(number):
        return {"float": "nan" if math.isnan(number) else "inf" if number > 0 else "-inf"}
    return {"float": float(f"{number:.{digits}g}")}


def record(name, number):
    """Records what must equal the chapter's number of that name."""
    result["numbers"].append({"name": slug(name), **value(number)})


def found(headline, sentence, holds, numbers=None):
    """Says whether a headline of the chapter held when it was done again, and by which numbers."""
    print(f"{'holds' if holds else 'does not hold'}: {sentence}", flush=True)
    pairs = [{"name": name, **value(number, digits=6)} for name, number in (numbers or {}).items()]
    result["findings"].append(
        {"id": headline, "sentence": sentence, "holds": bool(holds), "numbers": pairs}
    )


def libraries(tree):
    """The libraries that the program names, with their versions; Python itself where it names none."""
    named = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            named.add(node.module.split(".")[0])
    versions = {
        title: sys.modules[module].__version__.split("+")[0]
        for module, title in TITLES.items()
        if module in named and module in sys.modules
    }
    return versions or {"Python": platform.python_version()}


def main(path, shown, line, destination):
    sys.modules["ladder"] = sys.modules["__main__"]
    with open(path, encoding="utf-8") as file:
        text = "\n" * (int(line) - 1) + file.read()
    try:
        tree = ast.parse(text, shown)
        names = {"__name__": "__main__", "__file__": path}
        exec(compile(tree, shown, "exec"), {**names, "given": given, "record": record})
    except Exception as error:
        # The first frame is this file's own.
        frames = error.__traceback__.tb_next
        traceback.print_exception(type(error), error, frames)
        sys.exit(1)
    result["libraries"] = libraries(tree)
    with open(destination, "w", encoding="utf-8") as file:
        json.dump(result, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
