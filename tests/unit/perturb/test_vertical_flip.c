/* SPDX-License-Identifier: MIT */
#include "annotation/visible.h"
#include "perturb/conditions.h"

START_TEST(test_pixels)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 31, 18, all_formats[i], 5, 0xFF, i % 2 == 0);
        mlt_perturbed made = perturb(&p.view, "vertical_flip@1", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        uint32_t format = all_formats[i];
        uint32_t channels = mlt_format_channels(format) + (mlt_format_has_alpha(format) ? 1 : 0);
        ck_assert_uint_eq(out.width, 31);
        ck_assert_uint_eq(out.height, 18);
        for (uint32_t k = 0; k < 31 * 18 * channels; k++) {
            uint32_t x = k / channels % 31, y = k / channels / 31, c = k % channels;
            ck_assert_uint_eq(sample_at(&out, x, y, c), sample_at(&p.view, x, 17 - y, c));
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* Boxes are mirrored exactly: outer and inner are one, down to the last bit. */
START_TEST(test_boxes)
{
    static const mlt_box boxes[] = {{0, 0, 40, 30},
                                    {3, 5, 10, 7},
                                    {0.1, 0.3, 39.7, 29.6},
                                    {39, 29, 1, 1},
                                    {12.25, 0, 0.5, 0.25}};
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "vertical_flip@3", "a");
    ck_assert(mlt_map_is_exact(&made.map));
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
        const mlt_box *b = &boxes[i];
        mlt_mapped_box m;
        double visible;
        ck_assert(mlt_map_box(&made.map, b, &m));
        ck_assert_double_eq(m.outer.x, b->x);
        ck_assert_double_eq(m.outer.y, 30 - (b->y + b->height));
        ck_assert_double_eq(m.outer.width, b->width);
        ck_assert_double_eq(m.outer.height, b->height);
        ck_assert_mem_eq(&m.outer, &m.inner, sizeof m.outer);
        ck_assert(mlt_visible_fraction(&made.map, b, 40, 30, NULL, 0, &visible));
        ck_assert_double_eq_tol(visible, 1, 1e-12);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Twice is not at all, pixels and labels. */
START_TEST(test_twice)
{
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGBA8);
    mlt_perturbed made = perturb(&p.view, "vertical_flip@1+vertical_flip@5", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    ck_assert_uint_eq(mlt_view_hash(&out), mlt_view_hash(&p.view));
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    ck_assert_double_eq(made.change, 0);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* What an earlier step hid moves along. */
START_TEST(test_what_was_hidden_moves_along)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_GRAY8);
    mlt_perturbed before = perturb(&p.view, "cutout@3", "a");
    mlt_perturbed after = perturb(&p.view, "cutout@3+vertical_flip@1", "a");
    mltest_image_view out = mlt_image_view(&after.image);
    ck_assert_uint_gt(after.n_cover, 0);
    ck_assert_uint_eq(before.n_cover, after.n_cover);
    for (size_t i = 0; i < after.n_cover; i++) {
        const mlt_box *b = &after.cover[i];
        for (uint32_t k = 0; k < (uint32_t)mlt_box_area(b); k++) {
            uint32_t width = (uint32_t)b->width;
            ck_assert_uint_eq(
                sample_at(&out, (uint32_t)b->x + k % width, (uint32_t)b->y + k / width, 0), 0);
        }
    }
    mlt_perturbed_free(&before);
    mlt_perturbed_free(&after);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_vertical_flip(void);
Suite *mlt_suite_perturb_vertical_flip(void)
{
    Suite *suite = suite_create("perturb_vertical_flip");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_pixels);
    tcase_add_test(tc, test_boxes);
    tcase_add_test(tc, test_twice);
    tcase_add_test(tc, test_what_was_hidden_moves_along);
    suite_add_tcase(suite, tc);
    return suite;
}
