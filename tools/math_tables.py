#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints lib/base/math_tables.c: tables and fitted coefficients of base/math. Needs mpmath.

Polynomials are Chebyshev fits, rational functions iterated linear least squares at Chebyshev
points; both in 300 bits, rounded to doubles at the end. The stated error is relative, before that
rounding.
"""
import re

from mpmath import (atan, cos, erf, erfc, exp, expm1, log, log1p, loggamma, lu_solve, matrix, mp,
                    mpf, nint, pi, polyval, sin, sqrt, chebyfit)

mp.prec = 300
TINY = mpf(10)**-25  # beside 0, where the fitted quotients are 0/0


def rounded(x):
    """The nearest double, as an mpf."""
    return mpf(float(x))


def text(x):
    return re.sub(r"\.?0*p", "p", float(x).hex()) if x else "0"


def pair(x, bits=53):
    """x as a double of so many bits and a double for the rest."""
    scale = mpf(2)**(bits - 1 - mp.frexp(x)[1] + 1)
    high = nint(x * scale) / scale
    return rounded(high), x - high


def rows(items, per_line):
    for i in range(0, len(items), per_line):
        print("    " + " ".join(item + "," for item in items[i:i + per_line]))


def array(name, values, comment=None):
    if comment:
        print("/* %s */" % comment)
    print("const double %s[%d] = {" % (name, len(values)))
    rows([text(v) for v in values], 4)
    print("};\n")


def polynomial(name, what, f, a, b, n):
    coefficients, error = chebyfit(f, [a, b], n, error=True)
    size = min(abs(f(a + (b - a) * i / 16 + TINY)) for i in range(17))
    array(name, coefficients[::-1],
          "%s, error 2^%.1f." % (what, float(log(error / size, 2))))


def rational(name, what, f, a, b, n=8, d=7):
    count = 4 * (n + d + 1)
    xs = [(a + b) / 2 + (b - a) / 2 * cos(pi * (2 * i + 1) / (2 * count)) for i in range(count)]
    ys = [f(x) for x in xs]
    weights = [1 / y for y in ys]
    for _ in range(6):
        left, right = matrix(count, n + d + 1), matrix(count, 1)
        for i, x in enumerate(xs):
            for j in range(n + 1):
                left[i, j] = weights[i] * x**j
            for j in range(1, d + 1):
                left[i, n + j] = -weights[i] * ys[i] * x**j
            right[i] = weights[i] * ys[i]
        solution = lu_solve(left, right)
        p = [solution[j] for j in range(n + 1)]
        q = [mpf(1)] + [solution[n + j] for j in range(1, d + 1)]
        weights = [1 / (y * polyval(q[::-1], x)) for x, y in zip(xs, ys)]
    error = max(abs(polyval(p[::-1], x) / polyval(q[::-1], x) / y - 1) for x, y in zip(xs, ys))
    array(name, p + q,
          "%s: %d over %d, error 2^%.1f." % (what, n + 1, d + 1, float(log(error, 2))))


def quantile(p):
    """-z for the z whose normal distribution function is p <= 1/2."""
    target = log(p)
    z = sqrt(-2 * target - log(-4 * pi * target)) if target < -2 else (mpf(.5) - p) * sqrt(2 * pi)
    while True:
        tail = erfc(z / sqrt(2)) / 2
        step = (log(tail) - target) * tail / (exp(-z * z / 2) / sqrt(2 * pi))
        z += step
        if abs(step) < mpf(10)**-70:
            return z


def log_cell(i):
    """A factor of at most 9 bits that takes the cell's significands close to 1, and its log."""
    low, high = 1 + mpf(i) / 128, 1 + mpf(i + 1) / 128
    inverse = mpf(1) if i == 0 else mpf(.5) if i == 127 else nint(512 * 2 / (low + high)) / 512
    logarithm = -log(inverse * (2 if low >= LOG_TURN else 1))
    high_part, low_part = pair(logarithm) if logarithm else (mpf(0), mpf(0))
    return "{%s, %s, %s}" % (text(inverse), text(high_part), text(low_part))


LOG_TURN = 1 + mpf(53) / 128  # the cell that starts next to sqrt(2)

print("/* SPDX-License-Identifier: MIT */")
print("/* Made by tools/math_tables.py. */")
print('#include "base/math_tables.h"\n')
print("/* clang-format off */")

print("/* 2^(i/64) in two parts. */")
print("const mlt_dd mlt_exp_powers[64] = {")
rows(["{%s, %s}" % tuple(text(v) for v in pair(mpf(2)**(mpf(i) / 64))) for i in range(64)], 2)
print("};\n")
print("const mlt_log_cell mlt_log_cells[128] = {")
rows([log_cell(i) for i in range(128)], 1)
print("};\n")
print("/* atan(i/32) in two parts. */")
print("const mlt_dd mlt_atan_steps[33] = {")
rows(["{0, 0}"] + ["{%s, %s}" % tuple(text(v) for v in pair(atan(mpf(i) / 32)))
                       for i in range(1, 33)], 2)
print("};\n")

mp.prec = 1500
bits = int(mp.floor(2 / pi * mpf(2)**(64 * 20)))
mp.prec = 300
print("/* 64 zeros, then the first 1280 bits of 2/pi. */")
print("const uint64_t mlt_two_over_pi[21] = {")
rows(["0x%016x" % (bits >> 64 * (20 - i) & (1 << 64) - 1) for i in range(21)], 4)
print("};\n")

h = log(2) / 128 * mpf("1.0001")
polynomial("mlt_exp_poly", "(e^r - 1 - r) / r^2, |r| <= log(2)/128",
           lambda r: (expm1(r) - r) / r**2, -h, h + TINY, 5)
h = mpf("0.0079")
polynomial("mlt_log_poly", "(log(1 + r) - r + r^2/2) / r^3, |r| <= 0.0079",
           lambda r: (log1p(r) - r + r * r / 2) / r**3, -h, h + TINY, 7)
h = (pi / 4)**2 * mpf("1.0001")
polynomial("mlt_sin_poly", "(sin r - r) / r^3 of r^2, |r| <= pi/4",
           lambda z: (sin(sqrt(z)) - sqrt(z)) / sqrt(z)**3, TINY, h, 7)
polynomial("mlt_cos_poly", "(cos r - 1 + r^2/2) / r^4 of r^2, |r| <= pi/4",
           lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, TINY, h, 7)
polynomial("mlt_atan_poly", "(atan t - t) / t^3 of t^2, |t| <= 1/64",
           lambda z: (atan(sqrt(z)) - sqrt(z)) / sqrt(z)**3, TINY, mpf("1.01") / 4096, 4)
polynomial("mlt_erf_poly", "erf(x)/x - 1 of x^2, |x| <= 1",
           lambda z: erf(sqrt(z)) / sqrt(z) - 1, TINY, mpf(1), 14)


def scaled_erfc(t):
    x = 4 * (1 + t) / (1 - t)
    return exp(x * x) * erfc(x) * (1 + 2 * x)


polynomial("mlt_erfc_poly", "e^(x^2) erfc(x) (1 + 2x) of t = (x - 4)/(x + 4), 0.49 <= x <= 28",
           scaled_erfc, (mpf(".49") - 4) / (mpf(".49") + 4), mpf(24) / 32, 24)
polynomial("mlt_lgamma_poly", "x times the rest of Stirling's formula, of 1/x^2, x >= 8",
           lambda w: (loggamma(1 / sqrt(w)) - (1 / sqrt(w) - mpf(.5)) * log(1 / sqrt(w)) +
                      1 / sqrt(w) - log(2 * pi) / 2) / sqrt(w), TINY, mpf(1) / 64, 9)

edge = mpf("0.425")
rational("mlt_quantile_centre", "quantile(1/2 + q) / q of 0.180625 - q^2, |q| <= 0.425",
         lambda u: quantile(mpf(.5) - sqrt(edge**2 - u)) / sqrt(edge**2 - u), mpf(0), edge**2)
rational("mlt_quantile_near", "-quantile(e^-(r^2)) of r - 1.6, 1.6 <= r <= 5",
         lambda u: quantile(exp(-(u + mpf(1.6))**2)), mpf(0), 5 - mpf(1.6))
rational("mlt_quantile_far", "-quantile(e^-(r^2)) of r - 5, 5 <= r <= 27.4",
         lambda u: quantile(exp(-(u + 5)**2)), mpf(0), mpf("22.4"))
print("/* clang-format on */")
