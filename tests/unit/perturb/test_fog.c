/* SPDX-License-Identifier: MIT */
#include "perturb/weather/fog.h"

#include <math.h>

#include "perturb/conditions.h"

START_TEST(test_side)
{
    ck_assert_uint_eq(mlt_fog_side(1, 1), 2);
    ck_assert_uint_eq(mlt_fog_side(2, 3), 4);
    ck_assert_uint_eq(mlt_fog_side(256, 1), 256);
    ck_assert_uint_eq(mlt_fog_side(1, 257), 512);
    ck_assert_uint_eq(mlt_fog_side(16384, 3), 16384);
}
END_TEST

/* Numbers of a list, and how many were taken. */
typedef struct {
    const double *list;
    size_t taken;
} listed;

static void next_listed(void *from, double *out, size_t n)
{
    listed *l = from;
    for (size_t i = 0; i < n; i++)
        out[i] = l->list[l->taken++];
}

/* The smallest plasma, by hand: centre, then the middle of the upper edge, then of the left one. */
START_TEST(test_the_smallest_plasma)
{
    const double u[] = {0.75, 0.25, 0.5}; /* 5000, -5000 and 0 at the first amplitude of 100² */
    listed l = {u, 0};
    const mlt_fog_numbers numbers = {next_listed, &l};
    float grid[4];
    double row[2];
    mlt_fog_plasma(grid, 2, 2, &numbers, row);
    /* corner 0, centre 5000, top (5000 + 5000 + 0 + 0)/4 - 5000, left (5000 + 5000)/4 */
    ck_assert_uint_eq(l.taken, 3);
    const double low = -2500, span = 7500;
    ck_assert_double_eq_tol((double)grid[0], (0 - low) / span, 1e-6);
    ck_assert_double_eq_tol((double)grid[1], 0, 1e-6);
    ck_assert_double_eq_tol((double)grid[2], (2500 - low) / span, 1e-6);
    ck_assert_double_eq_tol((double)grid[3], 1, 1e-6);
}
END_TEST

/* The same by a plain function with the grid as a function of wrapped coordinates. */
enum { SIDE = 16 };

static float *cell(float *grid, int y, int x)
{
    return &grid[(y & (SIDE - 1)) * SIDE + (x & (SIDE - 1))];
}

static void plain_plasma(float *a, double decay, const double *u)
{
    double amp = 100;
    *cell(a, 0, 0) = 0;
    for (int step = SIDE, h = SIDE / 2; step >= 2; step = h, h /= 2, amp /= decay) {
        for (int pass = 0; pass < 3; pass++) {
            for (int k = 0; k < SIDE / step * (SIDE / step); k++) {
                int y = k / (SIDE / step) * step, x = k % (SIDE / step) * step;
                int cy = y + (pass != 1 ? h : 0), cx = x + (pass != 2 ? h : 0);
                double sum = 0;
                for (int i = 0; i < 4; i++) { /* corners around a centre, or a rhombus */
                    int dy = pass == 0 ? (i % 2 * 2 - 1) * h : i < 2 ? (i * 2 - 1) * h : 0;
                    int dx = pass == 0 ? (i / 2 * 2 - 1) * h : i < 2 ? 0 : (i * 2 - 5) * h;
                    sum += (double)*cell(a, cy + dy, cx + dx);
                }
                *cell(a, cy, cx) = (float)(sum / 4 + amp * amp * (2 * *u++ - 1));
            }
        }
    }
}

START_TEST(test_against_plain_code)
{
    double u[SIDE * SIDE], row[SIDE];
    float grid[SIDE * SIDE], plain[SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++)
        u[i] = (i * 7919 % 1000) / 1000.0;
    listed l = {u, 0};
    const mlt_fog_numbers numbers = {next_listed, &l};
    mlt_fog_plasma(grid, SIDE, 1.7, &numbers, row);
    ck_assert_uint_eq(l.taken, SIDE * SIDE - 1);
    plain_plasma(plain, 1.7, u);
    float low = plain[0], high = plain[0];
    for (int i = 0; i < SIDE * SIDE; i++) {
        low = plain[i] < low ? plain[i] : low;
        high = plain[i] > high ? plain[i] : high;
    }
    for (int i = 0; i < SIDE * SIDE; i++)
        ck_assert_float_eq_tol(grid[i], (plain[i] - low) / (high - low), 1e-5f);
}
END_TEST

/* (x + c f) M / (M + c) with f = 0, 1/2 and 1. */
START_TEST(test_blend)
{
    const uint8_t in[] = {0, 100, 200, 200};
    const float grid[] = {0, 0.5f, 1, 0};
    float row[12];
    double top = 200 / 255.0;
    mlt_image out;
    mltest_image_view view = grey_row(in, 4);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 4, 1, MLTEST_FORMAT_GRAY8, NULL), MLTEST_OK);
    mlt_fog_blend(&out, &view, grid, 4, 2, row);
    for (int i = 0; i < 4; i++) {
        double want = 255 * (in[i] / 255.0 + 2 * (double)grid[i]) * top / (top + 2);
        ck_assert_uint_eq(((const uint8_t *)out.data)[i], (unsigned)want);
    }
    mlt_image_free(&out);
}
END_TEST

START_TEST(test_black_stays_black)
{
    picture p = plain_picture(scene, 20, 20, MLTEST_FORMAT_RGB8);
    memset(p.block, 0, p.n);
    static const char *const names[] = {"fog@3", "fog@3{amount=0}", "fog@0.001"};
    for (int i = 0; i < 3; i++) {
        mlt_perturbed made = perturb(&p.view, names[i], "a");
        ck_assert_double_eq(made.change, 0);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Grey gets the fog that a colour picture gets. */
START_TEST(test_grey_is_a_grey_colour)
{
    picture grey = plain_picture(scene, 50, 30, MLTEST_FORMAT_GRAY8);
    picture colour = plain_picture(scene, 50, 30, MLTEST_FORMAT_RGB8);
    for (size_t i = 0; i < grey.n; i++)
        memset(colour.block + 3 * i, grey.block[i], 3);
    mlt_perturbed a = perturb(&grey.view, "fog@3", "a"), b = perturb(&colour.view, "fog@3", "a");
    for (size_t i = 0; i < grey.n; i++)
        ck_assert_uint_eq(((const uint8_t *)a.image.data)[i],
                          ((const uint8_t *)b.image.data)[3 * i + i % 3]);
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(grey.block);
    free(colour.block);
}
END_TEST

Suite *mlt_suite_perturb_fog(void);
Suite *mlt_suite_perturb_fog(void)
{
    Suite *suite = suite_create("perturb_fog");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_side);
    tcase_add_test(tc, test_the_smallest_plasma);
    tcase_add_test(tc, test_against_plain_code);
    tcase_add_test(tc, test_blend);
    tcase_add_test(tc, test_black_stays_black);
    tcase_add_test(tc, test_grey_is_a_grey_colour);
    suite_add_tcase(suite, tc);
    return suite;
}
