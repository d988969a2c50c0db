/* SPDX-License-Identifier: MIT */
#include "gate/condition.h"

#include "gate/fixtures.h"

static mltest_journal *journal;
static char reason[300];

static int64_t find(const char *text)
{
    int64_t index = -7;
    mlt_text why;
    mlt_text_init(&why, NULL);
    ck_assert_int_eq(mlt_gate_find_condition(NULL, journal, text, &index, &why, NULL), MLTEST_OK);
    snprintf(reason, sizeof reason, "%s", mlt_text_string(&why));
    mlt_text_free(&why);
    return index;
}

START_TEST(found)
{
    const gt_model m = {.n = 1};
    journal = gt_journal(&m);
    ck_assert_int_eq(find("clean"), GT_CLEAN);
    ck_assert_int_eq(find("fog:r1@3"), GT_FOG);
    ck_assert_int_eq(find("fog@3"), GT_FOG);
    ck_assert_int_eq(find("fog@3.0"), GT_FOG);
    /* A kind that the library does not have, and values that nobody repeats. */
    ck_assert_int_eq(find("noise@3"), GT_NOISE);
    ck_assert_int_eq(find("noise:r1@3{relative=1}"), GT_NOISE);
    ck_assert_str_eq(reason, "");
    mlt_journal_unref(journal);
}
END_TEST

START_TEST(not_found)
{
    const gt_model m = {.n = 1};
    journal = gt_journal(&m);
    ck_assert_int_eq(find("fgo@3"), -1);
    ck_assert_str_eq(reason, "the journal has no condition fgo@3; did you mean fog@3?");
    ck_assert_int_eq(find("noise@3{relative=0}"), -1);
    ck_assert_int_eq(find("elephant@3"), -1);
    ck_assert_str_eq(reason, "the journal has no condition elephant@3");
    ck_assert_int_eq(find(""), -1);
    mlt_journal_unref(journal);
}
END_TEST

/* Both revisions of a kind have the same short name. */
START_TEST(several)
{
    const gt_model m = {.n = 1};
    journal = gt_journal(&m);
    journal->conditions[GT_RAIN].name = "noise:r2@3";
    ck_assert_int_eq(find("noise@3"), -1);
    ck_assert_str_eq(reason, "several conditions are meant: noise:r1@3{relative=1}, noise:r2@3");
    journal->conditions[GT_RAIN].name = "odd:r1";
    ck_assert_int_eq(find("odd"), GT_RAIN);
    journal->conditions[GT_RAIN].name = "odd{";
    ck_assert_int_eq(find("odd"), GT_RAIN);
    mlt_journal_unref(journal);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    int64_t index;
    mlt_text why;
    mlt_text_init(&why, ctx);
    mltest_status status = mlt_gate_find_condition(ctx, journal, data, &index, &why, NULL);
    mlt_text_free(&why);
    return status;
}

START_TEST(out_of_memory)
{
    const gt_model m = {.n = 1};
    char text[] = "rain@3";
    journal = gt_journal(&m);
    mlt_test_every_allocation(body, text);
    mlt_journal_unref(journal);
}
END_TEST

MLT_TEST_SUITE(gate_condition, found, not_found, several, out_of_memory)
