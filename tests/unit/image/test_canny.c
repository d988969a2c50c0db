/* SPDX-License-Identifier: MIT */
#include "image/canny.h"

#include <stdlib.h>
#include <string.h>

#include "testing.h"

enum { W = 12, H = 9 };
static uint8_t in[W * H], edges[W * H];

static void find(int low, int high)
{
    void *work = malloc(mlt_canny_bytes(W, H));
    memset(edges, 7, sizeof edges);
    mlt_canny(edges, in, W, H, low, high, work);
    free(work);
}

static void step(int x0, int light)
{
    for (int i = 0; i < W * H; i++)
        in[i] = i % W >= x0 ? (uint8_t)light : 0;
}

/* A step down the picture is one column wide: of two equally steep ones the left is the ridge. */
START_TEST(test_a_step)
{
    step(6, 200);
    find(50, 150);
    for (int i = 0; i < W * H; i++)
        ck_assert_int_eq(edges[i], i % W == 5);
}
END_TEST

START_TEST(test_flat_and_faint)
{
    step(6, 0);
    find(50, 150);
    for (int i = 0; i < W * H; i++)
        ck_assert_int_eq(edges[i], 0);
    step(6, 12); /* 48: below the lower threshold */
    find(50, 150);
    for (int i = 0; i < W * H; i++)
        ck_assert_int_eq(edges[i], 0);
    step(6, 30); /* 120: between the two, and nothing strong beside it */
    find(50, 150);
    for (int i = 0; i < W * H; i++)
        ck_assert_int_eq(edges[i], 0);
}
END_TEST

/* What is faint stays where a chain leads to what is strong. */
START_TEST(test_a_chain)
{
    step(6, 30);
    for (int x = 6; x < W; x++)
        in[x] = 200;
    find(50, 150);
    for (int y = 2; y < H; y++)
        ck_assert_int_eq(edges[y * W + 5], 1);
}
END_TEST

START_TEST(test_one_pixel)
{
    uint8_t pixel = 255, edge = 7;
    void *work = malloc(mlt_canny_bytes(1, 1));
    mlt_canny(&edge, &pixel, 1, 1, 50, 150, work);
    ck_assert_int_eq(edge, 0);
    free(work);
}
END_TEST

Suite *mlt_suite_image_canny(void);
Suite *mlt_suite_image_canny(void)
{
    Suite *suite = suite_create("image_canny");
    TCase *tc = tcase_create("canny");
    tcase_add_test(tc, test_a_step);
    tcase_add_test(tc, test_flat_and_faint);
    tcase_add_test(tc, test_a_chain);
    tcase_add_test(tc, test_one_pixel);
    suite_add_tcase(suite, tc);
    return suite;
}
