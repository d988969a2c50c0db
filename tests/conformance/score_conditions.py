# SPDX-License-Identifier: MIT
"""One condition over all samples: shares, means, counts and performance."""
import math

from score_classes import accuracy_figures
from score_performance import detection_figures
from score_shares import pooled
from score_stats import further_samples, mean, samples_needed, verdict

COUNTS = ("kept", "lost", "new", "moved", "reclassified")


def row_of(card, condition):
    states = [s for s in card.states[condition.name] if s.result is not None]
    counted = [s for s in states if s.counted]
    judged = [s for s in counted if s.eligible]
    labelled = [s for s in counted if s.labelled]
    out = {"name": condition.name, "kind": condition.kind, "category": condition.category,
           "severity": condition.severity, "replicate": condition.replicate,
           "n": len(judged), "n_counted": len(counted),
           "n_failed": sum(s.failed for s in counted), "n_skipped": sum(s.skipped for s in states),
           "n_blind": sum(s.blind for s in counted),
           "n_appeared": sum(s.blind and s.shown for s in counted),
           "change": mean(s.result["change"] for s in states if s.answered)}
    for name in COUNTS:
        out[name] = sum(len(s.found.get(name, ())) for s in judged)
    undefined = out["n_skipped"] > len(counted)
    out["in_risk"] = int(condition.in_risk and not undefined)
    stability(card, out, judged, undefined)
    labels(card, out, labelled)
    performance(card, out, condition, labelled)
    return out


def stability(card, out, judged, undefined):
    out["affected"], out["n_effective"] = pooled(
        card, () if undefined else ((s.id, s.affected) for s in judged))
    r = mean(s.r for s in judged)
    out["robustness"] = None if r is None else 100 * r
    out["total_loss"] = pooled(card, ((s.id, s.found.get("total_loss", False))
                                     for s in judged))[0]
    out["probability_overlap"] = mean(s.found["overlap"] for s in judged
                                      if s.found.get("overlap") is not None)
    out.update(judgement(card, *whole(out["affected"]["value"] or 0, out["n_effective"]),
                         len(judged)))
    if out["name"].split("#")[0] == "clean":
        out["verdict"] = ""


def whole(value, n):
    """k and n of a share; whole numbers where these are numbers of samples."""
    k = value * n
    if abs(n - round(n)) < 1e-9 and abs(k - round(k)) < 1e-9:
        return round(k), round(n)
    return k, n


def judgement(card, k, n, samples):
    """Samples may be worth less, or more, than the n drawn one by one that the test is of."""
    t = card.rules["target_fraction_affected_samples"]
    found = verdict(k, n, t)
    further = further_samples(k, n, t) if found == "inconclusive" else 0
    if further and n > 0:
        further = math.ceil(further * samples / n - 1e-9)
    return {"verdict": found, "samples_needed": samples_needed(t), "further_samples": further}


def labels(card, out, labelled):
    limit = card.rules["score_strictness"]
    both = [(s, *s.rights(limit)) for s in labelled if s.q0 is not None]
    out["newly_broken"] = pooled(card, ((s.id, broken) for s, _, _, broken in both))[0]
    out["newly_fixed"] = mean(after and not before for _, before, after, _ in both)
    out["already_wrong"] = sum(not before and not after and not broken
                               for _, before, after, broken in both)
    out["stays_right"] = sum(before and after for _, before, after, _ in both)
    out["degraded"] = mean(s.q0 - s.q > 1 - limit for s, *_ in both)
    out["failure"] = mean(s.q < limit for s in labelled)
    out["correctness"] = mean(s.q for s in labelled)


def difference(a, b):
    return None if a is None or b is None else a - b


def performance(card, out, condition, labelled):
    """Figures, and what they are less than those of the clean pictures of the same samples."""
    out["label_limited"] = int(any(s.seen.limited for s in card.states[condition.name]
                                   if s.answered))
    here = {s.id for s in labelled}
    same = [s for s in card.states["clean"] if s.labelled and s.id in here]
    main = "mAP" if card.journal.detection else "top1"
    if card.journal.detection:
        figures, clean = detection_figures(card, labelled), detection_figures(card, same)
        out["drop_AP50"] = difference(clean["AP50"], figures["AP50"])
        if out["label_limited"]:    # only AP50 and F1 are reported
            figures.update({"mAP": None, "AP75": None, "AR": None})
    else:
        figures, clean = accuracy_figures(labelled), accuracy_figures(same)
        out["drop_AP50"] = None
    out.update(figures)
    out["drop"] = difference(clean[main], figures[main])
    out["drop_relative"] = out["drop"] / clean[main] if clean[main] and out["drop"] is not None \
        else None
    out["performance"] = figures[main]
