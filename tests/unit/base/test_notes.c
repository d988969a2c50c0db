/* SPDX-License-Identifier: MIT */
#include "base/notes.h"

#include <string.h>

#include "testing.h"

START_TEST(lines)
{
    mlt_notes notes;
    mlt_text line;
    mlt_notes_init(&notes, NULL);
    ck_assert_int_eq(mlt_notes_add(&notes, NULL, "%d of %s", 3, "a\nb"), MLTEST_OK);
    mlt_text_init(&line, NULL);
    mlt_text_puts(&line, "more");
    ck_assert_int_eq(mlt_notes_take(&notes, &line, NULL), MLTEST_OK);
    ck_assert_uint_eq(notes.n, 2);
    ck_assert_str_eq(notes.lines[0], "3 of a b");
    ck_assert_str_eq(notes.lines[1], "more");
    mlt_notes_free(&notes);
    ck_assert_uint_eq(notes.n, 0);
}
END_TEST

START_TEST(as_a_table)
{
    mlt_notes notes;
    mlt_results *results = NULL;
    mlt_notes_init(&notes, NULL);
    ck_assert_int_eq(mlt_results_new(&results, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_notes_table(&notes, results, "none", NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_results_find_table(results, "none")->n_rows, 0);
    for (int i = 0; i < 40; i++)
        ck_assert_int_eq(mlt_notes_add(&notes, NULL, "line %d", i), MLTEST_OK);
    ck_assert_int_eq(mlt_notes_table(&notes, results, "warnings", NULL), MLTEST_OK);
    mlt_notes_free(&notes);
    const mlt_table *table = mlt_results_find_table(results, "warnings");
    ck_assert_uint_eq(table->n_rows, 40);
    ck_assert_str_eq(mlt_table_find_column(table, "text")->strings[39], "line 39");
    mlt_results_free(results);
}
END_TEST

/* What a model is called may be long. */
START_TEST(a_long_line)
{
    char name[3001] = {0};
    mlt_notes notes;
    memset(name, 'x', sizeof name - 1);
    mlt_notes_init(&notes, NULL);
    ck_assert_int_eq(mlt_notes_add(&notes, NULL, "the model %s is here", name), MLTEST_OK);
    ck_assert_uint_eq(strlen(notes.lines[0]), 3000 + strlen("the model  is here"));
    mlt_notes_free(&notes);
}
END_TEST

static mltest_status add_two(mltest_context *ctx, void *data)
{
    mlt_notes notes;
    mlt_results *results = NULL;
    (void)data;
    mlt_notes_init(&notes, ctx);
    mltest_status status = mlt_notes_add(&notes, NULL, "one");
    if (status == MLTEST_OK)
        status = mlt_notes_add(&notes, NULL, "two");
    if (status == MLTEST_OK)
        status = mlt_results_new(&results, ctx, NULL);
    if (status == MLTEST_OK)
        status = mlt_notes_table(&notes, results, "warnings", NULL);
    mlt_results_free(results);
    mlt_notes_free(&notes);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(add_two, NULL);
}
END_TEST

MLT_TEST_SUITE(base_notes, lines, as_a_table, a_long_line, out_of_memory)
