/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/file.h"
#include "testing.h"

Suite *mlt_suite_base_path(void);

static mlt_test_alloc state;
static mltest_context *ctx;
static mltest_error *error;
static const char *dir;

static void set_up(void)
{
    state = (mlt_test_alloc){.fail_at = 0};
    ctx = mlt_test_context(&state);
    dir = mlt_test_make_dir();
    error = NULL;
}

static void tear_down(void)
{
    mlt_error_free(error);
    mlt_test_remove_dir(dir);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}

static const char *message(void)
{
    return mlt_error_text(error, MLT_ERROR_MESSAGE);
}

static void touch(const char *name)
{
    mlt_test_write_file(mlt_test_path(dir, name), "", 0);
}

static void make_folder(const char *name)
{
    ck_assert_int_eq(mkdir(mlt_test_path(dir, name), 0700), 0);
}

static void make_link(const char *to, const char *name)
{
    ck_assert_int_eq(symlink(to, mlt_test_path(dir, name)), 0);
}

/* --- names ------------------------------------------------------------------------------------ */

START_TEST(test_join)
{
    static const char *const cases[][3] = {
        {"a", "b", "a/b"}, {"a/", "b", "a/b"}, {"", "b", "b"},       {"/", "b", "/b"},
        {"a", "", "a/"},   {"", "", ""},       {"a//", "b", "a//b"}, {".", "b/c", "./b/c"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char *joined = mlt_path_join(ctx, cases[i][0], cases[i][1]);
        ck_assert_str_eq(joined, cases[i][2]);
        mlt_free(ctx, joined);
    }
    state.fail_at = state.calls + 1;
    ck_assert_ptr_null(mlt_path_join(ctx, "a", "b"));
}
END_TEST

START_TEST(test_name)
{
    ck_assert_str_eq(mlt_path_name("a/b/c.png"), "c.png");
    ck_assert_str_eq(mlt_path_name("c.png"), "c.png");
    ck_assert_str_eq(mlt_path_name("/"), "");
    ck_assert_str_eq(mlt_path_name("a/"), "");
    ck_assert_str_eq(mlt_path_name(""), "");
}
END_TEST

START_TEST(test_extensions)
{
    ck_assert(mlt_path_has_extension("a.png", ".png"));
    ck_assert(mlt_path_has_extension("d/a.PnG", ".png"));
    ck_assert(mlt_path_has_extension("a.png", ".PNG"));
    ck_assert(mlt_path_has_extension("a.b.png", ".png"));
    ck_assert(!mlt_path_has_extension("a.png", ".jpg"));
    ck_assert(!mlt_path_has_extension("a.pngx", ".png"));
    ck_assert(!mlt_path_has_extension("apng", ".png"));
    ck_assert(!mlt_path_has_extension("png", ".png"));
    ck_assert(!mlt_path_has_extension("", ".png"));
    ck_assert(!mlt_path_has_extension(".png", ".png")); /* a hidden file named "png" */
    ck_assert(!mlt_path_has_extension("d/.png", ".png"));
    ck_assert(!mlt_path_has_extension("a.png/", ".png"));
    ck_assert(!mlt_path_has_extension("a.p\xCEg", ".p\xEEg")); /* only ASCII has cases */
}
END_TEST

START_TEST(test_inside_as_text)
{
    static const char *const inside[] = {"a",   "a/b", ".",     "./a",  "...",
                                         "..a", "a..", "a//b",  "a/.b", "\xC3\xA4.png",
                                         "a b", "~/x", "a/...", "-"};
    static const char *const outside[] = {"",       "/",      "/a",   "..",   "../a",     "a/..",
                                          "a/../b", "a/b/..", "./..", "..//", "a\\b",     "..\\a",
                                          "C:\\x",  "a/\\",   "//a",  "/..",  "a//../..", "\\"};
    for (size_t i = 0; i < sizeof inside / sizeof inside[0]; i++)
        ck_assert_msg(mlt_path_is_inside(inside[i]), "%s", inside[i]);
    for (size_t i = 0; i < sizeof outside / sizeof outside[0]; i++)
        ck_assert_msg(!mlt_path_is_inside(outside[i]), "%s", outside[i]);
}
END_TEST

START_TEST(test_types)
{
    touch("f");
    make_link("f", "to_file");
    make_link(".", "to_dir");
    make_link("none", "broken");
    ck_assert_int_eq(mkfifo(mlt_test_path(dir, "fifo"), 0600), 0);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "f")), MLT_PATH_FILE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "to_file")), MLT_PATH_FILE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "to_dir")), MLT_PATH_DIR);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "broken")), MLT_PATH_NONE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "none")), MLT_PATH_NONE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "f/x")), MLT_PATH_NONE);
    ck_assert_int_eq(mlt_path_type_of(mlt_test_path(dir, "fifo")), MLT_PATH_OTHER);
    ck_assert_int_eq(mlt_path_type_of(dir), MLT_PATH_DIR);
    ck_assert_int_eq(mlt_path_type_of("/dev/null"), MLT_PATH_OTHER);
    ck_assert_int_eq(mlt_path_type_of(""), MLT_PATH_NONE);
}
END_TEST

/* --- escapes ---------------------------------------------------------------------------------- */

static mltest_status below(const char *root, const char *relative)
{
    mlt_error_free(error);
    error = NULL;
    return mlt_path_check_below(ctx, root, relative, &error);
}

/* dir: root/{f,sub/g}, rootless/secret, outside */
static const char *plant(void)
{
    make_folder("root");
    make_folder("root/sub");
    make_folder("rootless");
    touch("root/f");
    touch("root/sub/g");
    touch("rootless/secret");
    touch("outside");
    return mlt_test_path(dir, "root");
}

START_TEST(test_what_stays_below)
{
    const char *root = plant();
    char with_slash[4096], inner[4096];
    snprintf(with_slash, sizeof with_slash, "%s/", root);
    snprintf(inner, sizeof inner, "%s/sub/g", root);
    make_link("sub/g", "root/link");
    make_link("../f", "root/sub/up");
    make_link(inner, "root/absolute");
    make_link(".", "root/self");
    static const char *const names[] = {"f",      "sub/g", "sub",      ".",           "./f",
                                        "sub//g", "link",  "absolute", "self/sub/up", "sub/up"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ck_assert_int_eq(below(root, names[i]), MLTEST_OK);
        ck_assert_int_eq(below(with_slash, names[i]), MLTEST_OK);
        ck_assert_ptr_null(error);
    }
    ck_assert_int_eq(below("/", "dev/null"), MLTEST_OK); /* everything is below this root */
}
END_TEST

START_TEST(test_links_that_lead_out)
{
    const char *root = plant();
    make_link("../outside", "root/relative");
    make_link("/etc/hostname", "root/absolute");
    make_link("..", "root/parent");
    make_link("../../outside", "root/sub/deep");
    make_link("../rootless/secret", "root/same_beginning");
    make_link("relative", "root/chain");
    make_link("/", "root/top");
    static const char *const names[] = {"relative", "parent/outside", "parent",      "sub/deep",
                                        "chain",    "same_beginning", "top/dev/null"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        ck_assert_int_eq(below(root, names[i]), MLTEST_ERR_INVALID);
        ck_assert_ptr_nonnull(strstr(message(), "a link that leads out of "));
        ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_FILE), names[i]));
    }
    ck_assert_int_ne(below(root, "absolute"), MLTEST_OK);
    ck_assert_int_eq(below(root, "parent/root/f"), MLTEST_OK); /* out and back in again */
}
END_TEST

START_TEST(test_texts_that_lead_out)
{
    const char *root = plant();
    ck_assert_int_eq(below(root, "../outside"), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(message(), "../outside: leads out of "));
    ck_assert_int_eq(below(root, "sub/../f"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(below(root, "/etc/passwd"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(below(root, ""), MLTEST_ERR_INVALID);
    ck_assert_int_eq(below(root, "sub\\g"), MLTEST_ERR_INVALID);
}
END_TEST

START_TEST(test_what_is_not_there)
{
    const char *root = plant();
    make_link("nowhere", "root/broken");
    make_link("circle", "root/circle");
    ck_assert_int_eq(below(root, "none"), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "root/none: cannot open: No such file"));
    ck_assert_int_eq(below(root, "broken"), MLTEST_ERR_IO);
    ck_assert_int_eq(below(root, "circle"), MLTEST_ERR_IO);
    ck_assert_int_eq(below(root, "f/g"), MLTEST_ERR_IO);
    ck_assert_int_eq(below(mlt_test_path(dir, "no_root"), "f"), MLTEST_ERR_IO);
}
END_TEST

/* --- folders ---------------------------------------------------------------------------------- */

START_TEST(test_names_are_sorted_by_bytes)
{
    static const char *const sorted[] = {".hidden", "1",   "10", "2",        "B",
                                         "a",       "a b", "b",  "\xC3\xA4", "\xFF"};
    enum { N = sizeof sorted / sizeof sorted[0] };
    mlt_names names;
    for (size_t i = N; i-- > 0;)
        touch(sorted[(i * 7) % N]);
    ck_assert_int_eq(mlt_dir_list(ctx, dir, &names, &error), MLTEST_OK);
    ck_assert_uint_eq(names.n, N);
    for (size_t i = 0; i < N; i++)
        ck_assert_str_eq(names.items[i], sorted[i]);
    mlt_names_free(ctx, &names);
    ck_assert_uint_eq(names.n, 0);
    mlt_names_free(ctx, &names);
}
END_TEST

START_TEST(test_empty_and_single)
{
    mlt_names names;
    ck_assert_int_eq(mlt_dir_list(ctx, dir, &names, NULL), MLTEST_OK);
    ck_assert_uint_eq(names.n, 0);
    mlt_names_free(ctx, &names);
    make_folder("sub");
    ck_assert_int_eq(mlt_dir_list(ctx, dir, &names, NULL), MLTEST_OK);
    ck_assert_uint_eq(names.n, 1);
    ck_assert_str_eq(names.items[0], "sub");
    mlt_names_free(ctx, &names);
}
END_TEST

START_TEST(test_folders_that_cannot_be_listed)
{
    mlt_names names;
    touch("f");
    ck_assert_int_eq(mlt_dir_list(ctx, mlt_test_path(dir, "f"), &names, &error), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(message(), "f: cannot open: Not a directory"));
    ck_assert_ptr_null(names.items);
    ck_assert_int_eq(mlt_dir_list(ctx, mlt_test_path(dir, "none"), &names, NULL), MLTEST_ERR_IO);
}
END_TEST

START_TEST(test_too_many_names)
{
    mlt_names names;
    touch("a");
    touch("b");
    touch("c");
    mlt_context_set_limit(ctx, "max_samples", 3, NULL);
    ck_assert_int_eq(mlt_dir_list(ctx, dir, &names, NULL), MLTEST_OK);
    mlt_names_free(ctx, &names);
    mlt_context_set_limit(ctx, "max_samples", 2, NULL);
    ck_assert_int_eq(mlt_dir_list(ctx, dir, &names, &error), MLTEST_ERR_LIMIT);
    ck_assert_ptr_nonnull(strstr(message(), "max_samples"));
    ck_assert_str_eq(mlt_error_text(error, MLT_ERROR_FILE), dir);
    ck_assert_uint_eq(names.n, 0);
}
END_TEST

START_TEST(test_names_are_copied)
{
    mlt_names names = {.n = 0};
    char name[] = "abc";
    ck_assert_int_eq(mlt_names_add(ctx, &names, name, NULL), MLTEST_OK);
    name[0] = 'x';
    ck_assert_str_eq(names.items[0], "abc");
    state.fail_at = state.calls + 1;
    ck_assert_int_eq(mlt_names_add(ctx, &names, "d", &error), MLTEST_ERR_MEMORY);
    ck_assert_uint_eq(names.n, 1);
    mlt_names_free(ctx, &names);
}
END_TEST

static mltest_status list_body(mltest_context *c, void *data)
{
    mlt_names names;
    mltest_status status = mlt_dir_list(c, data, &names, NULL);
    if (status == MLTEST_OK)
        mlt_names_free(c, &names);
    return status;
}

static mltest_status below_body(mltest_context *c, void *data)
{
    return mlt_path_check_below(c, data, "f0", NULL);
}

START_TEST(test_every_allocation_may_fail)
{
    char name[16], path[4096];
    for (int i = 0; i < 20; i++) {
        snprintf(name, sizeof name, "f%d", i);
        touch(name);
    }
    snprintf(path, sizeof path, "%s", dir);
    mlt_test_every_allocation(list_body, path);
    mlt_test_every_allocation(below_body, path);
}
END_TEST

Suite *mlt_suite_base_path(void)
{
    Suite *suite = suite_create("base_path");
    TCase *tc = tcase_create("path");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_join);
    tcase_add_test(tc, test_name);
    tcase_add_test(tc, test_extensions);
    tcase_add_test(tc, test_inside_as_text);
    tcase_add_test(tc, test_types);
    tcase_add_test(tc, test_what_stays_below);
    tcase_add_test(tc, test_links_that_lead_out);
    tcase_add_test(tc, test_texts_that_lead_out);
    tcase_add_test(tc, test_what_is_not_there);
    tcase_add_test(tc, test_names_are_sorted_by_bytes);
    tcase_add_test(tc, test_empty_and_single);
    tcase_add_test(tc, test_folders_that_cannot_be_listed);
    tcase_add_test(tc, test_too_many_names);
    tcase_add_test(tc, test_names_are_copied);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
