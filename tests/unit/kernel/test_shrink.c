/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_shrink_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->shrink : NULL;
}

START_TEST(test_add_row)
{
    const mlt_shrink_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t row[MOST];
        uint32_t sums[MOST], weight = (uint32_t)(t * 397 % 4001);
        for (size_t i = 0; i < MOST; i++)
            row[i] = (uint8_t)(i * 91 + t);
        memset(sums, UNTOUCHED, sizeof sums);
        k->add_row(sums + c.at, row + c.at, weight, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++)
            ck_assert_uint_eq(sums[i], 0x5A5A5A5Au + weight * row[i]);
        check_untouched(sums, 0, c.at * sizeof *sums);
        check_untouched(sums, (c.at + c.n) * sizeof *sums, sizeof sums);
    }
}
END_TEST

/* One pixel as it is defined. */
static uint32_t covered(const uint32_t *in, const mlt_shrink_reach *r, uint32_t whole,
                        size_t channels, size_t c)
{
    uint32_t sum = r->first * in[r->from + c] + r->last * in[r->end + c];
    for (size_t k = r->from + channels; k < r->end; k += channels)
        sum += whole * in[k + c];
    return sum;
}

START_TEST(test_add_pixels)
{
    enum { PIXELS = 40, WIDE = 4 * PIXELS * 3 + 16 };
    const mlt_shrink_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 4 * 17; t++) {
        size_t channels = t % 4 + 1, n = t / 4 * 2, from = 0;
        uint32_t in[WIDE], out[4 * PIXELS + 3 + GUARD];
        mlt_shrink_reach reaches[PIXELS];
        for (size_t i = 0; i < WIDE; i++)
            in[i] = (uint32_t)(i * 7919 % 70001);
        for (size_t i = 0; i < n; i++) {
            size_t more = i % 4; /* pixels after the first */
            reaches[i] = (mlt_shrink_reach){(uint32_t)from, (uint32_t)(from + more * channels),
                                            (uint32_t)(i * 13 % 31), more > 0 ? 7 : 0};
            from += (more + (i % 2)) * channels;
        }
        memset(out, UNTOUCHED, sizeof out);
        k->add_pixels(out, in, reaches, 11, channels, n);
        for (size_t i = 0; i < n * channels; i++)
            ck_assert_uint_eq(out[i],
                              covered(in, &reaches[i / channels], 11, channels, i % channels));
        check_untouched(out, (n * channels + 3) * sizeof *out, sizeof out);
    }
}
END_TEST

/* Around every half and every whole quotient of small and of the largest areas. */
START_TEST(test_divide)
{
    static const uint32_t areas[] = {1, 2, 3, 7, 640, 409600, 6553601, (1u << 23) - 1};
    const mlt_shrink_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < sizeof areas / sizeof areas[0]; t++) {
        uint32_t area = areas[t];
        for (uint32_t level = 0; level <= 255; level++) {
            uint32_t sums[MOST];
            uint8_t out[MOST];
            memset(out, UNTOUCHED, sizeof out);
            size_t n = 0;
            for (int32_t off = -2; off <= 2; off++) {
                int64_t whole = (int64_t)level * area + off, half = whole + area / 2;
                if (whole >= 0 && whole <= 255 * (int64_t)area)
                    sums[n++] = (uint32_t)whole;
                if (half >= 0 && half <= 255 * (int64_t)area)
                    sums[n++] = (uint32_t)half;
            }
            for (; n < 37; n++)
                sums[n] = (uint32_t)((uint64_t)n * 7919 * area / 4000 % (255 * (uint64_t)area));
            k->divide(out, sums, area, n);
            for (size_t i = 0; i < n; i++)
                ck_assert_uint_eq(out[i], ((uint64_t)sums[i] + area / 2) / area);
            check_untouched(out, n, sizeof out);
        }
    }
}
END_TEST

Suite *mlt_suite_kernel_shrink(void);
Suite *mlt_suite_kernel_shrink(void)
{
    Suite *suite = suite_create("kernel_shrink");
    TCase *tc = tcase_create("shrink");
    tcase_add_loop_test(tc, test_add_row, 0, LEVELS);
    tcase_add_loop_test(tc, test_add_pixels, 0, LEVELS);
    tcase_add_loop_test(tc, test_divide, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
