/* SPDX-License-Identifier: MIT */
#include "predictor/predictor.h"

static const mlt_option rows[] = {
    {"timeout", MLTEST_OPTION_DOUBLE, "seconds", 0.001, 86400, "60",
     "time a process has to greet, and to answer a batch"},
    {"restarts", MLTEST_OPTION_INT, "", 0, 1000, "3",
     "how often a process that failed is started again during a run"},
    {"batch", MLTEST_OPTION_INT, "pictures", 1, MLT_MAX_BATCH, "1",
     "how many pictures a process or replay is asked about at once"},
};

const mlt_option_table mlt_predictor_options = {"predictor", rows, sizeof rows / sizeof *rows};
