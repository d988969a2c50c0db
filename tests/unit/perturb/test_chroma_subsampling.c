/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

enum { SIDE = 40 };

static mlt_perturbed subsample(const mltest_image_view *view, int scheme)
{
    char text[48];
    snprintf(text, sizeof text, "chroma_subsampling@3{scheme=%d}", scheme);
    return perturb(view, text, "a");
}

static mltest_image_view square(const uint8_t *pixels)
{
    return (mltest_image_view){.data = pixels,
                               .stride_bytes = 3 * SIDE,
                               .width = SIDE,
                               .height = SIDE,
                               .format = MLTEST_FORMAT_RGB8};
}

/* The colour of 4 x 4 pixels, which share it with no others, goes on to the nearest ones of the
 * next that do; where it was reduced twice, twice. */
START_TEST(test_how_far_colours_go)
{
    static const int size[3][2] = {{6, 6}, {10, 4}, {10, 10}};
    for (int scheme = 0; scheme < 3; scheme++) {
        uint8_t pixels[SIDE * SIDE * 3];
        int x0 = SIDE, x1 = -1, y0 = SIDE, y1 = -1;
        memset(pixels, 128, sizeof pixels);
        for (int i = 0; i < 16; i++)
            memcpy(pixels + 3 * ((20 + i / 4) * SIDE + 20 + i % 4), RGB(255, 0, 128), 3);
        mltest_image_view view = square(pixels);
        mlt_perturbed made = subsample(&view, scheme);
        for (int i = 0; i < SIDE * SIDE; i++) {
            const uint8_t *p = (const uint8_t *)made.image.data + 3 * i;
            if (p[0] == p[1] && p[1] == p[2])
                continue;
            x0 = i % SIDE < x0 ? i % SIDE : x0;
            x1 = i % SIDE > x1 ? i % SIDE : x1;
            y0 = i / SIDE < y0 ? i / SIDE : y0;
            y1 = i / SIDE > y1 ? i / SIDE : y1;
        }
        ck_assert_int_eq(x1 - x0 + 1, size[scheme][0]);
        ck_assert_int_eq(y1 - y0 + 1, size[scheme][1]);
        mlt_perturbed_free(&made);
    }
}
END_TEST

static double luma(const uint8_t *p)
{
    return .299 * p[0] + .587 * p[1] + .114 * p[2];
}

/* Luma stays where nothing is cut, and the mean of the colour too. */
START_TEST(test_luma_and_mean_colour_stay)
{
    for (int scheme = 0; scheme < 3; scheme++) {
        uint8_t pixels[SIDE * SIDE * 3];
        double before = 0, after = 0, changed = 0;
        for (uint32_t i = 0; i < sizeof pixels; i++)
            pixels[i] = (uint8_t)(96 + texture(i / 3 % SIDE, i / 3 / SIDE, i % 3) / 4);
        mltest_image_view view = square(pixels);
        mlt_perturbed made = subsample(&view, scheme);
        const uint8_t *out = made.image.data;
        for (int i = 0; i < SIDE * SIDE; i++) {
            ck_assert_double_eq_tol(luma(out + 3 * i), luma(pixels + 3 * i), 1.6);
            before += pixels[3 * i] - luma(pixels + 3 * i);
            after += out[3 * i] - luma(out + 3 * i);
            changed += abs(out[3 * i] - pixels[3 * i]);
        }
        ck_assert_double_eq_tol(after / (SIDE * SIDE), before / (SIDE * SIDE), .7);
        ck_assert(changed / (SIDE * SIDE) > 4);
        mlt_perturbed_free(&made);
    }
}
END_TEST

/* Greys stay as they are, plain colours but for rounding; all sizes of a rest. */
START_TEST(test_plain_colours)
{
    static const uint8_t colours[3][3] = {{77, 77, 77}, {200, 100, 50}, {10, 60, 220}};
    for (uint32_t t = 0; t < 3 * 3 * 9; t++) {
        const uint8_t *colour = colours[t % 3];
        uint32_t width = 1 + t / 9, height = 1 + t * 5 % 9;
        uint8_t pixels[9 * 9 * 3];
        for (uint32_t i = 0; i < sizeof pixels; i++)
            pixels[i] = colour[i % 3];
        const mltest_image_view view = {.data = pixels,
                                        .stride_bytes = 3 * width,
                                        .width = width,
                                        .height = height,
                                        .format = MLTEST_FORMAT_RGB8};
        mlt_perturbed made = subsample(&view, (int)(t / 3 % 3));
        for (uint32_t i = 0; i < width * height * 3; i++)
            ck_assert_int_le(abs(((const uint8_t *)made.image.data)[i] - colour[i % 3]),
                             t % 3 == 0 ? 0 : 2);
        mlt_perturbed_free(&made);
    }
}
END_TEST

Suite *mlt_suite_perturb_chroma_subsampling(void);
Suite *mlt_suite_perturb_chroma_subsampling(void)
{
    Suite *suite = suite_create("perturb_chroma_subsampling");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_how_far_colours_go);
    tcase_add_test(tc, test_luma_and_mean_colour_stay);
    tcase_add_test(tc, test_plain_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
