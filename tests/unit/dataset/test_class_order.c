/* SPDX-License-Identifier: MIT */
#include "dataset/roundtrip.h"

Suite *mlt_suite_dataset_class_order(void);

START_TEST(test_names_and_indices_move_together)
{
    static const char *const names[] = {"pear", "Zebra", "apple"};
    mltest_dataset *dataset = NULL;
    uint32_t state = 5;
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "three", names, 3, NULL), MLTEST_OK);
    rt_add(dataset, &state, 0, true);
    rt_add(dataset, &state, 1, true);
    mlt_truths before = {0};
    ck_assert_int_eq(mlt_truths_copy(dataset->ctx, &before, &dataset->samples[1].truths, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_sort_classes(dataset, NULL), MLTEST_OK);
    ck_assert_str_eq(dataset->classes.names[0], "Zebra");
    ck_assert_str_eq(dataset->classes.names[1], "apple");
    ck_assert_str_eq(dataset->classes.names[2], "pear");
    for (size_t i = 0; i < before.n; i++)
        ck_assert_str_eq(dataset->classes.names[dataset->samples[1].truths.items[i].cls],
                         names[before.items[i].cls]);
    mlt_truths_free(dataset->ctx, &before);
    mlt_dataset_unref(dataset);
}
END_TEST

static mltest_status sort_two(mltest_context *ctx, void *data)
{
    static const char *const names[] = {"b", "a"};
    mltest_dataset *dataset = NULL;
    mltest_error *why = NULL;
    (void)data;
    mltest_status status = mlt_dataset_new_memory(&dataset, ctx, "two", names, 2, &why);
    if (status == MLTEST_OK)
        status = mlt_dataset_sort_classes(dataset, &why);
    if (status == MLTEST_OK)
        ck_assert_str_eq(dataset->classes.names[0], "a");
    mlt_dataset_unref(dataset);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(sort_two, NULL);
}
END_TEST

Suite *mlt_suite_dataset_class_order(void)
{
    TCase *tc = tcase_create("class_order");
    tcase_add_test(tc, test_names_and_indices_move_together);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_class_order");
    suite_add_tcase(suite, tc);
    return suite;
}
