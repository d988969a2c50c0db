/* SPDX-License-Identifier: MIT */
/*
 * Label files of YOLO: any bytes give boxes inside the picture, or an error that leaves no box of
 * the line it is about.
 */
#include <stdlib.h>
#include <string.h>

#include "dataset/yolo.h"
#include "mltest/error.h"

/* What boxes may reach over the picture's edge, as lib/dataset/admit.c has it. */
#define SLACK 1e-6

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static mltest_dataset *make(void)
{
    static const char *const names[] = {"cat", "dog", "owl"};
    mltest_dataset *dataset = NULL;
    mltest_sample *sample;
    if (mltest_dataset_new_memory(&dataset, NULL, "fuzz", names, 3, NULL) != MLTEST_OK ||
        mlt_dataset_append(dataset, &sample, NULL) != MLTEST_OK ||
        mlt_sample_set_id(sample, "a.png", NULL) != MLTEST_OK)
        abort();
    dataset->is_quiet = true;
    sample->width = 640;
    sample->height = 480;
    return dataset;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mltest_dataset *dataset = make();
    mltest_sample *sample = &dataset->samples[0];
    mltest_error *error = NULL;
    mltest_status status =
        mlt_yolo_read_labels(dataset, sample, "a.txt", (const char *)data, n, &error);
    if (status != mltest_error_status(error))
        abort();
    for (size_t i = 0; i < sample->truths.n; i++) {
        const mlt_truth *truth = &sample->truths.items[i];
        const mlt_box *box = &truth->box;
        if (truth->cls < 0 || truth->cls > 2 || !(box->x >= -SLACK && box->y >= -SLACK) ||
            !(box->x + box->width <= 640 + SLACK && box->y + box->height <= 480 + SLACK) ||
            !(box->width > 0) || !(box->height > 0) || !(truth->area >= 0))
            abort();
    }
    mltest_error_free(error);
    mlt_dataset_unref(dataset);
    return 0;
}
