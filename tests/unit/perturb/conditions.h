/* SPDX-License-Identifier: MIT */
/*
 * Perturbing pictures in tests.
 */
#ifndef MLT_TESTS_CONDITIONS_H
#define MLT_TESTS_CONDITIONS_H

#include <stdio.h>

#include "base/error.h"
#include "image/pictures.h"
#include "perturb/condition.h"

/* Applies a condition that must succeed; free the result with mlt_perturbed_free(). */
static inline mlt_perturbed perturb_labelled(const mltest_image_view *view,
                                             const mlt_truths *labels, const char *text,
                                             const char *id)
{
    mlt_condition c;
    mlt_perturbed made;
    mltest_error *error = NULL;
    mltest_status status = mlt_condition_parse(&c, NULL, text, NULL, 0, &error);
    ck_assert_msg(status == MLTEST_OK, "%s: %s", text, mlt_error_text(error, MLT_ERROR_MESSAGE));
    ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
    status = mlt_condition_apply(&c, view, labels, 1, id, &made, &error);
    ck_assert_msg(status == MLTEST_OK, "%s on %u x %u %s: %s", text, view->width, view->height,
                  mlt_format_name(view->format), mlt_error_text(error, MLT_ERROR_MESSAGE));
    mlt_condition_free(NULL, &c);
    return made;
}

static inline mlt_perturbed perturb(const mltest_image_view *view, const char *text, const char *id)
{
    return perturb_labelled(view, NULL, text, id);
}

/* Two objects, for kinds that need labels. */
static inline mlt_truths two_objects(mlt_truth items[2], const mltest_image_view *view)
{
    double w = view->width, h = view->height;
    items[0] = (mlt_truth){.box = {.1 * w, .2 * h, .3 * w, .6 * h}};
    items[1] = (mlt_truth){.box = {.5 * w, .1 * h, .45 * w, .4 * h}};
    return (mlt_truths){items, 2, 2};
}

/* What condition makes of a picture that may differ from another by `most` levels of 8 bits. */
static inline void check_near(const mltest_image_view *a, const mltest_image_view *b, unsigned most)
{
    uint32_t channels = mlt_format_channels(a->format);
    unsigned unit_a = mlt_format_is_16bit(a->format) ? 257 : 1;
    unsigned unit_b = mlt_format_is_16bit(b->format) ? 257 : 1;
    ck_assert_uint_eq(a->width, b->width);
    ck_assert_uint_eq(a->height, b->height);
    ck_assert_uint_eq(channels, mlt_format_channels(b->format));
    for (uint32_t y = 0; y < a->height; y++) {
        for (uint32_t k = 0; k < a->width * channels; k++) {
            double va = (double)sample_at(a, k / channels, y, k % channels) / unit_a;
            double vb = (double)sample_at(b, k / channels, y, k % channels) / unit_b;
            ck_assert_msg(va - vb <= most && vb - va <= most, "(%u, %u): %g and %g", k / channels,
                          y, va, vb);
        }
    }
}

/* What a condition makes of one RGB8 pixel. */
static inline void check_pixel(const char *text, const uint8_t in[3], const uint8_t want[3])
{
    const mltest_image_view view = {
        .data = in, .stride_bytes = 3, .width = 1, .height = 1, .format = MLTEST_FORMAT_RGB8};
    mlt_perturbed made = perturb(&view, text, "a");
    const uint8_t *out = made.image.data;
    ck_assert_msg(memcmp(out, want, 3) == 0, "%s: %d %d %d, not %d %d %d", text, out[0], out[1],
                  out[2], want[0], want[1], want[2]);
    mlt_perturbed_free(&made);
}
#define RGB(r, g, b) ((const uint8_t[3]){r, g, b})

/* The pixel that a condition makes of one for a sample. */
static inline void pixel_of(uint8_t out[3], const char *text, const uint8_t in[3], unsigned sample)
{
    char id[16];
    const mltest_image_view view = {
        .data = in, .stride_bytes = 3, .width = 1, .height = 1, .format = MLTEST_FORMAT_RGB8};
    snprintf(id, sizeof id, "%u", sample);
    mlt_perturbed made = perturb(&view, text, id);
    memcpy(out, made.image.data, 3);
    mlt_perturbed_free(&made);
}

/* One row of GRAY8 pixels. */
static inline mltest_image_view grey_row(const uint8_t *pixels, uint32_t width)
{
    return (mltest_image_view){.data = pixels,
                               .stride_bytes = width,
                               .width = width,
                               .height = 1,
                               .format = MLTEST_FORMAT_GRAY8};
}

/* Packed RGB8 pixels. */
static inline mltest_image_view rgb_rows(const uint8_t *pixels, uint32_t width, uint32_t height)
{
    return (mltest_image_view){.data = pixels,
                               .stride_bytes = 3 * (int64_t)width,
                               .width = width,
                               .height = height,
                               .format = MLTEST_FORMAT_RGB8};
}

/* Perturbs under a context whose allocations fail one after another. */
typedef struct {
    const mltest_image_view *view;
    const char *text;
    const mlt_truths *labels; /* may be NULL */
} perturb_case;

static inline mltest_status perturb_once(mltest_context *ctx, void *data)
{
    const perturb_case *p = data;
    mlt_condition c;
    mlt_perturbed made;
    mltest_status status = mlt_condition_parse(&c, ctx, p->text, NULL, 0, NULL);
    if (status != MLTEST_OK)
        return status;
    status = mlt_perturbed_init(&made, ctx, NULL);
    if (status == MLTEST_OK) {
        status = mlt_condition_apply(&c, p->view, p->labels, 1, "a", &made, NULL);
        mlt_perturbed_free(&made);
    }
    mlt_condition_free(ctx, &c);
    return status;
}

#endif
