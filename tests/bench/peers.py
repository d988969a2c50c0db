# SPDX-License-Identifier: MIT
"""The 19 published kinds against the package that published them and the fastest equivalents of
OpenCV and albumentations: one picture of 640 x 640, one thread, rounds interleaved, medians.
What is counted is time on the processor, as machines are shared.

    peers.py BUILD_FOLDER [KIND...]

The geometric kinds that OpenCV has as well come after them, with its time as their goal; "geometry"
means these. Prints a table of means over the severities, and JSON lines with every candidate.
"""
import json
import os
import statistics
import subprocess
import sys
import tempfile

SIDE = 640
SEVERITIES = range(1, 6)
ROUNDS, SLOW_ROUNDS = 7, 3  # slow is what takes SLOW_MS
SLOW_MS, VERY_SLOW_MS = 100, 1000
ENVIRONMENTS = ("venv-reference", "venv-peers")
PACKAGE = "imagecorruptions"
SIGMAS = (1, 2, 3, 4, 6)

# What each kind is to take at the most, in ms.
GOALS = {
    "gaussian_noise": 1.0, "shot_noise": 1.4, "impulse_noise": .5, "speckle_noise": 1.1,
    "gaussian_blur": 2, "defocus_blur": 3, "motion_blur": 1.5, "zoom_blur": 3, "glass_blur": 3,
    "snow": 3, "frost": 1, "fog": 1.6, "spatter": 3.5, "brightness": .3, "contrast": .25,
    "saturate": .4, "elastic_transform": 4, "pixelate": .5, "jpeg_compression": 1.3}
GOAL_OF_SUM = 32
# Kinds without a package that published them, and their number of severities: the goal is the peer.
GEOMETRY = {"horizontal_flip": 1, "vertical_flip": 1, "rotate90": 1, "transpose": 1, "rotation": 5,
            "shear": 5, "perspective": 5, "translate": 5, "scale": 5, "aspect": 5, "resample": 1}


class Worker:
    """A process that says in JSON what it can do, and answers lines with milliseconds."""

    def __init__(self, *command):
        self.process = subprocess.Popen(command, text=True, stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE)
        self.about = json.loads(self.answer())

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("%s has ended" % self.process.args[0])
        return line

    def ask(self, *words):
        print(*words, file=self.process.stdin, flush=True)
        return float(self.answer())

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Candidate:
    """One way to make one kind."""

    def __init__(self, worker, question, library, kind, what, is_same):
        self.worker, self.question, self.library, self.kind = worker, question, library, kind
        self.what, self.is_same = what, is_same
        self.severities = range(1, GEOMETRY.get(kind, 5) + 1)
        self.rounds = {severity: [] for severity in self.severities}

    def measure(self, severity):
        times = self.rounds[severity]
        slowest = max(times, default=0)
        most = 1 if slowest > VERY_SLOW_MS else SLOW_ROUNDS if slowest > SLOW_MS else ROUNDS
        if len(times) < most:
            times.append(self.worker.ask(self.question, severity))

    def ms(self, severity):
        return statistics.median(self.rounds[severity])

    def mean(self):
        return statistics.mean(map(self.ms, self.severities))

    def json(self, ours):
        return {"bench": "peers", "kind": self.kind, "library": self.library, "what": self.what,
                "is_published_change": self.is_same, "goal_ms": GOALS.get(self.kind),
                "ms": round(self.mean(), 4),
                "ratio": round(self.mean() / ours.mean(), 2),
                "ms_by_severity": [round(self.ms(s), 4) for s in self.severities]}


def measure(candidates):
    """A severity after the other, since what a severity needs is prepared once."""
    for severity in candidates[0].severities:
        for _ in range(ROUNDS):
            for candidate in candidates:
                candidate.measure(severity)


def best_of(peers):
    """The fastest that makes the published change; if there is none, that comes near it."""
    same = [p for p in peers if p.is_same]
    return min(same or peers, key=Candidate.mean)


def print_row(kind, ours, package, best):
    published = "%9s %7s" % ("", "")
    if package is not None:
        published = "%9.2f %7.1f" % (package.mean(), package.mean() / ours.mean())
    goal = GOALS.get(kind, best.mean())
    print("%-18s %8.3f %s %8.3f %6.2f %7.3f %-4s %s: %s" % (
        kind, ours.mean(), published, best.mean(), best.mean() / ours.mean(), goal,
        "met" if ours.mean() <= goal else "", best.library, best.what), flush=True)


def print_sigmas(ours, peers):
    """gaussian_blur is to be at least as fast as OpenCV's at every sigma."""
    for severity, sigma in zip(SEVERITIES, SIGMAS):
        best = min((p for p in peers if p.what == "GaussianBlur" and "OpenCV" in p.library),
                   key=lambda p: p.ms(severity))
        print("    sigma %d        %8.3f %26.3f %6.2f %7s %-4s %s" % (
            sigma, ours.ms(severity), best.ms(severity), best.ms(severity) / ours.ms(severity), "",
            "met" if ours.ms(severity) <= best.ms(severity) else "", best.library))


def bench(kind, library, workers, lines):
    ours = Candidate(library, kind, "libmltest", kind, "", True)
    others = [Candidate(w, i, *c) for w in workers for i, c in enumerate(w.about["candidates"])
              if c[1] == kind]
    measure([ours] + others)
    package = next((c for c in others if c.library.startswith(PACKAGE)), None)
    peers = [c for c in others if c is not package]
    best = best_of(peers)
    print_row(kind, ours, package, best)
    if kind == "gaussian_blur":
        print_sigmas(ours, peers)
    lines += [c.json(ours) for c in [ours] + others]
    return [c.mean() for c in (ours, package, best) if c is not None]


def start(build, picture):
    library = Worker(build + "/bench/peer_perturb", picture)
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "peers_worker.py")
    workers = []
    for name in ENVIRONMENTS:
        python = os.path.join(os.path.dirname(build.rstrip("/")), name, "bin", "python")
        if not os.path.exists(python):
            print("SKIP: no %s (make setup-long)" % python)
            sys.exit(0)
        workers.append(Worker(python, script, picture, str(SIDE)))
    return library, workers


def print_sum(sums, wanted):
    if not sums:
        return
    ours, package, best = map(sum, zip(*sums))
    goal = GOAL_OF_SUM if len(sums) == len(GOALS) else sum(GOALS.get(k, 0) for k in wanted)
    print("%-18s %8.3f %9.2f %7.1f %8.3f %6.2f %7.3f %s" % (
        "sum", ours, package, package / ours, best, best / ours, goal,
        "met" if ours <= goal else ""))


def main(build, *wanted):
    lines, sums = [], []
    unknown = set(wanted) - set(GOALS) - set(GEOMETRY) - {"geometry"}
    if unknown:
        sys.exit("no kind with peers: %s" % " ".join(sorted(unknown)))
    with tempfile.TemporaryDirectory() as folder:
        library, workers = start(build, os.path.join(folder, "picture"))
        print("ms, means over severities; a ratio is how many times as long as ours\n"
              "kind                   ours   package   ratio     peer  ratio    goal      "
              "best peer")
        for kind in GOALS:
            if not wanted or kind in wanted:
                sums.append(bench(kind, library, workers, lines))
        print_sum(sums, wanted)
        for kind in GEOMETRY:
            if not wanted or kind in wanted or "geometry" in wanted:
                bench(kind, library, workers, lines)
        for worker in [library] + workers:
            worker.close()
    print(json.dumps({"bench": "peers", "side": SIDE, "rounds": ROUNDS, "ours": library.about,
                      "environments": [w.about["versions"] for w in workers]}))
    for line in lines:
        print(json.dumps(line))


main(*sys.argv[1:])
