# SPDX-License-Identifier: MIT
"""The library's evaluation in Python, through ctypes."""
import ctypes as c
import os

import numpy as np

P, S = c.c_void_p, c.c_char_p
STATS = "AP AP50 AP75 APs APm APl AR1 AR10 AR100 ARs ARm ARl".split()
COLUMNS = "AP AP50 AP75 AR100".split()
AXES = {"precision": 5, "recall": 4, "scores": 5}


class Refused(Exception):
    """The library has returned an error."""


class Library:
    def __init__(self, build):
        self.lib = c.CDLL(os.path.abspath(build + "/libmltest.so.0"))
        self.declare("mltest_error_message", S, P)
        self.declare("mltest_evaluation_array", c.POINTER(c.c_double), P, S, P)
        self.declare("mltest_evaluation_doubles", c.POINTER(c.c_double), P, S, S)
        self.declare("mltest_evaluation_rows", c.c_size_t, P, S)
        self.declare("mltest_evaluation_value", c.c_int32, P, S, P)
        for noun in ("evaluation", "error"):
            self.declare("mltest_%s_free" % noun, None, P)
        self.lenient = P()
        self.must("mltest_options_new", c.byref(self.lenient), None, b"evaluation")
        self.must("mltest_options_set_bool", self.lenient, b"lenient", 1)

    def declare(self, name, result, *arguments):
        function = getattr(self.lib, name)
        function.restype, function.argtypes = result, arguments

    def must(self, name, *arguments):
        """Calls a function whose last parameter is the error."""
        error = P()
        if getattr(self.lib, name)(*arguments, c.byref(error)) != 0:
            text = self.lib.mltest_error_message(error).decode()
            self.lib.mltest_error_free(error)
            raise Refused(text)

    def array(self, handle, name):
        shape = (c.c_size_t * 5)()
        values = self.lib.mltest_evaluation_array(handle, name.encode(), shape)
        lengths = list(shape)[:AXES[name]]
        n = np.prod(lengths, dtype=int) if values else 0
        return np.array(values[:n] if n else [], float).reshape(lengths)

    def figure(self, handle, name):
        value = c.c_double()
        if self.lib.mltest_evaluation_value(handle, name.encode(), c.byref(value)) != 0:
            raise Refused("there is no " + name)
        return value.value

    def evaluate(self, truth, results, lenient):
        """Arrays and figures by name."""
        handle = P()
        self.must("mltest_evaluation_new", c.byref(handle), None, truth.encode(), results.encode(),
                  self.lenient if lenient else None)
        try:
            found = {name: self.array(handle, name) for name in AXES}
            found["stats"] = np.array([self.figure(handle, name) for name in STATS])
            n = self.lib.mltest_evaluation_rows(handle, b"classes")
            columns = [self.lib.mltest_evaluation_doubles(handle, b"classes", name.encode())
                       for name in COLUMNS]
            found["classes"] = np.array([column[:n] if n else [] for column in columns], float)
            return found
        finally:
            self.lib.mltest_evaluation_free(handle)
