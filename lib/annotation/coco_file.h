/* SPDX-License-Identifier: MIT */
/*
 * COCO's annotation file and its results file, read as they are: what they contradict themselves in
 * is left to whoever uses them (metric/coco_eval.h does what the reference does). Unknown keys are
 * skipped. NaN and Infinity, which Python writes, are taken for areas and scores, not for boxes.
 */
#ifndef MLT_ANNOTATION_COCO_FILE_H
#define MLT_ANNOTATION_COCO_FILE_H

#include "annotation/box.h"
#include "annotation/coco_ids.h"
#include "annotation/polygon.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An image or a category. */
typedef struct {
    int64_t id;
    char *name;             /* file_name or name; "" if there is none */
    uint32_t width, height; /* of an image; 0 if there is none */
    /* LVIS: the categories that are known not to be in an image, and those of which not all may be
     * annotated. */
    mlt_coco_id_list negative, not_exhaustive;
    uint8_t frequency; /* LVIS, of a category: 'r', 'c' or 'f'; 0 if there is none */
    bool is_decimal;   /* its id is written as 7.0 or 7e0 */
} mlt_coco_entry_info;

/* Ascending ids; of entries with the same id the first one is kept. */
typedef struct {
    mlt_coco_entry_info *items;
    size_t n, cap;
    size_t n_repeated; /* entries that were not kept; the last one's id: */
    int64_t repeated;
} mlt_coco_list;

typedef struct {
    int64_t id, image_id, category_id;
    mlt_box box;
    double area;              /* width × height if there is none */
    bool crowd;               /* false if it is not said */
    bool ignore;              /* the same; COCO's evaluation of boxes does not look at it */
    bool has_area, has_crowd; /* whether the file said so */
} mlt_coco_annotation;

typedef struct {
    mlt_coco_list images, categories;
    mlt_coco_annotation *annotations; /* as in the file */
    size_t n_annotations, cap_annotations;
    bool has_annotations; /* files of test sets have none */
} mlt_coco_truth;

typedef struct {
    mlt_box box;
    double score;
    uint32_t image, category; /* numbers of their ids below */
} mlt_coco_detection;

typedef struct {
    mlt_coco_detection *items; /* as in the file */
    size_t n, cap;
    mlt_coco_ids images, categories; /* that there are results for */
} mlt_coco_results;

/*
 * polygons: NULL, or an empty list that gets the rings of the segmentations, owned by the places of
 * their annotations; the caller frees it, also after an error.
 * Each fills in *out, which it first empties. MLTEST_ERR_FORMAT with the place in the file,
 * MLTEST_ERR_IO, MLTEST_ERR_LIMIT, MLTEST_ERR_MEMORY.
 */
mltest_status mlt_coco_read_truth(mltest_context *ctx, const char *path, mlt_coco_truth *out,
                                  mlt_polygons *polygons, mltest_error **error);
mltest_status mlt_coco_read_results(mltest_context *ctx, const char *path, mlt_coco_results *out,
                                    mltest_error **error);
/*
 * Both files of an evaluation, on two threads if they are large. Each is emptied first; *results is
 * left empty if the truth cannot be read, whose error comes first.
 */
mltest_status mlt_coco_read_pair(mltest_context *ctx, const char *truth_path,
                                 const char *results_path, mlt_coco_truth *truth,
                                 mlt_coco_results *results, mltest_error **error);
/* The place of an id, or -1. */
int64_t mlt_coco_find(const mlt_coco_list *list, int64_t id);
void mlt_coco_truth_free(mltest_context *ctx, mlt_coco_truth *truth);
void mlt_coco_results_free(mltest_context *ctx, mlt_coco_results *results);

#endif
