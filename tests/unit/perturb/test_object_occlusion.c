/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/covers.h"

enum { WIDTH = 120, HEIGHT = 90 };

static mlt_truth objects[] = {{.box = {10, 20, 40, 20}}, {.box = {70.4, 5.7, 33.3, 71.2}}};
static const mlt_truths labels = {objects, 2, 2};

static picture canvas(uint32_t format)
{
    return plain_picture(scene, WIDTH, HEIGHT, format);
}

/* To half a pixel of each object's longer or shorter side. */
START_TEST(test_shares)
{
    static const double shares[] = {.1, .2, .35, .5, .65};
    picture p = canvas(MLTEST_FORMAT_RGB8);
    for (int i = 0; i < 50; i++) {
        char text[32], id[8];
        snprintf(text, sizeof text, "object_occlusion@%d", i % 5 + 1);
        snprintf(id, sizeof id, "%d", i / 5);
        mlt_perturbed made = perturb_labelled(&p.view, &labels, text, id);
        ck_assert_uint_eq(made.n_cover, 2);
        for (int k = 0; k < 2; k++) {
            const mlt_box *box = &objects[k].box;
            double covered = mlt_box_covered_area(box, made.cover, 2) / mlt_box_area(box);
            double shorter = fmin(box->width, box->height);
            ck_assert_double_eq_tol(covered, shares[i % 5], .51 / shorter);
        }
        check_rest(&p.view, &made);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Which side of the first object is covered, both of whose corners are. */
static int side_of(const mlt_perturbed *made)
{
    bool upper_left = is_hidden(made, 10, 20), upper_right = is_hidden(made, 49, 20);
    bool lower_left = is_hidden(made, 10, 39);
    return upper_left ? upper_right ? 2 : 0 : lower_left ? 3 : 1;
}

START_TEST(test_sides_and_growth)
{
    int seen[4] = {0};
    picture p = canvas(MLTEST_FORMAT_GRAY8);
    for (int i = 0; i < 60; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        mlt_perturbed made = perturb_labelled(&p.view, &labels, "object_occlusion@2", id);
        seen[side_of(&made)]++;
        mlt_perturbed_free(&made);
    }
    for (int side = 0; side < 4; side++)
        ck_assert_int_ge(seen[side], 5);
    check_growth(&p.view, &labels, "object_occlusion");
    free(p.block);
}
END_TEST

/* Each object has a colour of its own, and a grey picture its luma. */
START_TEST(test_colours)
{
    static const char text[] = "object_occlusion@3{covered=1}";
    picture p = canvas(MLTEST_FORMAT_RGB8), grey = canvas(MLTEST_FORMAT_GRAY16);
    mlt_perturbed made = perturb_labelled(&p.view, &labels, text, "a");
    mlt_perturbed same = perturb_labelled(&grey.view, &labels, text, "a");
    mltest_image_view out = mlt_image_view(&made.image), level = mlt_image_view(&same.image);
    uint8_t first[2][3];
    for (uint32_t y = 20; y < 40; y++) {
        for (uint32_t k = 0; k < 2; k++) {
            const uint8_t *at = mlt_view_row(&out, y) + (size_t)3 * (k == 0 ? 10 + y : 71 + y / 2);
            if (y == 20)
                memcpy(first[k], at, 3);
            ck_assert_mem_eq(at, first[k], 3);
        }
    }
    ck_assert(memcmp(first[0], first[1], 3) != 0);
    double luma = .299 * first[0][0] + .587 * first[0][1] + .114 * first[0][2];
    ck_assert_uint_eq(sample_at(&level, 20, 30, 0), 257 * (unsigned)floor(luma + .5));
    mlt_perturbed_free(&made);
    mlt_perturbed_free(&same);
    free(p.block);
    free(grey.block);
}
END_TEST

/* Objects of a pixel or less are covered by one; none outside, no crowds. */
START_TEST(test_small_and_odd_objects)
{
    picture p = canvas(MLTEST_FORMAT_GRAY8);
    mlt_truth odd[] = {{.box = {30.2, 40.6, .3, .2}},
                       {.box = {500, 2, 10, 10}},
                       {.box = {0, 0, 100, 80}, .flags = MLT_TRUTH_CROWD},
                       {.box = {0, 0, 0, 0}}};
    mlt_truths all = {odd, 4, 4}, none = {odd + 1, 3, 3};
    for (int i = 0; i < 8; i++) {
        char id[8];
        snprintf(id, sizeof id, "%d", i);
        mlt_perturbed made = perturb_labelled(&p.view, &all, "object_occlusion@1", id);
        ck_assert_uint_eq(made.n_cover, 1);
        ck_assert(is_hidden(&made, 30, 40) && mlt_box_area(made.cover) == 1);
        mlt_perturbed_free(&made);
    }
    mlt_perturbed made = perturb_labelled(&p.view, &none, "object_occlusion@1", "a");
    ck_assert_ptr_nonnull(made.skip_reason);
    mlt_perturbed_free(&made);
    made = perturb_labelled(&p.view, &all, "object_occlusion@1{covered=0}", "a");
    ck_assert_uint_eq(made.n_cover, 0);
    ck_assert_double_eq(made.change, 0);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_object_occlusion(void);
Suite *mlt_suite_perturb_object_occlusion(void)
{
    Suite *suite = suite_create("perturb_object_occlusion");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_shares);
    tcase_add_test(tc, test_sides_and_growth);
    tcase_add_test(tc, test_colours);
    tcase_add_test(tc, test_small_and_odd_objects);
    suite_add_tcase(suite, tc);
    return suite;
}
