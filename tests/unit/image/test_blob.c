/* SPDX-License-Identifier: MIT */
#include "image/blob.h"

#include <math.h>

#include "testing.h"

enum { WIDTH = 120, HEIGHT = 90 };

/* Longer by 1.5 towards 30 degrees. */
static const mlt_blob blob = {.x = 50.25,
                              .y = 41.5,
                              .radius = 20,
                              .cosine = 0.86602540378443865,
                              .sine = .5,
                              .stretch = 1.5,
                              .lobes = {.1, .05, -.05, .02}};

static double distance(double x, double y)
{
    float d;
    mlt_blob_distances(&blob, &d, x, y, 1, 1);
    return (double)d;
}

/* Along its axes, where the lobes are known. */
START_TEST(test_distances)
{
    double c = blob.cosine, s = blob.sine;
    ck_assert_double_eq_tol(distance(blob.x + 30 * c, blob.y + 30 * s), 1 / 1.05, 1e-4);
    ck_assert_double_eq_tol(distance(blob.x - 30 * c, blob.y - 30 * s), 1 / .95, 1e-4);
    ck_assert_double_eq_tol(distance(blob.x - 15 * c, blob.y - 15 * s), .5 / .95, 1e-4);
    /* a quarter turn: cos 3a = cos 5a = 0, sin 3a = -1, sin 5a = 1 */
    ck_assert_double_eq_tol(distance(blob.x - 20 / 1.5 * s, blob.y + 20 / 1.5 * c), 1 / .97, 1e-4);
    float row[10];
    mlt_blob_distances(&blob, row, 20.5, 33.5, 2.5, 10);
    for (int i = 0; i < 10; i++)
        ck_assert_double_eq_tol((double)row[i], distance(20.5 + 2.5 * i, 33.5), 1e-5);
}
END_TEST

/* The area stays that of the circle, but for the lobes: half the sum of their squares more. */
START_TEST(test_area)
{
    double area = 0;
    for (int y = 0; y < HEIGHT; y++) {
        float d[WIDTH];
        mlt_blob_distances(&blob, d, .5, y + .5, 1, WIDTH);
        for (int x = 0; x < WIDTH; x++)
            area += d[x] <= 1;
    }
    double lobes = .1 * .1 + .05 * .05 + .05 * .05 + .02 * .02;
    ck_assert_double_eq_tol(area, 400 * M_PI * (1 + lobes / 2), 15);
}
END_TEST

/* No pixel within reach lies outside the spans, and they are not much longer. */
START_TEST(test_spans)
{
    static const double reaches[] = {.6, 1, 1.4, 5};
    unsigned within = 0, spanned = 0, outside = 0;
    for (int i = 0; i < 4 * HEIGHT; i++) {
        uint32_t y = (uint32_t)i % HEIGHT, first = 0, end = 0;
        double reach = reaches[i / HEIGHT];
        float d[WIDTH];
        bool any = mlt_blob_span(&blob, reach, y, WIDTH, &first, &end);
        mlt_blob_distances(&blob, d, .5, y + .5, 1, WIDTH);
        for (uint32_t x = 0; x < WIDTH; x++) {
            within += (double)d[x] <= reach;
            outside += (double)d[x] <= reach && !(any && x >= first && x < end);
        }
        ck_assert(!any || (first < end && end <= WIDTH));
        spanned += any ? end - first : 0;
    }
    ck_assert_uint_eq(outside, 0);
    ck_assert_uint_le(spanned, within * 5 / 4);
}
END_TEST

START_TEST(test_far_away)
{
    uint32_t first, end;
    mlt_blob left = blob, right = blob;
    left.x = -60;
    right.x = 180;
    for (uint32_t y = 0; y < HEIGHT; y++) {
        ck_assert(!mlt_blob_span(&left, 1, y, WIDTH, &first, &end));
        ck_assert(!mlt_blob_span(&right, 1, y, WIDTH, &first, &end));
    }
    ck_assert(!mlt_blob_span(&blob, 1, 4000000000u, WIDTH, &first, &end));
}
END_TEST

START_TEST(test_pixels)
{
    mlt_blob_points p = mlt_blob_pixels(&blob, 12, 70);
    ck_assert_float_eq(p.x, 12.5f - 50.25f);
    ck_assert_float_eq(p.y, 70.5f - 41.5f);
    ck_assert_float_eq(p.centre_x, 50.25f);
    ck_assert_float_eq(p.centre_y, 41.5f);
    ck_assert_float_eq(p.scale, .05f);
}
END_TEST

Suite *mlt_suite_image_blob(void);
Suite *mlt_suite_image_blob(void)
{
    Suite *suite = suite_create("image_blob");
    TCase *tc = tcase_create("blob");
    tcase_add_test(tc, test_distances);
    tcase_add_test(tc, test_area);
    tcase_add_test(tc, test_spans);
    tcase_add_test(tc, test_far_away);
    tcase_add_test(tc, test_pixels);
    suite_add_tcase(suite, tc);
    return suite;
}
