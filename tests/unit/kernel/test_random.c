/* SPDX-License-Identifier: MIT */
#include "base/random.h"
#include "kernel/loops.h"

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

Suite *mlt_suite_kernel_random(void);
Suite *mlt_suite_kernel_random(void)
{
    Suite *suite = suite_create("kernel_random");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_words16, 0, LEVELS);
    tcase_add_loop_test(tc, test_signed16, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
