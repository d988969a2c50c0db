/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* Half the width: pairs of pixels, their mean rounded half up. */
START_TEST(test_one_row)
{
    const uint8_t in[8] = {0, 10, 20, 21, 255, 254, 1, 0};
    const uint8_t want[8] = {5, 5, 21, 21, 255, 255, 1, 1};
    mltest_image_view view = grey_row(in, 8);
    mlt_perturbed made = perturb(&view, "pixelate@2", "a");
    ck_assert_mem_eq(made.image.data, want, 8);
    mlt_perturbed_free(&made);
}
END_TEST

/* The pixels under a big one need not be as many everywhere: 5 into 2 are 2 and 3. */
START_TEST(test_uneven)
{
    const uint8_t in[5] = {0, 10, 60, 70, 80};
    mltest_image_view view = grey_row(in, 5);
    mlt_perturbed made = perturb(&view, "pixelate@3", "a");
    const uint8_t *out = made.image.data; /* means of 0 10 60 and 70 80, or of 0 10 and 60 70 80 */
    ck_assert(out[0] == out[1] && out[3] == out[4]);
    ck_assert((out[0] == 23 && out[3] == 75) || (out[0] == 5 && out[3] == 70));
    mlt_perturbed_free(&made);
}
END_TEST

/* A whole number of blocks: each is the mean of its pixels, in every format, but for alpha. */
START_TEST(test_blocks)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 40, 24, all_formats[i], 3, 0xFF, i % 2 == 0);
        mlt_perturbed made = perturb(&p.view, "pixelate@5", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        uint32_t channels = mlt_format_channels(all_formats[i]);
        for (uint32_t k = 0; k < 40 * 24 * channels; k++) {
            uint32_t x = k / channels % 40, y = k / channels / 40, c = k % channels;
            double sum = 0;
            for (uint32_t j = 0; j < 16; j++)
                sum += sample_at(&p.view, x / 4 * 4 + j % 4, y / 4 * 4 + j / 4, c);
            ck_assert_double_eq_tol(sample_at(&out, x, y, c), sum / 16, 1); /* rounded twice */
            ck_assert_uint_eq(sample_at(&out, x, y, c), sample_at(&out, x / 4 * 4, y / 4 * 4, c));
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* As many big pixels as the scale says, whatever the size. */
START_TEST(test_counts)
{
    static const double scale[] = {.6, .5, .4, .3, .25};
    for (uint32_t width = 30; width < 90; width++) {
        uint8_t in[90];
        for (uint32_t x = 0; x < width; x++)
            in[x] = (uint8_t)(x * 255 / width);
        mltest_image_view view = grey_row(in, width);
        for (int s = 1; s <= 5; s++) {
            char text[32];
            snprintf(text, sizeof text, "pixelate@%d", s);
            mlt_perturbed made = perturb(&view, text, "a");
            const uint8_t *out = made.image.data;
            unsigned n = 1;
            for (uint32_t x = 1; x < width; x++) {
                ck_assert_uint_ge(out[x], out[x - 1]);
                n += out[x] != out[x - 1];
            }
            ck_assert_uint_eq(n, (unsigned)(width * scale[s - 1]));
            mlt_perturbed_free(&made);
        }
    }
}
END_TEST

START_TEST(test_extremes)
{
    picture p = plain_picture(texture, 21, 13, MLTEST_FORMAT_RGB16);
    mlt_perturbed none = perturb(&p.view, "pixelate@3{scale=1}", "a");
    mlt_perturbed most = perturb(&p.view, "pixelate@3{scale=0.001}", "a"); /* one pixel */
    mltest_image_view out = mlt_image_view(&most.image);
    ck_assert_double_eq(none.change, 0);
    for (uint32_t k = 0; k < 21 * 13 * 3; k++)
        ck_assert_uint_eq(sample_at(&out, k / 3 % 21, k / 63, k % 3), sample_at(&out, 0, 0, k % 3));
    mlt_perturbed_free(&none);
    mlt_perturbed_free(&most);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_pixelate(void);
Suite *mlt_suite_perturb_pixelate(void)
{
    Suite *suite = suite_create("perturb_pixelate");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_one_row);
    tcase_add_test(tc, test_uneven);
    tcase_add_test(tc, test_blocks);
    tcase_add_test(tc, test_counts);
    tcase_add_test(tc, test_extremes);
    suite_add_tcase(suite, tc);
    return suite;
}
