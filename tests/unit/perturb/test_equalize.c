/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* Four levels of equal share: 0, 1/3, 2/3 and all of the range. */
START_TEST(test_greys)
{
    const uint8_t in[4] = {100, 110, 120, 130}, want[4] = {0, 85, 170, 255};
    const mltest_image_view view = grey_row(in, 4);
    mlt_perturbed made = perturb(&view, "equalize@5", "a");
    ck_assert_mem_eq(made.image.data, want, 4);
    mlt_perturbed_free(&made);
    made = perturb(&view, "equalize@1", "a"); /* a fifth of the way */
    ck_assert_mem_eq(made.image.data, ((const uint8_t[4]){80, 105, 130, 155}), 4);
    mlt_perturbed_free(&made);
}
END_TEST

/* The colour difference stays: luma 97 of (120, 90, 70) goes to 0, 200 to 255. */
START_TEST(test_colours)
{
    const uint8_t in[6] = {120, 90, 70, 200, 200, 200};
    const mltest_image_view view = {
        .data = in, .stride_bytes = 6, .width = 2, .height = 1, .format = MLTEST_FORMAT_RGB8};
    mlt_perturbed made = perturb(&view, "equalize@5", "a");
    ck_assert_mem_eq(made.image.data, ((const uint8_t[6]){23, 0, 0, 255, 255, 255}), 6);
    mlt_perturbed_free(&made);
}
END_TEST

START_TEST(test_one_level_stays)
{
    check_pixel("equalize@5", RGB(77, 77, 77), RGB(77, 77, 77));
}
END_TEST

Suite *mlt_suite_perturb_equalize(void);
Suite *mlt_suite_perturb_equalize(void)
{
    Suite *suite = suite_create("perturb_equalize");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_greys);
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_one_level_stays);
    suite_add_tcase(suite, tc);
    return suite;
}
