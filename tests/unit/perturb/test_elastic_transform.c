/* SPDX-License-Identifier: MIT */
#include "perturb/geometric/elastic_transform.h"

#include "perturb/conditions.h"

enum { W = 9, H = 5 };

/* Shifts of whole pixels are copies; beyond the edges the picture is mirrored. */
START_TEST(test_whole_pixels)
{
    uint8_t pixels[W * H];
    float planes[W * H], dx[W], dy[W], out[W];
    for (int i = 0; i < W * H; i++)
        planes[i] = pixels[i] = (uint8_t)(5 * i);
    const mltest_image_view view = {
        .data = pixels, .stride_bytes = W, .width = W, .height = H, .format = MLTEST_FORMAT_GRAY8};
    for (int x = 0; x < W; x++) {
        dx[x] = 2;
        dy[x] = -1;
    }
    mlt_elastic_row(out, &view, planes, 0, dx, dy);
    for (int x = 0; x < W; x++) /* row -1 is row 0; columns 9 and 10 are 8 and 7 */
        ck_assert_float_eq(out[x], planes[x + 2 < W ? x + 2 : 15 - x]);
}
END_TEST

START_TEST(test_between_pixels)
{
    uint8_t pixels[4] = {0, 100, 200, 60};
    float planes[4] = {0, 100, 200, 60}, dx[2] = {0.25f, 0.25f}, dy[2] = {0.5f, 0.5f}, out[2];
    const mltest_image_view view = {
        .data = pixels, .stride_bytes = 2, .width = 2, .height = 2, .format = MLTEST_FORMAT_GRAY8};
    mlt_elastic_row(out, &view, planes, 0, dx, dy);
    ck_assert_float_eq_tol(out[0], (0.75f * 0 + 0.25f * 100) / 2 + (0.75f * 200 + 0.25f * 60) / 2,
                           1e-4f);
    ck_assert_float_eq_tol(out[1], 80, 1e-4f); /* the mirrored neighbour is the pixel itself */
}
END_TEST

static void next_half(void *from, int field, uint32_t y, float *out, size_t n)
{
    uint32_t *rows = from;
    ck_assert_uint_eq(y, rows[field]++);
    for (size_t i = 0; i < n; i++)
        out[i] = 1;
}

/* A constant field stays itself under the smoothing: 0.005 heights, times alpha. */
START_TEST(test_a_constant_field)
{
    uint32_t rows[2] = {0, 0};
    const mlt_elastic_numbers numbers = {next_half, rows};
    float *out = calloc(50 * 100, sizeof *out);
    void *work = malloc(mlt_elastic_bytes(50, 100));
    mlt_elastic_field(out, 50, 100, 12.5, 1, &numbers, work);
    ck_assert_uint_eq(rows[1], 100);
    for (int i = 0; i < 50 * 100; i++)
        ck_assert_float_eq_tol(out[i], 6.25f, 1e-4f);
    free(work);
    free(out);
}
END_TEST

START_TEST(test_labels_stay)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "elastic_transform@5", "a");
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    ck_assert(made.change > 0);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_elastic_transform(void);
Suite *mlt_suite_perturb_elastic_transform(void)
{
    Suite *suite = suite_create("perturb_elastic_transform");
    TCase *tc = tcase_create("elastic_transform");
    tcase_add_test(tc, test_whole_pixels);
    tcase_add_test(tc, test_between_pixels);
    tcase_add_test(tc, test_a_constant_field);
    tcase_add_test(tc, test_labels_stay);
    suite_add_tcase(suite, tc);
    return suite;
}
