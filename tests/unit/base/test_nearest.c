/* SPDX-License-Identifier: MIT */
#include "base/options.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_base_nearest(void);

static const char *const names[] = {"threads", "seed", "journal", "max_failures", "batch_size"};
enum { N = sizeof names / sizeof names[0] };

static const char *nearest(const char *name)
{
    return mlt_nearest_name(name, names, N);
}

START_TEST(test_each_kind_of_mistake)
{
    ck_assert_str_eq(nearest("thread"), "threads");   /* too few */
    ck_assert_str_eq(nearest("tthreads"), "threads"); /* too many */
    ck_assert_str_eq(nearest("threats"), "threads");  /* another */
    ck_assert_str_eq(nearest("thraeds"), "threads");  /* two swapped: distance 2 */
    ck_assert_str_eq(nearest("threads"), "threads");  /* none */
    ck_assert_str_eq(nearest("batchsize"), "batch_size");
    ck_assert_str_eq(nearest("maxfailure"), "max_failures");
}
END_TEST

START_TEST(test_what_is_too_far_away)
{
    ck_assert_ptr_null(nearest("colour"));
    ck_assert_ptr_null(nearest("sxxx"));       /* 3 of 4 */
    ck_assert_str_eq(nearest("sexx"), "seed"); /* 2 of 4: the least allowance */
    ck_assert_ptr_null(nearest("Threads of execution"));
    ck_assert_ptr_null(nearest(""));
    ck_assert_ptr_null(mlt_nearest_name("seed", names, 0));
    ck_assert_ptr_null(mlt_nearest_name("seed", NULL, 0));
}
END_TEST

START_TEST(test_a_third_of_a_long_name)
{
    static const char *const long_name[] = {"abcdefghijkl"};
    ck_assert_ptr_nonnull(mlt_nearest_name("abcdefghXXXX", long_name, 1));
    ck_assert_ptr_null(mlt_nearest_name("abcdefgXXXXX", long_name, 1));
}
END_TEST

START_TEST(test_the_nearest_and_among_equals_the_first)
{
    static const char *const others[] = {"cats", "bat", "cat", "car"};
    ck_assert_str_eq(mlt_nearest_name("cat", others, 4), "cat");
    ck_assert_str_eq(mlt_nearest_name("xat", others, 4), "bat");
    ck_assert_str_eq(mlt_nearest_name("caz", others, 4), "cat");
}
END_TEST

START_TEST(test_very_long_names_are_not_compared)
{
    char name[101], other[101];
    memset(name, 'n', sizeof name);
    memset(other, 'n', sizeof other);
    name[63] = other[63] = '\0';
    const char *const list[] = {other};
    ck_assert_ptr_eq(mlt_nearest_name(name, list, 1), other);
    name[63] = 'n';
    name[64] = '\0';
    ck_assert_ptr_null(mlt_nearest_name(name, list, 1));
    name[63] = '\0';
    other[63] = 'n';
    other[100] = '\0';
    ck_assert_ptr_null(mlt_nearest_name(name, list, 1));
    name[63] = 'n';
    name[100] = '\0';
    ck_assert_ptr_null(mlt_nearest_name(name, list, 1));
}
END_TEST

Suite *mlt_suite_base_nearest(void)
{
    Suite *suite = suite_create("base_nearest");
    TCase *tc = tcase_create("nearest");
    tcase_add_test(tc, test_each_kind_of_mistake);
    tcase_add_test(tc, test_what_is_too_far_away);
    tcase_add_test(tc, test_a_third_of_a_long_name);
    tcase_add_test(tc, test_the_nearest_and_among_equals_the_first);
    tcase_add_test(tc, test_very_long_names_are_not_compared);
    suite_add_tcase(suite, tc);
    return suite;
}
