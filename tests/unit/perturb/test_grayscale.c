/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

START_TEST(test_colours)
{
    check_pixel("grayscale@5", (const uint8_t[3]){255, 0, 0}, (const uint8_t[3]){76, 76, 76});
    check_pixel("grayscale@5", (const uint8_t[3]){0, 255, 0}, (const uint8_t[3]){150, 150, 150});
    check_pixel("grayscale@5", (const uint8_t[3]){0, 0, 255}, (const uint8_t[3]){29, 29, 29});
    check_pixel("grayscale@5", (const uint8_t[3]){200, 100, 50}, (const uint8_t[3]){124, 124, 124});
    check_pixel("grayscale@1", (const uint8_t[3]){255, 0, 0}, (const uint8_t[3]){183, 30, 30});
    check_pixel("grayscale@0.5", (const uint8_t[3]){0, 0, 255}, (const uint8_t[3]){6, 6, 210});
    check_pixel("grayscale@3", (const uint8_t[3]){200, 100, 50}, (const uint8_t[3]){147, 117, 102});
}
END_TEST

/* What is grey stays as it is, to the last level. */
START_TEST(test_greys_stay)
{
    uint8_t in[768];
    const mltest_image_view view = {
        .data = in, .stride_bytes = 768, .width = 256, .height = 1, .format = MLTEST_FORMAT_RGB8};
    for (int i = 0; i < 768; i++)
        in[i] = (uint8_t)(i / 3);
    for (int s = 0; s < 3; s++) {
        static const char *const names[] = {"grayscale@0.3", "grayscale@2.2", "grayscale@5"};
        mlt_perturbed made = perturb(&view, names[s], "a");
        ck_assert_mem_eq(made.image.data, in, 768);
        mlt_perturbed_free(&made);
    }
}
END_TEST

/* At full strength the channels are the same in every format, and luma does not change. */
START_TEST(test_formats)
{
    for (int i = 2; i < N_FORMATS; i++) {
        picture p = plain_picture(texture, 31, 17, all_formats[i]);
        mlt_perturbed made = perturb(&p.view, "grayscale@5", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < 31 * 17; k++) {
            uint32_t x = k % 31, y = k / 31;
            unsigned v = sample_at(&out, x, y, 0);
            double luma = 0.299 * sample_at(&p.view, x, y, 0) +
                          0.587 * sample_at(&p.view, x, y, 1) + 0.114 * sample_at(&p.view, x, y, 2);
            ck_assert_double_eq_tol(v, luma, 0.5000001);
            ck_assert_uint_eq(sample_at(&out, x, y, 1), v);
            ck_assert_uint_eq(sample_at(&out, x, y, 2), v);
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

START_TEST(test_grey_pictures_are_skipped)
{
    for (int i = 0; i < 2; i++) {
        picture p = plain_picture(scene, 8, 8, all_formats[i]);
        mlt_perturbed made = perturb(&p.view, "grayscale@3", "a");
        ck_assert_ptr_nonnull(made.skip_reason);
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_perturb_grayscale(void);
Suite *mlt_suite_perturb_grayscale(void)
{
    Suite *suite = suite_create("perturb_grayscale");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_greys_stay);
    tcase_add_test(tc, test_formats);
    tcase_add_test(tc, test_grey_pictures_are_skipped);
    suite_add_tcase(suite, tc);
    return suite;
}
