# SPDX-License-Identifier: MIT
"""COCO's evaluation by the library's command, by the reference, and by the evaluators that say they
are fast: a fresh process each time, from two files to the twelve figures, rounds interleaved,
medians; on one processor and on all. Figures are compared by their bits, with the recorded ones and
with those that the reference gives here: a mean depends on the version of NumPy in its last bit.

    eval_peers.py BUILD_FOLDER [--workloads ac] [--rounds 5] [--only EVALUATOR,...]

(a) 5,000 images with 500,000 results, (b) four times as many, (c) 200 images with 8,000. They are
the recorded ones where the reference data is. Prints a table and JSON lines.
"""
import argparse
import hashlib
import json
import os
import resource
import statistics
import struct
import subprocess
import sys
import tempfile
import time

EVALUATORS = ("libmltest", "pycocotools", "faster-coco-eval", "hotcoco", "vernier",
              "ultrafast-pycocotools")
ONE_THREAD = ("pycocotools",)
STATS = "AP AP50 AP75 APs APm APl AR1 AR10 AR100 ARs ARm ARl".split()
SLOW = 20  # seconds: what takes so long is run once
HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(os.environ.get("MLTEST_SHARED", "../shared"), "golden", "coco")


class Workload:
    """Two files, made when they are not there, and the recorded figures, if any."""

    def __init__(self, name, folder, python):
        self.name, self.stats = name, None
        recorded = os.path.exists(GOLDEN + "/gen_workload.py")
        folder = os.path.join(folder, name + ("-recorded" if recorded else ""))
        self.files = [os.path.join(folder, file) for file in ("gt.json", "dt.json")]
        self.reference = folder + "/reference.json"
        if not os.path.exists(folder + "/done"):
            print("drawing workload (%s)" % name, file=sys.stderr)
            subprocess.run([python] + self.generator(recorded, folder), check=True,
                           stdout=subprocess.DEVNULL)
            open(folder + "/done", "w", encoding="utf-8").close()
        if recorded:
            self.take_recorded()
        with open(self.files[1], encoding="utf-8") as f:
            self.n_results = f.read().count('"score"')

    def generator(self, recorded, folder):
        if not recorded:
            return [HERE + "/eval_workload.py", folder, self.name]
        with open(GOLDEN + "/workloads.json", encoding="utf-8") as f:
            arguments = json.load(f)[self.name]["args"].split()
        return [GOLDEN + "/gen_workload.py", folder] + arguments

    def reference_stats(self, found):
        """What the reference has found: now, or in an earlier run."""
        if found:
            with open(self.reference, "w", encoding="utf-8") as f:
                json.dump(found, f)
        elif os.path.exists(self.reference):
            with open(self.reference, encoding="utf-8") as f:
                return json.load(f)
        return found

    def take_recorded(self):
        """The figures, if the files are the very ones."""
        with open(GOLDEN + "/workloads.json", encoding="utf-8") as f:
            record = json.load(f)[self.name]
        same = True
        for path, name in zip(self.files, ("gt_json_sha256", "dt_json_sha256")):
            with open(path, "rb") as f:
                same = same and hashlib.sha256(f.read()).hexdigest() == record[name]
        if same:
            self.stats = record["stats"]
        else:
            print("note: workload (%s) is not the recorded one, byte for byte" % self.name)


class Candidate:
    """One evaluator on one processor or all."""

    def __init__(self, name, cpus, build, python, workload):
        self.name, self.cpus, self.workload = name, cpus, workload
        self.seconds, self.whole, self.cpu, self.kilobytes = [], [], [], []
        self.stats, self.version, self.failure = None, "", None
        if name == "libmltest":
            truth, results = workload.files
            command = [build + "/mltest", "eval", "--truth", truth, "--predictions", results,
                       "--json"]
        else:
            command = [python, HERE + "/eval_worker.py", name] + workload.files
        first = str(min(os.sched_getaffinity(0)))
        self.command = (["taskset", "-c", first] if cpus == 1 else []) + command

    def run(self):
        if self.failure or (self.whole and max(self.whole) > SLOW):
            return
        # A process of its own asks for the peak: ours would begin with the peak of this one.
        with tempfile.NamedTemporaryFile("r") as peak:
            start, cpu = time.perf_counter(), cpu_of_children()
            done = subprocess.run(["time", "-f", "%M", "-o", peak.name] + self.command, text=True,
                                  capture_output=True)
            whole, cpu = time.perf_counter() - start, cpu_of_children() - cpu
            text = peak.read().split()
        if done.returncode != 0:
            self.failure = (done.stderr.strip().splitlines() or ["it failed"])[-1]
            return
        found = json.loads(done.stdout)
        self.stats = found.get("stats") or [found[name] for name in STATS]
        self.version = found.get("version", "")
        self.seconds.append(found.get("seconds", whole))
        self.cpu.append(found.get("cpu", cpu))
        self.whole.append(whole)
        self.kilobytes.append(int(text[-1]))

    def result(self, reference):
        n = self.workload.n_results
        seconds = statistics.median(self.seconds)
        return {"bench": "eval-peers", "workload": self.workload.name, "results": n,
                "evaluator": self.name, "version": self.version, "cpus": self.cpus,
                "rounds": len(self.seconds), "seconds": round(seconds, 4),
                "seconds_of_process": round(statistics.median(self.whole), 4),
                "seconds_of_cpu": round(statistics.median(self.cpu), 4),
                "us_per_result": round(seconds / n * 1e6, 3),
                "peak_mb": round(statistics.median(self.kilobytes) / 1000, 1),
                "recorded": compare(self.stats, self.workload.stats),
                "reference": compare(self.stats, reference), "stats": self.stats}


def cpu_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def order(value):
    """Doubles next to each other are whole numbers next to each other."""
    number = struct.unpack("<q", struct.pack("<d", value))[0]
    return number if number >= 0 else -(number & (2 ** 63 - 1))


def compare(stats, want):
    if not want:
        return "?"
    apart = max(abs(order(a) - order(b)) for a, b in zip(stats, want))
    if apart <= 1:
        return "last bit" if apart else "same bits"
    return "%.0e off" % max(abs(a - b) for a, b in zip(stats, want))


def bench(args, workload, python):
    all_cpus = len(os.sched_getaffinity(0))
    candidates = [Candidate(name, cpus, args.build, python, workload) for name in args.only
                  for cpus in ([1] if name in ONE_THREAD else sorted({1, all_cpus}))]
    for _ in range(args.rounds):
        for candidate in candidates:
            candidate.run()
    reference = workload.reference_stats(next((c.stats for c in candidates
                                               if c.name == "pycocotools"), None))
    ours = {c.cpus: statistics.median(c.seconds) for c in candidates
            if c.name == "libmltest" and c.seconds}
    for candidate in candidates:
        if candidate.failure:
            print("(%s) %-21s %4d  %s" % (workload.name, candidate.name, candidate.cpus,
                                          candidate.failure))
            continue
        row = candidate.result(reference)
        ratio = row["seconds"] / ours[row["cpus"]] if row["cpus"] in ours else 0
        print("(%s) %-21s %4d %8.3f %8.3f %8.3f %6.1f %9.2f %8.1f  %-9s %s" % (
            row["workload"], row["evaluator"], row["cpus"], row["seconds"],
            row["seconds_of_process"], row["seconds_of_cpu"], ratio, row["us_per_result"],
            row["peak_mb"], row["recorded"], row["reference"]), flush=True)
        yield row


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--workloads", default="ac")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", type=lambda text: text.split(","), default=EVALUATORS)
    args = parser.parse_args()
    folder = os.path.dirname(os.path.abspath(args.build))
    python = os.path.join(folder, "venv-eval-peers", "bin", "python")
    if not os.path.exists(python):
        print("SKIP: no %s (make setup-long)" % python)
        return
    print("seconds: from the files to the figures; process: with start and imports; cpu: of all\n"
          "processors, without them; ratio: of seconds, to ours; figures against recorded ones\n"
          "and the reference's\n"
          "    evaluator             cpus  seconds  process      cpu  ratio us/result  peak MB  "
          "recorded  reference")
    rows = []
    for name in args.workloads:
        rows += bench(args, Workload(name, os.path.join(folder, "bench-eval"), python), python)
    for row in rows:
        print(json.dumps(row))


main()
