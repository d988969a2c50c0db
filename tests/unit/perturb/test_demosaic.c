/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

/* Beyond the edges the picture is mirrored without its edge. */
static uint32_t mirrored(int64_t v, int64_t n)
{
    v = v < 0 ? -v : v >= n ? 2 * n - 2 - v : v;
    return (uint32_t)(n == 1 ? 0 : v);
}

/* The mean of the nearest of the nine places whose filter (R G / G B) has that colour. */
static double plain(const mltest_image_view *view, int64_t x, int64_t y, uint32_t colour)
{
    double sums[3] = {0}, n[3] = {0}; /* by distance */
    for (int64_t k = 0; k < 9; k++) {
        int64_t px = x + k % 3 - 1, py = y + k / 3 - 1;
        uint32_t mx = mirrored(px, view->width), my = mirrored(py, view->height);
        if ((px & 1) + (py & 1) != colour)
            continue;
        int64_t far = (px != x) + (py != y);
        sums[far] += sample_at(view, mx, my, mx % 2 + my % 2);
        n[far]++;
    }
    int64_t nearest = n[0] > 0 ? 0 : n[1] > 0 ? 1 : 2;
    return sums[nearest] / n[nearest];
}

START_TEST(test_from_the_definition)
{
    static const uint32_t sizes[][2] = {{23, 14}, {2, 2}, {8, 3}, {3, 9}};
    for (size_t t = 0; t < 4 * sizeof sizes / sizeof sizes[0]; t++) {
        uint32_t format = t % 4 == 0   ? MLTEST_FORMAT_RGB16
                          : t % 4 == 1 ? MLTEST_FORMAT_RGBA8
                                       : MLTEST_FORMAT_RGB8;
        picture p = make_picture(texture, sizes[t / 4][0], sizes[t / 4][1], format, 3, 9, t % 2);
        mlt_perturbed made = perturb(&p.view, "demosaic@3", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t k = 0; k < p.view.width * p.view.height * 3; k++) {
            uint32_t x = k / 3 % p.view.width, y = k / 3 / p.view.width;
            double want = floor(plain(&p.view, x, y, k % 3) + .5);
            ck_assert_double_eq(sample_at(&out, x, y, k % 3), want);
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* Plain colours stay, edges get colours that are not there. */
START_TEST(test_false_colours)
{
    uint8_t row[3 * 40 * 4];
    bool coloured = false;
    for (int i = 0; i < 3 * 40 * 4; i++)
        row[i] = i / 3 % 40 < 19 ? 20 : 220;
    const mltest_image_view view = {.data = row,
                                    .stride_bytes = 3 * 40,
                                    .width = 40,
                                    .height = 4,
                                    .format = MLTEST_FORMAT_RGB8};
    mlt_perturbed made = perturb(&view, "demosaic@3", "a");
    const uint8_t *out = made.image.data;
    for (int x = 0; x < 40; x++) {
        const uint8_t *p = out + 3 * (40 + x);
        bool edge = x == 18 || x == 19;
        ck_assert(edge || (p[0] == row[3 * x] && p[1] == p[0] && p[2] == p[0]));
        coloured = coloured || abs(p[0] - p[2]) > 50;
    }
    ck_assert(coloured);
    mlt_perturbed_free(&made);
}
END_TEST

Suite *mlt_suite_perturb_demosaic(void);
Suite *mlt_suite_perturb_demosaic(void)
{
    Suite *suite = suite_create("perturb_demosaic");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_from_the_definition);
    tcase_add_test(tc, test_false_colours);
    suite_add_tcase(suite, tc);
    return suite;
}
