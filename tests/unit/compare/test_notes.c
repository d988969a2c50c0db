/* SPDX-License-Identifier: MIT */
#include "compare/notes.h"

#include "compare/fixtures.h"

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

static mltest_status add_two(mltest_context *ctx, void *data)
{
    mlt_notes notes;
    (void)data;
    mlt_notes_init(&notes, ctx);
    mltest_status status = mlt_notes_add(&notes, NULL, "one");
    if (status == MLTEST_OK)
        status = mlt_notes_add(&notes, NULL, "two");
    mlt_notes_free(&notes);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(add_two, NULL);
}
END_TEST

MLT_TEST_SUITE(compare_notes, lines, out_of_memory)
