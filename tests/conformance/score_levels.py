# SPDX-License-Identifier: MIT
"""Conditions with their replicates."""
from score_conditions import judgement, whole
from score_shares import mean_of_samples, pooled
from score_stats import mean


def zone(f):
    return "" if f is None else "green" if f <= 0.05 else "yellow" if f <= 0.2 else "red"


def level_rows(card):
    groups = {}
    for condition in card.journal.conditions:
        groups.setdefault(condition.level, []).append(condition)
    return [level(card, conditions) for conditions in groups.values()]


def level(card, conditions):
    limit, replicates = card.rules["score_strictness"], len(conditions)
    rows = [card.rows[condition.name] for condition in conditions]
    states = [s for condition in conditions for s in card.states[condition.name] if s.counted]
    judged, labelled = [s for s in states if s.eligible], [s for s in states if s.labelled]
    out = {"name": conditions[0].name, "replicates": replicates,
           "n": len({s.id for s in judged})}
    undefined = sum(row["n_skipped"] for row in rows) > sum(row["n_counted"] for row in rows)
    out["affected"], out["n_effective"] = pooled(
        card, () if undefined else ((s.id, s.affected) for s in judged))
    out["newly_broken"], _ = pooled(card, ((s.id, s.rights(limit)[2]) for s in labelled
                                           if s.q0 is not None))
    out["total_loss"] = mean_of_samples((s.id, s.found.get("total_loss", False)) for s in judged)
    out["failure"] = mean_of_samples((s.id, s.q < limit) for s in labelled)
    r = mean_of_samples((s.id, s.r) for s in judged)
    out["robustness"] = None if r is None else 100 * r
    out["performance"] = mean(row["performance"] for row in rows if row["performance"] is not None)
    n, f = out["n_effective"], out["affected"]["value"]
    judged_as = judgement(card, *whole(f or 0, n), out["n"])
    out["further_samples"] = judged_as["further_samples"]
    out["verdict"] = judged_as["verdict"] if conditions[0].steps else ""
    out["zone"] = zone(f) if conditions[0].steps else ""
    return out
