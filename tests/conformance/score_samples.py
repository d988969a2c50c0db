# SPDX-License-Identifier: MIT
"""One sample under one condition: as the definitions of the scores have it, for detections."""
from score_maps import Geometry, Place, area, common
from score_reading import CROWD, UNASKED

MATCH = 0.5     # IoU of partners
NEAR = 0.1      # of a box that has only moved
INSIDE = 0.5    # share of a prediction within an optional box of its class

# Areas with bent edges are made of many straight ones, here and there of other ones (a tenth of a
# pixel): what is so near the least visible share may come out either way.
TIE = 0.002
ties = []   # shares that were so near


class Box:
    """A prediction or a truth: class, score, place under the condition, and what it may be.
    `ignored` are truths that nobody has to find anywhere, and what has no class any more."""

    def __init__(self, label, score, place, visible=True, crowd=False, ignored=False):
        self.label, self.score, self.place = label, score, place
        self.crowd, self.ignored = crowd, ignored
        self.counts = visible and not ignored
        self.optional = not visible and not ignored


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


def class_table(condition, names):
    """What becomes of classes, by their numbers; None: left out."""
    index = {name: i for i, name in reversed(list(enumerate(names)))}
    return {index[name]: index.get(to) for name, to in condition.classes.items()}


class Sample:
    """Boxes of one sample under one condition."""

    judged = True

    def __init__(self, sample, clean, result, condition, card):
        self.rules, self.weak = card.rules, card.weak
        self.geometry = Geometry(sample, result)
        self.becomes = class_table(condition, card.journal.run["classes"])
        gone = {i for i, to in self.becomes.items() if to is None} - set(self.becomes.values())
        self.clean, self.truth = clean.get("pred", []), sample.get("truth", [])
        self.before = [self.box(row[0], row[2:], score=row[1]) for row in self.clean]
        self.after = [Box(row[0], row[1], corners(row[2:])) for row in result.get("pred", [])
                      if row[0] not in gone]
        self.truths = self.mapped_truths(sample)

    def left_out(self):
        return False

    def box(self, i, row, score=None, rings=(), crowd=False, ignored=False):
        place = self.geometry.place(corners(row), rings)
        visible = place.visible >= self.rules["min_visibility"]
        if self.geometry.bends and abs(place.visible - self.rules["min_visibility"]) < TIE:
            ties.append(place.visible)
        label = self.becomes.get(i, i)
        if label is None:
            label, ignored = i, True
        return Box(label, score, place, visible, crowd, ignored)

    def mapped_truths(self, sample):
        rings = {}
        for ring in sample.get("poly", []):
            points = list(zip(ring[1::2], ring[2::2]))
            rings.setdefault(ring[0], []).append(points)
        return [self.box(row[0], row[1:5], rings=rings.get(i, ()), crowd=bool(row[5] & CROWD),
                         ignored=bool(row[5] & UNASKED)) for i, row in enumerate(self.truth)]

    def in_play(self, boxes):
        return [i for i, box in enumerate(boxes) if box.score >= self.rules["min_confidence"]]

    def overlap(self, i, j):
        return iou(self.after[j].place, self.before[i].place)

    # --- consistency ------------------------------------------------------------------------

    def partners(self):
        """(P0 index, Pc index), with hysteresis where the score floor allows it."""
        pairs = []
        for i, a in enumerate(self.before):
            for j, b in enumerate(self.after):
                if a.label != b.label or min(a.score, b.score) < self.weak \
                        or max(a.score, b.score) < self.rules["min_confidence"]:
                    continue
                found = self.overlap(i, j)
                if found >= MATCH:
                    pairs.append(((-found, -a.score, -b.score, i, j), i, j))
        return greedy(pairs)

    def excused(self, j):
        """Whether a prediction lies in a clean box that nobody asks for, and that may be matched."""
        return any(box.label == self.after[j].label and not box.counts and
                   box.score >= self.weak and
                   share_inside(self.after[j].place, box.place) >= INSIDE for box in self.before)

    def consistency(self):
        """Classes of every box that is asked for by what became of it, and r."""
        pairs = self.partners()
        firsts, seconds = dict(pairs), {j for _, j in pairs}
        spare = {j for i, j in pairs if not self.before[i].counts}
        asked = [i for i in self.in_play(self.before) if self.before[i].counts]
        shown = [j for j in self.in_play(self.after) if j not in spare and
                 (j in seconds or not self.excused(j))]
        lost = [i for i in asked if i not in firsts]
        new = [j for j in shown if j not in seconds]
        kept = [i for i in asked if i in firsts]
        moved, reclassified = self.wandered(lost, new)
        out = {name: [self.before[i].label for i in found] for name, found in
               (("kept", kept), ("lost", lost), ("moved", moved), ("reclassified", reclassified))}
        out["new"] = [self.after[j].label for j in new]
        out["pairs"] = [(self.before[i].label, self.overlap(i, firsts[i]),
                         self.after[firsts[i]].score - self.before[i].score) for i in kept]
        out["r"] = self.ratio(asked, shown, firsts, seconds)
        out["total_loss"] = bool(asked) and not kept
        return out

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
        """Lost boxes that are found a little off, and others of them that are found as another
        class; a new box explains one of them."""
        moved = self.explained(lost, new, lambda same, found: same and NEAR <= found < MATCH)
        firsts, seconds = {i for i, _ in moved}, {j for _, j in moved}
        other = self.explained([i for i in lost if i not in firsts],
                               [j for j in new if j not in seconds],
                               lambda same, found: not same and found >= MATCH)
        return firsts, [i for i, _ in other]

    def explained(self, lost, new, fits):
        pairs = []
        for i in lost:
            for j in new:
                a, b, found = self.before[i], self.after[j], self.overlap(i, j)
                if fits(a.label == b.label, found):
                    pairs.append(((-found, -a.score, -b.score, i, j), i, j))
        return greedy(pairs)

    def shown(self, result):
        """Whether anything is seen, whatever it is."""
        return any(row[1] >= self.rules["min_confidence"] for row in result.get("pred", []))

    def nothing(self):
        """Of a prediction that failed: every clean box is lost that would have been asked for."""
        lost = [self.before[i].label for i in self.in_play(self.before)
                if not self.before[i].ignored]
        return {"kept": [], "lost": lost, "new": [], "moved": [], "reclassified": [], "pairs": [],
                "total_loss": bool(lost)}

    @property
    def limited(self):
        """Whether a box is known up to an interval only."""
        return not self.geometry.exact

    # --- correctness ------------------------------------------------------------------------

    def correctness(self):
        """(TP, FP, FN) of the changed picture, and of each class."""
        shown = [self.after[j] for j in self.in_play(self.after)]
        self.counts_of = judge(shown, self.truths)
        return [sum(counts[i] for counts in self.counts_of.values()) for i in range(3)]

    def clean_correctness(self):
        """(TP, FP, FN) of the clean picture, both sides restricted to what the condition leaves; a
        truth that it hides may still be matched."""
        shown = [Box(row[0], row[1], corners(row[2:])) for row, box in zip(self.clean, self.before)
                 if box.score >= self.rules["min_confidence"] and box.counts]
        truths = []
        for row, truth in zip(self.truth, self.truths):
            place = corners(row[1:5])
            truths.append(Box(row[0], None, Place(place, place, 1), not truth.optional,
                              truth.crowd, truth.ignored))
        counts = judge(shown, truths)
        return [sum(of[i] for of in counts.values()) for i in range(3)]


def judge(shown, truths):
    """{class: [TP, FP, FN]} of predictions and truths; truths that are optional may be matched."""
    pairs, out = [], {}
    for j, box in enumerate(shown):
        for t, truth in enumerate(truths):
            found = iou(box.place, truth.place)
            if truth.label == box.label and not truth.ignored and found >= MATCH:
                pairs.append(((-found, -box.score, t, j), t, j))
    found = greedy(pairs)
    matched, taken = {j for _, j in found}, {t for t, _ in found}
    for t, truth in enumerate(truths):
        if truth.counts:
            out.setdefault(truth.label, [0, 0, 0])[0 if t in taken else 2] += 1
    for j, box in enumerate(shown):
        if j not in matched and not any(
                truth.label == box.label and not truth.counts and
                share_inside(box.place, truth.place) >= INSIDE for truth in truths):
            out.setdefault(box.label, [0, 0, 0])[1] += 1
    return out


def f1(counts):
    right, wrong, missed = counts
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0
