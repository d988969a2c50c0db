# SPDX-License-Identifier: MIT
"""Drives the library from Python through ctypes: a predictor, a data set and a perturbation that
are Python functions, run, scored, and run again for the same bytes."""
import ctypes as c
import gzip
import os
import sys
import tempfile

lib = c.CDLL(os.path.abspath(sys.argv[1] + "/libmltest.so.0" if os.path.isdir(sys.argv[1])
                             else sys.argv[1]))
P, S = c.c_void_p, c.c_char_p
W = H = 48


class View(c.Structure):
    _fields_ = [("data", P), ("stride", c.c_int64), ("width", c.c_uint32), ("height", c.c_uint32),
                ("format", c.c_uint32), ("flags", c.c_uint32), ("reserved", c.c_uint64 * 2)]


class Box(c.Structure):
    _fields_ = [("x", c.c_double), ("y", c.c_double), ("width", c.c_double), ("height", c.c_double)]


PREDICT = c.CFUNCTYPE(c.c_int32, P, c.POINTER(View), c.c_size_t, P)
DESTROY = c.CFUNCTYPE(None, P)
COUNT = c.CFUNCTYPE(c.c_int32, P, c.POINTER(c.c_uint64))
SAMPLE = c.CFUNCTYPE(c.c_int32, P, c.c_uint64, P)
APPLY = c.CFUNCTYPE(c.c_int32, P, c.POINTER(View), c.POINTER(c.c_double), c.c_size_t, P)


class PredictorVtable(c.Structure):
    _fields_ = [("struct_size", c.c_size_t), ("flags", c.c_uint64), ("predict", PREDICT),
                ("destroy", DESTROY), ("max_batch", c.c_uint64), ("max_concurrent", c.c_uint64)]


class DatasetVtable(c.Structure):
    _fields_ = [("struct_size", c.c_size_t), ("flags", c.c_uint64), ("count", COUNT),
                ("describe", SAMPLE), ("load", SAMPLE), ("destroy", DESTROY)]


class PerturbationVtable(c.Structure):
    _fields_ = [("struct_size", c.c_size_t), ("flags", c.c_uint64), ("apply", APPLY),
                ("destroy", DESTROY)]


def declare(name, result, *arguments):
    function = getattr(lib, name)
    function.restype, function.argtypes = result, arguments
    return function


STATUS = c.c_int32
message = declare("mltest_error_message", S, P)
add_box = declare("mltest_sink_add_box", STATUS, P, c.c_size_t, c.c_int64, *[c.c_double] * 5)
add_boxes = declare("mltest_sink_add_boxes", STATUS, P, c.c_size_t, c.c_size_t, P, c.c_int32,
                    c.c_int32, P, P, c.c_int32)
set_id = declare("mltest_sample_set_id", STATUS, P, S, P)
set_size = declare("mltest_sample_set_size", STATUS, P, c.c_uint32, c.c_uint32)
add_truth = declare("mltest_sample_add_truth", STATUS, P, c.c_int32, c.POINTER(Box), c.c_uint32, P)
set_view = declare("mltest_sample_set_view", STATUS, P, c.POINTER(View), P)
canvas_pixels = declare("mltest_canvas_pixels", P, P, c.POINTER(c.c_int64))
canvas_random = declare("mltest_canvas_random_u32", c.c_uint32, P)
for noun in ("dataset", "predictor", "perturbation", "suite", "run", "journal", "scorecard",
             "error", "options"):
    declare("mltest_%s_free" % noun, None, P)

passed = failed = 0


def check(what, condition):
    global passed, failed
    passed, failed = passed + bool(condition), failed + (not condition)
    print("%s  %s" % ("ok  " if condition else "BAD ", what))


def must(name, *arguments):
    """Calls a function whose last parameter is the error; raises with its message."""
    error = P()
    status = getattr(lib, name)(*arguments, c.byref(error))
    if status != 0:
        text = message(error).decode()
        lib.mltest_error_free(error)
        raise RuntimeError("%s: %d: %s" % (name, status, text))


def picture(i):
    """A dark picture with one bright square; where it is depends on i."""
    pixels = bytearray([40]) * (W * H * 3)
    x0, y0 = 4 + 3 * i, 6 + 2 * i
    for y in range(y0, y0 + 12):
        for x in range(x0, x0 + 12):
            pixels[3 * (y * W + x):3 * (y * W + x) + 3] = b"\xc8\xc8\xc8"
    return bytes(pixels), (x0, y0, 12, 12)


destroyed = []


@PREDICT
def predict(_, images, n, sink):
    for i in range(n):
        view = images[i]
        rows = [c.string_at(view.data + y * view.stride, 3 * view.width) for y in range(view.height)]
        bright = [(x, y) for y, row in enumerate(rows) for x in range(view.width)
                  if row[3 * x] > 120]
        if not bright:
            add_boxes(sink, i, 0, None, 2, 1, None, None, 3)
            continue
        x0, y0 = min(p[0] for p in bright), min(p[1] for p in bright)
        x1, y1 = max(p[0] for p in bright) + 1, max(p[1] for p in bright) + 1
        add_box(sink, i, 0, 0.9, x0, y0, x1 - x0, y1 - y0)
    return 0


@COUNT
def count(_, n):
    n[0] = 6
    return 0


@SAMPLE
def describe(_, i, sample):
    box = picture(i)[1]
    set_id(sample, b"square-%d" % i, None)
    set_size(sample, W, H)
    return add_truth(sample, 0, c.byref(Box(*box)), 0, None)


@SAMPLE
def load(_, i, sample):
    pixels = picture(i)[0]
    buffer = c.create_string_buffer(pixels, len(pixels))
    view = View(c.cast(buffer, P), 3 * W, W, H, 3)
    return set_view(sample, c.byref(view), None)


@APPLY
def darken(_, view, params, n, canvas):
    """Divides by a parameter, and puts a random dot somewhere."""
    stride = c.c_int64()
    to = canvas_pixels(canvas, c.byref(stride))
    for y in range(view[0].height):
        row = bytearray(c.string_at(view[0].data + y * view[0].stride, 3 * view[0].width))
        row = bytes(int(v / params[0]) for v in row)
        c.memmove(to + y * stride.value, row, len(row))
    at = canvas_random(canvas) % (W * H)
    c.memmove(to + (at // W) * stride.value + 3 * (at % W), b"\xff\xff\xff", 3)
    return 0


class Parameter(c.Structure):
    _fields_ = [("name", S), ("unit", S), ("low", c.c_double), ("high", c.c_double),
                ("values", c.c_double * 5), ("reserved", c.c_uint64 * 2)]


def gone(what):
    return DESTROY(lambda _: destroyed.append(what))


keep = [gone("dataset"), gone("predictor"), gone("perturbation")]


def run(path):
    dataset, predictor, kind, suite, handle, options = (P() for _ in range(6))
    names = (S * 1)(b"square")
    must("mltest_dataset_new", c.byref(dataset), None, b"squares", names, c.c_size_t(1),
         c.byref(DatasetVtable(c.sizeof(DatasetVtable), 0, count, describe, load, keep[0])), None)
    must("mltest_predictor_new", c.byref(predictor), None,
         c.byref(PredictorVtable(c.sizeof(PredictorVtable), 0, predict, keep[1], 4, 0)), None)
    must("mltest_predictor_set_model", predictor, b"brightest", b"1")
    divisor = Parameter(b"divisor", b"", 1, 10, (c.c_double * 5)(1.1, 1.3, 1.5, 2, 4))
    must("mltest_perturbation_new", c.byref(kind), None, b"darken", 4, 1, b"less light",
         c.byref(divisor), c.c_size_t(1),
         c.byref(PerturbationVtable(c.sizeof(PerturbationVtable), 0, darken, keep[2])), None)
    must("mltest_suite_new", c.byref(suite), None, b"python")
    must("mltest_suite_add_perturbation", suite, kind)
    for condition in (b"darken@1", b"darken@5", b"gaussian_noise@2", b"rotation@3",
                      b"lens_distortion@5"):
        must("mltest_suite_add", suite, condition)
    must("mltest_options_new", c.byref(options), None, b"run")
    must("mltest_options_set_bool", options, b"timing", 0)
    must("mltest_run_new", c.byref(handle), None, dataset, predictor, suite, options)
    for noun, value in (("dataset", dataset), ("predictor", predictor), ("perturbation", kind),
                        ("suite", suite), ("options", options)):
        getattr(lib, "mltest_%s_free" % noun)(value)  # in any order: the run keeps its parts
    check("nothing is destroyed while the run needs it", not destroyed)
    must("mltest_run_execute", handle, path.encode())
    lib.mltest_run_free(handle)
    check("everything is destroyed once", sorted(destroyed) == ["dataset", "perturbation",
                                                                "predictor"])
    destroyed.clear()


def score(path):
    journal, card = P(), P()
    must("mltest_journal_open", c.byref(journal), None, (S * 1)(path.encode()), c.c_size_t(1))
    must("mltest_scorecard_new", c.byref(card), None, journal, None, None, c.c_size_t(0))
    lib.mltest_journal_free(journal)
    value = c.c_double()
    lib.mltest_scorecard_value(card, b"clean.AP50", c.byref(value))
    declare("mltest_scorecard_rows", c.c_size_t, P, S)
    declare("mltest_scorecard_doubles", c.POINTER(c.c_double), P, S, S)
    declare("mltest_scorecard_strings", c.POINTER(S), P, S, S)
    rows = lib.mltest_scorecard_rows(card, b"conditions")
    names = lib.mltest_scorecard_strings(card, b"conditions", b"name")
    affected = lib.mltest_scorecard_doubles(card, b"conditions", b"affected.value")
    table = {names[i].decode(): affected[i] for i in range(rows)}
    lib.mltest_scorecard_free(card)
    return value.value, table


def lens(path):
    """Where a box of the first picture is behind the lens, and the way back of its corner."""
    journal = P()
    must("mltest_journal_open", c.byref(journal), None, (S * 1)(path.encode()), c.c_size_t(1))
    map_points = declare("mltest_journal_map_points", STATUS, P, c.c_size_t, c.c_size_t, c.c_int32,
                         c.c_size_t, P, P)
    map_box = declare("mltest_journal_map_box", STATUS, P, c.c_size_t, c.c_size_t, P, P, P, P)
    declare("mltest_journal_condition_count", c.c_size_t, P)
    last = lib.mltest_journal_condition_count(journal) - 1
    box, outer, inner, visible = Box(W / 4, H / 4, W / 2, H / 2), Box(), Box(), c.c_double()
    corner, there, back = (c.c_double * 2)(box.x, box.y), (c.c_double * 2)(), (c.c_double * 2)()
    status = [map_box(journal, 0, last, c.byref(box), c.byref(outer), c.byref(inner),
                      c.byref(visible)),
              map_points(journal, 0, last, 0, 1, corner, there),
              map_points(journal, 0, last, 1, 1, there, back)]
    lib.mltest_journal_free(journal)
    check("the lens pushes the corner of a box out",
          status == [0, 0, 0] and abs(outer.x - there[0]) < 1e-9 and there[0] < box.x)
    check("and back again", abs(back[0] - box.x) < 1e-9 and abs(back[1] - box.y) < 1e-9)
    check("an ellipse in it stays within", inner.x > outer.x and visible.value == 1)


with tempfile.TemporaryDirectory() as folder:
    first, second = folder + "/a.jsonl.gz", folder + "/b.jsonl.gz"
    run(first)
    run(second)
    check("two runs write the same bytes",
          gzip.open(first).read() == gzip.open(second).read())
    lens(first)
    ap50, table = score(first)
    check("clean AP50 is 1", abs(ap50 - 1) < 1e-9)
    check("all conditions are there", len(table) == 6 and "darken:r1@5" in table)
    check("in the dark nothing is seen", table["darken:r1@5"] == 1)
    check("a little less light does no harm but for the dot", table["darken:r1@1"] <= 1)

    error = P()
    lib.mltest_suite_open.argtypes = None
    suite = P()
    status = lib.mltest_suite_open(c.byref(suite), None, b"quikc", c.byref(error))
    check("a misspelt suite is refused with a hint", status != 0 and b"quick" in message(error))
    lib.mltest_error_free(error)

print("%d passed, %d failed" % (passed, failed))
sys.exit(failed != 0)
