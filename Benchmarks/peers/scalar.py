"""A scalar engine of Python objects, one a number, and a network of 337 parameters: scalar.

A run takes two of the hundred steps that ours takes.
"""

import math

import noise

WIDTHS = [2, 16, 16, 1]


class Number:
    __slots__ = ("value", "slope", "parents", "slopes")

    def __init__(self, value, parents=(), slopes=()):
        self.value, self.slope = value, 0.0
        self.parents, self.slopes = parents, slopes

    def __add__(self, other):
        return Number(self.value + other.value, (self, other), (1.0, 1.0))

    def __mul__(self, other):
        return Number(self.value * other.value, (self, other), (other.value, self.value))

    def relu(self):
        return Number(max(self.value, 0.0), (self,), (1.0 if self.value > 0 else 0.0,))

    def backward(self):
        order, seen, stack = [], set(), [(self, False)]
        while stack:
            number, is_done = stack.pop()
            if is_done:
                order.append(number)
            elif id(number) not in seen:
                seen.add(id(number))
                stack.append((number, True))
                stack.extend((parent, False) for parent in number.parents)
        self.slope = 1.0
        for number in reversed(order):
            for parent, slope in zip(number.parents, number.slopes):
                parent.slope += slope * number.slope


def points():
    for place in range(100):
        angle = (place // 2) / 49 * math.pi
        if place % 2 == 0:
            yield math.cos(angle), math.sin(angle), 1.0
        else:
            yield 1 - math.cos(angle), 0.5 - math.sin(angle), -1.0


def output(inputs, weights):
    values, next_weight = inputs, 0
    for width in WIDTHS[1:]:
        outputs = []
        for _ in range(width):
            total = weights[next_weight]
            for number, value in enumerate(values):
                total = total + weights[next_weight + 1 + number] * value
            next_weight += 1 + len(values)
            outputs.append(total if width == 1 else total.relu())
        values = outputs
    return values[0]


def prepare(name):
    if name != "scalar":
        return None
    count = sum((before + 1) * after for before, after in zip(WIDTHS, WIDTHS[1:]))

    def work():
        weights = [float(number) for number in noise.array(count, 1, 0.5)]
        for _ in range(2):
            parameters = [Number(weight) for weight in weights]
            total = Number(0.0)
            for x, y, side in points():
                margin = Number(1.0) + Number(-side) * output([Number(x), Number(y)], parameters)
                total = total + margin.relu()
            loss = total * Number(1 / 100)
            loss.backward()
            weights = [p.value - 0.1 * p.slope for p in parameters]
        return loss.value

    return work
