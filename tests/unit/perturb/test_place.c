/* SPDX-License-Identifier: MIT */
#include "image/resample.h"
#include "perturb/conditions.h"
#include "perturb/place.h"
#include "perturb/scratch.h"

enum { W = 30, H = 20, CANVAS_W = 37, CANVAS_H = 29 };

static mlt_map put(mlt_image *out, const mltest_image_view *in, const mlt_place *place)
{
    mlt_scratch *scratch = mlt_scratch_new(NULL);
    mlt_step_io io = {.in = in, .scratch = scratch, .out = out, .map = mlt_map_identity};
    mlt_image_init(out, NULL);
    ck_assert_int_eq(mlt_image_resize(out, CANVAS_W, CANVAS_H, in->format, NULL), MLTEST_OK);
    memset(out->data, 0xAB, (size_t)CANVAS_W * CANVAS_H * mlt_format_bytes(in->format));
    ck_assert_int_eq(mlt_place_picture(&io, place, NULL), MLTEST_OK);
    mlt_scratch_free(scratch);
    return io.map;
}

/* Inside what the means of areas are, around it what was asked for, in every format. */
START_TEST(test_smaller)
{
    for (int f = 0; f < N_FORMATS * 3; f++) {
        uint32_t format = all_formats[f / 3], unit = mlt_format_is_16bit(format) ? 257 : 1;
        picture p = make_picture(texture, W, H, format, 5, 0xFF, f % 2 == 0);
        const mlt_place place = {4, 7, 21, 13, (mlt_pad)(f % 3), 99.6};
        mlt_image out, small;
        mlt_map map = put(&out, &p.view, &place);
        mlt_image_init(&small, NULL);
        ck_assert_int_eq(mlt_image_shrink(&small, &p.view, 21, 13, NULL), MLTEST_OK);
        mltest_image_view a = mlt_image_view(&out), b = mlt_image_view(&small);
        uint32_t channels = mlt_format_channels(format) + (mlt_format_has_alpha(format) ? 1 : 0);
        for (uint32_t k = 0; k < CANVAS_W * CANVAS_H * channels; k++) {
            uint32_t c = k % channels, x = k / channels % CANVAS_W, y = k / channels / CANVAS_W;
            uint32_t ex = x < 4 ? 0 : x > 24 ? 20 : x - 4, ey = y < 7 ? 0 : y > 19 ? 12 : y - 7;
            bool inside = ex == x - 4 && ey == y - 7;
            uint32_t level = c == 3 ? 255 : 100 * unit;
            uint32_t want = inside || place.pad == MLT_PAD_EDGE ? sample_at(&b, ex, ey, c)
                            : place.pad == MLT_PAD_LEVEL        ? level
                                                                : 0;
            ck_assert_uint_eq(sample_at(&a, x, y, c), want);
        }
        ck_assert_double_eq(map.h[0], 21.0 / 30);
        ck_assert_double_eq(map.h[5], 7);
        mlt_image_free(&out);
        mlt_image_free(&small);
        free(p.block);
    }
}
END_TEST

START_TEST(test_same_and_larger)
{
    picture p = make_picture(texture, W, H, MLTEST_FORMAT_RGB8, 5, 0xFF, true);
    const mlt_place same = {5, 6, W, H, MLT_PAD_NOTHING, 0};
    const mlt_place larger = {1, 2, 35, 25, MLT_PAD_LEVEL, 200};
    mlt_image out;
    mlt_map map = put(&out, &p.view, &same);
    mltest_image_view a = mlt_image_view(&out);
    for (uint32_t k = 0; k < W * H; k++)
        ck_assert_uint_eq(sample_at(&a, k % W + 5, k / W + 6, 2),
                          sample_at(&p.view, k % W, k / W, 2));
    ck_assert_double_eq(map.h[2], 5);
    mlt_image_free(&out);
    map = put(&out, &p.view, &larger);
    a = mlt_image_view(&out);
    ck_assert_double_eq(map.h[0], 35.0 / 30);
    ck_assert_uint_eq(sample_at(&a, 0, 10, 1), 200);
    ck_assert_uint_eq(sample_at(&a, 10, 1, 1), 200);
    ck_assert_uint_eq(sample_at(&a, 36, 10, 1), 200);
    ck_assert_uint_eq(sample_at(&a, 10, 27, 1), 200);
    ck_assert_uint_eq(sample_at(&a, 1, 2, 1), sample_at(&p.view, 0, 0, 1));
    mlt_image_free(&out);
    free(p.block);
}
END_TEST

START_TEST(test_sides)
{
    ck_assert_uint_eq(mlt_place_side(100, 0.5), 50);
    ck_assert_uint_eq(mlt_place_side(101, 0.5), 51);
    ck_assert_uint_eq(mlt_place_side(3, 0.01), 1);
    ck_assert_uint_eq(mlt_place_side(1, 1), 1);
}
END_TEST

Suite *mlt_suite_perturb_place(void);
Suite *mlt_suite_perturb_place(void)
{
    Suite *suite = suite_create("perturb_place");
    TCase *tc = tcase_create("place");
    tcase_add_test(tc, test_smaller);
    tcase_add_test(tc, test_same_and_larger);
    tcase_add_test(tc, test_sides);
    suite_add_tcase(suite, tc);
    return suite;
}
