# SPDX-License-Identifier: MIT
"""The rules about the tree, as tests: floors, documentation, catalogue, libm, sizes, complexity,
words, README, mirror.

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
# Decisions of a function; with early returns by TRY counted as well.
MOST_DECISIONS, MOST_WITH_TRY = 15, 22
# Functions of libm that are exact everywhere, and the floating-point environment.
LIBM_ALLOWED = set("sqrt floor ceil trunc rint fabs fegetenv fesetenv feholdexcept".split())
# In case the machine's libm cannot be asked.
LIBM_KNOWN = set("acos asin atan atan2 cos sin tan exp exp2 log log2 log10 pow cbrt hypot erf".split())

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


def nm(*arguments):
    return subprocess.run(["nm", *arguments], capture_output=True, text=True).stdout


def libm(build):
    """Nothing but what is exact on every machine comes from libm."""
    names = set(re.findall(r" U (\w+)", nm(build + "/libmltest.a")))
    # What libm offers, and libc does not offer too (frexp, ldexp, scalbn … are exact).
    offered = {}
    for library in ("libm", "libc"):
        path = subprocess.run(["gcc", "-print-file-name=%s.so.6" % library], capture_output=True,
                              text=True).stdout.strip()
        offered[library] = set(re.findall(r" [TiW] (\w+)", nm("-D", "--defined-only", path)))
    forbidden = (offered["libm"] - offered["libc"]) | LIBM_KNOWN
    check("libm: only exact functions", sorted((names & forbidden) - LIBM_ALLOWED) or
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
    """Few decisions in a function."""
    bad, n = [], 0
    for path in sources("lib/**/*.c", "tools/*.c"):
        body, start = [], None
        for i, line in enumerate(read(path).splitlines()):
            if line == "{":
                body, start = [], i
            elif line == "}" and start is not None:
                code = re.sub(r'/\*.*?\*/|"(\\.|[^"\\])*"|\'(\\.|[^\'\\])\'', "", "\n".join(body),
                              flags=re.S)
                decisions = 1 + len(re.findall(r"\b(?:if|for|while|case)\b|&&|\|\||\?", code))
                tries = len(re.findall(r"\bTRY(?:_GOTO)?\b", code))
                if decisions > MOST_DECISIONS or decisions + tries > MOST_WITH_TRY:
                    bad.append("%s:%d: %d decisions, %d tries" % (path, start + 1, decisions, tries))
                n, start = n + 1, None
            elif start is not None:
                body.append(line)
    check("complexity of %d functions" % n, bad or ([] if n else ["no function found"]))


def tracked():
    """The files under version control; all that are not built, in a tree without it."""
    git = subprocess.run(["git", "ls-files", "-z"], capture_output=True, text=True)
    if git.returncode == 0 and git.stdout:
        return [f for f in git.stdout.split("\0") if os.path.isfile(f)]
    return [f for f in sources("*", "*/**/*") if os.path.isfile(f) and not f.startswith("build/")]


def words():
    """No machine's paths, no loose ends, and a licence in every source."""
    bad = []
    # Spelt in pieces, so that this file passes too.
    pattern = re.compile(r"(^|[^\w.])/(work|root|home)/" + r"|\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|HA" + r"CK)\b")
    for path in tracked():
        if path.startswith(("tests/fuzz/corpus/", "tests/golden/")):
            continue
        with open(path, encoding="utf-8", errors="replace") as f:
            text = f.read()
        found = pattern.search(text)
        if found:
            bad.append("%s: %s" % (path, found.group(0).strip()))
        if path.endswith((".c", ".h", ".cpp", ".sh", ".py", ".mk", ".def")) and \
                "SPDX-License-Identifier: MIT" not in text[:200]:
            bad.append("%s: no SPDX line" % path)
    check("words", bad)


def readme():
    """The first program that README shows is the one that is built."""
    def plain(text):
        return [line.strip() for line in text.splitlines() if line.strip()]
    program = plain(read("examples/first.c").split("*/\n", 2)[2])
    shown = plain(read("README"))
    start = shown.index(program[0]) if program[0] in shown else len(shown)
    check("README shows examples/first.c",
          [] if shown[start:start + len(program)] == program else ["it differs"])


def mirror():
    """Unit tests mirror lib/. What is still without one is listed, and the list only shrinks."""
    missing = set()
    for path in sources("lib/*/*.c", "lib/perturb/*/*.c", "lib/report/*/*.c"):
        parts = path[4:-2].split("/")
        names = ["tests/unit/%s/test_%s.c" % (parts[0], parts[-1]),
                 "tests/conformance/test_%s.c" % parts[-1]]
        if not any(os.path.exists(n) for n in names):
            missing.add(path)
    allowed = set(read("tests/structure/untested.txt").split())
    check("mirror: %d sources have no test file of their own yet" % len(missing),
          ["%s has no test file" % p for p in sorted(missing - allowed)])
    for path in sorted(allowed - missing):
        print("     %s has one now, or is gone: take it off untested.txt" % path)
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
readme()
mirror()
print("%(passed)d passed, %(failed)d failed" % results)
sys.exit(results["failed"] > 0)
