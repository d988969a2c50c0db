/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

START_TEST(test_colours)
{
    /* S = 1/2 becomes 1: the smallest channel goes to 0, the middle one keeps its place between */
    check_pixel("saturate@3", (const uint8_t[3]){200, 100, 150}, (const uint8_t[3]){200, 0, 100});
    check_pixel("saturate@3{gain=0}", (const uint8_t[3]){200, 100, 150},
                (const uint8_t[3]){200, 200, 200});
    check_pixel("saturate@3{gain=1}", (const uint8_t[3]){200, 100, 150},
                (const uint8_t[3]){200, 100, 150});
    check_pixel("saturate@5", (const uint8_t[3]){0, 0, 0}, (const uint8_t[3]){0, 0, 0});
}
END_TEST

/* As published: grey has the hue of red, so that an offset of saturation tints it. */
START_TEST(test_an_offset_tints_grey)
{
    check_pixel("saturate@3", (const uint8_t[3]){100, 100, 100}, (const uint8_t[3]){100, 100, 100});
    check_pixel("saturate@5", (const uint8_t[3]){100, 100, 100}, (const uint8_t[3]){100, 80, 80});
}
END_TEST

/* Hue and value stay, whatever the saturation. */
START_TEST(test_hue_and_value_stay)
{
    picture p = plain_picture(texture, 64, 64, MLTEST_FORMAT_RGB16);
    mlt_perturbed made = perturb(&p.view, "saturate@1", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < 64 * 64; k++) {
        double a[3], b[3];
        for (uint32_t c = 0; c < 3; c++) {
            a[c] = sample_at(&p.view, k % 64, k / 64, c);
            b[c] = sample_at(&out, k % 64, k / 64, c);
        }
        double high = fmax(fmax(a[0], a[1]), a[2]), low = fmin(fmin(a[0], a[1]), a[2]);
        double now = fmax(fmax(b[0], b[1]), b[2]), least = fmin(fmin(b[0], b[1]), b[2]);
        ck_assert_double_eq_tol(now, high, 1);
        ck_assert_double_eq_tol(now - least, 0.3 * (high - low), 2);
        for (int c = 0; c < 3 && now - least > 3000; c++)
            ck_assert_double_eq_tol((b[c] - least) / (now - least), (a[c] - low) / (high - low),
                                    0.01);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_grey_pictures_are_skipped)
{
    for (int i = 0; i < 2; i++) {
        picture p = plain_picture(scene, 8, 8, all_formats[i]);
        mlt_perturbed made = perturb(&p.view, "saturate@3", "a");
        ck_assert_ptr_nonnull(made.skip_reason);
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_perturb_saturate(void);
Suite *mlt_suite_perturb_saturate(void)
{
    Suite *suite = suite_create("perturb_saturate");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_an_offset_tints_grey);
    tcase_add_test(tc, test_hue_and_value_stay);
    tcase_add_test(tc, test_grey_pictures_are_skipped);
    suite_add_tcase(suite, tc);
    return suite;
}
