/* SPDX-License-Identifier: MIT */
#include "compare/settings.h"

#include "compare/fixtures.h"

static mltest_options *options;

static mltest_status read(mlt_compare_settings *s, const char *cost, mltest_error **error)
{
    cm_set(&options, "cost", cost);
    return mlt_compare_settings_read(s, NULL, options, error);
}

START_TEST(defaults)
{
    mlt_compare_settings s;
    ck_assert_int_eq(mlt_compare_settings_read(&s, NULL, NULL, NULL), MLTEST_OK);
    ck_assert(!s.intersection && !s.has_cost);
    cm_near(s.equivalence, 0.02);
    ck_assert_uint_eq(s.resamples, 2000);
    ck_assert_uint_eq(s.performance_resamples, 400);
}
END_TEST

START_TEST(costs)
{
    mlt_compare_settings s;
    mltest_error *error = NULL;
    ck_assert_int_eq(read(&s, "miss=5, false_alarm=0.5", NULL), MLTEST_OK);
    ck_assert(s.has_cost);
    cm_near(s.miss, 5);
    cm_near(s.false_alarm, 0.5);
    ck_assert_int_eq(read(&s, "miss=2", NULL), MLTEST_OK);
    cm_near(s.false_alarm, 1);
    ck_assert_int_eq(read(&s, "hit=2", &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "'hit' is not known"));
    ck_assert_int_eq(read(&s, "miss=-1", &error), MLTEST_ERR_INVALID);
    ck_assert_int_eq(read(&s, "miss", &error), MLTEST_ERR_INVALID);
    mltest_error_free(error);
    mltest_options_free(options);
    options = NULL;
}
END_TEST

static mltest_status read_all(mltest_context *ctx, void *data)
{
    mlt_compare_settings s;
    return mlt_compare_settings_read(&s, ctx, data, NULL);
}

START_TEST(out_of_memory)
{
    cm_set(&options, "cost", "miss=5");
    mlt_test_every_allocation(read_all, options);
    mltest_options_free(options);
    options = NULL;
}
END_TEST

MLT_TEST_SUITE(compare_settings, defaults, costs, out_of_memory)
