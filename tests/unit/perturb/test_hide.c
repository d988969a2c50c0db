/* SPDX-License-Identifier: MIT */
#include "perturb/hide.h"

#include "base/alloc.h"
#include "perturb/conditions.h"

/* What is hidden of a canvas of 4 × 3, in every format: cut at its edges, alpha left alone. */
static void check(mlt_rectangle r, const char *want)
{
    for (int f = 0; f < N_FORMATS; f++) {
        mlt_image out;
        mlt_step_io io = {.out = &out};
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(mlt_image_resize(&out, 4, 3, all_formats[f], NULL), MLTEST_OK);
        memset(out.data, 0x11, (size_t)out.stride_bytes * 3);
        ck_assert_int_eq(mlt_hide_rectangle(&io, r, 0x80, NULL), MLTEST_OK);
        mltest_image_view view = mlt_image_view(&out);
        unsigned unit = mlt_format_is_16bit(all_formats[f]) ? 257 : 1;
        for (uint32_t i = 0; i < 12; i++) {
            for (uint32_t c = 0; c < mlt_format_channels(all_formats[f]); c++)
                ck_assert_uint_eq(sample_at(&view, i % 4, i / 4, c),
                                  (want[i] == '#' ? 0x80 : 0x11) * unit);
            if (mlt_format_has_alpha(all_formats[f]))
                ck_assert_uint_eq(sample_at(&view, i % 4, i / 4, 3), 0x11);
        }
        ck_assert_uint_eq(io.n_cover, strchr(want, '#') != NULL);
        mlt_free(NULL, io.cover);
        mlt_image_free(&out);
    }
}

START_TEST(test_rectangles)
{
    check((mlt_rectangle){1, 1, 3, 2}, ".....##.....");
    check((mlt_rectangle){-5, -5, 1, 2}, "#...#.......");
    check((mlt_rectangle){3, 2, 9, 9}, "...........#");
    check((mlt_rectangle){-9, -9, 99, 99}, "############");
    check((mlt_rectangle){2, 1, 2, 3}, "............");
    check((mlt_rectangle){4, 0, 8, 3}, "............");
}
END_TEST

/* Colours, in grey pictures their luma; nothing is journaled. */
START_TEST(test_paint)
{
    static const uint8_t rgb[3] = {200, 100, 50};
    for (int f = 0; f < N_FORMATS; f++) {
        mlt_image out;
        mlt_step_io io = {.out = &out};
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(mlt_image_resize(&out, 4, 3, all_formats[f], NULL), MLTEST_OK);
        memset(out.data, 0x11, (size_t)out.stride_bytes * 3);
        mlt_paint_rectangle(&io, (mlt_rectangle){2, 1, 9, 2}, rgb);
        mltest_image_view view = mlt_image_view(&out);
        unsigned unit = mlt_format_is_16bit(all_formats[f]) ? 257 : 1;
        bool is_grey = mlt_format_channels(all_formats[f]) == 1;
        for (uint32_t i = 0; i < 12; i++) {
            bool inside = i == 6 || i == 7;
            for (uint32_t c = 0; c < mlt_format_channels(all_formats[f]); c++)
                ck_assert_uint_eq(sample_at(&view, i % 4, i / 4, c),
                                  (inside ? is_grey ? 124 : rgb[c] : 0x11) * unit);
            if (mlt_format_has_alpha(all_formats[f]))
                ck_assert_uint_eq(sample_at(&view, i % 4, i / 4, 3), 0x11);
        }
        ck_assert_uint_eq(io.n_cover, 0);
        mlt_image_free(&out);
    }
}
END_TEST

START_TEST(test_what_is_journaled_is_cut)
{
    mlt_image out;
    mlt_step_io io = {.out = &out};
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 4, 3, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_cover_rectangle(&io, (mlt_rectangle){-1, 1, 2, 7}, NULL), MLTEST_OK);
    ck_assert_uint_eq(io.n_cover, 1);
    ck_assert(io.cover[0].x == 0 && io.cover[0].y == 1 && io.cover[0].width == 2 &&
              io.cover[0].height == 2);
    mlt_free(NULL, io.cover);
    mlt_image_free(&out);
}
END_TEST

Suite *mlt_suite_perturb_hide(void);
Suite *mlt_suite_perturb_hide(void)
{
    Suite *suite = suite_create("perturb_hide");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_rectangles);
    tcase_add_test(tc, test_paint);
    tcase_add_test(tc, test_what_is_journaled_is_cut);
    suite_add_tcase(suite, tc);
    return suite;
}
