/* SPDX-License-Identifier: MIT */
#include "base/options.h"

#include "run/run.h"

static const mlt_option rows[] = {
    {"seed", MLTEST_OPTION_INT, "", 0, 9007199254740991.0, "0", "seed of all random draws"},
    {"threads", MLTEST_OPTION_INT, "", 0, 256, "0", "worker threads; 0 is one per processor"},
    {"batch", MLTEST_OPTION_INT, "pictures", 0, 4096, "0",
     "pictures per predict call; 0 is the most the predictor takes"},
    {"limit", MLTEST_OPTION_INT, "samples", 0, 9007199254740991.0, "0",
     "only the first samples of the data set; 0 is all"},
    {"shard", MLTEST_OPTION_STRING, "", 0, 0, "0/1", "part i of n of the samples, i from 0"},
    {"resume", MLTEST_OPTION_BOOL, "", 0, 1, "false", "go on with a journal that exists"},
    {"timing", MLTEST_OPTION_BOOL, "", 0, 1, "true", "journal how long each answer took"},
    {"max_failures", MLTEST_OPTION_DOUBLE, "fraction", 0, 1, "0.1",
     "stop when more of the predictions than this fail"},
    {"budget", MLTEST_OPTION_INT, "calls", 0, 9007199254740991.0, "0",
     "pictures that the predictor is given at most, clean ones included; 0: all of them"},
    {"until_decided", MLTEST_OPTION_BOOL, "", 0, 1, "false",
     "ask about each condition only until its verdict"},
    {"numbers", MLTEST_OPTION_STRING, "", 0, 0, "f32",
     "precision of journaled predictions: f32 or f64"},
};

const mlt_option_table mlt_run_options = {"run", rows, sizeof rows / sizeof rows[0]};
