/* SPDX-License-Identifier: MIT */
#include "image/jpeg_steps.h"

#include <stdio.h>

#include <jpeglib.h>

#include "testing.h"

/* The steps of libjpeg itself, table 0 or 1, in its order: rows of vertical frequencies. */
static void expect_table(const mlt_dct_steps *steps, int table, int quality)
{
    struct jpeg_compress_struct cinfo = {0};
    struct jpeg_error_mgr errors;
    cinfo.err = jpeg_std_error(&errors);
    jpeg_create_compress(&cinfo);
    cinfo.in_color_space = JCS_RGB;
    cinfo.input_components = 3;
    jpeg_set_defaults(&cinfo);
    jpeg_set_quality(&cinfo, quality, TRUE);
    for (int k = 0; k < MLT_DCT_PLACES; k++)
        ck_assert_uint_eq(steps->step[k], cinfo.quant_tbl_ptrs[table]->quantval[k % 8 * 8 + k / 8]);
    jpeg_destroy_compress(&cinfo);
}

START_TEST(test_every_quality)
{
    for (int quality = 1; quality <= 100; quality++) {
        mlt_dct_steps luma, chroma;
        mlt_jpeg_steps(&luma, false, quality);
        mlt_jpeg_steps(&chroma, true, quality);
        expect_table(&luma, 0, quality);
        expect_table(&chroma, 1, quality);
    }
}
END_TEST

/* The standard's tables are those of quality 50. */
START_TEST(test_the_standard)
{
    mlt_dct_steps steps;
    mlt_jpeg_steps(&steps, false, 50);
    ck_assert_uint_eq(steps.step[0], 16);
    ck_assert_uint_eq(steps.step[1], 12); /* the first vertical frequency */
    ck_assert_uint_eq(steps.step[8], 11); /* the first horizontal one */
    ck_assert_uint_eq(steps.step[63], 99);
    mlt_jpeg_steps(&steps, true, 100);
    for (int k = 0; k < MLT_DCT_PLACES; k++)
        ck_assert_uint_eq(steps.step[k], 1);
}
END_TEST

Suite *mlt_suite_image_jpeg_steps(void);
Suite *mlt_suite_image_jpeg_steps(void)
{
    Suite *suite = suite_create("image_jpeg_steps");
    TCase *tc = tcase_create("steps");
    tcase_add_test(tc, test_every_quality);
    tcase_add_test(tc, test_the_standard);
    suite_add_tcase(suite, tc);
    return suite;
}
