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

Suite *mlt_suite_kernel_noise(void);
Suite *mlt_suite_kernel_noise(void)
{
    Suite *suite = suite_create("kernel_noise");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_add, 0, LEVELS);
    tcase_add_loop_test(tc, test_speckle, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
