/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "perturb/conditions.h"

/* Each coordinate of each corner by half to whole the limit, to all sides, and the same share at
 * every severity. */
START_TEST(test_corners)
{
    static const double limits[] = {.02, .04, .07, .11, .16};
    picture p = plain_picture(scene, 100, 60, MLTEST_FORMAT_GRAY8);
    unsigned outwards = 0;
    for (int i = 0; i < 40; i++) {
        double before[8] = {0};
        for (int s = 1; s <= 5; s++) {
            char text[32], id[8];
            snprintf(text, sizeof text, "perspective@%d", s);
            snprintf(id, sizeof id, "%d", i);
            mlt_perturbed made = perturb(&p.view, text, id);
            for (int k = 0; k < 8; k++) {
                int corner = k / 2;
                double x = corner == 1 || corner == 2 ? 100 : 0, y = corner >= 2 ? 60 : 0, tx, ty;
                ck_assert(mlt_map_point(&made.map, x, y, &tx, &ty));
                double share = (k % 2 ? (ty - y) / 60 : (tx - x) / 100) / limits[s - 1];
                ck_assert(fabs(share) >= 0.5 - 1e-9 && fabs(share) <= 1 + 1e-9);
                ck_assert(s == 1 || fabs(share - before[k]) < 1e-9);
                before[k] = share;
                outwards += s == 1 && share < 0;
            }
            mlt_perturbed_free(&made);
        }
    }
    ck_assert(outwards > 120 && outwards < 200); /* of 320 */
    free(p.block);
}
END_TEST

/* Nothing of the picture lies behind the horizon, up to the largest limit there may be. */
START_TEST(test_no_horizon)
{
    picture p = plain_picture(scene, 100, 60, MLTEST_FORMAT_GRAY8);
    const mlt_box all = {0, 0, 100, 60};
    for (int i = 0; i < 300; i++) {
        char id[8];
        mlt_mapped_box to;
        snprintf(id, sizeof id, "%d", i);
        mlt_perturbed made = perturb(&p.view, "perspective@1{limit=0.24}", id);
        ck_assert(mlt_map_box(&made.map, &all, &to));
        ck_assert(!mlt_map_is_exact(&made.map));
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

START_TEST(test_nothing_moved)
{
    picture p = plain_picture(texture, 21, 13, MLTEST_FORMAT_RGB16);
    mlt_perturbed made = perturb(&p.view, "perspective@3{limit=0}", "a");
    mltest_image_view out = mlt_image_view(&made.image);
    ck_assert_uint_eq(mlt_view_hash(&out), mlt_view_hash(&p.view));
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_perspective(void);
Suite *mlt_suite_perturb_perspective(void)
{
    Suite *suite = suite_create("perturb_perspective");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_corners);
    tcase_add_test(tc, test_no_horizon);
    tcase_add_test(tc, test_nothing_moved);
    suite_add_tcase(suite, tc);
    return suite;
}
