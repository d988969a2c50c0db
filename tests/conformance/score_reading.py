# SPDX-License-Identifier: MIT
"""Reads a journal as doc/journal.md describes it, with nothing but the standard library."""
import gzip
import json
import re

CROWD, DIFFICULT, IGNORE = 1, 2, 4
UNASKED = CROWD | DIFFICULT | IGNORE    # truths that nobody has to find
COPY = re.compile(r"(.*)\.rf\.[0-9A-Za-z]{8}", re.DOTALL)    # NAME.rf.HASH


class Condition:
    def __init__(self, record):
        self.name = record["name"]
        self.steps = record["steps"]
        self.severity = record["severity"]
        self.replicate = record["replicate"]
        self.classes = record.get("classes", {})

    def only_step(self, key):
        """What the step says; nothing of a chain of several."""
        return self.steps[0].get(key, "") if len(self.steps) == 1 else ""

    @property
    def kind(self):
        return self.only_step("kind")

    @property
    def category(self):
        return self.only_step("category")

    @property
    def level(self):
        """The name without the number of the replicate; clean pictures are none of each other."""
        return self.name.split("#")[0] if self.steps else self.name

    @property
    def in_risk(self):
        return len(self.steps) == 1 and not self.steps[0].get("informational")


class Journal:
    """`samples` in the data set's order; `results[condition name][id]` is the record that holds."""

    def __init__(self, path):
        self.conditions, self.samples, self.results = [], [], {}
        self.group_of = {}
        self.complete = False
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
            if "group" in record.get("tags", {}):
                self.group_of[record["id"]] = record["tags"]["group"]
        elif kind in ("outcome", "failure", "skip"):
            self.order(record)
            self.results[record["condition"]][record["id"]] = record
        elif kind == "end":
            self.complete = True

    def order(self, record):
        """Predictions best first."""
        for name in ("pred", "top"):
            if name in record:
                record[name].sort(key=lambda row: -row[1])

    @property
    def score_floor(self):
        """The lowest score that the model is known to report: declared, or seen."""
        if "score_floor" in self.run:
            return self.run["score_floor"]
        seen = [row[1] for records in self.results.values() for record in records.values()
                for name in ("pred", "top") for row in record.get(name, [])]
        return min(seen, default=0)

    def units(self):
        """(what is drawn again in a resample, how many of them there are)."""
        names = set(map(self.unit_of, (sample["id"] for sample in self.samples)))
        return "group" if len(names) < len(self.samples) else "sample", len(names)

    def unit_of(self, name):
        """The unit of evidence that a sample belongs to."""
        if name in self.group_of:
            return "tag", self.group_of[name]
        copy = COPY.match(name)
        return "name", copy.group(1) if copy else name
