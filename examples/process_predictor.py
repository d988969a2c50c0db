#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A model in a process of its own: FastestDet through onnxruntime, for `process:` predictors.

    mltest run --dataset photos/ --suite quick --out run.jsonl.gz \
        --predictor "process:python3 process_predictor.py FastestDet.onnx coco.names"

The library starts this program and speaks doc/process-predictor.md with it: a greeting each way,
then for each picture one line of JSON and its pixels in, one line of JSON out, until the input
ends. Everything that concerns the protocol is in serve(); to wrap another model replace Detector.

`--self-test` checks resizing and suppression against figures worked out by hand; it needs no model.
"""
import argparse
import json
import sys

import numpy as np

SIDE = 352  # the model's input is 1 x 3 x 352 x 352, blue-green-red, 0 to 1
OVERLAP = 0.45  # boxes of higher overlap with a better one are suppressed


def taps(n_in, n_out):
    """Left neighbour, right neighbour and right weight (of 2048) of each output position."""
    at = ((np.arange(n_out) + 0.5) * (n_in / n_out) - 0.5).astype(np.float32)
    left = np.floor(at)
    share = np.rint((at - left) * 2048).astype(np.int64)
    left = left.astype(np.int64)
    return np.clip(left, 0, n_in - 1), np.clip(left + 1, 0, n_in - 1), share


def resize(image, side):
    """Bilinear, in the fixed-point arithmetic of OpenCV's INTER_LINEAR for 8-bit pixels."""
    pixels = image.astype(np.int64)
    left, right, share = taps(image.shape[1], side)
    share = share[None, :, None]
    rows = pixels[:, left] * (2048 - share) + pixels[:, right] * share
    above, below, share = taps(image.shape[0], side)
    share = share[:, None, None]
    total = ((rows[above] >> 4) * (2048 - share) >> 16) + ((rows[below] >> 4) * share >> 16)
    return ((total + 2) >> 2).astype(np.uint8)


def suppress(boxes, scores, overlap):
    """Indices of the boxes (x1, y1, x2, y2) to keep, best first; sides count one pixel more."""
    area = (boxes[:, 2] - boxes[:, 0] + 1) * (boxes[:, 3] - boxes[:, 1] + 1)
    order = np.argsort(-scores, kind="stable")
    keep = []
    while order.size:
        best, rest = order[0], order[1:]
        keep.append(int(best))
        low = np.maximum(boxes[best, :2], boxes[rest, :2])
        high = np.minimum(boxes[best, 2:], boxes[rest, 2:])
        sides = np.maximum(high - low + 1, 0)
        common = sides[:, 0] * sides[:, 1]
        order = rest[common <= overlap * (area[best] + area[rest] - common)]
    return keep


class Detector:
    """FastestDet: a 22 x 22 grid of (objectness, x, y, width, height, 80 classes)."""

    def __init__(self, path, floor):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the same sums in the same order on every machine
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(path, options, ["CPUExecutionProvider"])
        self.input = self.session.get_inputs()[0].name
        self.floor = floor

    def __call__(self, image):
        """Yields (class index, score, (x, y, width, height)) for an H x W x 3 picture in RGB."""
        blob = resize(image, SIDE)[:, :, ::-1].transpose(2, 0, 1)[None].astype(np.float32) / 255
        grid = self.session.run(None, {self.input: blob})[0][0].astype(np.float64)
        best = grid[5:].argmax(axis=0)
        scores = grid[0] ** 0.6 * grid[5:].max(axis=0) ** 0.4
        row, column = np.nonzero(scores >= self.floor)
        cell = grid[1:5, row, column]
        centre = np.stack([column + np.tanh(cell[0]), row + np.tanh(cell[1])], 1) / grid.shape[1]
        size = 1 / (1 + np.exp(-cell[2:].T))
        scale = np.array([image.shape[1], image.shape[0]], np.float64)
        boxes = np.concatenate([(centre - size / 2) * scale, (centre + size / 2) * scale], 1)
        scores = scores[row, column]
        for i in suppress(np.rint(boxes), scores, OVERLAP):  # judged in whole pixels
            x1, y1, x2, y2 = boxes[i].tolist()
            yield int(best[row[i], column[i]]), float(scores[i]), (x1, y1, x2 - x1, y2 - y1)


def answer(detector, request, pixels):
    """The answer to one picture; a picture that cannot be answered is not the end of the run."""
    try:
        image = np.frombuffer(pixels, np.uint8)
        image = image.reshape(request["height"], request["width"], request["channels"])
        found = [{"class": c, "score": s, "bbox": b} for c, s, b in detector(image)]
        return {"id": request["id"], "detections": found}
    except Exception as problem:  # whatever it is, the library records it for this picture
        return {"id": request["id"], "error": f"{type(problem).__name__}: {problem}"}


def serve(detector, classes, source, sink):
    """Greets, then answers until the input ends."""

    def send(message):
        sink.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
        sink.flush()

    greeting = json.loads(source.readline())
    if greeting.get("mltest") != 1 or greeting.get("task") != "detection":
        raise SystemExit(f"cannot answer {greeting}")
    send({"mltest": 1, "classes": classes, "model": {"name": "FastestDet", "version": "onnx"}})
    for line in source:
        request = json.loads(line)
        pixels = source.read(request["bytes"])
        if len(pixels) < request["bytes"]:
            raise SystemExit("the input ended inside a picture")
        send(answer(detector, request, pixels))


def self_test():
    """Exits with 1 when resizing or suppression is not what was worked out by hand."""
    ramp = np.array([[[0], [100]], [[200], [252]]], np.uint8)
    wanted = [[0, 25, 75, 100], [50, 72, 116, 138], [150, 166, 198, 214], [200, 213, 239, 252]]
    checks = {
        "resize 2 to 4": resize(ramp, 4)[:, :, 0].tolist() == wanted,
        "resize 4 to 4": resize(np.array(wanted, np.uint8)[:, :, None], 4)[:, :, 0].tolist() == wanted,
        "suppress": suppress(np.array([[0, 0, 9, 9], [0, 0, 9, 7], [20, 0, 29, 9.0]]),
                             np.array([0.5, 0.9, 0.4]), OVERLAP) == [1, 2],
    }
    for name, good in checks.items():
        print("ok" if good else "not ok", name)
    return 0 if all(checks.values()) else 1


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", nargs="?", help="FastestDet.onnx")
    parser.add_argument("names", nargs="?", help="a file with a class name a line")
    parser.add_argument("--min-score", type=float, default=0.05, help="report nothing below")
    parser.add_argument("--self-test", action="store_true")
    given = parser.parse_args()
    if given.self_test:
        return self_test()
    if not given.names:
        parser.error("the model and its class names are needed")
    with open(given.names, encoding="utf-8") as names:
        classes = [line.strip() for line in names if line.strip()]
    serve(Detector(given.model, given.min_score), classes, sys.stdin.buffer, sys.stdout.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
