/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_word_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->words : NULL;
}

static void fill_words(uint16_t *out, size_t n, uint32_t factor)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint16_t)(i * factor);
}

START_TEST(test_sums_of_words)
{
    const mlt_word_loops *k = build(_i);
    uint16_t a[MOST + 2], b[MOST + 2], out[MOST + GUARD];
    float in[MOST + 2];
    fill_words(a, MOST + 2, 7919);
    fill_words(b, MOST + 2, 104729);
    for (size_t i = 0; i < MOST + 2; i++)
        in[i] = a[i];
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        memset(out, UNTOUCHED, sizeof out);
        k->from_floats(out + 1, in + c.at, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_uint_eq(out[1 + i], a[c.at + i]);
        k->slide(out + 1, b + c.at, a + 1, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_uint_eq(out[1 + i], (uint16_t)(a[c.at + i] + b[c.at + i] - a[1 + i]));
        k->sum(out + 1, b + c.at, a + 1, c.n);
        for (size_t i = 0; i < c.n; i++)
            ck_assert_uint_eq(out[1 + i], (uint16_t)(b[c.at + i] + a[1 + i]));
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

/* In chunks of every size, of words as large as there are. */
START_TEST(test_gather)
{
    enum { TAPS = 7, LINE = MOST + 8 };
    static const mlt_mix_tap taps[TAPS] = {{0, 0, 0},  {1, -2, 0}, {1, 3, 0}, {0, 1, 0},
                                           {0, -3, 0}, {1, 0, 0},  {1, 2, 0}};
    const mlt_word_loops *k = build(_i);
    uint16_t in[2][LINE];
    float out[MOST + GUARD], want[MOST + GUARD];
    for (size_t t = 0; k != NULL && t < N_CASES * TAPS * TAPS; t++) {
        loop_case c = case_of(t / TAPS / TAPS);
        size_t n_plus = t % TAPS + 1, n_minus = t / TAPS % (TAPS + 1 - n_plus);
        size_t chunk = 1 + t % 5;
        const uint16_t *lines[2] = {in[0] + 3 + c.at, in[1] + 3};
        fill_words(in[0], LINE, 7919);
        fill_words(in[1], LINE, 104729);
        for (size_t i = 0; i < 2 * LINE; i++)
            in[i / LINE][i % LINE] /= (uint16_t)chunk;
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        for (size_t i = 0; i < c.n; i++) {
            int sum = 0;
            for (size_t j = 0; j < n_plus + n_minus; j++)
                sum += (j < n_plus ? 1 : -1) * (lines[taps[j].line] + i)[taps[j].shift];
            want[1 + i] = (float)sum;
        }
        k->gather(out + 1, lines, taps, n_plus, n_minus, chunk, c.n);
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

/* Down to the last bit of a sum: a level less than what rounds to it. */
START_TEST(test_mix)
{
    enum { PAIRS = 3, LINE = MOST + 8 };
    static const int32_t weights[2 * PAIRS] = {32767, 1, 12345, 20000, 423, 0};
    const mlt_word_loops *k = build(_i);
    uint16_t in[2][LINE];
    float out[MOST + GUARD], want[MOST + GUARD];
    mlt_word_pair pairs[PAIRS] = {{{0, 1}, {0, -2}, 0}, {{1, 0}, {3, 1}, 0}, {{0, 1}, {-3, 2}, 0}};
    for (size_t i = 0; i < PAIRS; i++)
        pairs[i].weights = weights[2 * i] + weights[2 * i + 1] * 65536;
    for (size_t i = 0; i < 2 * LINE; i++)
        in[i / LINE][i % LINE] = i % 7 == 0 ? 255 : (uint16_t)(i * 7919 % 256);
    for (size_t t = 0; k != NULL && t < N_CASES * (PAIRS + 1); t++) {
        loop_case c = case_of(t / (PAIRS + 1));
        size_t n_pairs = t % (PAIRS + 1);
        const uint16_t *lines[2] = {in[0] + 3 + c.at, in[1] + 3};
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        for (size_t i = 0; i < c.n; i++) {
            double sum = 0;
            for (size_t j = 0; j < 2 * n_pairs; j++) {
                const mlt_word_pair *p = &pairs[j / 2];
                sum += (double)weights[j] * (lines[p->line[j % 2]] + i)[p->shift[j % 2]];
            }
            want[1 + i] = (float)floor(sum / (t % 8 < 4 ? 65536 : 131072));
        }
        k->mix(out + 1, lines, pairs, n_pairs, t % 8 < 4 ? 16 : 17, c.n);
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_words(void);
Suite *mlt_suite_kernel_words(void)
{
    Suite *suite = suite_create("kernel_words");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_sums_of_words, 0, LEVELS);
    tcase_add_loop_test(tc, test_gather, 0, LEVELS);
    tcase_add_loop_test(tc, test_mix, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
