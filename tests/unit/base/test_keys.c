/* SPDX-License-Identifier: MIT */
#include "base/keys.h"

#include <stdio.h>

#include "testing.h"

Suite *mlt_suite_base_keys(void);

START_TEST(numbers_are_in_order_of_appearance)
{
    mlt_keys keys;
    size_t number = 99;
    mlt_keys_init(&keys, NULL);
    ck_assert(!mlt_keys_find(&keys, "a", &number));
    ck_assert_uint_eq(number, 99);
    for (int round = 0; round < 2; round++) {
        static const char *const texts[] = {"a", "", "b", "a "};
        for (size_t i = 0; i < 4; i++) {
            ck_assert_int_eq(mlt_keys_add(&keys, texts[i], &number, NULL), MLTEST_OK);
            ck_assert_uint_eq(number, i);
        }
        ck_assert_uint_eq(keys.n, 4);
    }
    ck_assert_str_eq(keys.items[3].text, "a ");
    ck_assert(mlt_keys_find(&keys, "b", &number));
    ck_assert_uint_eq(number, 2);
    ck_assert(!mlt_keys_find(&keys, "c", &number));
    mlt_keys_free(&keys);
    ck_assert(!mlt_keys_find(&keys, "a", &number));
}
END_TEST

START_TEST(many)
{
    mlt_keys keys;
    mlt_keys_init(&keys, NULL);
    for (size_t i = 0; i < 20000; i++) {
        char text[32];
        size_t number = 0;
        snprintf(text, sizeof text, "%zu.jpg", i);
        ck_assert_int_eq(mlt_keys_add(&keys, text, &number, NULL), MLTEST_OK);
        ck_assert_uint_eq(number, i);
    }
    for (size_t i = 0; i < 20000; i++) {
        size_t number = 0;
        ck_assert(mlt_keys_find(&keys, keys.items[i].text, &number));
        ck_assert_uint_eq(number, i);
    }
    ck_assert_uint_ge(keys.n_slots, 2 * keys.n);
    mlt_keys_free(&keys);
}
END_TEST

static mltest_status add_all(mltest_context *ctx, void *data)
{
    mlt_keys keys;
    mltest_status status = MLTEST_OK;
    (void)data;
    mlt_keys_init(&keys, ctx);
    for (int i = 0; i < 100 && status == MLTEST_OK; i++) {
        char text[32];
        size_t number = 0, before = keys.n;
        snprintf(text, sizeof text, "%d", i);
        status = mlt_keys_add(&keys, text, &number, NULL);
        if (status != MLTEST_OK) { /* nothing happened, and it still works */
            ck_assert_uint_eq(keys.n, before);
            ck_assert(!mlt_keys_find(&keys, text, &number));
        }
    }
    mlt_keys_free(&keys);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(add_all, NULL);
}
END_TEST

Suite *mlt_suite_base_keys(void)
{
    Suite *suite = suite_create("base_keys");
    TCase *tests = tcase_create("keys");
    tcase_add_test(tests, numbers_are_in_order_of_appearance);
    tcase_add_test(tests, many);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
