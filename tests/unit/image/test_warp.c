/* SPDX-License-Identifier: MIT */
#include "image/warp.h"

#include <math.h>
#include <stdlib.h>

#include "image/pictures.h"

static mlt_image warp(const mltest_image_view *view, uint32_t width, uint32_t height,
                      const double inverse[9], mlt_border border)
{
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, width, height, view->format, NULL), MLTEST_OK);
    memset(out.data, 0xA5, out.cap);
    void *work = malloc(mlt_warp_bytes(view, width, border));
    mlt_warp(&out, view, inverse, border, work);
    free(work);
    return out;
}

static const double identity[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};

START_TEST(test_identity)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 9, 7, all_formats[i], 5, 1, true);
        for (int border = 0; border < 2; border++) {
            mlt_image out = warp(&p.view, 9, 7, identity, (mlt_border)border);
            mltest_image_view view = mlt_image_view(&out);
            ck_assert_uint_eq(mlt_view_hash(&view), mlt_view_hash(&p.view));
            mlt_image_free(&out);
        }
        free(p.block);
    }
}
END_TEST

START_TEST(test_whole_pixels_move_exactly)
{
    /* a quarter turn: output (x, y) shows input (y, 6 - x) */
    const double turn[9] = {0, 1, 0, -1, 0, 7, 0, 0, 1};
    picture p = plain_picture(texture, 9, 7, MLTEST_FORMAT_RGBA8);
    mlt_image out = warp(&p.view, 7, 9, turn, MLT_BORDER_CONSTANT);
    mltest_image_view view = mlt_image_view(&out);
    for (uint32_t k = 0; k < 7 * 9 * 4; k++) {
        uint32_t x = k / 4 % 7, y = k / 28, c = k % 4;
        ck_assert_uint_eq(sample_at(&view, x, y, c), sample_at(&p.view, y, 6 - x, c));
    }
    mlt_image_free(&out);
    free(p.block);
}
END_TEST

START_TEST(test_borders)
{
    /* two pixels to the right and one down */
    const double shift[9] = {1, 0, -2, 0, 1, -1, 0, 0, 1};
    picture p = plain_picture(texture, 6, 5, MLTEST_FORMAT_RGBA8);
    mlt_image black = warp(&p.view, 6, 5, shift, MLT_BORDER_CONSTANT);
    mlt_image edge = warp(&p.view, 6, 5, shift, MLT_BORDER_REPLICATE);
    mltest_image_view a = mlt_image_view(&black), b = mlt_image_view(&edge);
    for (uint32_t k = 0; k < 6 * 5 * 4; k++) {
        uint32_t x = k / 4 % 6, y = k / 24, c = k % 4;
        bool inside = x >= 2 && y >= 1;
        unsigned nearest = sample_at(&p.view, x < 2 ? 0 : x - 2, y < 1 ? 0 : y - 1, c);
        ck_assert_uint_eq(sample_at(&a, x, y, c), inside ? nearest : 0);
        ck_assert_uint_eq(sample_at(&b, x, y, c), nearest);
    }
    mlt_image_free(&black);
    mlt_image_free(&edge);
    free(p.block);
}
END_TEST

START_TEST(test_rounding_is_as_stated)
{
    static const uint8_t row[] = {0, 255};
    const mltest_image_view view = {
        .data = row, .stride_bytes = 2, .width = 2, .height = 1, .format = MLTEST_FORMAT_GRAY8};
    for (int i = 0; i <= 256; i++) {
        /* pixel 0 shows the point i/256 of the way from the first centre to the second */
        const double inverse[9] = {1, 0, i / 256.0, 0, 1, 0, 0, 0, 1};
        mlt_image out = warp(&view, 1, 1, inverse, MLT_BORDER_REPLICATE);
        ck_assert_uint_eq(*(const uint8_t *)out.data, (unsigned)floor(i * 255 / 256.0 + 0.5));
        mlt_image_free(&out);
    }
}
END_TEST

/* Bilinear interpolation in floating point, replicated at the border. */
static double plain(const mltest_image_view *view, double x, double y, uint32_t c)
{
    double fx = floor(x - 0.5), fy = floor(y - 0.5), sum = 0;
    for (int k = 0; k < 4; k++) {
        double px = fx + k % 2, py = fy + (double)(k / 2);
        double w = (1 - fabs(x - 0.5 - px)) * (1 - fabs(y - 0.5 - py));
        px = fmin(fmax(px, 0), view->width - 1.0);
        py = fmin(fmax(py, 0), view->height - 1.0);
        sum += w * sample_at(view, (uint32_t)px, (uint32_t)py, c);
    }
    return sum;
}

START_TEST(test_against_plain_interpolation)
{
    const double m[9] = {0.83, -0.31, 4.7, 0.22, 0.91, -3.2, 0.001, -0.0007, 1};
    picture p = plain_picture(scene, 40, 33, MLTEST_FORMAT_RGB8);
    mlt_image out = warp(&p.view, 40, 33, m, MLT_BORDER_REPLICATE);
    mltest_image_view view = mlt_image_view(&out);
    for (uint32_t k = 0; k < 40 * 33 * 3; k++) {
        double x = k / 3 % 40 + 0.5, y = (double)(k / 120) + 0.5;
        double w = m[6] * x + m[7] * y + m[8];
        double sx = (m[0] * x + m[1] * y + m[2]) / w, sy = (m[3] * x + m[4] * y + m[5]) / w;
        /* half a level, and 1/512 pixel on either axis */
        ck_assert_double_eq_tol(sample_at(&view, k / 3 % 40, k / 120, k % 3),
                                plain(&p.view, sx, sy, k % 3), 0.5 + 2 * 255 / 512.0);
    }
    mlt_image_free(&out);
    free(p.block);
}
END_TEST

/* The definition, pixel by pixel: four weights in 1/65536, rounded half up. */
static unsigned defined(const mltest_image_view *view, double x, double y, uint32_t c,
                        mlt_border border)
{
    double fx = floor((x - 0.5) * 256 + 0.5) / 256, fy = floor((y - 0.5) * 256 + 0.5) / 256;
    double sum = 0;
    for (int k = 0; k < 4; k++) {
        double px = floor(fx) + k % 2, py = floor(fy) + (double)(k / 2);
        bool inside = px >= 0 && py >= 0 && px < view->width && py < view->height;
        double weight = (1 - fabs(fx - px)) * (1 - fabs(fy - py));
        px = fmin(fmax(px, 0), view->width - 1.0);
        py = fmin(fmax(py, 0), view->height - 1.0);
        if (inside || border == MLT_BORDER_REPLICATE)
            sum += weight * sample_at(view, (uint32_t)px, (uint32_t)py, c);
    }
    return (unsigned)floor(sum + 0.5);
}

/* A map that is no homography, of which some points are far away. */
static void bend(void *from, uint32_t y, double *points_x, double *points_y, size_t n)
{
    const double *size = from;
    for (size_t i = 0; i < n; i++) {
        double u = ((double)i + 0.5) / (double)n - 0.5, v = (y + 0.5) / (double)n - 0.5;
        double pull = 1 + u * u + v * v;
        points_x[i] = (u * pull * 1.1 + 0.5) * size[0];
        points_y[i] = i % 17 == 0 ? -1e9 : (v * pull * 1.2 + 0.5) * size[1];
    }
}

static void check_definition(const picture *p, uint32_t n, mlt_border border)
{
    double size[2] = {p->view.width, p->view.height}, x[64], y[64];
    const mlt_warp_map map = {bend, size};
    uint32_t format = p->view.format;
    uint32_t channels = mlt_format_channels(format) + (mlt_format_has_alpha(format) ? 1 : 0);
    void *work = malloc(mlt_warp_bytes(&p->view, n, border));
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, n, n, format, NULL), MLTEST_OK);
    mlt_warp_by(&out, &p->view, &map, border, work);
    mltest_image_view view = mlt_image_view(&out);
    for (uint32_t row = 0; row < n; row++) {
        bend(size, row, x, y, n);
        for (uint32_t i = 0; i < n * channels; i++)
            ck_assert_uint_eq(
                sample_at(&view, i / channels, row, i % channels),
                defined(&p->view, x[i / channels], y[i / channels], i % channels, border));
    }
    mlt_image_free(&out);
    free(work);
}

START_TEST(test_any_map_is_as_defined)
{
    static const uint32_t sizes[][2] = {{1, 1}, {1, 9}, {9, 1}, {2, 3}, {33, 20}, {19, 50}};
    for (int i = 0; i < N_FORMATS; i++) {
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            picture p = make_picture(texture, sizes[k][0], sizes[k][1], all_formats[i], k, 0xA5,
                                     k % 2 == 0);
            check_definition(&p, 7 * (uint32_t)k + 5, MLT_BORDER_CONSTANT);
            check_definition(&p, 7 * (uint32_t)k + 6, MLT_BORDER_REPLICATE);
            free(p.block);
        }
    }
}
END_TEST

/* What the inverse may be, however mad, no read is outside and no conversion undefined. */
START_TEST(test_hostile_maps)
{
    static const double maps[][9] = {{0}, /* 0/0 everywhere */
                                     {1e300, 0, 0, 0, 1e300, 0, 0, 0, 1e-300},
                                     {1, 0, -1e18, 0, 1, 1e18, 0, 0, 1},
                                     {1, 0, 0, 0, 1, 0, -1, 0, 4.5}, /* a horizon at x = 4.5 */
                                     {NAN, 0, 0, 0, NAN, 0, 0, 0, 1},
                                     {INFINITY, 0, 0, 0, -INFINITY, 0, 0, 0, 1}};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        picture p = plain_picture(scene, 9, 7, MLTEST_FORMAT_RGB16);
        for (int border = 0; border < 2; border++) {
            mlt_image out = warp(&p.view, 9, 7, maps[i], (mlt_border)border);
            mlt_image_free(&out);
        }
        free(p.block);
    }
}
END_TEST

START_TEST(test_smallest_pictures)
{
    const double turn[9] = {0.8, -0.6, 0.4, 0.6, 0.8, -0.2, 0, 0, 1};
    static const uint32_t sizes[][2] = {{1, 1}, {1, 9}, {9, 1}, {2, 3}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        picture p = plain_picture(scene, sizes[i][0], sizes[i][1], MLTEST_FORMAT_GRAY16);
        mlt_image out = warp(&p.view, 5, 5, turn, MLT_BORDER_REPLICATE);
        mlt_image_free(&out);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_image_warp(void);
Suite *mlt_suite_image_warp(void)
{
    Suite *suite = suite_create("image_warp");
    TCase *tc = tcase_create("warp");
    tcase_add_test(tc, test_identity);
    tcase_add_test(tc, test_whole_pixels_move_exactly);
    tcase_add_test(tc, test_borders);
    tcase_add_test(tc, test_rounding_is_as_stated);
    tcase_add_test(tc, test_against_plain_interpolation);
    tcase_add_test(tc, test_any_map_is_as_defined);
    tcase_add_test(tc, test_hostile_maps);
    tcase_add_test(tc, test_smallest_pictures);
    suite_add_tcase(suite, tc);
    return suite;
}
