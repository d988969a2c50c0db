/* SPDX-License-Identifier: MIT */
#include "perturb/path_blur.h"

#include "image/pictures.h"
#include "perturb/scratch.h"

/* A dot goes three pixels to the right, from one and a half to its left on. */
START_TEST(test_a_row)
{
    static const mlt_psf_place path[] = {{5, 2}, {8, 2}};
    uint8_t pixels[9] = {0, 0, 0, 0, 240, 0, 0, 0, 0};
    static const uint8_t want[9] = {0, 0, 10, 70, 80, 70, 10, 0, 0};
    const mltest_image_view view = {pixels, 9, 9, 1, MLTEST_FORMAT_GRAY8, 0, {0}};
    mlt_image out;
    mlt_step_io io = {.in = &view, .out = &out, .scratch = mlt_scratch_new(NULL)};
    mlt_image_init(&out, NULL);
    ck_assert_int_eq(mlt_blur_along(&io, path, 2, 3, NULL), MLTEST_OK);
    ck_assert_mem_eq(out.data, want, 9);
    mlt_scratch_free(io.scratch);
    mlt_image_free(&out);
}
END_TEST

Suite *mlt_suite_perturb_path_blur(void);
Suite *mlt_suite_perturb_path_blur(void)
{
    Suite *suite = suite_create("perturb_path_blur");
    TCase *tc = tcase_create("blur");
    tcase_add_test(tc, test_a_row);
    suite_add_tcase(suite, tc);
    return suite;
}
