/* SPDX-License-Identifier: MIT */
/*
 * Separable filters against the plain sum over a square window.
 */
#include "image/separable.h"

#include <math.h>

#include "image/pictures.h"

START_TEST(test_radius)
{
    static const double sigma[] = {0, 0.1, 0.7, 0.9, 1, 1.1, 1.5, 2, 3, 4, 6};
    static const size_t radius[] = {0, 0, 3, 4, 4, 4, 6, 8, 12, 16, 24};
    for (int i = 0; i < 11; i++)
        ck_assert_uint_eq(mlt_gaussian_radius(sigma[i], 4), radius[i]);
    ck_assert_uint_eq(mlt_gaussian_radius(2.56, 3), 8);
}
END_TEST

START_TEST(test_weights)
{
    double w[25], sum = 0;
    mlt_gaussian_weights(w, 6, 24);
    for (int k = 0; k <= 24; k++) {
        sum += k == 0 ? w[k] : 2 * w[k];
        ck_assert_double_eq_tol(w[k], w[0] * exp(-k * k / 72.0), 1e-16);
    }
    ck_assert_double_eq_tol(sum, 1, 1e-15);
    mlt_gaussian_weights(w, 0, 0);
    ck_assert_double_eq(w[0], 1);
}
END_TEST

static uint32_t clamp(int64_t v, uint32_t n)
{
    return v < 0 ? 0 : v >= n ? n - 1 : (uint32_t)v;
}

static double plain(const mltest_image_view *in, const double *w, int r, uint32_t at[3])
{
    double sum = 0;
    for (int dy = -r; dy <= r; dy++) {
        for (int dx = -r; dx <= r; dx++)
            sum += w[abs(dy)] * w[abs(dx)] *
                   sample_at(in, clamp((int64_t)at[0] + dx, in->width),
                             clamp((int64_t)at[1] + dy, in->height), at[2]);
    }
    return sum;
}

/* Pictures smaller than the filter, too; working memory is exactly as large as was asked for. */
static void check_filter(const mltest_image_view *in, const double *w, size_t radius)
{
    mlt_image out;
    void *work = malloc(mlt_separable_bytes(in, radius));
    uint32_t channels = mlt_format_channels(in->format);
    mlt_image_init(&out, NULL);
    ck_assert_ptr_nonnull(work);
    ck_assert_int_eq(mlt_image_resize(&out, in->width, in->height, in->format, NULL), MLTEST_OK);
    mlt_separable_filter(&out, in, w, radius, work);
    mltest_image_view made = mlt_image_view(&out);
    for (uint32_t i = 0; i < in->width * in->height * channels; i++) {
        uint32_t at[3] = {i / channels % in->width, i / channels / in->width, i % channels};
        double want = plain(in, w, (int)radius, at), got = sample_at(&made, at[0], at[1], at[2]);
        ck_assert_double_ge(want + 1e-9, got);
        ck_assert_double_lt(want - 1e-9, got + 1);
    }
    free(work);
    mlt_image_free(&out);
}

START_TEST(test_filter)
{
    static const uint32_t sizes[][2] = {{1, 1}, {1, 9}, {9, 1}, {5, 4}, {40, 23}};
    static const size_t radii[] = {0, 1, 3, 10};
    for (size_t t = 0; t < sizeof sizes / sizeof sizes[0] * 4; t++) {
        double w[11];
        size_t radius = radii[t % 4];
        picture p =
            make_picture(texture, sizes[t / 4][0], sizes[t / 4][1], all_formats[_i], 3, 0xFF, true);
        mlt_gaussian_weights(w, radius > 0 ? (double)radius / 2 : 1, radius);
        check_filter(&p.view, w, radius);
        free(p.block);
    }
}
END_TEST

/* Weights need not sum to one: what is too bright is clipped, what is below black, too. */
START_TEST(test_any_weights)
{
    const double w[2] = {3, -0.6};
    picture p = plain_picture(scene, 12, 9, MLTEST_FORMAT_GRAY8);
    mlt_image out;
    void *work = malloc(mlt_separable_bytes(&p.view, 1));
    mlt_image_init(&out, NULL);
    ck_assert_ptr_nonnull(work);
    ck_assert_int_eq(mlt_image_resize(&out, 12, 9, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    mlt_separable_filter(&out, &p.view, w, 1, work);
    mltest_image_view made = mlt_image_view(&out);
    for (uint32_t i = 0; i < 12 * 9; i++) {
        double want = plain(&p.view, w, 1, (uint32_t[3]){i % 12, i / 12, 0});
        want = want < 0 ? 0 : want > 255 ? 255 : want;
        ck_assert_double_eq_tol(sample_at(&made, i % 12, i / 12, 0), want, 1);
    }
    free(work);
    free(p.block);
    mlt_image_free(&out);
}
END_TEST

Suite *mlt_suite_image_separable(void);
Suite *mlt_suite_image_separable(void)
{
    Suite *suite = suite_create("image_separable");
    TCase *tc = tcase_create("filters");
    tcase_add_test(tc, test_radius);
    tcase_add_test(tc, test_weights);
    tcase_add_loop_test(tc, test_filter, 0, N_FORMATS);
    tcase_add_test(tc, test_any_weights);
    suite_add_tcase(suite, tc);
    return suite;
}
