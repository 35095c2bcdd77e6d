"""Writes detections.json, what Tests/MetricsTests compares with: pycocotools on random boxes and on
the edges (a picture without objects, one with nothing found, a class that nobody found, a class that
is not there, equal scores, more detections than count, recalls that are just looked up), and overlaps.

    python Tests/Golden/detections.py

Suppression has no counterpart there and is written here from its definition.
"""

import contextlib
import io
import json
import pathlib

import numpy as np
from importlib.metadata import version
from pycocotools import mask
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

random = np.random.default_rng(15)


def boxes(count, step=0.25):
    """Left, top, width, height: multiples of a quarter, so that overlaps meet thresholds."""
    corners = random.integers(0, 200, (count, 2)) * step
    sizes = random.integers(8, 80, (count, 2)) * step
    return np.concatenate([corners, sizes], 1)


def shaken(box, amount):
    return np.maximum(box + np.round(random.normal(0, amount, 4) * 4) / 4, [0, 0, 0.25, 0.25])


def evaluated(truth, found):
    """Everything pycocotools says about objects (image, label, box) and detections (and a score)."""
    images = sorted({row[0] for row in truth} | {row[0] for row in found})
    labels = sorted({row[1] for row in truth} | {row[1] for row in found})
    with contextlib.redirect_stdout(io.StringIO()):
        there = COCO()
        there.dataset = {
            "info": {},
            "images": [{"id": i} for i in images],
            "categories": [{"id": c} for c in labels],
            "annotations": [
                {"id": n + 1, "image_id": i, "category_id": c, "bbox": list(b),
                 "area": b[2] * b[3], "iscrowd": 0}
                for n, (i, c, b) in enumerate(truth)
            ],
        }
        there.createIndex()
        here = there.loadRes(
            [{"image_id": i, "category_id": c, "bbox": list(b), "score": s} for i, c, b, s in found])
        evaluation = COCOeval(there, here, "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    precision = evaluation.eval["precision"][:, :, :, 0, 2]  # threshold, recall, class
    present = [k for k in range(len(labels)) if (precision[:, :, k] > -1).all()]
    return {
        "truth": [[i, c, *b] for i, c, b in truth],
        "found": [[i, c, *b, s] for i, c, b, s in found],
        "labels": [labels[k] for k in present],
        "perClass": [precision[:, :, k].mean(1).tolist() for k in present],
        "curve": precision[2, :, present[0]].tolist(),
        "mean": evaluation.stats[0],
        "half": evaluation.stats[1],
        "threeQuarters": evaluation.stats[2],
        "recall": evaluation.stats[8],
    }


def scene(images, classes, objects, miss, noise, extra, digits):
    truth, found = [], []
    for image in range(images):
        for box in boxes(random.integers(0, objects + 1)):
            label = int(random.integers(classes))
            truth.append((image, label, box))
            for _ in range(random.integers(1, 3)):
                if random.random() > miss:
                    told = label if random.random() > 0.15 else int(random.integers(classes + 1))
                    found.append((image, told, shaken(box, noise), random.random()))
        for box in boxes(random.integers(0, extra + 1)):
            found.append((image, int(random.integers(classes + 1)), box, random.random() * 0.7))
    found = [(i, c, b, round(float(s), digits)) for i, c, b, s in found]
    return truth, found


def plain(rows):
    return [(*row[:2], [float(x) for x in row[2]], *row[3:]) for row in rows]


def cases():
    result = []
    for images, classes, objects, miss, noise, extra, digits in [
        (6, 1, 4, 0.2, 1, 2, 9), (12, 3, 5, 0.3, 2, 3, 9), (20, 4, 6, 0.1, 1, 4, 1),
        (5, 2, 3, 0.9, 3, 8, 2), (8, 2, 10, 0.05, 0.25, 0, 9),
    ]:
        truth, found = scene(images, classes, objects, miss, noise, extra, digits)
        result.append(evaluated(plain(truth), plain(found)))
    # All of them, exactly; just at thresholds; and a hundred and thirty where a hundred count.
    truth = plain([(0, 0, box) for box in boxes(10)])
    result.append(evaluated(truth, [(*row, 0.5) for row in truth]))
    unit = [0.0, 0.0, 10.0, 10.0]
    shifted = [(i, 0, [0.0, 0.0, 10.0, 5.0 + i / 2], 0.5 + i / 100) for i in range(10)]
    result.append(evaluated([(i, 0, unit) for i in range(10)], shifted))
    crowd = plain([(1, 0, box) for box in boxes(130)])
    result.append(evaluated(crowd, [(*row, float(n % 40)) for n, row in enumerate(crowd)]))
    # A class that nobody found, and one that is not there.
    result.append(evaluated([(0, 0, unit), (1, 1, unit)], [(0, 0, unit, 0.3), (0, 7, unit, 0.9)]))
    return result


def suppressed(rows, limit, across):
    """The places of those kept, the surest first."""
    kept = []
    for place in sorted(range(len(rows)), key=lambda n: -rows[n][3]):
        image, label, box, _ = rows[place]
        rivals = [rows[k][2] for k in kept
                  if rows[k][0] == image and (across or rows[k][1] == label)]
        if all(o <= limit for o in overlaps([box], rivals)[0]):
            kept.append(place)
    return kept


def overlaps(left, right):
    if not left or not right:
        return [[] for _ in left]
    return mask.iou(np.array(left, float), np.array(right, float), [0] * len(right)).tolist()


def suppressions():
    result = []
    for limit, across in [(0.5, False), (0.5, True), (0.25, True), (0.0, False), (1.0, False)]:
        _, found = scene(4, 2, 6, 0.0, 1.5, 5, 2)
        found = plain(found)
        result.append({
            "found": [[i, c, *b, s] for i, c, b, s in found], "limit": limit, "across": across,
            "kept": suppressed(found, limit, across),
        })
    return result


left, right = boxes(12), boxes(9)
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps({
    "versions": {"pycocotools": version("pycocotools"), "numpy": np.__version__},
    "overlaps": {
        "left": left.tolist(), "right": right.tolist(),
        "shares": overlaps(left.tolist(), right.tolist()),
    },
    "cases": cases(),
    "suppressions": suppressions(),
}, separators=(",", ":")) + "\n")
print(path.stat().st_size, "bytes")
