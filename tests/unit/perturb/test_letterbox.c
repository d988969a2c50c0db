/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* Whole pixels in the middle of a square of a grey level; alpha is opaque there. */
START_TEST(test_padding)
{
    for (int f = 0; f < N_FORMATS; f++) {
        uint32_t format = all_formats[f], unit = mlt_format_is_16bit(format) ? 257 : 1;
        picture p = make_picture(texture, 20, 11, format, 3, 0xFF, f % 2 == 0);
        mlt_perturbed made = perturb(&p.view, "letterbox@1", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        ck_assert_uint_eq(out.width, 20);
        ck_assert_uint_eq(out.height, 20);
        uint32_t channels = mlt_format_channels(format) + (mlt_format_has_alpha(format) ? 1 : 0);
        for (uint32_t k = 0; k < 20 * 20 * channels; k++) {
            uint32_t c = k % channels, x = k / channels % 20, y = k / channels / 20;
            uint32_t pad = c == 3 ? 255 : 114 * unit;
            ck_assert_uint_eq(sample_at(&out, x, y, c),
                              y >= 4 && y < 15 ? sample_at(&p.view, x, y - 4, c) : pad);
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

START_TEST(test_levels)
{
    picture p = plain_picture(scene, 10, 30, MLTEST_FORMAT_RGB8);
    mlt_perturbed black = perturb(&p.view, "letterbox@1{pad=0}", "a");
    mlt_perturbed white = perturb(&p.view, "letterbox@1{pad=255}", "a");
    ck_assert_uint_eq(*(uint8_t *)black.image.data, 0);
    ck_assert_uint_eq(*(uint8_t *)white.image.data, 255);
    ck_assert_uint_eq(((uint8_t *)white.image.data)[30 * 30 * 3 - 1], 255);
    mlt_perturbed_free(&black);
    mlt_perturbed_free(&white);
    free(p.block);
}
END_TEST

/* Scaled to a side of its own, smaller or larger, labels with it. */
START_TEST(test_sides)
{
    static const struct {
        const char *text;
        uint32_t side;
        double scale, x, y;
    } rows[] = {{"letterbox@1", 80, 1, 0, 20},
                {"letterbox@1{side=40}", 40, 0.5, 0, 10},
                {"letterbox@1{side=160}", 160, 2, 0, 40}};
    picture p = plain_picture(scene, 80, 40, MLTEST_FORMAT_RGB8);
    const mlt_box box = {8, 4, 20, 12};
    for (size_t i = 0; i < 3; i++) {
        mlt_perturbed made = perturb(&p.view, rows[i].text, "a");
        mltest_image_view out = mlt_image_view(&made.image);
        mlt_mapped_box to;
        ck_assert_uint_eq(out.width, rows[i].side);
        ck_assert_uint_eq(out.height, rows[i].side);
        ck_assert(mlt_map_is_exact(&made.map));
        ck_assert(mlt_map_box(&made.map, &box, &to));
        ck_assert_double_eq_tol(to.outer.x, 8 * rows[i].scale + rows[i].x, 1e-9);
        ck_assert_double_eq_tol(to.outer.y, 4 * rows[i].scale + rows[i].y, 1e-9);
        ck_assert_double_eq_tol(to.outer.width, 20 * rows[i].scale, 1e-9);
        uint32_t first = (uint32_t)rows[i].y;
        ck_assert_uint_eq(sample_at(&out, 0, first - 1, 0), 114);
        ck_assert_uint_ne(sample_at(&out, 0, first, 0), 114);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

START_TEST(test_a_square_stays)
{
    picture p = plain_picture(texture, 24, 24, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "letterbox@1", "a");
    ck_assert_double_eq(made.change, 0);
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_letterbox(void);
Suite *mlt_suite_perturb_letterbox(void)
{
    Suite *suite = suite_create("perturb_letterbox");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_padding);
    tcase_add_test(tc, test_levels);
    tcase_add_test(tc, test_sides);
    tcase_add_test(tc, test_a_square_stays);
    suite_add_tcase(suite, tc);
    return suite;
}
