/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

START_TEST(test_grey)
{
    const uint8_t in[4] = {0, 50, 100, 250};    /* mean 100 */
    const uint8_t want[4] = {50, 75, 100, 175}; /* halfway to it */
    mltest_image_view view = grey_row(in, 4);
    mlt_perturbed made = perturb(&view, "contrast@1{gain=0.5}", "a");
    const uint8_t *out = made.image.data;
    for (int i = 0; i < 4; i++) /* a whole number may come out a bit too small */
        ck_assert(out[i] == want[i] || out[i] + 1 == want[i]);
    mlt_perturbed_free(&made);
}
END_TEST

/* Every channel has a mean of its own; alpha is not a channel. */
START_TEST(test_channels)
{
    const uint8_t in[8] = {10, 100, 0, 1, 30, 200, 255, 9};
    const mltest_image_view view = {
        .data = in, .stride_bytes = 8, .width = 2, .height = 1, .format = MLTEST_FORMAT_RGBA8};
    mlt_perturbed made = perturb(&view, "contrast@1{gain=0.09}", "a");
    const uint8_t want[8] = {19, 145, 116, 1, 20, 154, 138, 9}; /* 19.1 145.5 116.025 20.9 … */
    ck_assert_mem_eq(made.image.data, want, 8);
    mlt_perturbed_free(&made);
}
END_TEST

START_TEST(test_more_contrast_clips)
{
    const uint8_t in[4] = {100, 120, 140, 160}; /* mean 130 */
    const uint8_t want[4] = {0, 29, 230, 255};
    mltest_image_view view = grey_row(in, 4);
    mlt_perturbed made = perturb(&view, "contrast@1{gain=10}", "a");
    const uint8_t *out = made.image.data;
    for (int i = 0; i < 4; i++)
        ck_assert_int_le(abs(out[i] - want[i]), 1);
    mlt_perturbed_free(&made);
}
END_TEST

/* Without gain there is nothing but the mean, over all rows; a flat picture is its own mean. */
START_TEST(test_the_mean_is_the_whole_pictures)
{
    picture p = plain_picture(scene, 30, 40, MLTEST_FORMAT_GRAY16);
    double sum = 0;
    for (uint32_t k = 0; k < 1200; k++)
        sum += sample_at(&p.view, k % 30, k / 30, 0);
    mlt_perturbed made = perturb(&p.view, "contrast@1{gain=0}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < 1200; k++)
        ck_assert_double_eq_tol(sample_at(&out, k % 30, k / 30, 0), sum / 1200 - 0.5, 0.51);
    mlt_perturbed again = perturb(&out, "contrast@5", "a");
    ck_assert_double_le(again.change, 1.0 / 257);
    mlt_perturbed_free(&again);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_severities)
{
    static const char *const names[] = {"contrast@0.5", "contrast@1", "contrast@3.5"};
    static const double gain[] = {.7, .4, .15};
    const uint16_t in[2] = {10000, 50000};
    const mltest_image_view view = {
        .data = in, .stride_bytes = 4, .width = 2, .height = 1, .format = MLTEST_FORMAT_GRAY16};
    for (int i = 0; i < 3; i++) {
        mlt_perturbed made = perturb(&view, names[i], "a");
        uint16_t out[2];
        memcpy(out, made.image.data, 4);
        ck_assert_double_eq_tol(out[0], 30000 - gain[i] * 20000, 1.01);
        ck_assert_double_eq_tol(out[1], 30000 + gain[i] * 20000, 1.01);
        mlt_perturbed_free(&made);
    }
}
END_TEST

Suite *mlt_suite_perturb_contrast(void);
Suite *mlt_suite_perturb_contrast(void)
{
    Suite *suite = suite_create("perturb_contrast");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_grey);
    tcase_add_test(tc, test_channels);
    tcase_add_test(tc, test_more_contrast_clips);
    tcase_add_test(tc, test_the_mean_is_the_whole_pictures);
    tcase_add_test(tc, test_severities);
    suite_add_tcase(suite, tc);
    return suite;
}
