/* SPDX-License-Identifier: MIT */
#include "perturb/coarsen.h"

#include "image/pictures.h"
#include "perturb/scratch.h"

/* The same picture as through a size that is whole. */
static void check(double width, double height, uint32_t whole_width, uint32_t whole_height)
{
    picture p = plain_picture(texture, 13, 9, MLTEST_FORMAT_RGBA8);
    const mlt_coarse coarse = {&p.view, whole_width, whole_height, MLT_COARSE_AREA};
    mlt_image out, want;
    mlt_scratch *scratch = mlt_scratch_new(NULL);
    void *work = malloc(mlt_coarse_bytes(&coarse));
    ck_assert(scratch != NULL && work != NULL);
    mlt_image_init(&out, NULL);
    mlt_image_init(&want, NULL);
    mlt_step_io io = {.in = &p.view, .out = &out, .scratch = scratch};
    ck_assert_int_eq(mlt_coarsen(&io, width, height, MLT_COARSE_AREA, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_image_copy_view(&want, &p.view, NULL), MLTEST_OK);
    mlt_coarse_run(&coarse, &want, work);
    mltest_image_view a = mlt_image_view(&out), b = mlt_image_view(&want);
    ck_assert_uint_eq(mlt_view_hash(&a), mlt_view_hash(&b));
    mlt_image_free(&out);
    mlt_image_free(&want);
    mlt_scratch_free(scratch);
    free(work);
    free(p.block);
}

START_TEST(test_sizes_are_rounded)
{
    check(6, 4, 6, 4);
    check(6.49, 3.5, 6, 4);
    check(.01, 0, 1, 1);
    check(20.5, 1.4, 21, 1);
}
END_TEST

Suite *mlt_suite_perturb_coarsen(void);
Suite *mlt_suite_perturb_coarsen(void)
{
    Suite *suite = suite_create("perturb_coarsen");
    TCase *tc = tcase_create("coarsen");
    tcase_add_test(tc, test_sizes_are_rounded);
    suite_add_tcase(suite, tc);
    return suite;
}
