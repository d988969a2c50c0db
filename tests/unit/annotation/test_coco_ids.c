/* SPDX-License-Identifier: MIT */
#include "annotation/coco_ids.h"

#include "base/alloc.h"
#include "testing.h"

Suite *mlt_suite_annotation_coco_ids(void);

static int64_t id_of(int i)
{
    return i % 2 ? (int64_t)i * 7919 : -((int64_t)i << 40);
}

START_TEST(numbers)
{
    mlt_coco_ids ids = {.items = NULL};
    uint32_t number;
    ck_assert_uint_eq(mlt_coco_ids_find(&ids, 0), MLT_COCO_NO_ID);
    for (int i = 0; i < 3000; i++) {
        ck_assert_int_eq(mlt_coco_ids_add(NULL, &ids, id_of(i), &number, NULL), MLTEST_OK);
        ck_assert_uint_eq(number, (uint32_t)i);
        ck_assert_int_eq(mlt_coco_ids_add(NULL, &ids, id_of(i), &number, NULL), MLTEST_OK);
        ck_assert_uint_eq(number, (uint32_t)i);
        ck_assert_int_eq(mlt_coco_ids_add(NULL, &ids, id_of(i / 2), &number, NULL), MLTEST_OK);
        ck_assert_uint_eq(number, (uint32_t)i / 2);
    }
    ck_assert_uint_eq(ids.n, 3000);
    for (int i = 0; i < 3000; i++)
        ck_assert_uint_eq(mlt_coco_ids_find(&ids, id_of(i)), (uint32_t)i);
    ck_assert_uint_eq(mlt_coco_ids_find(&ids, 1), MLT_COCO_NO_ID);
    mlt_coco_ids_free(NULL, &ids);
    ck_assert_uint_eq(ids.n, 0);
}
END_TEST

START_TEST(extremes)
{
    static const int64_t all[] = {INT64_MIN, INT64_MAX, 0, -1, 1};
    mlt_coco_ids ids = {.items = NULL};
    uint32_t number;
    for (uint32_t i = 0; i < 5; i++) {
        ck_assert_uint_eq(mlt_coco_ids_find(&ids, all[i]), MLT_COCO_NO_ID);
        ck_assert_int_eq(mlt_coco_ids_add(NULL, &ids, all[i], &number, NULL), MLTEST_OK);
        ck_assert_uint_eq(mlt_coco_ids_find(&ids, all[i]), i);
    }
    mlt_coco_ids_free(NULL, &ids);
}
END_TEST

START_TEST(lists)
{
    mlt_coco_ids ids = {.items = NULL};
    mlt_coco_id_list list = {NULL, 7};
    uint32_t number;
    ck_assert(mlt_coco_ids_to_list(NULL, &ids, &list));
    ck_assert_ptr_nonnull(list.items); /* an empty list, not none */
    ck_assert_uint_eq(list.n, 0);
    mlt_free(NULL, list.items);
    for (int64_t i = 0; i < 9; i++)
        ck_assert_int_eq(mlt_coco_ids_add(NULL, &ids, -i / 2, &number, NULL), MLTEST_OK);
    ck_assert(mlt_coco_ids_to_list(NULL, &ids, &list));
    ck_assert_uint_eq(list.n, 5);
    for (int64_t i = 0; i < 5; i++)
        ck_assert_int_eq(list.items[i], -i);
    ck_assert(ids.items == NULL && ids.n == 0);
    mlt_free(NULL, list.items);
}
END_TEST

static mltest_status add_many(mltest_context *ctx, void *data)
{
    mlt_coco_ids ids = {.items = NULL};
    mltest_status status = MLTEST_OK;
    uint32_t number;
    (void)data;
    for (int i = 0; i < 200 && status == MLTEST_OK; i++)
        status = mlt_coco_ids_add(ctx, &ids, i, &number, NULL);
    mlt_coco_id_list list = {NULL, 0};
    if (status == MLTEST_OK && !mlt_coco_ids_to_list(ctx, &ids, &list))
        status = MLTEST_ERR_MEMORY;
    mlt_free(ctx, list.items);
    mlt_coco_ids_free(ctx, &ids);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(add_many, NULL);
}
END_TEST

/* Multiples of the inverse of a factor of the hash: without more they would share one slot, and
 * take a minute. */
START_TEST(chosen_to_collide)
{
    enum { N = 200000 };
    mlt_coco_ids ids = {.items = NULL};
    uint64_t inverse = 1; /* Newton's iteration, modulo 2^64 */
    for (int i = 0; i < 6; i++)
        inverse *= 2 - UINT64_C(0x9E3779B97F4A7C15) * inverse;
    for (uint32_t i = 0; i < N; i++) {
        uint32_t number;
        ck_assert_int_eq(mlt_coco_ids_add(NULL, &ids, (int64_t)(inverse * (i + 1)), &number, NULL),
                         MLTEST_OK);
        ck_assert_uint_eq(number, i);
    }
    ck_assert_uint_eq(mlt_coco_ids_find(&ids, (int64_t)(inverse * N)), N - 1);
    mlt_coco_ids_free(NULL, &ids);
}
END_TEST

Suite *mlt_suite_annotation_coco_ids(void)
{
    Suite *suite = suite_create("annotation_coco_ids");
    TCase *tests = tcase_create("coco_ids");
    tcase_add_test(tests, numbers);
    tcase_add_test(tests, chosen_to_collide);
    tcase_add_test(tests, extremes);
    tcase_add_test(tests, lists);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
