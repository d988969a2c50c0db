# SPDX-License-Identifier: MIT
"""Reports as JSON are what doc/report.schema.json says: of one model and of two, of boxes and of
classes, with pictures and labels and without. What is mutilated is refused.

    report_schema.py BUILD_FOLDER
"""
import copy
import gzip
import json
import os
import subprocess
import sys
import tempfile

try:
    import jsonschema
except ImportError:
    print("SKIP: no jsonschema for %s (Debian: python3-jsonschema)" % sys.executable)
    print("0 passed, 0 failed")
    sys.exit(0)

build = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "build/default")
results = {"passed": 0, "failed": 0}


def check(what, problem):
    results["failed" if problem else "passed"] += 1
    print(("BAD  " if problem else "ok   ") + what)
    if problem:
        print("     " + problem)


def run(*arguments):
    done = subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0:
        sys.exit("%s: %s" % (" ".join(arguments), done.stderr.decode()))


def without_labels(source, target):
    """The journal of a data set that has none."""
    with gzip.open(source, "rt", encoding="utf-8") as lines, \
            gzip.open(target, "wt", encoding="utf-8") as out:
        for line in lines:
            record = json.loads(line)
            record.pop("truth", None)
            out.write(json.dumps(record, separators=(",", ":")) + "\n")


def report(folder, name, *arguments):
    out = os.path.join(folder, name)
    run(build + "/mltest", "report", *arguments, "--resamples", "20", "--out", out)
    with open(os.path.join(out, "report.json"), encoding="utf-8") as file:
        return json.load(file)


def make_reports(folder):
    cells, digits = os.path.join(folder, "cells"), os.path.join(folder, "digits")
    os.mkdir(cells)
    os.mkdir(digits)
    run(build + "/examples/blood_cells", "--json", "--demo", cells)
    run(build + "/examples/digits", digits)
    boxes = [cells + "/global.jsonl.gz", cells + "/local.jsonl.gz"]
    classes = [digits + "/plain.jsonl.gz", digits + "/sturdy.jsonl.gz"]
    bare = folder + "/bare.jsonl.gz"
    without_labels(boxes[0], bare)
    smears, pictures = ["--dataset", cells + "/smears"], ["--dataset", digits + "/digits"]
    return {
        "boxes of one model": report(folder, "b1", boxes[0]),
        "boxes of one model, with pictures": report(folder, "b1p", boxes[0], *smears),
        "boxes of two models, with pictures":
            report(folder, "b2p", *boxes, *smears, "--max-debug-images", "7"),
        "boxes of two models, augmentations":
            report(folder, "b2a", *boxes, "--augmentations", "flip,blur", "--cost", "miss=2"),
        "boxes without labels": report(folder, "bare", bare, *smears),
        "classes of one model, with pictures": report(folder, "c1p", classes[0], *pictures),
        "classes of two models": report(folder, "c2", *classes),
        "classes of two models, with pictures": report(folder, "c2p", *classes, *pictures),
    }


def mutilated(whole):
    """Copies with one thing wrong each, and what it is."""
    def changed(what, change):
        other = copy.deepcopy(whole)
        change(other)
        return what, other
    failure = whole["failures"][0]
    yield from (changed("without '%s'" % key, lambda d, key=key: d.pop(key)) for key in whole)
    yield from (changed("a failure without '%s'" % key,
                        lambda d, key=key: d["failures"][0].pop(key)) for key in failure)
    yield from (changed("a model without '%s'" % key,
                        lambda d, key=key: d["models"][0].pop(key))
                for key in ("risk", "conditions", "clean", "levels", "worst", "task"))
    yield from (changed("a comparison without '%s'" % key,
                        lambda d, key=key: d["comparison"].pop(key))
                for key in ("models", "differences", "pairs", "tests"))
    yield changed("another format", lambda d: d.update(format=2))
    yield changed("no model", lambda d: d.update(models=[]))
    yield changed("a number as text", lambda d: d["models"][0]["risk"].update(value="12"))
    yield changed("a negative count", lambda d: d["models"][0]["conditions"][0].update(n=-1))
    yield changed("a box of three numbers", lambda d: d["failures"][0]["boxes"][0]["box"].pop())
    yield changed("an unheard-of state",
                  lambda d: d["failures"][0]["boxes"][0].update(state="gone"))
    yield changed("a recipe of two lines", lambda d: d["failures"][0].update(recipe="a\nb"))
    yield changed("a picture elsewhere",
                  lambda d: d["pictures"][0].update(file="../../etc/passwd"))


def places(document):
    """What a schema cannot say: pictures and models are there, and are those of the failure."""
    for failure in document["failures"]:
        clean = document["pictures"][failure["clean_picture"]]
        now = document["pictures"][failure["picture"]]
        if clean["condition"] != "clean" or now["condition"] != failure["condition"] or \
                {clean["sample"], now["sample"]} != {failure["sample"]} or \
                failure["model"] >= len(document["models"]):
            return "a failure of %s under %s" % (failure["sample"], failure["condition"])
    return ""


with open("doc/report.schema.json", encoding="utf-8") as schema_file:
    schema = json.load(schema_file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
with tempfile.TemporaryDirectory() as temporary:
    reports = make_reports(temporary)
for title, document in reports.items():
    error = next(validator.iter_errors(document), None)
    check(title, "" if error is None else "%s: %s" % (error.json_path, error.message[:200]))
    check("places in it", places(document))
with_pictures = reports["boxes of two models, with pictures"]
check("as many pairs as were asked for",
      "" if len(with_pictures["failures"]) == 14 else "%d" % len(with_pictures["failures"]))
for title, document in mutilated(with_pictures):
    check("refused: " + title, "it is not" if validator.is_valid(document) else "")
with_pictures["new_key"] = with_pictures["models"][0]["new_key"] = 1
check("keys that are added pass", "" if validator.is_valid(with_pictures) else "they do not")
print("%(passed)d passed, %(failed)d failed" % results)
sys.exit(results["failed"] > 0)
