/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "dataset/voc.h"

static mltest_status unknown_class(const mlt_voc *voc, const mlt_voc_entry *e,
                                   const mlt_voc_object *object, mltest_error **error)
{
    const mlt_classes *classes = &voc->dataset->classes;
    const char *near =
        mlt_nearest_name(object->name, (const char *const *)classes->names, classes->n);
    mlt_where where = MLT_NOWHERE;
    where.file = e->path;
    where.line = object->line;
    return mlt_fail_at(error, MLTEST_ERR_FORMAT, where, "class \"%s\" is not in %s%s%s%s",
                       object->name, voc->class_file, near != NULL ? "; did you mean \"" : "",
                       near != NULL ? near : "", near != NULL ? "\"?" : "");
}

/* The class of an object: from the given list, or entered into the one that grows. */
mltest_status mlt_voc_find_class(mlt_voc *voc, const mlt_voc_entry *e, const mlt_voc_object *object,
                                 int32_t *cls, mltest_error **error)
{
    mltest_dataset *dataset = voc->dataset;
    *cls = mlt_classes_find(&dataset->classes, object->name);
    if (*cls >= 0)
        return MLTEST_OK;
    if (voc->class_file[0] != '\0')
        return unknown_class(voc, e, object, error);
    *cls = (int32_t)dataset->classes.n;
    return mlt_classes_add(dataset->ctx, &dataset->classes, object->name, error);
}

mltest_status mlt_voc_enter_classes(mlt_voc *voc, const mlt_voc_entry *e, mltest_error **error)
{
    for (size_t i = 0; i < e->content.n_objects; i++) {
        int32_t cls;
        TRY(mlt_voc_find_class(voc, e, &e->content.objects[i], &cls, error));
    }
    return MLTEST_OK;
}

typedef struct {
    char *name;
    size_t was; /* its index before sorting */
} ranked_class;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const ranked_class *)a)->name, ((const ranked_class *)b)->name);
}

mltest_status mlt_voc_sort_classes(mltest_dataset *dataset, mltest_error **error)
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
