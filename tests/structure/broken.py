# SPDX-License-Identifier: MIT
"""The checks can fail: breaks a copy of the tree in one way at a time, and the rule meant for it
must say so; gives tally.sh legs of every kind, and the counts must follow the exit statuses.

    broken.py BUILD_FOLDER
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile

build = os.path.abspath(sys.argv[1])
top = os.getcwd()
results = {"passed": 0, "failed": 0}


def check(what, good, output=""):
    results["passed" if good else "failed"] += 1
    print("%s %s" % ("ok  " if good else "BAD ", what))
    if not good:
        print(output)


def edit(path, change):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    changed = change(text)
    assert changed != text, "%s is not what this test expects" % path
    with open(path, "w", encoding="utf-8") as f:
        f.write(changed)


def append(path, text):
    edit(path, lambda old: old + text)


def new(path, text):
    with open(path, "w", encoding="utf-8") as f:
        f.write("/* SPDX-License-Identifier: MIT */\n" + text)


def drop_since(text):
    return text.replace("for NULL\n * @since", "for NULL\n * @from", 1)


def decisions(n):
    return "int mlt_many(int a)\n{\n" + "    if (a > 0)\n        a--;\n" * n + "    return a;\n}\n"


BROKEN = [
    ("floors", lambda: append("lib/base/hash.c", '#include "api/check.h"\n')),
    ("floors", lambda: (append("lib/base/hash.h", '#include "base/text.h"\n'),
                        append("lib/base/text.h", '#include "base/hash.h"\n'))),
    ("documentation", lambda: edit("include/mltest/error.h", drop_since)),
    ("catalogue", lambda: append("lib/perturb/catalog.def", "KIND(no_such_file)\n")),
    ("catalogue", lambda: os.rename("lib/perturb/weather/fog.c", "lib/perturb/blur/fog.c")),
    ("sizes", lambda: append("lib/base/hash.c", "/* line */\n" * 500)),
    ("sizes", lambda: new("lib/base/long.c", "void mlt_long(void)\n{\n" + "    ;\n" * 61 + "}\n")),
    ("complexity", lambda: new("lib/base/many.c", decisions(15))),
    ("words", lambda: append("lib/base/hash.c", "/* TO" + "DO */\n")),
    ("words", lambda: append("Makefile", "# /ro" + "ot/x\n")),
    ("README", lambda: edit("README", lambda t: t.replace("sizeof vtable", "sizeof table"))),
    ("mirror", lambda: new("lib/base/untested.c", "")),
]


def rules(folder):
    return subprocess.run([sys.executable, "tests/structure/rules.py", build], cwd=folder,
                          capture_output=True, text=True)


def copy(folder):
    for name in ("lib", "include", "tests", "tools", "examples", "doc"):
        shutil.copytree(name, os.path.join(folder, name))
    for name in ("README", "Makefile"):
        shutil.copy(name, folder)


with tempfile.TemporaryDirectory() as scratch:
    for i, (rule, breakage) in enumerate(BROKEN):
        folder = os.path.join(scratch, str(i))
        os.mkdir(folder)
        copy(folder)
        os.chdir(folder)
        breakage()
        os.chdir(top)
        run = rules(folder)
        bad = re.findall(r"^BAD  (\w+)", run.stdout, re.M)
        check("breakage %d is seen by %s" % (i + 1, rule), rule in bad and run.returncode == 1,
              run.stdout + run.stderr)
        shutil.rmtree(folder)

    copy(scratch)
    os.chdir(scratch)
    edit("lib/libmltest.map", lambda t: t.replace("    mltest_version;\n", ""))
    run = subprocess.run(["sh", "tests/structure/exports.sh", build + "/libmltest.so.0"],
                         capture_output=True, text=True)
    os.chdir(top)
    check("a symbol that is not in the map is seen", run.returncode == 1 and
          "< mltest_version" in run.stdout, run.stdout + run.stderr)

    # The interface: a constant with another value, a function that was recorded and is gone.
    abi = [sys.executable, "tests/structure/abi.py", build]
    BASELINE = scratch + "/tests/structure/abi/libmltest.abi"
    LOST = [
        ("a constant", "include/mltest/image.h", "FORMAT_RGB8 = 3", "FORMAT_RGB8 = 33"),
        ("a member", "include/mltest/context.h", "void (*close)", "void (*shut)"),
        ("a member's type", "include/mltest/image.h", "uint32_t width", "uint64_t width"),
    ]
    if shutil.which("abidiff") and os.uname().machine == "x86_64":
        LOST.append(("a function", BASELINE, "mltest_version", "mltest_visions"))
        LOST.append(("a type", BASELINE, "mltest_box' size-in-bits='256'",
                     "mltest_box' size-in-bits='512'"))
    for what, path, old, replacement in LOST:
        os.chdir(scratch)
        with open(path, encoding="utf-8") as f:
            whole = f.read()
        edit(path, lambda t: t.replace(old, replacement))
        run = subprocess.run(abi, capture_output=True, text=True)
        with open(path, "w", encoding="utf-8") as f:
            f.write(whole)
        os.chdir(top)
        check("the interface without %s that was in it" % what, run.returncode == 1 and
              "make abi-record" in run.stdout, run.stdout + run.stderr)

    # Each leg: a command, and what is noted about it.
    LEGS = [
        ("true", "1 0 0"),
        ("false", "0 1 0"),
        ("echo 3 passed, 0 failed", "3 0 0"),
        ("echo 3 passed, 0 failed; exit 3", "3 1 0"),
        ("echo 3 passed, 2 failed", "3 2 0"),
        ("echo 3 passed, 2 failed; exit 1", "3 2 0"),
        ("echo 0 passed, 0 failed", "0 1 0"),
        ("echo SKIP no pictures; echo 0 passed, 0 failed", "0 0 1"),
        ("kill -9 $$", "0 1 0"),
    ]
    notes = os.path.join(scratch, "results")

    def tally(*arguments):
        return subprocess.run(["sh", "tests/tally.sh", notes, *arguments], capture_output=True,
                              text=True)
    check("nothing ran is a failure", tally("--sum").returncode == 1)
    for number, (command, want) in enumerate(LEGS):
        tally("leg%d" % number, "sh", "-c", command)
        with open(notes, encoding="utf-8") as f:
            noted = f.read().splitlines()[-1]
        check("tally: " + command, noted == "leg%d %s" % (number, want), noted)
    total = tally("--sum")
    check("the sum is the last line", total.stdout.splitlines()[-1] == "13 passed, 8 failed" and
          total.returncode == 1, total.stdout)

print("%(passed)d passed, %(failed)d failed" % results)
sys.exit(results["failed"] > 0)
