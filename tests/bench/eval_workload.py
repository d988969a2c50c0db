# SPDX-License-Identifier: MIT
"""Draws what evaluators are measured on: images with a few classes each, frequencies by Zipf's law,
log-normal sizes, results that are moved copies of truths with scores that fall with the distance,
and a background of low scores.

    eval_workload.py FOLDER a|b|c
"""
import json
import os
import sys

import numpy as np

# Images, classes, truths and results an image.
WORKLOADS = {"a": (5000, 80, 7.36, 100), "b": (20000, 80, 7.36, 100), "c": (200, 10, 8, 40)}
WIDTH, HEIGHT = 640, 480
FOUND, MISTAKEN, CROWD = .88, .06, .01  # shares of the truths


def boxes(r, n):
    """Corners and sides, n rows: 41 % small, 34 % medium, 24 % large as COCO has them."""
    area = np.clip(np.exp(r.normal(7.4, 1.9, n)), 12, .9 * WIDTH * HEIGHT)
    shape = np.exp(r.normal(0, .5, n))
    w = np.minimum(np.sqrt(area * shape), WIDTH - 2)
    h = np.minimum(np.sqrt(area / shape), HEIGHT - 2)
    return np.column_stack([r.random(n) * (WIDTH - w), r.random(n) * (HEIGHT - h), w, h])


def copies(r, truth_boxes, truth_classes, n_classes):
    """Boxes, classes and scores of one to four copies of what is found."""
    found = np.flatnonzero(r.random(len(truth_boxes)) < FOUND)
    times = r.integers(1, 5, len(found))
    of, place = np.repeat(found, times), np.concatenate([np.arange(t) for t in times] or [[]])
    n = len(of)
    moved = np.abs(r.normal(0, 1, n)) * (.05 + .06 * place)
    box = truth_boxes[of].copy()
    box[:, :2] += r.normal(0, 1, (n, 2)) * moved[:, None] * box[:, 2:]
    box[:, 2:] *= np.exp(r.normal(0, 1, (n, 2)) * moved[:, None])
    score = np.clip(r.beta(6, 3, n) * np.exp(-4 * moved) - .12 * place, .01, .999)
    mistaken = r.random(n) < MISTAKEN
    cls = np.where(mistaken, r.integers(0, n_classes, n), truth_classes[of])
    return box, cls, score


def image(r, frequency, mean_truths, n_results):
    """One image's truths (boxes, classes) and results (boxes, classes, scores), best first."""
    n_classes = len(frequency)
    n = min(r.negative_binomial(1.3, 1.3 / (1.3 + mean_truths)), 90)
    scene = r.choice(n_classes, min(r.integers(1, 6), n_classes), replace=False, p=frequency)
    classes = scene[np.minimum(r.geometric(.5, n) - 1, len(scene) - 1)]
    truth = boxes(r, n)
    box, cls, score = copies(r, truth, classes, n_classes)
    rest = max(n_results - len(box), 0)
    of_scene = r.random(rest) < .6
    other = np.where(of_scene, scene[r.integers(0, len(scene), rest)],
                     r.choice(n_classes, rest, p=frequency))
    box, cls = np.vstack([box, boxes(r, rest)]), np.concatenate([cls, other])
    score = np.concatenate([score, r.beta(.7, 9, rest) * .8 + .001])
    best = np.argsort(-score, kind="stable")[:n_results]
    return truth, classes, box[best], cls[best], score[best]


def outline(r, box):
    """A polygon within a box: to be skipped by whoever wants boxes."""
    angles = np.sort(r.uniform(0, 2 * np.pi, r.integers(8, 40)))
    x, y = (box[i] + box[i + 2] / 2 * (1 + f(angles)) for i, f in ((0, np.cos), (1, np.sin)))
    return [np.column_stack([x, y]).round(2).ravel().tolist()]


def draw(name):
    """The two files' values."""
    n_images, n_classes, mean_truths, n_results = WORKLOADS[name]
    r = np.random.default_rng(1000 + ord(name))
    frequency = (np.arange(n_classes) + 3.) ** -.9
    frequency[0] *= 4
    frequency /= frequency.sum()
    ids = np.sort(r.choice(600000, n_images, replace=False) + 1).tolist()
    truths, results = [], []
    for at in ids:
        truth, classes, box, cls, score = image(r, frequency, mean_truths, n_results)
        for b, c in zip(truth.round(2).tolist(), classes.tolist()):
            truths.append({"segmentation": outline(r, b), "id": 0, "image_id": at,
                           "category_id": c + 1, "bbox": b, "iscrowd": int(r.random() < CROWD),
                           "area": round(b[2] * b[3] * r.uniform(.45, .85), 4)})
        results += [{"image_id": at, "category_id": c + 1, "bbox": b, "score": s} for b, c, s in
                    zip(box.round(3).tolist(), cls.tolist(), score.round(5).tolist())]
    truths = [truths[i] for i in r.permutation(len(truths))]  # not by image, as in COCO's files
    for number, truth in enumerate(truths):
        truth["id"] = number + 1
    images = [{"id": i, "width": WIDTH, "height": HEIGHT, "file_name": "%012d.jpg" % i}
              for i in ids]
    classes = [{"id": c + 1, "name": "c%d" % (c + 1)} for c in range(n_classes)]
    return {"images": images, "annotations": truths, "categories": classes}, results


def main(folder, name):
    os.makedirs(folder, exist_ok=True)
    for file, value in zip(("gt.json", "dt.json"), draw(name)):
        with open(os.path.join(folder, file), "w", encoding="utf-8") as f:
            json.dump(value, f)


main(*sys.argv[1:])
