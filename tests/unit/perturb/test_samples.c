/* SPDX-License-Identifier: MIT */
#include "perturb/samples.h"

#include "perturb/conditions.h"

/* Every sample is the bitwise complement of what it was; alpha stays. */
static void check_format(uint32_t format, bool is_upside_down)
{
    picture p = plain_picture(texture, 13, 5, format);
    const size_t row = 13 * mlt_format_bytes(format), colours = 13 * mlt_format_channels(format);
    const bool is_wide = mlt_format_is_16bit(format), has_alpha = mlt_format_has_alpha(format);
    uint8_t work[2 * 13 * 3];
    mlt_image out;
    if (is_upside_down) {
        p.view.data = (const uint8_t *)p.view.data + 4 * p.view.stride_bytes;
        p.view.stride_bytes = -p.view.stride_bytes;
    }
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 13, 5, format, NULL), MLTEST_OK);
    for (uint32_t y = 0; y < 5; y++) {
        const mlt_samples s = mlt_samples_of_row(&out, &p.view, y, work);
        const uint8_t *from = mlt_view_row(&p.view, y);
        uint8_t *to = (uint8_t *)out.data + (int64_t)y * out.stride_bytes;
        ck_assert_uint_eq(s.n, colours);
        ck_assert(has_alpha || (s.in == from && s.out == to)); /* no copy where none is needed */
        for (size_t i = 0; i < s.n * (is_wide ? 2 : 1); i++)
            s.out[i] = (uint8_t)~s.in[i];
        mlt_samples_finish(&s, &out, &p.view, y);
        for (size_t i = 0; i < row; i++)
            ck_assert_uint_eq(to[i], has_alpha && i % 4 == 3 ? from[i] : (uint8_t)~from[i]);
    }
    mlt_image_free(&out);
    free(p.block);
}

START_TEST(test_rows_of_every_format)
{
    for (int i = 0; i < N_FORMATS; i++) {
        check_format(all_formats[i], false);
        check_format(all_formats[i], true);
    }
}
END_TEST

Suite *mlt_suite_perturb_samples(void);
Suite *mlt_suite_perturb_samples(void)
{
    Suite *suite = suite_create("perturb_samples");
    TCase *tc = tcase_create("samples");
    tcase_add_test(tc, test_rows_of_every_format);
    suite_add_tcase(suite, tc);
    return suite;
}
