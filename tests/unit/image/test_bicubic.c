/* SPDX-License-Identifier: MIT */
#include "image/bicubic.h"

#include <math.h>
#include <stdlib.h>

#include "image/pictures.h"

static const uint8_t *pixel(const mltest_image_view *in, int64_t x, int64_t y)
{
    int64_t right = x < 0 ? 0 : x < in->width ? x : in->width - 1;
    int64_t down = y < 0 ? 0 : y < in->height ? y : in->height - 1;
    return mlt_view_row(in, (uint32_t)down) + 3 * right;
}

/* Where one output line lies, and what its four sources weigh: the convolution of Keys. */
static int64_t weigh(uint32_t at, uint32_t n_out, uint32_t n_in, int64_t weights[4])
{
    double centre = (double)(float)((at + 0.5) * (1 / ((double)n_out / n_in)) - 0.5);
    int64_t low = (int64_t)floor(centre) - 1;
    for (int k = 0; k < 4; k++) {
        double d = fabs(centre - (double)(low + k)), a = -0.75;
        double w = d <= 1 ? (a + 2) * d * d * d - (a + 3) * d * d + 1
                          : a * d * d * d - 5 * a * d * d + 8 * a * d - 4 * a;
        weights[k] = (int64_t)rint(w * 2048);
    }
    return low;
}

static int plain(const mlt_bicubic *b, uint32_t x, uint32_t y, int channel)
{
    int64_t across[4], down[4], sum = 1 << 21;
    int64_t left = weigh(x, b->width, b->in.width, across);
    int64_t top = weigh(y, b->height, b->in.height, down);
    for (int k = 0; k < 16; k++)
        sum += across[k % 4] * down[k / 4] * pixel(&b->in, left + k % 4, top + k / 4)[channel];
    double level = floor((double)sum / 4194304);
    return (int)fmin(fmax(level, 0), 255);
}

static void check(const picture *p, uint32_t width, uint32_t height, uint32_t left,
                  uint32_t columns)
{
    mlt_bicubic b = {
        .in = p->view, .width = width, .height = height, .left = left, .columns = columns};
    size_t bytes = mlt_bicubic_bytes(&b);
    uint8_t *work = malloc(bytes + 1), *row = malloc(3 * (size_t)columns + 1);
    work[bytes] = row[3 * columns] = 0x5A;
    mlt_bicubic_begin(&b, work);
    for (uint32_t k = 0; k < 2 * height; k++) {
        uint32_t y = k < height ? k : (k * 7) % height; /* in their order, then in another */
        mlt_bicubic_row(&b, row, y);
        for (uint32_t i = 0; i < 3 * columns; i++) /* weights in float round to another 2048th */
            ck_assert_int_le(abs(row[i] - plain(&b, left + i / 3, y, (int)i % 3)), 1);
    }
    ck_assert_uint_eq(work[bytes], 0x5A);
    ck_assert_uint_eq(row[3 * columns], 0x5A);
    free(work);
    free(row);
}

START_TEST(test_against_plain_code)
{
    static const uint32_t sizes[][4] = {/* of the picture and of the result */
                                        {32, 32, 36, 36}, {7, 50, 100, 55}, {50, 7, 55, 8},
                                        {1, 1, 5, 5},     {2, 3, 40, 41},   {60, 40, 17, 90}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        picture p = plain_picture(texture, sizes[i][0], sizes[i][1], MLTEST_FORMAT_RGB8);
        uint32_t width = sizes[i][2], height = sizes[i][3];
        check(&p, width, height, 0, width);
        check(&p, width, height, 1, width - 2);
        check(&p, width, height, width - 1, 1);
        free(p.block);
    }
}
END_TEST

/* What the plain code computes in double comes out exactly where weights are exact: at twice the
 * size all distances are 1/4 and 3/4. */
START_TEST(test_twice_the_size_is_exact)
{
    picture p = plain_picture(texture, 40, 30, MLTEST_FORMAT_RGB8);
    mlt_bicubic b = {.in = p.view, .width = 80, .height = 60, .left = 0, .columns = 80};
    void *work = malloc(mlt_bicubic_bytes(&b));
    uint8_t row[240];
    mlt_bicubic_begin(&b, work);
    for (uint32_t y = 0; y < 60; y++) {
        mlt_bicubic_row(&b, row, y);
        for (uint32_t i = 0; i < 240; i++)
            ck_assert_int_eq(row[i], plain(&b, i / 3, y, (int)i % 3));
    }
    free(work);
    free(p.block);
}
END_TEST

/* Its own size is the picture itself. */
START_TEST(test_the_same_size)
{
    picture p = plain_picture(texture, 33, 20, MLTEST_FORMAT_RGB8);
    mlt_bicubic b = {.in = p.view, .width = 33, .height = 20, .left = 3, .columns = 25};
    void *work = malloc(mlt_bicubic_bytes(&b));
    uint8_t row[75];
    mlt_bicubic_begin(&b, work);
    for (uint32_t y = 0; y < 20; y++) {
        mlt_bicubic_row(&b, row, y);
        ck_assert_mem_eq(row, mlt_view_row(&p.view, y) + 9, sizeof row);
    }
    free(work);
    free(p.block);
}
END_TEST

Suite *mlt_suite_image_bicubic(void);
Suite *mlt_suite_image_bicubic(void)
{
    Suite *suite = suite_create("image_bicubic");
    TCase *tc = tcase_create("bicubic");
    tcase_add_test(tc, test_against_plain_code);
    tcase_add_test(tc, test_twice_the_size_is_exact);
    tcase_add_test(tc, test_the_same_size);
    suite_add_tcase(suite, tc);
    return suite;
}
