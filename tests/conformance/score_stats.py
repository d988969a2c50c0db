# SPDX-License-Identifier: MIT
"""Wilson's interval, exact binomial verdicts and COCO's average precision, as they are written."""
import math
from bisect import bisect_left
from fractions import Fraction

Z = 1.959963984540054
THRESHOLDS = [0.5 + i * ((0.95 - 0.5) / 9) for i in range(9)] + [0.95]
RECALLS = [i * 0.01 for i in range(100)] + [1.0]
MAX_DETECTIONS = 100
TOO_CLOSE = 100000
LEVEL = 0.05
ROUNDING = 1e-12   # of a product that may be whole


def mean(values):
    values = list(values)
    return math.fsum(values) / len(values) if values else None


def wilson(p, n):
    """None without trials."""
    if n == 0:
        return None, None
    middle = p + Z * Z / (2 * n)
    half = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return max(0.0, (middle - half) / (1 + Z * Z / n)), min(1.0, (middle + half) / (1 + Z * Z / n))


def at_most(k, n, t):
    """P(X <= k) of a binomial distribution."""
    def log_term(i):
        return (math.lgamma(n + 1) - math.lgamma(i + 1) - math.lgamma(n - i + 1) +
                i * math.log(t) + (n - i) * math.log1p(-t))
    return math.fsum(math.exp(log_term(i)) for i in range(k + 1))


def at_least(k, n, t):
    return at_most(n - k, n, 1 - t)


def unlikely(p, k, n, t):
    """Whether P(X <= k) is at most 5 %; by whole numbers where it is too near to be sure."""
    if abs(p - LEVEL) > 1e-9:
        return p < LEVEL
    t = Fraction(t)
    exact = sum(math.comb(n, i) * t ** i * (1 - t) ** (n - i) for i in range(k + 1))
    return exact <= Fraction(LEVEL)


def passes(k, n, t):
    return unlikely(at_most(k, n, t), k, n, t)


def fails(k, n, t):
    return unlikely(at_least(k, n, t), n - k, n, 1 - Fraction(t))


def at_size(k, n, size):
    """What k of n is of so many samples, rounded up and down; n may be an effective number."""
    if isinstance(k, int) and isinstance(n, int):
        return -(-k * size // n), k * size // n
    count = k * size / n
    return math.ceil(count * (1 - ROUNDING)), math.floor(count * (1 + ROUNDING))


def verdict(k, n, t):
    if n == 0:
        return "inconclusive"
    size = math.floor(n)
    most, least = at_size(k, n, size)
    if passes(most, size, t):
        return "pass"
    return "fail" if fails(least, size, t) else "inconclusive"


def far_from(k, n, t):
    """Whether a test at 5 % could say something: spares the exact one where it could not."""
    return n < 200 or abs(k - n * t) > 1.3 * math.sqrt(n * t * (1 - t))


def further_samples(k, n, t):
    """The fewest that decide at the same share affected; parts of a sample speak against the
    verdict. None where nothing up to TOO_CLOSE does."""
    if n == 0:
        return samples_needed(t)
    for more in range(1, TOO_CLOSE + 1):
        size = math.floor(n) + more
        most, least = at_size(k, n, size)
        if far_from(most, size, t) and passes(most, size, t) or \
                far_from(least, size, t) and fails(least, size, t):
            return more
    return None


def samples_needed(t):
    return math.ceil(math.log(LEVEL) / math.log1p(-t))


def judge(images, threshold):
    """Matches of one class: (score, right?) of what counts, and the number of truths. An image is
    (detections, truths); a detection (score, {truth: IoU}, ignored when unmatched), a truth
    (ignored, crowd)."""
    judged, n_truths = [], 0
    for detections, truths in images:
        n_truths += sum(not ignored for ignored, _ in truths)
        order = sorted(range(len(truths)), key=lambda i: truths[i][0])
        taken = set()
        for score, overlaps, dropped in detections[:MAX_DETECTIONS]:
            best, match = min(threshold, 1 - 1e-10), None
            for i in order:
                if i in taken and not truths[i][1]:
                    continue
                if match is not None and not truths[match][0] and truths[i][0]:
                    break
                if overlaps.get(i, 0) < best:
                    continue
                best, match = overlaps[i], i
            if match is not None:
                taken.add(match)
            ignored = dropped if match is None else truths[match][0]
            if not ignored:
                judged.append((score, match is not None))
    return judged, n_truths


def average_precision(images, threshold):
    """(AP, recall) of one class at one threshold; None without truths."""
    judged, n_truths = judge(images, threshold)
    if n_truths == 0:
        return None
    judged.sort(key=lambda row: -row[0])
    right = wrong = 0
    recalls, precisions = [], []
    for _, hit in judged:
        right, wrong = right + hit, wrong + (not hit)
        recalls.append(right / n_truths)
        precisions.append(right / (wrong + right + 2.0 ** -52))
    for i in range(len(precisions) - 1, 0, -1):
        precisions[i - 1] = max(precisions[i - 1], precisions[i])
    places = [bisect_left(recalls, recall) for recall in RECALLS]
    found = [precisions[i] if i < len(precisions) else 0.0 for i in places]
    return math.fsum(found) / len(RECALLS), recalls[-1] if recalls else 0.0
