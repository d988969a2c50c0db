/* SPDX-License-Identifier: MIT */
#include "perturb/look_through.h"

#include <math.h>

#include "image/pictures.h"
#include "perturb/scratch.h"

enum { SIDE = 100 };

/* Round, of 20 pixels, in the middle. */
static const mlt_blob disc = {50, 50, 20, 1, 0, 1, {0, 0, 0, 0}};
static const mlt_blob_look clear_look = {.factor = 4, .middle = 1, .tint = {1, 1, 1}};

static mlt_image seen(const mltest_image_view *view, const mlt_blob_look *look)
{
    mlt_image out;
    mlt_step_io io = {.in = view, .out = &out, .scratch = mlt_scratch_new(NULL)};
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_look_through(&io, &disc, 1, look, NULL), MLTEST_OK);
    mlt_scratch_free(io.scratch);
    return out;
}

static uint8_t even(uint32_t x, uint32_t y, uint32_t channel)
{
    return (uint8_t)(80 + 40 * channel + 0 * (x + y));
}

static unsigned level(double v)
{
    return (unsigned)floor(v + .5);
}

/* An even picture: what is seen is tinted, dark towards the outline, and under a veil. */
START_TEST(test_colours)
{
    mlt_blob_look look = clear_look;
    picture p = plain_picture(even, SIDE, SIDE, MLTEST_FORMAT_RGB8);
    look.rim = .5;
    look.veil = .2;
    look.white = .25;
    look.soft_px = 1;
    look.tint[0] = .9f;
    mlt_image image = seen(&p.view, &look);
    mltest_image_view out = mlt_image_view(&image);
    double light = .2 * (120 + .25 * (255 - 120));
    for (uint32_t x = 50; x < 69; x++) { /* up to a pixel from the outline */
        double d = sqrt((x - 49.5) * (x - 49.5) + .25) / 20, gain = .8 * (1 - .5 * pow(d, 6));
        ck_assert_uint_eq(sample_at(&out, x, 50, 0), level(80 * .9 * gain + light));
        ck_assert_uint_eq(sample_at(&out, x, 50, 1), level(120 * gain + light));
        ck_assert_uint_eq(sample_at(&out, x, 50, 2), level(160 * gain + light));
    }
    for (uint32_t x = 71; x < SIDE; x++)
        ck_assert_uint_eq(sample_at(&out, x, 50, 0), 80);
    mlt_image_free(&image);
    free(p.block);
}
END_TEST

static uint8_t ramp(uint32_t x, uint32_t y, uint32_t channel)
{
    return (uint8_t)(2 * y + 0 * (x + channel));
}

/* On a ramp, places can be read off: a way v below the centre shows middle + edge · d² times it. */
START_TEST(test_bending)
{
    static const uint32_t formats[] = {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_RGBA8,
                                       MLTEST_FORMAT_GRAY16};
    mlt_blob_look look = clear_look;
    look.middle = -1.5;
    look.edge = -.5;
    for (int f = 0; f < 3; f++) {
        picture p = plain_picture(ramp, SIDE, SIDE, formats[f]);
        mlt_image image = seen(&p.view, &look);
        mltest_image_view out = mlt_image_view(&image);
        double unit = mlt_format_is_16bit(formats[f]) ? 257 : 1;
        for (uint32_t y = 34; y < 66; y++) {
            double way = y + .5 - 50, d = sqrt(way * way + .25) / 20;
            double place = 50 + (-1.5 - .5 * d * d) * way;
            ck_assert_double_eq_tol(sample_at(&out, 50, y, 0) / unit, 2 * (place - .5), .51);
        }
        mlt_image_free(&image);
        free(p.block);
    }
}
END_TEST

/* White, up and left of the centre, and nowhere else. */
START_TEST(test_glint)
{
    mlt_blob_look look = clear_look;
    picture p = plain_picture(even, SIDE, SIDE, MLTEST_FORMAT_GRAY8);
    look.glint = 1;
    mlt_image image = seen(&p.view, &look);
    mltest_image_view out = mlt_image_view(&image);
    ck_assert_uint_eq(sample_at(&out, 43, 41, 0), 255);
    unsigned elsewhere = 0;
    for (uint32_t k = 0; k < SIDE * SIDE; k++) {
        double dx = k % SIDE + .5 - 43, dy = k / SIDE + .5 - 41;
        elsewhere += hypot(dx, dy) > 3.7 && sample_at(&out, k % SIDE, k / SIDE, 0) != 80;
    }
    ck_assert_uint_eq(elsewhere, 0);
    mlt_image_free(&image);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_look_through(void);
Suite *mlt_suite_perturb_look_through(void)
{
    Suite *suite = suite_create("perturb_look_through");
    TCase *tc = tcase_create("look");
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_bending);
    tcase_add_test(tc, test_glint);
    suite_add_tcase(suite, tc);
    return suite;
}
