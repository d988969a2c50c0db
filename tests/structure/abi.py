# SPDX-License-Identifier: MIT
"""The binary interface against the one recorded in tests/structure/abi: functions and their types by
abidiff, structs and constants by a program. What is new passes; what changed or is gone does not.

    abi.py BUILD_FOLDER [--record]
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = "tests/structure/abi/"
FUNCTIONS, LAYOUT = HERE + "libmltest.abi", HERE + "layout.txt"
# No path, no line, no private type: only what a host depends on, whoever built it.
ABIDW = ["abidw", "--suppressions", HERE + "private.suppr", "--no-corpus-path", "--no-show-locs",
         "--no-comp-dir-path", "--no-elf-needed", "--no-parameter-names", "--no-write-default-sizes",
         "--exported-interfaces-only", "--drop-undefined-syms"]
ABIDIFF = ["abidiff", "--suppressions", HERE + "growth.suppr", "--no-added-syms", "--no-show-locs"]
results = {"passed": 0, "failed": 0}


def check(what, problems):
    results["failed" if problems else "passed"] += 1
    print(("BAD  " if problems else "ok   ") + what)
    for problem in problems[:60]:
        print("     " + problem)


def structs(text):
    """Name and members of every struct that the headers define."""
    for body, name in re.findall(r"typedef struct \w+ \{(.*?)\n\} (\w+);", text, re.S):
        members = []
        for declaration in body.split(";")[:-1]:
            pointer = re.match(r"[^()]*\(\*(\w+)\)\(", declaration)
            plain = re.search(r"(\w+)(\[\w+\])*$", declaration)
            members.append((pointer or plain).group(1))
        yield name, members


def constants(text):
    for body in re.findall(r"\benum \{(.*?)\}", text, re.S):
        yield from re.findall(r"\b(MLTEST_\w+)\s*=", body)
    for name in re.findall(r"^#define (MLTEST_\w+) +\(?\(?[u\d]", text, re.M):
        if not name.startswith("MLTEST_VERSION_"):
            yield name


def layout():
    """Lines "struct.member offset size", "struct size" of those that cannot grow, "CONSTANT value"."""
    headers = ["include/mltest.h"] + sorted(glob.glob("include/mltest/*.h"))
    text = re.sub(r"/\*.*?\*/", "", "".join(open(h, encoding="utf-8").read() for h in headers),
                  flags=re.S)
    out = []
    for name, members in structs(text):
        if members[0] != "struct_size":
            out.append('    printf("%s %%zu\\n", sizeof(%s));' % (name, name))
        out += ['    printf("%s.%s %%zu %%zu\\n", offsetof(%s, %s), sizeof(((%s *)0)->%s));'
                % (name, m, name, m, name, m) for m in members]
    out += ['    printf("%s %%lld\\n", (long long)%s);' % (c, c) for c in constants(text)]
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/layout.c", "w", encoding="utf-8") as f:
            f.write("#include <stdio.h>\n" + "".join('#include "%s"\n' % h[8:] for h in headers))
            f.write("int main(void)\n{\n%s\n}\n" % "\n".join(out))
        subprocess.run([os.environ.get("CC", "gcc"), "-Iinclude", "-o", folder + "/layout",
                        folder + "/layout.c"], check=True)
        return subprocess.run([folder + "/layout"], capture_output=True, text=True,
                              check=True).stdout.splitlines()


def missing_tool(library):
    if not shutil.which("abidw") or not shutil.which("abidiff"):
        return "abidw and abidiff are not installed (make setup-long)"
    if b".debug_info" not in subprocess.run(["objdump", "-h", library], capture_output=True,
                                            check=True).stdout:
        return "the library was built without -g, so that abidiff cannot see types"
    if os.uname().machine != "x86_64":
        return "the interface is recorded for x86-64"
    return None


def record(library):
    problem = missing_tool(library)
    if problem:
        sys.exit("abi: " + problem)
    subprocess.run(ABIDW + ["--out-file", FUNCTIONS, library], check=True)
    with open(LAYOUT, "w", encoding="utf-8") as f:
        f.write("\n".join(layout()) + "\n")
    print("recorded: %s, %s" % (FUNCTIONS, LAYOUT))


def compare(library):
    with open(LAYOUT, encoding="utf-8") as f:
        recorded = f.read().splitlines()
    now = dict(line.split(" ", 1) for line in layout())
    check("%d offsets, sizes and constants" % len(recorded),
          ["%s is %s now" % (line, now.get(line.split(" ")[0], "gone")) for line in recorded
           if now.get(line.split(" ")[0]) != line.split(" ", 1)[1]] if recorded else ["none recorded"])
    problem = missing_tool(library)
    if problem:
        print("SKIP: " + problem)
        return
    with tempfile.TemporaryDirectory() as folder:
        now = folder + "/now.abi"
        subprocess.run(ABIDW + ["--out-file", now, library], check=True)
        # Not the library itself: abidiff loses its way in types that one side alone has as opaque.
        done = subprocess.run(ABIDIFF + [FUNCTIONS, now], capture_output=True, text=True)
        with open(now, encoding="utf-8") as f:
            n = f.read().count("<function-decl ")
    lines = (done.stdout + done.stderr).splitlines() + ["abidiff: status %d" % done.returncode]
    check("%d functions and their types" % n, lines if done.returncode or n == 0 else [])


def main():
    library = sys.argv[1] + "/libmltest.so.0"
    if sys.argv[2:] == ["--record"]:
        record(library)
        return 0
    compare(library)
    if results["failed"]:
        print("If hosts that were compiled before still work, or NEWS says that they do not: "
              "make abi-record")
    print("%(passed)d passed, %(failed)d failed" % results)
    return results["failed"] > 0


sys.exit(main())
