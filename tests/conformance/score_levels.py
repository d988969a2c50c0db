# SPDX-License-Identifier: MIT
"""Several conditions together: replicates of one level, and two models' errors."""
from score_stats import mean, wilson


def effective(values, replicates):
    """n_eff of shares that samples were affected in, each over the replicates that it has."""
    n, f = len(values), mean(values)
    variance = mean((value - f) ** 2 for value in values)
    if f * (1 - f) == 0:
        return float(n)
    ratio = f * (1 - f) / (variance / n) if variance > 0 else float("inf")
    return min(max(ratio, n), n * replicates)


def levels_of(card):
    """One row for all replicates of a condition."""
    groups = {}
    for condition, out in zip(card.journal.conditions, card.conditions):
        if not condition.is_floor:
            groups.setdefault(out["name"].split("#")[0], []).append(out)
    return [level(card, name, outs) for name, outs in groups.items()]


def level(card, name, outs):
    """A sample's value is the mean over the replicates that it counts in."""
    limit = card.rules["score_strictness"]
    states = [s for out in outs for s in card.states[out["name"]] if s.counted]
    judged = [s for s in states if s.eligible]
    values = by_sample((s.id, s.failed or s.r < limit) for s in judged)
    row = {"name": name, "replicates": len(outs), "n": len(values),
           "severity": outs[0]["severity"], "kind": outs[0]["kind"],
           "category": outs[0]["category"]}
    skipped = sum(out["n_skipped"] for out in outs)
    row["in_risk"] = skipped <= sum(out["n_counted"] for out in outs)
    if values and row["in_risk"]:
        row["n_effective"] = effective(values, len(outs))
        low, high = wilson(mean(values), row["n_effective"])
        row["affected"] = {"value": mean(values), "low": low, "high": high}
    r = mean(by_sample((s.id, s.r) for s in judged))
    row["robustness"] = None if r is None else 100 * r
    row["failure"] = mean(by_sample((s.id, s.q < limit) for s in states if s.labelled))
    row["performance"] = mean(o["performance"] for o in outs if o["performance"] is not None)
    return row


def by_sample(pairs):
    shares = {}
    for name, value in pairs:
        shares.setdefault(name, []).append(value)
    return [mean(values) for values in shares.values()]


def matched(card, out, judged):
    """Survival, mean IoU and score shift of what was found again, over all classes and by class."""
    rows = [(s.seen.before[i].label, s.seen.overlap(s.seen.before[i].place, j),
             s.seen.after[j].score - s.seen.before[i].score)
            for s in judged if not s.failed for i, j in s.seen.found]
    out["survival"] = share(out["kept"], out["kept"] + out["lost"])
    out["mean_iou"] = mean(overlap for _, overlap, _ in rows)
    out["score_shift"] = mean(shift for _, _, shift in rows)
    out["classes"] = []
    for label, name in enumerate(card.journal.run["classes"]):
        kept = [row for row in rows if row[0] == label]
        lost = sum(s.seen.before[i].label == label
                   for s in judged if not s.failed for i in s.seen.lost)
        out["classes"].append({
            "name": name, "kept": len(kept), "lost": lost,
            "survival": share(len(kept), len(kept) + lost),
            "new": sum(s.seen.after[j].label == label
                       for s in judged if not s.failed for j in s.seen.new),
            "mean_iou": mean(row[1] for row in kept), "score_shift": mean(row[2] for row in kept)})


def share(part, whole):
    return part / whole if whole else None


def corruption_errors(card, base):
    """{"mCE", "relative_mCE", "left_out"} of a model against a baseline, on what both have."""
    mine, theirs = by_kind(card), by_kind(base)
    clean, base_clean = clean_of(card), clean_of(base)
    errors, relative, left_out = [], [], []
    for kind in sorted(set(mine) & set(theirs)):
        both = sorted(set(mine[kind]) & set(theirs[kind]))
        a, b = [mine[kind][s] for s in both], [theirs[kind][s] for s in both]
        if not both or sum(1 - p for p in b) == 0:
            continue
        errors.append(sum(1 - p for p in a) / sum(1 - p for p in b))
        drop = sum(base_clean - p for p in b)
        if drop <= 0.01 * len(both):
            left_out.append(kind)
        else:
            relative.append(sum(clean - p for p in a) / drop)
    return {"mCE": mean(errors), "relative_mCE": mean(relative), "left_out": left_out}


def clean_of(card):
    return next(c["performance"] for c in card.conditions if c["name"] == "clean")


def by_kind(card):
    """{kind: {severity: performance}}, replicates averaged."""
    found = {}
    for kinds in card.tree().values():
        for kind, severities in kinds.items():
            found[kind] = {}
            for severity, outs in severities.items():
                value = mean(o["performance"] for o in outs if o["performance"] is not None)
                if value is not None:
                    found[kind][severity] = value
    return found
