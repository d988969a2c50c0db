/* SPDX-License-Identifier: MIT */
#include "predictor/recorded_classes.h"

#include "base/error.h"

#include <inttypes.h>

static mltest_status from_truth(mlt_recorded *r, const mlt_coco_list *categories,
                                mlt_classes *classes, mltest_error **error)
{
    for (size_t i = 0; i < categories->n; i++)
        TRY(mlt_classes_add(r->ctx, classes, categories->items[i].name, error));
    for (size_t i = 0; i < r->n; i++) {
        int64_t *category = &r->items[i].category;
        if (r->categories == MLT_CATEGORIES_NAMES)
            *category = mlt_classes_find(classes, r->names.items[*category].text);
        else
            *category = mlt_coco_find(categories, *category);
    }
    return MLTEST_OK;
}

static mltest_status from_names(mlt_recorded *r, mlt_classes *classes, mltest_error **error)
{
    for (size_t i = 0; i < r->names.n; i++)
        TRY(mlt_classes_add(r->ctx, classes, r->names.items[i].text, error));
    return MLTEST_OK;
}

/* Some programs count from 0. A file of theirs in which class 0 is missing looks like one that
 * counts from 1, so guessing would shift all classes now and then: a 0 is an error. */
static mltest_status from_numbers(mlt_recorded *r, const char *path, mltest_error **error)
{
    for (size_t i = 0; i < r->n; i++) {
        if (r->items[i].category < 1)
            return mlt_fail(error, MLTEST_ERR_FORMAT,
                            "%s: category_id %" PRId64 ": without an annotation file categories "
                            "count from 1; expected replay:RESULTS.json,TRUTH.json",
                            path, r->items[i].category);
        r->items[i].category--;
    }
    return MLTEST_OK;
}

mltest_status mlt_recorded_to_classes(mlt_recorded *recorded, const char *path,
                                      const mlt_coco_list *categories, mlt_classes *classes,
                                      mltest_error **error)
{
    if (categories)
        return from_truth(recorded, categories, classes, error);
    if (recorded->categories == MLT_CATEGORIES_NAMES)
        return from_names(recorded, classes, error);
    return from_numbers(recorded, path, error);
}
