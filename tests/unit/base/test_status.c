/* SPDX-License-Identifier: MIT */
#include "base/status.h"

#include <string.h>

#include "testing.h"

Suite *mlt_suite_base_status(void);

/* Written out once more by hand: published numbers never change. */
static const struct {
    mltest_status status;
    int32_t number;
    const char *name;
} published[] = {
    {MLTEST_OK, 0, "MLTEST_OK"},
    {MLTEST_ERR_INVALID, -1, "MLTEST_ERR_INVALID"},
    {MLTEST_ERR_MEMORY, -2, "MLTEST_ERR_MEMORY"},
    {MLTEST_ERR_IO, -3, "MLTEST_ERR_IO"},
    {MLTEST_ERR_FORMAT, -4, "MLTEST_ERR_FORMAT"},
    {MLTEST_ERR_LIMIT, -5, "MLTEST_ERR_LIMIT"},
    {MLTEST_ERR_UNSUPPORTED, -6, "MLTEST_ERR_UNSUPPORTED"},
    {MLTEST_ERR_NOT_FOUND, -7, "MLTEST_ERR_NOT_FOUND"},
    {MLTEST_ERR_CALLBACK, -8, "MLTEST_ERR_CALLBACK"},
    {MLTEST_ERR_CANCELLED, -9, "MLTEST_ERR_CANCELLED"},
    {MLTEST_ERR_CONFLICT, -10, "MLTEST_ERR_CONFLICT"},
    {MLTEST_ERR_PREDICTOR, -11, "MLTEST_ERR_PREDICTOR"},
    {MLTEST_ERR_INTERNAL, -12, "MLTEST_ERR_INTERNAL"},
};
enum { N = sizeof published / sizeof published[0] };

START_TEST(test_published_numbers_and_names)
{
    for (size_t i = 0; i < N; i++) {
        ck_assert_int_eq(published[i].status, published[i].number);
        ck_assert_str_eq(mlt_status_name(published[i].status), published[i].name);
    }
}
END_TEST

START_TEST(test_every_status_has_words_of_its_own)
{
    for (size_t i = 0; i < N; i++) {
        const char *words = mlt_status_text(published[i].status);
        ck_assert_uint_ge(strlen(words), 2);
        ck_assert_str_ne(words, "an unknown status");
        for (size_t k = 0; k < i; k++)
            ck_assert_str_ne(words, mlt_status_text(published[k].status));
    }
    ck_assert_str_eq(mlt_status_text(MLTEST_ERR_FORMAT),
                     "the input is not what its format requires");
}
END_TEST

START_TEST(test_unknown_values)
{
    static const mltest_status unknown[] = {1, -13, -14, 1000, INT32_MAX, INT32_MIN};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        ck_assert_str_eq(mlt_status_name(unknown[i]), "MLTEST_ERR_UNKNOWN");
        ck_assert_str_eq(mlt_status_text(unknown[i]), "an unknown status");
    }
}
END_TEST

Suite *mlt_suite_base_status(void)
{
    Suite *suite = suite_create("base_status");
    TCase *tc = tcase_create("status");
    tcase_add_test(tc, test_published_numbers_and_names);
    tcase_add_test(tc, test_every_status_has_words_of_its_own);
    tcase_add_test(tc, test_unknown_values);
    suite_add_tcase(suite, tc);
    return suite;
}
