# SPDX-License-Identifier: MIT
"""All 19 published kinds beside the package itself: pictures of many sizes and all severities.
Where the package draws random numbers, the library's loops are fed with the same ones.

    side_by_side.py BUILD_FOLDER [KIND...]
"""
import os
import subprocess
import sys
import tempfile

import numpy as np

import original
import scenes

# Height and width. At 36, 71, 136, 600 and others the package has black rows: original.Zoom.
SIZES = ((32, 32), (33, 47), (36, 35), (36, 71), (136, 152), (300, 451), (427, 640), (224, 224),
         (338, 600), (75, 1000))
PHOTOGRAPH = (360, 480)
# The largest part of a kind's samples that may differ, by one level. Truncation turns the last bit
# of a sum into a level, mostly where an area is of one colour; rounding instead of it would be half
# of all samples.
MOST = {"defocus_blur": .1, "motion_blur": .08, "glass_blur": .03, "saturate": .02,
        "gaussian_blur": .02}
MOST_ELSE = .01


class Library:
    """The program that feeds the library, and the files it shares with this one."""

    def __init__(self, build, folder):
        self.files = [os.path.join(folder, name) for name in ("picture", "numbers", "result")]
        photographs = os.path.join(os.path.dirname(original.corruptions.__file__), "frost")
        self.process = subprocess.Popen([build + "/tests/side_by_side"], text=True,
                                        env=dict(os.environ, FROST_PHOTOGRAPHS=photographs),
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def run(self, kind, severity, picture, numbers):
        height, width, _ = picture.shape
        picture.tofile(self.files[0])
        numbers.tofile(self.files[1])
        print(kind, severity, width, height, numbers.size, *self.files, file=self.process.stdin,
              flush=True)
        if self.process.stdout.readline() != "done\n":
            raise RuntimeError("%s@%d: the library's side has ended" % (kind, severity))
        return np.fromfile(self.files[2], np.uint8).reshape(picture.shape)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Tally:
    """What has come out for one kind."""

    def __init__(self):
        self.cells = self.worst = self.samples = self.differ = self.known = self.empty = 0
        self.largest_share = 0.
        self.bad = []

    def add(self, name, ours, want, as_it_is):
        difference = np.abs(ours.astype(int) - want)
        worst, differ = int(difference.max()), int(np.count_nonzero(difference))
        self.cells += 1
        self.worst = max(self.worst, worst)
        self.samples += difference.size
        self.differ += differ
        self.largest_share = max(self.largest_share, differ / difference.size)
        self.known += int(np.count_nonzero(as_it_is != want))
        if worst > 1:
            self.bad.append("%s: worst %d, %d samples by more than a level" %
                            (name, worst, np.count_nonzero(difference > 1)))

    def line(self, kind):
        return "%-18s %5d %6d %10.4f %10.4f %8d %5d" % (
            kind, self.cells, self.worst, 100 * self.differ / self.samples,
            100 * self.largest_share, self.known, self.empty)

    def close(self, kind):
        """One more check, of all cells together."""
        most = MOST.get(kind, MOST_ELSE)
        self.cells += 1
        if self.differ > most * self.samples:
            self.bad.append("%s: more than %g %% of all samples differ" % (kind, 100 * most))


def pictures():
    """Names and pictures: the five photographs, then the sizes."""
    for scene in scenes.ALL:
        yield scene.__name__, scenes.draw(scene, *PHOTOGRAPH)
    for i, (height, width) in enumerate(SIZES):
        scene = scenes.ALL[i % len(scenes.ALL)]
        yield "%s %dx%d" % (scene.__name__, width, height), scenes.draw(scene, height, width)


def expected(kind, severity, picture, seed, tally):
    """What the package makes and what it should have made, and the numbers that it drew."""
    as_it_is, numbers, has_black = original.run(kind, severity, picture, seed)
    if has_black:
        return as_it_is, original.run(kind, severity, picture, seed, mends=True)[0], numbers
    if kind == "spatter" and picture.any() and not as_it_is.any():
        tally.empty += 1  # not one drop: it divides by their largest, and all is black
        return as_it_is, np.uint8(picture.astype(np.float32) / 255 * 255), numbers
    return as_it_is, as_it_is, numbers


def check_cell(library, kind, severity, name, picture, seed, tally):
    as_it_is, want, numbers = expected(kind, severity, picture, seed, tally)
    ours = library.run(kind, severity, picture, numbers)
    tally.add("%s@%d of %s" % (kind, severity, name), ours, want, as_it_is)


def check_kind(library, kind, number):
    tally = Tally()
    for i, (name, picture) in enumerate(pictures()):
        for severity in original.SEVERITIES:
            check_cell(library, kind, severity, name, picture, 10000 * number + 100 * i + severity,
                       tally)
    if kind == "spatter":  # one small picture in sixty has no drop
        picture = scenes.draw(scenes.snowfield, 32, 32)
        for seed in range(1000):
            if not original.run(kind, 1, picture, seed)[0].any():
                check_cell(library, kind, 1, "a picture without a drop", picture, seed, tally)
                break
    return tally


def finds_a_fault(library):
    """A picture of another severity is not within a level."""
    picture = scenes.draw(scenes.still_life, 64, 64)
    tally = Tally()
    want, numbers, _ = original.run("gaussian_blur", 2, picture, 0)
    tally.add("", library.run("gaussian_blur", 1, picture, numbers), want, want)
    return bool(tally.bad)


def main(build, *wanted):
    passed = failed = 0
    unknown = set(wanted) - set(original.KINDS)
    if unknown:
        sys.exit("no published kind: %s" % " ".join(sorted(unknown)))
    print("kind               cells  worst   differ %   most/cell    known empty")
    with tempfile.TemporaryDirectory() as folder:
        library = Library(build, folder)
        for number, kind in enumerate(original.KINDS):
            if wanted and kind not in wanted:
                continue
            tally = check_kind(library, kind, number)
            print(tally.line(kind), flush=True)
            tally.close(kind)
            for bad in tally.bad:
                print("BAD  " + bad)
            passed, failed = passed + tally.cells - len(tally.bad), failed + len(tally.bad)
        is_found = finds_a_fault(library)
        library.close()
        if not is_found:
            print("BAD  another severity is not found out")
        passed, failed = passed + is_found, failed + (not is_found)
    print("known: samples in which the package is not what it should be: rows that SciPy's zoom\n"
          "       left black, pictures in which spatter divided by 0 (empty); ours is compared\n"
          "       with what it should be")
    print("%d passed, %d failed" % (passed, failed))
    return failed > 0


sys.exit(main(*sys.argv[1:]))
