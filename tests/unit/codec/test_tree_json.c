/* SPDX-License-Identifier: MIT */
#include "codec/tree_check.h"

Suite *mlt_suite_codec_tree_json(void);

START_TEST(test_values_and_places)
{
    ck_assert_str_eq(
        tc_tree("a.json", "{\"a\": [1, -2.5e1,\n \"x\\n\", true], \"b\": {}, \"c\": null}"),
        "{a:[1@1.8,-25@1.11,'x\n'@2.2,true@2.9]@1.7,b:{}@2.21,c:null@2.30}@1.1");
    ck_assert_str_eq(tc_tree("a.json", "[]"), "[]@1.1");
    ck_assert_str_eq(tc_tree("A.JSON", " 7"), "7@1.2");
}
END_TEST

START_TEST(test_what_is_not_json)
{
    tc_refused("a.json", "{\"a\":1,}", 8, MLTEST_ERR_FORMAT, "a.json:1");
    tc_refused("a.json", "", 0, MLTEST_ERR_FORMAT, "a.json:1");
    tc_refused("a.json", "{\"a\":1,\n\"a\":2}", 14, MLTEST_ERR_FORMAT,
               "a.json:2: column 1: key \"a\" is there twice");
    tc_refused("a.json", "\"a\\u0000b\"", 10, MLTEST_ERR_FORMAT, "a text without NUL");
    tc_refused("a.json", "{\"a\\u0000\":1}", 12, MLTEST_ERR_FORMAT, "a key without NUL");
    tc_refused("a.json", "[1e999]", 7, MLTEST_ERR_FORMAT, "a.json:1");
}
END_TEST

START_TEST(test_deep)
{
    size_t n = 1000000;
    char *text = malloc(n);
    ck_assert_ptr_nonnull(text);
    memset(text, '[', n);
    tc_refused("a.json", text, n, MLTEST_ERR_LIMIT, "max_depth");
    free(text);
}
END_TEST

START_TEST(test_out_of_memory)
{
    static const char *const both[] = {"a.json", "{\"a\":[1,\"x\"],\"b\":{\"c\":true}}"};
    mlt_test_every_allocation(tc_body, (void *)(uintptr_t)both);
}
END_TEST

Suite *mlt_suite_codec_tree_json(void)
{
    TCase *tc = tcase_create("tree_json");
    tcase_add_checked_fixture(tc, tc_set_up, tc_tear_down);
    tcase_add_test(tc, test_values_and_places);
    tcase_add_test(tc, test_what_is_not_json);
    tcase_add_test(tc, test_deep);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_tree_json");
    suite_add_tcase(suite, tc);
    return suite;
}
