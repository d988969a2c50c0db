/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

static const char *file(const char *classes)
{
    static char text[1024];
    snprintf(text, sizeof text, "{\"conditions\":[\"horizontal_flip@1\"],\n\"classes\":%s}",
             classes);
    return sc_file(text);
}

static const char *after(const char *name)
{
    return mlt_suite_class_after(sc_suite, &sc_suite->conditions[1], name);
}

START_TEST(test_maps_and_lists)
{
    sc_opened(file("{\"horizontal_flip\":{\"class_map\":{\"left arrow\":\"right arrow\",\"7\":8},"
                   "\"not_applicable\":[\"text\",9]},\"rotate90\":{\"not_applicable\":[\"up\"]}}"));
    ck_assert_uint_eq(sc_suite->n_rules, 5);
    ck_assert_str_eq(after("left arrow"), "right arrow");
    ck_assert_str_eq(after("7"), "8");
    ck_assert_ptr_null(after("text"));
    ck_assert_ptr_null(after("9"));
    ck_assert_str_eq(after("up"), "up");
    sc_opened(file("{}"));
    ck_assert_uint_eq(sc_suite->n_rules, 0);
}
END_TEST

START_TEST(test_yaml)
{
    if (sc_no_yaml())
        return;
    const char *path = mlt_test_path(sc_dir, "s.yaml");
    static const char text[] = "conditions: [horizontal_flip@1]\n"
                               "classes:\n"
                               "  horizontal_flip:\n"
                               "    class_map: {left: right, right: left}\n"
                               "    not_applicable: [no, text]\n";
    mlt_test_write_file(path, text, sizeof text - 1);
    sc_opened(path);
    ck_assert_str_eq(after("left"), "right");
    ck_assert_ptr_null(after("no")); /* a text, as everywhere in our YAML */
}
END_TEST

START_TEST(test_mistakes)
{
    sc_refused(file("[]"), MLTEST_ERR_FORMAT, "expected a map of kinds, found a list");
    sc_refused(file("{\"horizontal_flop\":{}}"), MLTEST_ERR_FORMAT,
               "s.json:2: column 12: unknown key \"horizontal_flop\"; did you mean "
               "\"horizontal_flip\"?");
    sc_refused(file("{\"horizontal_flip\":{\"class_mop\":{}}}"), MLTEST_ERR_FORMAT, "class_map");
    sc_refused(file("{\"horizontal_flip\":[]}"), MLTEST_ERR_FORMAT, "a map with class_map");
    sc_refused(file("{\"horizontal_flip\":{\"class_map\":[]}}"), MLTEST_ERR_FORMAT,
               "a map of classes");
    sc_refused(file("{\"horizontal_flip\":{\"class_map\":{\"a\":[]}}}"), MLTEST_ERR_FORMAT,
               "the name of a class");
    sc_refused(file("{\"horizontal_flip\":{\"class_map\":{\"a\":null}}}"), MLTEST_ERR_FORMAT,
               "the name of a class");
    sc_refused(file("{\"horizontal_flip\":{\"class_map\":{\"a\":\"\"}}}"), MLTEST_ERR_FORMAT,
               "the name of a class");
    sc_refused(file("{\"horizontal_flip\":{\"not_applicable\":{}}}"), MLTEST_ERR_FORMAT,
               "a list of classes");
    sc_refused(file("{\"horizontal_flip\":{\"not_applicable\":[\"a\",\"a\"]}}"),
               MLTEST_ERR_CONFLICT, "what becomes of the class 'a' is said already");
    sc_refused(file("{\"horizontal_flip\":{\"class_map\":{\"a\":\"b\"},"
                    "\"not_applicable\":[\"a\"]}}"),
               MLTEST_ERR_CONFLICT, "said already");
}
END_TEST

Suite *mlt_suite_suite_file_classes(void);
Suite *mlt_suite_suite_file_classes(void)
{
    Suite *suite = suite_create("suite_file_classes");
    TCase *tc = tcase_create("classes");
    tcase_add_checked_fixture(tc, sc_set_up, sc_tear_down);
    tcase_add_test(tc, test_maps_and_lists);
    tcase_add_test(tc, test_yaml);
    tcase_add_test(tc, test_mistakes);
    suite_add_tcase(suite, tc);
    return suite;
}
