/* SPDX-License-Identifier: MIT */
#include "gate/groups.h"

#include "base/alloc.h"
#include "gate/fixtures.h"

START_TEST(by_tag)
{
    const gt_model m = {.n = 7, .per_group = 3};
    mltest_journal *journal = gt_journal(&m);
    size_t *groups = NULL, n;
    ck_assert_int_eq(mlt_gate_groups(NULL, journal, &groups, &n, NULL), MLTEST_OK);
    ck_assert_uint_eq(n, 3);
    for (size_t i = 0; i < 7; i++)
        ck_assert_uint_eq(groups[i], i / 3);
    mlt_free(NULL, groups);
    mlt_journal_unref(journal);
}
END_TEST

/* Copies of a picture are one group; a name that looks like a tag is not that tag. */
START_TEST(by_name)
{
    const gt_model m = {.n = 5};
    static mlt_tag tags[] = {{"group", "a.jpg", 0}, {"group", NULL, 7}};
    mltest_journal *journal = gt_journal(&m);
    size_t *groups = NULL, n;
    const char *const ids[] = {"a.jpg.rf.11", "b.jpg", "a.jpg.rf.22", "c", "d"};
    for (size_t i = 0; i < 5; i++)
        journal->samples[i].id = ids[i];
    journal->samples[3].tags = &tags[0];
    journal->samples[4].tags = &tags[1];
    journal->samples[3].n_tags = journal->samples[4].n_tags = 1;
    ck_assert_int_eq(mlt_gate_groups(NULL, journal, &groups, &n, NULL), MLTEST_OK);
    const size_t wanted[] = {0, 1, 0, 2, 3};
    ck_assert_uint_eq(n, 4);
    for (size_t i = 0; i < 5; i++)
        ck_assert_uint_eq(groups[i], wanted[i]);
    mlt_free(NULL, groups);
    mlt_journal_unref(journal);
}
END_TEST

static mltest_status body(mltest_context *ctx, void *data)
{
    size_t *groups = NULL, n;
    mltest_status status = mlt_gate_groups(ctx, data, &groups, &n, NULL);
    mlt_free(ctx, groups);
    return status;
}

START_TEST(out_of_memory)
{
    const gt_model m = {.n = 5, .per_group = 2};
    mltest_journal *journal = gt_journal(&m);
    mlt_test_every_allocation(body, journal);
    mlt_journal_unref(journal);
}
END_TEST

GT_SUITE(groups, by_tag, by_name, out_of_memory)
