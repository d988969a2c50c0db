/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

enum { FURTHER = 3 };

static const mlt_mosaic_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->mosaic : NULL;
}

/* Spans of one pixel to nine, some of them of the same pixels. */
START_TEST(test_sum_spans)
{
    const mlt_mosaic_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 3 * 40; t++) {
        size_t channels = t % 2 == 0 ? 3 : 1, n = t / 3, at = t % 3, pixels = MOST / channels - 1;
        float row[MOST + FURTHER];
        uint32_t out[MOST];
        mlt_span spans[40];
        for (size_t i = 0; i < MOST + FURTHER; i++)
            row[i] = (float)(i * 7919 % 65536);
        for (size_t i = 0; i < n; i++) {
            size_t from = i * 13 % (pixels - 9), end = from + 1 + i % 9;
            spans[i] = (mlt_span){(uint32_t)(from * channels), (uint32_t)(end * channels)};
        }
        memset(out, UNTOUCHED, sizeof out);
        k->sum_spans(out + at, row, spans, n, channels);
        for (size_t i = 0; i < n * channels; i++) {
            uint32_t sum = 0;
            for (size_t j = spans[i / channels].from; j < spans[i / channels].end; j += channels)
                sum += (uint32_t)row[j + i % channels];
            ck_assert_uint_eq(out[at + i], sum);
        }
        check_untouched(out, 0, at * sizeof *out);
        check_untouched(out, (at + n * channels + (n > 0 ? FURTHER : 0)) * sizeof *out, sizeof out);
    }
}
END_TEST

/* Sums of 16-bit samples need 64 bits on the way. */
static uint32_t weight_of(uint32_t n)
{
    return (uint32_t)((1 << MLT_MOSAIC_BITS) / (double)n + 0.5);
}

static uint32_t plain_mean(uint32_t sum, uint32_t weight)
{
    return (uint32_t)floor((double)sum * weight / (1 << MLT_MOSAIC_BITS) + 0.5);
}

START_TEST(test_means)
{
    const mlt_mosaic_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint32_t sums[MOST], weights[MOST], totals[MOST];
        float out[MOST];
        for (size_t i = 0; i < MOST; i++) {
            weights[i] = weight_of((uint32_t)(1 + (i + t) % 12));
            sums[i] = (uint32_t)((i * 104729 + t) % (65535 * (1 + (i + t) % 12) + 1));
            totals[i] = (uint32_t)(i * 31);
        }
        memset(out, UNTOUCHED, sizeof out);
        k->means(out + c.at, sums + c.at, weights[0], c.n);
        k->add_means(totals + c.at, sums + c.at, weights + c.at, c.n);
        for (size_t i = 0; i < MOST; i++) {
            bool inside = i >= c.at && i < c.at + c.n;
            ck_assert_uint_eq(totals[i], i * 31 + (inside ? plain_mean(sums[i], weights[i]) : 0));
            if (inside)
                ck_assert_float_eq(out[i], (float)plain_mean(sums[i], weights[0]));
        }
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

START_TEST(test_pick)
{
    const mlt_mosaic_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 3 * 60; t++) {
        size_t channels = t % 2 == 0 ? 3 : 1, n = t / 3, at = t % 3;
        float in[MOST + FURTHER], out[MOST];
        uint32_t from[60];
        fill(in, 91, 256, 1);
        for (size_t i = MOST; i < MOST + FURTHER; i++)
            in[i] = 0;
        for (size_t i = 0; i < n; i++)
            from[i] = (uint32_t)(i * 57 % (MOST / channels) * channels);
        memset(out, UNTOUCHED, sizeof out);
        k->pick(out + at, in, from, n, channels);
        for (size_t i = 0; i < n * channels; i++)
            ck_assert_float_eq(out[at + i], in[from[i / channels] + i % channels]);
        check_untouched(out, 0, at * sizeof *out);
        check_untouched(out, (at + n * channels + (n > 0 ? FURTHER : 0)) * sizeof *out, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_mosaic(void);
Suite *mlt_suite_kernel_mosaic(void)
{
    Suite *suite = suite_create("kernel_mosaic");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_sum_spans, 0, LEVELS);
    tcase_add_loop_test(tc, test_means, 0, LEVELS);
    tcase_add_loop_test(tc, test_pick, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
