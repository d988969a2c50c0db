/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/math.h"
#include "base/random.h"
#include "kernel/loops.h"

enum { WORDS = 65536 };

static const mlt_random_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->random : NULL;
}

START_TEST(test_words16)
{
    const mlt_random_loops *k = build(_i);
    const uint32_t key[2] = {0x12345678, 0x9ABCDEF0};
    const uint64_t sample = UINT64_C(0xFEDCBA9876543210);
    for (size_t t = 0; k != NULL && t < N_LENGTHS; t++) {
        size_t n = lengths[t] / 4; /* blocks of eight words */
        uint32_t row = t % 2 == 0 ? 0xFFFFFFFF : (uint32_t)t;
        uint16_t out[2 * MOST + GUARD];
        memset(out, UNTOUCHED, sizeof out);
        k->words16(out + 1, n, row, sample, key);
        for (size_t b = 0; b < n; b++) {
            uint32_t words[4];
            const uint32_t counter[4] = {(uint32_t)b, row, 0x76543210, 0xFEDCBA98};
            mlt_philox7(counter, key, words);
            for (size_t i = 0; i < 8; i++)
                ck_assert_uint_eq(out[1 + 8 * b + i], words[i / 2] >> 16 * (i % 2) & 0xFFFF);
        }
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + 8 * n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_signed16)
{
    const mlt_random_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint16_t words[MOST];
        float out[MOST];
        for (size_t i = 0; i < MOST; i++)
            words[i] = (uint16_t)(i < 2 ? i * 65535 : i * 40503);
        memset(out, UNTOUCHED, sizeof out);
        k->signed16(out + c.at, words, c.n);
        for (size_t i = 0; i < c.n; i++) /* exactly, there are 24 bits */
            ck_assert_double_eq(out[c.at + i], (2.0 * words[i] + 1) / 65536 - 1);
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

static float *all_normals(const mlt_random_loops *k)
{
    float *z = malloc(WORDS * sizeof *z);
    uint16_t *words = malloc(WORDS * sizeof *words);
    ck_assert(z != NULL && words != NULL);
    for (size_t w = 0; w < WORDS; w++)
        words[w] = (uint16_t)w;
    k->normals(z, words, WORDS);
    free(words);
    return z;
}

/* What the header states. */
START_TEST(test_normals)
{
    const mlt_random_loops *k = build(_i);
    if (k == NULL)
        return;
    float *z = all_normals(k), *plain = all_normals(build(MLT_CPU_BASELINE));
    double square = 0, fourth = 0;
    for (size_t w = 0; w < WORDS; w++) {
        double want = mlt_normal_quantile(((double)w + 0.5) / WORDS);
        ck_assert_double_eq_tol((double)z[w], want, 3e-5);
        ck_assert(w == 0 || z[w] > z[w - 1]);
        ck_assert_float_eq(z[w], -z[WORDS - 1 - w]);
        square += (double)z[w] * (double)z[w] / WORDS;
        fourth += pow((double)z[w], 4) / WORDS;
    }
    ck_assert_mem_eq(z, plain, WORDS * sizeof *z);
    ck_assert_double_eq_tol(sqrt(square), 0.99999, 1e-6);
    ck_assert_double_eq_tol(fourth, 2.9991, 5e-5);
    ck_assert_double_eq_tol((double)z[WORDS - 1], 4.325, 5e-4);
    free(z);
    free(plain);
}
END_TEST

START_TEST(test_normals_of_any_length)
{
    const mlt_random_loops *k = build(_i);
    float *all = k != NULL ? all_normals(k) : NULL;
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint16_t words[MOST];
        float z[MOST + GUARD];
        for (size_t i = 0; i < MOST; i++)
            words[i] = (uint16_t)(i * 40503 + t);
        memset(z, UNTOUCHED, sizeof z);
        k->normals(z + c.at, words + c.at, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++)
            ck_assert_mem_eq(&z[i], &all[words[i]], sizeof z[i]);
        check_untouched(z, 0, c.at * sizeof *z);
        check_untouched(z, (c.at + c.n) * sizeof *z, sizeof z);
    }
    free(all);
}
END_TEST

Suite *mlt_suite_kernel_random(void);
Suite *mlt_suite_kernel_random(void)
{
    Suite *suite = suite_create("kernel_random");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_words16, 0, LEVELS);
    tcase_add_loop_test(tc, test_signed16, 0, LEVELS);
    tcase_add_loop_test(tc, test_normals, 0, LEVELS);
    tcase_add_loop_test(tc, test_normals_of_any_length, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
