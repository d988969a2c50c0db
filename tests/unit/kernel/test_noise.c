/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_noise_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->noise : NULL;
}

START_TEST(test_add)
{
    const mlt_noise_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], want[MOST], normals[MOST], scale = 12.5f * (float)(t % 9);
        fill(v, 91, 256, 1);
        fill(normals, 7919, 800, 99);
        memcpy(want, v, sizeof want);
        k->add(v + c.at, normals + c.at, scale, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            float added = scale * normals[i];
            want[i] += added;
        }
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

START_TEST(test_speckle)
{
    const mlt_noise_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], want[MOST], normals[MOST], sigma = 0.05f * (float)(t % 9);
        fill(v, 91, 256, 1);
        fill(normals, 7919, 800, 99);
        memcpy(want, v, sizeof want);
        k->speckle(v + c.at, normals + c.at, sigma, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            float share = sigma * normals[i], added = want[i] * share;
            want[i] += added;
        }
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

START_TEST(test_impulse)
{
    const mlt_noise_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        uint16_t words[2 * MOST];
        uint8_t in[MOST], out[MOST + GUARD];
        float v[MOST], want[MOST];
        const uint32_t hits = t % 4 == 0 ? 0 : t % 4 == 1 ? 65536 : 20000;
        for (size_t i = 0; i < 2 * (size_t)MOST; i++)
            words[i] = (uint16_t)(i * 40503 + 65535);
        for (size_t i = 0; i < MOST; i++)
            in[i] = (uint8_t)(v[i] = (float)(i * 91 % 256));
        memset(out, UNTOUCHED, sizeof out);
        memcpy(want, v, sizeof want);
        for (size_t i = 0; i < c.n; i++)
            if (words[2 * i] < hits)
                want[c.at + i] = words[2 * i + 1] < 32768 ? 255 : 0;
        k->impulse8(out + c.at, in + c.at, words, hits, c.n);
        k->impulse(v + c.at, words, hits, 255, c.n);
        ck_assert_mem_eq(v, want, sizeof v);
        for (size_t i = c.at; i < c.at + c.n; i++)
            ck_assert_uint_eq(out[i], (uint8_t)want[i]);
        check_untouched(out, 0, c.at);
        check_untouched(out, c.at + c.n, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_noise(void);
Suite *mlt_suite_kernel_noise(void)
{
    Suite *suite = suite_create("kernel_noise");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_add, 0, LEVELS);
    tcase_add_loop_test(tc, test_speckle, 0, LEVELS);
    tcase_add_loop_test(tc, test_impulse, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
