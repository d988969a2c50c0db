/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_iso_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->iso : NULL;
}

START_TEST(test_photon)
{
    const mlt_iso_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float v[MOST], want[MOST], normals[MOST], sigma = 0.05f * (float)(t % 9);
        fill(v, 91, 256, 1);
        fill(normals, 7919, 800, 99);
        memcpy(want, v, sizeof want);
        k->photon(v + c.at, normals + c.at, sigma, 255, c.n);
        for (size_t i = c.at; i < c.at + c.n; i++) {
            float square = want[i] * 255, deviation = sigma * sqrtf(square);
            float added = deviation * normals[i];
            want[i] += added;
        }
        ck_assert_mem_eq(v, want, sizeof v);
    }
}
END_TEST

/* In double precision with the machine's functions; all builds must agree to the bit. */
static void plain_iso(double out[3], const float *p, double normal, double turns,
                      const mlt_iso *iso)
{
    double red = .299, blue = .114, angle = 2 * 3.14159265358979323846 * turns;
    double luma = red * (double)p[0] + .587 * (double)p[1] + blue * (double)p[2];
    double u = .492 * ((double)p[2] - luma), v = .877 * ((double)p[0] - luma);
    double b = (u * cos(angle) - v * sin(angle)) / .492;
    double r = (u * sin(angle) + v * cos(angle)) / .877;
    double noisy = luma + (double)iso->sigma * sqrt(luma * (double)iso->top) * normal;
    out[0] = noisy + r;
    out[1] = noisy - (red * r + blue * b) / .587;
    out[2] = noisy + b;
}

START_TEST(test_iso)
{
    const mlt_iso_loops *k = build(_i), *first = build(0);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        float in[3 * MOST], v[3 * MOST], same[3 * MOST], normals[MOST], turns[MOST];
        const mlt_iso iso = {0.05f * (float)(t % 9), 255, 0.02f * (float)(t % 11)};
        fill(normals, 7919, 800, 99);
        for (size_t i = 0; i < MOST; i++)
            turns[i] = (float)(i * 37 % 101) / 4 - 12;
        for (size_t i = 0; i < 3 * (size_t)MOST; i++)
            in[i] = same[i] = v[i] = (float)(i * 91 % 256);
        k->iso(v + c.at, normals, turns, &iso, c.n);
        first->iso(same + c.at, normals, turns, &iso, c.n);
        for (size_t i = 0; i < c.n; i++) {
            double want[3], turn = (double)(iso.turn * turns[i]);
            plain_iso(want, in + c.at + 3 * i, (double)normals[i], turn, &iso);
            for (size_t j = 0; j < 3; j++)
                ck_assert_double_eq_tol((double)v[c.at + 3 * i + j], want[j], .03);
        }
        ck_assert_mem_eq(v, same, sizeof v);
        ck_assert_mem_eq(v, in, c.at * sizeof *v);
        ck_assert_mem_eq(v + c.at + 3 * c.n, in + c.at + 3 * c.n,
                         sizeof v - (c.at + 3 * c.n) * sizeof *v);
    }
}
END_TEST

Suite *mlt_suite_kernel_iso(void);
Suite *mlt_suite_kernel_iso(void)
{
    Suite *suite = suite_create("kernel_iso");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_photon, 0, LEVELS);
    tcase_add_loop_test(tc, test_iso, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
