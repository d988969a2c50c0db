# SPDX-License-Identifier: MIT
"""Tables by condition and class, and of the samples that change most."""
from score_classes import class_rows
from score_performance import class_table, count_figures, ratio
from score_stats import mean

CHANGES = ("kept", "lost", "new", "moved", "reclassified")


def by_condition_and_class(card, rows_of):
    names = card.journal.run["classes"]
    return [{"condition": condition.name, "class": name, **row}
            for condition in card.journal.conditions
            for name, row in zip(names, rows_of(card, condition))]


def change_rows(card):
    return by_condition_and_class(card, changes) if card.journal.detection else []


def changes(card, condition):
    judged = [s for s in card.states[condition.name] if s.counted and s.eligible]
    for label in range(card.n_classes):
        row = {name: sum(found == label for s in judged for found in s.found[name])
               for name in CHANGES}
        kept = [pair for s in judged for pair in s.found["pairs"] if pair[0] == label]
        row["required"] = row["kept"] + row["lost"]
        row["survival"] = ratio(row["kept"], row["required"])
        row["mean_iou"] = mean(overlap for _, overlap, _ in kept)
        row["score_shift"] = mean(shift for _, _, shift in kept)
        yield row


def figure_rows(card):
    """Performance by class, if any clean picture is labelled."""
    if not any(s.labelled for s in card.states["clean"]):
        return []
    return by_condition_and_class(card, box_figures if card.journal.detection else top_figures)


def class_figures(counts):
    found = count_figures(*counts)
    return found if sum(counts) else dict.fromkeys(found)


def box_figures(card, condition):
    states = [s for s in card.states[condition.name] if s.labelled]
    limited = card.rows[condition.name]["label_limited"]
    for label, (aps, recalls, truths) in enumerate(class_table(card, states)):
        counts = [sum(s.seen.counts_of[label][i] for s in states if label in s.seen.counts_of)
                  for i in range(3)]
        yield {"mAP": None if limited else mean(aps), "AP50": aps[0] if aps else None,
               "AR": None if limited else mean(recalls), "n_truths": truths if states else None,
               **class_figures(counts)}


def top_figures(card, condition):
    states = [s for s in card.states[condition.name] if s.labelled]
    for right, wrong, missed in class_rows(states, card.n_classes):
        yield {"mAP": None, "AP50": None, "AR": None, "n_truths": right + missed,
               **class_figures((right, wrong, missed))}


def worst_rows(card):
    """What changes anything, in no order."""
    return [{"sample": s.id, "condition": condition.name, "consistency": s.r,
             "lost": len(s.found.get("lost", ())), "new": len(s.found.get("new", ()))}
            for condition in card.journal.conditions if condition.steps
            for s in card.states[condition.name]
            if s.counted and s.eligible and not s.failed and s.r < 1]
