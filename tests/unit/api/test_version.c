/* SPDX-License-Identifier: MIT */
#include "mltest/version.h"

#include <stdio.h>
#include <string.h>

#include "testing.h"

Suite *mlt_suite_api_version(void);

START_TEST(test_the_version)
{
    char text[64];
    snprintf(text, sizeof text, "%d.%d.%d", MLTEST_VERSION_MAJOR, MLTEST_VERSION_MINOR,
             MLTEST_VERSION_PATCH);
    ck_assert_str_eq(mltest_version(), text);
    ck_assert_str_eq(mltest_version(), MLTEST_VERSION_TEXT);
}
END_TEST

START_TEST(test_each_feature_is_there_or_says_why_not)
{
    static const char *const names[] = {"yaml", "xml", "process", "plugin"};
    for (size_t i = 0; i < 4; i++) {
        const char *reason = NULL;
        int32_t here = mltest_feature(names[i], &reason);
        ck_assert(here == 0 || here == 1);
        ck_assert_ptr_nonnull(reason);
        ck_assert_int_eq(here, reason[0] == '\0');
        ck_assert_int_eq(mltest_feature(names[i], NULL), here);
        ck_assert_str_ne(reason, "no feature has that name");
    }
}
END_TEST

START_TEST(test_models_can_be_elsewhere)
{
    ck_assert_int_eq(mltest_feature("process", NULL), 1);
    ck_assert_int_eq(mltest_feature("plugin", NULL), 1);
}
END_TEST

START_TEST(test_xml_and_yaml_follow_the_build)
{
#ifdef MLT_HAVE_YAML
    ck_assert_int_eq(mltest_feature("yaml", NULL), 1);
#else
    ck_assert_int_eq(mltest_feature("yaml", NULL), 0);
#endif
#ifdef MLT_HAVE_EXPAT
    ck_assert_int_eq(mltest_feature("xml", NULL), 1);
#else
    ck_assert_int_eq(mltest_feature("xml", NULL), 0);
#endif
}
END_TEST

START_TEST(test_names_that_are_no_feature)
{
    static const char *const names[] = {"", "YAML", "xml ", "json", NULL};
    for (size_t i = 0; i < 5; i++) {
        const char *reason = NULL;
        ck_assert_int_eq(mltest_feature(names[i], &reason), 0);
        ck_assert_str_eq(reason, "no feature has that name");
        ck_assert_int_eq(mltest_feature(names[i], NULL), 0);
    }
}
END_TEST

START_TEST(test_the_cpu_path)
{
    const char *path = mltest_cpu_path();
    ck_assert(strcmp(path, "baseline") == 0 || strcmp(path, "avx2") == 0 ||
              strcmp(path, "avx512") == 0);
    ck_assert_ptr_eq(mltest_cpu_path(), path);
}
END_TEST

Suite *mlt_suite_api_version(void)
{
    Suite *suite = suite_create("api_version");
    TCase *tc = tcase_create("version");
    tcase_add_test(tc, test_the_version);
    tcase_add_test(tc, test_each_feature_is_there_or_says_why_not);
    tcase_add_test(tc, test_models_can_be_elsewhere);
    tcase_add_test(tc, test_xml_and_yaml_follow_the_build);
    tcase_add_test(tc, test_names_that_are_no_feature);
    tcase_add_test(tc, test_the_cpu_path);
    suite_add_tcase(suite, tc);
    return suite;
}
