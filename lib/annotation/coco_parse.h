/* SPDX-License-Identifier: MIT */
/*
 * The grammar of COCO's files; annotation/coco_file.h is what others use.
 */
#ifndef MLT_ANNOTATION_COCO_PARSE_H
#define MLT_ANNOTATION_COCO_PARSE_H

#include "annotation/coco_file.h"
#include "codec/json.h"

/* Append to *out, lists in the order of the file, and to *polygons unless it is NULL. On an error
 * they hold what was read so far. */
mltest_status mlt_coco_parse_truth(mlt_json *json, mlt_coco_truth *out, mlt_polygons *polygons,
                                   mltest_error **error);
mltest_status mlt_coco_parse_results(mlt_json *json, mlt_coco_results *out, mltest_error **error);

#endif
