# SPDX-License-Identifier: MIT
"""One evaluator of eval_peers.py, once, in a process of its own: two files to the twelve figures.
Prints JSON: the version, the figures, and the seconds from opening the files on, without imports:
those that passed, and those of the processors.

    eval_worker.py EVALUATOR TRUTH RESULTS
"""
import contextlib
import importlib.metadata
import io
import json
import os
import sys
import time


def like_the_reference(module, evaluation, load="loadRes"):
    """An evaluator that is used as pycocotools is."""
    def evaluate(truth_path, results_path):
        truth = module.COCO(truth_path)
        run = evaluation(truth, getattr(truth, load)(results_path), "bbox")
        run.evaluate()
        run.accumulate()
        run.summarize()
        return run.stats
    return evaluate


def pycocotools():
    from pycocotools import coco, cocoeval
    return like_the_reference(coco, cocoeval.COCOeval)


def faster_coco_eval():
    import faster_coco_eval as module
    return like_the_reference(module, module.COCOeval_faster)


def hotcoco():
    import hotcoco as module
    return like_the_reference(module, module.COCOeval, "load_res")


def ultrafast_pycocotools():
    import ultrafast_pycocotools as module
    return like_the_reference(module, module.COCOeval)


def vernier():
    from vernier.instance import Bbox, CocoDataset, Evaluator

    def evaluate(truth_path, results_path):
        with open(truth_path, "rb") as f:
            truth = CocoDataset.from_json(f.read())
        with open(results_path, "rb") as f:
            results = f.read()
        evaluator = Evaluator(iou=Bbox(), parity_mode="strict")
        return evaluator.evaluate(truth, results, num_threads=len(os.sched_getaffinity(0))).stats
    return evaluate


def main(name, truth, results):
    with contextlib.redirect_stdout(io.StringIO()):
        evaluate = globals()[name.replace("-", "_")]()
        start, cpu_start = time.perf_counter(), time.process_time()
        stats = evaluate(truth, results)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    print(json.dumps({"version": importlib.metadata.version(name), "seconds": seconds, "cpu": cpu,
                      "stats": [float(v) for v in stats][:12]}))


main(*sys.argv[1:])
