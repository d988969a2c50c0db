/* SPDX-License-Identifier: MIT */
#include "image/resample.h"

#include <stdlib.h>

#include "image/pictures.h"

static mlt_image shrink(const mltest_image_view *view, uint32_t width, uint32_t height)
{
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_shrink(&out, view, width, height, NULL), MLTEST_OK);
    ck_assert_uint_eq(out.width, width);
    ck_assert_uint_eq(out.format, view->format);
    return out;
}

START_TEST(test_means_by_area)
{
    static const uint8_t row[] = {10, 20, 31, 0, 255};
    const mltest_image_view view = {
        .data = row, .stride_bytes = 5, .width = 5, .height = 1, .format = MLTEST_FORMAT_GRAY8};
    mlt_image out = shrink(&view, 2, 1);
    const uint8_t *p = out.data;
    ck_assert_uint_eq(p[0], 18);  /* (10 + 20 + 31/2) / 2.5 = 18.2 */
    ck_assert_uint_eq(p[1], 108); /* (31/2 + 0 + 255) / 2.5 = 108.2 */
    mlt_image_free(&out);
    out = shrink(&view, 1, 1);
    ck_assert_uint_eq(*(const uint8_t *)out.data, 63); /* 316 / 5 = 63.2 */
    mlt_image_free(&out);
    static const uint8_t half[] = {7, 8};
    const mltest_image_view two = {
        .data = half, .stride_bytes = 2, .width = 2, .height = 1, .format = MLTEST_FORMAT_GRAY8};
    out = shrink(&two, 1, 1);
    ck_assert_uint_eq(*(const uint8_t *)out.data, 8); /* halves go up */
    mlt_image_free(&out);
}
END_TEST

START_TEST(test_same_size_and_larger)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 7, 5, all_formats[i], 2, 3, true);
        mlt_image same = shrink(&p.view, 7, 5), larger = shrink(&p.view, 14, 15);
        mltest_image_view view = mlt_image_view(&same);
        ck_assert_uint_eq(mlt_view_hash(&view), mlt_view_hash(&p.view));
        view = mlt_image_view(&larger);
        for (uint32_t y = 0; y < 15; y++) {
            for (uint32_t x = 0; x < 14; x++)
                ck_assert_uint_eq(sample_at(&view, x, y, 0), sample_at(&p.view, x / 2, y / 3, 0));
        }
        mlt_image_free(&same);
        mlt_image_free(&larger);
        free(p.block);
    }
}
END_TEST

/* Against the same sum in floating point. */
static void check_against_plain(uint32_t format, uint32_t width, uint32_t height)
{
    picture p = make_picture(texture, 23, 17, format, 1, 0, false);
    mlt_image out = shrink(&p.view, width, height);
    mltest_image_view view = mlt_image_view(&out);
    for (uint32_t k = 0; k < width * height; k++) {
        uint32_t x = k % width, y = k / width;
        double sum = 0, x0 = x * 23.0 / width, x1 = (x + 1) * 23.0 / width;
        double y0 = y * 17.0 / height, y1 = (y + 1) * 17.0 / height;
        for (uint32_t i = 0; i < 23 * 17; i++) {
            double u = i % 23, v = (double)(i / 23);
            double w = (x1 < u + 1 ? x1 : u + 1) - (x0 > u ? x0 : u);
            double h = (y1 < v + 1 ? y1 : v + 1) - (y0 > v ? y0 : v);
            if (w > 0 && h > 0)
                sum += w * h * sample_at(&p.view, i % 23, i / 23, 1);
        }
        sum /= (x1 - x0) * (y1 - y0);
        ck_assert_double_eq_tol(sample_at(&view, x, y, 1), sum, 0.5 + 1e-9);
    }
    mlt_image_free(&out);
    free(p.block);
}

START_TEST(test_against_a_plain_sum)
{
    check_against_plain(MLTEST_FORMAT_RGB8, 10, 7);
    check_against_plain(MLTEST_FORMAT_RGB16, 5, 17);
    check_against_plain(MLTEST_FORMAT_RGBA8, 22, 1);
}
END_TEST

static mltest_status shrink_once(mltest_context *ctx, void *view)
{
    mlt_image out;
    mlt_image_init(&out, ctx);
    mltest_status status = mlt_image_shrink(&out, view, 2, 2, NULL);
    mlt_image_free(&out);
    return status;
}

START_TEST(test_failures)
{
    picture p = plain_picture(scene, 9, 9, MLTEST_FORMAT_RGB8);
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_shrink(&out, &p.view, 0, 3, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_image_shrink(&out, &p.view, 1u << 31, 3, NULL), MLTEST_ERR_LIMIT);
    mlt_test_every_allocation(shrink_once, &p.view);
    free(p.block);
}
END_TEST

Suite *mlt_suite_image_resample(void);
Suite *mlt_suite_image_resample(void)
{
    Suite *suite = suite_create("image_resample");
    TCase *tc = tcase_create("resample");
    tcase_add_test(tc, test_means_by_area);
    tcase_add_test(tc, test_same_size_and_larger);
    tcase_add_test(tc, test_against_a_plain_sum);
    tcase_add_test(tc, test_failures);
    suite_add_tcase(suite, tc);
    return suite;
}
