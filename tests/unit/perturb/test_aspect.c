/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "perturb/conditions.h"

/* Half as wide: means of two pixels side by side. */
START_TEST(test_half)
{
    picture p = plain_picture(texture, 40, 9, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "aspect@5", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    ck_assert_uint_eq(out.width, 20);
    ck_assert_uint_eq(out.height, 9);
    for (uint32_t k = 0; k < 20 * 9 * 3; k++) {
        uint32_t c = k % 3, x = k / 3 % 20, y = k / 60;
        ck_assert_uint_eq(
            sample_at(&out, x, y, c),
            (sample_at(&p.view, 2 * x, y, c) + sample_at(&p.view, 2 * x + 1, y, c) + 1) / 2);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_sizes_and_boxes)
{
    static const uint32_t widths[] = {90, 80, 70, 60, 50};
    picture p = plain_picture(scene, 100, 60, MLTEST_FORMAT_GRAY8);
    for (int s = 1; s <= 5; s++) {
        char text[32];
        const mlt_box box = {20, 10, 30, 25};
        mlt_mapped_box to;
        snprintf(text, sizeof text, "aspect@%d", s);
        mlt_perturbed made = perturb(&p.view, text, "a");
        ck_assert_uint_eq(made.image.width, widths[s - 1]);
        ck_assert_uint_eq(made.image.height, 60);
        ck_assert(mlt_map_is_exact(&made.map));
        ck_assert(mlt_map_box(&made.map, &box, &to));
        ck_assert_double_eq_tol(to.outer.x, 0.2 * widths[s - 1], 1e-9);
        ck_assert_double_eq_tol(to.outer.width, 0.3 * widths[s - 1], 1e-9);
        ck_assert_double_eq(to.outer.y, 10);
        ck_assert_double_eq(to.outer.height, 25);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_aspect(void);
Suite *mlt_suite_perturb_aspect(void)
{
    Suite *suite = suite_create("perturb_aspect");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_half);
    tcase_add_test(tc, test_sizes_and_boxes);
    suite_add_tcase(suite, tc);
    return suite;
}
