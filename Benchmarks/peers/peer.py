"""Runs one workload on request: `peer.py NAME THREADS`.

Prints the number that the first run computes, then answers `go SECONDS` with the seconds a run
takes and `end` with the peak memory in bytes.
"""

import resource
import sys
import time

import threadpoolctl
import torch

import attention
import classical
import convolution
import elementwise
import matmul
import perceptron
import plots
import recurrence
import scalar
import text
import transformer
import trees

FAMILIES = [
    matmul, perceptron, convolution, transformer, attention, elementwise, scalar, plots, classical, trees,
    text, recurrence,
]


def find(name):
    for family in FAMILIES:
        work = family.prepare(name)
        if work is not None:
            return work
    sys.exit(f"peer.py: there is no workload {name}")


def answer(value):
    print(repr(float(value)), flush=True)


def main():
    name, threads = sys.argv[1], int(sys.argv[2])
    torch.set_num_threads(threads)
    # For scikit-learn, whose threads are those of OpenMP and of NumPy's products.
    threadpoolctl.threadpool_limits(threads)
    work = find(name)
    answer(work())
    for line in sys.stdin:
        words = line.split()
        if words[0] == "go":
            seconds, runs = float(words[1]), 0
            start = time.perf_counter()
            while True:
                work()
                runs += 1
                elapsed = time.perf_counter() - start
                if elapsed >= seconds:
                    break
            answer(elapsed / runs)
        else:
            unit = 1 if sys.platform == "darwin" else 1024
            answer(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)
            return


main()
