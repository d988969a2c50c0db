/* SPDX-License-Identifier: MIT */
#include "journal/index.h"

#include "base/error.h"
#include "fixtures.h"

START_TEST(test_every_id_is_found)
{
    enum { MANY = 5000 };
    static char ids[MANY][12];
    mlt_id_index index = {NULL, NULL, 0, 0, 0};
    ck_assert_int_eq((int)mlt_id_index_find(&index, "0"), -1);
    for (int i = 0; i < MANY; i++) {
        snprintf(ids[i], sizeof ids[i], "%d", i);
        ck_assert_int_eq((int)mlt_id_index_find(&index, ids[i]), -1);
        ck_assert_int_eq(mlt_id_index_add(NULL, &index, ids[i], NULL), MLTEST_OK);
        ck_assert_int_eq((int)mlt_id_index_find(&index, ids[i / 2]), i / 2);
    }
    for (int i = 0; i < MANY; i++)
        ck_assert_int_eq((int)mlt_id_index_find(&index, ids[i]), i);
    ck_assert_int_eq((int)mlt_id_index_find(&index, ""), -1);
    ck_assert_int_eq((int)mlt_id_index_find(&index, "00"), -1);
    mlt_id_index_free(NULL, &index);
    ck_assert_int_eq((int)mlt_id_index_find(&index, "0"), -1); /* empty, and usable again */
    ck_assert_int_eq(mlt_id_index_add(NULL, &index, "", NULL), MLTEST_OK);
    ck_assert_int_eq((int)mlt_id_index_find(&index, ""), 0);
    mlt_id_index_free(NULL, &index);
}
END_TEST

static mltest_status fill(mltest_context *ctx, void *data)
{
    char(*ids)[12] = data;
    mlt_id_index index = {NULL, NULL, 0, 0, 0};
    mltest_status status = MLTEST_OK;
    for (int i = 0; status == MLTEST_OK && i < 100; i++) {
        snprintf(ids[i], sizeof ids[i], "%d", i);
        status = mlt_id_index_add(ctx, &index, ids[i], NULL);
        for (int k = 0; k < (int)index.n; k++) /* a failure leaves what was there */
            ck_assert_int_eq((int)mlt_id_index_find(&index, ids[k]), k);
    }
    mlt_id_index_free(ctx, &index);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    char ids[100][12];
    mlt_test_every_allocation(fill, ids);
}
END_TEST

Suite *mlt_suite_journal_index(void);
Suite *mlt_suite_journal_index(void)
{
    Suite *suite = suite_create("journal_index");
    TCase *tc = tcase_create("index");
    tcase_add_test(tc, test_every_id_is_found);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
