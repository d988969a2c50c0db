/* SPDX-License-Identifier: MIT */
#include "score/weights_check.h"

#include "score/fixtures.h"

static mltest_journal *journal;
static mlt_weights weights;

static void parse(const char *text)
{
    journal = fx_open(true);
    weights = (mlt_weights){0};
    ck_assert_int_eq(mlt_weights_parse(&weights, NULL, text, NULL), MLTEST_OK);
}

static void finish(void)
{
    mlt_weights_free(&weights);
    mlt_journal_unref(journal);
}

/* The journal has fog and rain of weather, and noise, which is a kind there, too. */
START_TEST(test_what_the_journal_has)
{
    mlt_text line;
    mlt_text_init(&line, NULL);
    parse("weather=2,fog=0.5,noise=3,dither=0");
    ck_assert_int_eq(mlt_weights_check(&weights, journal, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_weights_say_absent(&weights, journal, &line), 0);
    ck_assert_uint_eq(line.n, 0);
    mlt_text_free(&line);
    finish();
}
END_TEST

START_TEST(test_what_only_this_version_has)
{
    mlt_text line;
    mlt_text_init(&line, NULL);
    parse("fog=1,blur=2,frost=0");
    ck_assert_int_eq(mlt_weights_check(&weights, journal, NULL), MLTEST_OK);
    ck_assert_uint_eq(mlt_weights_say_absent(&weights, journal, &line), 2);
    ck_assert_str_eq(mlt_text_string(&line),
                     "weights of what the journal does not have: blur, frost");
    mlt_text_free(&line);
    finish();
}
END_TEST

static void is_refused(const char *text, const char *message)
{
    mltest_error *error = NULL;
    parse(text);
    ck_assert_int_eq(mlt_weights_check(&weights, journal, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_error_message(error), message);
    mltest_error_free(error);
    finish();
}

START_TEST(test_what_nobody_has)
{
    is_refused("fog=1,wether=2",
               "weights: no category or kind is named 'wether'; did you mean 'weather'?");
    is_refused("something quite else=2",
               "weights: no category or kind is named 'something quite else'");
    is_refused("fog@3=2", "weights: no category or kind is named 'fog@3'; did you mean 'fog'?");
}
END_TEST

/* A kind of a host is no kind of this version: its journal alone knows it. */
START_TEST(test_kinds_of_a_host)
{
    mlt_jstep step = {.kind = "sandstorm", .category = "weather", .family = ""};
    parse("sandstorm=2");
    ck_assert_int_eq(mlt_weights_check(&weights, journal, NULL), MLTEST_ERR_INVALID);
    journal->conditions[FX_FOG].steps = &step;
    ck_assert_int_eq(mlt_weights_check(&weights, journal, NULL), MLTEST_OK);
    finish();
    is_refused("sandstrom=2", "weights: no category or kind is named 'sandstrom'");
}
END_TEST

START_TEST(test_through_the_scorecard)
{
    mltest_options *options = NULL;
    mltest_scorecard *card = NULL;
    mltest_error *error = NULL;
    journal = fx_open(true);
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "weights", "fgo=2", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, options, &error), MLTEST_ERR_INVALID);
    ck_assert_str_eq(mltest_error_message(error),
                     "weights: no category or kind is named 'fgo'; did you mean 'fog'?");
    mltest_error_free(error);
    ck_assert_int_eq(mlt_options_set(options, "weights", "blur=2", NULL), MLTEST_OK);
    card = fx_score_with(journal, options);
    const mlt_table *warnings = mlt_results_find_table(card->results, "warnings");
    ck_assert_str_eq(warnings->columns[0].strings[warnings->n_rows - 1],
                     "weights of what the journal does not have: blur");
    mlt_scorecard_unref(card);
    mlt_options_unref(options);
}
END_TEST

FX_SUITE(weights_check, test_what_the_journal_has, test_what_only_this_version_has,
         test_what_nobody_has, test_kinds_of_a_host, test_through_the_scorecard)
