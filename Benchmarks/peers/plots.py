"""Figures of 1600 by 1000 pixels by matplotlib, to the bytes of a PNG file: plot-line, plot-scatter."""

import io

import numpy

import noise


def saved(draw):
    from matplotlib import figure

    drawn = figure.Figure(figsize=(8, 5), dpi=200)
    axes = drawn.add_subplot()
    draw(axes)
    drawn.savefig(io.BytesIO(), format="png")


def prepare(name):
    if name == "plot-line":
        walk = numpy.cumsum(noise.array(1_000, 1).astype(float))

        def draw(axes):
            axes.plot(walk, label="walk")
            axes.set_title("A walk")
            axes.legend()

        count = 1_000
    elif name == "plot-scatter":
        x = numpy.cumsum(noise.array(1_000_000, 1).astype(float))
        y = noise.array(1_000_000, 2).astype(float)

        def draw(axes):
            # The plain markers that its manual advises for many points.
            axes.plot(x, y, ",", alpha=0.05)
            axes.set_title("Points")

        count = 1_000_000
    else:
        return None

    def work():
        saved(draw)
        return count

    return work
