/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

static double at(const mltest_image_view *view, double x, double y, uint32_t c)
{
    double right = view->width - 1, bottom = view->height - 1;
    x = x < 0 ? 0 : x > right ? right : x;
    y = y < 0 ? 0 : y > bottom ? bottom : y;
    return sample_at(view, (uint32_t)x, (uint32_t)y, c);
}

/* Bilinear; the edge pixels repeat. */
static double plain(const mltest_image_view *view, double x, double y, uint32_t c)
{
    double fx = floor(x), fy = floor(y), tx = x - fx, ty = y - fy;
    return (1 - ty) * ((1 - tx) * at(view, fx, fy, c) + tx * at(view, fx + 1, fy, c)) +
           ty * ((1 - tx) * at(view, fx, fy + 1, c) + tx * at(view, fx + 1, fy + 1, c));
}

static void check(const mltest_image_view *view, const char *text, double shift)
{
    mlt_perturbed made = perturb(view, text, "a");
    mltest_image_view out = mlt_image_view(&made.image);
    double cx = (view->width - 1) / 2.0, cy = (view->height - 1) / 2.0;
    double corner = hypot(view->width / 2.0, view->height / 2.0);
    for (uint32_t k = 0; k < view->width * view->height * 3; k++) {
        uint32_t x = k / 3 % view->width, y = k / 3 / view->width, c = k % 3;
        double scale = 1 - shift / corner * (1 - (double)c); /* red, green, blue */
        double want = plain(view, cx + (x - cx) * scale, cy + (y - cy) * scale, c);
        double most = mlt_format_is_16bit(view->format) ? .6 : .501;
        ck_assert_msg(fabs(sample_at(&out, x, y, c) - want) <= most, "%s (%u, %u) %u: %u, not %g",
                      text, x, y, c, sample_at(&out, x, y, c), want);
    }
    mlt_perturbed_free(&made);
}

START_TEST(test_from_the_definition)
{
    static const double shifts[] = {.5, 1, 2, 3, 5};
    static const uint32_t formats[] = {MLTEST_FORMAT_RGB8, MLTEST_FORMAT_RGB16,
                                       MLTEST_FORMAT_RGBA8};
    for (uint32_t i = 0; i < 3; i++) {
        picture p = make_picture(texture, 53 - 12 * i, 20 + 15 * i, formats[i], 3, 9, i == 1);
        for (int s = 1; s <= 5; s++) {
            char text[48];
            snprintf(text, sizeof text, "chromatic_aberration@%d", s);
            check(&p.view, text, shifts[s - 1]);
        }
        check(&p.view, "chromatic_aberration@1{shift=-3.3}", -3.3);
        check(&p.view, "chromatic_aberration@1{shift=40}", 40);
        free(p.block);
    }
}
END_TEST

/* A white point near a corner: red further out than green, blue nearer to the middle. */
START_TEST(test_direction)
{
    static uint8_t pixels[100 * 100 * 3];
    const mltest_image_view view = {.data = pixels,
                                    .stride_bytes = 300,
                                    .width = 100,
                                    .height = 100,
                                    .format = MLTEST_FORMAT_RGB8};
    double centre[3] = {0}, sum[3] = {0};
    memset(pixels + 3 * (90 * 100 + 90), 255, 3);
    mlt_perturbed made = perturb(&view, "chromatic_aberration@5", "a");
    for (int i = 0; i < 100 * 100 * 3; i++) {
        double v = ((const uint8_t *)made.image.data)[i];
        centre[i % 3] += v * (i / 3 % 100);
        sum[i % 3] += v;
    }
    /* 40.5 / 50 of 5 px at the corner, of which one direction has 1 / sqrt(2) */
    double moved = 5 / sqrt(2) * 40.5 / 50;
    ck_assert_double_eq_tol(centre[0] / sum[0] - 90, moved, .3);
    ck_assert_double_eq(centre[1] / sum[1], 90);
    ck_assert_double_eq_tol(centre[2] / sum[2] - 90, -moved, .3);
    mlt_perturbed_free(&made);
}
END_TEST

Suite *mlt_suite_perturb_chromatic_aberration(void);
Suite *mlt_suite_perturb_chromatic_aberration(void)
{
    Suite *suite = suite_create("perturb_chromatic_aberration");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_from_the_definition);
    tcase_add_test(tc, test_direction);
    suite_add_tcase(suite, tc);
    return suite;
}
