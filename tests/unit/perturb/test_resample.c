/* SPDX-License-Identifier: MIT */
#include "perturb/conditions.h"

static void check_row(const char *text, const uint8_t in[8], const uint8_t want[8])
{
    mltest_image_view view = grey_row(in, 8);
    mlt_perturbed made = perturb(&view, text, "a");
    const uint8_t *out = made.image.data;
    for (int x = 0; x < 8; x++)
        ck_assert_msg(out[x] == want[x], "%s: %d: %d, not %d", text, x, out[x], want[x]);
    mlt_perturbed_free(&made);
}

/* Eight pixels to four, or two, and back a quarter and three quarters of the way between them. */
START_TEST(test_methods)
{
    const uint8_t ramp[8] = {0, 10, 20, 30, 40, 50, 60, 70};
    const uint8_t bar[8] = {0, 0, 0, 100, 100, 0, 0, 0}, none[8] = {0};
    check_row("resample@1{method=0,size=4}", ramp, (uint8_t[8]){10, 15, 25, 35, 45, 55, 65, 70});
    check_row("resample@1{method=1,size=4}", ramp, (uint8_t[8]){5, 10, 20, 30, 40, 50, 60, 65});
    check_row("resample@1{method=2,size=4}", ramp, (uint8_t[8]){5, 10, 20, 30, 40, 50, 60, 65});
    check_row("resample@1{method=0,size=2}", bar, none);
    check_row("resample@1{method=1,size=2}", bar, none); /* between pixels 1 and 2, 5 and 6 */
    check_row("resample@1{method=2,size=2}", bar, (uint8_t[8]){25, 25, 25, 25, 25, 25, 25, 25});
}
END_TEST

/* The longer side becomes the size, 416 if nothing else is said. */
START_TEST(test_size)
{
    picture p = plain_picture(texture, 416, 20, MLTEST_FORMAT_RGB8);
    picture q = plain_picture(texture, 20, 640, MLTEST_FORMAT_RGB8);
    for (int method = 0; method < 3; method++) {
        char text[64];
        snprintf(text, sizeof text, "resample@3{method=%d}", method);
        mlt_perturbed same = perturb(&p.view, text, "a"), other = perturb(&q.view, text, "a");
        ck_assert_double_eq(same.change, 0);
        ck_assert(other.change > 5);
        mlt_perturbed_free(&same);
        mlt_perturbed_free(&other);
        snprintf(text, sizeof text, "resample@3{method=%d,size=640}", method);
        same = perturb(&q.view, text, "a");
        ck_assert_double_eq(same.change, 0);
        mlt_perturbed_free(&same);
    }
    free(p.block);
    free(q.block);
}
END_TEST

/* What no smoothing takes away comes back as another wave; the mean of the area is plain. */
START_TEST(test_aliases)
{
    uint8_t in[640];
    for (int x = 0; x < 640; x++)
        in[x] = x % 2 == 0 ? 50 : 150;
    mltest_image_view view = grey_row(in, 640);
    static const double most[3] = {50, 50, 27}, least[3] = {45, 40, 0};
    for (int method = 0; method < 3; method++) {
        char text[64];
        double deviation = 0;
        snprintf(text, sizeof text, "resample@3{method=%d,size=336}", method);
        mlt_perturbed made = perturb(&view, text, "a");
        for (int x = 100; x < 540; x++) {
            double d = ((const uint8_t *)made.image.data)[x] - 100.0;
            deviation = d > deviation ? d : deviation;
        }
        ck_assert_msg(deviation <= most[method] && deviation >= least[method], "%d: %g", method,
                      deviation);
        mlt_perturbed_free(&made);
    }
}
END_TEST

Suite *mlt_suite_perturb_resample(void);
Suite *mlt_suite_perturb_resample(void)
{
    Suite *suite = suite_create("perturb_resample");
    TCase *tc = tcase_create("kind");
    tcase_add_test(tc, test_methods);
    tcase_add_test(tc, test_size);
    tcase_add_test(tc, test_aliases);
    suite_add_tcase(suite, tc);
    return suite;
}
