/* SPDX-License-Identifier: MIT */
/*
 * The pairs of a report, and their part of the page.
 */
#include <math.h>

#include "failure_fixtures.h"

static mltest_dataset *dataset;

static void set_up(void)
{
    dataset = api_dataset(7);
}

static void tear_down(void)
{
    mltest_dataset_free(dataset);
}

static void expect_note(const mltest_report *report, const char *words)
{
    const char *note = mlt_text_string(&report->pictures_note);
    ck_assert_msg(strstr(note, words) != NULL, "'%s' lacks '%s'", note, words);
}

/* --- what is there --------------------------------------------------------------------------- */

START_TEST(a_pair_for_every_model)
{
    mltest_report *r = ff_report(NULL, 2, NULL, NULL, dataset);
    ck_assert_uint_eq(r->n_failures, 4); /* p0 and p1, fragile and sharp */
    ck_assert_uint_eq(r->n_pictures, 4);
    ck_assert_uint_eq(r->pictures_note.n, 0);
    for (size_t i = 0; i < 4; i++) {
        const mlt_page_failure *f = &r->failures[i];
        ck_assert_uint_eq(f->model, i % 2);
        ck_assert_uint_eq(f->sample, i / 2);
        ck_assert_uint_eq(f->condition, FF_SATURATE);
        ck_assert_uint_eq(r->pictures[f->clean].condition, 0);
        ck_assert_uint_eq(r->pictures[f->clean].sample, f->sample);
        ck_assert_uint_eq(r->pictures[f->now].condition, FF_SATURATE);
        ck_assert_ptr_nonnull(r->pictures[f->now].bytes);
        ck_assert(f->r == (i % 2 == 0 ? 0.0 : 1.0));
        ck_assert(f->q0 == 1.0 && f->q == f->r);
        ck_assert_uint_eq(f->n_clean, 2);
        ck_assert_int_eq(f->clean_boxes[1].state, i % 2 == 0 ? MLT_PAGE_LOST : MLT_PAGE_KEPT);
        ck_assert_ptr_nonnull(strstr(f->recipe, "--condition 'saturate:r1@3'"));
    }
    mlt_report_unref(r);
}
END_TEST

START_TEST(a_clean_picture_stands_once)
{
    api_model model = {.name = "blind", .blind = "", .last = 0}; /* to p0, under everything */
    mltest_journal *journal = api_journal(&model, API_SUITE);
    static mlt_pred seen[] = {{{2, 2, 6, 8}, 0.875, 0}};
    mltest_report *r = NULL;
    journal->outcomes[0] =
        (mlt_joutcome){.type = MLT_OUTCOME, .preds = seen, .n_preds = 1, .ms = -1};
    ck_assert_int_eq(ff_make(&r, NULL, &journal, 1, NULL, dataset), MLTEST_OK);
    ck_assert_uint_eq(r->n_failures, 2);
    ck_assert_uint_eq(r->n_pictures, 3);
    ck_assert_uint_eq(r->failures[0].clean, r->failures[1].clean);
    mlt_text page = ff_page(r, false);
    ck_assert_uint_eq(ff_count(&page, "data:image/jpeg"), 3);
    ck_assert_uint_eq(ff_count(&page, "<image id=\"picture0\""), 1);
    ck_assert_uint_eq(ff_count(&page, "<use href=\"#picture0\"/>"), 2);
    mlt_text_free(&page);
    mlt_report_unref(r);
    mlt_journal_unref(journal);
}
END_TEST

START_TEST(as_many_as_were_asked_for)
{
    mltest_report *r = ff_report(NULL, 2, "max_debug_images", "1", dataset);
    ck_assert_uint_eq(r->n_failures, 2);
    ck_assert_uint_eq(r->n_pictures, 2);
    ck_assert_uint_eq(r->pictures_note.n, 0);
    mlt_report_unref(r);
    r = ff_report(NULL, 1, "max_debug_images", "0", dataset);
    ck_assert_uint_eq(r->n_failures + r->n_pictures, 0);
    expect_note(r, "No pictures were asked for.");
    mlt_report_unref(r);
}
END_TEST

START_TEST(no_more_bytes_than_allowed)
{
    mltest_report *all = ff_report(NULL, 1, NULL, NULL, dataset);
    char bytes[32];
    size_t pair = all->pictures[0].n + all->pictures[1].n;
    size_t both = pair + all->pictures[2].n + all->pictures[3].n;
    const struct {
        size_t bytes, n;
    } rows[] = {{both, 2}, {both - 1, 1}, {pair, 1}, {pair - 1, 0}, {0, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        snprintf(bytes, sizeof bytes, "%zu", rows[i].bytes);
        mltest_report *r = ff_report(NULL, 1, "picture_bytes", bytes, dataset);
        ck_assert_uint_eq(r->n_failures, rows[i].n);
        if (rows[i].n == 1)
            expect_note(r, "1 of 2 pairs are not shown: all pictures together would be larger");
        if (rows[i].n == 0)
            expect_note(r, "2 of 2 pairs are not shown");
        mlt_report_unref(r);
    }
    mlt_report_unref(all);
}
END_TEST

START_TEST(pictures_that_cannot_be_made)
{
    mltest_dataset *other = api_dataset(8);
    mltest_report *r = ff_report(NULL, 1, NULL, NULL, other);
    ck_assert_uint_eq(r->n_failures, 0);
    expect_note(r, "2 of 2 pairs could not be made again; the first: p0: its pixels are not those "
                   "that were tested.");
    mltest_dataset_free(other);
    mlt_report_unref(r);
    mltest_journal *journal = ff_fragile();
    journal->samples[1].hash ^= 1;
    ck_assert_int_eq(ff_make(&r, NULL, &journal, 1, NULL, dataset), MLTEST_OK);
    ck_assert_uint_eq(r->n_failures, 1);
    expect_note(r, "1 of 2 pairs could not be made again; the first: p1:");
    mlt_report_unref(r);
    mlt_journal_unref(journal);
}
END_TEST

START_TEST(nothing_changes)
{
    mltest_journal *journal = ff_sharp();
    mltest_report *r = NULL;
    ck_assert_int_eq(ff_make(&r, NULL, &journal, 1, NULL, dataset), MLTEST_OK);
    ck_assert_uint_eq(r->n_failures, 0);
    mlt_text page = ff_page(r, false);
    ck_assert_uint_eq(ff_count(&page, "No condition changed any answer."), 1);
    ck_assert_uint_eq(ff_count(&page, "<figure class=\"failure\""), 0);
    mlt_text_free(&page);
    mlt_report_unref(r);
    mlt_journal_unref(journal);
}
END_TEST

START_TEST(without_a_data_set)
{
    mltest_report *r = ff_report(NULL, 2, NULL, NULL, NULL);
    mlt_text page = ff_page(r, false);
    ck_assert_uint_eq(ff_count(&page, "<section id=\"failures\""), 1);
    ck_assert_uint_eq(ff_count(&page, "No data set was given"), 1);
    mlt_text_free(&page);
    mlt_report_unref(r);
}
END_TEST

START_TEST(a_prediction_that_failed)
{
    mltest_journal *journal = ff_fragile();
    mltest_report *r = NULL;
    journal->outcomes[3 * API_CONDITIONS + 1] =
        (mlt_joutcome){.type = MLT_FAILURE, .message = "out of <memory>", .ms = -1};
    ck_assert_int_eq(ff_make(&r, NULL, &journal, 1, NULL, dataset), MLTEST_OK);
    ck_assert_uint_eq(r->n_failures, 3);
    ck_assert_uint_eq(r->failures[2].sample, 3); /* last */
    mlt_text page = ff_page(r, false);
    ck_assert_uint_eq(
        ff_count(&page, "gave no answer to the changed picture: <bdi>out of &lt;memory&gt;</bdi>"),
        1);
    mlt_text_free(&page);
    mlt_report_unref(r);
    mlt_journal_unref(journal);
}
END_TEST

/* --- the same every time --------------------------------------------------------------------- */

static mlt_text page_on(size_t threads, bool json)
{
    mltest_context *ctx = NULL;
    mlt_text out;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", threads, NULL), MLTEST_OK);
    mltest_report *r = ff_report(ctx, 2, NULL, NULL, dataset);
    mlt_text_init(&out, NULL);
    ck_assert_int_eq(json ? mlt_report_page_json(&out, r, NULL)
                          : mlt_report_html(&out, r, false, NULL),
                     MLTEST_OK);
    mlt_report_unref(r);
    mltest_context_free(ctx);
    return out;
}

START_TEST(the_same_bytes_on_any_threads)
{
    for (int json = 0; json < 2; json++) {
        mlt_text first = page_on(1, json);
        for (size_t threads = 1; threads < 5; threads++) {
            mlt_text again = page_on(threads, json);
            ck_assert_uint_eq(again.n, first.n);
            ck_assert_mem_eq(again.bytes, first.bytes, first.n);
            mlt_text_free(&again);
        }
        mlt_text_free(&first);
    }
}
END_TEST

/* --- the page -------------------------------------------------------------------------------- */

START_TEST(what_a_figure_has)
{
    mltest_report *r = ff_report(NULL, 2, NULL, NULL, dataset);
    mlt_text page = ff_page(r, false);
    static const char *const once[] = {
        "<figure class=\"failure\" id=\"f0\" data-kind=\"saturate\" data-severity=\"3\" "
        "data-model=\"0\" data-consistency=\"0\" data-classes=\"0 \" data-state=\"lost \">",
        "id=\"f3\" data-kind=\"saturate\" data-severity=\"3\" data-model=\"1\" "
        "data-consistency=\"1\" data-classes=\"\" data-state=\"\">",
        "<select name=\"kind\">",
        "<select name=\"severity\">",
        "<select name=\"class\">",
        "<select name=\"model\">",
        "<select name=\"state\">",
        "<option value=\"1\">sharp</option>",
        "<option value=\"saturate\">saturate</option>"};
    for (size_t i = 0; i < sizeof once / sizeof once[0]; i++)
        ck_assert_msg(ff_count(&page, once[i]) == 1, "%s: %zu", once[i], ff_count(&page, once[i]));
    ck_assert_uint_eq(ff_count(&page, "type=\"range\""), 4);
    ck_assert_uint_eq(ff_count(&page, "data:image/jpeg"), 4); /* shared by the models */
    ck_assert_uint_eq(ff_count(&page, "aria-label=\"p0 under saturate:r1@3\""), 2);
    ck_assert_uint_eq(ff_count(&page, "<g class=\"fail-lost fail-ghost\">"), 2);
    ck_assert_uint_eq(ff_count(&page, "<a href=\"#c2\"><bdi>saturate</bdi> at severity 3</a>"),
                      4 + 1);
    ck_assert_uint_eq(ff_count(&page, ">ant 0.88</text>"), 4); /* of p0 */
    mlt_text_free(&page);
    page = ff_page(r, true);
    ck_assert_uint_eq(ff_count(&page, "data:"), 1); /* the policy */
    ck_assert_uint_eq(ff_count(&page, "src=\"pictures/0001.jpg\""), 2);
    ck_assert_uint_eq(ff_count(&page, "alt=\"p0 as it is\""), 2);
    mlt_text_free(&page);
    mlt_report_unref(r);
}
END_TEST

/* Alone, a model's pictures are each shown once. */
START_TEST(one_model)
{
    mltest_report *r = ff_report(NULL, 1, NULL, NULL, dataset);
    mlt_text page = ff_page(r, false);
    ck_assert_uint_eq(ff_count(&page, "<img "), 4);
    ck_assert_uint_eq(ff_count(&page, "<use "), 0);
    ck_assert_uint_eq(ff_count(&page, "<select name=\"model\">"), 0);
    mlt_text_free(&page);
    mlt_report_unref(r);
}
END_TEST

START_TEST(hostile_names)
{
    mltest_journal *journal = ff_fragile();
    mltest_report *r = NULL;
    static char name[10001];
    memset(name, 'x', sizeof name - 1);
    memcpy(name, FF_HOSTILE, strlen(FF_HOSTILE));
    journal->run.model_name = journal->run.classes[0] = name;
    journal->conditions[FF_SATURATE].steps[0].kind = name;
    ck_assert_int_eq(ff_make(&r, NULL, &journal, 1, NULL, dataset), MLTEST_OK);
    ck_assert_uint_eq(r->n_failures, 2);
    r->failures[0].clean_boxes[0].cls = -1;
    r->failures[0].clean_boxes[1].cls = 99;
    r->failures[0].now_boxes[0].box = (mlt_box){(double)NAN, 0, 1e300, (double)INFINITY};
    r->failures[0].now_boxes[1].box = (mlt_box){-1e300, -1e300, 1e300, 1e300};
    mlt_text page = ff_page(r, false);
    ck_assert_uint_eq(ff_count(&page, "<script>a"), 0);
    ck_assert_uint_gt(ff_count(&page, "&lt;script&gt;a&quot;b&#39;c&lt;/script&gt;&amp;"), 0);
    ck_assert_uint_eq(ff_count(&page, ">class 99 0.88</text>"), 1);
    ck_assert_uint_eq(ff_count(&page, "nan") + ff_count(&page, "inf\""), 0);
    mlt_text_free(&page);
    mlt_report_unref(r);
    mlt_journal_unref(journal);
}
END_TEST

/* --- memory ---------------------------------------------------------------------------------- */

static mltest_status make_in(mltest_context *ctx, void *data)
{
    mltest_report *r = NULL;
    mlt_text page;
    mltest_status status = ff_make(&r, ctx, data, 1, NULL, dataset);
    if (status != MLTEST_OK)
        return status;
    mlt_text_init(&page, ctx);
    status = mlt_report_html(&page, r, false, NULL);
    mlt_text_free(&page);
    mlt_report_unref(r);
    return status;
}

START_TEST(out_of_memory)
{
    mltest_journal *journal = ff_fragile();
    mlt_test_every_allocation(make_in, &journal);
    mlt_journal_unref(journal);
}
END_TEST

Suite *mlt_suite_report_failures(void);

Suite *mlt_suite_report_failures(void)
{
    const TTest *const tests[] = {a_pair_for_every_model,
                                  a_clean_picture_stands_once,
                                  as_many_as_were_asked_for,
                                  no_more_bytes_than_allowed,
                                  pictures_that_cannot_be_made,
                                  nothing_changes,
                                  without_a_data_set,
                                  a_prediction_that_failed,
                                  the_same_bytes_on_any_threads,
                                  what_a_figure_has,
                                  one_model,
                                  hostile_names,
                                  out_of_memory};
    TCase *tc = tcase_create("failures");
    Suite *suite = suite_create("report_failures");
    tcase_set_timeout(tc, 60);
    tcase_add_checked_fixture(tc, set_up, tear_down);
    for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
        tcase_add_test(tc, tests[i]);
    suite_add_tcase(suite, tc);
    return suite;
}
