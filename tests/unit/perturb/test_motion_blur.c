/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

enum { N = 64 };

/* The trail of one bright pixel is the kernel itself, drawn backwards. */
START_TEST(test_trail_of_a_dot)
{
    uint16_t pixels[N] = {0}, out[N];
    pixels[40] = 65535;
    mltest_image_view view = grey_row((const uint8_t *)pixels, N);
    view.format = MLTEST_FORMAT_GRAY16;
    view.stride_bytes = sizeof pixels;
    mlt_perturbed made = perturb(&view, "motion_blur@1{angle=0}", "a");
    memcpy(out, made.image.data, sizeof out);
    double sum = 0;
    for (int i = 0; i <= 20; i++)
        sum += exp(-i * i / 18.0);
    for (int x = 0; x < N; x++) {
        int i = 40 - x; /* output x takes input x + i with weight i */
        double want = i >= 0 && i <= 20 ? 65535 * exp(-i * i / 18.0) / sum : 0;
        ck_assert_double_eq_tol(out[x], floor(want), 1);
    }
    mlt_perturbed_free(&made);
}
END_TEST

/* Angles turn downwards, since y runs down; shifts of half a pixel are rounded down. */
START_TEST(test_directions)
{
    static const struct {
        const char *angle;
        int dx, dy;
    } rows[] = {{"0", 1, 0}, {"90", 0, 1}, {"-90", 0, -1}, {"180", -1, 0}, {"45", 1, 1}};
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        char text[64];
        picture p = plain_picture(scene, 41, 41, MLTEST_FORMAT_GRAY8);
        memset(p.block, 0, p.n);
        p.block[20 * 41 + 20] = 255;
        snprintf(text, sizeof text, "motion_blur@1{angle=%s}", rows[r].angle);
        mlt_perturbed made = perturb(&p.view, text, "a");
        mltest_image_view out = mlt_image_view(&made.image);
        for (int k = 0; k < 9; k++) { /* only where the trail comes from is there light */
            int x = k % 3 - 1, y = k / 3 - 1;
            bool lit = (x == 0 && y == 0) || (x == -rows[r].dx && y == -rows[r].dy);
            ck_assert_msg((sample_at(&out, (uint32_t)(20 + x), (uint32_t)(20 + y), 0) > 10) == lit,
                          "%s: %d %d", rows[r].angle, x, y);
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

START_TEST(test_edges_repeat)
{
    picture p = plain_picture(scene, 60, 60, MLTEST_FORMAT_RGB8);
    memset(p.block, 201, p.n);
    mlt_perturbed made = perturb(&p.view, "motion_blur@5{angle=-45}", "a");
    for (size_t i = 0; i < p.n; i++) { /* weights that sum to 1 - 1e-16 may cost one level */
        unsigned v = ((const uint8_t *)made.image.data)[i];
        ck_assert(v == 201 || v == 200);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* As published: the trail ends where it would leave the picture, and what it loses is dark. */
START_TEST(test_small_pictures_get_darker)
{
    picture p = plain_picture(scene, 4, 4, MLTEST_FORMAT_GRAY8);
    memset(p.block, 200, p.n);
    double sum = 0, kept = 0;
    for (int i = 0; i <= 20; i++) {
        sum += exp(-i * i / 18.0);
        kept += i < 4 ? exp(-i * i / 18.0) : 0;
    }
    mlt_perturbed made = perturb(&p.view, "motion_blur@1{angle=0}", "a");
    ck_assert_uint_eq(*(const uint8_t *)made.image.data, (unsigned)(200 * kept / sum));
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_drawn_angles)
{
    picture p = plain_picture(scene, 50, 50, MLTEST_FORMAT_GRAY8);
    memset(p.block, 0, p.n);
    p.block[25 * 50 + 25] = 255;
    unsigned upwards = 0;
    for (int i = 0; i < 40; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        mlt_perturbed made = perturb(&p.view, "motion_blur@5", id);
        mltest_image_view out = mlt_image_view(&made.image);
        double right = 0, above = 0, below = 0;
        for (uint32_t k = 0; k < 50 * 50; k++) {
            double v = sample_at(&out, k % 50, k / 50, 0);
            right += k % 50 > 25 ? v : 0;
            above += k / 50 < 25 ? v : 0;
            below += k / 50 > 25 ? v : 0;
        }
        ck_assert_double_eq(right, 0); /* within 45 degrees: never to the right */
        upwards += above > below;
        mlt_perturbed_free(&made);
    }
    ck_assert_uint_gt(upwards, 8);
    ck_assert_uint_lt(upwards, 32);
    free(p.block);
}
END_TEST

/* The largest values that may be set. */
START_TEST(test_extremes)
{
    picture p = plain_picture(scene, 300, 3, MLTEST_FORMAT_RGBA8);
    mlt_perturbed a = perturb(&p.view, "motion_blur@1{radius=200,sigma=200,angle=0}", "a");
    mlt_perturbed b = perturb(&p.view, "motion_blur@1{radius=1,sigma=0.1,angle=0}", "a");
    mltest_image_view out = mlt_image_view(&b.image);
    check_near(&out, &p.view, 1); /* all the weight is on the pixel itself */
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_motion_blur(void);
Suite *mlt_suite_perturb_motion_blur(void)
{
    Suite *suite = suite_create("perturb_motion_blur");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_trail_of_a_dot);
    tcase_add_test(tc, test_directions);
    tcase_add_test(tc, test_edges_repeat);
    tcase_add_test(tc, test_small_pictures_get_darker);
    tcase_add_test(tc, test_drawn_angles);
    tcase_add_test(tc, test_extremes);
    suite_add_tcase(suite, tc);
    return suite;
}
