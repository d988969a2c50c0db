/* SPDX-License-Identifier: MIT */
#include "predictor/image_finder.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/number.h"
#include "base/text.h"
#include "dataset/yolo.h"

#include <string.h>

/* Finds the results of the annotation file's image i. */
static mltest_status add_image(mlt_image_finder *finder, const mlt_coco_entry_info *image, size_t i,
                               size_t *n_found, mltest_error **error)
{
    char text[MLT_NUMBER_SIZE];
    (void)mlt_format_i64(text, image->id);
    finder->recorded[i] = SIZE_MAX;
    if (mlt_keys_find(finder->ids, text, &finder->recorded[i]))
        ++*n_found;
    return mlt_image_names_add(&finder->names, image->name, i, error);
}

/* Ids in the annotation file are whole numbers, in ascending order. */
static bool is_in(const mlt_coco_list *images, const char *id)
{
    int64_t number = 0;
    return mlt_parse_i64(id, strlen(id), &number) && mlt_coco_find(images, number) >= 0;
}

static mltest_status fail_stray(const mlt_keys *ids, const mlt_coco_list *images,
                                mltest_error **error)
{
    size_t i = 0;
    while (i + 1 < ids->n && is_in(images, ids->items[i].text))
        i++;
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "the results have image_id %s, which the annotation file lacks",
                    ids->items[i].text);
}

mltest_status mlt_image_finder_init(mlt_image_finder *finder, const mlt_keys *ids,
                                    const mlt_coco_list *images, mltest_error **error)
{
    size_t n_found = 0;
    *finder = (mlt_image_finder){.ids = ids, .has_truth = images != NULL, .n = ids->n};
    mlt_image_names_init(&finder->names, ids->ctx);
    if (!images)
        return MLTEST_OK;
    finder->n = images->n;
    finder->recorded = mlt_alloc_zero(ids->ctx, images->n + 1, sizeof *finder->recorded);
    if (!finder->recorded)
        return mlt_fail_memory(error);
    for (size_t i = 0; i < images->n; i++)
        TRY(add_image(finder, &images->items[i], i, &n_found, error));
    return n_found == ids->n ? MLTEST_OK : fail_stray(ids, images, error);
}

mltest_status mlt_image_finder_init_files(mlt_image_finder *finder, const mlt_keys *ids,
                                          mltest_error **error)
{
    *finder = (mlt_image_finder){.ids = ids, .by_file = true, .n = ids->n};
    mlt_image_names_init(&finder->names, ids->ctx);
    for (size_t i = 0; i < ids->n; i++)
        TRY(mlt_image_names_add(&finder->names, ids->items[i].text, i, error));
    return MLTEST_OK;
}

/* "images/train/a.jpg" is looked for as labels/train/a, train/a, and a wherever it is. */
static mltest_status find_file(const mlt_image_finder *finder, const char *sample,
                               mlt_image_match *match, size_t *image, mltest_error **error)
{
    mlt_text path;
    size_t number = 0;
    mlt_text_init(&path, finder->ids->ctx);
    mlt_yolo_label_path(&path, sample);
    if (!mlt_text_ok(&path)) {
        mlt_text_free(&path);
        return mlt_fail_memory(error);
    }
    path.bytes[path.n - strlen(".txt")] = '\0';
    const char *at = path.bytes, *slash;
    *match = MLT_IMAGE_NONE;
    while (*match == MLT_IMAGE_NONE && (slash = strchr(at, '/')) != NULL) {
        if (mlt_keys_find(finder->ids, at, &number))
            *match = MLT_IMAGE_FOUND;
        at = slash + 1;
    }
    if (*match == MLT_IMAGE_FOUND)
        *image = number;
    else
        *match = mlt_image_by_name(&finder->names, at, image);
    mlt_text_free(&path);
    return MLTEST_OK;
}

mltest_status mlt_image_find(const mlt_image_finder *finder, const char *sample,
                             mlt_image_match *match, size_t *image, size_t *recorded,
                             mltest_error **error)
{
    *recorded = SIZE_MAX;
    if (!finder->has_truth) {
        TRY(finder->by_file ? find_file(finder, sample, match, image, error)
                            : mlt_image_by_id(finder->ids, sample, match, image, error));
        *recorded = *match == MLT_IMAGE_FOUND ? *image : SIZE_MAX;
        return MLTEST_OK;
    }
    *match = mlt_image_by_name(&finder->names, sample, image);
    if (*match == MLT_IMAGE_FOUND)
        *recorded = finder->recorded[*image];
    return MLTEST_OK;
}

void mlt_image_finder_free(mlt_image_finder *finder)
{
    mlt_free(finder->names.paths.ctx, finder->recorded);
    mlt_image_names_free(&finder->names);
    finder->recorded = NULL;
}
