/* SPDX-License-Identifier: MIT */
/*
 * Classes that came in the order of their first objects, put into the order of their names.
 */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "dataset/reader.h"

typedef struct {
    char *name;
    size_t was; /* its index before sorting */
} ranked_class;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const ranked_class *)a)->name, ((const ranked_class *)b)->name);
}

mltest_status mlt_dataset_sort_classes(mltest_dataset *dataset, mltest_error **error)
{
    size_t n = dataset->classes.n;
    ranked_class *ranked = mlt_alloc_zero(dataset->ctx, n + 1, sizeof *ranked);
    int32_t *now = mlt_alloc_zero(dataset->ctx, n + 1, sizeof *now);
    if (ranked == NULL || now == NULL) {
        mlt_free(dataset->ctx, ranked);
        mlt_free(dataset->ctx, now);
        return mlt_fail_memory(error);
    }
    for (size_t i = 0; i < n; i++)
        ranked[i] = (ranked_class){dataset->classes.names[i], i};
    qsort(ranked, n, sizeof *ranked, by_name);
    for (size_t i = 0; i < n; i++) {
        dataset->classes.names[i] = ranked[i].name;
        now[ranked[i].was] = (int32_t)i;
    }
    for (size_t i = 0; i < dataset->n; i++)
        for (size_t j = 0; j < dataset->samples[i].truths.n; j++) {
            mlt_truth *truth = &dataset->samples[i].truths.items[j];
            truth->cls = now[truth->cls];
        }
    mlt_free(dataset->ctx, ranked);
    mlt_free(dataset->ctx, now);
    return MLTEST_OK;
}
