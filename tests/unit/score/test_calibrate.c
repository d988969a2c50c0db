/* SPDX-License-Identifier: MIT */
#include "score/calibrate.h"

#include "score/fixtures.h"

static mltest_scorecard *halved(mltest_journal *journal)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "calibration", "halves", NULL), MLTEST_OK);
    mltest_scorecard *card = fx_score_with(journal, options);
    mlt_options_unref(options);
    return card;
}

/*
 * a and c (hashes 0 and 2) see their cat with .75 and .5, and something else with .625 and .25: F1
 * is 2/3, 2/4, 4/5, 4/6 from .75, .625, .5, .25.
 */
static mltest_journal *uncertain(void)
{
    static mlt_pred a[] = {{{10, 10, 20, 20}, 0.75, 0}, {{60, 60, 20, 20}, 0.625, 0}};
    static mlt_pred c[] = {{{10, 10, 20, 20}, 0.5, 0}, {{60, 60, 20, 20}, 0.25, 0}};
    mltest_journal *journal = fx_open(true);
    fx_answer(journal, 0, FX_CLEAN, a, 2);
    fx_answer(journal, 2, FX_CLEAN, c, 2);
    return journal;
}

START_TEST(test_where_f1_is_best)
{
    mltest_journal *journal = uncertain();
    double confidence = 0;
    ck_assert_int_eq(mlt_calibrate(NULL, journal, true, &confidence, NULL), MLTEST_OK);
    fx_near(confidence, 0.5);
    mlt_journal_unref(journal);
}
END_TEST

/* Only b and d are scored. */
START_TEST(test_halves)
{
    mltest_scorecard *card = halved(uncertain());
    fx_near(card->settings.min_confidence, 0.5);
    fx_near(card->settings.match_confidence, 1.0 / 3);
    ck_assert_uint_eq(card->conditions[FX_FOG].n_counted, 2);
    ck_assert_uint_eq(card->conditions[FX_CLEAN].n_eligible, 2);
    fx_near(card->conditions[FX_FOG].affected.value, 1); /* b lost, d failed */
    fx_near(card->conditions[FX_NOISE].affected.value, 0);
    fx_near(card->conditions[FX_CLEAN].map, 1);
    fx_near(card->conditions[FX_NOISE].map, 1); /* c's loss is not seen */
    fx_near(card->figures[FX_NOISE * 2].n_truths, 2);
    ck_assert(isnan(mlt_scorecard_sample(card, 0, FX_FOG)->r));
    mlt_scorecard_unref(card);
}
END_TEST

START_TEST(test_nothing_to_learn_from)
{
    mltest_journal *journal = fx_open(false);
    mltest_error *error = NULL;
    double confidence = 0;
    ck_assert_int_eq(mlt_calibrate(NULL, journal, false, &confidence, &error), MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "no labelled picture"));
    mltest_error_free(error);
    error = NULL;
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    ck_assert_int_eq(mlt_calibrate(NULL, journal, false, &confidence, &error), MLTEST_ERR_INVALID);
    mltest_error_free(error);
    mlt_journal_unref(journal);
}
END_TEST

START_TEST(test_other_classes)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "other.jsonl");
    mlt_score_settings settings;
    mltest_options *options = NULL;
    mltest_error *error = NULL;
    mltest_journal *journal = fx_open(true);
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_text_puts(&text, fx_head);
    for (int i = 0; i < FX_SAMPLES; i++)
        fx_put_sample(&text, i, true);
    mlt_test_write_file(path, mlt_text_string(&text), text.n);
    mlt_text_free(&text);
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "calibration", path, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_settings_read(&settings, options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_score_settings_calibrate(&settings, NULL, journal, NULL), MLTEST_OK);
    journal->run.classes[1] = "cow";
    ck_assert_int_eq(mlt_score_settings_calibrate(&settings, NULL, journal, &error),
                     MLTEST_ERR_CONFLICT);
    ck_assert_str_eq(mltest_error_message(error), "calibration: net knows other classes than net: "
                                                  "its scores mean something else");
    mltest_error_free(error);
    mlt_options_unref(options);
    mlt_journal_unref(journal);
    mlt_test_remove_dir(dir);
}
END_TEST

static mltest_status calibrate(mltest_context *ctx, void *data)
{
    double confidence;
    mltest_error *error = NULL;
    mltest_status status = mlt_calibrate(ctx, data, false, &confidence, &error);
    mltest_error_free(error);
    return status;
}

START_TEST(test_out_of_memory)
{
    mltest_journal *journal = fx_open(true);
    mlt_test_every_allocation(calibrate, journal);
    mlt_journal_unref(journal);
}
END_TEST

FX_SUITE(calibrate, test_where_f1_is_best, test_halves, test_nothing_to_learn_from,
         test_other_classes, test_out_of_memory)
