/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "perturb/conditions.h"

/* One grey has no contrast, saturation or hue: only its brightness changes. */
START_TEST(test_brightness_of_grey)
{
    int brighter = 0;
    for (unsigned sample = 0; sample < 100; sample++) {
        uint8_t out[3];
        pixel_of(out, "color_jitter@5", RGB(128, 128, 128), sample);
        ck_assert(out[0] == out[1] && out[1] == out[2]);
        ck_assert(abs(out[0] - 128) >= 32 && abs(out[0] - 128) <= 64);
        brighter += out[0] > 128;
    }
    ck_assert(brighter > 30 && brighter < 70);
}
END_TEST

/* Two greys: contrast moves them about their mean, brightness moves the mean. */
START_TEST(test_contrast_about_the_mean)
{
    static const uint8_t in[6] = {100, 100, 100, 140, 140, 140};
    const mltest_image_view view = {
        .data = in, .stride_bytes = 6, .width = 2, .height = 1, .format = MLTEST_FORMAT_RGB8};
    int more = 0;
    for (unsigned sample = 0; sample < 100; sample++) {
        char id[8];
        snprintf(id, sizeof id, "%u", sample);
        mlt_perturbed made = perturb(&view, "color_jitter@2", id);
        const uint8_t *out = made.image.data;
        double mean = (out[0] + out[3]) / 2.0, between = out[3] - out[0];
        ck_assert(fabs(mean / 120 - 1) > .09 && fabs(mean / 120 - 1) < .21);
        double contrast = between / 40 / (mean / 120);
        ck_assert_msg(fabs(contrast - 1) > .05 && fabs(contrast - 1) < .25, "%g", contrast);
        more += contrast > 1;
        mlt_perturbed_free(&made);
    }
    ck_assert(more > 30 && more < 70);
}
END_TEST

START_TEST(test_nothing_at_no_amount)
{
    check_pixel("color_jitter@1{amount=0,hue=0}", RGB(200, 100, 50), RGB(200, 100, 50));
}
END_TEST

Suite *mlt_suite_perturb_color_jitter(void);
Suite *mlt_suite_perturb_color_jitter(void)
{
    Suite *suite = suite_create("perturb_color_jitter");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_brightness_of_grey);
    tcase_add_test(tc, test_contrast_about_the_mean);
    tcase_add_test(tc, test_nothing_at_no_amount);
    suite_add_tcase(suite, tc);
    return suite;
}
