/* SPDX-License-Identifier: MIT */
#include "codec/tree.h"

#include "codec/tree_check.h"

Suite *mlt_suite_codec_tree(void);

static mlt_tree tree;

static void set_up(void)
{
    static const char text[] = "{\"name\": \"x\",\n \"list\": [1, \"two\"], \"flag\": true}";
    tc_set_up();
    ck_assert_int_eq(mlt_tree_parse(&tree, tc_ctx, "a.json", text, sizeof text - 1, NULL),
                     MLTEST_OK);
}

static void tear_down(void)
{
    mlt_tree_free(&tree);
    tc_tear_down();
}

START_TEST(test_members)
{
    ck_assert_uint_eq(tree.root->n, 3);
    ck_assert_str_eq(mlt_node_get(tree.root, "name")->text, "x");
    ck_assert_uint_eq(mlt_node_get(tree.root, "list")->n, 2);
    ck_assert_ptr_null(mlt_node_get(tree.root, "nam"));
    ck_assert_ptr_null(mlt_node_get(mlt_node_get(tree.root, "list"), "x"));
    ck_assert_ptr_null(mlt_node_get(NULL, "x"));
}
END_TEST

static void says(mltest_status got, mltest_status status, mltest_error *error, const char *wanted)
{
    ck_assert_int_eq(got, status);
    ck_assert_str_eq(mltest_error_message(error), wanted);
    ck_assert_str_eq(mltest_error_file(error), "a.json");
    mltest_error_free(error);
}

START_TEST(test_messages_have_a_place)
{
    mltest_error *error = NULL;
    const mlt_node *list = mlt_node_get(tree.root, "list");
    mltest_status got = mlt_node_fail(&tree, list, "a number", &error);
    says(got, MLTEST_ERR_FORMAT, error, "a.json:2: column 10: expected a number, found a list");
    error = NULL;
    got = mlt_node_fail(&tree, list->last, "a number", &error);
    says(got, MLTEST_ERR_FORMAT, error, "a.json:2: column 14: expected a number, found \"two\"");
    error = NULL;
    got = mlt_node_say(&tree, list, MLTEST_ERR_CONFLICT, &error, "%d is %s", 7, "odd");
    says(got, MLTEST_ERR_CONFLICT, error, "a.json:2: column 10: 7 is odd");
    error = NULL;
    got = mlt_node_say_key(&tree, list, MLTEST_ERR_INVALID, &error, "odd");
    says(got, MLTEST_ERR_INVALID, error, "a.json:2: column 2: odd");
}
END_TEST

START_TEST(test_keys_that_are_known)
{
    static const char *const all[] = {"name", "list", "flag", "more"};
    static const char *const some[] = {"names", "list", "flag"};
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_node_check_keys(&tree, tree.root, all, 4, NULL), MLTEST_OK);
    mltest_status got = mlt_node_check_keys(&tree, tree.root, some, 3, &error);
    says(got, MLTEST_ERR_FORMAT, error,
         "a.json:1: column 2: unknown key \"name\"; did you mean \"names\"?");
}
END_TEST

START_TEST(test_files)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.json");
    mltest_error *error = NULL;
    mlt_tree other;
    mlt_test_write_file(path, "[7]", 3);
    ck_assert_int_eq(mlt_tree_read(&other, tc_ctx, path, NULL), MLTEST_OK);
    ck_assert_double_eq(other.root->first->number, 7);
    mlt_tree_free(&other);
    mlt_test_write_file(path, "[7", 2);
    ck_assert_int_eq(mlt_tree_read(&other, tc_ctx, path, NULL), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(mltest_context_set_limit(tc_ctx, "max_file_bytes", 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_tree_read(&other, tc_ctx, path, NULL), MLTEST_ERR_LIMIT);
    ck_assert_int_eq(mlt_tree_read(&other, tc_ctx, mlt_test_path(dir, "b.json"), &error),
                     MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "b.json"));
    mltest_error_free(error);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(test_too_many_keys)
{
    enum { KEYS = 10001, ROOM = KEYS * 12 };
    char *text = malloc(ROOM);
    ck_assert_ptr_nonnull(text);
    size_t n = 0;
    for (int i = 0; i < KEYS; i++)
        n += (size_t)snprintf(text + n, ROOM - n, "%c\"%d\":1", i == 0 ? '{' : ',', i);
    text[n++] = '}';
    tc_refused("a.json", text, n, MLTEST_ERR_LIMIT, "more than 10000 keys in one map");
    free(text);
}
END_TEST

Suite *mlt_suite_codec_tree(void)
{
    TCase *tc = tcase_create("tree");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_members);
    tcase_add_test(tc, test_messages_have_a_place);
    tcase_add_test(tc, test_keys_that_are_known);
    tcase_add_test(tc, test_files);
    tcase_add_test(tc, test_too_many_keys);
    Suite *suite = suite_create("codec_tree");
    suite_add_tcase(suite, tc);
    return suite;
}
