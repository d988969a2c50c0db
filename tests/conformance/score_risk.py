# SPDX-License-Identifier: MIT
"""Kinds, categories and what all conditions come to."""
from score_stats import mean

FIGURES = ("affected", "robustness", "failure", "performance")
STRONG = 3      # the highest severity of the worst case


def average(values):
    return mean(value for value in values if value is not None)


def weighted(rows, name):
    """The mean of a figure of kinds, those of one family sharing a weight."""
    rows = [row for row in rows if row[name] is not None]
    weight = sum(row["own"] for row in rows)
    return sum(row["own"] * row[name] for row in rows) / weight if weight else None


class Groups:
    def __init__(self, card, levels):
        self.card = card
        self.first = {}     # the first condition of each level
        for condition in card.journal.conditions:
            self.first.setdefault(condition.level, condition)
        by_name = {row["name"]: row for row in levels}
        self.levels = {level: by_name[condition.name] for level, condition in self.first.items()}
        self.kinds = [self.kind(name) for name in self.names("kind")]
        for row in self.kinds:
            row["own"] = 1 / self.relatives(row)
        self.categories = [self.category(name) for name in self.names("category")]
        self.share_weights()

    def names(self, key):
        return list(dict.fromkeys(condition.only_step(key)
                                  for condition in self.card.journal.conditions
                                  if condition.in_risk))

    def is_defined(self, level):
        rows = [self.card.rows[c.name] for c in self.card.journal.conditions if c.level == level]
        return sum(r["n_skipped"] for r in rows) <= sum(r["n_counted"] for r in rows)

    def kind(self, name):
        """Means over severities."""
        first = next(c for c in self.first.values() if c.in_risk and c.kind == name)
        rows = [self.levels[level] for level, condition in self.first.items()
                if condition.in_risk and condition.kind == name and self.is_defined(level)]
        out = {figure: average(row[figure] for row in rows)
               for figure in FIGURES if figure != "affected"}
        out["affected"] = average(row["affected"]["value"] for row in rows)
        return dict(out, name=name, category=first.category, family=first.only_step("family"))

    def relatives(self, row):
        """How many kinds share a weight, this one included."""
        return 1 + sum(other is not row and bool(row["family"]) and
                       (other["family"], other["category"]) == (row["family"], row["category"]) and
                       other["affected"] is not None for other in self.kinds)

    def category(self, name):
        rows = [row for row in self.kinds if row["category"] == name]
        return dict({figure: weighted(rows, figure) for figure in FIGURES}, name=name,
                    category=name)

    def share_weights(self):
        there = [row for row in self.categories if row["affected"] is not None]
        for category in self.categories:
            category["weight"] = 1 / len(there) if category in there else 0
            rows = [row for row in self.kinds if row["category"] == category["name"]]
            whole = sum(row["own"] for row in rows if row["affected"] is not None)
            for row in rows:
                row["weight"] = category["weight"] * row["own"] / whole \
                    if row["affected"] is not None else 0

    def figures(self):
        out = {"kinds": self.kinds, "categories": self.categories,
               "risk": {"value": self.percent(self.categories, "affected")},
               "risk_flat": self.percent(self.kinds, "affected"),
               "failure_under_change": self.percent(self.categories, "failure"),
               "worst_kind": self.worst(self.kinds),
               "worst_category": self.worst(self.categories),
               "worst_case_share": self.worst_case_share()}
        self.relative(out)
        return out

    @staticmethod
    def percent(rows, name):
        value = average(row[name] for row in rows)
        return None if value is None else 100 * value

    @staticmethod
    def worst(rows):
        worst = max((row for row in rows if row["affected"] is not None),
                    key=lambda row: row["affected"], default={"name": "", "affected": None})
        return {"name": worst["name"], "affected": worst["affected"]}

    def relative(self, out):
        """mPC and what it is in parts of the clean figure, of all classes and by class."""
        out["mPC"] = average(row["performance"] for row in self.kinds)
        clean = self.card.rows["clean"]["performance"]
        out["rPC"] = out["mPC"] / clean if clean and out["mPC"] is not None else None
        out["rPC_class_mean"] = average(map(self.relative_of_class,
                                            self.card.journal.run["classes"]))

    def relative_of_class(self, name):
        found = {row["condition"]: row["mAP"] for row in self.card.figures if row["class"] == name}
        kinds = []
        for kind in self.kinds:
            levels = [level for level, condition in self.first.items() if condition.in_risk and
                      condition.kind == kind["name"] and self.is_defined(level)]
            kinds.append(average(average(found.get(c.name) for c in self.card.journal.conditions
                                         if c.level == level) for level in levels))
        clean, mean_of_kinds = found.get("clean"), average(kinds)
        return mean_of_kinds / clean if clean and mean_of_kinds is not None else None

    def worst_case_share(self):
        hit = {}
        for condition in self.card.journal.conditions:
            if not condition.in_risk or condition.severity > STRONG or \
                    not self.is_defined(condition.level):
                continue
            for s in self.card.states[condition.name]:
                if s.counted and s.eligible:
                    hit[s.id] = hit.get(s.id, False) or s.affected
        return mean(hit.values())
