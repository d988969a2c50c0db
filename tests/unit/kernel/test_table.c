/* SPDX-License-Identifier: MIT */
/*
 * Every build of the hot loops against plain code: the same bits, for any length and place in
 * memory, and nothing beside what a loop is for.
 */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/random.h"
#include "kernel/cpu.h"
#include "kernel/kernels.h"
#include "testing.h"

enum { MOST = 200, GUARD = 8, LEVELS = 3 };

static const size_t lengths[] = {0, 1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 63, 64, 65, 127, 129, 191};
enum { N_LENGTHS = sizeof lengths / sizeof lengths[0] };

/* Numbers of every kind that rows may hold, and some that they never should. */
static double number(size_t i)
{
    static const double odd[] = {0,   -0.0,  255, 254.99999999999997, 256,       -1e-300,
                                 0.5, 1e300, NAN, INFINITY,           -INFINITY, 127.5};
    enum { N = sizeof odd / sizeof odd[0] };
    return i % 3 == 0 ? odd[i / 3 % N] : (double)(i * 7919 % 3000) / 11 - 8;
}

static bool same_bits(const void *a, const void *b, size_t n)
{
    return memcmp(a, b, n) == 0;
}

/* The build of this level, or NULL: not here. */
static const mlt_kernels *build(int level)
{
    return mlt_kernels_at(level);
}

START_TEST(test_load8)
{
    const mlt_kernels *k = build(_i);
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * 3; t++) {
        size_t n = lengths[t / 3], at = t % 3;
        uint8_t in[MOST];
        double out[MOST + GUARD];
        for (size_t i = 0; i < MOST; i++)
            in[i] = (uint8_t)(i * 37 + t);
        memset(out, 0x5A, sizeof out);
        k->load8(out, in + at, n);
        for (size_t i = 0; i < n; i++)
            ck_assert_double_eq(out[i], in[at + i]);
        for (size_t i = n * sizeof *out; i < sizeof out; i++)
            ck_assert_uint_eq(((uint8_t *)out)[i], 0x5A);
    }
}
END_TEST

static uint8_t plain_store(double v)
{
    if (!(v > 0))
        return 0;
    return v >= 255 ? 255 : (uint8_t)v;
}

START_TEST(test_store8)
{
    const mlt_kernels *k = build(_i);
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * 3; t++) {
        size_t n = lengths[t / 3], at = t % 3;
        double in[MOST];
        uint8_t out[MOST + GUARD];
        for (size_t i = 0; i < MOST; i++)
            in[i] = number(i + t);
        memset(out, 0x5A, sizeof out);
        k->store8(out + at, in, n);
        for (size_t i = 0; i < sizeof out; i++)
            ck_assert_uint_eq(out[i], i >= at && i < at + n ? plain_store(in[i - at]) : 0x5A);
    }
}
END_TEST

START_TEST(test_accumulate)
{
    const mlt_kernels *k = build(_i);
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * 3; t++) {
        size_t n = lengths[t / 3], at = t % 3;
        double sums[MOST], want[MOST], weight = 0.1 + 0.01 * (double)t;
        float in[MOST];
        for (size_t i = 0; i < MOST; i++) {
            in[i] = (float)(i * 31 % 256);
            sums[i] = want[i] = (double)i / 3;
        }
        k->accumulate(sums + at, in + at, weight, n);
        for (size_t i = at; i < at + n; i++) {
            double product = weight * (double)in[i]; /* rounded before it is added */
            want[i] += product;
        }
        ck_assert(same_bits(sums, want, sizeof sums));
    }
}
END_TEST

START_TEST(test_add_noise)
{
    const mlt_kernels *k = build(_i);
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * 3; t++) {
        size_t n = lengths[t / 3], at = t % 3;
        double v[MOST], want[MOST], normals[MOST], sigma = 0.05 * (double)(t % 9);
        for (size_t i = 0; i < MOST; i++) {
            v[i] = want[i] = (double)(i * 91 % 256);
            normals[i] = (double)(i * 7919 % 800) / 100 - 4;
        }
        k->add_noise(v + at, normals + at, sigma, 255, n);
        for (size_t i = at; i < at + n; i++) {
            double scaled = want[i] / 255, added = sigma * normals[i], x = scaled + added;
            want[i] = (x < 0 ? 0 : x > 1 ? 1 : x) * 255;
        }
        ck_assert(same_bits(v, want, sizeof v));
    }
}
END_TEST

START_TEST(test_add_speckle)
{
    const mlt_kernels *k = build(_i);
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * 3; t++) {
        size_t n = lengths[t / 3], at = t % 3;
        double v[MOST], want[MOST], normals[MOST], sigma = 0.05 * (double)(t % 9);
        for (size_t i = 0; i < MOST; i++) {
            v[i] = want[i] = (double)(i * 91 % 256);
            normals[i] = (double)(i * 7919 % 800) / 100 - 4;
        }
        k->add_speckle(v + at, normals + at, sigma, 255, n);
        for (size_t i = at; i < at + n; i++) {
            double scaled = want[i] / 255, share = sigma * normals[i], added = scaled * share;
            double x = scaled + added;
            want[i] = (x < 0 ? 0 : x > 1 ? 1 : x) * 255;
        }
        ck_assert(same_bits(v, want, sizeof v));
    }
}
END_TEST

START_TEST(test_words16)
{
    const mlt_kernels *k = build(_i);
    const uint32_t key[2] = {0x12345678, 0x9ABCDEF0};
    const uint64_t sample = UINT64_C(0xFEDCBA9876543210);
    for (size_t t = 0; k != NULL && t < N_LENGTHS; t++) {
        size_t n = lengths[t] / 4; /* blocks of eight words */
        uint32_t row = t % 2 == 0 ? 0xFFFFFFFF : (uint32_t)t;
        uint16_t out[2 * MOST + GUARD];
        memset(out, 0x5A, sizeof out);
        k->words16(out + 1, n, row, sample, key);
        for (size_t b = 0; b < n; b++) {
            uint32_t words[4];
            const uint32_t counter[4] = {(uint32_t)b, row, 0x76543210, 0xFEDCBA98};
            mlt_philox7(counter, key, words);
            for (size_t i = 0; i < 8; i++)
                ck_assert_uint_eq(out[1 + 8 * b + i], words[i / 2] >> 16 * (i % 2) & 0xFFFF);
        }
        ck_assert_uint_eq(out[0], 0x5A5A);
        for (size_t i = 1 + 8 * n; i < sizeof out / sizeof out[0]; i++)
            ck_assert_uint_eq(out[i], 0x5A5A);
    }
}
END_TEST

START_TEST(test_scale_about)
{
    const mlt_kernels *k = build(_i);
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * 3; t++) {
        size_t n = lengths[t / 3], at = t % 3;
        double v[MOST], want[MOST], about[MOST], gain = 0.3 * (double)(t % 11);
        for (size_t i = 0; i < MOST; i++) {
            v[i] = want[i] = (double)(i * 91 % 256);
            about[i] = (double)(i * 7919 % 100) / 99;
        }
        k->scale_about(v + at, about + at, gain, 255, n);
        for (size_t i = at; i < at + n; i++) {
            double scaled = want[i] / 255, away = (scaled - about[i]) * gain, x = away + about[i];
            want[i] = (x < 0 ? 0 : x > 1 ? 1 : x) * 255;
        }
        ck_assert(same_bits(v, want, sizeof v));
    }
}
END_TEST

START_TEST(test_sum)
{
    const mlt_kernels *k = build(_i);
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * 3; t++) {
        size_t n = lengths[t / 3], at = t % 3;
        double a[MOST], b[MOST], out[MOST + GUARD], want[MOST + GUARD];
        memset(out, 0x5A, sizeof out);
        memset(want, 0x5A, sizeof want);
        for (size_t i = 0; i < MOST; i++) {
            a[i] = (double)(i * 91 % 256) / 3;
            b[i] = (double)(i * 7919 % 100) / 99;
        }
        k->sum(out + at, a + at, b, n);
        for (size_t i = 0; i < n; i++)
            want[at + i] = a[at + i] + b[i];
        ck_assert(same_bits(out, want, sizeof out));
    }
}
END_TEST

START_TEST(test_divide)
{
    const mlt_kernels *k = build(_i);
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * 3; t++) {
        size_t n = lengths[t / 3], at = t % 3;
        double v[MOST], want[MOST];
        for (size_t i = 0; i < MOST; i++)
            v[i] = want[i] = number(i + t);
        k->divide(v + at, 65535, n);
        for (size_t i = at; i < at + n; i++)
            want[i] /= 65535;
        for (size_t i = 0; i < MOST; i++)
            ck_assert(isnan(want[i]) ? isnan(v[i]) : v[i] == want[i]);
    }
}
END_TEST

/* The order of additions is the contract: the last bit of a sum decides on a level. */
static double plain_fold(const double *const *rows, const double *w, size_t radius, size_t i)
{
    double sum = w[0] * rows[radius][i];
    for (size_t k = radius; k > 0; k--) {
        double pair = rows[radius - k][i] + rows[radius + k][i], product = w[k] * pair;
        sum += product;
    }
    return sum;
}

START_TEST(test_fold)
{
    enum { RADIUS = 5 };
    const mlt_kernels *k = build(_i);
    const double w[RADIUS + 1] = {0.3, 0.2, 0.1, 1.0 / 30, 1.0 / 120, 1.0 / 240};
    for (size_t t = 0; k != NULL && t < (size_t)N_LENGTHS * (RADIUS + 1); t++) {
        size_t n = lengths[t / (RADIUS + 1)], radius = t % (RADIUS + 1);
        double in[MOST + 2 * RADIUS], out[MOST + GUARD];
        const double *rows[2 * RADIUS + 1];
        for (size_t i = 0; i < MOST + 2 * RADIUS; i++)
            in[i] = (double)(i * 7919 % 256) / 255;
        for (size_t i = 0; i <= 2 * radius; i++)
            rows[i] = in + i;
        memset(out, 0x5A, sizeof out);
        k->fold(out + 1, rows, w, radius, 255, n);
        for (size_t i = 0; i < n; i++)
            ck_assert_double_eq(out[1 + i], 255 * plain_fold(rows, w, radius, i));
        ck_assert(
            same_bits(out, (const uint8_t[8]){0x5A, 0x5A, 0x5A, 0x5A, 0x5A, 0x5A, 0x5A, 0x5A}, 8));
        for (size_t i = (1 + n) * sizeof *out; i < sizeof out; i++)
            ck_assert_uint_eq(((uint8_t *)out)[i], 0x5A);
    }
}
END_TEST

START_TEST(test_the_table)
{
    ck_assert_ptr_nonnull(mlt_kernels_at(MLT_CPU_BASELINE));
    ck_assert_ptr_eq(mlt_kernels_get(), mlt_kernels_at((int)mlt_cpu_level_get()));
    ck_assert_ptr_null(mlt_kernels_at(LEVELS));
    for (int level = 0; level < LEVELS; level++) {
        bool runs = level <= (int)mlt_cpu_level_get();
        ck_assert_int_eq(mlt_kernels_at(level) != NULL, runs);
        ck_assert(level == 0 || !runs || mlt_kernels_at(level) != mlt_kernels_at(level - 1));
    }
}
END_TEST

Suite *mlt_suite_kernel_table(void);
Suite *mlt_suite_kernel_table(void)
{
    Suite *suite = suite_create("kernel_table");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_load8, 0, LEVELS);
    tcase_add_loop_test(tc, test_store8, 0, LEVELS);
    tcase_add_loop_test(tc, test_accumulate, 0, LEVELS);
    tcase_add_loop_test(tc, test_add_noise, 0, LEVELS);
    tcase_add_loop_test(tc, test_add_speckle, 0, LEVELS);
    tcase_add_loop_test(tc, test_words16, 0, LEVELS);
    tcase_add_loop_test(tc, test_scale_about, 0, LEVELS);
    tcase_add_loop_test(tc, test_sum, 0, LEVELS);
    tcase_add_loop_test(tc, test_divide, 0, LEVELS);
    tcase_add_loop_test(tc, test_fold, 0, LEVELS);
    tcase_add_test(tc, test_the_table);
    suite_add_tcase(suite, tc);
    return suite;
}
