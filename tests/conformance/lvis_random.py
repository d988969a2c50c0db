# SPDX-License-Identifier: MIT
"""Random cases of LVIS's evaluation, through lvis-api and through the command: arrays by their bits,
figures within 1e-12.

    lvis_random.py BUILD_FOLDER [--from N] [--count N]
"""
import argparse
import json
import logging
import os
import random
import subprocess
import tempfile

import numpy as np

np.float = float  # lvis-api 0.5.3 is older than NumPy without it
from lvis import LVIS, LVISEval, LVISResults  # noqa: E402

AREAS = ([1, 900], [1025, 9000], [9217, 40000])


def box(r):
    low, high = r.choice(AREAS)
    side = r.uniform(low, high) ** 0.5
    return [r.randint(0, 60), r.randint(0, 60), round(side, 1), round(side * r.uniform(.5, 1), 1)]


def near(r, b):
    return [round(v + r.uniform(-.15, .15) * max(b[2:]), 2) if r.random() < .7 else v for v in b]


class Case:
    def __init__(self, number):
        r = self.r = random.Random(number)
        self.classes = sorted(r.sample(range(1, 40), r.randint(1, 6)))
        self.images = sorted(r.sample(range(1, 99), r.randint(1, 12)))
        self.first = r.choice([0, 1, 1])  # what is matched to the id 0 counts as unmatched
        self.truths = [self.truth(i) for i in range(r.randint(1, 40))]
        self.truth_file = {
            "images": [self.image(i) for i in r.sample(self.images, len(self.images))],
            "categories": [{"id": c, "name": "c%d" % c, "frequency": r.choice("rcf")}
                           for c in r.sample(self.classes, len(self.classes))],
            "annotations": self.truths}
        few = r.random() < .8
        self.results = [self.result() for _ in range(r.randint(1, 60 if few else 900))]

    def truth(self, i):
        r, b = self.r, box(self.r)
        out = {"id": i + self.first, "image_id": r.choice(self.images),
               "category_id": r.choice(self.classes), "bbox": b, "area": b[2] * b[3]}
        if r.random() < .1:
            out["ignore"] = 1
        return out

    def image(self, i):
        there = {t["category_id"] for t in self.truths if t["image_id"] == i}
        return {"id": i, "neg_category_ids":
                [c for c in self.classes if c not in there and self.r.random() < .5],
                "not_exhaustive_category_ids":
                [c for c in self.classes if self.r.random() < .2]}

    def result(self):
        r = self.r
        t = r.choice(self.truths)
        hit = r.random() < .6
        return {"image_id": t["image_id"] if hit else r.choice(self.images),
                "category_id": t["category_id"] if r.random() < .8 else r.choice(self.classes),
                "bbox": [float(v) for v in (near(r, t["bbox"]) if hit else box(r))],
                "score": r.choice([round(r.random(), 2), r.random()])}


def reference(paths):
    truth = LVIS(paths[0])
    run = LVISEval(truth, LVISResults(truth, paths[1]), "bbox")
    run.run()
    found = {name: np.ascontiguousarray(run.eval[name], "<f8").tobytes()
             for name in ("precision", "recall")}
    return found, {name: float(value) for name, value in run.results.items()}


def ours(build, paths, prefix):
    run = subprocess.run([os.path.join(build, "mltest"), "eval", "--mode", "lvis", "--truth",
                          paths[0], "--predictions", paths[1], "--dump-arrays", prefix, "--json"],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if run.returncode != 0:
        raise RuntimeError(run.stderr.decode())
    found = {}
    for name in ("precision", "recall"):
        with open("%s.%s.f64" % (prefix, name), "rb") as f:
            found[name] = f.read()
    return found, json.loads(run.stdout)


def check(build, folder, number):
    case = Case(number)
    paths = [os.path.join(folder, name) for name in ("truth.json", "results.json")]
    for path, content in zip(paths, (case.truth_file, case.results)):
        with open(path, "w", encoding="utf-8") as f:
            json.dump(content, f)
    want, figures = reference(paths)
    got, report = ours(build, paths, os.path.join(folder, "a"))
    bad = [name for name in want if want[name] != got[name]]
    bad += ["%s: %r, not %r" % (name, report[name], value) for name, value in figures.items()
            if not abs(report[name] - value) < 1e-12]
    return bad


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--count", type=int, default=500)
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(args.first, args.first + args.count):
            bad = check(args.build, folder, number)
            passed, failed = passed + (not bad), failed + bool(bad)
            if bad:
                print("BAD  case %d: %s" % (number, "; ".join(bad)), flush=True)
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


if __name__ == "__main__":
    raise SystemExit(main())
