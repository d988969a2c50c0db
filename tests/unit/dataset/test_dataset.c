/* SPDX-License-Identifier: MIT */
#include "dataset/dataset.h"

#include "dataset/fixtures.h"

Suite *mlt_suite_dataset_dataset(void);

static int destroyed;

static void destroy(void *state)
{
    ck_assert_ptr_eq(state, &destroyed);
    destroyed++;
}

static const mlt_source source = {.format = "test", .destroy = destroy};

START_TEST(test_make)
{
    mltest_dataset *dataset = NULL;
    ck_assert_int_eq(mlt_dataset_make(&dataset, NULL, "cells", "data/cells", &source, NULL),
                     MLTEST_OK);
    ck_assert_str_eq(dataset->name, "cells");
    ck_assert_str_eq(dataset->root, "data/cells");
    ck_assert_ptr_eq(dataset->source, &source);
    ck_assert_uint_eq(dataset->n, 0);
    ck_assert_uint_eq(dataset->classes.n, 0);
    ck_assert_uint_eq(dataset->fingerprint, 0);
    mlt_dataset_unref(dataset);
    mlt_dataset_unref(NULL);
}
END_TEST

START_TEST(test_the_source_is_destroyed_with_the_last_reference)
{
    destroyed = 0;
    mltest_dataset *dataset = NULL;
    ck_assert_int_eq(mlt_dataset_make(&dataset, NULL, "a", "", &source, NULL), MLTEST_OK);
    dataset->state = &destroyed;
    ck_assert_ptr_eq(mlt_dataset_ref(dataset), dataset);
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(destroyed, 0);
    mlt_dataset_unref(dataset);
    ck_assert_int_eq(destroyed, 1);
    ck_assert_int_eq(mlt_dataset_make(&dataset, NULL, "a", "", &source, NULL), MLTEST_OK);
    mlt_dataset_unref(dataset); /* no state, nothing to destroy */
    ck_assert_int_eq(destroyed, 1);
}
END_TEST

START_TEST(test_a_context_lives_as_long_as_its_data_set)
{
    mlt_test_alloc heap = {0, 0, 0};
    mltest_context *ctx = mlt_test_context(&heap);
    mltest_dataset *dataset = NULL;
    ck_assert_int_eq(mlt_dataset_make(&dataset, ctx, "a", "", &source, NULL), MLTEST_OK);
    mltest_context_free(ctx);
    mltest_sample *sample;
    ck_assert_int_eq(mlt_dataset_append(dataset, &sample, NULL), MLTEST_OK);
    ck_assert_uint_gt(heap.live, 0);
    mlt_dataset_unref(dataset);
    ck_assert_uint_eq(heap.live, 0);
}
END_TEST

START_TEST(test_append_and_drop)
{
    mltest_dataset *dataset = NULL;
    char id[16];
    ck_assert_int_eq(mlt_dataset_make(&dataset, NULL, "a", "", &source, NULL), MLTEST_OK);
    for (int i = 0; i < 100; i++) {
        mltest_sample *sample;
        ck_assert_int_eq(mlt_dataset_append(dataset, &sample, NULL), MLTEST_OK);
        snprintf(id, sizeof id, "s%d", i);
        ck_assert_int_eq(mlt_sample_set_id(sample, id, NULL), MLTEST_OK);
    }
    mlt_dataset_drop_last(dataset);
    ck_assert_uint_eq(dataset->n, 99);
    ck_assert_str_eq(dataset->samples[0].id, "s0");
    ck_assert_str_eq(dataset->samples[98].id, "s98");
    mlt_dataset_unref(dataset);
}
END_TEST

START_TEST(test_splits)
{
    mltest_dataset *dataset;
    ck_assert_int_eq(mltest_dataset_new_memory(&dataset, NULL, "d", NULL, 0, NULL), MLTEST_OK);
    ck_assert_uint_eq(mltest_dataset_split_count(dataset), 0);
    ck_assert_int_eq(mlt_dataset_add_split(dataset, "train.txt", 5, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add_split(dataset, "val", 3, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add_split(dataset, "train", 5, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_add_split(dataset, "", 0, NULL), MLTEST_OK);
    ck_assert_uint_eq(mltest_dataset_split_count(dataset), 2);
    ck_assert_str_eq(mltest_dataset_split_name(dataset, 0), "train");
    ck_assert_str_eq(mltest_dataset_split_name(dataset, 1), "val");
    ck_assert_ptr_null(mltest_dataset_split_name(dataset, 2));
    ck_assert_uint_eq(mltest_dataset_split_count(NULL), 0);
    ck_assert_ptr_null(mltest_dataset_split_name(NULL, 0));
    mltest_dataset_free(dataset);
}
END_TEST

START_TEST(test_too_many_samples)
{
    mltest_context *ctx = NULL;
    mltest_dataset *dataset = NULL;
    mltest_sample *sample;
    mltest_error *error = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_samples", 2, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_make(&dataset, ctx, "cells", "", &source, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_append(dataset, &sample, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_dataset_append(dataset, &sample, NULL), MLTEST_OK);
    fix_failed(mlt_dataset_append(dataset, &sample, &error), MLTEST_ERR_LIMIT, &error,
               "cells: more than 2 samples (limit max_samples)");
    ck_assert_uint_eq(dataset->n, 2);
    mlt_dataset_unref(dataset);
    mltest_context_free(ctx);
}
END_TEST

static mltest_status make_and_append(mltest_context *ctx, void *data)
{
    (void)data;
    mltest_dataset *dataset = NULL;
    mltest_status status = mlt_dataset_make(&dataset, ctx, "a", "b", &source, NULL);
    if (status != MLTEST_OK) {
        ck_assert_ptr_null(dataset);
        return status;
    }
    mltest_sample *sample;
    for (int i = 0; i < 20 && status == MLTEST_OK; i++)
        status = mlt_dataset_append(dataset, &sample, NULL);
    mlt_dataset_unref(dataset);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(make_and_append, NULL);
}
END_TEST

Suite *mlt_suite_dataset_dataset(void)
{
    TCase *tc = tcase_create("dataset");
    tcase_add_test(tc, test_make);
    tcase_add_test(tc, test_the_source_is_destroyed_with_the_last_reference);
    tcase_add_test(tc, test_a_context_lives_as_long_as_its_data_set);
    tcase_add_test(tc, test_append_and_drop);
    tcase_add_test(tc, test_splits);
    tcase_add_test(tc, test_too_many_samples);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("dataset_dataset");
    suite_add_tcase(suite, tc);
    return suite;
}
