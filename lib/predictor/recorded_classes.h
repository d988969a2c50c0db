/* SPDX-License-Identifier: MIT */
/*
 * From the categories of a results file to class indices.
 */
#ifndef MLT_PREDICTOR_RECORDED_CLASSES_H
#define MLT_PREDICTOR_RECORDED_CLASSES_H

#include "annotation/classes.h"
#include "annotation/coco_file.h"
#include "predictor/recorded.h"

/*
 * Replaces each item's category by a class index, -1 for none, and fills in the class list that
 * they mean: the annotation file's categories; without one (categories is NULL) the names in the
 * results file. Bare numbers without an annotation file count the data set's classes from 1, as
 * COCO does, and `classes` stays empty. path is for messages.
 */
mltest_status mlt_recorded_to_classes(mlt_recorded *recorded, const char *path,
                                      const mlt_coco_list *categories, mlt_classes *classes,
                                      mltest_error **error);

#endif
