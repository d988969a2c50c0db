/* SPDX-License-Identifier: MIT */
#include "perturb/blobs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "testing.h"

enum { N = 64 };

static const mltest_image_view view = {.width = 300, .height = 200};

static void draw(mlt_blob blobs[N], const char *id, bool is_along)
{
    mlt_draws draws;
    mlt_blob_style style = {8, 24, 1.5, .1, is_along};
    mlt_draws_init(&draws, 5, id, 0);
    mlt_blobs_draw(blobs, N, &draws, &view, &style);
}

START_TEST(test_style)
{
    int left = 0, upper = 0, small = 0, wide = 0;
    mlt_blob blobs[N];
    draw(blobs, "a", false);
    for (int i = 0; i < N; i++) {
        const mlt_blob *b = &blobs[i];
        ck_assert(b->x >= 0 && b->x < 300 && b->y >= 0 && b->y < 200);
        ck_assert(b->radius >= 8 && b->radius <= 24 && b->stretch >= 1 && b->stretch <= 1.5);
        ck_assert_double_eq_tol(b->cosine * b->cosine + b->sine * b->sine, 1, 1e-12);
        ck_assert_double_le(hypot(b->lobes[0], b->lobes[1]), .1);
        ck_assert_double_le(hypot(b->lobes[2], b->lobes[3]), .05);
        left += b->x < 150;
        upper += b->y < 100;
        small += b->radius < sqrt(8 * 24); /* in the middle of the scale of sizes */
        wide += fabs(b->cosine) > fabs(b->sine);
    }
    ck_assert(left > 20 && left < 44 && upper > 20 && upper < 44);
    ck_assert(small > 20 && small < 44 && wide > 20 && wide < 44);
}
END_TEST

START_TEST(test_one_direction)
{
    mlt_blob blobs[N], others[N];
    draw(blobs, "a", true);
    draw(others, "b", true);
    for (int i = 1; i < N; i++)
        ck_assert(blobs[i].cosine == blobs[0].cosine && blobs[i].sine == blobs[0].sine);
    ck_assert(others[0].cosine != blobs[0].cosine);
    draw(others, "a", false); /* all else stays */
    for (int i = 0; i < N; i++)
        ck_assert(others[i].x == blobs[i].x && others[i].radius == blobs[i].radius);
}
END_TEST

/* Pixels within a blob; 1 in `mask`. */
static double covered(uint8_t *mask, const mlt_blob *blobs, size_t n)
{
    unsigned sum = 0;
    memset(mask, 0, (size_t)view.width * view.height);
    for (uint32_t y = 0; y < view.height; y++) {
        for (size_t i = 0; i < n; i++) {
            float d[300];
            uint32_t first = 0, end = 0;
            if (mlt_blob_span(&blobs[i], 1, y, view.width, &first, &end))
                mlt_blob_distances(&blobs[i], d, first + .5, y + .5, 1, end - first);
            for (uint32_t x = first; x < end; x++)
                mask[y * view.width + x] |= d[x - first] <= 1;
        }
        for (uint32_t x = 0; x < view.width; x++)
            sum += mask[y * view.width + x];
    }
    return sum / ((double)view.width * view.height);
}

/* The share is met whatever overlaps or lies across the edges, and more of it adds only. */
START_TEST(test_shares)
{
    static const double shares[] = {.004, .02, .04, .05, .08, .14, .22, .4};
    static uint8_t mask[300 * 200], before[300 * 200];
    for (int i = 0; i < 4 * 8; i++) {
        int gone = 0;
        char id[8];
        mlt_blob blobs[N];
        double share = shares[i % 8];
        snprintf(id, sizeof id, "%d", i / 8);
        draw(blobs, id, false);
        size_t n = mlt_blobs_cover(blobs, N, &view, share);
        ck_assert_double_eq_tol(covered(mask, blobs, n), share, .004);
        for (size_t k = 0; k < sizeof mask; k++)
            gone += i % 8 > 0 && mask[k] < before[k];
        ck_assert_int_eq(gone, 0);
        memcpy(before, mask, sizeof mask);
    }
}
END_TEST

START_TEST(test_none_and_too_many)
{
    mlt_blob blobs[N];
    draw(blobs, "a", false);
    ck_assert_uint_eq(mlt_blobs_cover(blobs, N, &view, 0), 0);
    ck_assert_uint_eq(mlt_blobs_cover(blobs, 3, &view, .9), 3);
}
END_TEST

Suite *mlt_suite_perturb_blobs(void);
Suite *mlt_suite_perturb_blobs(void)
{
    Suite *suite = suite_create("perturb_blobs");
    TCase *tc = tcase_create("blobs");
    tcase_add_test(tc, test_style);
    tcase_add_test(tc, test_one_direction);
    tcase_add_test(tc, test_shares);
    tcase_add_test(tc, test_none_and_too_many);
    suite_add_tcase(suite, tc);
    return suite;
}
