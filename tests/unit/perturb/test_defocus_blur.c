/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

enum { SIDE = 61, MIDDLE = 30 };

/* What becomes of a point: the kernel itself, times the point. */
static mlt_perturbed of_a_point(const char *text, picture *p)
{
    *p = plain_picture(scene, SIDE, SIDE, MLTEST_FORMAT_GRAY16);
    memset(p->block, 0, p->n);
    memcpy(p->block + (size_t)2 * (MIDDLE * SIDE + MIDDLE), &(const uint16_t){65535}, 2);
    return perturb(&p->view, text, "a");
}

/* 29 equal weights, not blurred. */
START_TEST(test_a_sharp_disk)
{
    picture p;
    mlt_perturbed made = of_a_point("defocus_blur@1", &p);
    mltest_image_view out = mlt_image_view(&made.image);
    for (int k = 0; k < SIDE * SIDE; k++) {
        int dx = k % SIDE - MIDDLE, dy = k / SIDE - MIDDLE;
        double want = dx * dx + dy * dy <= 9 ? 65535.0 / 29 : 0;
        ck_assert_double_eq_tol(sample_at(&out, (uint32_t)k % SIDE, (uint32_t)k / SIDE, 0), want,
                                1);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* The sums and the numbers of weights that the original's kernels have. */
START_TEST(test_published_kernels)
{
    static const double sums[] = {1, 1, 1, 1.012975, 1.010786};
    static const unsigned taps[] = {29, 89, 169, 257, 417};
    for (int s = 1; s <= 5; s++) {
        char text[32];
        picture p;
        double sum = 0;
        unsigned n = 0;
        snprintf(text, sizeof text, "defocus_blur@%d", s);
        mlt_perturbed made = of_a_point(text, &p);
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < SIDE * SIDE; k++) {
            unsigned v = sample_at(&out, k % SIDE, k / SIDE, 0);
            sum += v;
            n += v > 0;
            ck_assert_uint_eq(v, sample_at(&out, k / SIDE, k % SIDE, 0));
            ck_assert_uint_eq(v, sample_at(&out, SIDE - 1 - k % SIDE, k / SIDE, 0));
            ck_assert_uint_eq(v, sample_at(&out, k % SIDE, SIDE - 1 - k / SIDE, 0));
        }
        ck_assert_double_eq_tol((sum + n / 2.0) / 65535, sums[s - 1], 0.002);
        ck_assert_uint_le(n, taps[s - 1]); /* the least of them may truncate to nothing */
        ck_assert_uint_ge(n, taps[s - 1] - 24);
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

static uint32_t mirrored(int64_t v, uint32_t n)
{
    while (n > 1 && (v < 0 || v >= n))
        v = v < 0 ? -v : 2 * (int64_t)n - 2 - v;
    return n > 1 ? (uint32_t)v : 0;
}

/* Beyond the edge the picture is mirrored without its last pixel, however small it is. */
START_TEST(test_edges)
{
    static const uint32_t sizes[][2] = {{1, 1}, {1, 9}, {9, 1}, {2, 3}, {5, 4}, {23, 11}};
    for (int t = 0; t < 6; t++) {
        picture p = make_picture(texture, sizes[t][0], sizes[t][1], MLTEST_FORMAT_RGB16, 2, 0xFF,
                                 t % 2 == 0);
        mlt_perturbed made = perturb(&p.view, "defocus_blur@1", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < out.width * out.height * 3; k++) {
            uint32_t x = k / 3 % out.width, y = k / 3 / out.width;
            double sum = 0;
            for (int i = 0; i < 49; i++) {
                int dx = i % 7 - 3, dy = i / 7 - 3;
                if (dx * dx + dy * dy <= 9)
                    sum += sample_at(&p.view, mirrored((int64_t)x + dx, out.width),
                                     mirrored((int64_t)y + dy, out.height), k % 3);
            }
            ck_assert_double_eq_tol(sample_at(&out, x, y, k % 3), sum / 29 - 0.5, 0.6);
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* Every radius that may be set: flat stays flat, or is brighter where the kernel's edge repeats. */
START_TEST(test_any_radius)
{
    picture p = plain_picture(scene, 40, 25, MLTEST_FORMAT_RGBA8);
    memset(p.block, 200, p.n);
    for (int i = 0; i <= 100; i += i < 30 ? 1 : 7) {
        char text[64];
        double radius = i / 2.0;
        snprintf(text, sizeof text, "defocus_blur@3{radius=%.1f}", radius);
        mlt_perturbed made = perturb(&p.view, text, "a");
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < 40 * 25; k++) {
            unsigned v = sample_at(&out, k % 40, k / 40, 0);
            ck_assert_uint_ge(v, 199);
            ck_assert_uint_le(v, radius > 7 ? 206 : 200);
            ck_assert_uint_eq(sample_at(&out, k % 40, k / 40, 3), 200);
        }
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_defocus_blur(void);
Suite *mlt_suite_perturb_defocus_blur(void)
{
    Suite *suite = suite_create("perturb_defocus_blur");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_a_sharp_disk);
    tcase_add_test(tc, test_published_kernels);
    tcase_add_test(tc, test_edges);
    tcase_add_test(tc, test_any_radius);
    suite_add_tcase(suite, tc);
    return suite;
}
