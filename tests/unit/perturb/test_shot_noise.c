/* SPDX-License-Identifier: MIT */
#include "perturb/noise/shot_noise.h"

#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

static uint16_t low_bits(void *from, uint32_t y, size_t i)
{
    const uint16_t *row = from;
    ck_assert_uint_eq(y, 0);
    return row[i];
}

/* Four photons at white; the mean of 51 is 0.8 of them: 0.449, 0.809, 0.953, 0.991. Three numbers
 * are a little below and above e^-0.8, where bits after the 16th decide. */
START_TEST(test_one_row_with_given_numbers)
{
    enum { N = 11 };
    const uint8_t in[N] = {0, 51, 51, 51, 51, 51, 51, 255, 51, 51, 51};
    const double uniforms[N] = {0.999999999, 0,   0.449,      0.45,       0.81,     0.96,
                                0.9999,      0.1, 0.44932896, 0.44932897, 0.4493289};
    const uint8_t want[N] = {0, 0, 0, 63, 127, 191, 255, 127, 0, 63, 0};
    uint16_t high[N], low[N];
    mlt_poisson table;
    mlt_image out;
    mltest_image_view view = grey_row(in, N);
    void *memory = malloc(mlt_poisson_bytes(4)), *work = malloc(mlt_shot_noise_bytes(N));
    ck_assert(memory != NULL && work != NULL);
    mlt_poisson_make(&table, 4, memory);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, N, 1, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    for (int i = 0; i < N; i++) {
        uint32_t word = (uint32_t)(uniforms[i] * 4294967296.0);
        high[i] = (uint16_t)(word >> 16);
        low[i] = (uint16_t)word;
    }
    const mlt_poisson_draws draws = {high, low_bits, low, 0};
    mlt_shot_noise_row(&out, &view, 0, &table, &draws, work);
    ck_assert_mem_eq(out.data, want, N);
    mlt_image_free(&out);
    free(memory);
    free(work);
}
END_TEST

/* 16 bits and 8 bits with alpha get the same counts from the same numbers. */
START_TEST(test_formats_agree)
{
    static const char *const names[] = {"shot_noise@1", "shot_noise@3", "shot_noise@5"};
    picture narrow = plain_picture(texture, 70, 50, MLTEST_FORMAT_RGB8);
    picture wide = plain_picture(texture, 70, 50, MLTEST_FORMAT_RGB16);
    picture alpha = plain_picture(texture, 70, 50, MLTEST_FORMAT_RGBA8);
    for (size_t i = 0; i < narrow.n; i++) {
        alpha.block[i / 3 * 4 + i % 3] = narrow.block[i];
        memcpy(wide.block + 2 * i, &(const uint16_t){(uint16_t)(narrow.block[i] * 257)}, 2);
    }
    mlt_perturbed a = perturb(&narrow.view, names[_i], "a");
    mlt_perturbed b = perturb(&wide.view, names[_i], "a");
    mlt_perturbed c = perturb(&alpha.view, names[_i], "a");
    for (size_t i = 0; i < narrow.n; i++) {
        uint16_t w;
        memcpy(&w, (const uint8_t *)b.image.data + 2 * i, 2);
        const uint8_t v = ((const uint8_t *)a.image.data)[i];
        ck_assert_uint_eq(w / 257, v);
        ck_assert_uint_eq(((const uint8_t *)c.image.data)[i / 3 * 4 + i % 3], v);
    }
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    mlt_perturbed_free(&c);
    free(narrow.block);
    free(wide.block);
    free(alpha.block);
}
END_TEST

/* Mean and variance of counts are the same; mid grey seldom has so many that they are clipped. */
START_TEST(test_moments)
{
    static const double photons[] = {60, 25, 12};
    enum { N = 200 * 150 * 3 };
    picture p = plain_picture(scene, 200, 150, MLTEST_FORMAT_RGB16);
    for (size_t i = 0; i < p.n / 2; i++)
        memcpy(p.block + 2 * i, &(const uint16_t){20000}, 2);
    for (int s = 0; s < 3; s++) {
        char text[32];
        snprintf(text, sizeof text, "shot_noise@%d", s + 1);
        mlt_perturbed made = perturb(&p.view, text, "a");
        mltest_image_view out = mlt_image_view(&made.image);
        double sum = 0, square = 0, mean = photons[s] * 20000 / 65535;
        for (uint32_t k = 0; k < N; k++) {
            double count = sample_at(&out, k / 3 % 200, k / 600, k % 3) * photons[s] / 65535 - mean;
            sum += count;
            square += count * count;
        }
        ck_assert_double_eq_tol(sum / N, 0, 4 * sqrt(mean / N) + 1e-3);
        ck_assert_double_eq_tol(square / N / mean, 1, 6 * sqrt(2.0 / N));
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Five photons at white: six levels. Black stays black. */
START_TEST(test_levels)
{
    unsigned seen[256] = {0}, n = 0;
    picture p = plain_picture(texture, 64, 64, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "shot_noise@4", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < 64 * 64 * 3; k++) {
        uint32_t x = k / 3 % 64, y = k / 192, c = k % 3;
        unsigned v = sample_at(&out, x, y, c);
        n += seen[v]++ == 0;
        ck_assert(v == 0 || sample_at(&p.view, x, y, c) > 0);
    }
    ck_assert_uint_eq(n, 6);
    for (int k = 0; k <= 5; k++)
        ck_assert_uint_gt(seen[(int)(k / 5.0 * 255)], 100);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* The same draws whatever the severity: who was lucky with many photons is lucky with few. */
START_TEST(test_draws_stay_while_severity_grows)
{
    picture p = plain_picture(scene, 80, 60, MLTEST_FORMAT_GRAY16);
    double both = 0, square[2] = {0, 0};
    for (size_t i = 0; i < p.n / 2; i++)
        memcpy(p.block + 2 * i, &(const uint16_t){30000}, 2);
    mlt_perturbed a = perturb(&p.view, "shot_noise@1", "a");
    mlt_perturbed b = perturb(&p.view, "shot_noise@2", "a");
    mltest_image_view x = mlt_image_view(&a.image), y = mlt_image_view(&b.image);
    for (uint32_t k = 0; k < 80 * 60; k++) {
        double u = sample_at(&x, k % 80, k / 80, 0) - 30000.0;
        double v = sample_at(&y, k % 80, k / 80, 0) - 30000.0;
        both += u * v;
        square[0] += u * u;
        square[1] += v * v;
    }
    ck_assert_double_gt(both / sqrt(square[0] * square[1]), 0.95);
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_shot_noise(void);
Suite *mlt_suite_perturb_shot_noise(void)
{
    Suite *suite = suite_create("perturb_shot_noise");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_one_row_with_given_numbers);
    tcase_add_loop_test(tc, test_formats_agree, 0, 3);
    tcase_add_test(tc, test_moments);
    tcase_add_test(tc, test_levels);
    tcase_add_test(tc, test_draws_stay_while_severity_grows);
    suite_add_tcase(suite, tc);
    return suite;
}
