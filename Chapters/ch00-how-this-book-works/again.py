"""The dart law of chapter 0 again: another generator, other seeds, a wider grid, two rivals."""

import numpy as np
from ladder import found
from scipy.stats import qmc

P = np.pi / 4
LAW = 4 * np.sqrt(P * (1 - P))
COUNTS = [4**power for power in range(2, 10)]
SEEDS = 200


def estimate(points):
    """Pi from points in the square."""
    return 4 * np.mean((points**2).sum(axis=1) < 1)


def miss(throw, darts, seeds=SEEDS):
    """The root mean square error over streams of chance, and its standard error."""
    squares = [(estimate(throw(darts, seed)) - np.pi) ** 2 for seed in range(seeds)]
    typical = np.sqrt(np.mean(squares))
    return typical, np.std(squares) / np.sqrt(seeds) / (2 * typical)


def independent(darts, seed):
    return np.random.default_rng([2026, seed]).random((darts, 2))


def thrown_four_times(darts, seed):
    """Every dart counts four times: as many points, and a quarter of the chance in them."""
    return np.repeat(independent(darts // 4, seed), 4, axis=0)


def spread_out(darts, seed):
    """Sobol's points, scrambled: each avoids where others have been."""
    return qmc.Sobol(2, seed=np.random.default_rng([7, seed])).random(darts)


def slope(misses):
    """The power of n in the law that the misses follow."""
    return np.polyfit(np.log(COUNTS), np.log(misses), 1)[0]


def main():
    plain = np.array([miss(independent, darts) for darts in COUNTS])
    ratios = plain[:, 0] / (LAW / np.sqrt(COUNTS))
    worst = np.max(np.abs(ratios - 1) / (plain[:, 1] / plain[:, 0]))
    found(
        "law",
        f"From {COUNTS[0]} to {COUNTS[-1]} darts the typical miss keeps to 1.642 / √n, "
        "within the luck of the seeds.",
        holds=worst < 3.5,
        numbers={
            "slope on logarithmic axes": slope(plain[:, 0]),
            "smallest miss / law": ratios.min(),
            "largest miss / law": ratios.max(),
            "largest deviation, standard errors": worst,
        },
    )

    (at, at_error), (ten, ten_error) = (miss(independent, n, 2000) for n in (500, 5000))
    gain = at / ten
    error = gain * np.hypot(at_error / at, ten_error / ten)
    found(
        "ten times",
        "Ten times the darts make the estimate √10 times better, not ten times.",
        holds=abs(gain - np.sqrt(10)) < 3 * error and gain + 3 * error < 10,
        numbers={"gain": gain, "its standard error": error, "√10": np.sqrt(10)},
    )

    repeated = np.array([miss(thrown_four_times, darts)[0] for darts in COUNTS])
    excess = repeated / plain[:, 0]
    found(
        "independence taken out, one way",
        "Darts that each count four times miss twice as far: what counts is independent darts.",
        holds=abs(excess.mean() - 2) < 0.2,
        numbers={"miss / that of independent darts": excess.mean()},
    )

    sobol = np.array([miss(spread_out, darts, 50)[0] for darts in COUNTS])
    found(
        "independence taken out, the other way",
        "Points that keep out of each other's way beat the law, so it is one of chance and not of "
        "measuring areas.",
        holds=slope(sobol) < -0.6,
        numbers={
            "slope of independent darts": slope(plain[:, 0]),
            "slope of Sobol's points": slope(sobol),
            f"Sobol's miss / the law at {COUNTS[-1]}": sobol[-1] / (LAW / np.sqrt(COUNTS[-1])),
        },
    )


main()
