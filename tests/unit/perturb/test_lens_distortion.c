/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* The published formula, pixel by pixel: output p shows the input at c + (p - c)(1 + k1·r²). */
START_TEST(test_pixels)
{
    static const double strengths[] = {-.04, -.08, -.14, -.2, -.26};
    picture p = plain_picture(scene, 120, 90, MLTEST_FORMAT_GRAY16);
    for (uint32_t k = 0; k < 120 * 90; k++) {
        uint16_t v = (uint16_t)(k % 120 * 300 + k / 120 * 200);
        memcpy(p.block + (size_t)2 * k, &v, 2);
    }
    for (int s = 1; s <= 5; s++) {
        char text[32];
        snprintf(text, sizeof text, "lens_distortion@%d", s);
        mlt_perturbed made = perturb(&p.view, text, "a");
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < 120 * 90; k++) {
            double dx = k % 120 + 0.5 - 60, dy = k / 120 + 0.5 - 45;
            double by = 1 + strengths[s - 1] * (dx * dx + dy * dy) / (75 * 75);
            double x = 60 + dx * by, y = 45 + dy * by;
            if (x > 0.5 && y > 0.5 && x < 119.5 && y < 89.5)
                ck_assert_double_eq_tol(sample_at(&out, k % 120, k / 120, 0),
                                        (x - 0.5) * 300 + (y - 0.5) * 200, 3);
        }
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Labels go the way of the pixels and not back: what was at the source of a pixel is there now. */
START_TEST(test_labels_are_the_inverse_of_the_pixels)
{
    picture p = plain_picture(scene, 120, 90, MLTEST_FORMAT_GRAY8);
    static const char *const texts[] = {"lens_distortion@5", "lens_distortion@1{k1=0.26}",
                                        "lens_distortion@1{k1=-0.333}"};
    static const double strengths[] = {-.26, .26, -.333};
    for (int i = 0; i < 3; i++) {
        mlt_perturbed made = perturb(&p.view, texts[i], "a");
        for (uint32_t k = 0; k < 120 * 90; k += 7) {
            double px = k % 120, py = k / 120, dx = px - 60, dy = py - 45, x, y;
            double by = 1 + strengths[i] * (dx * dx + dy * dy) / (75 * 75);
            ck_assert(mlt_map_point(&made.map, 60 + dx * by, 45 + dy * by, &x, &y));
            ck_assert_double_eq_tol(x, px, 1e-6);
            ck_assert_double_eq_tol(y, py, 1e-6);
        }
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* What bulges outwards shows black behind its edge, what is pulled out shows none. */
START_TEST(test_borders)
{
    picture p = plain_picture(scene, 40, 40, MLTEST_FORMAT_RGBA8);
    memset(p.block, 90, p.n);
    mlt_perturbed barrel = perturb(&p.view, "lens_distortion@1{border=0,k1=0.3}", "a");
    mlt_perturbed edge = perturb(&p.view, "lens_distortion@1{k1=0.3}", "a");
    mlt_perturbed cushion = perturb(&p.view, "lens_distortion@5{border=0}", "a");
    const uint8_t *a = barrel.image.data, *b = edge.image.data, *c = cushion.image.data;
    ck_assert_uint_eq(a[0], 0);
    ck_assert_uint_eq(a[3], 0);
    ck_assert_uint_eq(a[(20 * 40 + 20) * 4], 90);
    for (size_t i = 0; i < 40 * 40 * 4; i++) {
        ck_assert_uint_eq(b[i], 90);
        ck_assert_uint_eq(c[i], 90);
    }
    mlt_perturbed_free(&barrel);
    mlt_perturbed_free(&edge);
    mlt_perturbed_free(&cushion);
    free(p.block);
}
END_TEST

START_TEST(test_what_folds_is_refused)
{
    mlt_condition c;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, "lens_distortion@1{k1=-0.34}", NULL, 0, &error),
                     MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "between -0.333 and 1"));
    mltest_error_free(error);
}
END_TEST

/* A picture without labels, and one with an empty list. */
START_TEST(test_without_boxes)
{
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGB8);
    const mlt_truths none = {NULL, 0, 0};
    for (int i = 0; i < 2; i++) {
        mlt_condition c;
        mlt_perturbed made;
        ck_assert_int_eq(
            mlt_condition_parse(&c, NULL, "lens_distortion@3+lens_distortion@2", NULL, 0, NULL),
            MLTEST_OK);
        ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_condition_apply(&c, &p.view, i ? &none : NULL, 1, "a", &made, NULL),
                         MLTEST_OK);
        ck_assert_int_eq(made.map.n_parts, 2);
        mlt_condition_free(NULL, &c);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

START_TEST(test_straight_glass)
{
    picture p = plain_picture(texture, 21, 13, MLTEST_FORMAT_RGB16);
    mlt_perturbed made = perturb(&p.view, "lens_distortion@3{k1=0}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    ck_assert_uint_eq(mlt_view_hash(&out), mlt_view_hash(&p.view));
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_lens_distortion(void);
Suite *mlt_suite_perturb_lens_distortion(void)
{
    Suite *suite = suite_create("perturb_lens_distortion");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_pixels);
    tcase_add_test(tc, test_labels_are_the_inverse_of_the_pixels);
    tcase_add_test(tc, test_borders);
    tcase_add_test(tc, test_what_folds_is_refused);
    tcase_add_test(tc, test_without_boxes);
    tcase_add_test(tc, test_straight_glass);
    suite_add_tcase(suite, tc);
    return suite;
}
