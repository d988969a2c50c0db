/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* One zoom, by a factor of 1, is the picture; one that is not 1 is seen on a ramp: the middle part
 * is enlarged with its corners aligned, and weighs as much as the picture itself. */
START_TEST(test_a_ramp)
{
    uint16_t in[101], out[101];
    for (int x = 0; x < 101; x++)
        in[x] = (uint16_t)(x * 600);
    mltest_image_view view = grey_row((const uint8_t *)in, 101);
    view.format = MLTEST_FORMAT_GRAY16;
    view.stride_bytes = 202;
    mlt_perturbed made = perturb(&view, "zoom_blur@1{count=2,step=0.1}", "a");
    memcpy(out, made.image.data, sizeof out);
    /* Zoom 1.1: 92 pixels from the 5th on, enlarged to 101. The picture counts twice of three. */
    for (int x = 0; x < 101; x++) {
        double at = 4 + x * 91.0 / 100;
        ck_assert_double_eq_tol(out[x], (2.0 * x + at) / 3 * 600, 1.01);
    }
    mlt_perturbed_free(&made);
}
END_TEST

START_TEST(test_no_zoom)
{
    picture p = plain_picture(texture, 33, 21, MLTEST_FORMAT_RGB8);
    mlt_perturbed one = perturb(&p.view, "zoom_blur@5{count=1}", "a");
    mlt_perturbed many = perturb(&p.view, "zoom_blur@5{step=0}", "a");
    ck_assert_double_le(one.change, 1);
    ck_assert_double_le(many.change, 1);
    mlt_perturbed_free(&one);
    mlt_perturbed_free(&many);
    free(p.block);
}
END_TEST

START_TEST(test_flat_pictures)
{
    for (int i = 0; i < N_FORMATS; i++) {
        for (uint32_t side = 1; side < 150; side += side < 8 ? 1 : 13) {
            picture p = plain_picture(scene, side, 3 + side / 2, all_formats[i]);
            memset(p.block, 200, p.n);
            mlt_perturbed made = perturb(&p.view, "zoom_blur@4", "a");
            mltest_image_view out = mlt_image_view(&made.image);
            for (uint32_t k = 0; k < side * out.height; k++) /* no black edge at any size */
                ck_assert_double_eq_tol(sample_at(&out, k % side, k / side, 0),
                                        sample_at(&p.view, 0, 0, 0), 1);
            mlt_perturbed_free(&made);
            free(p.block);
        }
    }
}
END_TEST

/* Mean absolute difference over the 16 columns from x on. */
static double difference(const mltest_image_view *a, const mltest_image_view *b, uint32_t x)
{
    double sum = 0;
    for (uint32_t k = 0; k < 16 * a->height; k++) {
        double d =
            (double)sample_at(a, x + k % 16, k / 16, 0) - sample_at(b, x + k % 16, k / 16, 0);
        sum += fabs(d);
    }
    return sum / (16 * a->height);
}

/* The middle stays sharp, the border does not, and the more so at each severity. */
START_TEST(test_the_middle_stays)
{
    picture p = plain_picture(scene, 400, 20, MLTEST_FORMAT_GRAY8);
    double before = 0;
    for (uint32_t k = 0; k < 400 * 20; k++) /* waves of 80 pixels */
        p.block[k] = (uint8_t)(128 + 100 * sin(k % 400 * 3.14159265 / 40));
    for (int s = 1; s <= 5; s++) {
        char text[32];
        snprintf(text, sizeof text, "zoom_blur@%d", s);
        mlt_perturbed made = perturb(&p.view, text, "a");
        mltest_image_view out = mlt_image_view(&made.image);
        double middle = difference(&out, &p.view, 192), left = difference(&out, &p.view, 20);
        double right = difference(&out, &p.view, 364);
        ck_assert_double_lt(middle, 4);
        ck_assert_double_gt(left, 2.5 * middle);
        ck_assert_double_gt(right, 2.5 * middle);
        ck_assert_double_gt(made.change, before);
        before = made.change;
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Columns and rows are treated alike. */
START_TEST(test_transposed)
{
    picture a = plain_picture(scene, 50, 37, MLTEST_FORMAT_GRAY16);
    picture b = plain_picture(scene, 37, 50, MLTEST_FORMAT_GRAY16);
    for (uint32_t k = 0; k < 50 * 37; k++)
        memcpy(b.block + 2 * (size_t)(k % 50 * 37 + k / 50), a.block + 2 * (size_t)k, 2);
    mlt_perturbed x = perturb(&a.view, "zoom_blur@3", "a"),
                  y = perturb(&b.view, "zoom_blur@3", "a");
    mltest_image_view u = mlt_image_view(&x.image), v = mlt_image_view(&y.image);
    for (uint32_t k = 0; k < 50 * 37; k++)
        ck_assert_double_eq_tol(sample_at(&u, k % 50, k / 50, 0), sample_at(&v, k / 50, k % 50, 0),
                                1);
    mlt_perturbed_free(&x);
    mlt_perturbed_free(&y);
    free(a.block);
    free(b.block);
}
END_TEST

Suite *mlt_suite_perturb_zoom_blur(void);
Suite *mlt_suite_perturb_zoom_blur(void)
{
    Suite *suite = suite_create("perturb_zoom_blur");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_a_ramp);
    tcase_add_test(tc, test_no_zoom);
    tcase_add_test(tc, test_flat_pictures);
    tcase_add_test(tc, test_the_middle_stays);
    tcase_add_test(tc, test_transposed);
    suite_add_tcase(suite, tc);
    return suite;
}
