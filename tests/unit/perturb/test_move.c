/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"
#include "perturb/move.h"
#include "perturb/scratch.h"

/* A step that moves the pixels of a view by a map. */
static mltest_status move(mlt_image *out, const mltest_image_view *in, const mlt_map *map,
                          mlt_border border)
{
    mlt_scratch *scratch = mlt_scratch_new(NULL);
    mlt_step_io io = {.in = in, .scratch = scratch, .out = out, .map = *map};
    mlt_image_init(out, NULL);
    ck_assert_int_eq(mlt_image_resize(out, in->width, in->height, in->format, NULL), MLTEST_OK);
    mltest_status status = mlt_move_pixels(&io, border, NULL);
    mlt_scratch_free(scratch);
    return status;
}

/* Rows that a curve leaves to a homography are what image/warp.h makes of that homography: the wave
 * is too long to be seen, but takes the other way through the code. */
START_TEST(test_curves_sample_like_homographies)
{
    const double turn[9] = {0.9, -0.25, 8, 0.2, 1.1, -5, 3e-4, -2e-4, 1};
    const mlt_curve still = {MLT_CURVE_ROWS, {1e-300, 1e6, 0.25}};
    mlt_map plane, wave, both;
    ck_assert(mlt_map_from_homography(&plane, turn));
    ck_assert(mlt_map_from_curve(&wave, &still));
    ck_assert(mlt_map_compose(&both, &wave, &plane));
    ck_assert_int_eq(both.n_parts, 1);
    for (int f = 0; f < N_FORMATS; f++) {
        picture p = make_picture(texture, 61, 47, all_formats[f], 5, 0xFF, f % 2 == 0);
        for (int edge = 0; edge < 2; edge++) {
            mlt_border border = mlt_move_border(edge);
            mlt_image a, b;
            ck_assert_int_eq(move(&a, &p.view, &plane, border), MLTEST_OK);
            ck_assert_int_eq(move(&b, &p.view, &both, border), MLTEST_OK);
            ck_assert_mem_eq(a.data, b.data, (size_t)61 * 47 * mlt_format_bytes(all_formats[f]));
            mlt_image_free(&a);
            mlt_image_free(&b);
        }
        free(p.block);
    }
}
END_TEST

/* Far away, and past a horizon, there is nothing or the edge. */
START_TEST(test_outside)
{
    const double far[9] = {1, 0, 1e9, 0, 1, 0, 0, 0, 1},
                 horizon[9] = {1, 0, 0, 0, 1, 0, 0.05, 0, 1};
    const mlt_curve still = {MLT_CURVE_ROWS, {1e-300, 1e6, 0}};
    picture p = plain_picture(texture, 40, 10, MLTEST_FORMAT_RGB8);
    memset(p.block, 77, p.n);
    for (int i = 0; i < 2; i++) {
        mlt_map map, wave;
        mlt_image out;
        ck_assert(mlt_map_from_homography(&map, i ? horizon : far));
        ck_assert(mlt_map_from_curve(&wave, &still));
        ck_assert(mlt_map_compose(&map, &map, &wave));
        ck_assert_int_eq(move(&out, &p.view, &map, MLT_BORDER_CONSTANT), MLTEST_OK);
        ck_assert_uint_eq(((uint8_t *)out.data)[39 * 3], 0);
        mlt_image_free(&out);
        ck_assert_int_eq(move(&out, &p.view, &map, MLT_BORDER_REPLICATE), MLTEST_OK);
        for (size_t k = 0; k < 40 * 10 * 3; k++)
            ck_assert_uint_eq(((uint8_t *)out.data)[k], 77);
        mlt_image_free(&out);
    }
    free(p.block);
}
END_TEST

START_TEST(test_border_parameter)
{
    ck_assert_int_eq((int)mlt_move_border(0), MLT_BORDER_CONSTANT);
    ck_assert_int_eq((int)mlt_move_border(0.49), MLT_BORDER_CONSTANT);
    ck_assert_int_eq((int)mlt_move_border(1), MLT_BORDER_REPLICATE);
}
END_TEST

Suite *mlt_suite_perturb_move(void);
Suite *mlt_suite_perturb_move(void)
{
    Suite *suite = suite_create("perturb_move");
    TCase *tc = tcase_create("move");
    tcase_add_test(tc, test_curves_sample_like_homographies);
    tcase_add_test(tc, test_outside);
    tcase_add_test(tc, test_border_parameter);
    suite_add_tcase(suite, tc);
    return suite;
}
