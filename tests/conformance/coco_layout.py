# SPDX-License-Identifier: MIT
"""JSON texts as other programs lay them out, and as none does but the format allows: order and
spelling of keys, white space, ways to write a number, keys that mean nothing or come twice."""
import json
import math


class Number:
    """A value with its own text."""

    def __init__(self, text):
        self.text = text


def plain(value):
    return json.dumps(value)


def long_digits(value):
    return "%.17g" % value if isinstance(value, float) and value else plain(value)


def many_digits(value):
    """All there are; more than any reader keeps."""
    return "%.30e" % value if isinstance(value, float) else plain(value)


def exponent(value):
    return ("%.16E" % value).replace("E+", "E") if isinstance(value, float) else plain(value)


def decimal_places(value):
    is_short = isinstance(value, float) and value == round(value, 3) and abs(value) < 1e6
    return "%.9f" % value if is_short else plain(value)


def whole_as_decimal(value):
    return "%d.0" % value if type(value) is int and abs(value) < 1000 else plain(value)


NUMBERS = (plain, plain, plain, long_digits, many_digits, exponent, decimal_places,
           whole_as_decimal)
SPACES = ("", "", "", " ", "\n", "\t", "\r\n", " \n  ")
MEANINGLESS = {
    "segmentation": [[1, 2.5, "]", 3, 4, "\\\""]], "ignore": 1, "attributes": {"a": [{}]},
    "licence": None, "bboxes": [[1, 2]], "caption_of": "\u00fc\u2603 {[", "Score": 7,
    "truncated": True, "areas": -1e-7, "": []}


class Layout:
    """How one file is written."""

    def __init__(self, r, like=None):
        """like: a layout of the same meaning."""
        self.r = r
        self.number = r.choice(NUMBERS)
        self.spaces = [r.choice(SPACES) for _ in range(4)]
        self.is_shuffled = r.random() < .4
        self.adds_keys = r.random() < .3
        self.repeats_keys = r.random() < .1
        self.escapes_keys = r.random() < .1
        self.shortens_zeros = like.shortens_zeros if like else r.random() < .3

    def key(self, key):
        if key and self.escapes_keys and self.r.random() < .3:
            at = self.r.randrange(len(key))
            key = key[:at] + "\0" + key[at + 1:]
            return json.dumps(key).replace("\\u0000", "\\u%04x" % ord(self.original[at]))
        return json.dumps(key)

    def members(self, value):
        """What an object holds, in its order; of a repeated key the last one counts."""
        pairs = list(value.items())
        if self.is_shuffled:
            self.r.shuffle(pairs)
        if "images" in value:
            return pairs
        if self.adds_keys:
            for key in self.r.sample(sorted(MEANINGLESS), 2):
                if key not in value:
                    pairs.insert(self.r.randrange(len(pairs) + 1), (key, MEANINGLESS[key]))
        if self.repeats_keys and "bbox" in value:
            pairs.insert(0, ("bbox", [5, 6, 70, 80]))
            pairs.insert(0, ("category_id", 77))
        return pairs

    def text(self, value):
        before, after, colon, comma = self.spaces
        if isinstance(value, Number):
            return value.text
        if isinstance(value, dict):
            parts = []
            for key, item in self.members(value):
                self.original = key
                parts.append(self.key(key) + colon + ":" + self.text(item))
            return "{" + before + (comma + "," + before).join(parts) + after + "}"
        if isinstance(value, list):
            return "[" + before + ("," + before).join(map(self.text, value)) + after + "]"
        if value == 0 and self.shortens_zeros and math.copysign(1, value) < 0:
            return "-0"  # Python's integer, which has no sign
        if type(value) in (int, float) and math.isfinite(value):
            return self.number(value)
        return json.dumps(value)
