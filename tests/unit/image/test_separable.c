/* SPDX-License-Identifier: MIT */
/*
 * Separable filters against the plain sum over a square window.
 */
#include "image/separable.h"

#include <math.h>

#include "image/pictures.h"
#include "image/rows.h"

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
    float w[25];
    double sum = 0;
    mlt_gaussian_weights(w, 6, 24);
    for (int k = 0; k <= 24; k++) {
        sum += k == 0 ? (double)w[k] : 2 * (double)w[k];
        ck_assert_double_eq_tol((double)w[k], (double)w[0] * exp(-k * k / 72.0), 1e-8);
    }
    ck_assert_double_eq_tol(sum, 1, 1e-7);
    mlt_gaussian_weights(w, 0, 0);
    ck_assert_float_eq(w[0], 1);
}
END_TEST

/* A sample of `in` under every tap. */
static double plain(const mltest_image_view *in, const mlt_separable *f, uint32_t x, uint32_t y,
                    uint32_t c)
{
    int down = (int)f->down.radius, across = (int)f->across.radius;
    double sum = 0;
    for (int dy = -down; dy <= down; dy++) {
        for (int dx = -across; dx <= across; dx++) {
            uint32_t at_x = (uint32_t)mlt_edge_place((int64_t)x + dx, in->width, f->edge);
            uint32_t at_y = (uint32_t)mlt_edge_place((int64_t)y + dy, in->height, f->edge);
            sum += (double)(f->down.weights[abs(dy)] * f->across.weights[abs(dx)]) *
                   sample_at(in, at_x, at_y, c);
        }
    }
    return sum;
}

/* Working memory is exactly as large as was asked for: memory checkers see what lies beyond. */
static void run_filter(const mlt_separable *filter)
{
    void *work = malloc(mlt_separable_bytes(filter));
    ck_assert_ptr_nonnull(work);
    mlt_separable_run(filter, work);
    free(work);
}

static void check_picture(const mltest_image_view *in, mlt_separable *filter)
{
    mlt_image out;
    mlt_separable_picture between = {in, &out, NULL};
    uint32_t channels = mlt_format_channels(in->format);
    double max = (double)mlt_format_max(in->format), slack = max * 4e-6;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, in->width, in->height, in->format, NULL), MLTEST_OK);
    mlt_separable_of_picture(filter, &between);
    run_filter(filter);
    mltest_image_view made = mlt_image_view(&out);
    for (uint32_t i = 0; i < in->width * in->height * channels; i++) {
        uint32_t x = i / channels % in->width, y = i / channels / in->width, c = i % channels;
        double want = plain(in, filter, x, y, c), got = sample_at(&made, x, y, c);
        want = want < 0 ? 0 : want > max ? max : want;
        ck_assert_double_ge(want + slack, got);
        ck_assert_double_lt(want - slack, got + 1);
    }
    mlt_image_free(&out);
}

/* Pictures smaller than the filter, too. */
START_TEST(test_pictures)
{
    static const uint32_t sizes[][2] = {{1, 1}, {1, 9}, {9, 1}, {5, 4}, {40, 23}};
    static const size_t radii[] = {0, 1, 3, 10};
    for (size_t t = 0; t < sizeof sizes / sizeof sizes[0] * 4; t++) {
        float w[11];
        mlt_taps taps = {w, radii[t % 4]};
        mlt_separable filter = {
            .down = taps, .across = taps, .edge = (mlt_edge)(t % (MLT_EDGE_REFLECT101 + 1))};
        picture p =
            make_picture(texture, sizes[t / 4][0], sizes[t / 4][1], all_formats[_i], 3, 0xFF, true);
        mlt_gaussian_weights(w, taps.radius > 0 ? (double)taps.radius / 2 : 1, taps.radius);
        check_picture(&p.view, &filter);
        free(p.block);
    }
}
END_TEST

/* Weights need not sum to one, nor be the same in both directions: what is too bright is clipped,
 * what is below black, too. */
START_TEST(test_any_weights)
{
    const float down[2] = {3, -0.625f}, across[4] = {0.5f, 0.25f, 0.25f, -0.125f};
    mlt_separable filter = {.down = {down, 1}, .across = {across, 3}, .edge = MLT_EDGE_REFLECT};
    picture p = plain_picture(scene, 12, 9, MLTEST_FORMAT_GRAY8);
    check_picture(&p.view, &filter);
    free(p.block);
}
END_TEST

enum { WIDTH = 7, HEIGHT = 9 };

static void load_field(void *from, uint32_t y, float *row)
{
    memcpy(row, (float *)from + (size_t)y * WIDTH, WIDTH * sizeof *row);
}

static void store_field(void *to, uint32_t y, const float *row)
{
    memcpy((float *)to + (size_t)y * WIDTH, row, WIDTH * sizeof *row);
}

/* A field that is filtered where it lies: rows are loaded before they are written over. */
START_TEST(test_in_place)
{
    float field[WIDTH * HEIGHT], other[WIDTH * HEIGHT], w[4];
    mlt_gaussian_weights(w, 1, 3);
    mlt_separable filter = {.width = WIDTH,
                            .height = HEIGHT,
                            .channels = 1,
                            .down = {w, 3},
                            .across = {w, 2},
                            .load = load_field,
                            .store = store_field,
                            .from = field,
                            .to = other};
    for (int i = 0; i < WIDTH * HEIGHT; i++)
        field[i] = (float)(i * 7919 % 100);
    run_filter(&filter);
    filter.to = field;
    run_filter(&filter);
    ck_assert_mem_eq(field, other, sizeof field);
}
END_TEST

/* By NumPy with the original's weights: which levels of a plain area keep their value. At 0.7 all
 * do; at 0.9 ten of 256 do not, the first of them 49; at 1.1 it is 96, from 3 on. */
START_TEST(test_levels_of_plain_areas)
{
    static const struct {
        double sigma;
        int n, first;
    } rows[] = {{.7, 256, 256}, {.9, 246, 49}, {1, 252, 91}, {1.1, 160, 3}, {1.5, 249, 45}};
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        mlt_beside_levels levels;
        int kept = 0, first = 256;
        mlt_gaussian_levels(&levels, rows[r].sigma, mlt_gaussian_radius(rows[r].sigma, 4));
        for (int v = 255; v >= 0; v--) {
            float beside = mlt_beside_level(&levels, (uint8_t)v);
            ck_assert_float_eq_tol(beside, (float)v, 2.2e-4f);
            ck_assert(beside != (float)v);
            kept += beside > (float)v;
            first = beside < (float)v ? v : first;
        }
        ck_assert_int_eq(kept, rows[r].n);
        ck_assert_int_eq(first, rows[r].first);
    }
}
END_TEST

Suite *mlt_suite_image_separable(void);
Suite *mlt_suite_image_separable(void)
{
    Suite *suite = suite_create("image_separable");
    TCase *tc = tcase_create("filters");
    tcase_add_test(tc, test_levels_of_plain_areas);
    tcase_add_test(tc, test_radius);
    tcase_add_test(tc, test_weights);
    tcase_add_loop_test(tc, test_pictures, 0, N_FORMATS);
    tcase_add_test(tc, test_any_weights);
    tcase_add_test(tc, test_in_place);
    suite_add_tcase(suite, tc);
    return suite;
}
