# SPDX-License-Identifier: MIT
"""doc/perturbations.md from what the command says of its catalogue, and pictures of every kind.

    perturbation_pages.py MLTEST PAGE             writes the page
    perturbation_pages.py MLTEST PAGE --check     says whether it is up to date
    perturbation_pages.py MLTEST PAGE --pictures  writes the pictures beside it, too
"""
import json
import os
import subprocess
import sys
import tempfile

HEAD = """# Perturbations

Every kind of the catalogue, by category: what it stands for, when it matters, its parameters and how
it looks at severities 1 to 5 (left: the picture itself). Written by `make doc` from the descriptors
in `lib/perturb/`; `mltest list perturbations` prints the same, `mltest contact-sheet PICTURE` draws
it for a picture of yours.

Severity is a real number in (0, 5]; 0 is the picture unchanged. Between whole numbers a *linear*
parameter is interpolated, a *step* parameter takes the value of the nearest whole number; a *free*
one does not depend on severity. Each may be set directly: `kind@3{name=value}`. *random* is drawn
for each sample, from draws that do not depend on severity.
"""


def command(*arguments):
    return subprocess.run(arguments, check=True, capture_output=True, text=True).stdout


def cell(text):
    return text.replace("|", "\\|")


def parameters(kind):
    rows = kind["parameters"]
    if not rows:
        return ""
    out = ["| parameter | 1 | 2 | 3 | 4 | 5 | bounds | unit | rule |", "|---|---|---|---|---|---|---|---|---|"]
    for p in rows:
        values = [p[str(i)] for i in range(1, 6)]
        if p["rule"] == "free":
            values = values[:1] + [""] * 4
        out.append("| %s | %s | %s … %s | %s | %s |" % (
            p["name"], " | ".join(values), p["low"], p["high"], cell(p["unit"]), p["rule"]))
    return "\n".join(out) + "\n\n"


def notes(kind):
    texts = {"stochastic": "random", "moves": "moves pixels and labels", "hides": "hides parts of the picture",
             "needs_colour": "needs colour", "one_strength": "one strength",
             "informational": "no weight in the risk score", "needs_labels": "needs labelled objects"}
    found = [text for key, text in texts.items() if kind[key] == "yes"]
    if kind["mltest_name"]:
        found.append("MLTest's " + kind["mltest_name"])
    return " (%s)" % ", ".join(found) if found else ""


def page(kinds):
    out = [HEAD]
    categories = []
    for kind in kinds:
        if kind["category"] not in categories:
            categories.append(kind["category"])
    for category in categories:
        out.append("## %s\n" % category.capitalize())
        for kind in (k for k in kinds if k["category"] == category):
            name = kind["name"]
            out.append("### %s\n" % name)
            out.append("%s%s%s.\n*When:* %s.\n" % (kind["summary"][0].upper(), kind["summary"][1:],
                                                 notes(kind), kind["when"]))
            out.append("![%s at severities 1 to 5](pictures/%s.jpg)\n" % (name, name))
            out.append(parameters(kind))
    return "\n".join(out).rstrip("\n") + "\n"


def draw(mltest, kinds, folder):
    os.makedirs(folder, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        scene = os.path.join(work, "scene.png")
        command(sys.executable, os.path.join(os.path.dirname(__file__), "scene.py"), scene)
        for kind in kinds:
            command(mltest, "contact-sheet", scene, "--kinds", kind["name"], "--tile", "112",
                    "--sample", "scene", "--out", os.path.join(folder, kind["name"] + ".jpg"))


mltest, path = sys.argv[1:3]
kinds = json.loads(command(mltest, "list", "perturbations", "--json"))["perturbations"]
text = page(kinds)
if "--check" in sys.argv:
    with open(path, encoding="utf-8") as file:
        same = file.read() == text
    missing = [k["name"] for k in kinds if not os.path.exists(os.path.join(
        os.path.dirname(path), "pictures", k["name"] + ".jpg"))]
    print("ok   %s is what the descriptors say" % path if same else "BAD  %s is out of date: make doc" % path)
    print("BAD  no pictures of %s: make doc" % " ".join(missing) if missing else "ok   every kind has its picture")
    print("%d passed, %d failed" % (same + (not missing), (not same) + bool(missing)))
    sys.exit(not same or bool(missing))
with open(path, "w", encoding="utf-8") as file:
    file.write(text)
if "--pictures" in sys.argv:
    draw(mltest, kinds, os.path.join(os.path.dirname(path), "pictures"))
