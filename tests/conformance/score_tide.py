# SPDX-License-Identifier: MIT
"""TIDE's errors under a condition and what each costs in points of AP50: Bolya et al. as
doc/metrics/tide.md tells it."""
from bisect import bisect_left

from score_maps import area, common
from score_samples import MATCH, iou, share_inside

NEAR = 0.1
BEST = 100      # predictions of an image, all classes together
KINDS = ("Cls", "Loc", "Both", "Dupe", "Bkg", "Miss")


def tide_rows(card):
    if not card.journal.detection or not any(s.labelled for s in card.states["clean"]):
        return []
    return [row(card, condition) for condition in card.journal.conditions]


def row(card, condition):
    states = [s for s in card.states[condition.name] if s.labelled]
    here = {s.id for s in states}
    same = [s for s in card.states["clean"] if s.labelled and s.id in here]
    out = {"condition": condition.name}
    if not states:
        return dict(out, **{kind: {"value": None, "delta": None} for kind in KINDS})
    changed, clean = costs(card, states), costs(card, same)
    for kind in KINDS:
        out[kind] = {"value": changed[kind], "delta": changed[kind] - clean[kind]}
    return out


def plain_iou(a, b):
    shared = area(common(a, b))
    return shared / (area(a) + area(b) - shared) if shared > 0 else 0.0


class Detection:
    def __init__(self, box, truths):
        self.label, self.score, self.box = box.label, box.score, self.snapped(box, truths)
        self.goal = self.mends = self.kind = None
        self.excused = False

    @staticmethod
    def snapped(box, truths):
        """A prediction that lies in the interval of a truth is given its outer box."""
        best, out = MATCH, box.place
        for truth in truths:
            found = iou(box.place, truth.place) if truth.label == box.label else 0
            if found >= best:
                is_known = truth.place.outer == truth.place.inner
                best, out = found, box.place if is_known else truth.place.outer
        return out


class Goal:
    def __init__(self, truth):
        self.label, self.box = truth.label, truth.place.outer
        self.taken = self.mended_by = None


class Image:
    """Matches and errors of one sample."""

    def __init__(self, state):
        seen = state.seen
        self.goals = [Goal(truth) for truth in seen.truths if truth.counts]
        self.regions = [truth for truth in seen.truths if not truth.counts]
        found = sorted(seen.after, key=lambda box: -box.score)[:BEST]
        self.found = [Detection(box, seen.truths) for box in found]
        for detection in self.found:
            self.match(detection)
        for detection in self.found:
            if detection.goal is None:
                self.name(detection)
        self.missed = [goal for goal in self.goals if goal.taken is None and
                       goal.mended_by is None]

    def match(self, detection):
        best, chosen = MATCH, None
        for goal in self.goals:
            found = plain_iou(detection.box, goal.box)
            if goal.taken is None and goal.label == detection.label and \
                    (found > best or (found >= best and chosen is None)):
                best, chosen = found, goal
        if chosen is not None:
            chosen.taken, detection.goal = detection, chosen
            return
        detection.excused = any(truth.label == detection.label and
                                share_inside(detection.box, truth.place) > MATCH
                                for truth in self.regions)

    def name(self, detection):
        same = [(plain_iou(detection.box, g.box), g) for g in self.goals
                if g.label == detection.label]
        other = [(plain_iou(detection.box, g.box), g) for g in self.goals
                 if g.label != detection.label]
        same, other = (max(rows, key=lambda row: row[0], default=(0, None))
                       for rows in (same, other))
        if NEAR <= same[0] <= MATCH:
            self.mend(detection, "Loc", same[1])
        elif other[0] >= MATCH:
            self.mend(detection, "Cls", other[1])
        elif same[0] >= MATCH:
            detection.kind = "Dupe"
        else:
            detection.kind = "Bkg" if max(same[0], other[0]) <= NEAR else "Both"

    @staticmethod
    def mend(detection, kind, goal):
        """Set right, the best of those at a free truth finds it."""
        detection.kind = kind
        if goal.taken is None and goal.mended_by is None:
            goal.mended_by, detection.mends = detection, goal


def costs(card, states):
    key = tuple(map(id, states))    # asked for again and again
    if key not in card.costs:
        card.costs[key] = make_costs(states, card.n_classes)
    return card.costs[key]


def make_costs(states, n_classes):
    images = [Image(state) for state in states]
    whole = mean_precision(points(images, None), asked(images, False), n_classes)
    out = {}
    for kind in KINDS:
        mended = mean_precision(points(images, kind), asked(images, kind == "Miss"), n_classes)
        out[kind] = max(0.0, mended - whole)
    return out


def points(images, fixed):
    """(class, score, right?) of what counts, in order; with errors of a kind mended, errors go
    before what was right."""
    right, errors, both = [], [], []
    for image in images:
        for detection in image.found:
            if detection.goal is not None:
                to, point = right, (detection.label, detection.score, True)
            elif detection.kind == fixed:
                if detection.mends is None:
                    continue
                to, point = errors, (detection.mends.label, detection.score, True)
            elif detection.excused:
                continue
            else:
                to, point = errors, (detection.label, detection.score, False)
            to.append(point)
            both.append(point)
    return both if fixed is None else errors + right


def asked(images, without_missed):
    out = {}
    for image in images:
        for goal in image.goals:
            if not (without_missed and goal in image.missed):
                out[goal.label] = out.get(goal.label, 0) + 1
    return out


def mean_precision(found, n_truths, n_classes):
    values = []
    for label in range(n_classes):
        rows = [row for row in found if row[0] == label]
        if rows or n_truths.get(label):
            values.append(precision_of_class(rows, n_truths.get(label, 0)))
    return sum(values) / len(values) if values else 0.0


def precision_of_class(rows, n_truths):
    if n_truths == 0 or not rows:
        return 0.0
    rows = sorted(rows, key=lambda row: -row[1])
    right, recalls, precisions = 0, [], []
    for i, (_, _, hit) in enumerate(rows):
        right += hit
        recalls.append(right / n_truths)
        precisions.append(right / (i + 1))
    for i in range(len(precisions) - 1, 0, -1):
        precisions[i - 1] = max(precisions[i - 1], precisions[i])
    places = [bisect_left(recalls, i / 100) for i in range(101)]
    return 100 * sum(precisions[i] for i in places if i < len(precisions)) / 101
