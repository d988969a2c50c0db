# SPDX-License-Identifier: MIT
"""Random synthetic journals, each from its seed alone.

    score_journals.py SEED FOLDER        writes one and prints its path and the settings to score by
"""
import gzip
import json
import math
import os
import random
import sys

from score_maps import Map, hull

FLAGS = {"min_confidence": "min-confidence", "score_strictness": "strictness",
         "target_fraction_affected_samples": "target", "consistency": "consistency"}
KINDS = {"gaussian_noise": "noise", "shot_noise": "noise", "gaussian_blur": "blur",
         "motion_blur": "blur", "fog": "weather", "rain": "weather", "brightness": "lighting",
         "hue_saturation_value": "colour", "jpeg_compression": "digital", "pixelate": "digital"}
GEOMETRIC = ("horizontal_flip", "rotate90", "random_crop", "scale", "rotation", "shear",
             "perspective", "lens_distortion", "unlens", "rolling_shutter")
OCCLUSION = ("cutout", "dark_spots", "grid_mask")


# --- maps -----------------------------------------------------------------------------------

def rotation(r, w, h):
    angle = math.radians(r.uniform(-45, 45))
    c, s = math.cos(angle), math.sin(angle)
    return {"h": [c, -s, w / 2 - c * w / 2 + s * h / 2, s, c, h / 2 - s * w / 2 - c * h / 2,
                  0, 0, 1]}


def lens(r, w, h):
    return [w / 2, h / 2, (w * w + h * h) ** 0.5 / 2, round(r.uniform(-0.25, 0.3), 3)]


def rows(r, h):
    return {"rows": [round(r.uniform(1, 6), 3), h / 2, round(r.random(), 4)]}


def make_map(r, kind, w, h):
    """(map, size) of one outcome."""
    same = [w, h]
    skew = {"h": [1, round(r.uniform(-0.3, 0.3), 4), 0, 0, 1, 0, 0, 0, 1]}
    left, top = r.randrange(w // 3), r.randrange(h // 3)
    scale = r.choice((0.5, 0.75, 1.5))
    makers = {
        "horizontal_flip": lambda: ({"h": [-1, 0, w, 0, 1, 0, 0, 0, 1]}, same),
        "rotate90": lambda: ({"h": [0, -1, h, 1, 0, 0, 0, 0, 1]}, [h, w]),
        "random_crop": lambda: ({"h": [1, 0, -left, 0, 1, -top, 0, 0, 1]},
                                [w - w // 3, h - h // 3]),
        "scale": lambda: ({"h": [scale, 0, w * (1 - scale) / 2, 0, scale, h * (1 - scale) / 2,
                                 0, 0, 1]}, same),
        "rotation": lambda: (rotation(r, w, h), same),
        "shear": lambda: (skew, same),
        "perspective": lambda: ({"h": [r.uniform(0.9, 1.1), r.uniform(-0.1, 0.1), r.uniform(-9, 9),
                                       r.uniform(-0.1, 0.1), r.uniform(0.9, 1.1),
                                       r.uniform(-9, 9), r.uniform(-4e-4, 4e-4),
                                       r.uniform(-4e-4, 4e-4), 1]}, same),
        "lens_distortion": lambda: ({"lens": lens(r, w, h)}, same),
        "unlens": lambda: ({"unlens": lens(r, w, h)}, same),
        "rolling_shutter": lambda: ({"chain": [skew, rows(r, h)]}, same)}
    return makers[kind]()


# --- pieces ---------------------------------------------------------------------------------

class Plan:
    """What is the same throughout one journal."""

    def __init__(self, seed):
        self.r = r = random.Random(seed)
        self.detection = r.random() < 0.8
        self.n = r.choice((1, 3, 12, 25, 40, 64, 110))
        self.classes = ["class %d" % i for i in range(r.randrange(1, 6))]
        self.labelled = r.choice(("all", "all", "all", "none", "some"))
        self.grid = r.random() < 0.25   # few different numbers: ties
        self.polygons = r.random() < 0.4
        self.skill = r.uniform(0.3, 1)
        self.numbers = r.choice(("f32", "f64"))
        self.floor = r.choice((None, 0, 0.05, 0.15, 0.25, 0.45))
        self.clean_failures = r.choice((0, 0, 0, 0.1))
        self.conditions = [("clean", [], 0, 0, {})] + self.draw_conditions()

    def draw_conditions(self):
        r, out = self.r, []
        kinds = r.sample(sorted(KINDS), r.randrange(1, 5))
        if self.detection:
            kinds += r.sample(GEOMETRIC, r.randrange(0, 4)) + \
                r.sample(OCCLUSION, r.randrange(0, 3))
        for kind in kinds:
            replicates = r.choice((1, 1, 1, 3))
            for severity in r.sample((1, 2, 3, 4, 5), r.randrange(1, 4)):
                classes = self.class_map()
                for replicate in range(replicates):
                    out.append((self.name(kind, severity, replicate), [kind], severity, replicate,
                                classes))
        if r.random() < 0.5:
            out.append(("clean#1", [], 0, 1, {}))
            out.append(("dither:r1@1", ["dither"], 1, 0, {}))
        return out

    @staticmethod
    def name(kind, severity, replicate):
        return "%s:r1@%d" % (kind, severity) + ("#%d" % replicate if replicate else "")

    def class_map(self):
        if len(self.classes) < 3 or self.r.random() < 0.8:
            return {}
        a, b, c = self.r.sample(self.classes, 3)
        out = {a: b, b: a}
        if self.detection and self.r.random() < 0.5:
            out[c] = None
        return out

    def number(self, value, step=0.25):
        return round(value / step) * step if self.grid else round(value, 4)

    def score(self):
        r = self.r
        value = r.choice((r.random(), r.uniform(0.15, 0.4), r.uniform(0.6, 1)))
        value = max(value, self.floor or 0)
        return round(round(value * 20) / 20, 2) if self.grid else round(value, 5)


def category(kind):
    if kind in KINDS:
        return KINDS[kind]
    return "noise" if kind == "dither" else "geometric" if kind in GEOMETRIC else "occlusion"


def draw_box(plan, w, h):
    r = plan.r
    bw, bh = r.uniform(8, w / 2), r.uniform(8, h / 2)
    x, y = r.uniform(-bw / 4, w - bw * 0.75), r.uniform(-bh / 4, h - bh * 0.75)
    if r.random() < 0.8:
        x, y = min(max(x, 0), w - bw), min(max(y, 0), h - bh)
    return [plan.number(v) for v in (x, y, bw, bh)]


def jitter(plan, box, size):
    r = plan.r
    strength = r.choice((0, 0.02, 0.05, 0.1, 0.25))
    x, y, w, h = box
    moved = [x + r.gauss(0, strength) * w, y + r.gauss(0, strength) * h,
             w * r.uniform(1 - strength, 1 + strength), h * r.uniform(1 - strength, 1 + strength)]
    if r.random() < 0.9:     # most models stay within the picture
        right, low = min(moved[0] + moved[2], size[0]), min(moved[1] + moved[3], size[1])
        moved[:2] = [max(moved[0], 0), max(moved[1], 0)]
        moved[2:] = [right - moved[0], low - moved[1]]
    return [plan.number(v) for v in moved]


def predictions(plan, seen, size, quality):
    """Answers around boxes (class, x, y, w, h), some of them wrong."""
    r, out = plan.r, []
    for label, *box in seen:
        if r.random() < quality:
            answer = jitter(plan, box, size)
            if answer[2] <= 0 or answer[3] <= 0:
                continue
            other = r.randrange(len(plan.classes)) if r.random() < 0.08 else label
            out.append([other, plan.score()] + answer)
            if r.random() < 0.1:
                out.append([other, plan.score()] + jitter(plan, box, size))
    for _ in range(r.choice((0, 0, 0, 1, 3))):
        out.append([r.randrange(len(plan.classes)), plan.score()] + draw_box(plan, *size))
    return sorted((p for p in out if p[4] > 0 and p[5] > 0), key=lambda p: -p[1])


def draw_truth(plan, sample, seen):
    r, out = plan.r, []
    for i, (label, *box) in enumerate(seen):
        flags = r.choice((0,) * 12 + (1, 2, 4, 8))
        out.append([label] + box + [flags, r.choice((box[2] * box[3], 50)), i + 1])
    sample["truth"] = out
    if plan.polygons:
        sample["poly"] = [[i] + outline(plan, row[1:5]) for i, row in enumerate(out)
                          if r.random() < 0.7]


def outline(plan, box):
    x, y, w, h = box
    points = [(x + w * plan.r.random(), y), (x + w, y + h * plan.r.random()),
              (x + w * plan.r.random(), y + h), (x, y + h * plan.r.random())]
    return [plan.number(v) for point in points for v in point]


# --- records --------------------------------------------------------------------------------

def header(plan, seed):
    run = {"type": "run", "format": 1, "library": "0.1.0",
           "model": {"name": "random %d" % seed, "version": "1", "tags": []},
           "task": "detection" if plan.detection else "classification", "classes": plan.classes,
           "dataset": {"name": "synthetic", "fingerprint": "%016x" % seed, "n": plan.n},
           "suite": "custom", "suite_hash": "%016x" % (seed + 1), "seed": seed,
           "shard": [0, 1], "limit": plan.n, "numbers": plan.numbers}
    if plan.floor is not None:
        run["score_floor"] = plan.floor
    yield run
    for name, kinds, severity, replicate, classes in plan.conditions:
        steps = [{"kind": kind, "revision": 1, "category": category(kind), "params": {}}
                 for kind in kinds]
        if kinds == ["dither"]:
            steps[0]["informational"] = True
        record = {"type": "condition", "name": name, "steps": steps, "severity": severity,
                  "replicate": replicate}
        yield dict(record, classes=classes) if classes else record


def draw_sample(plan, i):
    """(record, what is on it)."""
    r = plan.r
    sample = {"type": "sample", "id": "picture %03d" % i, "n": i, "width": r.randrange(90, 400),
              "height": r.randrange(90, 400), "hash": "%016x" % r.getrandbits(64)}
    size = sample["width"], sample["height"]
    seen = [[r.randrange(len(plan.classes))] + draw_box(plan, *size)
            for _ in range(r.choice((0, 1, 2, 3, 6, 10)))]
    if not plan.detection:
        seen = [[r.randrange(len(plan.classes)), 0, 0, size[0], size[1]]]
    if plan.labelled == "all" or (plan.labelled == "some" and r.random() < 0.7):
        if plan.detection:
            draw_truth(plan, sample, seen)
        else:
            sample["truth"] = [seen[0] + [0, size[0] * size[1], 1]]
    sample["tags"] = {"group": "film %d" % (i // 3)} if r.random() < 0.9 else {}
    return sample, seen


def top_of(plan, label, quality):
    r = plan.r
    weights = [r.random() ** 2 for _ in plan.classes]
    if r.random() < quality:
        weights[label] += 1.5
    if plan.grid:
        weights = [round(weight * 2) + 1 for weight in weights]
    rows = [[i, round(weight / sum(weights), 6)] for i, weight in enumerate(weights)]
    return sorted(rows, key=lambda row: -row[1])


def covers(plan, w, h):
    r = plan.r
    return [[r.randrange(-5, w), r.randrange(-5, h), r.randrange(4, w // 2), r.randrange(4, h // 2)]
            for _ in range(r.randrange(1, 6))]


def boxes_outcome(plan, record, sample, seen, condition):
    """Boxes where the condition put what is there, or where the clean answer was."""
    name, kinds, severity, _, classes = condition
    size = [sample["width"], sample["height"]]
    if kinds and kinds[0] in GEOMETRIC:
        record["map"], size = make_map(plan.r, kinds[0], *size)
        record["size"] = size
        seen = [[label] + moved(record["map"], box) for label, *box in seen]
    if kinds and kinds[0] in OCCLUSION:
        record["cover"] = covers(plan, *size)
    index = {text: i for i, text in enumerate(plan.classes)}
    table = {index[a]: b if b is None else index[b] for a, b in classes.items()}
    seen = [[table.get(label, label)] + box for label, *box in seen]
    seen = [row if row[0] is not None else [0] + row[1:] for row in seen]
    quality = plan.skill * (1 if name.startswith("clean") else 1.02 - severity * 0.08)
    record["pred"] = predictions(plan, seen, size, quality)


def moved(record, box):
    x, y, w, h = box
    x1, y1, x2, y2 = hull([Map(record).point(a, b) for a in (x, x + w) for b in (y, y + h)])
    return [x1, y1, x2 - x1, y2 - y1]


def outcome(plan, sample, seen, condition, trouble):
    r, name = plan.r, condition[0]
    base = {"id": sample["id"], "condition": name}
    failing, skipping = trouble
    if r.random() < (plan.clean_failures if name == "clean" else failing):
        return dict(type="failure", status=6, message="no answer", **base)
    if name != "clean" and r.random() < skipping:
        return dict(type="skip", reason="does not apply", **base)
    record = dict(type="outcome", **base)
    if plan.detection:
        boxes_outcome(plan, record, sample, seen, condition)
    else:
        quality = plan.skill * (1.05 - condition[2] * 0.1)
        record["top"] = top_of(plan, seen[0][0], quality)
    record["change"] = round(r.uniform(0.5, 60), 5) if condition[1] else 0
    if condition[1] and r.random() < 0.04:
        return dict(type="skip", reason="the picture did not change", **base)
    return record


def answers(plan, clean):
    """What the model takes up again: its own clean answers, else new ones."""
    return [[p[0]] + p[2:] for p in clean["pred"] if p[1] > 0.2]


def records(seed):
    plan = Plan(seed)
    yield from header(plan, seed)
    trouble = {c[0]: (plan.r.choice((0, 0, 0.05, 0.2)), plan.r.choice((0, 0, 0.1, 0.5, 0.8)))
               for c in plan.conditions}
    for i in range(plan.n):
        sample, seen = draw_sample(plan, i)
        yield sample
        for condition in plan.conditions:
            record = outcome(plan, sample, seen, condition, trouble[condition[0]])
            yield record
            if condition[0] == "clean" and "pred" in record and plan.r.random() < 0.7:
                seen = answers(plan, record)


def settings(seed):
    r = random.Random("settings %d" % seed)
    if r.random() < 0.6:
        return {}
    return {"min_confidence": r.choice((0.2, 0.3, 0.45, 0.5)),
            "score_strictness": r.choice((0.6, 0.75, 0.9)),
            "target_fraction_affected_samples": r.choice((0.05, 0.1, 0.3)),
            "consistency": r.choice(("micro", "macro"))}


def write(seed, folder):
    """(path, settings)."""
    packed = seed % 2 == 0
    path = os.path.join(folder, "random-%04d.jsonl%s" % (seed, ".gz" if packed else ""))
    text = "".join(json.dumps(record, separators=(",", ":")) + "\n" for record in records(seed))
    with (gzip.open(path, "wt") if packed else open(path, "w", encoding="utf-8")) as out:
        out.write(text)
    return path, settings(seed)


if __name__ == "__main__":
    print(*write(int(sys.argv[1]), sys.argv[2]))
