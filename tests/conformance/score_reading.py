# SPDX-License-Identifier: MIT
"""Reads a journal as doc/journal.md describes it, with nothing but the standard library."""
import gzip
import json
import struct

CROWD, DIFFICULT, IGNORE = 1, 2, 4
UNASKED = CROWD | DIFFICULT | IGNORE    # truths that nobody has to find


def as_float(value):
    """The nearest number of single precision, as a double."""
    return struct.unpack("f", struct.pack("f", value))[0]


class Condition:
    def __init__(self, record):
        self.name = record["name"]
        self.steps = record["steps"]
        self.severity = record["severity"]
        self.replicate = record["replicate"]
        self.classes = record.get("classes", {})

    @property
    def kind(self):
        return "+".join(step["kind"] for step in self.steps)

    @property
    def category(self):
        return self.steps[-1]["category"] if self.steps else ""

    @property
    def is_floor(self):
        """The repeat and the one grey level of noise say how far the predictor repeats itself."""
        return self.kind in ("", "dither")


class Journal:
    """`samples` in the data set's order; `results[condition name][id]` is the record that holds."""

    def __init__(self, path):
        self.conditions, self.samples, self.results = [], [], {}
        opener = gzip.open if str(path).endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                self.take(json.loads(line))
        self.samples.sort(key=lambda sample: sample["n"])

    def take(self, record):
        kind = record["type"]
        if kind == "run":
            self.run = record
            self.detection = record["task"] == "detection"
        elif kind == "condition":
            self.conditions.append(Condition(record))
            self.results.setdefault(record["name"], {})
        elif kind == "sample":
            self.samples.append(record)
        elif kind in ("outcome", "failure", "skip"):
            self.order(record)
            self.results[record["condition"]][record["id"]] = record

    def order(self, record):
        """Predictions as numbers of the journal's precision, best first."""
        exact = self.run["numbers"] == "f64"
        for name in ("pred", "top"):
            if name in record:
                record[name] = sorted(([row[0]] + [v if exact else as_float(v) for v in row[1:]]
                                       for row in record[name]), key=lambda row: -row[1])
