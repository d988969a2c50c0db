# SPDX-License-Identifier: MIT
"""One sample under one condition: as the definitions of the scores have it, for detections."""
from score_maps import Geometry, area, common
from score_reading import CROWD, UNASKED

MATCH = 0.5     # IoU of partners
NEAR = 0.1      # of a box that has only moved
INSIDE = 0.5    # share of a prediction within an optional box of its class


class Box:
    """A prediction or a truth: class, score, place under the condition, and what it may be."""

    def __init__(self, label, score, place, required=True, crowd=False, ignored=False):
        self.label, self.score, self.place = label, score, place
        self.required, self.crowd, self.ignored = required, crowd, ignored

    @property
    def counts(self):
        return self.required and not self.crowd and not self.ignored

    @property
    def excuses(self):
        """What lies within is no mistake."""
        return not self.counts


def corners(row):
    x, y, w, h = row
    return x, y, x + w, y + h


def clamp(value, low, high):
    return min(max(value, low), high)


def nearest(box, place):
    """What of the interval comes nearest to the box."""
    outer, inner = place.outer, place.inner
    return (clamp(box[0], outer[0], inner[0]), clamp(box[1], outer[1], inner[1]),
            clamp(box[2], inner[2], outer[2]), clamp(box[3], inner[3], outer[3]))


def iou(box, place):
    other = nearest(box, place)
    shared = area(common(box, other))
    return shared / (area(box) + area(other) - shared) if shared > 0 else 0.0


def share_inside(box, place):
    """How much of the box lies within the outer one."""
    whole = area(box)
    return area(common(box, place.outer)) / whole if whole > 0 else 0.0


def greedy(pairs):
    """Partners out of (sort key, first, second), each at most once."""
    firsts, seconds, found = {}, {}, []
    for _, first, second in sorted(pairs, key=lambda pair: pair[0]):
        if first not in firsts and second not in seconds:
            firsts[first], seconds[second] = second, first
            found.append((first, second))
    return found


class Sample:
    """Boxes of one sample under one condition; `rules` are the settings."""

    def __init__(self, sample, clean, result, condition, names, rules):
        self.rules = rules
        self.geometry = Geometry(sample, result)
        self.labelled = "truth" in sample
        self.becomes = self.class_table(condition, names)
        gone = {i for i, to in self.becomes.items() if to is None}
        self.before = self.mapped_predictions(clean)
        self.after = [Box(row[0], row[1], corners(row[2:])) for row in result.get("pred", [])
                      if row[0] not in gone]
        self.truths = self.mapped_truths(sample) if self.labelled else []
        self.clean_boxes = [corners(row[2:]) for row in clean.get("pred", [])]
        self.truth_boxes = [corners(row[1:5]) for row in sample.get("truth", [])]

    @staticmethod
    def class_table(condition, names):
        index = {name: i for i, name in enumerate(names)}
        return {index[name]: index.get(to) for name, to in condition.classes.items()}

    def label(self, i):
        return self.becomes.get(i, i)

    def box(self, i, score, row, rings=(), **flags):
        place = self.geometry.place(corners(row), rings)
        required = place.visible >= self.rules["min_visibility"]
        label = self.label(i)
        return Box(label, score, place, required and label is not None, **flags)

    def mapped_predictions(self, clean):
        return [self.box(row[0], row[1], row[2:]) for row in clean.get("pred", [])]

    def mapped_truths(self, sample):
        rings = {}
        for ring in sample.get("poly", []):
            points = list(zip(ring[1::2], ring[2::2]))
            rings.setdefault(ring[0], []).append(points)
        return [self.box(row[0], None, row[1:5], rings.get(i, ()), crowd=bool(row[5] & CROWD),
                         ignored=bool(row[5] & UNASKED))
                for i, row in enumerate(sample["truth"])]

    def in_play(self, boxes):
        return [i for i, box in enumerate(boxes) if box.score >= self.rules["min_confidence"]]

    def overlap(self, place, j):
        return iou(self.after[j].place, place)

    # --- consistency ------------------------------------------------------------------------

    def partners(self):
        """(P0 index, Pc index), with hysteresis where the score floor allows it."""
        least, strong = self.rules["match_confidence"], self.rules["min_confidence"]
        pairs = []
        for i, a in enumerate(self.before):
            for j, b in enumerate(self.after):
                if a.label != b.label or a.label is None or min(a.score, b.score) < least \
                        or max(a.score, b.score) < strong:
                    continue
                found = self.overlap(a.place, j)
                if found >= MATCH:
                    pairs.append(((-found, -a.score, -b.score, i, j), i, j))
        return greedy(pairs)

    def excused(self, j, boxes):
        """Whether an unmatched prediction lies in a box that nobody asks for."""
        return any(box.label == self.after[j].label and not box.required and
                   share_inside(self.after[j].place, box.place) >= INSIDE for box in boxes)

    def consistency(self):
        """Counts of every box that is asked for, and r."""
        pairs = self.partners()
        firsts, seconds = {i for i, _ in pairs}, {j for _, j in pairs}
        spare = {j for i, j in pairs if not self.before[i].required}
        hidden = self.hidden()
        asked = [i for i in self.in_play(self.before) if self.before[i].required]
        shown = [j for j in self.in_play(self.after) if j not in spare and
                 (j in seconds or not self.excused(j, hidden))]
        lost = [i for i in asked if i not in firsts]
        new = [j for j in shown if j not in seconds]
        self.lost, self.new = lost, new
        self.found = [(i, j) for i, j in pairs if i in asked]
        moved, reclassified = self.wandered(self.strayed(lost, firsts), new)
        return {"kept": len(asked) - len(lost), "lost": len(lost), "new": len(new),
                "moved": moved, "reclassified": reclassified,
                "r": self.ratio(asked, shown, firsts, seconds),
                "total_loss": bool(asked) and len(lost) == len(asked)}

    def hidden(self):
        return [self.before[i] for i in self.in_play(self.before)]

    def strayed(self, lost, _):
        return lost

    def ratio(self, asked, shown, firsts, seconds):
        boxes = [(self.before[i].label, i in firsts) for i in asked] + \
                [(self.after[j].label, j in seconds) for j in shown]
        if not boxes:
            return 1.0
        if self.rules["consistency"] == "micro":
            return sum(found for _, found in boxes) / len(boxes)
        labels = sorted({label for label, _ in boxes})
        shares = [[found for label, found in boxes if label == one] for one in labels]
        return sum(sum(share) / len(share) for share in shares) / len(labels)

    def wandered(self, lost, new):
        """How many lost boxes are found a little off, and how many of the others as another class;
        a new box explains one of them."""
        moved = self.explained(lost, new, lambda same, found: same and NEAR <= found < MATCH)
        firsts, seconds = {i for i, _ in moved}, {j for _, j in moved}
        other = self.explained([i for i in lost if i not in firsts],
                               [j for j in new if j not in seconds],
                               lambda same, found: not same and found >= MATCH)
        return len(moved), len(other)

    def explained(self, lost, new, fits):
        pairs = []
        for i in lost:
            for j in new:
                a, b, found = self.before[i], self.after[j], self.overlap(self.before[i].place, j)
                if fits(a.label == b.label, found):
                    pairs.append(((-found, -a.score, -b.score, i, j), i, j))
        return greedy(pairs)

    def shown(self, result):
        """Whether anything is seen, whatever it is."""
        return any(row[1] >= self.rules["min_confidence"] for row in result.get("pred", []))

    def nothing(self):
        """Of a prediction that failed: every clean box is lost."""
        n = len(self.in_play(self.before))
        return {"kept": 0, "lost": n, "new": 0, "moved": 0, "reclassified": 0,
                "total_loss": n > 0}

    @property
    def limited(self):
        """Whether a box is known up to an interval only."""
        return not self.geometry.exact

    # --- correctness ------------------------------------------------------------------------

    def correctness(self):
        """(TP, FP, FN) of the changed picture."""
        shown = [(j, self.after[j].label, self.after[j].score, self.after[j].place)
                 for j in self.in_play(self.after)]
        places = [truth.place for truth in self.truths]
        return self.judge(shown, places)

    def clean_correctness(self):
        """(TP, FP, FN) of the clean picture, both sides restricted to what the condition leaves; a
        truth that it hides may still be matched."""
        shown = [(j, self.before[j].label, self.before[j].score, self.clean_boxes[j])
                 for j in self.in_play(self.before) if self.before[j].required]
        places = [Still(box) for box in self.truth_boxes]
        return self.judge(shown, places)

    def judge(self, shown, places):
        pairs, truths = [], range(len(self.truths))
        for j, label, score, box in shown:
            for t in truths:
                truth = self.truths[t]
                found = iou(box, places[t]) if truth.label == label and not truth.crowd else 0
                if found >= MATCH:
                    pairs.append(((not truth.counts, -found, -score, j, t), j, t))
        partner = dict(greedy(pairs))
        right = sum(self.truths[t].counts for t in partner.values())
        wrong = 0
        for j, label, _, box in shown:
            wrong += j not in partner and not any(
                self.truths[t].label == label and self.truths[t].excuses and
                share_inside(box, places[t]) >= INSIDE for t in truths)
        return right, wrong, sum(self.truths[t].counts for t in truths) - right


class Still:
    """A box where the picture was not changed."""

    def __init__(self, box):
        self.outer = self.inner = box


def f1(counts):
    right, wrong, missed = counts
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0
