/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

START_TEST(test_pixels_and_boxes)
{
    for (int other = 0; other < 2; other++) {
        picture p = plain_picture(texture, 40, 23, MLTEST_FORMAT_RGB16);
        mlt_perturbed made =
            perturb(&p.view, other ? "transpose@1{diagonal=1}" : "transpose@1", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        const mlt_box box = {3, 5, 10, 4};
        mlt_mapped_box to;
        ck_assert_uint_eq(out.width, 23);
        ck_assert_uint_eq(out.height, 40);
        for (uint32_t k = 0; k < 40 * 23 * 3; k++) {
            uint32_t c = k % 3, x = k / 3 % 40, y = k / 120;
            ck_assert_uint_eq(sample_at(&out, other ? 22 - y : y, other ? 39 - x : x, c),
                              sample_at(&p.view, x, y, c));
        }
        ck_assert(mlt_map_is_exact(&made.map));
        ck_assert(mlt_map_box(&made.map, &box, &to));
        ck_assert_double_eq(to.outer.x, other ? 23 - 9 : 5);
        ck_assert_double_eq(to.outer.y, other ? 40 - 13 : 3);
        ck_assert_double_eq(to.outer.width, 4);
        ck_assert_double_eq(to.outer.height, 10);
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* Twice is nothing; both together are half a turn; with a mirror it is a quarter turn. */
START_TEST(test_group)
{
    static const char *const pairs[][2] = {
        {"transpose@1+transpose@1", "clean"},
        {"transpose@1{diagonal=1}+transpose@1{diagonal=1}", "clean"},
        {"transpose@1+transpose@1{diagonal=1}", "rotate90@1{turns=2}"},
        {"transpose@1+vertical_flip@1", "rotate90@1"},
        {"transpose@1+horizontal_flip@1", "rotate90@1{turns=3}"},
        {"horizontal_flip@1+vertical_flip@1", "rotate90@1{turns=2}"},
        {"horizontal_flip@1+horizontal_flip@1", "clean"},
        {"vertical_flip@1+vertical_flip@1", "clean"},
    };
    picture p = plain_picture(texture, 31, 17, MLTEST_FORMAT_RGBA8);
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        mlt_perturbed a = perturb(&p.view, pairs[i][0], "a"),
                      b = perturb(&p.view, pairs[i][1], "a");
        mltest_image_view x = mlt_image_view(&a.image), y = mlt_image_view(&b.image);
        ck_assert_msg(mlt_view_hash(&x) == mlt_view_hash(&y), "%s", pairs[i][0]);
        ck_assert_msg(memcmp(a.map.h, b.map.h, sizeof a.map.h) == 0, "%s", pairs[i][0]);
        ck_assert_int_eq(a.map.type, b.map.type);
        mlt_perturbed_free(&a);
        mlt_perturbed_free(&b);
    }
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_transpose(void);
Suite *mlt_suite_perturb_transpose(void)
{
    Suite *suite = suite_create("perturb_transpose");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_pixels_and_boxes);
    tcase_add_test(tc, test_group);
    suite_add_tcase(suite, tc);
    return suite;
}
