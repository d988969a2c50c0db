# SPDX-License-Identifier: MIT
"""The scorecard of a journal, written from the definitions of the scores alone and with the standard
library only: what `mltest score --json` is held against. Slow and plain on purpose.

    score_model.py JOURNAL        prints it as JSON
"""
import json
import sys

from score_changes import change_rows, figure_rows, worst_rows
from score_classes import Answer
from score_conditions import row_of
from score_levels import level_rows
from score_reading import UNASKED, Journal
from score_risk import Groups
from score_samples import Sample, f1
from score_stats import mean
from score_tide import tide_rows

RULES = {"min_confidence": 0.3, "score_strictness": 0.75, "min_visibility": 0.25,
         "target_fraction_affected_samples": 0.05, "consistency": "micro"}


class State:
    """One sample under one condition, judged."""

    def __init__(self, card, sample, condition):
        self.sample, self.id = sample, sample["id"]
        self.result = card.journal.results[condition.name].get(self.id)
        self.clean = card.journal.results["clean"].get(self.id)
        self.known = self.clean is not None and self.clean["type"] == "outcome"
        self.eligible = card.eligible[self.id]
        self.blind = self.known and not self.eligible
        self.failed = self.result is not None and self.result["type"] == "failure"
        self.answered = self.result is not None and self.result["type"] == "outcome"
        self.seen = None
        if self.failed or self.answered:
            self.seen = card.kind(sample, self.clean if self.known else {},
                                  self.result if self.answered else {}, condition, card)
        self.skipped = self.result is not None and self.left_out()
        self.counted = self.result is not None and not self.skipped
        self.labelled = self.counted and "truth" in sample and self.seen.judged
        self.r = self.q = self.q0 = None
        self.detections = {}    # by class, when they have been looked at
        if self.counted:
            self.judge(card)

    def left_out(self):
        return self.result["type"] == "skip" or self.seen.left_out()

    def judge(self, card):
        self.found = self.seen.consistency() if self.answered else self.seen.nothing()
        self.shown = self.answered and self.seen.shown(self.result)
        if self.eligible:
            self.r = self.found["r"] if self.answered else 0.0
            self.affected = self.r < card.rules["score_strictness"]
        if not self.labelled:
            return
        self.counts = self.seen.correctness()
        self.q = f1(self.counts) if self.answered else 0.0
        if self.known:
            self.q0 = f1(self.seen.clean_correctness())

    def rights(self, limit):
        """Right when clean, right now, newly broken."""
        before, after = self.q0 >= limit, self.q >= limit
        return before, after, self.failed or (before and not after)


class Card:
    def __init__(self, journal, **rules):
        self.journal = journal
        self.rules = dict(RULES, **rules)
        self.rules.setdefault("match_confidence", self.rules["min_confidence"] * 2 / 3)
        self.n_classes = len(journal.run["classes"])
        self.floor = journal.score_floor
        self.hysteresis = self.floor <= self.rules["match_confidence"]
        self.weak = self.rules["match_confidence" if self.hysteresis else "min_confidence"]
        self.tables, self.costs = {}, {}
        self.kind = Sample if journal.detection else Answer
        clean = journal.results["clean"]
        self.eligible = {s["id"]: self.is_eligible(s, clean.get(s["id"])) for s in journal.samples}
        self.states = {c.name: [State(self, s, c) for s in journal.samples]
                       for c in journal.conditions}

    def is_eligible(self, sample, clean):
        if clean is None or clean["type"] != "outcome":
            return False
        if not self.journal.detection:
            return bool(clean.get("top"))
        if any(row[1] >= self.rules["min_confidence"] for row in clean.get("pred", [])):
            return True
        return "truth" in sample and not any(not row[5] & UNASKED for row in sample["truth"])

    def overall(self):
        rows = [row_of(self, c) for c in self.journal.conditions]
        self.rows = {row["name"]: row for row in rows}
        figures = self.figures = figure_rows(self)
        levels = level_rows(self)
        out = {"conditions": rows, "levels": levels, "class_performance": figures,
               "changes": change_rows(self), "worst": worst_rows(self), "tide": tide_rows(self),
               "task": self.journal.run["task"], "complete": self.journal.complete,
               "n_samples": len(self.journal.samples), "settings": dict(self.rules, odd_half=False)}
        out.update(Groups(self, levels).figures())
        out["intervals"] = list(interval_rows(out))
        self.fill_clean(out, figures)
        self.fill_floor(out)
        return out

    def fill_clean(self, out, figures):
        clean, out["clean"] = self.rows["clean"], {}
        names = ("mAP", "AP50", "AP75", "AR", "precision", "recall", "F1")
        if not self.journal.detection:
            names = ("top1", "balanced_accuracy", "top5")
            out["clean"] = dict.fromkeys(("AR", "precision", "recall", "F1"))
        out["clean"].update({name: clean[name] for name in names})
        out["clean"].update({"eligible": clean["n"], "blind": clean["n_blind"]})
        eligible, blind, n = clean["n"], clean["n_blind"], len(self.journal.samples)
        out["risk"]["low_evidence"] = eligible < 30 or 2 * eligible < n
        out["risk"]["blind_share"] = blind / (eligible + blind) if eligible + blind else None
        out["classes"] = [self.class_row(figures, name) for name in self.journal.run["classes"]]

    def class_row(self, figures, name):
        row = {key: self.class_figure(figures, name, key) for key in ("mAP", "AP50", "n_truths")}
        return {"name": name, **row, "few_objects": int(0 < (row["n_truths"] or 0) < 30)}

    def class_figure(self, figures, name, key):
        rows = [row for row in figures if (row["condition"], row["class"]) == ("clean", name)]
        return rows[0][key] if rows and self.journal.detection else None

    def fill_floor(self, out):
        repeats, dither = [], []
        for condition in self.journal.conditions:
            f = self.rows[condition.name]["affected"]["value"]
            if condition.name != "clean" and not condition.steps:
                repeats.append(f)
            elif condition.kind == "dither":
                dither.append(f)
        out["noise_floor"] = {"repeat": mean(f for f in repeats if f is not None),
                              "dither": mean(f for f in dither if f is not None)}
        out["score_floor"], out["hysteresis"] = self.floor, self.hysteresis
        out["mAP_truncated_at"] = None if self.hysteresis else self.floor
        unit, units = self.journal.units()
        out["resampling"] = {"unit": unit, "units": units}
        out["mCE"] = {"baseline": "", "standard": not self.journal.detection, "value": None,
                      "relative": None}


def interval_rows(out):
    """The figures that are drawn again and again."""
    for name, value in (("risk", out["risk"]["value"]), ("risk_flat", out["risk_flat"]),
                        ("failure_under_change", out["failure_under_change"]),
                        ("mPC", out["mPC"]), ("rPC", out["rPC"])):
        yield {"figure": name, "of": "", "value": value}
    for name, rows in (("category", out["categories"]), ("kind", out["kinds"])):
        for row in rows:
            value = None if row["affected"] is None else 100 * row["affected"]
            yield {"figure": "affected_of_" + name, "of": row["name"], "value": value}
    for row in out["levels"]:
        yield {"figure": "robustness", "of": row["name"], "value": row["robustness"]}
    names = ("AP50", "drop_AP50", "mAP", "drop", "top1", "balanced_accuracy")
    for row in out["conditions"]:
        for name in names:
            yield {"figure": name, "of": row["name"], "value": row.get(name)}


def main():
    card = Card(Journal(sys.argv[1]))
    json.dump(card.overall(), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
