#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""Random numbers as the JSON reader reads them, against Python's float(), bit for bit.
   json_numbers.py FOLDER_OF_THE_BUILD_VARIANT [MILLIONS]"""
import os
import random
import struct
import subprocess
import sys
from decimal import Decimal, getcontext

BATCH = 200000


def bits_of(value):
    return struct.pack(">d", value).hex()


def any_double(r):
    """Every exponent and subnormals alike."""
    while True:
        value = struct.unpack(">d", r.getrandbits(64).to_bytes(8, "big"))[0]
        if value - value == 0:
            return value


def shortest(r):
    return repr(any_double(r))


def subnormal(r):
    return repr(struct.unpack(">d", r.getrandbits(52).to_bytes(8, "big"))[0])


def coordinate(r):
    return "%.*f" % (r.randrange(0, 9), r.uniform(-2000, 2000))


def score(r):
    return repr(r.random())


def single(r):
    return repr(struct.unpack(">f", struct.pack(">f", r.random()))[0])


def digits(r, n):
    return "".join(r.choice("0123456789") for _ in range(n))


def long_mantissa(r):
    whole = str(r.randrange(10 ** r.randrange(1, 25)))
    return "%s%s.%se%d" % (r.choice(("", "-")), whole, digits(r, r.randrange(1, 60)),
                           r.randrange(-340, 320))


def huge_exponent(r):
    return "%s%se%s%s" % (r.choice(("", "-")), r.randrange(10 ** 19),
                          r.choice(("", "+", "-")), digits(r, r.randrange(1, 8)))


def around_exact(r):
    """Mantissas about 2^53 and powers of ten about 22: where one division stops being enough."""
    return "%de%d" % ((1 << 53) + r.randrange(-4, 5), r.randrange(-26, 27))


def split(r):
    """All lengths of both sides of the point."""
    whole = str(r.randrange(10 ** r.randrange(1, 18)))
    return whole + "." + digits(r, r.randrange(1, 18))


def halfway(r):
    """The middle of two neighbours, exactly, or a last digit beside it."""
    value = abs(any_double(r)) if r.random() < 0.5 else r.uniform(0, 1e4)
    word = struct.unpack(">Q", struct.pack(">d", value))[0]
    above = struct.unpack(">d", struct.pack(">Q", word + 1))[0]
    if above - above != 0:
        return repr(value)
    middle = (Decimal(value) + Decimal(above)) / 2
    text = format(middle, "e")
    mantissa, exponent = text.lower().split("e")
    if "." not in mantissa:
        mantissa += "."
    mantissa += r.choice(("0", "1", "00000000000000000001"))
    if r.random() < 0.25:
        mantissa = mantissa[:-1] + "0"
    return mantissa + "e" + exponent


KINDS = ((shortest, 20), (score, 20), (coordinate, 15), (single, 5), (subnormal, 5),
         (long_mantissa, 10), (huge_exponent, 5), (around_exact, 5), (split, 13), (halfway, 2))


def batch(r, n):
    kinds, weights = zip(*KINDS)
    return [kind(r) for kind in r.choices(kinds, weights, k=n)]


def main():
    getcontext().prec = 1200
    program = os.path.join(sys.argv[1], "tests", "json_numbers")
    n = int(float(sys.argv[2]) * 1e6) if len(sys.argv) > 2 else 10000000
    r = random.Random(8259)
    done = wrong = 0
    while done < n and wrong < 10:
        texts = batch(r, BATCH)
        got = subprocess.run([program], input="\n".join(texts) + "\n", stdout=subprocess.PIPE,
                             check=True, encoding="ascii").stdout.split()
        if len(got) != len(texts):
            sys.exit("json_numbers: %d answers to %d texts" % (len(got), len(texts)))
        for text, bits in zip(texts, got):
            if bits != bits_of(float(text)):
                wrong += 1
                print("BAD  %s: %s, Python reads %s" % (text, bits, bits_of(float(text))))
        done += len(texts)
    print("%d numbers: %d differ from Python's" % (done, wrong))
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
