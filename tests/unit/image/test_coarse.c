/* SPDX-License-Identifier: MIT */
#include "image/coarse.h"

#include <math.h>

#include "image/pictures.h"

/* The picture at another size, place by place from the definition; then the place on the way back
 * between four of them. */
typedef struct {
    const mltest_image_view *view;
    uint32_t width, height, channel;
    mlt_coarse_method method;
} plain;

static double at(const plain *p, int64_t x, int64_t y)
{
    int64_t right = p->view->width - 1, bottom = p->view->height - 1;
    x = x < 0 ? 0 : x > right ? right : x;
    y = y < 0 ? 0 : y > bottom ? bottom : y;
    return sample_at(p->view, (uint32_t)x, (uint32_t)y, p->channel);
}

static double between(const plain *p, double x, double y,
                      double (*get)(const plain *, int64_t, int64_t))
{
    double fx = floor(x), fy = floor(y), tx = x - fx, ty = y - fy;
    int64_t ix = (int64_t)fx, iy = (int64_t)fy;
    return (1 - ty) * ((1 - tx) * get(p, ix, iy) + tx * get(p, ix + 1, iy)) +
           ty * ((1 - tx) * get(p, ix, iy + 1) + tx * get(p, ix + 1, iy + 1));
}

/* How much of a pixel at `at` lies between two places. */
static double share(double from, double end, double pixel)
{
    double low = from > pixel ? from : pixel, high = end < pixel + 1 ? end : pixel + 1;
    return high > low ? high - low : 0;
}

static double mean(const plain *p, double x, double y, double width, double height)
{
    double sum = 0;
    for (uint32_t j = 0; j < p->view->height; j++)
        for (uint32_t i = 0; i < p->view->width; i++)
            sum += at(p, i, j) * share(x, x + width, i) * share(y, y + height, j);
    return sum / (width * height);
}

static double small_at(const plain *p, int64_t x, int64_t y)
{
    double across = (double)p->view->width / p->width, down = (double)p->view->height / p->height;
    x = x < 0 ? 0 : x >= p->width ? p->width - 1 : x;
    y = y < 0 ? 0 : y >= p->height ? p->height - 1 : y;
    double mx = ((double)x + .5) * across, my = ((double)y + .5) * down;
    if (p->method == MLT_COARSE_NEAREST)
        return at(p, (int64_t)floor(mx), (int64_t)floor(my));
    if (p->method == MLT_COARSE_BILINEAR)
        return between(p, mx - .5, my - .5, at);
    return mean(p, (double)x * across, (double)y * down, across, down);
}

static void check(const mltest_image_view *view, uint32_t width, uint32_t height,
                  mlt_coarse_method method)
{
    const mlt_coarse coarse = {view, width, height, method};
    uint32_t channels = mlt_format_channels(view->format);
    double most = mlt_format_is_16bit(view->format) ? .52 : .501;
    mlt_image out;
    void *work = malloc(mlt_coarse_bytes(&coarse));
    ck_assert_ptr_nonnull(work);
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_copy_view(&out, view, NULL), MLTEST_OK);
    mlt_coarse_run(&coarse, &out, work);
    mltest_image_view got = mlt_image_view(&out);
    for (uint32_t k = 0; k < view->width * view->height * channels; k++) {
        uint32_t x = k / channels % view->width, y = k / channels / view->width;
        const plain p = {view, width, height, k % channels, method};
        double sx = (x + .5) * width / view->width - .5, sy = (y + .5) * height / view->height - .5;
        double want = between(&p, sx, sy, small_at);
        ck_assert_msg(fabs(sample_at(&got, x, y, k % channels) - want) <= most,
                      "%u x %u by %d (%u, %u): %u, not %g", width, height, method, x, y,
                      sample_at(&got, x, y, k % channels), want);
        if (mlt_format_has_alpha(view->format))
            ck_assert_uint_eq(sample_at(&got, x, y, 3), sample_at(view, x, y, 3));
    }
    mlt_image_free(&out);
    free(work);
}

/* Smaller, larger, both, the same, one pixel. */
START_TEST(test_sizes_and_formats)
{
    static const uint32_t sizes[][2] = {{10, 8}, {7, 13},  {31, 19}, {40, 5},
                                        {1, 1},  {17, 12}, {34, 24}};
    for (size_t t = 0; t < 3 * sizeof sizes / sizeof sizes[0]; t++) {
        picture p = make_picture(texture, 17, 12, all_formats[t % N_FORMATS], 3, 9, t % 2 == 0);
        check(&p.view, sizes[t / 3][0], sizes[t / 3][1], (mlt_coarse_method)(t % 3));
        free(p.block);
    }
}
END_TEST

START_TEST(test_tiny_pictures)
{
    static const uint32_t sizes[][2] = {{1, 1}, {2, 1}, {1, 3}, {9, 1}, {1, 9}};
    for (size_t t = 0; t < 3 * sizeof sizes / sizeof sizes[0]; t++) {
        picture p = plain_picture(texture, sizes[t / 3][0], sizes[t / 3][1], MLTEST_FORMAT_RGB8);
        check(&p.view, 3, 2, (mlt_coarse_method)(t % 3));
        check(&p.view, 1, 5, (mlt_coarse_method)(t % 3));
        free(p.block);
    }
}
END_TEST

/* The same size changes nothing, whatever the method. */
START_TEST(test_the_same_size)
{
    picture p = plain_picture(texture, 40, 30, MLTEST_FORMAT_RGB16);
    for (int method = 0; method < 3; method++) {
        const mlt_coarse coarse = {&p.view, 40, 30, (mlt_coarse_method)method};
        mlt_image out;
        void *work = malloc(mlt_coarse_bytes(&coarse));
        ck_assert_ptr_nonnull(work);
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(mlt_image_resize(&out, 40, 30, MLTEST_FORMAT_RGB16, NULL), MLTEST_OK);
        mlt_coarse_run(&coarse, &out, work);
        mltest_image_view view = mlt_image_view(&out);
        ck_assert_uint_eq(mlt_view_hash(&view), mlt_view_hash(&p.view));
        mlt_image_free(&out);
        free(work);
    }
    free(p.block);
}
END_TEST

Suite *mlt_suite_image_coarse(void);
Suite *mlt_suite_image_coarse(void)
{
    Suite *suite = suite_create("image_coarse");
    TCase *tc = tcase_create("coarse");
    tcase_add_test(tc, test_sizes_and_formats);
    tcase_add_test(tc, test_tiny_pictures);
    tcase_add_test(tc, test_the_same_size);
    suite_add_tcase(suite, tc);
    return suite;
}
