/* SPDX-License-Identifier: MIT */
#include "compare/align.h"

#include "compare/fixtures.h"

static mltest_journal *in[2], *out[2];
static mlt_notes notes;

static mltest_status align(const cm_model *a, const cm_model *b, bool intersection,
                           mltest_error **error)
{
    in[0] = cm_journal(a);
    in[1] = cm_journal(b);
    mlt_notes_init(&notes, NULL);
    return mlt_align_journals(out, NULL, in, 2, intersection, &notes, error);
}

static void drop(void)
{
    for (int i = 0; i < 2; i++) {
        mlt_journal_unref(in[i]);
        mlt_journal_unref(out[i]);
    }
    mlt_notes_free(&notes);
}

static void said(const char *words)
{
    for (size_t i = 0; i < notes.n; i++)
        if (strstr(notes.lines[i], words) != NULL)
            return;
    ck_abort_msg("nothing says: %s", words);
}

static const cm_model first = {.n = 6, .name = "one"};

START_TEST(other_seeds)
{
    ck_assert_int_eq(align(&first, &(cm_model){.n = 6, .name = "two", .seed = 7}, false, NULL),
                     MLTEST_OK);
    said("one was run with seed 0, two with 7");
    drop();
}
END_TEST

START_TEST(equal_journals_stay)
{
    ck_assert_int_eq(align(&first, &first, false, NULL), MLTEST_OK);
    ck_assert_ptr_eq(out[1], in[1]);
    ck_assert_uint_eq(notes.n, 0);
    drop();
}
END_TEST

START_TEST(what_they_have_in_common)
{
    const cm_model second = {.n = 6,
                             .from = 2,
                             .name = "two",
                             .fog5 = "fog:r1@4",
                             .fingerprint = "00000000000000ab",
                             .suite_hash = "00000000000000bc"};
    ck_assert_int_eq(align(&first, &second, true, NULL), MLTEST_OK);
    for (int k = 0; k < 2; k++) {
        ck_assert_uint_eq(out[k]->n_samples, 4);
        ck_assert_uint_eq(out[k]->n_conditions, CM_CONDITIONS - 1);
        ck_assert_str_eq(out[k]->samples[0].id, "2.png");
        ck_assert_str_eq(out[k]->conditions[2].name, cm_names[CM_NOISE]);
    }
    said("one was run on data set 'pets', two on 'pets'; they differ");
    said("2 of 6 samples of one are left out");
    said("1 of 6 conditions of two are left out: fog:r1@4");
    drop();
}
END_TEST

START_TEST(other_pictures_of_the_same_name)
{
    in[0] = cm_journal(&first);
    in[1] = cm_journal(&first);
    in[1]->samples[1].hash++;
    in[1]->samples[2].truth[0].box.x++;
    in[1]->outcomes[3 * CM_CONDITIONS].type = 0;
    mlt_notes_init(&notes, NULL);
    ck_assert_int_eq(mlt_align_journals(out, NULL, in, 2, true, &notes, NULL), MLTEST_OK);
    ck_assert_uint_eq(out[0]->n_samples, 4);
    said("2 samples have the same names, but are other pictures");
    said("1 of 24 pairs of sample and condition were not put to all models");
    drop();
}
END_TEST

static void refused(const cm_model *second, bool intersection, const char *words)
{
    mltest_error *error = NULL;
    ck_assert_int_eq(align(&first, second, intersection, &error), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_null(out[0]);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                  mltest_error_message(error));
    mltest_error_free(error);
    drop();
}

START_TEST(nothing_in_common)
{
    refused(&(cm_model){.n = 6, .from = 6}, true, "no sample in common");
    refused(&(cm_model){.n = 6, .from = 1}, false, "has sample '0.png' where");
    refused(&(cm_model){.n = 6, .classes = "\"cat\""}, true, "different classes");
}
END_TEST

static mltest_status align_again(mltest_context *ctx, void *data)
{
    mltest_journal *both[2];
    mlt_notes lines;
    (void)data;
    mlt_notes_init(&lines, ctx);
    mltest_status status = mlt_align_journals(both, ctx, in, 2, true, &lines, NULL);
    for (int i = 0; i < 2; i++)
        mlt_journal_unref(both[i]);
    mlt_notes_free(&lines);
    return status;
}

START_TEST(out_of_memory)
{
    const cm_model second = {.n = 5, .from = 2, .fog5 = "fog:r1@4"};
    ck_assert_int_eq(align(&first, &second, true, NULL), MLTEST_OK);
    mlt_test_every_allocation(align_again, NULL);
    drop();
}
END_TEST

MLT_TEST_SUITE(compare_align, other_seeds, equal_journals_stay, what_they_have_in_common,
               other_pictures_of_the_same_name, nothing_in_common, out_of_memory)
