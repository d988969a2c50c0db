/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

/* For each of the three builds; one that the processor cannot run is skipped. */
static const mlt_row_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->rows : NULL;
}

START_TEST(test_load)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t in[2 * MOST + 1];
        float out[MOST + GUARD], wide[MOST + GUARD];
        for (size_t i = 0; i < sizeof in; i++)
            in[i] = (uint8_t)(i * 37 + t);
        memset(out, UNTOUCHED, sizeof out);
        memset(wide, UNTOUCHED, sizeof wide);
        k->load8(out, in + c.at, c.n);
        k->load16(wide, in + c.at, c.n);
        for (size_t i = 0; i < c.n; i++) {
            uint16_t v;
            memcpy(&v, in + c.at + 2 * i, 2);
            ck_assert_float_eq(out[i], in[c.at + i]);
            ck_assert_float_eq(wide[i], v);
        }
        check_untouched(out, c.n * sizeof *out, sizeof out);
        check_untouched(wide, c.n * sizeof *wide, sizeof wide);
    }
}
END_TEST

START_TEST(test_load8_beside)
{
    const mlt_row_loops *k = build(_i);
    mlt_beside_levels levels = {.by = 0.25f};
    for (uint32_t i = 0; i < 8; i++)
        levels.above[i] = (i + 1) * 2654435761u;
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t in[MOST];
        float out[MOST];
        for (size_t i = 0; i < MOST; i++)
            in[i] = (uint8_t)(i * 7919 + t);
        memset(out, UNTOUCHED, sizeof out);
        k->load8_beside(out + c.at, in + c.at, &levels, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            bool is_above = levels.above[in[i] / 32] & 1u << in[i] % 32;
            ck_assert_float_eq(out[i], in[i] + (is_above ? 0.25f : -0.25f));
        }
        check_untouched(out, 0, c.at * sizeof *out);
        check_untouched(out, (c.at + c.n) * sizeof *out, sizeof out);
    }
}
END_TEST

static uint16_t plain_store(float v, uint16_t top)
{
    if (!(v > 0))
        return 0;
    return v >= top ? top : (uint16_t)v;
}

START_TEST(test_store)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[MOST];
        uint8_t out[MOST + GUARD], wide[2 * MOST + GUARD];
        for (size_t i = 0; i < MOST; i++)
            in[i] = number(i + t);
        memset(out, UNTOUCHED, sizeof out);
        memset(wide, UNTOUCHED, sizeof wide);
        k->store8(out + c.at, in, c.n);
        k->store16(wide + c.at, in, c.n);
        for (size_t i = 0; i < c.n; i++) {
            uint16_t v;
            memcpy(&v, wide + c.at + 2 * i, 2);
            ck_assert_uint_eq(out[c.at + i], plain_store(in[i], 255));
            ck_assert_uint_eq(v, plain_store(in[i], 65535));
        }
        check_untouched(out, 0, c.at);
        check_untouched(out, c.at + c.n, sizeof out);
        check_untouched(wide, 0, c.at);
        check_untouched(wide, c.at + 2 * c.n, sizeof wide);
    }
}
END_TEST

START_TEST(test_accumulate)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float sums[MOST], want[MOST], in[MOST], weight = 0.1f + 0.01f * (float)t;
        fill(in, 31, 256, 1);
        fill(sums, 1, MOST, 3);
        memcpy(want, sums, sizeof want);
        k->accumulate(sums + c.at, in + c.at, weight, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            float product = weight * in[i]; /* rounded before it is added */
            want[i] += product;
        }
        ck_assert_mem_eq(sums, want, sizeof sums);
    }
}
END_TEST

START_TEST(test_sum)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float a[MOST], b[MOST], out[MOST + GUARD], want[MOST + GUARD];
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        fill(a, 91, 256, 3);
        fill(b, 7919, 100, 99);
        k->sum(out + c.at, a + c.at, b, c.n);
        for (size_t i = 0; i < c.n; i++)
            want[c.at + i] = a[c.at + i] + b[i];
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

START_TEST(test_affine)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], want[MOST], gain = 0.3f;
        fill(v, 7919, 3000, 11);
        memcpy(want, v, sizeof want);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            float product = v[i] * gain;
            want[i] = product + 0.7f;
        }
        k->affine(v + c.at, gain, 0.7f, c.n);
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

START_TEST(test_scale)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[MOST], offset[MOST], out[MOST + GUARD], want[MOST + GUARD], gain = 0.3f;
        memset(out, UNTOUCHED, sizeof out);
        memset(want, UNTOUCHED, sizeof want);
        fill(in, 91, 256, 1);
        fill(offset, 7919, 100, 99);
        k->scale(out + c.at, in + c.at, gain, offset, c.n);
        for (size_t i = 0; i < c.n; i++) {
            float product = in[c.at + i] * gain;
            want[c.at + i] = product + offset[i];
        }
        ck_assert_mem_eq(out, want, sizeof out);
    }
}
END_TEST

START_TEST(test_difference)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t a[MOST], b[MOST];
        uint64_t want = 0;
        for (size_t i = 0; i < MOST; i++) {
            a[i] = (uint8_t)(i * 91);
            b[i] = (uint8_t)(i * i * 37);
        }
        for (size_t i = c.at; i < c.at + c.n; i++)
            want += (uint64_t)(a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]);
        ck_assert_uint_eq(k->difference8(a + c.at, b + c.at, c.n), want);
    }
}
END_TEST

START_TEST(test_add)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint8_t in8[MOST];
        uint16_t in16[MOST];
        uint32_t to8[MOST], to16[MOST];
        for (size_t i = 0; i < MOST; i++) {
            in8[i] = (uint8_t)(i * 91);
            in16[i] = (uint16_t)(i * 40503);
            to8[i] = to16[i] = (uint32_t)i * 1000003u;
        }
        k->add8(to8 + c.at, in8 + c.at, c.n);
        k->add16(to16 + c.at, (const uint8_t *)(in16 + c.at), c.n);
        for (size_t i = 0; i < MOST; i++) {
            bool is_in = i >= c.at && i < c.at + c.n;
            ck_assert_uint_eq(to8[i], (uint32_t)i * 1000003u + (is_in ? in8[i] : 0u));
            ck_assert_uint_eq(to16[i], (uint32_t)i * 1000003u + (is_in ? in16[i] : 0u));
        }
    }
}
END_TEST

START_TEST(test_channels)
{
    const mlt_row_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[3 * MOST], out[3 * MOST], again[3 * MOST];
        for (size_t i = 0; i < 3 * (size_t)MOST; i++)
            in[i] = (float)(i * 7919 % 65536);
        memset(out, UNTOUCHED, sizeof out);
        memset(again, UNTOUCHED, sizeof again);
        k->unpack3(out + c.at, in + c.at, c.n);
        k->pack3(again + c.at, out + c.at, c.n);
        for (size_t i = 0; i < 3 * c.n; i++)
            ck_assert_float_eq(out[c.at + i % 3 * c.n + i / 3], in[c.at + i]);
        ck_assert_mem_eq(again + c.at, in + c.at, 3 * c.n * sizeof *in);
        for (int j = 0; j < 2; j++) {
            check_untouched(j == 0 ? out : again, 0, c.at * sizeof *out);
            check_untouched(j == 0 ? out : again, (c.at + 3 * c.n) * sizeof *out, sizeof out);
        }
    }
}
END_TEST

Suite *mlt_suite_kernel_rows(void);
Suite *mlt_suite_kernel_rows(void)
{
    Suite *suite = suite_create("kernel_rows");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_load8_beside, 0, LEVELS);
    tcase_add_loop_test(tc, test_load, 0, LEVELS);
    tcase_add_loop_test(tc, test_store, 0, LEVELS);
    tcase_add_loop_test(tc, test_accumulate, 0, LEVELS);
    tcase_add_loop_test(tc, test_sum, 0, LEVELS);
    tcase_add_loop_test(tc, test_scale, 0, LEVELS);
    tcase_add_loop_test(tc, test_affine, 0, LEVELS);
    tcase_add_loop_test(tc, test_difference, 0, LEVELS);
    tcase_add_loop_test(tc, test_add, 0, LEVELS);
    tcase_add_loop_test(tc, test_channels, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
