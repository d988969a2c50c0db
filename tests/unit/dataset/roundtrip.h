/* SPDX-License-Identifier: MIT */
/*
 * A data set to write in every format, and what must be the same after it was read back.
 */
#ifndef MLT_TESTS_DATASET_ROUNDTRIP_H
#define MLT_TESTS_DATASET_ROUNDTRIP_H

#include "dataset/fixtures.h"
#include "dataset/reader.h"
#include "dataset/writer.h"

enum { RT_PICTURES = 50, RT_CLASSES = 3 };

static const char *const rt_classes[RT_CLASSES] = {"apple", "big \"red\" pear, <ripe>", "zucchini"};

/* A random number of a fixed sequence. */
static inline uint32_t rt_random(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Quarters of pixels inside width × height, at least two pixels a side. */
static inline mlt_box rt_box(uint32_t *state, uint32_t width, uint32_t height)
{
    double w = 2.0 + (rt_random(state) % (4 * (width - 4))) / 4.0;
    double h = 2.0 + (rt_random(state) % (4 * (height - 4))) / 4.0;
    double x = (rt_random(state) % ((uint32_t)(4.0 * (width - w)) + 1)) / 4.0;
    double y = (rt_random(state) % ((uint32_t)(4.0 * (height - h)) + 1)) / 4.0;
    return (mlt_box){x, y, w, h};
}

/* Of a picture without boxes: in the order of the folders' names. */
static inline int rt_class_of(int i)
{
    return i * RT_CLASSES / RT_PICTURES;
}

static inline void rt_add(mltest_dataset *dataset, uint32_t *state, int i, bool boxes)
{
    static uint8_t pixels[64 * 64];
    mltest_sample sample;
    char id[40];
    uint32_t width = 16 + rt_random(state) % 48;
    uint32_t height = 16 + rt_random(state) % 48;
    if (boxes)
        snprintf(id, sizeof id, "JPEGImages/p%02d.png", i);
    else
        snprintf(id, sizeof id, "%s/p%02d.png", rt_classes[rt_class_of(i)], i);
    fix_pixels(pixels, width, height);
    mltest_image_view view = {.data = pixels,
                              .width = width,
                              .height = height,
                              .stride_bytes = width,
                              .format = MLTEST_FORMAT_GRAY8};
    mlt_sample_init(&sample, dataset->ctx);
    ck_assert_int_eq(mlt_sample_set_id(&sample, id, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_sample_set_view(&sample, &view, NULL), MLTEST_OK);
    sample.width = width;
    sample.height = height;
    sample.labelled = true;
    uint32_t n = boxes ? (i == 7 ? 0 : 1 + rt_random(state) % 5) : 1;
    for (uint32_t k = 0; k < n; k++) {
        mlt_truth truth = {.ann_id = k + 1};
        truth.cls = (int32_t)(boxes ? rt_random(state) % RT_CLASSES : (unsigned)rt_class_of(i));
        if (boxes)
            truth.box = rt_box(state, width, height);
        truth.area = mlt_box_area(&truth.box);
        ck_assert_int_eq(mlt_truths_add(dataset->ctx, &sample.truths, &truth, NULL), MLTEST_OK);
    }
    mltest_error *error = NULL;
    ck_assert_msg(mlt_dataset_add(dataset, &sample, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    mlt_sample_clear(&sample);
}

/* Fifty pictures with up to five boxes each, one with none; or one class each. */
static inline mltest_dataset *rt_dataset(bool boxes)
{
    mltest_dataset *dataset = NULL;
    uint32_t state = 2024;
    ck_assert_int_eq(
        mltest_dataset_new_memory(&dataset, NULL, "fifty", rt_classes, RT_CLASSES, NULL),
        MLTEST_OK);
    for (int i = 0; i < RT_PICTURES; i++)
        rt_add(dataset, &state, i, boxes);
    return dataset;
}

static inline void rt_same_truth(const mltest_dataset *a, const mltest_dataset *b,
                                 const mlt_truth *ta, const mlt_truth *tb, const char *id)
{
    ck_assert_str_eq(a->classes.names[ta->cls], b->classes.names[tb->cls]);
    ck_assert_msg(ta->box.x == tb->box.x && ta->box.y == tb->box.y &&
                      ta->box.width == tb->box.width && ta->box.height == tb->box.height,
                  "%s: %.17g %.17g %.17g %.17g became %.17g %.17g %.17g %.17g", id, ta->box.x,
                  ta->box.y, ta->box.width, ta->box.height, tb->box.x, tb->box.y, tb->box.width,
                  tb->box.height);
    ck_assert_uint_eq(ta->flags, tb->flags);
}

/* The same ids in the same order, sizes where both know them, and truths bit for bit. */
static inline void rt_same(const mltest_dataset *a, const mltest_dataset *b)
{
    ck_assert_uint_eq(a->n, b->n);
    for (size_t i = 0; i < a->n; i++) {
        const mltest_sample *sa = &a->samples[i];
        const mltest_sample *sb = &b->samples[i];
        ck_assert_str_eq(sa->id, sb->id);
        ck_assert(sa->labelled == sb->labelled);
        ck_assert_uint_eq(sa->truths.n, sb->truths.n);
        if (sb->width != 0)
            ck_assert(sa->width == sb->width && sa->height == sb->height);
        for (size_t k = 0; k < sa->truths.n; k++)
            rt_same_truth(a, b, &sa->truths.items[k], &sb->truths.items[k], sa->id);
    }
}

/* Opens with the format recognised; the task as given. */
static inline mltest_dataset *rt_open(const char *path, const char *task, const char *format)
{
    mltest_dataset *dataset = NULL;
    mltest_options *options = NULL;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_dataset_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_options_set_string(options, "task", task, NULL), MLTEST_OK);
    ck_assert_msg(mlt_dataset_open(&dataset, NULL, path, options, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    ck_assert_str_eq(dataset->source->format, format);
    mltest_options_free(options);
    return dataset;
}

/* Writes the fifty in a format, reads them back by their content, and compares. */
static inline void rt_check(const char *format, bool boxes)
{
    const char *dir = mlt_test_make_dir();
    char out[512];
    snprintf(out, sizeof out, "%s", mlt_test_path(dir, "out"));
    mltest_dataset *before = rt_dataset(boxes);
    mltest_error *error = NULL;
    ck_assert_msg(mlt_dataset_write(before, out, format, NULL, NULL, NULL, &error) == MLTEST_OK,
                  "%s", mltest_error_message(error));
    mltest_dataset *after = rt_open(out, boxes ? "detection" : "classification", format);
    rt_same(before, after);
    mlt_dataset_unref(before);
    mlt_dataset_unref(after);
    mlt_test_remove_dir(dir);
}

/* Body of an out-of-memory test: writes to data, a path that is not there, and takes it away. */
static inline mltest_status rt_write_small(mltest_context *ctx, const char *path,
                                           const char *format, bool boxes)
{
    mltest_dataset *dataset = NULL;
    mltest_error *error = NULL;
    uint32_t state = 1;
    mltest_sample sample;
    static uint8_t pixels[16 * 16];
    mltest_image_view view = {.data = pixels,
                              .width = 16,
                              .height = 16,
                              .stride_bytes = 16,
                              .format = MLTEST_FORMAT_GRAY8};
    mlt_truth truth = {.ann_id = 1, .box = rt_box(&state, 16, 16)};
    if (!boxes)
        truth.box = (mlt_box){0, 0, 0, 0};
    truth.area = mlt_box_area(&truth.box);
    mltest_status status =
        mlt_dataset_new_memory(&dataset, ctx, "small", rt_classes, RT_CLASSES, &error);
    if (status != MLTEST_OK) {
        mltest_error_free(error);
        return status;
    }
    mlt_sample_init(&sample, ctx);
    status = mlt_sample_set_id(&sample, "JPEGImages/a.png", &error);
    if (status == MLTEST_OK)
        status = mlt_sample_set_view(&sample, &view, &error);
    sample.width = sample.height = 16;
    sample.labelled = true;
    if (status == MLTEST_OK)
        status = mlt_truths_add(ctx, &sample.truths, &truth, &error);
    if (status == MLTEST_OK)
        status = mlt_dataset_add(dataset, &sample, &error);
    if (status == MLTEST_OK)
        status = mlt_dataset_write(dataset, path, format, NULL, NULL, NULL, &error);
    mlt_sample_clear(&sample);
    mlt_dataset_unref(dataset);
    mltest_error_free(error);
    return status;
}

#endif
