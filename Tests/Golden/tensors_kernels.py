"""Fits the polynomials of Sources/Tensors/Kernels and prints their coefficients.

    python3 Tests/Golden/tensors_kernels.py          (needs numpy and mpmath)

Each fit minimises the largest weighted error (Lawson's reweighted least squares, at high precision)
with some coefficients held fixed, and rounds the coefficients to Float one by one from the lowest,
fitting the remaining ones again after each rounding so that they make up for it.
"""

import mpmath as mp
import numpy as np

mp.mp.dps = 40


def nodes(low, high, count=600):
    middle, half = (low + high) / 2, (high - low) / 2
    return middle - half * np.cos(np.pi * (np.arange(count) + 0.5) / count)


def minimax(x, target, weight, powers, rounds=200):
    """Coefficients c with sum(c x^power) close to target, the largest weighted error smallest."""
    basis = np.stack([x**p for p in powers], axis=1).astype(np.float64)
    scale = np.abs(basis * weight[:, None]).max(axis=0)
    lawson = np.ones_like(x)
    best, best_error = None, np.inf
    for _ in range(rounds):
        w = weight * np.sqrt(lawson)
        c, *_ = np.linalg.lstsq(basis / scale * w[:, None], target * w, rcond=None)
        c = c / scale
        error = np.abs((basis @ c - target) * weight)
        if error.max() < best_error:
            best, best_error = c, error.max()
        lawson = lawson * np.maximum(error, error.max() * 1e-6)
        lawson /= lawson.sum()
    return best, best_error


def fit(name, function, low, high, powers, weight, fixed=None):
    x = nodes(low, high)
    target = np.array([float(function(mp.mpf(float(v)))) for v in x])
    w = np.array([float(weight(mp.mpf(float(v)))) for v in x])
    coefficients = dict(fixed or {})
    for power, value in coefficients.items():
        target = target - value * x**power
    remaining = [p for p in powers if p not in coefficients]
    error = None
    while remaining:
        c, error = minimax(x, target, w, remaining)
        power = remaining.pop(0)
        coefficients[power] = float(np.float32(c[0]))
        target = target - coefficients[power] * x**power
    final = np.abs(target * w).max()
    print(f"{name} on {low:.6g}...{high:.6g}: largest weighted error {final:.3g}")
    for power in powers:
        print(f"  x^{power}: {np.float32(coefficients[power])!r}  {float(coefficients[power]).hex()}")


half_log2 = float(mp.log(2) / 2)
fit("exp", mp.exp, -half_log2, half_log2, range(7), lambda x: mp.exp(-x), {0: 1.0, 1: 1.0})
# log(1 + f) = f - f²/2 + f³ P(f)
fit(
    "log", lambda f: (mp.log(1 + f) - f + f * f / 2) / f**3 if abs(f) > 1e-9 else mp.mpf(1) / 3,
    float(mp.sqrt(0.5)) - 1, float(mp.sqrt(2)) - 1, range(8),
    lambda f: abs(f**3 / mp.log(1 + f)) + mp.mpf(1e-6))
quarter = float(mp.pi / 4)
# sin(r) = r + r³ P(r²), cos(r) = 1 - r²/2 + r⁴ Q(r²), both as polynomials in s = r²
fit("sin", lambda s: (mp.sin(mp.sqrt(s)) / mp.sqrt(s) - 1) / s, 1e-9, quarter**2, range(3), lambda s: s)
fit("cos", lambda s: (mp.cos(mp.sqrt(s)) - 1 + s / 2) / s**2, 1e-6, quarter**2, range(3), lambda s: s**2)
# erf(x) = x + x P(x²)
fit(
    "erf near 0", lambda s: mp.erf(mp.sqrt(s)) / mp.sqrt(s) - 1, 1e-9, 0.9**2, range(7),
    lambda s: mp.sqrt(s) / mp.erf(mp.sqrt(s)))
# erfc(a) = e^(-a²) E(a)
for degree in (7, 8, 9):
    fit(
        f"erf far out, degree {degree}", lambda a: mp.exp(a * a) * mp.erfc(a), 0.85, 4.0, range(degree + 1),
        lambda a: mp.exp(-a * a) / mp.erf(a))
# Φ(-a) = e^(-a²/2) R(a)
for degree in (8, 9, 10, 11):
    fit(
        f"normal tail, degree {degree}", lambda a: mp.exp(a * a / 2) * mp.erfc(a / mp.sqrt(2)) / 2, 0.0, 5.8, range(degree + 1),
        lambda a: mp.exp(-a * a / 2), {0: 0.5})


# Normal quantile: with probability q of the tail and w = -log(4 q (1 - q)), z = (1 - 2 q) P(w)
def upper(q):
    return mp.sqrt(2) * mp.erfinv(1 - 2 * q)


def q_of(w):
    return (1 - mp.sqrt(1 - mp.exp(-w))) / 2


mp.mp.dps = 50
for d in (7, 8, 9):
    fit(
        f"quantile, middle {d}", lambda w: upper(q_of(w + 2.5)) / (1 - 2 * q_of(w + 2.5)), -2.4999999, 2.5, range(d + 1),
        lambda w: (1 - 2 * q_of(w + 2.5)) / upper(q_of(w + 2.5)))
    fit(
        f"quantile, tail {d}", lambda v: upper(q_of((v + 3) ** 2)) / (1 - 2 * q_of((v + 3) ** 2)), float(mp.sqrt(5)) - 3, 1.7, range(d + 1),
        lambda v: (1 - 2 * q_of((v + 3) ** 2)) / upper(q_of((v + 3) ** 2)))
# Φ(-a) for a from 0 to 5.6, in t = a/2.8 - 1, where what counts is its product with a
fit(
    "normal tail for GELU", lambda t: mp.ncdf(-mp.mpf("2.8") * (1 + t)), -1, 1, range(17),
    lambda t: (1 + t) / (1 + mp.mpf("2.8") * (1 + t)) + mp.mpf("1e-3"))
