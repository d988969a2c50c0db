/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_filter_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->filter : NULL;
}

/* The order of additions is the contract: the last bit of a sum decides on a level. */
static float plain_fold(const float *const *rows, const float *w, size_t radius, size_t i)
{
    float sum = w[0] * rows[radius][i];
    for (size_t k = radius; k > 0; k--) {
        float pair = rows[radius - k][i] + rows[radius + k][i], product = w[k] * pair;
        sum += product;
    }
    return sum;
}

/* A row that is longer than what is worked on at a time, too. */
START_TEST(test_fold)
{
    enum { RADIUS = 5, LONG = 2500 };
    const mlt_filter_loops *k = build(_i);
    const float w[RADIUS + 1] = {0.3f, 0.2f, 0.1f, 1.0f / 30, 1.0f / 120, 1.0f / 240};
    for (size_t t = 0; k != NULL && t < (size_t)(N_LENGTHS + 1) * (RADIUS + 1); t++) {
        size_t at = t / (RADIUS + 1), n = at < N_LENGTHS ? lengths[at] : LONG;
        size_t radius = t % (RADIUS + 1);
        float in[LONG + 2 * RADIUS], out[LONG + GUARD];
        const float *rows[2 * RADIUS + 1];
        for (size_t i = 0; i < LONG + 2 * RADIUS; i++)
            in[i] = (float)(i * 7919 % 256);
        for (size_t i = 0; i <= 2 * radius; i++)
            rows[i] = in + i;
        memset(out, UNTOUCHED, sizeof out);
        k->fold(out + 1, rows, w, radius, n);
        for (size_t i = 0; i < n; i++)
            ck_assert_float_eq(out[1 + i], plain_fold(rows, w, radius, i));
        check_untouched(out, 0, sizeof *out);
        check_untouched(out, (1 + n) * sizeof *out, sizeof out);
    }
}
END_TEST

Suite *mlt_suite_kernel_filter(void);
Suite *mlt_suite_kernel_filter(void)
{
    Suite *suite = suite_create("kernel_filter");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_fold, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
