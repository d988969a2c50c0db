/* SPDX-License-Identifier: MIT */
#include <string.h>

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
