/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

static bool is_inside(const mlt_perturbed *made, uint32_t x, uint32_t y)
{
    for (size_t i = 0; i < made->n_cover; i++) {
        const mlt_box *b = &made->cover[i];
        if (x >= b->x && x < b->x + b->width && y >= b->y && y < b->y + b->height)
            return true;
    }
    return false;
}

/* How many blocks are lost, in pictures whose sides are whole blocks; a block is lost or not. */
static unsigned count_lost(const mlt_perturbed *made)
{
    unsigned n = 0;
    for (uint32_t y = 0; y < made->image.height; y++) {
        for (uint32_t x = 0; x < made->image.width; x++) {
            bool lost = is_inside(made, x, y);
            ck_assert_int_eq(lost, is_inside(made, x / 16 * 16, y / 16 * 16));
            n += lost && x % 16 == 0 && y % 16 == 0;
        }
    }
    return n;
}

START_TEST(test_fraction)
{
    static const unsigned want[] = {2, 3, 9, 18, 36}; /* of 300: 1.5, 3, 9, 18, 36 */
    picture p = plain_picture(scene, 320, 240, MLTEST_FORMAT_GRAY8);
    for (int s = 1; s <= 5; s++) {
        char text[32];
        snprintf(text, sizeof text, "package_loss@%d", s);
        mlt_perturbed made = perturb(&p.view, text, "a");
        ck_assert_uint_eq(count_lost(&made), want[s - 1]);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Cut blocks at the right and the bottom; all or nothing; a picture of one block. */
START_TEST(test_extremes)
{
    picture p = plain_picture(scene, 37, 18, MLTEST_FORMAT_RGB8);
    mlt_perturbed none = perturb(&p.view, "package_loss@1{fraction=0}", "a");
    mlt_perturbed least = perturb(&p.view, "package_loss@1{fraction=1e-9}", "a");
    mlt_perturbed all = perturb(&p.view, "package_loss@1{fraction=1}", "a");
    ck_assert_double_eq(none.change, 0);
    ck_assert_uint_eq(none.n_cover, 0);
    ck_assert_uint_eq(least.n_cover, 1);
    ck_assert_uint_eq(all.n_cover, 1); /* one rectangle, merged, cut to the picture */
    ck_assert_double_eq(mlt_box_area(all.cover), 37 * 18);
    for (size_t i = 0; i < 37 * 18 * 3; i++)
        ck_assert_uint_eq(((const uint8_t *)all.image.data)[i], 0);
    mlt_perturbed_free(&none);
    mlt_perturbed_free(&least);
    mlt_perturbed_free(&all);
    free(p.block);
}
END_TEST

/* What is journalled is what is hidden; the rest and alpha are as they were. */
START_TEST(test_black_and_grey)
{
    for (int i = 0; i < 2 * N_FORMATS; i++) {
        uint32_t format = all_formats[i / 2], colours = mlt_format_channels(format);
        uint32_t channels = colours + (mlt_format_has_alpha(format) ? 1 : 0);
        unsigned grey = mlt_format_is_16bit(format) ? 128 * 257 : 128;
        picture p = make_picture(scene, 75, 49, format, 3, 0xFF, i % 3 == 0);
        mlt_perturbed made =
            perturb(&p.view, i % 2 ? "package_loss@5{concealment=2}" : "package_loss@5", "a");
        mltest_image_view out = mlt_image_view(&made.image);
        ck_assert_uint_gt(made.n_cover, 0);
        for (uint32_t k = 0; k < 75 * 49 * channels; k++) {
            uint32_t x = k / channels % 75, y = k / channels / 75, c = k % channels;
            bool hidden = is_inside(&made, x, y) && c < colours;
            unsigned want = hidden ? (i % 2 ? grey : 0) : sample_at(&p.view, x, y, c);
            ck_assert_uint_eq(sample_at(&out, x, y, c), want);
        }
        mlt_perturbed_free(&made);
        free(p.block);
    }
}
END_TEST

/* A lost block shows its neighbour on the left, which may show its own; in the first column the one
 * above; in the corner nothing but grey. */
START_TEST(test_the_previous_block)
{
    picture p = plain_picture(texture, 160, 96, MLTEST_FORMAT_RGBA8);
    for (int sample = 0; sample < 5; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        mlt_perturbed made = perturb(&p.view, "package_loss@5{concealment=1,fraction=0.5}", id);
        mltest_image_view out = mlt_image_view(&made.image);
        ck_assert_uint_eq(count_lost(&made), 30);
        for (uint32_t k = 0; k < 160 * 96 * 4; k++) {
            uint32_t x = k / 4 % 160, y = k / 640, c = k % 4;
            unsigned want = sample_at(&p.view, x, y, c);
            if (is_inside(&made, x, y) && c < 3)
                want = x >= 16   ? sample_at(&out, x - 16, y, c)
                       : y >= 16 ? sample_at(&out, x, y - 16, c)
                                 : 128;
            ck_assert_uint_eq(sample_at(&out, x, y, c), want);
        }
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

START_TEST(test_slices)
{
    picture p = plain_picture(scene, 100, 320, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "package_loss@5{slice=1}", "a");
    double rows = 0;
    for (size_t i = 0; i < made.n_cover; i++) {
        ck_assert_double_eq(made.cover[i].x, 0);
        ck_assert_double_eq(made.cover[i].width, 100);
        rows += made.cover[i].height;
    }
    ck_assert_double_eq(rows, 32); /* 0.12 of 20 rows: two */
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* What one severity loses, the next one loses too; runs are longer than a block, and anywhere. */
START_TEST(test_losses_are_nested_runs)
{
    picture p = plain_picture(scene, 160, 160, MLTEST_FORMAT_GRAY8);
    unsigned hits[100] = {0}, never = 0, joined = 0, lost = 0;
    for (int sample = 0; sample < 60; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        mlt_perturbed less = perturb(&p.view, "package_loss@3.5", id);
        mlt_perturbed more = perturb(&p.view, "package_loss@5", id);
        for (uint32_t k = 0; k < 100; k++) {
            uint32_t x = k % 10 * 16, y = k / 10 * 16;
            bool now = is_inside(&more, x, y);
            ck_assert(now || !is_inside(&less, x, y));
            hits[k] += now;
            lost += now && x < 144;
            joined += now && x < 144 && is_inside(&more, x + 16, y);
        }
        mlt_perturbed_free(&less);
        mlt_perturbed_free(&more);
    }
    for (int k = 0; k < 100; k++)
        never += hits[k] == 0;
    ck_assert_uint_le(never, 4);
    ck_assert_uint_gt(joined * 2, lost);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_package_loss(void);
Suite *mlt_suite_perturb_package_loss(void)
{
    Suite *suite = suite_create("perturb_package_loss");
    TCase *tc = tcase_create("kind");
    tcase_set_timeout(tc, 30);
    tcase_add_test(tc, test_fraction);
    tcase_add_test(tc, test_extremes);
    tcase_add_test(tc, test_black_and_grey);
    tcase_add_test(tc, test_the_previous_block);
    tcase_add_test(tc, test_slices);
    tcase_add_test(tc, test_losses_are_nested_runs);
    suite_add_tcase(suite, tc);
    return suite;
}
