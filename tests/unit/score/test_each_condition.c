/* SPDX-License-Identifier: MIT */
#include "score/each_condition.h"

#include "base/error.h"
#include "score/fixtures.h"

enum { N = 40 };

typedef struct {
    int calls[N];
    size_t failing; /* this one and all behind it */
} record;

static mltest_status note(void *data, size_t condition, mlt_sides *sides, mltest_error **error)
{
    record *r = data;
    r->calls[condition]++;
    ck_assert_uint_eq(sides->clean.n, 0); /* of its own: nobody has used them */
    sides->clean.n = condition;
    if (condition >= r->failing)
        return mlt_fail(error, MLTEST_ERR_INVALID, "condition %zu", condition);
    return MLTEST_OK;
}

START_TEST(test_each_once)
{
    record r = {.failing = N};
    ck_assert_int_eq(mlt_each_condition(NULL, 3, N, note, &r, NULL), MLTEST_OK);
    for (size_t c = 0; c < N; c++)
        ck_assert_int_eq(r.calls[c], c >= 3);
    ck_assert_int_eq(mlt_each_condition(NULL, 3, 3, note, &r, NULL), MLTEST_OK);
    ck_assert_int_eq(r.calls[3], 1);
}
END_TEST

/* Whichever is the first in time, that of the first condition is told. */
START_TEST(test_first_failure)
{
    record r = {.failing = 17};
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_each_condition(NULL, 0, N, note, &r, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_error_message(error), "condition 17");
    mltest_error_free(error);
    ck_assert_int_eq(mlt_each_condition(NULL, 0, N, note, &r, NULL), MLTEST_ERR_INVALID);
}
END_TEST

static mltest_status each(mltest_context *ctx, void *data)
{
    record r = {.failing = N};
    mltest_error *error = NULL;
    (void)data;
    mltest_status status = mlt_each_condition(ctx, 0, N, note, &r, &error);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(each, NULL);
}
END_TEST

FX_SUITE(each_condition, test_each_once, test_first_failure, test_out_of_memory)
