# SPDX-License-Identifier: MIT
"""Random pairs of an annotation file and a results file, small and full of what goes wrong: ties,
crowds, repeated and missing things, sizes and overlaps on the very edge. A number makes a case, the
same one everywhere."""
import copy
import math
import random

import coco_faults
from coco_layout import Layout

# Areas on both sides of the ranges' edges, and (below) boxes that have them.
EDGES = [32. ** 2, 96. ** 2, 1e5 ** 2, 0., 1., -1.]
EDGES += [math.nextafter(e, to) for e in EDGES[:3] for to in (-math.inf, math.inf)]
ODD_AREAS = [1e300, -1e300, math.inf, -math.inf, 5e-324, 1e10 + 1, 2 ** 53 + 1]
SIDES = [32, 96, 1e5, 31.999999999999996, 32.00000000000001, 95.99999999999999, 96.00000000000001,
         100000.00000000001, 1, 0.5]
SCORES = {
    "few": lambda r: r.choice([.5, .25, .75, .5]),
    "one": lambda r: .5,
    "tenths": lambda r: round(r.random(), 1),
    "many": lambda r: r.random(),
    "short": lambda r: round(r.random(), 4),
    "whole": lambda r: r.randint(-3, 3),
    "zeros": lambda r: r.choice([0, -0., 0., -0., .5, -1e-9]),
    "mixed": lambda r: r.choice([1, 1., 0, -0., 2, .5, 1e-5]),
    "huge": lambda r: r.choice([1e300, -1e300, 5e-324, 2 ** 53, -2 ** 53, 1e308, 1e-308, math.inf,
                                -math.inf, 0.]),
}


def whole_box(r):
    """Few boxes are possible, so many are equal, touch, or overlap by the same share."""
    return [r.randint(0, 4), r.randint(0, 4), r.randint(1, 6), r.randint(1, 6)]


def strip(r):
    """A stretch of 20 or 40; what lies within overlaps by a twentieth of a whole number."""
    return [r.choice([0, 100, 200]), r.choice([0, 50]), r.choice([20, 40, 20.]), r.choice([10, 3])]


def real_box(r):
    w, h = (math.exp(r.gauss(4, 1.2)) for _ in range(2))
    digits = r.choice([1, 2, 3, 15])
    return [round(v, digits) for v in (r.uniform(-20, 500), r.uniform(-20, 400), w, h)]


def edge_box(r):
    return [r.choice([0, 10, 0.1]), r.choice([0, 7]), r.choice(SIDES), r.choice(SIDES)]


def empty_box(r):
    box = whole_box(r)
    box[r.randint(2, 3)] = r.choice([0, -1, -0., -3.5, 0])
    if r.random() < .3:
        box[5 - r.randint(2, 3)] = r.choice([0, -2])
    return box


BOXES = {"whole": whole_box, "strip": strip, "real": real_box, "edge": edge_box, "empty": empty_box}


def near(r, box):
    """Another box that overlaps this one: the same, a part of it, or moved."""
    x, y, w, h = box
    way = r.random()
    if way < .3:
        return list(box)
    if way < .6 and w == int(w) and w > 1:
        part = w * r.randint(9, 20) / 20 if w % 20 == 0 else r.randint(1, int(w))
        return [x + (w - part if r.random() < .3 else 0), y, part, h]
    if way < .7:
        return [x - .5 * w, y, 2 * w, h]
    size = 10 ** r.uniform(-3, -.3)
    digits = r.choice([0, 2, 15])
    moved = [x + r.gauss(0, size) * w, y + r.gauss(0, size) * h, w * math.exp(r.gauss(0, size)),
             h * math.exp(r.gauss(0, size))]
    return [round(v, digits) for v in moved]


class Case:
    """One pair. Whether the library refuses it (`is_refused`): False as the reference does, True
    certainly, None if the reference does, and maybe if it does not. `mended` is the pair that going
    on (`lenient`) must be like."""

    def __init__(self, number):
        self.number = number
        self.r = r = random.Random(number)
        self.box = BOXES[r.choice(["whole", "whole", "strip", "real", "real", "edge", "empty"])]
        self.score = SCORES[r.choice(sorted(SCORES))]
        self.has_many_classes = r.random() < .02
        self.mended, self.is_refused, self.fault = None, False, None
        self.make_truth()
        self.make_results()
        if r.random() < .15:
            coco_faults.add(self)
        self.make_texts()

    def ids(self, n):
        """Different ids: small, sparse, negative, or large."""
        low, high = self.r.choice([(0, n), (1, n), (1, 90), (-50, 50), (1, 600000),
                                   (2 ** 40, 2 ** 41), (-2 ** 61, 2 ** 61)])
        found = self.r.sample(range(low, max(high, low + n) + 1), n)
        return sorted(found) if self.r.random() < .5 else found

    def make_truth(self):
        r = self.r
        self.images = self.ids(r.choice([1, 1, 2, 3, 4, 6, 10]))
        self.classes = self.ids(r.randint(9, 12) if self.has_many_classes
                                else r.choice([0, 1, 1, 1, 2, 2, 2, 3, 3, 4]))
        n = r.choice([0, 1, 1, 2, 3, 5, 8, 12, 20, 20, 25, 50, 100])
        self.crowds = r.choice([0, 0, .1, .4, 1]) if r.random() < .9 else 1
        anywhere = r.random() < .1  # also in images and classes that are not listed
        truths = [self.annotation(i, anywhere) for i in self.annotation_ids(n)]
        images = [{"id": i, "width": 640, "height": 480, "file_name": "%s.jpg" % i}
                  for i in self.images]
        classes = [{"id": c, "name": "c%s" % c} for c in self.classes]
        for entries in images, classes:
            if entries and r.random() < .05:
                entries.append(dict(r.choice(entries)))
        if r.random() < .05:
            self.add_lvis(images, classes)
        self.truth = {"images": images, "annotations": truths, "categories": classes}

    def add_lvis(self, images, classes):
        """What LVIS says of images and classes; this evaluation does not look at it."""
        r = self.r
        for image in images:
            for key in "neg_category_ids", "not_exhaustive_category_ids":
                if r.random() < .8:
                    image[key] = [r.choice(self.classes or [1]) for _ in range(r.randint(0, 3))]
        for one in classes:
            one["frequency"] = r.choice("rcf")

    def annotation_ids(self, n):
        r = self.r
        ids = self.ids(n) if n else []
        if n and r.random() < .2:
            ids[r.randrange(n)] = 0
        if n and r.random() < .15:
            ids = [r.choice(ids) if r.random() < .3 else i for i in ids]
        return ids

    def place(self, anywhere):
        """An image and a class; the first ones more often, so that cells fill."""
        r = self.r
        image = self.images[min(r.randrange(9), r.randrange(len(self.images)))]
        classes = self.classes or [7]
        cls = r.choice(classes) if r.random() < .6 else classes[0]
        return image, cls if not (anywhere and r.random() < .2) else max(classes) + 1

    def annotation(self, number, anywhere):
        r = self.r
        image, cls = self.place(anywhere)
        if anywhere and r.random() < .1:
            image = max(self.images) + 1
        box = self.box(r) if r.random() < .9 else r.choice(sorted(BOXES.items()))[1](r)
        if r.random() < .15 and getattr(self, "last_box", None):
            box = list(self.last_box)
        self.last_box = box
        area = box[2] * box[3] * r.choice([1, 1, .7])
        if r.random() < .2:
            area = r.choice(EDGES)
        elif r.random() < .03:
            area = r.choice(ODD_AREAS)
        is_crowd = r.random() < self.crowds
        one = {"id": number, "image_id": image, "category_id": cls, "bbox": box, "area": area,
               "iscrowd": r.choice([1, 1, 1, True, 2, 255, 1.] if is_crowd
                                   else [0, 0, False, 0., -0.])}
        if is_crowd and r.random() < .1:
            one.pop("area")  # nobody looks at it
        if r.random() < .03:
            one["ignore"] = r.choice([None, "", "yes", .5, -1, True])
        return one

    def result(self, image, cls, box):
        return {"image_id": image, "category_id": cls, "bbox": box, "score": self.score(self.r)}

    def make_results(self):
        r = self.r
        results, copies = [], r.choice([0, 1, 1, 2, 3])
        for truth in self.truth["annotations"]:
            for _ in range(r.randint(0, copies)):
                cls = truth["category_id"] if r.random() < .9 else self.place(False)[1]
                if truth["image_id"] in self.images:
                    results.append(self.result(truth["image_id"], cls, near(r, truth["bbox"])))
        for _ in range(r.choice([0, 1, 2, 4, 8])):
            results.append(self.result(*self.place(r.random() < .1), self.box(r)))
        if r.random() < .06:  # more in a cell than count
            image, cls = self.place(False)
            source = [t["bbox"] for t in self.truth["annotations"]] or [self.box(r)]
            results += [self.result(image, cls, near(r, r.choice(source)))
                        for _ in range(r.choice([99, 100, 101, 130]))]
        if r.random() < .7:
            r.shuffle(results)
        if not results:
            results.append(self.result(*self.place(False), self.box(r)))
        if r.random() < .1:
            for result in results:
                result.update(r.choice([{"id": 0}, {"area": -5}, {"iscrowd": 1}, {"ignore": 1}]))
        if len(results) > 1 and r.random() < .05:
            results[r.randrange(1, len(results))]["caption"] = "not the first"
        self.results = results

    def make_texts(self):
        r = self.r
        layouts = [Layout(r), Layout(r)]
        self.texts = [layouts[0].text(self.truth), layouts[1].text(self.results)]
        if self.fault:
            self.texts = self.fault(self.texts)
        if self.mended:
            self.mended = [Layout(r, like).text(part) for like, part in zip(layouts, self.mended)]

    def copies(self):
        return copy.deepcopy([self.truth, self.results])
