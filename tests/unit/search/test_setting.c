/* SPDX-License-Identifier: MIT */
#include "search/curve.h"

#include "search/fixtures.h"

Suite *mlt_suite_search_setting(void);

static void check(const char *name, bool is_relative, double severity, const char *want)
{
    mlt_text text;
    const mlt_search_kind kind = {.kind = mlt_kind_find(name, 0), .is_relative = is_relative};
    mlt_text_init(&text, NULL);
    mlt_search_put_setting(&text, &kind, severity);
    ck_assert_str_eq(mlt_text_string(&text), want);
    mlt_text_free(&text);
}

START_TEST(test_settings)
{
    check("gaussian_blur", false, 2.5, "sigma 2.5 px");
    check("gaussian_blur", true, 5, "sigma 6 px, at 640 × 480");
    check("gaussian_blur", false, .5, "sigma 1 px, blended in by 0.5");
    check("grayscale", false, .5, "amount 0.2 of the way to grey");
    check("shot_noise", false, 4, "photons 5 at white");
    check("horizontal_flip", false, 1, "on");
    check("rotate90", false, 1, "on"); /* what is set by the user does not follow severity */
}
END_TEST

Suite *mlt_suite_search_setting(void)
{
    TCase *tc = tcase_create("setting");
    tcase_add_test(tc, test_settings);
    Suite *suite = suite_create("search_setting");
    suite_add_tcase(suite, tc);
    return suite;
}
