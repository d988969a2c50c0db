/* SPDX-License-Identifier: MIT */
#include "image/rows.h"

#include <math.h>
#include <stdlib.h>

#include "image/pictures.h"

START_TEST(test_load_leaves_alpha_out)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 21, 3, all_formats[i], 2, 0, i % 2 == 0);
        uint32_t channels = mlt_format_channels(all_formats[i]);
        float row[64];
        row[21 * channels] = -1;
        for (uint32_t y = 0; y < 3; y++) {
            mlt_row_load(row, &p.view, y);
            for (uint32_t k = 0; k < 21 * channels; k++)
                ck_assert_float_eq(row[k],
                                   (float)sample_at(&p.view, k / channels, y, k % channels));
        }
        ck_assert_float_eq(row[21 * channels], -1); /* no more than a row */
        free(p.block);
    }
}
END_TEST

START_TEST(test_storing_what_was_loaded)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 17, 4, all_formats[i], 1, 9, false);
        mlt_image out;
        float row[64];
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(mlt_image_resize(&out, 17, 4, all_formats[i], NULL), MLTEST_OK);
        for (uint32_t y = 0; y < 4; y++) {
            mlt_row_load(row, &p.view, y);
            mlt_row_store(&out, y, row, &p.view);
        }
        mltest_image_view view = mlt_image_view(&out);
        ck_assert_uint_eq(mlt_view_hash(&view), mlt_view_hash(&p.view)); /* alpha as well */
        mlt_image_free(&out);
        free(p.block);
    }
}
END_TEST

/* Truncated, not rounded; clipped; NaN is black. */
static void check_conversion(uint32_t format)
{
    float max = mlt_format_max(format);
    const float values[] = {-1,          -0.0,     0.999f,     1,     100.99999f,
                            max - 0.01f, max,      max + 0.5f, 1e30f, -1e30f,
                            NAN,         INFINITY, -INFINITY,  7.5f,  8.5f};
    const double want[] = {0, 0, 0, 1, 100, max - 1, max, max, max, 0, 0, max, 0, 7, 8};
    enum { N = sizeof values / sizeof values[0] };
    picture p = plain_picture(scene, N / mlt_format_channels(format), 1, format);
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, p.view.width, 1, format, NULL), MLTEST_OK);
    mlt_row_store(&out, 0, values, &p.view);
    mltest_image_view view = mlt_image_view(&out);
    uint32_t channels = mlt_format_channels(format);
    for (uint32_t k = 0; k < p.view.width * channels; k++)
        ck_assert_double_eq(sample_at(&view, k / channels, 0, k % channels), want[k]);
    mlt_image_free(&out);
    free(p.block);
}

START_TEST(test_conversion)
{
    for (int i = 0; i < N_FORMATS; i++)
        check_conversion(all_formats[i]);
}
END_TEST

/* As they are stored, and back. */
START_TEST(test_reading_and_writing)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 17, 4, all_formats[i], 1, 9, i % 2 == 0);
        uint32_t channels = mlt_format_channels(all_formats[i]);
        size_t bytes = mlt_format_is_16bit(all_formats[i]) ? 2 : 1, n = 17 * channels * bytes;
        mlt_image out;
        uint8_t row[128];
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(mlt_image_resize(&out, 17, 4, all_formats[i], NULL), MLTEST_OK);
        for (uint32_t y = 0; y < 4; y++) {
            memset(row, 0x5A, sizeof row);
            mlt_row_read(row, &p.view, y);
            for (uint32_t k = 0; k < 17 * channels; k++) {
                unsigned want = sample_at(&p.view, k / channels, y, k % channels);
                ck_assert_mem_eq(row + k * bytes,
                                 bytes == 1 ? (void *)&(uint8_t){(uint8_t)want}
                                            : (void *)&(uint16_t){(uint16_t)want},
                                 bytes);
            }
            ck_assert_uint_eq(row[n], 0x5A); /* no more than a row */
            mlt_row_write(&out, y, row, &p.view);
        }
        mltest_image_view view = mlt_image_view(&out);
        ck_assert_uint_eq(mlt_view_hash(&view), mlt_view_hash(&p.view)); /* alpha as well */
        mlt_image_free(&out);
        free(p.block);
    }
}
END_TEST

/* 8 bits: every level in every format. */
START_TEST(test_writing_8_bits)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 256, 2, all_formats[i], 1, 9, i % 2 == 0);
        uint32_t channels = mlt_format_channels(all_formats[i]);
        unsigned unit = mlt_format_is_16bit(all_formats[i]) ? 257 : 1;
        mlt_image out;
        uint8_t row[3 * 256];
        for (uint32_t k = 0; k < 256 * channels; k++)
            row[k] = (uint8_t)(k * 7);
        mlt_image_init(&out, NULL);
        ck_assert_int_eq(mlt_image_copy_view(&out, &p.view, NULL), MLTEST_OK);
        mlt_row_write8(&out, 1, row, &p.view);
        mltest_image_view view = mlt_image_view(&out);
        for (uint32_t k = 0; k < 256 * channels; k++) {
            uint32_t x = k / channels, c = k % channels;
            ck_assert_uint_eq(sample_at(&view, x, 1, c), row[k] * unit);
            ck_assert_uint_eq(sample_at(&view, x, 0, c), sample_at(&p.view, x, 0, c));
            if (mlt_format_has_alpha(all_formats[i]))
                ck_assert_uint_eq(sample_at(&view, x, 1, 3), sample_at(&p.view, x, 1, 3));
        }
        mlt_image_free(&out);
        free(p.block);
    }
}
END_TEST

Suite *mlt_suite_image_rows(void);
Suite *mlt_suite_image_rows(void)
{
    Suite *suite = suite_create("image_rows");
    TCase *tc = tcase_create("rows");
    tcase_add_test(tc, test_load_leaves_alpha_out);
    tcase_add_test(tc, test_storing_what_was_loaded);
    tcase_add_test(tc, test_conversion);
    tcase_add_test(tc, test_reading_and_writing);
    tcase_add_test(tc, test_writing_8_bits);
    suite_add_tcase(suite, tc);
    return suite;
}
