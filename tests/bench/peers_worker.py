# SPDX-License-Identifier: MIT
"""One environment of peers.py. Says in JSON what there is, and then answers each line "CANDIDATE
SEVERITY" with milliseconds of the processor: the median of as many calls as take 3 ms.

    peers_worker.py PICTURE SIDE
"""
import importlib.util
import json
import os
import statistics
import sys
import time

for name in "OMP OPENBLAS MKL NUMBA".split():  # before they are loaded
    os.environ[name + "_NUM_THREADS"] = "1"

import cv2  # noqa: E402
import numpy as np  # noqa: E402

import peers_geometry  # noqa: E402
import peers_opencv  # noqa: E402

SHORTEST_MS = 3
SLOW_MS = 1000


def numba_glass_blur():
    """The shuffle as newer versions of the published package have it: compiled, pixel by pixel."""
    import numba

    @numba.njit
    def shuffle(picture, delta):
        for y in range(picture.shape[0] - delta, delta, -1):
            for x in range(picture.shape[1] - delta, delta, -1):
                dx, dy = np.random.randint(-delta, delta), np.random.randint(-delta, delta)
                for c in range(3):
                    picture[y, x, c] = picture[y + dy, x + dx, c]

    def prepare(picture, severity):
        sigma, delta, passes = peers_opencv.GLASS[severity - 1]

        def run():
            out = cv2.GaussianBlur(picture, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
            for _ in range(passes):
                shuffle(out, delta)
            return cv2.GaussianBlur(out, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
        return run
    return prepare


def published(kind):
    from imagecorruptions import corrupt
    return lambda picture, severity: lambda: corrupt(picture, severity, kind)


def has(module):
    return importlib.util.find_spec(module) is not None


def candidates():
    """Lists of library, kind, what it does, whether it is the published change, function."""
    opencv = "OpenCV " + cv2.__version__
    found = [(opencv,) + c for c in peers_opencv.CANDIDATES + peers_geometry.CANDIDATES]
    if has("numba"):
        found.append((opencv + ", Numba", "glass_blur", "GaussianBlur, shuffle", True,
                      numba_glass_blur()))
    if has("albumentations"):
        import peers_albumentations as other
        library = "albumentations " + other.A.__version__
        found += [(library,) + c for c in other.CANDIDATES]
    if has("imagecorruptions"):
        import warnings
        warnings.simplefilter("ignore")
        from imagecorruptions import corruption_tuple
        found += [("imagecorruptions 1.1.2", f.__name__, "", True, published(f.__name__))
                  for f in corruption_tuple]
    return found


def measure(run):
    """A call that is slow is not made twice."""
    times = []
    start = time.process_time()
    run()
    first = 1000 * (time.process_time() - start)
    if first > SLOW_MS:
        return first
    while sum(times) < SHORTEST_MS:
        start = time.process_time()
        run()
        times.append(1000 * (time.process_time() - start))
    return statistics.median(times)


def main(path, side):
    cv2.setNumThreads(1)
    picture = np.fromfile(path, np.uint8).reshape(int(side), int(side), 3)
    found, prepared = candidates(), {}
    versions = {"python": sys.version.split()[0], "opencv": cv2.__version__,
                "opencv_cpu": cv2.getCPUFeaturesLine()}
    for name in "numpy scipy skimage PIL numba albumentations".split():
        if has(name):
            versions[name] = importlib.import_module(name).__version__
    print(json.dumps({"versions": versions, "candidates": [c[:4] for c in found]}), flush=True)
    for line in sys.stdin:
        number, severity = map(int, line.split())
        if (number, severity) not in prepared:
            prepared = {key: run for key, run in prepared.items() if key[1] == severity}
            prepared[number, severity] = found[number][4](picture, severity)
        print("%.6f" % measure(prepared[number, severity]), flush=True)


main(*sys.argv[1:])
