/* SPDX-License-Identifier: MIT */
#include "perturb/noise/shot_noise.h"

#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* By the definition, term by term: e^-m m^k / k! */
static double distribution(double mean, size_t k)
{
    double sum = 0;
    for (size_t i = 0; i <= k; i++)
        sum += exp((double)i * log(mean) - mean - lgamma((double)i + 1));
    return sum;
}

START_TEST(test_the_table)
{
    static const double photons[] = {1, 3, 12.5, 60, 500};
    mlt_shot_table table;
    double c = photons[_i];
    void *work = malloc(mlt_shot_table_bytes(c));
    ck_assert_ptr_nonnull(work);
    mlt_shot_table_make(&table, c, work);
    ck_assert_uint_eq(table.n, (size_t)ceil(c));
    for (size_t level = 0; level < 256; level += level == 0 ? 1 : 51) {
        const uint64_t *within = table.within + level * table.n;
        const uint16_t *guide = table.guide + level * MLT_SHOT_GUIDES;
        for (size_t k = 0; k < table.n; k++) {
            double want = level == 0 ? 1 : distribution((double)level / 255 * c, k);
            ck_assert_double_eq_tol((double)within[k] / 4294967296.0, want, 1e-9);
        }
        for (size_t j = 0; j < MLT_SHOT_GUIDES; j++) {
            uint64_t first = (uint64_t)j << MLT_SHOT_SHIFT,
                     last = first + (1 << MLT_SHOT_SHIFT) - 1;
            size_t low = 0, high = 0;
            for (; low < table.n && within[low] <= first; low++)
                high = low + 1;
            for (; high < table.n && within[high] <= last; high++)
                continue;
            double shown = (double)low / c * 255;
            ck_assert_uint_eq(guide[j], low < high ? MLT_SHOT_SEARCH + low
                                                   : (size_t)(shown < 255 ? shown : 255));
        }
    }
    free(work);
}
END_TEST

/* Four photons at white; the mean of 51 is 0.8 of them: 0.449, 0.809, 0.953, 0.991. */
START_TEST(test_one_row_with_given_numbers)
{
    const uint8_t in[] = {0, 51, 51, 51, 51, 51, 51, 255};
    const double uniforms[] = {0.999999999, 0, 0.449, 0.45, 0.81, 0.96, 0.9999, 0.1};
    uint16_t words[16];
    const uint8_t want[] = {0, 0, 0, 63, 127, 191, 255, 127};
    float row[8];
    mlt_shot_table table;
    mlt_image out;
    mltest_image_view view = grey_row(in, 8);
    void *work = malloc(mlt_shot_table_bytes(4));
    ck_assert_ptr_nonnull(work);
    mlt_shot_table_make(&table, 4, work);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 8, 1, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    for (int i = 0; i < 8; i++) {
        uint32_t word = (uint32_t)(uniforms[i] * 4294967296.0);
        words[2 * i] = (uint16_t)word;
        words[2 * i + 1] = (uint16_t)(word >> 16);
    }
    mlt_shot_noise_row(&out, &view, 0, &table, words, row);
    ck_assert_mem_eq(out.data, want, 8);
    mlt_image_free(&out);
    free(work);
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
    tcase_add_loop_test(tc, test_the_table, 0, 5);
    tcase_add_test(tc, test_one_row_with_given_numbers);
    tcase_add_test(tc, test_moments);
    tcase_add_test(tc, test_levels);
    tcase_add_test(tc, test_draws_stay_while_severity_grows);
    suite_add_tcase(suite, tc);
    return suite;
}
