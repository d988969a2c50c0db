/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

/* Even rows stay; odd ones are moved, all the same way, edge pixels repeated. */
START_TEST(test_fields)
{
    int rightward = 0;
    picture p = plain_picture(texture, 40, 11, MLTEST_FORMAT_RGB8);
    for (int sample = 0; sample < 40; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%d", sample);
        mlt_perturbed made = perturb(&p.view, "interlace@3", id);
        mltest_image_view out = mlt_image_view(&made.image);
        bool right = sample_at(&out, 20, 1, 0) == sample_at(&p.view, 16, 1, 0) &&
                     sample_at(&out, 21, 1, 0) == sample_at(&p.view, 17, 1, 0);
        rightward += right;
        for (uint32_t k = 0; k < 40 * 11; k++) {
            int x = (int)(k % 40), y = (int)(k / 40), from = y % 2 == 0 ? x : right ? x - 4 : x + 4;
            from = from < 0 ? 0 : from > 39 ? 39 : from;
            for (uint32_t c = 0; c < 3; c++)
                ck_assert_uint_eq(sample_at(&out, (uint32_t)x, (uint32_t)y, c),
                                  sample_at(&p.view, (uint32_t)from, (uint32_t)y, c));
        }
        mlt_perturbed_free(&made);
    }
    ck_assert(rightward > 8 && rightward < 32);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_interlace(void);
Suite *mlt_suite_perturb_interlace(void)
{
    Suite *suite = suite_create("perturb_interlace");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_fields);
    suite_add_tcase(suite, tc);
    return suite;
}
