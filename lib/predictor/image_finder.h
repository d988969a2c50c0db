/* SPDX-License-Identifier: MIT */
/*
 * From a sample to its detections in a results file, with or without an annotation file.
 */
#ifndef MLT_PREDICTOR_IMAGE_FINDER_H
#define MLT_PREDICTOR_IMAGE_FINDER_H

#include "annotation/coco_file.h"
#include "predictor/image_names.h"

typedef struct {
    const mlt_keys *ids; /* of the results file; borrowed */
    bool has_truth;
    bool by_file;          /* ids are YOLO's text files without ".txt" */
    mlt_image_names names; /* of the annotation file's images; or these ids */
    size_t *recorded;      /* for each of them: its number in `ids`, or SIZE_MAX */
    size_t n;              /* how many images a sample can be: these, or those in `ids` */
} mlt_image_finder;

/*
 * images is NULL without an annotation file. With one, every id of the results file must be in it:
 * MLTEST_ERR_CONFLICT names the first that is not. Free it in any case.
 */
mltest_status mlt_image_finder_init(mlt_image_finder *finder, const mlt_keys *ids,
                                    const mlt_coco_list *images, mltest_error **error);
/* For the files of a folder: a picture belongs to the one whose path ends its label file's. */
mltest_status mlt_image_finder_init_files(mlt_image_finder *finder, const mlt_keys *ids,
                                          mltest_error **error);
/*
 * *image is below finder->n, the same for two samples only if they cannot be told apart. *recorded
 * is its number among the ids of the results file, SIZE_MAX if it has no detections.
 */
mltest_status mlt_image_find(const mlt_image_finder *finder, const char *sample,
                             mlt_image_match *match, size_t *image, size_t *recorded,
                             mltest_error **error);
void mlt_image_finder_free(mlt_image_finder *finder);

#endif
