# SPDX-License-Identifier: MIT
"""Random cases of COCO's evaluation, through pycocotools and through the library: arrays and
figures by their bits, a mean of more than 8192 values within the last one; what makes the one stop
is an error of the other.

    coco_random.py BUILD_FOLDER [--from N] [--count N] [--keep FOLDER]
"""
import argparse
import contextlib
import io
import os
import sys
import tempfile
import time

import numpy as np
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

import coco_cases
from coco_library import Library, Refused

BLOCK = 8192  # numpy adds so many values pairwise
COLUMNS = ("AP", "AP50", "AP75", "AR100")


class Stopped(Exception):
    """The reference has raised something."""


def mean(values):
    values = values[values > -1]
    return np.mean(values) if values.size else -1.


def by_class(precision, recall):
    """As the twelve figures, of one class."""
    parts = (precision, precision[:1], precision[5:6])
    columns = [[mean(part[:, :, k, 0, 2]) for part in parts] + [mean(recall[:, k, 0, 2])]
               for k in range(precision.shape[2])]
    return np.array(columns).reshape(-1, len(COLUMNS)).T


def reference(paths):
    """Arrays and figures by name."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            truth = COCO(paths[0])
            run = COCOeval(truth, truth.loadRes(paths[1]), "bbox")
            run.evaluate()
            run.accumulate()
            run.summarize()
    except Exception as why:
        raise Stopped("%s: %s" % (type(why).__name__, why)) from None
    found = {name: run.eval[name] for name in ("precision", "recall", "scores")}
    found["stats"] = np.array(run.stats, float)
    found["classes"] = by_class(found["precision"], found["recall"])
    return found


def long_means(precision):
    """Which of the twelve figures are means of more than a block."""
    long = [np.count_nonzero(precision[:, :, :, area, 2] > -1) > BLOCK for area in range(4)]
    return np.array([long[0], False, False] + long[1:] + [False] * 6)


def differences(ours, want):
    """What is not the same, as texts."""
    bad = []
    for name in ("precision", "recall", "scores", "classes"):
        a, b = ours[name], want[name]
        if a.shape != b.shape:
            bad.append("%s: shape %s, not %s" % (name, a.shape, b.shape))
        elif a.tobytes() != b.tobytes():
            at = tuple(int(i) for i in np.argwhere(a.view(np.uint64) != b.view(np.uint64))[0])
            bad.append("%s%s: %r, not %r" % (name, list(at), float(a[at]), float(b[at])))
    a, b = ours["stats"], want["stats"]
    is_long = long_means(want["precision"])
    apart = np.abs(a.view(np.int64) - b.view(np.int64))
    bad += ["figure %d: %r, not %r" % (i, float(a[i]), float(b[i]))
            for i in np.flatnonzero(apart > is_long)]
    return bad


class Checker:
    def __init__(self, library, folder, keep):
        self.library, self.keep = library, keep
        self.paths = [os.path.join(folder, name) for name in ("truth.json", "results.json")]
        self.counts = dict.fromkeys(("same", "refused by both", "refused by the library alone",
                                     "gone on with", "with a mean of more than a block"), 0)

    def write(self, texts):
        for path, text in zip(self.paths, texts):
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(text)

    def ours(self, lenient):
        """What the library finds, or the text of its error, which must name a file."""
        try:
            return self.library.evaluate(*self.paths, lenient)
        except Refused as why:
            return str(why)

    def check_refusal(self, case, got, stopped, bad):
        if not any(path in got for path in self.paths):
            bad.append("an error that names no file: " + got)
        if stopped:
            self.counts["refused by both"] += 1
        elif case.is_refused is False:
            bad.append("refused: " + got)
        else:
            self.counts["refused by the library alone"] += 1

    def check_lenient(self, case, want, bad):
        """Without a fault it makes no difference; else it is like the mended pair."""
        if case.mended:
            got = self.ours(True)
            self.write(case.mended)
            want = reference(self.paths)
            self.counts["gone on with"] += 1
        elif want is not None and case.is_refused is False:
            got = self.ours(True)
        else:
            return
        bad += ["lenient: " + text for text in
                ([got] if isinstance(got, str) else differences(got, want))]

    def check(self, case):
        """Texts that say what is wrong."""
        bad, want, stopped = [], None, None
        self.write(case.texts)
        try:
            want = reference(self.paths)
        except Stopped as why:
            stopped = str(why)
        got = self.ours(False)
        if isinstance(got, str):
            self.check_refusal(case, got, stopped, bad)
        elif stopped:
            bad.append("accepted; the reference stops: " + stopped)
        elif case.is_refused:
            bad.append("accepted")
        else:
            bad += differences(got, want)
            self.counts["same"] += not bad
            self.counts["with a mean of more than a block"] += any(long_means(want["precision"]))
        self.check_lenient(case, want, bad)
        return bad

    def keep_case(self, case):
        folder = os.path.join(self.keep, str(case.number))
        os.makedirs(folder, exist_ok=True)
        for path, text in zip(self.paths, case.texts):
            with open(os.path.join(folder, os.path.basename(path)), "w", encoding="utf-8",
                      newline="") as f:
                f.write(text)
        return folder


def finds_a_fault(checker):
    """Two results of one score the other way round are another evaluation."""
    def pair(one, two):
        truth = '{"images":[{"id":1}],"categories":[{"id":1}],"annotations":[{"id":1,' \
            '"image_id":1,"category_id":1,"bbox":[0,0,10,10],"area":100,"iscrowd":0}]}'
        result = '{"image_id":1,"category_id":1,"bbox":%s,"score":0.5}'
        return [truth, "[%s,%s]" % (result % one, result % two)]
    checker.write(pair([0, 0, 10, 10], [50, 50, 10, 10]))
    want = reference(checker.paths)
    checker.write(pair([50, 50, 10, 10], [0, 0, 10, 10]))
    return bool(differences(checker.ours(False), want))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--from", type=int, default=0, dest="first")
    parser.add_argument("--count", type=int, default=10000)
    parser.add_argument("--keep", help="where cases that differ are written")
    args = parser.parse_args()
    keep = args.keep or os.path.join(args.build, "coco-random")
    passed = failed = 0
    start = time.time()
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(Library(args.build), folder, keep)
        for number in range(args.first, args.first + args.count):
            case = coco_cases.Case(number)
            bad = checker.check(case)
            passed, failed = passed + (not bad), failed + bool(bad)
            if bad:
                print("BAD  %s: %s" % (checker.keep_case(case), "; ".join(bad)), flush=True)
        is_found = finds_a_fault(checker)
        passed, failed = passed + is_found, failed + (not is_found)
        if not is_found:
            print("BAD  another order of equal scores is not found out")
    print("; ".join("%s: %d" % item for item in checker.counts.items()))
    print("cases %d to %d in %.0f s" % (args.first, args.first + args.count - 1,
                                        time.time() - start))
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


sys.exit(main())
