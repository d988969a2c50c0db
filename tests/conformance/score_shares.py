# SPDX-License-Identifier: MIT
"""Shares of samples, with intervals by what the samples are worth."""
import math

from score_stats import mean, wilson

FEW_UNITS = 30   # below, what the samples of one unit have in common is not known


def effective(values, counts, units):
    """n_eff of shares that samples were affected in, each over counts replicates; units are what
    samples belong to."""
    n, f = len(values), mean(values)
    of = {}
    for value, unit in zip(values, units):
        of.setdefault(unit, []).append(value - f)
    least = n * n / math.fsum(len(own) ** 2 for own in of.values())
    if f * (1 - f) <= 0 or len(of) < 2 or len(of) < n and len(of) < FEW_UNITS:
        return least
    variance = math.fsum(math.fsum(own) ** 2 for own in of.values()) / n ** 2
    variance *= len(of) / (len(of) - 1)
    worth = f * (1 - f) / variance if variance > 0 else float("inf")
    return min(max(worth, least), sum(counts))


def pooled(card, pairs):
    """The share of samples of which something is so, and what they are worth, of (sample, value)
    pairs: a sample's value is the mean over the replicates that it counts in."""
    shares = by_sample(pairs)
    if not shares:
        return {"value": None, "low": None, "high": None}, 0
    values = [mean(own) for own in shares.values()]
    n = effective(values, [len(own) for own in shares.values()],
                  [card.journal.unit_of(name) for name in shares])
    low, high = wilson(mean(values), n)
    return {"value": mean(values), "low": low, "high": high}, n


def by_sample(pairs):
    shares = {}
    for name, value in pairs:
        shares.setdefault(name, []).append(float(value))
    return shares


def mean_of_samples(pairs):
    return mean(mean(own) for own in by_sample(pairs).values())
