/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "perturb/conditions.h"

/* Where a pixel of a w × h picture goes after so many turns to the left. */
static void turned(int turns, uint32_t w, uint32_t h, uint32_t *x, uint32_t *y)
{
    for (int i = 0; i < turns; i++) {
        uint32_t old = *x, width = i % 2 ? h : w;
        *x = *y;
        *y = width - 1 - old;
    }
}

START_TEST(test_pixels_and_boxes)
{
    int turns = _i;
    for (int f = 0; f < N_FORMATS; f++) {
        char text[40];
        picture p = make_picture(texture, 31, 17, all_formats[f], 3, 0xFF, f % 2 == 0);
        snprintf(text, sizeof text, "rotate90@3{turns=%d}", turns);
        mlt_perturbed made = perturb(&p.view, text, "a");
        mltest_image_view out = mlt_image_view(&made.image);
        ck_assert_uint_eq(out.width, turns == 2 ? 31 : 17);
        ck_assert_uint_eq(out.height, turns == 2 ? 17 : 31);
        ck_assert(mlt_map_is_exact(&made.map));
        for (uint32_t k = 0; k < 31 * 17; k++) {
            uint32_t x = k % 31, y = k / 31;
            const mlt_box pixel = {x, y, 1, 1};
            mlt_mapped_box to;
            turned(turns, 31, 17, &x, &y);
            for (uint32_t c = 0; c < mlt_format_channels(all_formats[f]); c++)
                ck_assert_uint_eq(sample_at(&out, x, y, c), sample_at(&p.view, k % 31, k / 31, c));
            ck_assert(mlt_map_box(&made.map, &pixel, &to));
            ck_assert_double_eq(to.outer.x, x);
            ck_assert_double_eq(to.outer.y, y);
            ck_assert_double_eq(to.outer.width, 1);
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* Together they are no turn at all: pixels, map and size. */
START_TEST(test_four_quarters)
{
    static const char *const chains[] = {
        "rotate90@1+rotate90@1+rotate90@1+rotate90@1",
        "rotate90@1{turns=3}+rotate90@1",
        "rotate90@1{turns=2}+rotate90@1{turns=2}",
        "rotate90@1{turns=3}+rotate90@1{turns=2}+rotate90@1{turns=3}",
    };
    picture p = plain_picture(texture, 31, 17, MLTEST_FORMAT_RGB8);
    for (size_t i = 0; i < 4; i++) {
        mlt_perturbed made = perturb(&p.view, chains[i], "a");
        mltest_image_view out = mlt_image_view(&made.image);
        ck_assert_uint_eq(mlt_view_hash(&out), mlt_view_hash(&p.view));
        ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* One turn if it is not said, whatever the severity. */
START_TEST(test_default)
{
    picture p = plain_picture(texture, 31, 17, MLTEST_FORMAT_RGB8);
    mlt_perturbed a = perturb(&p.view, "rotate90@0.1", "a");
    mlt_perturbed b = perturb(&p.view, "rotate90@5{turns=1}", "b");
    mltest_image_view x = mlt_image_view(&a.image), y = mlt_image_view(&b.image);
    ck_assert_uint_eq(mlt_view_hash(&x), mlt_view_hash(&y));
    ck_assert_mem_eq(a.map.h, b.map.h, sizeof a.map.h);
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_rotate90(void);
Suite *mlt_suite_perturb_rotate90(void)
{
    Suite *suite = suite_create("perturb_rotate90");
    TCase *tc = tcase_create("kind");
    tcase_add_loop_test(tc, test_pixels_and_boxes, 1, 4);
    tcase_add_test(tc, test_four_quarters);
    tcase_add_test(tc, test_default);
    suite_add_tcase(suite, tc);
    return suite;
}
