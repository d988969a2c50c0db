# SPDX-License-Identifier: MIT
"""Performance of one condition on boxes: COCO's figures, precision, recall and F1."""
from score_samples import INSIDE, MATCH, f1, iou, share_inside
from score_stats import THRESHOLDS, average_precision, mean


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
        excused = any(truth.optional and share_inside(box.place, truth.place) >= INSIDE
                      for truth in truths)
        found.append((box.score, overlaps, excused))
    return found, [(not truth.counts, truth.crowd) for truth in truths]


def class_table(card, states):
    """By class: AP at every threshold, recall at every threshold, number of truths."""
    key = tuple(map(id, states))    # asked for again and again
    if key not in card.tables:
        card.tables[key] = make_class_table(card, states)
    return card.tables[key]


def make_class_table(card, states):
    table = []
    for label in range(card.n_classes):
        for state in states:
            if label not in state.detections:
                state.detections[label] = detections_of(state, label)
        images = [state.detections[label] for state in states]
        n_truths = sum(not ignored for _, truths in images for ignored, _ in truths)
        rows = [average_precision(images, threshold) for threshold in THRESHOLDS] \
            if n_truths else []
        table.append(([ap for ap, _ in rows], [recall for _, recall in rows], n_truths))
    return table


def ratio(above, below):
    return above / below if below else None


def count_figures(right, wrong, missed):
    return {"precision": ratio(right, right + wrong), "recall": ratio(right, right + missed),
            "F1": f1((right, wrong, missed))}


def detection_figures(card, states):
    table = [row for row in class_table(card, states) if row[2]]
    out = {"mAP": mean(ap for aps, _, _ in table for ap in aps),
           "AP50": mean(aps[0] for aps, _, _ in table), "AP75": mean(aps[5] for aps, _, _ in table),
           "AR": mean(recall for _, recalls, _ in table for recall in recalls)}
    counts = [sum(state.counts[i] for state in states) for i in range(3)]
    out.update(count_figures(*counts))
    return out if states else dict.fromkeys(out)
