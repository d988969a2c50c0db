# SPDX-License-Identifier: MIT
"""The rules about the tree, as tests: floors, documentation, catalogue, libm, sizes, words, mirror.

    rules.py BUILD_FOLDER
"""
import glob
import os
import re
import subprocess
import sys

FLOORS = ("base kernel codec image annotation stats perturb measure dataset metric journal predictor "
          "suite run score compare search gate insight report api").split()
MOST_LINES, MOST_FUNCTION_LINES = 500, 60
# Functions of libm that are exact everywhere, and the floating-point environment.
LIBM_ALLOWED = set("sqrt floor ceil trunc rint fabs fegetenv fesetenv feholdexcept".split())
LIBM = set("""acos asin atan atan2 cos sin tan cosh sinh tanh exp exp2 expm1 log log10 log1p log2 pow
cbrt hypot erf erfc lgamma tgamma fmod fma remainder round nearbyint lround lrint scalbn ldexp frexp
sincos cosf sinf expf logf powf sqrtf floorf ceilf""".split())

results = {"passed": 0, "failed": 0}


def check(what, problems):
    results["failed" if problems else "passed"] += 1
    print(("BAD  " if problems else "ok   ") + what)
    for problem in problems[:20]:
        print("     " + problem)


def sources(*patterns):
    found = [f for p in patterns for f in glob.glob(p, recursive=True)]
    return sorted(found)


def read(path):
    with open(path, encoding="utf-8") as f:
        return f.read()


def floors():
    """A file includes from its own folder or an earlier one, and there are no cycles."""
    bad, graph = [], {}
    for path in sources("lib/**/*.[ch]"):
        own = path.split("/")[1]
        if own not in FLOORS:
            bad.append("%s: no such floor" % path)
            continue
        for name in re.findall(r'^#include "([^"]+)"', read(path), re.M):
            floor = name.split("/")[0]
            if floor.startswith("mltest"):
                continue
            if floor not in FLOORS or FLOORS.index(floor) > FLOORS.index(own):
                bad.append("%s includes %s" % (path, name))
            if path.endswith(".h"):
                graph.setdefault(path[4:], []).append(name)
    done = set()

    def visit(name, trail):
        if name in trail:
            bad.append("cycle: " + " > ".join(trail + [name]))
        elif name not in done:
            for other in graph.get(name, []):
                visit(other, trail + [name])
            done.add(name)
    for name in list(graph):
        visit(name, [])
    check("floors: includes go down only", bad)


def documentation():
    """Every exported function has a comment with @since, and @return unless it returns nothing."""
    bad, n = [], 0
    for path in sources("include/mltest/*.h"):
        text = read(path)
        for m in re.finditer(r"MLTEST_API\s+([^;(]*?)(mltest_\w+)\s*\(", text):
            n += 1
            before = text[:m.start()].rstrip()
            start = before.rfind("/**")
            comment = before[start:] if before.endswith("*/") and start >= 0 else ""
            if "@since" not in comment:
                bad.append("%s: %s has no comment with @since" % (path, m.group(2)))
            if "@return" not in comment and m.group(1).strip() != "void":
                bad.append("%s: %s does not say what it returns" % (path, m.group(2)))
    check("documentation of %d functions" % n, bad)


def catalogue():
    """A row of catalog.def is a file in a category's folder, and the other way round."""
    rows = set(re.findall(r"^KIND\((\w+)\)", read("lib/perturb/catalog.def"), re.M))
    files = {os.path.basename(p)[:-2]: p for p in sources("lib/perturb/*/*.c")}
    bad = ["%s has no file" % r for r in rows - set(files)]
    bad += ["%s has no row" % files[f] for f in set(files) - rows]
    for name in rows & set(files):
        category = files[name].split("/")[2]
        if "mlt_kind_%s = " % name not in read(files[name]):
            bad.append("%s does not define mlt_kind_%s" % (files[name], name))
        if "MLT_CATEGORY_%s," % category.upper() not in read(files[name]):
            bad.append("%s says another category than its folder" % files[name])
    check("catalogue of %d perturbations" % len(rows), bad)


def libm(build):
    """Nothing but what is exact on every machine comes from libm."""
    names = set(re.findall(r" U (\w+)", subprocess.run(
        ["nm", build + "/libmltest.a"], capture_output=True, text=True).stdout))
    check("libm: only exact functions", sorted((names & LIBM) - LIBM_ALLOWED) or
          ([] if names else ["nm found nothing"]))


def sizes():
    """Small files, small functions."""
    bad = []
    for path in sources("lib/**/*.[ch]", "tools/*.[ch]"):
        lines = read(path).splitlines()
        if len(lines) > MOST_LINES:
            bad.append("%s: %d lines" % (path, len(lines)))
        start = None
        for i, line in enumerate(lines):
            if line == "{":
                start = i
            elif line == "}" and start is not None:
                if i - start - 1 > MOST_FUNCTION_LINES:
                    bad.append("%s:%d: a function of %d lines" % (path, start + 1, i - start - 1))
                start = None
    check("sizes: files of at most %d lines, functions of %d" % (MOST_LINES, MOST_FUNCTION_LINES), bad)


def complexity():
    """No function has more than 15 decisions."""
    bad = []
    for path in sources("lib/**/*.c", "tools/*.c"):
        body, start = [], None
        for i, line in enumerate(read(path).splitlines()):
            if line == "{":
                body, start = [], i
            elif line == "}" and start is not None:
                code = re.sub(r'"(\\.|[^"])*"|/\*.*?\*/|\'(\\.|[^\'])\'', "", "\n".join(body))
                n = 1 + len(re.findall(r"\bif\b|\bfor\b|\bwhile\b|\bcase\b|&&|\|\||\?|\bTRY\b", code))
                if n > 22:
                    bad.append("%s:%d: %d decisions" % (path, start + 1, n))
                start = None
            elif start is not None:
                body.append(line)
    check("complexity", bad)


def words():
    """No machine's paths, no loose ends, and a licence in every source."""
    bad = []
    pattern = re.compile(r"(^|[^\w.])/(work|root|home)/|\b(TODO|FIXME|XXX|HACK)\b")
    for path in sources("lib/**/*.[ch]", "include/**/*.h", "tools/*", "tests/**/*.[ch]", "tests/**/*.sh",
                        "examples/**/*.[ch]", "doc/*.md", "README", "NEWS", "CONTRIBUTING", "Makefile"):
        if os.path.isdir(path):
            continue
        text = read(path)
        if pattern.search(text):
            bad.append("%s: %s" % (path, pattern.search(text).group(0).strip()))
        if path.endswith((".c", ".h", ".sh")) and "SPDX-License-Identifier: MIT" not in text[:200]:
            bad.append("%s: no SPDX line" % path)
    check("words", bad)


def mirror():
    """Unit tests mirror lib/. What is still without one is listed, and the list only shrinks."""
    missing = set()
    for path in sources("lib/*/*.c", "lib/perturb/*/*.c"):
        parts = path[4:-2].split("/")
        names = ["tests/unit/%s/test_%s.c" % (parts[0], parts[-1]),
                 "tests/conformance/test_%s.c" % parts[-1]]
        if not any(os.path.exists(n) for n in names):
            missing.add(path)
    allowed = set(read("tests/structure/untested.txt").split())
    check("mirror: %d sources have no test file of their own yet" % len(missing),
          ["%s has no test file" % p for p in sorted(missing - allowed)] +
          ["%s has one now: take it off untested.txt" % p for p in sorted(allowed - missing)])
    lines = {k: sum(len(read(p).splitlines()) for p in sources(*v)) for k, v in {
        "library": ["lib/**/*.[ch]"], "tests": ["tests/**/*.[ch]", "tests/**/*.py", "tests/**/*.sh"]}.items()}
    print("     %(library)d lines of library, %(tests)d of tests" % lines)


floors()
documentation()
catalogue()
libm(sys.argv[1])
sizes()
complexity()
words()
mirror()
print("%(passed)d passed, %(failed)d failed" % results)
sys.exit(results["failed"] > 0)
