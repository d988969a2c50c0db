#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints lib/base/number_powers.c: the powers of ten to 128 bits, rounded up."""

LOWEST, HIGHEST = -342, 324


def significand(p):
    """10^p / 2^e for the e that gives 128 bits, rounded up."""
    numerator, denominator = (10**p, 1) if p >= 0 else (1, 10**-p)
    e = numerator.bit_length() - denominator.bit_length() - 127
    while True:
        n = numerator << max(-e, 0)
        d = denominator << max(e, 0)
        g = -(-n // d)
        if n // d >> 128:
            e += 1
        elif not n // d >> 127:
            e -= 1
        else:
            return g


print("/* SPDX-License-Identifier: MIT */")
print("/* Made by tools/number_powers.py. */")
print('#include "base/number_powers.h"\n')
print("/* clang-format off */")
print("const mlt_power10 mlt_powers10[MLT_POWER10_HIGHEST - MLT_POWER10_LOWEST + 1] = {")
values = [significand(p) for p in range(LOWEST, HIGHEST + 1)]
for i in range(0, len(values), 2):
    row = ["{0x%016x, 0x%016x}," % (g >> 64, g & (1 << 64) - 1) for g in values[i:i + 2]]
    print("    " + " ".join(row))
print("};")
print("/* clang-format on */")
