/* SPDX-License-Identifier: MIT */
#include "image/gaussian_at.h"

#include <stdlib.h>

#include "image/separable.h"
#include "testing.h"

enum { W = 23, H = 17 };

static float plane[W * H], filtered[W * H];

static void load(void *from, uint32_t y, float *row)
{
    (void)from;
    memcpy(row, plane + (size_t)y * W, W * sizeof *row);
}

static void store(void *to, uint32_t y, const float *row)
{
    (void)to;
    memcpy(filtered + (size_t)y * W, row, W * sizeof *row);
}

/* Everywhere what the filter of float rows gives, but for float's rounding. */
START_TEST(test_like_the_filter)
{
    static const double sigmas[] = {.7, 1.5, 4};
    for (int i = 0; i < W * H; i++)
        plane[i] = (float)(i * 7919 % 256) / 255;
    for (size_t s = 0; s < 3; s++) {
        float weights[64];
        mlt_taps taps = {weights, mlt_gaussian_radius(sigmas[s], 4)};
        mlt_separable filter = {W,    H,     1,    taps, taps, MLT_EDGE_REPLICATE,
                                load, store, NULL, NULL, NULL, 0};
        mlt_gaussian_plane p = {.plane = plane, .width = W, .height = H};
        mlt_gaussian_weights(weights, sigmas[s], taps.radius);
        mlt_gaussian_plane_weights(&p, sigmas[s], taps.radius);
        void *work = malloc(mlt_separable_bytes(&filter));
        mlt_separable_run(&filter, work);
        free(work);
        for (uint32_t i = 0; i < W * H; i++)
            ck_assert_double_eq_tol(mlt_gaussian_at(&p, i % W, i / W), (double)filtered[i], 1e-6);
    }
}
END_TEST

/* A plane of one number stays, to double precision. */
START_TEST(test_a_plain_plane)
{
    mlt_gaussian_plane p = {.plane = plane, .width = W, .height = H};
    for (int i = 0; i < W * H; i++)
        plane[i] = 0.25f;
    mlt_gaussian_plane_weights(&p, 3, 12);
    ck_assert_double_eq_tol(mlt_gaussian_at(&p, 0, 0), 0.25, 1e-15);
    ck_assert_double_eq_tol(mlt_gaussian_at(&p, W - 1, H / 2), 0.25, 1e-15);
}
END_TEST

Suite *mlt_suite_image_gaussian_at(void);
Suite *mlt_suite_image_gaussian_at(void)
{
    Suite *suite = suite_create("image_gaussian_at");
    TCase *tc = tcase_create("gaussian_at");
    tcase_add_test(tc, test_like_the_filter);
    tcase_add_test(tc, test_a_plain_plane);
    suite_add_tcase(suite, tc);
    return suite;
}
