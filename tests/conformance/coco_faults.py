# SPDX-License-Identifier: MIT
"""What makes the reference stop, put into a case: things that are missing, of another type, not
listed, or not numbers. Some of it the library can go on with (`lenient`); the pair that this is to
be like is then mended here."""
import math

from coco_layout import Number


def of(case, part):
    """Annotations (0) or results (1)."""
    return case.results if part else case.truth["annotations"]


def mend(case, change):
    """The pair that going on is to be like: copies, changed."""
    truth, results = case.copies()
    change(truth, results)
    case.mended = [truth, results] if results else None


def no_results(case):
    case.results = []


def unlisted_image(case):
    """Results for images that are not there are left out."""
    missing = max(case.images) + 1
    for result in case.r.sample(case.results, case.r.randint(1, min(3, len(case.results)))):
        result["image_id"] = missing

    def change(_, results):
        results[:] = [x for x in results if x["image_id"] != missing]
    mend(case, change)


def without(key, value_of):
    """Annotations without a key, which has then a value."""
    def fault(case):
        for truth in case.truth["annotations"]:
            if case.r.random() < .5:
                truth.pop(key)
        case.is_refused = None  # the reference may not look there

        def change(truth, _):
            for one in truth["annotations"]:
                one.setdefault(key, value_of(one))
        mend(case, change)
    return fault


def not_a_number(part, key):
    """The reference reads it; the library only when it is told to."""
    def fault(case):
        for one in of(case, part):
            if case.r.random() < .5:
                one[key], case.is_refused = math.nan, True
        case.mended = case.copies() if case.is_refused else None
    return fault


def lost_key(part, *keys):
    def fault(case):
        if of(case, part):
            case.r.choice(of(case, part)).pop(case.r.choice(keys))
            case.is_refused = None
    return fault


def wrong_type(part, *keys):
    """A text, a null, or a list where a number is due, or too few or many numbers in a box."""
    def fault(case):
        if not of(case, part):
            return
        one, key = case.r.choice(of(case, part)), case.r.choice(keys)
        if key == "bbox":
            one[key] = case.r.choice([[1, 2, 3], [1, 2, 3, 4, 5], [], None, "box", {"x": 1}, 7])
        else:
            one[key] = case.r.choice([None, "nought", [], {}, [1]])
        case.is_refused = None
    return fault


def lost_part(case):
    case.truth.pop(case.r.choice(["images", "categories"]))


def other_top(case):
    """A list for an object, or the other way round."""
    if case.r.random() < .5:
        case.truth = [case.truth]
    else:
        case.results = {"results": case.results}


def cut(case):
    """A file that ends too early."""
    part, share = case.r.randint(0, 1), case.r.random()

    def fault(texts):
        texts[part] = texts[part][:int(share * len(texts[part].rstrip()))]
        return texts
    case.fault = fault


def bad_text(case):
    """No JSON."""
    bad = case.r.choice(["01", "+1", ".5", "1.", "1e", "0x10", "nan", "inf", "--1", "1,", "'a'",
                         "tru", "\"\\x\"", "[1", "}", "\"", ""])
    one = case.r.choice(case.results)
    one[case.r.choice(["score", "extra"])] = Number(bad)


FAULTS = (
    no_results, unlisted_image, unlisted_image, lost_part, other_top, cut, bad_text,
    without("iscrowd", lambda one: 0),
    without("area", lambda one: one["bbox"][2] * one["bbox"][3]),
    not_a_number(0, "area"), not_a_number(1, "score"),
    lost_key(0, "id", "image_id", "category_id", "bbox"),
    lost_key(1, "image_id", "category_id", "bbox", "score"),
    wrong_type(0, "bbox", "area", "iscrowd"), wrong_type(1, "bbox", "score"))


def add(case):
    case.r.choice(FAULTS)(case)
