/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "score/fixtures.h"

Suite *mlt_suite_report_scorecard_text(void);

static char shown[8192];

static void show(mltest_scorecard *card)
{
    mlt_text out;
    mlt_text_init(&out, card->ctx);
    ck_assert_int_eq(mlt_report_scorecard_text(&out, card, NULL), MLTEST_OK);
    ck_assert_uint_lt(out.n, sizeof shown);
    memcpy(shown, mlt_text_string(&out), out.n + 1);
    mlt_text_free(&out);
    mlt_scorecard_unref(card);
}

/* The line that begins with a text, or NULL; cut at its end. */
static const char *line(const char *start)
{
    static char copy[256];
    for (const char *at = shown; at != NULL && *at != '\0';) {
        const char *end = strchr(at, '\n');
        size_t n = end != NULL ? (size_t)(end - at) : strlen(at);
        if (strncmp(at, start, strlen(start)) == 0 && n < sizeof copy) {
            memcpy(copy, at, n);
            copy[n] = '\0';
            return copy;
        }
        at = end != NULL ? end + 1 : NULL;
    }
    return NULL;
}

START_TEST(test_head)
{
    show(fx_card(true, true));
    ck_assert_str_eq(line("net"), "net on pets, suite s, 4 samples");
    ck_assert_str_eq(line("risk"),
                     "risk 37.5 of 100, 95 % interval 12.5…50.0 (lower is better; low evidence), "
                     "failure under change 37.5");
    ck_assert_str_eq(line("clean:"), "clean: mAP 1.000, AP50 1.000, F1 1.000 at confidence 0.30; "
                                     "mPC 0.629, rPC 0.629");
    ck_assert_str_eq(line("worst kind"), "worst kind: fog, 50.0 % of samples affected");
}
END_TEST

START_TEST(test_conditions)
{
    show(fx_card(true, true));
    ck_assert_str_eq(line("fog:r1@3 "),
                     "fog:r1@3             4    50.0 %      15.0…85.0  fail                50.0"
                     "   50.0 %  0.505  0.505  0.495");
    ck_assert_ptr_nonnull(strstr(line("rain"), " - "));
    ck_assert_str_eq(line("weather"), "weather     50.0 %        50.0   50.0 %");
}
END_TEST

START_TEST(test_notes)
{
    show(fx_card(true, false));
    ck_assert_ptr_nonnull(line("verdict: fewer than 5.0 % of samples affected? 4 samples cannot "
                               "pass it; "));
    ck_assert_ptr_nonnull(line("note: the journal is not complete"));
    ck_assert_ptr_nonnull(line("note: 1 predictions failed"));
}
END_TEST

START_TEST(test_without_labels)
{
    show(fx_card(false, true));
    ck_assert_str_eq(line("risk"),
                     "risk 37.5 of 100, 95 % interval 12.5…50.0 (lower is better; low evidence)");
    ck_assert_ptr_null(line("clean:"));
    ck_assert_ptr_nonnull(line("note: no labels"));
}
END_TEST

START_TEST(test_names_cannot_command_a_terminal)
{
    mltest_journal *journal = NULL;
    mltest_scorecard *card = NULL;
    ck_assert_int_eq(fx_journal(&journal, NULL, true, true, NULL), MLTEST_OK);
    journal->run.model_name = "x\x1B[2Jy";
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, NULL, NULL), MLTEST_OK);
    show(card);
    ck_assert_ptr_null(strchr(shown, '\x1B'));
    ck_assert_ptr_nonnull(line("x?[2Jy on pets"));
    mlt_journal_unref(journal);
}
END_TEST

/* Names of conditions stand in notes, too. */
START_TEST(test_notes_cannot_command_a_terminal)
{
    mltest_journal *journal = fx_open(true);
    journal->conditions[FX_RAIN].name = "\x1B[2Jrain\n";
    show(fx_score(journal));
    ck_assert_ptr_null(strchr(shown, '\x1B'));
    ck_assert_ptr_nonnull(line("note: skipped for more than half of the samples and left out: "
                               "?[2Jrain?"));
}
END_TEST

START_TEST(test_more_samples_than_an_int_counts)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mltest_options_new(&options, NULL, "score", NULL), MLTEST_OK);
    ck_assert_int_eq(
        mltest_options_set_text(options, "target_fraction_affected_samples", "1e-12", NULL),
        MLTEST_OK);
    show(fx_score_with(fx_open(true), options));
    mltest_options_free(options);
    ck_assert_str_eq(line("verdict:"), "verdict: fewer than 0.0 % of samples affected? 4 samples "
                                       "cannot pass it; 2995732273553 are needed");
}
END_TEST

static mltest_status print(mltest_context *ctx, void *data)
{
    mltest_scorecard *card = data;
    mltest_error *error = NULL;
    mlt_text out;
    mltest_context *was = card->ctx;
    card->ctx = ctx;
    mlt_text_init(&out, ctx);
    mltest_status status = mlt_report_scorecard_text(&out, card, &error);
    mlt_text_free(&out);
    mltest_error_free(error);
    card->ctx = was;
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_scorecard *card = fx_card(true, true);
    mlt_test_every_allocation(print, card);
    mlt_scorecard_unref(card);
}
END_TEST

Suite *mlt_suite_report_scorecard_text(void)
{
    TCase *tc = tcase_create("scorecard_text");
    tcase_add_test(tc, test_head);
    tcase_add_test(tc, test_conditions);
    tcase_add_test(tc, test_notes);
    tcase_add_test(tc, test_without_labels);
    tcase_add_test(tc, test_names_cannot_command_a_terminal);
    tcase_add_test(tc, test_notes_cannot_command_a_terminal);
    tcase_add_test(tc, test_more_samples_than_an_int_counts);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("report_scorecard_text");
    suite_add_tcase(suite, tc);
    return suite;
}
