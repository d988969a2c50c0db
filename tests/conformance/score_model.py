# SPDX-License-Identifier: MIT
"""The scorecard of a journal, written from the definitions of the scores alone and with the standard
library only: what `mltest score --json` is held against. Slow and plain on purpose.

    score_model.py JOURNAL        prints it as JSON
"""
import json
import sys

from score_classes import Answer
from score_levels import levels_of, matched
from score_performance import accuracy_figures, detection_figures
from score_reading import UNASKED, Journal
from score_samples import Sample, f1
from score_stats import further_samples, mean, samples_needed, verdict, wilson

RULES = {"min_confidence": 0.3, "score_strictness": 0.75, "min_visibility": 0.25,
         "target_fraction_affected_samples": 0.05, "consistency": "micro"}


class State:
    """One sample under one condition, judged."""

    def __init__(self, card, sample, condition):
        self.sample, self.id, self.n = sample, sample["id"], sample["n"]
        self.eligible = card.eligible[self.id]
        self.labelled = "truth" in sample
        self.result = card.journal.results[condition.name].get(self.id)
        self.clean = card.journal.results["clean"].get(self.id)
        self.failed = self.result is not None and self.result["type"] == "failure"
        self.skipped = self.result is not None and not self.failed and self.left_out(condition)
        self.counted = self.result is not None and not self.skipped
        self.known = self.clean is not None and self.clean["type"] == "outcome"
        self.r = self.q = self.q0 = 0.0
        self.counts = {}
        if self.counted:
            self.judge(card, condition)

    def left_out(self, condition):
        unchanged = self.result.get("change") == 0 and condition.steps
        return self.result["type"] == "skip" or bool(unchanged)

    def judge(self, card, condition):
        kind = Sample if card.journal.detection else Answer
        seen = kind(self.sample, self.clean if self.known else {},
                    {} if self.failed else self.result, condition,
                    card.journal.run["classes"], card.matching)
        self.seen = seen
        found = seen.consistency()
        self.shown = seen.shown(self.result)
        if self.labelled:
            self.clean_counts, self.changed_counts = seen.clean_correctness(), seen.correctness()
            self.q0 = f1(self.clean_counts) if self.known else 0.0
            self.q = 0.0 if self.failed else f1(self.changed_counts)
        self.r = 0.0 if self.failed else found["r"]   # no answer: every clean box is lost
        if self.failed and card.journal.detection:
            found = seen.nothing()
        self.counts = found


class Card:
    def __init__(self, journal, **rules):
        self.journal = journal
        self.rules = dict(RULES, **rules)
        self.rules.setdefault("match_confidence", self.rules["min_confidence"] * 2 / 3)
        self.warnings, self.matching = [], dict(self.rules)
        self.switch_hysteresis()
        clean = journal.results["clean"]
        self.eligible = {s["id"]: self.is_eligible(s, clean.get(s["id"])) for s in journal.samples}
        self.states = {c.name: [State(self, s, c) for s in journal.samples]
                       for c in journal.conditions}
        self.conditions = [self.condition(c) for c in journal.conditions]

    def switch_hysteresis(self):
        if self.journal.run.get("score_floor", 0) > self.rules["match_confidence"]:
            self.matching["match_confidence"] = self.rules["min_confidence"]
            self.warnings.append("hysteresis")

    def is_eligible(self, sample, clean):
        if clean is None or clean["type"] != "outcome":
            return False
        if not self.journal.detection:
            return bool(clean.get("top"))
        if any(row[1] >= self.rules["min_confidence"] for row in clean.get("pred", [])):
            return True
        return "truth" in sample and not any(not row[5] & UNASKED
                                             for row in sample["truth"])

    # --- a condition ------------------------------------------------------------------------

    def condition(self, condition):
        states = [s for s in self.states[condition.name] if s.result is not None]
        counted = [s for s in states if s.counted]
        judged = [s for s in counted if s.eligible]
        labelled = [s for s in counted if s.labelled]
        out = {"name": condition.name, "kind": condition.kind, "category": condition.category,
               "severity": condition.severity, "replicate": condition.replicate,
               "n": len(judged), "n_counted": len(counted),
               "n_failed": sum(s.failed for s in states),
               "n_skipped": sum(s.skipped for s in states),
               "n_blind": sum(not s.eligible and s.known for s in counted),
               "n_appeared": sum(not s.eligible and s.known and s.shown for s in counted)}
        for name in ("kept", "lost", "new", "moved", "reclassified"):
            if self.journal.detection:
                out[name] = sum(s.counts[name] for s in judged)
        few_skipped = 2 * out["n_skipped"] <= len(states)
        enough = few_skipped and judged
        out["in_risk"] = int(few_skipped and not condition.is_floor)
        out["change"] = mean(s.result["change"] for s in counted if "change" in s.result)
        self.stability(out, judged, enough)
        self.labels(out, labelled)
        self.performance(out, condition, counted)
        return out

    def share(self, out, name, flags):
        value = mean(flags)
        low, high = wilson(value, len(flags)) if flags else (None, None)
        out[name] = {"value": value, "low": low, "high": high}

    def stability(self, out, judged, enough):
        rules = self.rules
        affected = [s.failed or s.r < rules["score_strictness"] for s in judged]
        self.share(out, "affected", affected if enough else [])
        out["robustness"] = 100 * mean(s.r for s in judged) if judged else None
        if not self.journal.detection:
            out["similarity"] = mean(0 if s.failed else s.counts["similarity"] for s in judged)
        if self.journal.detection:
            matched(self, out, judged)
            self.share(out, "total_loss", [s.counts["total_loss"] for s in judged])
        out["samples_needed"] = samples_needed(rules["target_fraction_affected_samples"])
        self.decide(out, *((sum(affected), len(affected)) if enough else (0, 0)))

    def decide(self, out, k, n):
        t = self.rules["target_fraction_affected_samples"]
        found = verdict(k, n, t)
        out["verdict"] = found if out["kind"] else ""
        out["further_samples"] = further_samples(k, n, t) if found == "inconclusive" else 0

    def labels(self, out, labelled):
        limit = self.rules["score_strictness"]

        both = [s for s in labelled if s.known]

        def share_of(test, states=both):
            return mean(bool(test(s)) for s in states)
        self.share(out, "newly_broken", [s.failed or s.q0 >= limit > s.q for s in both])
        out["newly_fixed"] = share_of(lambda s: s.q0 < limit <= s.q)
        out["already_wrong"] = sum(not s.failed and s.q0 < limit and s.q < limit for s in both)
        out["stays_right"] = sum(s.q0 >= limit and s.q >= limit for s in both)
        out["failure"] = share_of(lambda s: s.q < limit, labelled)
        out["degraded"] = share_of(lambda s: s.q0 - s.q > 1 - limit)
        out["correctness"] = mean(s.q for s in labelled)

    def performance(self, out, condition, counted):
        labelled = [s for s in counted if s.labelled]
        if self.journal.detection:
            out["label_limited"] = int(any(s.seen.limited for s in counted))
            main = "AP50" if out["label_limited"] else "mAP"
            figures = detection_figures
        else:
            main, figures = "top1", accuracy_figures
        n = len(self.journal.run["classes"])
        out.update(figures(labelled, n))
        clean = self.states["clean"]
        same = [clean[self.place(s)] for s in labelled]
        base = figures([s for s in same if s.counted], n)
        out["clean_on_same"] = base[main]
        out["drop"] = None if None in (base[main], out[main]) else base[main] - out[main]
        out["performance"] = None if out.get("label_limited") else out[main]
        if out.get("label_limited"):    # only AP50 and F1 are reported
            for name in ("mAP", "AP75", "AR"):
                del out[name]

    def place(self, state):
        if not hasattr(self, "places"):
            self.places = {s["id"]: i for i, s in enumerate(self.journal.samples)}
        return self.places[state.id]

    # --- overall ----------------------------------------------------------------------------

    def tree(self):
        """{category: {kind: {severity: [conditions]}}} of what is in the risk."""
        found = {}
        for out in levels_of(self):
            if out["in_risk"]:
                kinds = found.setdefault(out["category"], {})
                kinds.setdefault(out["kind"], {}).setdefault(out["severity"], []).append(out)
        return found

    def kind_mean(self, severities, of):
        values = [mean(v for v in map(of, same) if v is not None) for same in severities.values()]
        return mean(v for v in values if v is not None)

    def overall(self):
        tree = self.tree()
        of = {"affected": lambda c: c.get("affected", {}).get("value"),
              "robustness": lambda c: c["robustness"],
              "failure": lambda c: c["failure"], "performance": lambda c: c["performance"]}
        kinds, categories = [], []
        for category, inside in tree.items():
            rows = [dict({name: self.kind_mean(severities, get) for name, get in of.items()},
                         name=kind, category=category) for kind, severities in inside.items()]
            kinds += rows
            categories.append(dict({name: mean(r[name] for r in rows if r[name] is not None)
                                    for name in of}, name=category, category=category))
        for row in kinds:
            peers = sum(other["category"] == row["category"] for other in kinds)
            row["weight"] = 1 / len(categories) / peers
        return self.summary(kinds, categories)

    def summary(self, kinds, categories):
        def over(rows, name, scale=1):
            values = [row[name] for row in rows if row[name] is not None]
            return scale * mean(values) if values else None
        out = {"kinds": kinds, "categories": categories, "conditions": self.conditions,
               "n_samples": len(self.journal.samples), "levels": levels_of(self)}
        out["risk"] = {"value": over(categories, "affected", 100)}
        out["risk_flat"] = over(kinds, "affected", 100)
        out["failure_under_change"] = over(categories, "failure", 100)
        out["mPC"] = over(kinds, "performance")
        clean = next(c for c in self.conditions if c["name"] == "clean")
        base = clean["performance"]
        out["rPC"] = out["mPC"] / base if base and out["mPC"] is not None else None
        for name, rows in (("worst_kind", kinds), ("worst_category", categories)):
            worst = max((row for row in rows if row["affected"] is not None),
                        key=lambda row: row["affected"], default=None)
            out[name] = {"name": worst["name"] if worst else "",
                         "affected": worst["affected"] if worst else None}
        out["worst_case_share"] = self.worst_case_share()
        out["clean"] = {name: clean[name] for name in clean
                        if name in ("mAP", "AP50", "AP75", "AR", "precision", "recall", "F1",
                                    "top1", "balanced_accuracy", "top5", "ECE")}
        out["clean"]["eligible"] = sum(self.eligible.values())
        out["clean"]["blind"] = clean["n_blind"]
        eligible, n = out["clean"]["eligible"], len(self.eligible)
        out["low_evidence"] = int(eligible < 30 or 2 * eligible < n)
        out["settings"] = self.rules
        return out

    def worst_case_share(self):
        names = [c.name for c in self.journal.conditions if not c.is_floor and c.severity <= 3]
        limit, hit = self.rules["score_strictness"], {}
        for name in names:
            for s in self.states[name]:
                if s.counted and s.eligible:
                    hit[s.id] = hit.get(s.id, False) or s.failed or s.r < limit
        return mean(hit.values())


def main():
    card = Card(Journal(sys.argv[1]))
    json.dump(card.overall(), sys.stdout, indent=1)


if __name__ == "__main__":
    main()
