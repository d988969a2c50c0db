/* SPDX-License-Identifier: MIT */
/*
 * Detections read from a results file: COCO's, with two liberties. An image_id or category_id may
 * be a text, and a detection may say under which "condition" it was made ("clean" if it does not).
 * Or from a folder of YOLO's text files, one a picture.
 */
#ifndef MLT_PREDICTOR_RECORDED_H
#define MLT_PREDICTOR_RECORDED_H

#include "annotation/box.h"
#include "base/keys.h"

typedef struct {
    mlt_box box; /* as in the file, also if not finite; of a folder: cx, cy, w, h as parts */
    double score;
    int64_t category; /* as in the file, or the number of a name */
    uint32_t image, condition;
} mlt_recorded_item;

typedef enum {
    MLT_CATEGORIES_NONE = 0, /* the file is empty */
    MLT_CATEGORIES_NUMBERS,
    MLT_CATEGORIES_NAMES
} mlt_categories_kind;

typedef struct {
    mltest_context *ctx; /* borrowed */
    bool is_folder;
    mlt_keys images;     /* image ids; whole numbers as decimal text; files without ".txt" */
    mlt_keys conditions; /* "clean" is number 0 */
    mlt_keys names;      /* of categories, if the file has names */
    mlt_categories_kind categories;
    mlt_recorded_item *items; /* by image; those of one image as in the file */
    size_t n, cap;
    size_t *starts; /* of each image's items; one more for the end */
} mlt_recorded;

/* recorded must be zeroed; free it in any case. MLTEST_ERR_IO, _FORMAT, _LIMIT or _MEMORY. */
mltest_status mlt_recorded_read(mlt_recorded *recorded, mltest_context *ctx, const char *path,
                                mltest_error **error);
/* The same from n bytes of a file of that name. */
mltest_status mlt_recorded_parse(mlt_recorded *recorded, mltest_context *ctx, const char *path,
                                 const char *bytes, size_t n, mltest_error **error);
/* The .txt files of a folder and those below it: "class cx cy w h score" or "class x y x y x y …
 * score" a line. */
mltest_status mlt_recorded_read_folder(mlt_recorded *recorded, mltest_context *ctx,
                                       const char *folder, mltest_error **error);
/* One of these files, by its name below the folder; path is the whole of it, for messages. */
mltest_status mlt_recorded_add_file(mlt_recorded *recorded, const char *name, const char *path,
                                    const char *bytes, size_t n, mltest_error **error);
/* What each way of reading begins and ends with. */
mltest_status mlt_recorded_begin(mlt_recorded *recorded, mltest_context *ctx, mltest_error **error);
mltest_status mlt_recorded_group(mlt_recorded *recorded, mltest_error **error);
void mlt_recorded_free(mlt_recorded *recorded);

#endif
