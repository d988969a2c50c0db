/* SPDX-License-Identifier: MIT */
#include "image/psf.h"

#include <math.h>

#include "image/pictures.h"

/* Of (dx, dy); 0 if there is no tap. */
static double weight_at(const mlt_psf *psf, int dx, int dy)
{
    for (size_t i = 0; i < psf->n; i++)
        if (psf->shifts[i].dx == dx && psf->shifts[i].dy == dy)
            return (double)psf->weights[i];
    return 0;
}

/* From -2 to 2: a trapezium of four pixels' light on five. */
START_TEST(test_lines)
{
    const mlt_psf_place right[] = {{-2, 0}, {2, 0}}, down[] = {{7, 1}, {7, 5}};
    const mlt_psf_place between[] = {{0, 0}, {0, 0}}, diagonal[] = {{0, 0}, {1, 1}};
    static const double want[] = {.125, .25, .25, .25, .125};
    mlt_psf psf;
    void *work = malloc(mlt_psf_bytes(4));
    mlt_psf_of_path(&psf, right, 2, work);
    ck_assert_uint_eq(psf.n, 5);
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq_tol(weight_at(&psf, i - 2, 0), want[i], 1e-7);
    mlt_psf_of_path(&psf, down, 2, work); /* wherever it is */
    ck_assert_uint_eq(psf.n, 5);
    for (int i = 0; i < 5; i++)
        ck_assert_double_eq_tol(weight_at(&psf, 0, i - 2), want[i], 1e-7);
    mlt_psf_of_path(&psf, between, 2, work);
    ck_assert_uint_eq(psf.n, 1);
    ck_assert_double_eq(weight_at(&psf, 0, 0), 1);
    mlt_psf_of_path(&psf, diagonal, 2, work); /* the mean of (1 - |t|)² for t to 1/2 */
    ck_assert_double_eq_tol(weight_at(&psf, 0, 0), 7 / 12.0, .002);
    ck_assert_double_eq_tol(weight_at(&psf, 1, 1), 1 / 24.0, .002);
    ck_assert_double_eq_tol(weight_at(&psf, -1, 0), 1 / 12.0, .002);
    free(work);
}
END_TEST

/* All light, and its mean at the point; each part of the path has the same time. */
START_TEST(test_light)
{
    enum { PLACES = 40 };
    mlt_psf_place path[PLACES];
    for (int i = 0; i < PLACES; i++)
        path[i] = (mlt_psf_place){100 + 9 * cos(i * .11), 13 * sin(i * .17 + 1) + .003 * i * i};
    double sum = 0, x = 0, y = 0;
    mlt_psf psf;
    void *work = malloc(mlt_psf_bytes(30));
    mlt_psf_of_path(&psf, path, PLACES, work);
    for (size_t i = 0; i < psf.n; i++) {
        sum += (double)psf.weights[i];
        x += (double)psf.weights[i] * psf.shifts[i].dx;
        y += (double)psf.weights[i] * psf.shifts[i].dy;
        ck_assert_int_le(abs(psf.shifts[i].dx), psf.reach);
        ck_assert_int_le(abs(psf.shifts[i].dy), psf.reach);
    }
    ck_assert_double_eq_tol(sum, 1, 1e-6);
    ck_assert_double_eq_tol(x, 0, 1e-5);
    ck_assert_double_eq_tol(y, 0, 1e-5);
    const mlt_psf_place waits[] = {{0, 0}, {0, 0}, {0, 0}, {8, 0}}; /* two thirds of the time */
    mlt_psf_of_path(&psf, waits, 4, work);                          /* mean: 4 / 3 */
    ck_assert_double_ge(weight_at(&psf, -1, 0) + weight_at(&psf, -2, 0), 2 / 3.0);
    free(work);
}
END_TEST

static mlt_image filtered(const mltest_image_view *view, const mlt_psf *psf)
{
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, view->width, view->height, view->format, NULL),
                     MLTEST_OK);
    void *work = malloc(mlt_psf_filter_bytes(psf, view->format));
    mlt_psf_filter(psf, &out, view, work);
    free(work);
    return out;
}

/* Every pixel against the sum over the taps, in every format, with edges that repeat. */
START_TEST(test_pictures)
{
    const mlt_psf_place path[] = {{0, 0}, {3, 1}, {2, 6}};
    mlt_psf psf;
    void *work = malloc(mlt_psf_bytes(8));
    mlt_psf_of_path(&psf, path, 3, work);
    for (size_t t = 0; t < (size_t)2 * N_FORMATS; t++) {
        uint32_t width = t < N_FORMATS ? 403 : 2, height = t < N_FORMATS ? 9 : 3;
        uint32_t format = all_formats[t % N_FORMATS];
        picture p = make_picture(texture, width, height, format, 3, 1, true);
        mlt_image out = filtered(&p.view, &psf);
        mltest_image_view got = mlt_image_view(&out);
        unsigned far = 0;
        for (uint32_t k = 0; k < width * height * mlt_format_channels(format); k++) {
            uint32_t c = k % mlt_format_channels(format), at = k / mlt_format_channels(format);
            double sum = 0;
            for (size_t i = 0; i < psf.n; i++) {
                int x = (int)(at % width) - psf.shifts[i].dx;
                int y = (int)(at / width) - psf.shifts[i].dy;
                x = x < 0 ? 0 : x >= (int)width ? (int)width - 1 : x;
                y = y < 0 ? 0 : y >= (int)height ? (int)height - 1 : y;
                sum += (double)psf.weights[i] * sample_at(&p.view, (uint32_t)x, (uint32_t)y, c);
            }
            double most = mlt_format_is_16bit(format) ? .52 : .5001; /* and sums of floats */
            far += fabs(sample_at(&got, at % width, at / width, c) - sum) > most;
        }
        ck_assert_uint_eq(far, 0);
        mlt_image_free(&out);
        free(p.block);
    }
    free(work);
}
END_TEST

Suite *mlt_suite_image_psf(void);
Suite *mlt_suite_image_psf(void)
{
    Suite *suite = suite_create("image_psf");
    TCase *tc = tcase_create("psf");
    tcase_add_test(tc, test_lines);
    tcase_add_test(tc, test_light);
    tcase_add_test(tc, test_pictures);
    suite_add_tcase(suite, tc);
    return suite;
}
