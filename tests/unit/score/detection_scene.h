/* SPDX-License-Identifier: MIT */
/*
 * Detections of two classes on drawn images, some right, some wrong, for tests of what is computed
 * of them.
 */
#ifndef MLT_TESTS_SCORE_DETECTION_SCENE_H
#define MLT_TESTS_SCORE_DETECTION_SCENE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "score/detections.h"
#include "testing.h"

enum { DS_IMAGES = 40, DS_CLASSES = 2, DS_MOST = 6 };

static const char *const ds_names[DS_CLASSES] = {"cat", "dog"};

typedef struct {
    mlt_truth truths[DS_MOST];
    mlt_pred preds[DS_MOST];
    size_t n_truths, n_preds;
} ds_image;

/* Truth k of image i is found, unless they add up to a multiple of 4; each third detection is of
 * the other class, each fifth twice as wide. Scores are all different. */
static inline ds_image ds_draw(size_t i)
{
    ds_image s = {.n_truths = i % 5};
    for (size_t k = 0; k < s.n_truths; k++) {
        mlt_box box = {50.0 * (double)k, 10.0 * (double)(i % 7), 20 + (double)k, 30};
        s.truths[k] = (mlt_truth){box, box.width * box.height, (int64_t)(10 * i + k + 1),
                                  (int32_t)((i + k) % DS_CLASSES), 0};
        if ((i + k) % 4 == 0)
            continue;
        mlt_pred p = {box, 1 - (double)(7 * i + k) / 300, s.truths[k].cls};
        if ((i * 3 + k) % 5 == 0)
            p.box.width *= 2;
        if ((i + 2 * k) % 3 == 0)
            p.cls = 1 - p.cls;
        s.preds[s.n_preds++] = p;
    }
    return s;
}

static inline mltest_options *ds_options(const char *const settings[][2], size_t n)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_evaluation_options, NULL), MLTEST_OK);
    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(mlt_options_set(options, settings[i][0], settings[i][1], NULL), MLTEST_OK);
    return options;
}

static const char *const ds_everything[][2] = {{"voc", "voc2012"},   {"tide", "true"},
                                               {"confusion", "iou"}, {"calibration", "default"},
                                               {"bins", "4"},        {"operating", "true"}};
enum { DS_EVERYTHING = sizeof ds_everything / sizeof ds_everything[0] };

static inline const char *ds_image_name(const void *data, uint64_t key, char room[32])
{
    (void)data;
    snprintf(room, 32, "image %u", (unsigned)key);
    return room;
}

/* Images first, first + step … of the scene. */
static inline mltest_status ds_add(mlt_detections *d, size_t first, size_t step,
                                   mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    for (size_t i = first; i < DS_IMAGES && status == MLTEST_OK; i += step) {
        ds_image s = ds_draw(i);
        status = mlt_detections_add(d, i, s.truths, s.n_truths, s.preds, s.n_preds, NULL, error);
    }
    return status;
}

static inline mltest_status ds_new(mlt_detections **out, mltest_context *ctx,
                                   const mltest_options *options, mltest_error **error)
{
    mlt_detections_wanted wanted;
    mltest_status status = mlt_detections_read(&wanted, options, error);
    return status == MLTEST_OK ? mlt_detections_new(out, ctx, DS_CLASSES, &wanted, error) : status;
}

static inline mltest_evaluation *ds_finish(mlt_detections *d)
{
    mltest_evaluation *e = NULL;
    ck_assert_int_eq(mlt_evaluation_empty(&e, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_detections_finish(d, NULL, ds_names, ds_image_name, NULL, e, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_evaluation_close(e, NULL), MLTEST_OK);
    return e;
}

/* Everything there is of the whole scene. */
static inline mltest_evaluation *ds_evaluate(void)
{
    mltest_options *options = ds_options(ds_everything, DS_EVERYTHING);
    mlt_detections *d = NULL;
    ck_assert_int_eq(ds_new(&d, NULL, options, NULL), MLTEST_OK);
    ck_assert_int_eq(ds_add(d, 0, 1, NULL), MLTEST_OK);
    mltest_evaluation *e = ds_finish(d);
    mlt_detections_free(d);
    mlt_options_unref(options);
    return e;
}

static inline double ds_number(const mltest_evaluation *e, const char *name)
{
    const mlt_value *v = mlt_results_find_value(e->results, name);
    ck_assert_ptr_nonnull(v);
    return v->number;
}

static inline const mlt_column *ds_column(const mltest_evaluation *e, const char *table,
                                          const char *name)
{
    const mlt_table *t = mlt_results_find_table(e->results, table);
    ck_assert_ptr_nonnull(t);
    const mlt_column *c = mlt_table_find_column(t, name);
    ck_assert_ptr_nonnull(c);
    return c;
}

static inline size_t ds_rows(const mltest_evaluation *e, const char *table)
{
    const mlt_table *t = mlt_results_find_table(e->results, table);
    return t != NULL ? t->n_rows : 0;
}

#endif
