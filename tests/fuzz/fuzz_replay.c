/* SPDX-License-Identifier: MIT */
/*
 * Results files: any bytes give detections, grouped by image, or an error.
 */
#include <stdlib.h>
#include <string.h>

#include "mltest/error.h"
#include "predictor/image_finder.h"
#include "predictor/recorded_classes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_groups(const mlt_recorded *r)
{
    size_t at = 0;
    for (size_t k = 0; k < r->images.n; k++) {
        if (r->starts[k] != at || r->starts[k + 1] < at)
            abort();
        for (; at < r->starts[k + 1]; at++)
            if (r->items[at].image != k || r->items[at].condition >= r->conditions.n)
                abort();
    }
    if (at != r->n)
        abort();
}

/* Every id finds its own image. */
static void check_finder(const mlt_recorded *r)
{
    mlt_image_finder finder;
    if (mlt_image_finder_init(&finder, &r->images, NULL, NULL) != MLTEST_OK)
        abort();
    for (size_t k = 0; k < r->images.n; k++) {
        mlt_image_match match;
        size_t image = 0, recorded = 0;
        if (mlt_image_find(&finder, r->images.items[k].text, &match, &image, &recorded, NULL) !=
                MLTEST_OK ||
            match != MLT_IMAGE_FOUND || image != k || recorded != k)
            abort();
    }
    mlt_image_finder_free(&finder);
}

static void check_classes(mlt_recorded *r)
{
    mlt_classes classes = {NULL, 0, 0};
    mltest_error *error = NULL;
    mltest_status status = mlt_recorded_to_classes(r, "fuzz.json", NULL, &classes, &error);
    if (status != mltest_error_status(error))
        abort();
    for (size_t i = 0; status == MLTEST_OK && i < r->n; i++)
        if (r->items[i].category < 0)
            abort();
    mlt_classes_free(NULL, &classes);
    mltest_error_free(error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mlt_recorded recorded = {.ctx = NULL};
    mltest_error *error = NULL;
    mltest_status status =
        mlt_recorded_parse(&recorded, NULL, "fuzz.json", (const char *)data, n, &error);
    if (status != mltest_error_status(error))
        abort();
    if (status == MLTEST_OK) {
        check_groups(&recorded);
        check_finder(&recorded);
        check_classes(&recorded);
    }
    mlt_recorded_free(&recorded);
    mltest_error_free(error);
    return 0;
}
