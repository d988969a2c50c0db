/* SPDX-License-Identifier: MIT */
#include "image/soft_copy.h"

#include <math.h>

#include "image/pictures.h"
#include "kernel/kernels.h"

static void *make(mlt_small_picture *copy, const mltest_image_view *view, uint32_t factor,
                  double sigma)
{
    void *work = malloc(mlt_soft_copy_bytes(view, factor, sigma));
    ck_assert_ptr_nonnull(work);
    mlt_soft_copy_make(copy, view, factor, sigma, work);
    return work;
}

/* Without a blur of its own: means of blocks, at the edges with their pixels repeated. */
START_TEST(test_means)
{
    enum { WIDTH = 18, HEIGHT = 7, FACTOR = 4 };
    for (int f = 0; f < N_FORMATS; f++) {
        picture p = make_picture(texture, WIDTH, HEIGHT, all_formats[f], 5, 3, true);
        mlt_small_picture copy;
        void *work = make(&copy, &p.view, FACTOR, 0);
        ck_assert_uint_eq(copy.width, 5);
        ck_assert_uint_eq(copy.height, 2);
        ck_assert_float_eq(copy.scale, .25f);
        double total = 0;
        for (uint32_t k = 0; k < copy.width * copy.height; k++) {
            for (uint32_t c = 0; c < mlt_format_channels(all_formats[f]); c++) {
                double sum = 0;
                for (uint32_t i = 0; i < FACTOR * FACTOR; i++) {
                    uint32_t x = k % 5 * FACTOR + i % FACTOR, y = k / 5 * FACTOR + i / FACTOR;
                    sum += sample_at(&p.view, x < WIDTH ? x : WIDTH - 1,
                                     y < HEIGHT ? y : HEIGHT - 1, c);
                }
                ck_assert_double_eq_tol((double)copy.pixels[4 * k + c], sum / 16, .01);
                total += sum / 160 / mlt_format_channels(all_formats[f]);
            }
        }
        float mean = mlt_soft_copy_mean(&copy, mlt_format_channels(all_formats[f]));
        ck_assert_double_eq_tol((double)mean, total, .01);
        free(work);
        free(p.block);
    }
}
END_TEST

/* The light of a point, looked at between the pixels: its spread is sigma's. */
START_TEST(test_sigma)
{
    enum { SIDE = 80 };
    static const double sigmas[] = {2, 3, 5, 8};
    for (int i = 0; i < 4 * 3; i++) {
        picture p = plain_picture(scene, SIDE, SIDE, MLTEST_FORMAT_GRAY8);
        mlt_small_picture copy;
        double light = 0, spread = 0, mean = 0;
        uint32_t at = 38 + (uint32_t)i / 4;
        memset(p.block, 0, p.n);
        for (uint32_t y = 0; y < SIDE; y++) /* a line, for more light */
            p.block[y * SIDE + at] = 255;
        void *work = make(&copy, &p.view, 4, sigmas[i % 4]);
        for (uint32_t x = 0; x < SIDE; x++) {
            float out[4], px = (float)x + .5f, py = 40;
            mlt_kernels_get()->blob->look(out, &copy, &px, &py, 1);
            light += (double)out[0];
            mean += (double)out[0] * x;
            spread += (double)out[0] * x * x;
        }
        mean /= light;
        ck_assert_double_eq_tol(light, 255, 1);
        ck_assert_double_eq_tol(mean, at, 2.01); /* within a pixel of the copy */
        ck_assert_double_eq_tol(sqrt(spread / light - mean * mean), sigmas[i % 4], .35);
        free(work);
        free(p.block);
    }
}
END_TEST

/* Rows show what single places do. */
START_TEST(test_rows)
{
    static const uint32_t sizes[][2] = {{1, 1}, {3, 9}, {13, 1}, {33, 21}};
    for (int i = 0; i < 4; i++) {
        uint32_t width = sizes[i][0], low[33], far = 0;
        float t[33], line[4 * 10], out[4 * 33];
        picture p = plain_picture(scene, width, sizes[i][1], MLTEST_FORMAT_RGB8);
        mlt_small_picture copy;
        void *work = make(&copy, &p.view, 4, 3);
        mlt_soft_copy_columns(&copy, low, t, width);
        for (uint32_t y = 0; y < sizes[i][1]; y++) {
            mlt_soft_copy_row(&copy, out, y, low, t, width, line);
            for (uint32_t x = 0; x < width; x++) {
                float want[4], px = (float)x + .5f, py = (float)y + .5f;
                mlt_kernels_get()->blob->look(want, &copy, &px, &py, 1);
                for (int c = 0; c < 3; c++)
                    far += fabsf(out[4 * x + (uint32_t)c] - want[c]) > 1e-3f;
            }
        }
        ck_assert_uint_eq(far, 0);
        free(work);
        free(p.block);
    }
}
END_TEST

START_TEST(test_even_pictures_stay)
{
    static const uint32_t sizes[][2] = {{1, 1}, {1, 9}, {13, 1}, {33, 21}};
    for (int i = 0; i < 4; i++) {
        picture p = plain_picture(scene, sizes[i][0], sizes[i][1], MLTEST_FORMAT_RGB8);
        mlt_small_picture copy;
        memset(p.block, 77, p.n);
        void *work = make(&copy, &p.view, 4, 30);
        for (size_t k = 0; k < (size_t)copy.width * copy.height * 4; k++)
            if (k % 4 != 3)
                ck_assert_float_eq_tol(copy.pixels[k], 77, 1e-3f);
        free(work);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_image_soft_copy(void);
Suite *mlt_suite_image_soft_copy(void)
{
    Suite *suite = suite_create("image_soft_copy");
    TCase *tc = tcase_create("copy");
    tcase_add_test(tc, test_means);
    tcase_add_test(tc, test_sigma);
    tcase_add_test(tc, test_rows);
    tcase_add_test(tc, test_even_pictures_stay);
    suite_add_tcase(suite, tc);
    return suite;
}
