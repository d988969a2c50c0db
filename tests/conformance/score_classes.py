# SPDX-License-Identifier: MIT
"""One sample under one condition of a classification, and what accuracy comes to."""
from score_samples import class_table
from score_stats import mean

BINS = 15           # of the expected calibration error
SUM_IS_ONE = 1e-3   # how near to 1 probabilities add up


class Answer:
    """Stands beside score_samples.Sample: a class and its scores instead of boxes."""

    limited = False

    def __init__(self, sample, clean, result, condition, card):
        self.becomes = class_table(condition, card.journal.run["classes"])
        self.clean, self.now = clean.get("top", []), result.get("top", [])
        truth = sample.get("truth")
        self.truth = truth[0][0] if truth else None
        self.judged = bool(truth)

    def label(self, i):
        return self.becomes.get(i, i)

    def left_out(self):
        """Whether the condition makes nothing that has a name of what is there."""
        shown = self.truth if self.judged else first(self.clean)
        return shown is not None and self.label(shown) is None

    def shown(self, _):
        return bool(self.now)

    def nothing(self):
        return {}

    def consistency(self):
        return {"r": float(self.label(first(self.clean)) == first(self.now)),
                "overlap": self.overlap()}

    def overlap(self):
        """1 - total variation of two answers of probabilities."""
        if not is_probable(self.clean) or not is_probable(self.now):
            return None
        a, b = {}, dict(self.now)
        for i, score in self.clean:
            a[self.label(i)] = a.get(self.label(i), 0) + score
        a.pop(None, None)
        return 1 - sum(abs(a.get(i, 0) - b.get(i, 0)) for i in set(a) | set(b)) / 2

    def correctness(self):
        right = self.label(self.truth) == first(self.now)
        return int(right), 0, int(not right)

    def clean_correctness(self):
        right = self.truth == first(self.clean)
        return int(right), 0, int(not right)


def is_probable(answer):
    return all(0 <= score <= 1 for _, score in answer) and \
        abs(sum(score for _, score in answer) - 1) <= SUM_IS_ONE


def first(answer):
    return min(answer, key=lambda row: (-row[1], row[0]))[0] if answer else None


def rank(answer, label):
    """How many classes are before this one; None if it is not named."""
    scores = dict(answer)
    if label not in scores:
        return None
    mine = scores[label]
    return sum(s > mine or (s == mine and i < label) for i, s in scores.items())


def accuracy_figures(states):
    ranks, hits = [], {}
    for state in states:
        seen = state.seen
        place = rank(seen.now, seen.label(seen.truth))
        ranks.append(place)
        hits.setdefault(seen.label(seen.truth), []).append(place == 0)
    return {"top1": mean(place == 0 for place in ranks),
            "balanced_accuracy": mean(mean(rows) for rows in hits.values()),
            "top5": mean(place is not None and place < 5 for place in ranks),
            "ECE": calibration_error(states)}


def calibration_error(states):
    bins = {}
    for state in states:
        seen = state.seen
        if not seen.now:
            continue
        top = first(seen.now)
        best = dict(seen.now)[top]
        if not 0 <= best <= 1:
            return None
        rows = bins.setdefault(min(int(best * BINS), BINS - 1), [])
        rows.append((top == seen.label(seen.truth), best))
    total = sum(len(rows) for rows in bins.values())
    return sum(abs(mean(hit for hit, _ in rows) - mean(best for _, best in rows)) * len(rows) / total
               for rows in bins.values()) if total else None


def class_rows(states, n_classes):
    """(TP, FP, FN) of every class."""
    pairs = [(state.seen.label(state.seen.truth), first(state.seen.now)) for state in states]
    out = []
    for label in range(n_classes):
        right = sum(truth == label == top for truth, top in pairs)
        truths = sum(truth == label for truth, _ in pairs)
        said = sum(top == label for _, top in pairs)
        out.append((right, said - right, truths - right))
    return out
