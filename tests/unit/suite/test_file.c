/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "suite/suite_check.h"

Suite *mlt_suite_suite_file(void);

START_TEST(test_which_specs_are_files)
{
    ck_assert(mlt_suite_is_file("a.json"));
    ck_assert(mlt_suite_is_file("A.YAML"));
    ck_assert(mlt_suite_is_file("dir/a.yml"));
    ck_assert(!mlt_suite_is_file("json"));
    ck_assert(!mlt_suite_is_file("fog@3"));
    ck_assert(!mlt_suite_is_file("a.yaml.gz"));
}
END_TEST

/* Without a name a suite is called as its file. */
START_TEST(test_names)
{
    sc_opened(sc_file("{\"name\":\"night\",\"conditions\":[\"fog@3\"]}"));
    ck_assert_str_eq(sc_suite->name, "night");
    sc_opened(sc_file("{\"conditions\":[\"fog@3\"]}"));
    ck_assert_str_eq(sc_suite->name, "s");
    char name[160];
    memset(name, 'n', sizeof name);
    memcpy(name + 150, ".json", 6);
    const char *path = mlt_test_path(sc_dir, name);
    mlt_test_write_file(path, "{\"conditions\":[\"fog@4\"]}", 24);
    sc_opened(path); /* too long for a name */
    ck_assert_str_eq(sc_suite->name, "custom");
}
END_TEST

/* The two shapes are told apart by the keys of the root. */
START_TEST(test_shapes)
{
    sc_opened(sc_file("{\"conditions\":[\"fog@3\"]}"));
    ck_assert_uint_eq(sc_suite->n, 2);
    sc_opened(
        sc_file("{\"tests\":{\"model_robustness\":{\"tests\":[{\"kind\":\"Brightness\"}]}}}"));
    ck_assert_str_eq(sc_names(), "brightness@3 clean#1 dither@1");
    sc_refused(sc_file("{\"tests\":{},\"conditions\":[]}"), MLTEST_ERR_FORMAT,
               "s.json:1: column 13: unknown key \"conditions\"");
    sc_refused(sc_file("{\"test\":{}}"), MLTEST_ERR_FORMAT, "did you mean \"tests\"?");
    sc_refused(sc_file("[]"), MLTEST_ERR_FORMAT,
               "s.json:1: column 1: expected a map with \"conditions\", found a list");
}
END_TEST

START_TEST(test_yaml_and_json_say_the_same)
{
    if (sc_no_yaml())
        return;
    sc_opened(sc_file("name: night\nconditions:\n  - fog@3\n  - motion_blur@2{angle=30}\n"));
    ck_assert_str_eq(sc_names(), "fog@3 motion_blur@2{angle=30}");
    uint64_t hash = mlt_suite_hash(sc_suite);
    sc_opened(sc_file("{\"conditions\":[\"fog@3\",\"motion_blur@2{angle=30}\"]}"));
    ck_assert_uint_eq(mlt_suite_hash(sc_suite), hash);
}
END_TEST

/* Thresholds, weights and gates are no part of what a run does. */
START_TEST(test_the_hash_is_of_conditions)
{
    sc_opened(sc_file("{\"conditions\":[\"fog@3\"]}"));
    uint64_t hash = mlt_suite_hash(sc_suite);
    ck_assert_uint_eq(sc_suite->n_warnings, 0);
    sc_opened(sc_file("{\"conditions\":[\"fog@3\"],\"thresholds\":{\"target\":0.1},"
                      "\"weights\":{\"fog\":2},\"gates\":[\"risk <= 40\"],\"name\":\"other\"}"));
    ck_assert_uint_eq(mlt_suite_hash(sc_suite), hash);
    ck_assert(sc_warns("s.json: 1 gates are kept; `mltest gate` judges them"));
    ck_assert_uint_eq(sc_suite->n_warnings, 1);
    sc_opened(sc_file("{\"thresholds\":{\"target\":0.1}}"));
    ck_assert(sc_warns("no conditions but the clean pictures"));
}
END_TEST

START_TEST(test_documents_that_are_none)
{
    ck_assert_int_eq(sc_refused(sc_file("{\"conditions\":["), MLTEST_ERR_FORMAT, "s.json:1"), 1);
    sc_refused(mlt_test_path(sc_dir, "gone.yaml"), MLTEST_ERR_IO, "gone.yaml");
    sc_refused(sc_file("{\"conditions\":[\"fog@1\"]} x"), MLTEST_ERR_FORMAT, "nothing more");
    sc_refused(sc_file("{\"conditions\":[\"\xff\"]}"), MLTEST_ERR_FORMAT, "s.json:1");
    sc_refused(sc_file("{\"name\":\"a\\u0000b\"}"), MLTEST_ERR_FORMAT, "a text without NUL");
    static char deep[4096];
    memset(deep, '[', sizeof deep - 1);
    sc_refused(sc_file(deep), MLTEST_ERR_LIMIT, "max_depth");
    if (sc_no_yaml())
        return;
    sc_refused(sc_file("conditions:\n\t- fog@3\n"), MLTEST_ERR_FORMAT,
               "YAML indents with spaces, here is a tab");
    ck_assert_int_eq(sc_refused(sc_file("conditions:\n- fog@3\nconditions: []\n"),
                                MLTEST_ERR_FORMAT,
                                "s.yaml:3: column 1: key \"conditions\" is there twice"),
                     3);
    sc_refused(sc_file("conditions: &all [fog@3]\ngates: *all\n"), MLTEST_ERR_UNSUPPORTED,
               "s.yaml:1: column 13: anchors and aliases are not read");
    sc_refused(sc_file("conditions: [fog@3]\n---\nname: x\n"), MLTEST_ERR_UNSUPPORTED,
               "second document");
}
END_TEST

/* Errors of calls that know no place are told with the node's. */
START_TEST(test_blame)
{
    mlt_tree tree;
    ck_assert_int_eq(mlt_tree_parse(&tree, sc_ctx, "a.json", "{\"k\":\n[7]}", 10, NULL), MLTEST_OK);
    const mlt_suite_file f = {NULL, NULL, &tree};
    mltest_error *why = NULL, *error = NULL;
    mlt_fail(&why, MLTEST_ERR_CONFLICT, "it is odd");
    ck_assert_int_eq(
        mlt_suite_file_blame(&f, tree.root->first->first, MLTEST_ERR_CONFLICT, why, &error),
        MLTEST_ERR_CONFLICT);
    ck_assert_str_eq(mltest_error_message(error), "a.json:2: column 2: it is odd");
    why = NULL;
    mlt_fail(&why, MLTEST_ERR_INVALID, "so is this");
    ck_assert_int_eq(
        mlt_suite_file_blame_key(&f, tree.root->first, MLTEST_ERR_INVALID, why, &error),
        MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_error_message(error), "a.json:1: column 2: so is this");
    mltest_error_free(error);
    ck_assert_int_eq(mlt_suite_file_blame(&f, tree.root, MLTEST_OK, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_suite_file_blame(&f, tree.root, MLTEST_ERR_MEMORY, NULL, NULL),
                     MLTEST_ERR_MEMORY);
    mlt_tree_free(&tree);
}
END_TEST

START_TEST(test_out_of_memory)
{
    sc_every_allocation(sc_file("{\"name\":\"n\",\"conditions\":[[\"fog@1\",\"fog@2\"]],"
                                "\"thresholds\":{\"target\":0.1},\"weights\":{\"weather\":1},"
                                "\"gates\":[\"risk <= 4\"]}"));
    if (!sc_no_yaml())
        sc_every_allocation(sc_file("conditions: [{kind: fog, severities: [1, 2]}]\n"));
}
END_TEST

SC_SUITE(mlt_suite_suite_file, "suite_file", test_which_specs_are_files, test_names, test_shapes,
         test_yaml_and_json_say_the_same, test_the_hash_is_of_conditions,
         test_documents_that_are_none, test_blame, test_out_of_memory)
