/* SPDX-License-Identifier: MIT */
#include "suite/suite_check.h"

Suite *mlt_suite_suite_open(void);

/* Names first, then files, then words. */
START_TEST(test_what_a_specification_is)
{
    sc_opened("quick");
    ck_assert_str_eq(sc_suite->name, "quick");
    sc_opened("fog@1, fog@3");
    ck_assert_str_eq(sc_suite->name, "custom");
    ck_assert_str_eq(sc_names(), "fog@1 fog@3");
    sc_opened("clean");
    ck_assert_uint_eq(sc_suite->n, 1);
    sc_opened(sc_file("{\"name\": \"night\", \"conditions\": [\"fog@2\"]}"));
    ck_assert_str_eq(sc_suite->name, "night");
    const char *path = mlt_test_path(sc_dir, "a@b.json");
    mlt_test_write_file(path, "{\"conditions\":[\"fog@4\"]}", 24);
    sc_opened(path);
    ck_assert_str_eq(sc_names(), "fog@4");
}
END_TEST

START_TEST(test_first_mistakes)
{
    sc_refused("quik", MLTEST_ERR_NOT_FOUND, "did you mean 'quick'?");
    sc_refused("nothing like it", MLTEST_ERR_NOT_FOUND, "no suite is named 'nothing like it'");
    sc_refused("fgo@3", MLTEST_ERR_NOT_FOUND, "fog");
    sc_refused("fog@3 fog@3", MLTEST_ERR_CONFLICT, "is in the suite already");
    sc_refused("brightnes@3", MLTEST_ERR_NOT_FOUND, "did you mean 'brightness'?");
    sc_refused("", MLTEST_ERR_NOT_FOUND, "no suite is named ''");
    sc_refused("cleanish", MLTEST_ERR_NOT_FOUND, "'cleanish'");
    sc_refused("fog@3;saturate@1", MLTEST_ERR_INVALID, "column 6");
    sc_refused("fog@3{ , saturate@1", MLTEST_ERR_INVALID, "column 7"); /* never closed */
    sc_refused("fog@3} saturate@1", MLTEST_ERR_INVALID, "'fog@3}'");   /* never opened */
    sc_refused(mlt_test_path(sc_dir, "gone.json"), MLTEST_ERR_IO, "gone.json");
}
END_TEST

START_TEST(test_out_of_memory)
{
    sc_every_allocation("fog@1 fog@3");
    sc_every_allocation("mltest"); /* it has warnings */
    sc_every_allocation(sc_file("{\"name\":\"n\",\"conditions\":[\"fog@3\"]}"));
}
END_TEST

SC_SUITE(mlt_suite_suite_open, "suite_open", test_what_a_specification_is, test_first_mistakes,
         test_out_of_memory)
