/* SPDX-License-Identifier: MIT */
#include "kernel/loops.h"

static const mlt_coordinate_loops *build(int level)
{
    const mlt_kernels *kernels = mlt_kernels_at(level);
    return kernels != NULL ? kernels->coordinates : NULL;
}

START_TEST(test_project)
{
    static const double maps[][9] = {{0.8, -0.3, 4.7, 0.22, 0.91, -3.2, 0, 0, 1},
                                     {0.8, -0.3, 4.7, 0.22, 0.91, -3.2, 0.001, -0.0007, 1},
                                     {1, 0, 0, 0, 1, 0, 0, 0, 2},
                                     {1, 0, 0, 0, 1, 0, -1, 0, 4.5}};
    const mlt_coordinate_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < N_CASES; t++) {
        loop_case c = case_of(t);
        const double *h = maps[t % 4];
        double x[MOST], y[MOST], py = (double)t + 0.5;
        memset(x, UNTOUCHED, sizeof x);
        memset(y, UNTOUCHED, sizeof y);
        k->project(x + c.at, y + c.at, h, (uint32_t)t, c.n);
        for (size_t i = 0; i < c.n; i++) {
            double px = (double)i + 0.5, w = h[6] * px + h[7] * py + h[8];
            double want_x = (h[0] * px + h[1] * py + h[2]) / w;
            double want_y = (h[3] * px + h[4] * py + h[5]) / w;
            ck_assert_mem_eq(&x[c.at + i], &want_x, sizeof want_x);
            ck_assert_mem_eq(&y[c.at + i], &want_y, sizeof want_y);
        }
        check_untouched(x, 0, c.at * sizeof *x);
        check_untouched(x, (c.at + c.n) * sizeof *x, sizeof x);
        check_untouched(y, 0, c.at * sizeof *y);
        check_untouched(y, (c.at + c.n) * sizeof *y, sizeof y);
    }
}
END_TEST

/* --- places ----------------------------------------------------------------------------------- */

typedef struct {
    size_t at[MOST];
    float tx[MOST], ty[MOST];
} memory;

static mlt_places places_at(memory *m, size_t at)
{
    return (mlt_places){m->at + at, m->tx + at, m->ty + at};
}

static void check_guards(const memory *m, loop_case c)
{
    check_untouched(m->at, 0, c.at * sizeof *m->at);
    check_untouched(m->at, (c.at + c.n) * sizeof *m->at, sizeof m->at);
    check_untouched(m->tx, 0, c.at * sizeof *m->tx);
    check_untouched(m->tx, (c.at + c.n) * sizeof *m->tx, sizeof m->tx);
    check_untouched(m->ty, 0, c.at * sizeof *m->ty);
    check_untouched(m->ty, (c.at + c.n) * sizeof *m->ty, sizeof m->ty);
}

static mlt_scene scene_of(uint32_t width, uint32_t height, uint32_t margin, size_t pixel)
{
    size_t line = ((size_t)width + 2 * margin) * pixel;
    return (mlt_scene){NULL, width, height, margin, line, pixel, pixel, line};
}

/* Of an axis with n pixels and a margin. */
typedef struct {
    size_t low;
    float t;
} place;

static place split(double at, double n)
{
    double low = fmax(fmin(floor(at), n - 2), 0);
    return (place){(size_t)low, (float)(at - low)};
}

static place nearest_step(double v, uint32_t size, uint32_t margin)
{
    double first = -(double)margin, at = v - 0.5;
    at = at > first ? fmin(at, size - 1.0 + margin) : first;
    return split(floor(at * 256 + (256.0 * margin + 0.5)) / 256, size + 2.0 * margin);
}

static double point(size_t i)
{
    static const double odd[] = {NAN, INFINITY, -INFINITY, 1e300, -1e300, 0.5, 0, -0.5};
    return i % 5 == 0 ? odd[i / 5 % 8] : (double)(i * 7919 % 3001) / 97 - 5;
}

START_TEST(test_locate)
{
    static const uint32_t sides[] = {1, 2, 9, 20};
    const mlt_coordinate_loops *k = build(_i);
    for (size_t t = 0; k != NULL && t < 4 * N_CASES; t++) {
        static memory m;
        loop_case c = case_of(t / 4);
        const mlt_scene scene = scene_of(sides[t % 4], sides[t / 4 % 4], t % 3 == 0, 1 + t % 6);
        const mlt_places places = places_at(&m, c.at);
        double x[MOST], y[MOST];
        for (size_t i = 0; i < MOST; i++) {
            x[i] = point(i + t);
            y[i] = point(3 * i + t);
        }
        memset(&m, UNTOUCHED, sizeof m);
        k->locate(&places, &scene, x, y, c.n);
        for (size_t i = 0; i < c.n; i++) {
            place column = nearest_step(x[i], scene.width, scene.margin);
            place row = nearest_step(y[i], scene.height, scene.margin);
            ck_assert_uint_eq(places.at[i], row.low * scene.line + column.low * scene.pixel);
            ck_assert_float_eq(places.tx[i], column.t);
            ck_assert_float_eq(places.ty[i], row.t);
        }
        check_guards(&m, c);
    }
}
END_TEST

/* Sides that no picture has do not lead out of it. */
START_TEST(test_locate_far_away)
{
    const mlt_coordinate_loops *k = build(_i);
    const mlt_scene scene = scene_of(UINT32_MAX, UINT32_MAX, 0, 6);
    const double far[] = {4e9, 1e30};
    memory m;
    const mlt_places places = places_at(&m, 0);
    if (k == NULL)
        return;
    k->locate(&places, &scene, far, far, 2);
    for (int i = 0; i < 2; i++)
        ck_assert_uint_le(m.at[i], (MLT_SCENE_MOST - 1) * (scene.line + scene.pixel));
}
END_TEST

/* In single precision, as the loop works: exact for whole numbers. */
static place mirrored(float v, uint32_t size)
{
    float n = (float)size, u = fabsf(v + 0.5f), whole = truncf(u * (1 / (2 * n)));
    u -= 2 * n * whole;
    u = fminf(u, 2 * n - u) - 0.5f;
    u = fminf(fmaxf(u, 0), n - 1);
    float low = fmaxf(fminf(floorf(u), n - 2), 0);
    return (place){(size_t)low, u - low};
}

START_TEST(test_displace)
{
    static const uint32_t heights[] = {1, 2, 5, 640};
    const mlt_coordinate_loops *k = build(_i);
    for (size_t t = 3; k != NULL && t < N_CASES; t++) { /* not of no pixels */
        static memory m;
        static float shifts[2 * MOST];
        loop_case c = case_of(t);
        const mlt_scene scene = scene_of((uint32_t)c.n, heights[t % 4], 0, 1 + t % 6);
        const mlt_places places = places_at(&m, c.at);
        uint32_t y = scene.height / 2;
        for (size_t i = 0; i < 2 * MOST; i++)
            shifts[i] = ((float)(i * 7919 % 3001) / 3001 - 0.5f) * (i % 3 == 0 ? 900 : 3);
        memset(&m, UNTOUCHED, sizeof m);
        k->displace(&places, &scene, shifts, y);
        for (size_t i = 0; i < c.n; i++) {
            place column = mirrored((float)i + shifts[2 * i], scene.width);
            place row = mirrored((float)y + shifts[2 * i + 1], scene.height);
            ck_assert_uint_eq(places.at[i], row.low * scene.line + column.low * scene.pixel);
            ck_assert_float_eq(places.tx[i], column.t);
            ck_assert_float_eq(places.ty[i], row.t);
        }
        check_guards(&m, c);
    }
}
END_TEST

/* What a place shows: cba|abc|cba. */
START_TEST(test_displace_mirrors)
{
    static const float shifts[] = {-1, 0, -2, 0, -9, 0, 1, 0, 1, 0, 3, 0};
    static const uint32_t want[] = {0, 0, 5, 4, 5, 3};
    const mlt_coordinate_loops *k = build(_i);
    const mlt_scene scene = scene_of(6, 1, 0, 1);
    memory m;
    const mlt_places places = places_at(&m, 0);
    if (k == NULL)
        return;
    k->displace(&places, &scene, shifts, 0);
    for (int i = 0; i < 6; i++)
        ck_assert_float_eq((float)m.at[i] + m.tx[i], (float)want[i]);
}
END_TEST

Suite *mlt_suite_kernel_coordinates(void);
Suite *mlt_suite_kernel_coordinates(void)
{
    Suite *suite = suite_create("kernel_coordinates");
    TCase *tc = tcase_create("builds");
    tcase_add_loop_test(tc, test_project, 0, LEVELS);
    tcase_add_loop_test(tc, test_locate, 0, LEVELS);
    tcase_add_loop_test(tc, test_locate_far_away, 0, LEVELS);
    tcase_add_loop_test(tc, test_displace, 0, LEVELS);
    tcase_add_loop_test(tc, test_displace_mirrors, 0, LEVELS);
    suite_add_tcase(suite, tc);
    return suite;
}
