# SPDX-License-Identifier: MIT
"""Performance of one condition: COCO's figures for detections, accuracy for classifications."""
from score_samples import INSIDE, MATCH, f1, iou, share_inside
from score_stats import THRESHOLDS, average_precision, mean


def excuses(truth):
    return not truth.required


def detections_of(state, label):
    """(detections, truths) of a class in a sample, as score_stats.judge() wants them."""
    seen = state.seen
    truths = [truth for truth in seen.truths if truth.label == label]
    found = []
    for box in seen.after:
        if box.label != label:
            continue
        overlaps = {}
        for t, truth in enumerate(truths):
            measure = share_inside if truth.crowd else iou
            overlap = measure(box.place, truth.place)
            if overlap >= MATCH:
                overlaps[t] = overlap
        dropped = any(excuses(truth) and share_inside(box.place, truth.place) >= INSIDE
                      for truth in truths)
        found.append((box.score, overlaps, dropped))
    return found, [(not truth.counts, truth.crowd) for truth in truths]


def class_table(states, n_classes):
    """[(AP at every threshold, recall at every threshold)] of the classes that have truths."""
    table = []
    for label in range(n_classes):
        images = [detections_of(state, label) for state in states]
        rows = [average_precision(images, threshold) for threshold in THRESHOLDS]
        if rows[0] is not None:
            table.append(([ap for ap, _ in rows], [recall for _, recall in rows]))
    return table


def detection_figures(states, n_classes):
    table = class_table(states, n_classes)
    out = {"mAP": mean(ap for aps, _ in table for ap in aps),
           "AP50": mean(aps[0] for aps, _ in table), "AP75": mean(aps[5] for aps, _ in table),
           "AR": mean(recall for _, recalls in table for recall in recalls)}
    right = wrong = missed = 0
    for state in states:
        counts = state.changed_counts
        right, wrong, missed = right + counts[0], wrong + counts[1], missed + counts[2]

    def ratio(above, below):
        return above / below if below else None
    out["precision"] = ratio(right, right + wrong)
    out["recall"] = ratio(right, right + missed)
    out["F1"] = f1((right, wrong, missed)) if states else None
    return out


def rank(answer, label):
    """How many classes are before this one; None if it is not named."""
    scores = {}
    for i, score in answer:
        scores.setdefault(i, score)
    if label not in scores:
        return None
    mine = scores[label]
    return sum(s > mine or (s == mine and i < label) for i, s in scores.items())


def accuracy_figures(states, _):
    ranks, hits, bins = [], {}, {}
    for state in states:
        seen = state.seen
        place = rank(seen.after, seen.truth)
        ranks.append(place)
        hits.setdefault(seen.truth, []).append(place == 0)
        if seen.after:
            best = max(score for _, score in seen.after)
            bins.setdefault(min(int(best * 15), 14), []).append((place == 0, best))
    total = sum(len(rows) for rows in bins.values())
    error = sum(abs(mean(hit for hit, _ in rows) - mean(best for _, best in rows)) *
                len(rows) / total for rows in bins.values()) if total else None
    return {"top1": mean(place == 0 for place in ranks),
            "balanced_accuracy": mean(mean(rows) for rows in hits.values()),
            "top5": mean(place is not None and place < 5 for place in ranks), "ECE": error}
