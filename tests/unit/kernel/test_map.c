/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_map_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->map : NULL;
}

typedef struct {
    double x[MOST], y[MOST];
} points;

static points make_points(void)
{
    static const double odd[] = {0, -0.0, 1e300, -1e300, NAN, INFINITY, -INFINITY, 1e-320};
    points p;
    for (size_t i = 0; i < MOST; i++) {
        p.x[i] = i % 11 == 7 ? odd[i / 11 % 8] : (double)(i * 7919 % 3000) / 7 - 50;
        p.y[i] = i % 13 == 5 ? odd[i / 13 % 8] : (double)(i * 104729 % 2000) / 3 - 90;
    }
    return p;
}

static void same(double a, double b)
{
    ck_assert(a == b || (a != a && b != b));
}

static const double plane[9] = {0.9, -0.2, 30, 0.25, 1.1, -7, 2e-4, -1e-3, 1};

static void map_plainly(double *x, double *y, bool divide)
{
    double a = plane[0] * *x, b = plane[1] * *y, c = plane[3] * *x, d = plane[4] * *y;
    double px = (a + b) + plane[2], py = (c + d) + plane[5], e = plane[6] * *x, f = plane[7] * *y;
    double w = (e + f) + plane[8];
    *x = divide ? w > 0 ? px / w : NAN : px;
    *y = divide ? w > 0 ? py / w : NAN : py;
}

static void bend_plainly(double *x, double *y, const double v[4])
{
    double dx = *x - v[0], dy = *y - v[1], a = dx * dx, b = dy * dy, most = v[2] * v[2];
    double square = a + b < most ? a + b : most;
    double part = square * (1 / most), bent = v[3] * part, by = 1 + bent;
    double mx = dx * by, my = dy * by;
    *x = v[0] + mx;
    *y = v[1] + my;
}

/* Which loop, of a build, between points that nobody may touch. */
static void check_loop(const mlt_map_loops *k, int which)
{
    static const double lens[4] = {160, 120, 200, -0.26};
    for (size_t t = 0; t < N_CASES; t++) {
        loop_case c = case_of(t);
        points p = make_points(), before = p;
        if (which == 2)
            k->unlens(p.x + c.at, p.y + c.at, lens, c.n);
        else
            (which == 1 ? k->project : k->affine)(p.x + c.at, p.y + c.at, plane, c.n);
        for (size_t i = 0; i < MOST; i++) {
            double x = before.x[i], y = before.y[i];
            if (i >= c.at && i < c.at + c.n) {
                if (which == 2)
                    bend_plainly(&x, &y, lens);
                else
                    map_plainly(&x, &y, which == 1);
            }
            same(p.x[i], x);
            same(p.y[i], y);
        }
    }
}

START_TEST(test_loops)
{
    const mlt_map_loops *k = build(_i % LEVELS);
    if (k != NULL)
        check_loop(k, _i / LEVELS);
}
END_TEST

Suite *mlt_suite_kernel_map(void);
Suite *mlt_suite_kernel_map(void)
{
    Suite *suite = suite_create("kernel_map");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_loops, 0, 3 * LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
