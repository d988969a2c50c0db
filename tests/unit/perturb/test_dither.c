/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

static void check_format(uint32_t format)
{
    picture p = plain_picture(texture, 80, 60, format);
    mlt_perturbed made = perturb(&p.view, "dither@3", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    unsigned up = 0, down = 0, max = mlt_format_is_16bit(format) ? 65535 : 255;
    unsigned level = mlt_format_is_16bit(format) ? 257 : 1;
    uint32_t channels = mlt_format_channels(format);
    for (uint32_t k = 0; k < 80 * 60 * channels; k++) {
        uint32_t x = k / channels % 80, y = k / channels / 80, c = k % channels;
        unsigned a = sample_at(&p.view, x, y, c), b = sample_at(&out, x, y, c);
        up += b == a + level;
        down += a == b + level;
        ck_assert(b == a + level || a == b + level || (a == b && (a == 0 || a == max)));
    }
    unsigned n = 80 * 60 * channels;
    ck_assert_uint_gt(up, n * 45 / 100);
    ck_assert_uint_gt(down, n * 45 / 100);
    mlt_perturbed_free(&made);
    free(p.block);
}

START_TEST(test_one_level_up_or_down)
{
    for (int i = 0; i < N_FORMATS; i++)
        check_format(all_formats[i]);
}
END_TEST

START_TEST(test_one_strength_and_no_weight)
{
    const mlt_kind *kind = mlt_kind_find("dither", 1);
    ck_assert_uint_ne(kind->flags & MLT_KIND_SINGLE, 0);
    ck_assert_uint_ne(kind->flags & MLT_KIND_INFORMATIONAL, 0);
    picture p = plain_picture(texture, 30, 30, MLTEST_FORMAT_RGB8);
    mlt_perturbed a = perturb(&p.view, "dither@0.1", "a"), b = perturb(&p.view, "dither@5", "a");
    mltest_image_view x = mlt_image_view(&a.image), y = mlt_image_view(&b.image);
    ck_assert_uint_eq(mlt_view_hash(&x), mlt_view_hash(&y));
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_dither(void);
Suite *mlt_suite_perturb_dither(void)
{
    Suite *suite = suite_create("perturb_dither");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_one_level_up_or_down);
    tcase_add_test(tc, test_one_strength_and_no_weight);
    suite_add_tcase(suite, tc);
    return suite;
}
