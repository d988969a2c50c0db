/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "perturb/conditions.h"

static double area_of(const mlt_perturbed *made)
{
    double area = 0;
    for (size_t i = 0; i < made->n_cover; i++)
        area += mlt_box_area(&made->cover[i]);
    return area / ((double)made->image.width * made->image.height);
}

static bool is_inside(const mlt_perturbed *made, uint32_t x, uint32_t y)
{
    for (size_t i = 0; i < made->n_cover; i++) {
        const mlt_box *b = &made->cover[i];
        if (x >= b->x && x < b->x + b->width && y >= b->y && y < b->y + b->height)
            return true;
    }
    return false;
}

START_TEST(test_area)
{
    static const double area[] = {.03, .06, .12, .2, .3};
    picture p = plain_picture(scene, 640, 480, MLTEST_FORMAT_GRAY8);
    for (int s = 1; s <= 5; s++) {
        char text[32];
        snprintf(text, sizeof text, "cutout@%d", s);
        mlt_perturbed made = perturb(&p.view, text, "a");
        ck_assert_uint_eq(made.n_cover, 4);
        ck_assert_double_eq_tol(area_of(&made), area[s - 1], 0.004);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* What is covered is black, the rest is as it was; alpha stays everywhere. */
START_TEST(test_what_is_journalled_is_what_is_hidden)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = plain_picture(scene, 61, 47, all_formats[i]);
        mlt_perturbed made = perturb(&p.view, "cutout@4", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        uint32_t colours = mlt_format_channels(all_formats[i]);
        uint32_t channels = colours + (mlt_format_has_alpha(all_formats[i]) ? 1 : 0);
        for (uint32_t k = 0; k < 61 * 47 * channels; k++) {
            uint32_t x = k / channels % 61, y = k / channels / 61, c = k % channels;
            bool hidden = is_inside(&made, x, y) && c < colours;
            ck_assert_uint_eq(sample_at(&out, x, y, c), hidden ? 0 : sample_at(&p.view, x, y, c));
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* What one severity hides, the next one hides too. */
START_TEST(test_severities_are_nested)
{
    static const char *const names[] = {"cutout@0.3", "cutout@1",   "cutout@2",
                                        "cutout@3.3", "cutout@4.1", "cutout@5"};
    picture p = plain_picture(scene, 97, 75, MLTEST_FORMAT_GRAY8);
    for (int sample = 0; sample < 10; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        for (int s = 1; s < 6; s++) {
            mlt_perturbed a = perturb(&p.view, names[s - 1], id);
            mlt_perturbed b = perturb(&p.view, names[s], id);
            for (uint32_t k = 0; k < 97 * 75; k++)
                ck_assert(!is_inside(&a, k % 97, k / 97) || is_inside(&b, k % 97, k / 97));
            mlt_perturbed_free(&a);
            mlt_perturbed_free(&b);
        }
    }
    free(p.block);
}
END_TEST

/* Every place is hidden for some sample. */
START_TEST(test_places_are_random)
{
    picture p = plain_picture(scene, 30, 30, MLTEST_FORMAT_GRAY8);
    unsigned hidden[900] = {0}, never = 0;
    for (int sample = 0; sample < 200; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        mlt_perturbed made = perturb(&p.view, "cutout@5", id);
        for (uint32_t k = 0; k < 900; k++)
            hidden[k] += is_inside(&made, k % 30, k / 30);
        mlt_perturbed_free(&made);
    }
    for (int k = 0; k < 900; k++)
        never += hidden[k] == 0;
    ck_assert_uint_le(never, 4); /* a corner may be lucky */
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_cutout(void);
Suite *mlt_suite_perturb_cutout(void)
{
    Suite *suite = suite_create("perturb_cutout");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_area);
    tcase_add_test(tc, test_what_is_journalled_is_what_is_hidden);
    tcase_add_test(tc, test_severities_are_nested);
    tcase_add_test(tc, test_places_are_random);
    suite_add_tcase(suite, tc);
    return suite;
}
