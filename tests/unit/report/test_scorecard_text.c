/* SPDX-License-Identifier: MIT */
#include "report/report.h"

#include "score/fixtures.h"

Suite *mlt_suite_report_scorecard_text(void);

static char shown[16384];

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

START_TEST(test_order_of_parts)
{
    static const char *const parts[] = {"net on pets",   "risk ",      "\nKinds",   "\nCategories",
                                        "\nStability",   "\nverdict:", "\nBoxes",   "\nCorrectness",
                                        "\nPerformance", "\nTIDE",     "\nClasses", "\nnote: "};
    show(fx_card(true, true));
    const char *at = shown;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const char *next = strstr(at, parts[i]);
        ck_assert_msg(next != NULL, "%s does not follow", parts[i]);
        at = next;
    }
}
END_TEST

START_TEST(test_tables)
{
    show(fx_card(true, true));
    static const char *const rows[] = {
        "fog    weather   50.0 %    50.0 %  0.0…100.0        50.0   50.0 %        0.505\n",
        "rain   weather    0.0 %         -          -           -        -            -\n",
        "noise     50.0 %    25.0 %   0.0…75.0        75.0   25.0 %        0.752\n",
        "fog:r1@3             4    50.0 %   15.0…85.0  fail                         50.0   "
        "0.0…100.0\n",
        "noise:r1@3           4    25.0 %    4.6…69.9  inconclusive, 8 more         75.0  "
        "25.0…100.0\n",
        "rain:r1@5            1         -           -  left out                    100.0     "
        "      -\n",
        "fog:r1@3                2     2      0             0    0    50.0 %   15.0…85.0       1   "
        "     0\n",
        "noise:r1@3            25.0 %    4.6…69.9        25.0 %    4.6…69.9  0.0 %    25.0 %  "
        "0.750\n",
        "\ncondition             AP50         95 %   drop         95 %\n"
        "clean                1.000            -  0.000            -\n"
        "fog:r1@3             0.505  0.000…1.000  0.495  0.000…1.000\n",
        "fog:r1@3             0.505  0.000…1.000  0.495  0.000…1.000  0.505  0.500\n",
        "noise:r1@3           0.0  0.0   0.0   0.0  37.6  12.4\n",
        "cat          4  1.000  1.000\n"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        ck_assert_msg(strstr(shown, rows[i]) != NULL, "%s is not there", rows[i]);
}
END_TEST

/* What is compared with the clean picture has no row for it; replicates are one row. */
START_TEST(test_replicates)
{
    mltest_journal *journal = fx_open(true);
    journal->conditions[FX_NOISE].name = "fog:r1@3#1";
    journal->conditions[FX_NOISE].steps = journal->conditions[FX_FOG].steps;
    show(fx_score(journal));
    ck_assert_ptr_nonnull(strstr(shown, "\nStability, replicates as one (of: how many; worth: how "
                                        "many samples)\ncondition  "));
    ck_assert_ptr_nonnull(strstr(shown, "fog:r1@3              2  4 "));
    ck_assert_ptr_null(strstr(strstr(shown, "\nStability"), "\nclean                  1"));
}
END_TEST

/* The figures of the demo fit a terminal. */
START_TEST(test_width)
{
    show(fx_card(true, true));
    for (const char *at = shown; *at != '\0'; at += strcspn(at, "\n") + 1) {
        size_t n = 0;
        for (size_t i = 0; at[i] != '\n'; i++)
            n += ((unsigned char)at[i] & 0xC0) != 0x80;
        bool is_note = strncmp(at, "note:", 5) == 0;
        ck_assert_msg(n <= 100 || is_note, "%zu characters: %.*s", n, (int)strcspn(at, "\n"), at);
    }
}
END_TEST

/* Only of a run that stopped at its verdicts. */
START_TEST(test_decisions)
{
    show(fx_card(true, true));
    ck_assert_ptr_null(line("calls:"));
    mltest_journal *journal = fx_open(true);
    journal->run.until_decided = true;
    show(fx_score(journal));
    ck_assert_ptr_nonnull(strstr(shown, "E pass"));
    ck_assert_str_eq(line("calls:"),
                     "calls: 21, of them clean 4; the full grid: 24 (saved 12.5 %); "
                     "undecided 80.0 % of the conditions");
    ck_assert_ptr_nonnull(strstr(shown, "> 1000  fail\n"));
    ck_assert_ptr_nonnull(strstr(shown, "undecided\n"));
}
END_TEST

START_TEST(test_notes)
{
    show(fx_card(true, false));
    ck_assert_ptr_nonnull(line("verdict: fewer than 5.0 % of samples affected?"));
    ck_assert_ptr_nonnull(line("4 samples cannot pass it; 59 are needed"));
    ck_assert_ptr_nonnull(line("note: the journal is not complete"));
    ck_assert_ptr_nonnull(line("note: 1 prediction failed"));
}
END_TEST

/* What needs labels is not there. */
START_TEST(test_without_labels)
{
    static const char *const parts[] = {"\nCorrectness", "\nPerformance", "\nTIDE",  "\nClasses",
                                        "failure",       "mAP",           "clean F1"};
    show(fx_card(false, true));
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        ck_assert_msg(strstr(shown, parts[i]) == NULL, "%s is there", parts[i]);
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
                               "?[2Jrain "));
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
    ck_assert_ptr_nonnull(line("verdict: fewer than 0.0 % of samples affected?"));
    ck_assert_ptr_nonnull(line("4 samples cannot pass it; 2995732273553 are needed"));
}
END_TEST

/* Copies of two pictures are worth two. */
START_TEST(test_groups)
{
    mltest_journal *journal = fx_open(true);
    journal->samples[1].id = "a.png.rf.0123456789";
    journal->samples[0].id = "a.png.rf.abcdefgh12";
    show(fx_score(journal));
    ck_assert_ptr_nonnull(line("samples worth 2 drawn one by one cannot pass it; 59 are needed"));
    ck_assert_ptr_nonnull(strstr(shown, "\nStability, replicates as one"));
    ck_assert_ptr_nonnull(strstr(line("fog:r1@3 "), " 1  4    2.7    50.0 % "));
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
    tcase_add_test(tc, test_order_of_parts);
    tcase_add_test(tc, test_tables);
    tcase_add_test(tc, test_replicates);
    tcase_add_test(tc, test_width);
    tcase_add_test(tc, test_decisions);
    tcase_add_test(tc, test_notes);
    tcase_add_test(tc, test_without_labels);
    tcase_add_test(tc, test_names_cannot_command_a_terminal);
    tcase_add_test(tc, test_notes_cannot_command_a_terminal);
    tcase_add_test(tc, test_more_samples_than_an_int_counts);
    tcase_add_test(tc, test_groups);
    tcase_add_test(tc, test_out_of_memory);
    Suite *suite = suite_create("report_scorecard_text");
    suite_add_tcase(suite, tc);
    return suite;
}
