"""Writes tensors.json: what NumPy and SciPy make of the operations of Sources/Tensors.

    python3 Tests/Golden/tensors.py          (needs numpy and scipy)

A case names an operation, its inputs and options, and the result. Everything is computed in double
precision from inputs that floats hold exactly, and rounded at the end.
"""

import json
import math
import os
import platform

import numpy as np
import scipy
import scipy.special as special

random = np.random.default_rng(20240607)
cases = []


def encoded(array):
    array = np.asarray(array, dtype=np.float64)
    scalars = []
    for value in np.float32(array).ravel().tolist():
        if math.isnan(value):
            scalars.append("nan")
        elif math.isinf(value):
            scalars.append("inf" if value > 0 else "-inf")
        else:
            scalars.append(float(f"{value:.9g}"))
    return {"shape": list(array.shape), "scalars": scalars}


def normal(*shape):
    return np.round(random.normal(size=shape) * 256) / 256


def positive(*shape):
    return np.round(random.uniform(0.1, 3, size=shape) * 256) / 256


def case(operation, inputs, result, **options):
    entry = {"operation": operation, "inputs": [encoded(i) for i in inputs]}
    if options:
        entry["options"] = options
    if isinstance(result, np.ndarray) and result.dtype.kind == "i":
        entry["indices"] = result.ravel().tolist()
    else:
        entry["result"] = encoded(result)
    cases.append(entry)


# Arithmetic and comparison, over pairs of shapes that broadcast in every way.
pairs = [
    ((3, 4), (3, 4)), ((3, 4), (4,)), ((3, 4), (3, 1)), ((3, 1), (4,)), ((2, 3, 4), (3, 1)),
    ((2, 1, 4), (3, 1)), ((), (2, 3)), ((2, 3), ()), ((1,), (5,)), ((5,), (1, 1)),
    ((0, 3), (3,)), ((0,), (1,)), ((2, 3, 1, 2), (1, 4, 1)), ((2, 1, 3, 1), (4, 1, 5)), ((1, 1), (1,)),
]
with np.errstate(all="ignore"):
    for left, right in pairs:
        a, b = normal(*left), normal(*right)
        for name, f in {
            "add": np.add, "subtract": np.subtract, "multiply": np.multiply, "divide": np.divide,
        }.items():
            case(name, [a, b], f(a, b))
        a, b = np.round(a), np.round(b)
        for name, f in {
            "less": np.less, "lessOrEqual": np.less_equal, "greater": np.greater,
            "greaterOrEqual": np.greater_equal, "equal": np.equal, "notEqual": np.not_equal,
        }.items():
            case(name, [a, b], f(a, b).astype(float))
        mask = (normal(*left) > 0).astype(float)
        case("where", [mask, a, b], np.where(mask != 0, a, b))

    # Functions of one number.
    special_values = np.array([0.0, -0.0, 1, -1, 0.5, -0.5, 30, -30, 100, -100, np.inf, -np.inf, np.nan, 1e-30])
    softplus = lambda x: np.logaddexp(0, x)
    gelu = lambda x: np.where(x == -np.inf, 0, x * special.ndtr(x))
    gelu_tanh = lambda x: np.where(
        x == -np.inf, 0, 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3))))
    functions = {
        "exp": np.exp, "expm1": np.expm1, "log": np.log, "log1p": np.log1p, "squareRoot": np.sqrt,
        "sin": np.sin, "cos": np.cos, "tanh": np.tanh, "erf": special.erf, "abs": np.abs, "sign": np.sign,
        "sigmoid": special.expit, "logSigmoid": lambda x: -softplus(-x), "softplus": softplus,
        "relu": lambda x: np.where(x < 0, 0, x), "silu": lambda x: np.where(x == -np.inf, 0, x * special.expit(x)),
        "gelu": gelu, "geluByTanh": gelu_tanh,
    }
    for name, f in functions.items():
        for x in [special_values, normal(4, 5) * 3, np.zeros((0, 2)), normal(1, 1), np.abs(normal(7))]:
            case(name, [x], f(x))
    for exponent in [0.0, 1.0, 2.0, 3.0, -1.0, -2.0, 0.5, -0.5, 1.5, 0.1, 7.0, -3.0]:
        x = np.concatenate([special_values, normal(20) * 2, positive(10)])
        # As in C, where any power of infinity that is not whole ignores its sign; NumPy takes the
        # square root for 0.5.
        result = np.where(x == -np.inf, np.inf, np.sqrt(x)) if exponent == 0.5 else np.power(x, exponent)
        case("power", [x], result, exponent=exponent)
    x = normal(4, 4)
    case("clipped", [x], np.clip(x, np.float32(-0.5), np.float32(0.75)), low=-0.5, high=0.75)

    # Reductions over every set of axes.
    logsumexp = lambda x, axis, keepdims: np.log(np.sum(np.exp(x), axis=axis, keepdims=keepdims))
    reductions = {
        "sum": np.sum, "mean": np.mean, "product": np.prod, "minimum": np.min, "maximum": np.max,
        "variance": np.var, "norm": lambda x, axis, keepdims: np.sqrt(np.sum(x * x, axis=axis, keepdims=keepdims)),
        "all": lambda x, axis, keepdims: np.all(x != 0, axis=axis, keepdims=keepdims).astype(float),
        "any": lambda x, axis, keepdims: np.any(x != 0, axis=axis, keepdims=keepdims).astype(float),
        "logSumExp": logsumexp,
    }
    sets = [
        ((2, 3, 4), None), ((2, 3, 4), [0]), ((2, 3, 4), [1]), ((2, 3, 4), [2]), ((2, 3, 4), [0, 2]),
        ((2, 3, 4), [-1, 0]), ((2, 3, 4), [0, 1]), ((2, 3, 4), []), ((), None), ((1, 1), [0]), ((300, 2), [0]),
        ((2, 300), [1]), ((3, 1, 2), [1]), ((0, 2), [1]), ((2, 5, 2, 3), [1, 3]), ((2, 5, 2, 3), [0, 2]),
    ]
    for name, f in reductions.items():
        for shape, axes in sets:
            for keep in [False, True]:
                if keep and len(shape) > 3:
                    continue
                x = np.round(normal(*shape)) if name in ("all", "any") else normal(*shape)
                if name == "product":
                    x = positive(*shape)
                options = {"keep": keep}
                axis = tuple(range(len(shape))) if axes is None else tuple(axes)
                if axes is not None:
                    options["axes"] = axes
                case(name, [x], np.asarray(f(x, axis=axis, keepdims=keep)), **options)
    for shape in [(0, 2), (2, 0)]:
        for name in ["sum", "product", "all", "any"]:
            case(name, [np.zeros(shape)], np.asarray(reductions[name](np.zeros(shape), axis=(0,), keepdims=False)), axes=[0], keep=False)
    x = normal(5, 4)
    case("variance", [x], np.var(x, axis=0, ddof=1), axes=[0], keep=False, correction=1)
    for shape, axis in [((3, 4), -1), ((3, 4), 0), ((2, 3, 4), 1), ((5,), 0), ((1, 1), 1)]:
        x = np.round(normal(*shape) * 2)
        case("argmax", [x], np.asarray(np.argmax(x, axis=axis)), axis=axis)
        case("argmin", [x], np.asarray(np.argmin(x, axis=axis)), axis=axis)
        case("cumulativeSum", [x], np.cumsum(x, axis=axis), axis=axis)
        case("sorted", [x], np.sort(x, axis=axis), axis=axis, descending=False)
        case("sorted", [x], -np.sort(-x, axis=axis), axis=axis, descending=True)
        case("argsorted", [x], np.argsort(x, axis=axis, kind="stable"), axis=axis, descending=False)
        case("argsorted", [x], np.argsort(-x, axis=axis, kind="stable"), axis=axis, descending=True)
        case("flipped", [x], np.flip(x, axis=axis), axis=axis)
        case("unique", [x], np.unique(x))

    # Layout.
    for shape, order in [((2, 3), (1, 0)), ((2, 3, 4), (2, 0, 1)), ((2, 3, 4), (0, 2, 1)), ((2, 3, 4), (1, 0, 2)),
                         ((2, 1, 3, 2), (3, 1, 0, 2)), ((70, 50), (1, 0)), ((3, 40, 2, 35), (0, 3, 2, 1)), ((0, 3), (1, 0))]:
        x = np.round(normal(*shape) * 8) / 8
        case("permuted", [x], np.transpose(x, order), order=list(order))
    x = normal(2, 3)
    case("padded", [x], np.pad(x, ((1, 2), (0, 3)), constant_values=0.5), widths=[[1, 2], [0, 3]], value=0.5)
    case("tiled", [x], np.tile(x, (2, 3)), times=[2, 3])
    case("tiled", [x], np.tile(x, (1, 0)), times=[1, 0])
    case("gathered", [x], np.take(x, [2, 0, 2], axis=1), indices=[2, 0, 2], axis=1)
    case("gathered", [x], np.take(x, [1, 1, 0, 1], axis=0), indices=[1, 1, 0, 1], axis=0)
    case("gathered", [x], np.take(x, np.array([], dtype=int), axis=0), indices=[], axis=0)
    base, values = normal(3, 2), normal(4, 2)
    scattered = base.copy()
    np.add.at(scattered, [0, 2, 0, 0], values)
    case("scatterAdding", [base, values], scattered, indices=[0, 2, 0, 0], axis=0)
    base, values = normal(2, 3), normal(2, 2)
    scattered = base.copy()
    np.add.at(scattered, (slice(None), [2, 2]), values)
    case("scatterAdding", [base, values], scattered, indices=[2, 2], axis=1)
    parts = [normal(2, 1, 3), normal(2, 4, 3), normal(2, 0, 3)]
    case("concatenated", parts, np.concatenate(parts, axis=1), axis=1)
    case("concatenated", parts, np.concatenate(parts, axis=-2), axis=-2)
    parts = [normal(2, 3) for _ in range(3)]
    for axis in [0, 1, 2, -1]:
        case("stacked", parts, np.stack(parts, axis=axis), axis=axis)

    # Products of matrices.
    products = [
        ((2, 3), (3, 4), False, False), ((3, 2), (3, 4), True, False), ((2, 3), (4, 3), False, True),
        ((3, 2), (4, 3), True, True), ((5, 2, 3), (3, 4), False, False), ((5, 2, 3), (5, 3, 4), False, False),
        ((2, 3), (5, 3, 4), False, False), ((2, 1, 2, 3), (4, 3, 2), False, False), ((5, 3, 2), (5, 4, 3), True, True),
        ((1, 1), (1, 1), False, False), ((0, 3), (3, 2), False, False), ((2, 0), (0, 3), False, False),
        ((2, 3, 0), (2, 0, 1), False, False), ((1, 64), (64, 33), False, False), ((33, 64), (64, 1), False, False),
        ((90, 40), (40, 70), False, False), ((5, 1, 3), (5, 2, 3), False, True), ((5, 3, 2), (3, 4), True, False),
    ]
    for left, right, tl, tr in products:
        a, b = normal(*left), normal(*right)
        result = np.matmul(np.swapaxes(a, -1, -2) if tl else a, np.swapaxes(b, -1, -2) if tr else b)
        case("matmul", [a, b], result, transposeLeft=tl, transposeRight=tr)

    # Linear algebra.
    a = normal(4, 4) + 2 * np.eye(4)
    b = normal(4)
    case("solve", [a, b], np.linalg.solve(a, b))
    b = normal(4, 3)
    case("solve", [a, b], np.linalg.solve(a, b))
    case("inverse", [a], np.linalg.inv(a))
    for matrix in [a, normal(1, 1), normal(3, 3), np.array([[0.0, 1], [1, 0]]), np.array([[1.0, 2], [2, 4]]), np.zeros((0, 0))]:
        case("determinant", [matrix], np.asarray(np.linalg.det(matrix)))
    symmetric = np.float32(a @ a.T).astype(float)
    symmetric = (symmetric + symmetric.T) / 2
    case("cholesky", [symmetric], np.linalg.cholesky(np.float32(symmetric).astype(float)))
    case("eigenvalues of a symmetric matrix", [symmetric], np.linalg.eigvalsh(np.float32(symmetric).astype(float)))
    for shape in [(5, 3), (3, 5), (3, 3)]:
        m = normal(*shape)
        case("singular values", [m], np.linalg.svd(m, compute_uv=False))
        b = normal(shape[0], 2)
        case("leastSquares", [m, b], np.linalg.lstsq(m, b, rcond=1e-6)[0])
        q, r = np.linalg.qr(m)
        signs = np.sign(np.diag(r))
        case("q", [m], q * signs)
        case("r", [m], r * signs[:, None])
    for exponent in [0, 1, 5, -2]:
        case("matrixPower", [a / 2], np.linalg.matrix_power(np.float32(a / 2).astype(float), exponent), exponent=exponent)
    m = normal(4, 4)
    values = np.linalg.eigvals(m)
    order = np.lexsort((values.imag, values.real))
    case("eigenvalues", [m], np.stack([values.real[order], values.imag[order]]))

document = {
    "versions": {"python": platform.python_version(), "numpy": np.__version__, "scipy": scipy.__version__},
    "cases": cases,
}
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tensors.json")
with open(path, "w") as file:
    file.write('{"versions": ' + json.dumps(document["versions"]) + ',\n"cases": [\n')
    file.write(",\n".join(json.dumps(c) for c in cases))
    file.write("\n]}\n")
print(len(cases), "cases,", os.path.getsize(path), "bytes")
