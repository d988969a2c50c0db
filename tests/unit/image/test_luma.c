/* SPDX-License-Identifier: MIT */
#include "image/luma.h"

#include "image/pictures.h"

START_TEST(test_planes_of_every_format)
{
    for (int f = 0; f < N_FORMATS; f++) {
        picture p = make_picture(texture, 19, 11, all_formats[f], 3, 7, true);
        uint8_t plane[19 * 11];
        float row[3 * 19];
        mlt_luma_plane(plane, &p.view, row);
        for (uint32_t k = 0; k < 19 * 11; k++) {
            uint32_t x = k % 19, y = k / 19;
            unsigned sum = 1000u * texture(x, y, 0); /* in thousandths */
            if (mlt_format_channels(all_formats[f]) == 3)
                sum = 299u * texture(x, y, 0) + 587u * texture(x, y, 1) + 114u * texture(x, y, 2);
            ck_assert_int_le(abs(1000 * plane[k] - (int)sum), 500);
        }
        free(p.block);
    }
}
END_TEST

START_TEST(test_units)
{
    ck_assert_float_eq(mlt_luma_unit(MLTEST_FORMAT_GRAY8), 1);
    ck_assert_float_eq(mlt_luma_unit(MLTEST_FORMAT_RGB16), 257);
}
END_TEST

Suite *mlt_suite_image_luma(void);
Suite *mlt_suite_image_luma(void)
{
    Suite *suite = suite_create("image_luma");
    TCase *tc = tcase_create("luma");
    tcase_add_test(tc, test_planes_of_every_format);
    tcase_add_test(tc, test_units);
    suite_add_tcase(suite, tc);
    return suite;
}
