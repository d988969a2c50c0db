/* SPDX-License-Identifier: MIT */
#include "codec/tree_check.h"

Suite *mlt_suite_codec_tree_yaml(void);

static bool absent(void)
{
    mlt_tree tree;
    mltest_error *error = NULL;
    mltest_status status = mlt_tree_parse(&tree, tc_ctx, "a.yaml", "1", 1, &error);
    if (status == MLTEST_OK)
        mlt_tree_free(&tree);
    else
        puts("SKIP: built without libyaml");
    mltest_error_free(error);
    return status == MLTEST_ERR_UNSUPPORTED;
}

START_TEST(test_block_and_flow)
{
    if (absent())
        return;
    ck_assert_str_eq(tc_tree("a.yaml", "# comment\na:\n  - 1\n  - x y\nb: {c: [2, 3]}\n"),
                     "{a:[1@3.5,'x y'@4.5]@3.3,b:{c:[2@5.9,3@5.12]@5.8}@5.4}@2.1");
    ck_assert_str_eq(tc_tree("a.yml", "--- \n- a\n...\n"), "['a'@2.3]@2.1");
}
END_TEST

/* The core schema of 1.2: Norway stays a country. */
START_TEST(test_scalars)
{
    static const char *const rows[][2] = {
        {"no", "'no'"},
        {"on", "'on'"},
        {"yes", "'yes'"},
        {"true", "true"},
        {"False", "false"},
        {"~", "null"},
        {"null", "null"},
        {"1", "1"},
        {"-1.5e3", "-1500"},
        {"'1'", "'1'"},
        {"\"true\"", "'true'"},
        {"1x", "'1x'"},
        {".nan", "'.nan'"},
        {"1:30", "'1:30'"},
        {"nan", "'nan'"},
        {"0.5", "0.5"},
        {"''", "''"},
        {"+5", "5"},
        {".5", "0.5"},
        {"-.5e+1", "-5"},
        {"5.", "5"},
        {"007", "7"},
        {"0", "0"},
        {"+", "'+'"},
        {".", "'.'"},
        {"1e", "'1e'"},
        {"1e999", "'1e999'"},
        {"0x1F", "'0x1F'"},
        {"1.2.3", "'1.2.3'"},
        {"+-1", "'+-1'"},
        {"00.10", "0.1"},
    };
    if (absent())
        return;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char wanted[64];
        snprintf(wanted, sizeof wanted, "%s@1.1", rows[i][1]);
        ck_assert_str_eq(tc_tree("a.yaml", rows[i][0]), wanted);
    }
}
END_TEST

/* Numbers of more digits than anyone needs are those of JSON. */
START_TEST(test_long_numbers)
{
    if (absent())
        return;
    char text[128] = "1.";
    memset(text + 2, '0', 100);
    ck_assert_str_eq(tc_tree("a.yaml", text), "1@1.1");
    text[0] = '+';
    text[1] = '1';
    ck_assert_ptr_nonnull(strchr(tc_tree("a.yaml", text), '\''));
}
END_TEST

/* What a tag of the core schema says must be so; it makes texts of numbers. */
START_TEST(test_core_tags)
{
    if (absent())
        return;
    ck_assert_str_eq(tc_tree("a.yaml", "!!map {a: !!str 5, !!str b: !!seq [!!int 5, !!null ~]}"),
                     "{a:'5'@1.11,b:[5@1.36,null@1.45]@1.29}@1.1");
}
END_TEST

static void refused(const char *text, mltest_status status, const char *words)
{
    tc_refused("a.yaml", text, strlen(text), status, words);
}

START_TEST(test_first_mistakes)
{
    if (absent())
        return;
    refused("", MLTEST_ERR_FORMAT, "a.yaml:1: column 1: the file is empty");
    refused("a:\n\tb: 1\n", MLTEST_ERR_FORMAT, "indents with spaces, here is a tab");
    refused("a: [1\n", MLTEST_ERR_FORMAT, "a.yaml:2");
    refused("a: 1\nb: 2\na: 3\n", MLTEST_ERR_FORMAT,
            "a.yaml:3: column 1: key \"a\" is there twice");
    refused("a: 1\n b: 2\n", MLTEST_ERR_FORMAT, "a.yaml:2");
    refused("[1]: 2\n", MLTEST_ERR_FORMAT, "expected a text as a key");
    refused("a: \xFF\n", MLTEST_ERR_FORMAT, "a.yaml:");
    tc_refused("a.yaml", "a: \"x\\0y\"\n", 10, MLTEST_ERR_FORMAT, "UTF-8 without NUL");
}
END_TEST

/* Ten lines of these can name more values than there are atoms. */
START_TEST(test_bombs)
{
    if (absent())
        return;
    refused("a: &x [1,2]\nb: [*x,*x]\n", MLTEST_ERR_UNSUPPORTED,
            "a.yaml:1: column 4: anchors and aliases are not read");
    refused("b: *x\n", MLTEST_ERR_UNSUPPORTED, "anchors and aliases are not read");
    refused("a: !!python/object:os.system x\n", MLTEST_ERR_UNSUPPORTED, "tags are not read");
    refused("a: !include x\n", MLTEST_ERR_UNSUPPORTED, "tags are not read");
    refused("a: !!binary x\n", MLTEST_ERR_UNSUPPORTED, "tags are not read");
    refused("a: !!int x\n", MLTEST_ERR_UNSUPPORTED, "a.yaml:1: column 4: tags are not read");
    refused("a: !!str [x]\n", MLTEST_ERR_UNSUPPORTED, "tags are not read");
    refused("&x a: 1\n", MLTEST_ERR_UNSUPPORTED, "a.yaml:1: column 1: anchors");
    refused("a: 1\n---\nb: 2\n", MLTEST_ERR_UNSUPPORTED, "a second document");
}
END_TEST

START_TEST(test_limits)
{
    if (absent())
        return;
    size_t n = 100000;
    char *text = malloc(n);
    ck_assert_ptr_nonnull(text);
    memset(text, '[', n);
    tc_refused("a.yaml", text, n, MLTEST_ERR_LIMIT, "max_depth");
    free(text);
    ck_assert_int_eq(mltest_context_set_limit(tc_ctx, "max_string", 4, NULL), MLTEST_OK);
    refused("a: 12345\n", MLTEST_ERR_LIMIT, "max_string");
}
END_TEST

START_TEST(test_out_of_memory)
{
    static const char *const both[] = {"a.yaml", "a: [1, x]\nb: {c: true}\n"};
    if (!absent())
        mlt_test_every_allocation(tc_body, (void *)(uintptr_t)both);
}
END_TEST

Suite *mlt_suite_codec_tree_yaml(void)
{
    TCase *tc = tcase_create("tree_yaml");
    tcase_add_checked_fixture(tc, tc_set_up, tc_tear_down);
    tcase_add_test(tc, test_block_and_flow);
    tcase_add_test(tc, test_scalars);
    tcase_add_test(tc, test_long_numbers);
    tcase_add_test(tc, test_core_tags);
    tcase_add_test(tc, test_first_mistakes);
    tcase_add_test(tc, test_bombs);
    tcase_add_test(tc, test_limits);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("codec_tree_yaml");
    suite_add_tcase(suite, tc);
    return suite;
}
