/* SPDX-License-Identifier: MIT */
#include "perturb/weather/frost.h"

#include "perturb/conditions.h"

START_TEST(test_a_row)
{
    const uint8_t in[6] = {40, 100, 20, 200, 10, 255};
    const float frost[6] = {0, 50, 100, 255, 1, 255};
    const mltest_image_view view = {
        .data = in, .stride_bytes = 6, .width = 2, .height = 1, .format = MLTEST_FORMAT_RGB8};
    float row[6];
    mlt_image out;
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_image_resize(&out, 2, 1, MLTEST_FORMAT_RGB8, NULL), MLTEST_OK);
    mlt_frost_row(&out, &view, 0, frost, .5, .75, row);
    const uint8_t *p = out.data;
    for (int i = 0; i < 6; i++) {
        double v = .5 * in[i] + .75 * (double)frost[i];
        ck_assert_int_eq(p[i], (int)(v > 255 ? 255 : v));
    }
    mlt_image_free(&out);
}
END_TEST

/* The ice alone: what is larger than the texture sees it enlarged, smoothly. */
START_TEST(test_a_large_picture)
{
    picture p = plain_picture(scene, 1500, 3, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "frost@3{own=0,ice=1}", "a");
    const uint8_t *row = made.image.data;
    int different = 0;
    for (int x = 1; x + 1 < 1499; x += 2) { /* every second pixel lies between its neighbours */
        int low = row[x - 1] < row[x + 1] ? row[x - 1] : row[x + 1];
        int high = row[x - 1] > row[x + 1] ? row[x - 1] : row[x + 1];
        ck_assert(row[x] >= low && row[x] <= high);
        different += low != high;
    }
    ck_assert_int_gt(different, 100);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Every sample has its own place of the texture. */
START_TEST(test_places)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    mlt_perturbed a = perturb(&p.view, "frost@3", "a");
    mlt_perturbed b = perturb(&p.view, "frost@3", "b");
    mltest_image_view u = mlt_image_view(&a.image), v = mlt_image_view(&b.image);
    ck_assert_uint_ne(mlt_view_hash(&u), mlt_view_hash(&v));
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_frost(void);
Suite *mlt_suite_perturb_frost(void)
{
    Suite *suite = suite_create("perturb_frost");
    TCase *tc = tcase_create("frost");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_a_row);
    tcase_add_test(tc, test_a_large_picture);
    tcase_add_test(tc, test_places);
    suite_add_tcase(suite, tc);
    return suite;
}
