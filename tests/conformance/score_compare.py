# SPDX-License-Identifier: MIT
"""Scorecards of the library against those of score_model.py, to 1e-12: random journals, journals of
a real data set, or journals that are named.

    score_compare.py BUILD_FOLDER [--from N] [--count N] [--keep FOLDER] [--bccd FOLDER | --drawn]
                     [JOURNAL…]
"""
import argparse
import collections
import json
import multiprocessing
import os
import re
import subprocess
import sys
import tempfile

import score_journals
import score_samples
from score_model import Card
from score_reading import Journal

TOLERANCE = 1e-12
# What is not a number of the scorecard's definition, or is a list of examples.
TEXT = ("format", "model.", "dataset.", "suite.", "metrics[", "warnings[", "corruption_errors[",
        "settings.weights", "plan.", "calls.", "undecided_share", "recommendations[")
DRAWN = ("low", "high", "lower", "upper", "se")     # of figures that are drawn again and again
OWN = ("conditions[].performance", "kinds[].family", "kinds[].own")     # of the model alone
# Tables of which the library gives a part.
PARTS = ("intervals[", "worst[")
KEYS = ("condition", "class", "sample", "figure", "of")
SUITE = ("gaussian_noise@2 fog@2 brightness@2 rotation@3 perspective@2 lens_distortion@3 "
         "rolling_shutter@3 horizontal_flip@3 random_crop@4 cutout@4 dark_spots@3 clean#1 dither@1")


def name_of(row, place):
    if "name" in row:
        return row["name"]
    return ",".join(row[key] for key in KEYS if key in row) or place


def leaves(value, path=""):
    """(path, number, text or None) of all that a document says; list items go by their names."""
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from leaves(inside, "%s.%s" % (path, name) if path else name)
    elif isinstance(value, list):
        for i, inside in enumerate(value):
            yield from leaves(inside, "%s[%s]" % (path, name_of(inside, i)))
    else:
        yield path, value


def same(a, b):
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= TOLERANCE * max(1, abs(a), abs(b))
    return a == b


def pattern(path):
    return re.sub(r"\[[^]]*\]", "[]", path)


def is_drawn(path):
    return path.startswith(("intervals[", "risk.", "resampling.draws")) and \
        path.split(".")[-1] in DRAWN + ("draws",) or path.endswith(("_low", "_high"))


def settle_ties(model, library):
    """Of kinds that are equally bad either may be called the worst."""
    for name, rows in (("worst_kind", "kinds"), ("worst_category", "categories")):
        theirs = library.get(name, {}).get("name")
        for row in model[rows]:
            if row["name"] == theirs and same(row["affected"], model[name]["affected"]):
                model[name]["name"] = theirs


class Outcome:
    """Differences of one journal, and which numbers one side alone has."""

    def __init__(self, name):
        self.name, self.wrong, self.compared = name, [], 0
        self.model_only, self.library_only = collections.Counter(), collections.Counter()

    @property
    def failed(self):
        return bool(self.wrong) or not self.compared or \
            any(self.model_only.values()) or any(self.library_only.values())

    def compare(self, model, library):
        settle_ties(model, library)
        mine, theirs = dict(leaves(model)), dict(leaves(library))
        for path in sorted(set(mine) | set(theirs)):
            if path.startswith(TEXT) or pattern(path) in OWN or is_drawn(path):
                continue
            if path not in theirs:
                self.model_only[pattern(path)] += not path.startswith(PARTS)
            elif path not in mine:
                self.library_only[pattern(path)] += 1
            else:
                self.compared += 1
                if not same(mine[path], theirs[path]):
                    self.wrong.append((path, mine[path], theirs[path]))


def score(build, path, flags):
    done = subprocess.run([os.path.join(build, "mltest"), "score", "--json", "--resamples", "20",
                           *flags, path],
                          capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise ValueError(done.stderr.strip())
    return json.loads(done.stdout)


def check(task):
    """A journal that was drawn with something on the edge of being visible is drawn again."""
    build, path, rules, again = task
    outcome = compare(build, path, rules)
    while again and score_samples.ties:
        seed, folder = again
        again = seed + 1000, folder
        path, rules = score_journals.write(seed + 1000, folder)
        print("drawn again: %s, of %s" % (os.path.basename(path), outcome.name))
        outcome = compare(build, path, rules)
    return outcome


def compare(build, path, rules):
    score_samples.ties.clear()
    outcome = Outcome(os.path.basename(path))
    flags = [text for name, value in rules.items()
             for text in ("--" + score_journals.FLAGS[name], str(value))]
    try:
        library = score(build, path, flags)
        model = json.loads(json.dumps(Card(Journal(path), **rules).overall()))
        outcome.compare(model, library)
    except ValueError as why:
        outcome.wrong.append(("the library", "a scorecard", str(why)))
    return outcome


def real_journals(build, data, folder):
    """Two detectors on a part of the data set."""
    program = os.path.join(build, "examples", "blood_cells")
    for path in (data, program):
        if not os.path.exists(path):
            print("SKIP: no journals of a real data set: no %s" % path)
            return []
    subprocess.run([program, "--suite", SUITE, data, "test", folder], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return [os.path.join(folder, name + ".jsonl.gz") for name in ("global", "local")]


def tasks_of(args, folder):
    tasks = [(args.build, path, {}, None) for path in args.journals]
    if not args.journals:
        if not args.drawn:
            tasks += [(args.build, path, {}, None)
                      for path in real_journals(args.build, args.bccd, folder)]
        for seed in range(args.first, args.first + args.count):
            path, rules = score_journals.write(seed, folder)
            tasks.append((args.build, path, rules, (seed, folder)))
    return tasks


def report(outcomes):
    kinds = collections.Counter()
    for outcome in outcomes:
        for path, mine, theirs in outcome.wrong:
            kinds[pattern(path)] += 1
            if kinds[pattern(path)] <= 3:
                print("%s: %s: model %r, library %r" % (outcome.name, path, mine, theirs))
    for name, n in kinds.most_common():
        print("DIFFERS %s in %d places" % (name, n))
    for title in ("model_only", "library_only"):
        total = +sum((getattr(o, title) for o in outcomes), collections.Counter())
        print("%s: %s" % (title.replace("_", " "), ", ".join(sorted(total)) or "nothing"))
    print("%d numbers compared" % sum(o.compared for o in outcomes))
    failed = sum(o.failed for o in outcomes)
    print("%d passed, %d failed" % (len(outcomes) - failed, failed))
    return failed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("journals", nargs="*")
    parser.add_argument("--from", dest="first", type=int, default=0)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--keep")
    parser.add_argument("--bccd", default=os.path.join(os.environ.get("MLTEST_SHARED", "../shared"),
                                                         "data", "bccd"))
    parser.add_argument("--drawn", action="store_true", help="random journals only")
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or scratch
        os.makedirs(folder, exist_ok=True)
        tasks = tasks_of(args, folder)
        with multiprocessing.Pool(args.processes) as pool:
            outcomes = pool.map(check, tasks, chunksize=1)
    sys.exit(1 if report(outcomes) else 0)


if __name__ == "__main__":
    main()
