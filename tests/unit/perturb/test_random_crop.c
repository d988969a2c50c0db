/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "annotation/visible.h"
#include "perturb/conditions.h"

/* Where the window lies in the clean picture. */
static mlt_box window_of(const mlt_perturbed *made)
{
    mlt_map inverse;
    mlt_mapped_box m;
    const mlt_box canvas = {0, 0, made->image.width, made->image.height};
    ck_assert(mlt_map_invert(&inverse, &made->map));
    ck_assert(mlt_map_box(&inverse, &canvas, &m));
    return m.outer;
}

START_TEST(test_pixels)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(texture, 61, 47, all_formats[i], 5, 0xFF, i % 2 == 0);
        mlt_perturbed made = perturb(&p.view, "random_crop@4", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        mlt_box w = window_of(&made);
        ck_assert_uint_eq(out.width, 43); /* 42.7, 32.9 */
        ck_assert_uint_eq(out.height, 33);
        ck_assert(w.x == floor(w.x) && w.y == floor(w.y));
        for (uint32_t k = 0; k < out.width * out.height; k++) {
            uint32_t x = k % out.width, y = k / out.width;
            ck_assert_mem_eq(mlt_view_row(&out, y) + x * mlt_format_bytes(out.format),
                             mlt_view_row(&p.view, y + (uint32_t)w.y) +
                                 (x + (size_t)w.x) * mlt_format_bytes(out.format),
                             mlt_format_bytes(out.format));
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

START_TEST(test_sizes)
{
    static const struct {
        const char *text;
        uint32_t width, height;
    } rows[] = {
        {"random_crop@1", 190, 95},
        {"random_crop@2", 180, 90},
        {"random_crop@3", 160, 80},
        {"random_crop@4", 140, 70},
        {"random_crop@5", 110, 55},
        {"random_crop@0.5", 195, 98},
        {"random_crop@1.5", 185, 93},
        {"random_crop@1{keep=0.01}", 2, 1},
        {"random_crop@5{resize=1}", 200, 100},
    };
    picture p = plain_picture(scene, 200, 100, MLTEST_FORMAT_RGB8);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mlt_perturbed made = perturb(&p.view, rows[i].text, "a");
        ck_assert_uint_eq(made.image.width, rows[i].width);
        ck_assert_uint_eq(made.image.height, rows[i].height);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Labels: exact where the window has them, as much less visible as it cuts off. */
START_TEST(test_labels)
{
    picture p = plain_picture(scene, 200, 100, MLTEST_FORMAT_GRAY8);
    for (int resize = 0; resize < 2; resize++) {
        mlt_perturbed made =
            perturb(&p.view, resize ? "random_crop@5{resize=1}" : "random_crop@5", "a");
        mlt_box w = window_of(&made);
        double scale = made.image.width / w.width, visible;
        const mlt_box inside = {w.x + 3, w.y + 5, 20, 10}, cut = {w.x - 6, w.y + 5, 8, 10},
                      gone = {w.x + w.width + 1, w.y, 5, 5};
        mlt_mapped_box m;
        ck_assert(mlt_map_is_exact(&made.map));
        ck_assert(mlt_map_box(&made.map, &inside, &m));
        ck_assert_mem_eq(&m.outer, &m.inner, sizeof m.outer);
        ck_assert_double_eq_tol(m.outer.x, 3 * scale, 1e-9);
        ck_assert_double_eq_tol(m.outer.height, 10 * scale, 1e-9);
        ck_assert(mlt_map_box(&made.map, &cut, &m));
        mlt_box clipped = mlt_box_clip(&m.outer, made.image.width, made.image.height);
        ck_assert_double_eq_tol(clipped.x, 0, 1e-9);
        ck_assert_double_eq_tol(clipped.width, 2 * scale, 1e-9);
        ck_assert(mlt_visible_fraction(&made.map, &inside, made.image.width, made.image.height,
                                       NULL, 0, &visible));
        ck_assert_double_eq_tol(visible, 1, 1e-9);
        ck_assert(mlt_visible_fraction(&made.map, &cut, made.image.width, made.image.height, NULL,
                                       0, &visible));
        ck_assert_double_eq_tol(visible, 0.25, 1e-9);
        ck_assert(mlt_visible_fraction(&made.map, &gone, made.image.width, made.image.height, NULL,
                                       0, &visible));
        ck_assert_double_eq(visible, 0);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* A window lies in the one of the severity before, and every side is cut for some sample. */
START_TEST(test_windows_are_nested_and_anywhere)
{
    picture p = plain_picture(scene, 100, 80, MLTEST_FORMAT_GRAY8);
    bool low[2] = {false, false}, high[2] = {false, false};
    for (int sample = 0; sample < 60; sample++) {
        mlt_box before = {0, 0, 100, 80};
        for (int s = 1; s <= 5; s++) {
            char text[32], id[8];
            snprintf(text, sizeof text, "random_crop@%d", s);
            snprintf(id, sizeof id, "%d", sample);
            mlt_perturbed made = perturb(&p.view, text, id);
            mlt_box w = window_of(&made);
            ck_assert(w.x >= before.x && w.x + w.width <= before.x + before.width);
            ck_assert(w.y >= before.y && w.y + w.height <= before.y + before.height);
            before = w;
            mlt_perturbed_free(&made);
        }
        low[0] |= before.x < 3;
        low[1] |= before.y < 3;
        high[0] |= before.x > 42;
        high[1] |= before.y > 33;
    }
    ck_assert(low[0] && low[1] && high[0] && high[1]);
    free(p.block);
}
END_TEST

/* Enlarged, pixels are where the map says. */
START_TEST(test_enlarged)
{
    picture p = plain_picture(scene, 120, 90, MLTEST_FORMAT_GRAY16);
    for (uint32_t k = 0; k < 120 * 90; k++) {
        uint16_t v = (uint16_t)(k % 120 * 300 + k / 120 * 200); /* a ramp */
        memcpy(p.block + (size_t)2 * k, &v, 2);
    }
    mlt_perturbed made = perturb(&p.view, "random_crop@5{resize=1}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    mlt_map inverse;
    ck_assert(mlt_map_invert(&inverse, &made.map));
    for (uint32_t k = 0; k < 120 * 90; k++) {
        double x, y;
        ck_assert(mlt_map_point(&inverse, k % 120 + 0.5, k / 120 + 0.5, &x, &y));
        if (x > 0.5 && y > 0.5 && x < 119.5 && y < 89.5)
            ck_assert_double_eq_tol(sample_at(&out, k % 120, k / 120, 0),
                                    (x - 0.5) * 300 + (y - 0.5) * 200, 3);
    }
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_nothing_cut_off)
{
    picture p = plain_picture(texture, 21, 13, MLTEST_FORMAT_RGB16);
    mlt_perturbed made = perturb(&p.view, "random_crop@3{keep=1}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    ck_assert_uint_eq(mlt_view_hash(&out), mlt_view_hash(&p.view));
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_random_crop(void);
Suite *mlt_suite_perturb_random_crop(void)
{
    Suite *suite = suite_create("perturb_random_crop");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_pixels);
    tcase_add_test(tc, test_sizes);
    tcase_add_test(tc, test_labels);
    tcase_add_test(tc, test_windows_are_nested_and_anywhere);
    tcase_add_test(tc, test_enlarged);
    tcase_add_test(tc, test_nothing_cut_off);
    suite_add_tcase(suite, tc);
    return suite;
}
