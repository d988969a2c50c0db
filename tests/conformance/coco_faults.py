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


def box_area(one):
    return one["bbox"][2] * one["bbox"][3]


def without(key, value_of):
    """Annotations without a key, which has then a value."""
    def fault(case):
        for truth in case.truth["annotations"]:
            if case.r.random() < .5:
                truth.pop(key, None)

        def change(truth, _):
            for one in truth["annotations"]:
                one.setdefault(key, value_of(one))
                one.setdefault("area", box_area(one))  # a crowd without may no longer be one
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


def odd_crowd(case):
    """What the reference takes for one thing here and another there, or some NumPys refuse."""
    if case.truth["annotations"]:
        case.r.choice(case.truth["annotations"])["iscrowd"] = case.r.choice(
            [256, -1, .5, 1.5, -256, 257, -.5, 255.5, "1", "0", 2 ** 70])
        case.is_refused = True


def large_score(case):
    """An integer that is none as a double."""
    case.r.choice(case.results)["score"] = case.r.choice([1, -1]) * case.r.choice(
        [2 ** 53 + 1, 2 ** 60, 2 ** 63, 2 ** 64, 10 ** 30])
    case.is_refused = True


def beyond_overlaps(case):
    """Boxes whose overlap is no number: no threshold is above it."""
    truths = case.truth["annotations"] or case.results
    one, other = case.r.choice(truths), case.r.choice(case.results)
    one["bbox"] = other["bbox"] = case.r.choice(
        [[0, 0, 1e200, 1e200], [1e308, 0, 1e308, 1], [0, 0, 1e-200, 1e-200], [0, 0, 5e-324, 1]])
    case.is_refused = False


def caption(case):
    """Of the first result: a file of captions to the reference."""
    case.results[0]["caption"] = case.r.choice(["a dog", None, {}])
    case.is_refused = True


def decimal_ids(case):
    """The reference finds less of large ids when others are doubles."""
    entries = case.truth[case.r.choice(["images", "categories"])]
    entries += [{"id": 2 ** 53 + 1}, {"id": Number("7.0")}]
    case.is_refused = True


def wrong_lvis(case):
    """The reference does not look at it."""
    if case.classes and case.r.random() < .5:
        case.truth["categories"][0]["frequency"] = case.r.choice(["x", "", 5, None])
    else:
        case.truth["images"][0]["neg_category_ids"] = case.r.choice([7, "1", [1.5], ["1"], None])
    case.is_refused = True


def byte_order_mark(case):
    part = case.r.randint(0, 1)

    def fault(texts):
        texts[part] = "\ufeff" + texts[part]
        return texts
    case.fault = fault


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
    odd_crowd, large_score, beyond_overlaps, caption, decimal_ids, wrong_lvis, byte_order_mark,
    without("iscrowd", lambda one: 0),
    without("area", box_area),
    not_a_number(0, "area"), not_a_number(1, "score"),
    lost_key(0, "id", "image_id", "category_id", "bbox"),
    lost_key(1, "image_id", "category_id", "bbox", "score"),
    wrong_type(0, "bbox", "area", "iscrowd"), wrong_type(1, "bbox", "score"))


def add(case):
    case.r.choice(FAULTS)(case)
