/* SPDX-License-Identifier: MIT */
#include "annotation/cover.h"
#include "testing.h"

#include <math.h>
#include <stdint.h>

Suite *mlt_suite_annotation_cover(void);

static uint64_t state;

static double random_in(double low, double high)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return low + (high - low) * ((double)(state >> 11) / 9007199254740992.0);
}

START_TEST(nothing)
{
    const mlt_box box = {0, 0, 10, 10};
    const mlt_box away[] = {
        {10, 0, 5, 5}, {0, -3, 5, 3}, {3, 3, 0, 5}, {3, 3, 5, 0}, {NAN, 0, 9, 9}};
    mlt_box piece;
    mlt_cover walk = mlt_cover_start(&box, NULL, 0);
    ck_assert(!mlt_cover_next(&walk, &piece));
    ck_assert(!mlt_cover_next(&walk, &piece)); /* and again */
    walk = mlt_cover_start(&box, away, 5);
    ck_assert(!mlt_cover_next(&walk, &piece));
    const mlt_box improper[] = {{0, 0, -1, 5}, {0, 0, 5, -1}, {0, 0, 0, 0}, {0, NAN, 5, 5}};
    const mlt_box all = {-100, -100, 200, 200};
    for (int i = 0; i < 4; i++) {
        walk = mlt_cover_start(&improper[i], &all, 1);
        ck_assert(!mlt_cover_next(&walk, &piece));
    }
}
END_TEST

START_TEST(order_and_merging)
{
    const mlt_box box = {0, 0, 10, 10};
    const mlt_box rects[] = {{6, 2, 3, 2}, {1, 2, 2, 2}, {3, 2, 1, 2}, {-5, 8, 50, 50}};
    const mlt_box expected[] = {{1, 2, 3, 2}, {6, 2, 3, 2}, {0, 8, 10, 2}};
    mlt_cover walk = mlt_cover_start(&box, rects, 4);
    mlt_box piece;
    for (int i = 0; i < 3; i++) {
        ck_assert(mlt_cover_next(&walk, &piece));
        ck_assert_mem_eq(&piece, &expected[i], sizeof piece);
    }
    ck_assert(!mlt_cover_next(&walk, &piece));
}
END_TEST

/* Pieces do not overlap, lie in the box, and hold a point exactly when some rect does. */
START_TEST(pieces_are_a_partition)
{
    state = 2;
    for (int round = 0; round < 200; round++) {
        mlt_box rects[15], pieces[600];
        size_t n = (size_t)random_in(0, 16);
        size_t n_pieces = 0;
        for (size_t i = 0; i < n; i++)
            rects[i] = (mlt_box){random_in(-5, 20), random_in(-5, 20), random_in(-1, 12),
                                 random_in(-1, 12)};
        const mlt_box box = {1, 2, 15, 14};
        mlt_cover walk = mlt_cover_start(&box, rects, n);
        while (n_pieces < 600 && mlt_cover_next(&walk, &pieces[n_pieces]))
            n_pieces++;
        for (size_t i = 0; i < n_pieces; i++) {
            ck_assert(pieces[i].x >= 1 && pieces[i].x + pieces[i].width <= 16 + 1e-12);
            ck_assert(pieces[i].y >= 2 && pieces[i].y + pieces[i].height <= 16 + 1e-12);
        }
        for (int k = 0; k < 200; k++) {
            double x = random_in(1, 16);
            double y = random_in(2, 16);
            int covered = 0;
            int held = 0;
            for (size_t i = 0; i < n; i++)
                covered |= x > rects[i].x && x < rects[i].x + rects[i].width && y > rects[i].y &&
                           y < rects[i].y + rects[i].height;
            for (size_t i = 0; i < n_pieces; i++)
                held += x > pieces[i].x && x < pieces[i].x + pieces[i].width && y > pieces[i].y &&
                        y < pieces[i].y + pieces[i].height;
            ck_assert_int_eq(held, covered);
        }
    }
}
END_TEST

Suite *mlt_suite_annotation_cover(void)
{
    Suite *suite = suite_create("annotation_cover");
    TCase *tests = tcase_create("cover");
    tcase_add_test(tests, nothing);
    tcase_add_test(tests, order_and_merging);
    tcase_add_test(tests, pieces_are_a_partition);
    suite_add_tcase(suite, tests);
    return suite;
}
