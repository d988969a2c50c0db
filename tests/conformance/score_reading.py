# SPDX-License-Identifier: MIT
"""Reads a journal as doc/journal.md describes it, with nothing but the standard library."""
import gzip
import json

CROWD, DIFFICULT, IGNORE = 1, 2, 4
UNASKED = CROWD | DIFFICULT | IGNORE    # truths that nobody has to find


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
        """Clean pictures, and steps that say how far the predictor repeats itself: no stress."""
        return not self.steps or any(step.get("informational") for step in self.steps)


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
        """Predictions best first."""
        for name in ("pred", "top"):
            if name in record:
                record[name].sort(key=lambda row: -row[1])
