# SPDX-License-Identifier: MIT
"""One sample under one condition of a classification."""
from score_samples import Sample


class Answer:
    """Stands beside score_samples.Sample: a class and its scores instead of boxes."""

    limited = False

    def __init__(self, sample, clean, result, condition, names, _):
        becomes = Sample.class_table(condition, names)
        self.before = [(becomes.get(i, i), score) for i, score in clean.get("top", [])]
        self.after = [(i, score) for i, score in result.get("top", [])]
        truth = sample["truth"][0][0] if sample.get("truth") else None
        self.truth = becomes.get(truth, truth)

    @staticmethod
    def first(answer):
        return min(answer, key=lambda row: (-row[1], row[0]))[0] if answer else None

    def shown(self, result):
        return bool(result.get("top"))

    def consistency(self):
        same = self.first(self.before) == self.first(self.after)
        return {"r": float(same), "similarity": self.similarity()}

    def similarity(self):
        """1 - total variation of the two answers."""
        a, b = dict(self.before), dict(self.after)
        return 1 - sum(abs(a.get(i, 0) - b.get(i, 0)) for i in set(a) | set(b)) / 2

    def correctness(self):
        return self.verdict(self.after)

    def clean_correctness(self):
        return self.verdict(self.before)

    def verdict(self, answer):
        right = self.first(answer) == self.truth
        return int(right), 0, int(not right)
