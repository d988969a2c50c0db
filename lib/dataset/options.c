/* SPDX-License-Identifier: MIT */
#include "base/options.h"

#include "dataset/dataset.h"

static const mlt_option rows[] = {
    {"format", MLTEST_OPTION_STRING, "", 0, 0, "",
     "the format; recognised by its content when not set"},
    {"split", MLTEST_OPTION_STRING, "", 0, 0, "",
     "part of the data set to read; for voc a name in ImageSets/Main"},
    {"classes", MLTEST_OPTION_STRING, "", 0, 0, "",
     "file with a class name a line, which fixes their order"},
    {"pictures", MLTEST_OPTION_STRING, "", 0, 0, "",
     "folder of the pictures below the data set's, where label files do not say"},
    {"task", MLTEST_OPTION_STRING, "", 0, 0, "detection", "detection or classification"},
};

const mlt_option_table mlt_dataset_options = {"dataset", rows, sizeof rows / sizeof rows[0]};
