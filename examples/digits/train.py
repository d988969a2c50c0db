# SPDX-License-Identifier: MIT
"""Makes tables.c: the weights of two classifiers of digits, and pictures to test them on.

    python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 numpy==2.4.6
    venv/bin/python examples/digits/train.py > examples/digits/tables.c

The digits are those that come with scikit-learn: 1797 pictures of 8 x 8 pixels of 17 levels, from
the test part of "Optical Recognition of Handwritten Digits" (E. Alpaydin and C. Kaynak, UCI Machine
Learning Repository). The last 500 are not trained with; of them, the first 12 of each digit are the
pictures. Both classifiers are linear; `sturdy` was trained with noisy and blurred copies as well.
"""
import numpy as np
from sklearn.datasets import load_digits
from sklearn.linear_model import LogisticRegression

HELD_OUT, PER_DIGIT, STEPS = 500, 12, 64
LETTERS = "0123456789abcdefg"


def blurred(x):
    padded = np.pad(x.reshape(-1, 8, 8), ((0, 0), (1, 1), (1, 1)), mode="edge")
    return sum(padded[:, i:i + 8, k:k + 8] for i in range(3) for k in range(3)).reshape(-1, 64) / 9


def augmented(x, y, draws):
    noisy = [np.clip(x + 16 * s * draws.standard_normal(x.shape), 0, 16) for s in (.1, .2, .3)]
    flat = [8 + (x - 8) * .5, np.minimum(x + 4, 16)]
    copies = [x, blurred(x)] + noisy + flat
    return np.concatenate(copies), np.tile(y, len(copies))


def weights(x, y):
    """10 rows of 64 weights and a bias, in 1/64 for inputs of 0 to 16 divided by 16."""
    model = LogisticRegression(C=1.0, max_iter=5000).fit(x / 16, y)
    return np.rint(STEPS * np.column_stack([model.coef_, model.intercept_])).astype(int)


def accuracy(w, x, y):
    return np.mean(np.argmax(x / 16 @ w[:, :64].T + w[:, 64], axis=1) == y)


def print_weights(variants):
    print("const short digits_weights[DIGITS_VARIANTS][10][65] = {")
    for name, w in variants:
        print("    { /* %s */" % name)
        for row in w:
            print("     {" + ", ".join(str(v) for v in row) + "},")
        print("    },")
    print("};")


def print_pictures(x, y):
    print("\nconst char digits_pictures[10][DIGITS_OF_EACH][65] = {")
    for digit in range(10):
        print("    {")
        for picture in x[y == digit][:PER_DIGIT]:
            print('     "%s",' % "".join(LETTERS[int(v)] for v in picture))
        print("    },")
    print("};")


def main():
    x, y = load_digits(return_X_y=True)
    train, test = slice(0, len(x) - HELD_OUT), slice(len(x) - HELD_OUT, len(x))
    plain = weights(x[train], y[train])
    sturdy = weights(*augmented(x[train], y[train], np.random.default_rng(1)))
    print("/* SPDX-License-Identifier: MIT */\n/* Written by train.py, which says what it is. */")
    print("/* clang-format off */")
    print("/* Right of the %d that were not trained with: plain %.3f, sturdy %.3f. */" % (
        HELD_OUT, accuracy(plain, x[test], y[test]), accuracy(sturdy, x[test], y[test])))
    print('#include "classifier.h"\n#include "pictures.h"\n')
    print_weights([("plain", plain), ("sturdy", sturdy)])
    print_pictures(x[test], y[test])


main()
