/* SPDX-License-Identifier: MIT */
/*
 * A journal that can be scored by hand: four labelled pictures of 100 × 100, one cat in each, which
 * the model finds in all clean ones.
 *
 *             clean   fog@3            noise@3          rain@5       fog+noise   dither
 *   a.png     found   found            found            found        lost        found
 *   b.png     found   lost             found            (skipped)    lost        found
 *   c.png     found   found            lost, a new one  (skipped)    lost        found
 *   d.png     found   failed           found            (skipped)    lost        found
 */
#ifndef MLT_TESTS_SCORE_FIXTURES_H
#define MLT_TESTS_SCORE_FIXTURES_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "score/condition.h"
#include "score/fill.h"
#include "score/performance.h"
#include "score/risk.h"
#include "score/score.h"
#include "testing.h"

enum { FX_CLEAN, FX_FOG, FX_NOISE, FX_RAIN, FX_BOTH, FX_DITHER, FX_CONDITIONS, FX_SAMPLES = 4 };

#define FX_FOUND "[0,0.9,10,10,20,20]"

static const char fx_head[] =
    "{\"type\":\"run\",\"format\":1,\"library\":\"0.1.0\",\"model\":{\"name\":\"net\",\"version\":"
    "\"1\"},\"task\":\"detection\",\"classes\":[\"cat\",\"dog\"],\"dataset\":{\"name\":\"pets\","
    "\"fingerprint\":\"00000000000000aa\",\"n\":4},\"suite\":\"s\",\"suite_hash\":"
    "\"00000000000000bb\",\"seed\":0,\"score_floor\":0,\"shard\":[0,1],\"limit\":4,\"numbers\":"
    "\"f32\"}\n"
    "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[],\"severity\":0,\"replicate\":0}\n"
    "{\"type\":\"condition\",\"name\":\"fog:r1@3\",\"steps\":[{\"kind\":\"fog\",\"revision\":1,"
    "\"category\":\"weather\",\"params\":{}}],\"severity\":3,\"replicate\":0}\n"
    "{\"type\":\"condition\",\"name\":\"noise:r1@3\",\"steps\":[{\"kind\":\"noise\",\"revision\":1,"
    "\"category\":\"noise\",\"params\":{}}],\"severity\":3,\"replicate\":0}\n"
    "{\"type\":\"condition\",\"name\":\"rain:r1@5\",\"steps\":[{\"kind\":\"rain\",\"revision\":1,"
    "\"category\":\"weather\",\"params\":{}}],\"severity\":5,\"replicate\":0}\n"
    "{\"type\":\"condition\",\"name\":\"fog:r1@3+noise:r1@3\",\"steps\":[{\"kind\":\"fog\","
    "\"revision\":1,\"category\":\"weather\",\"params\":{}},{\"kind\":\"noise\",\"revision\":1,"
    "\"category\":\"noise\",\"params\":{}}],\"severity\":3,\"replicate\":0}\n"
    "{\"type\":\"condition\",\"name\":\"dither:r1@1\",\"steps\":[{\"kind\":\"dither\",\"revision\":"
    "1,\"category\":\"noise\",\"informational\":true,\"params\":{}}],\"severity\":1,"
    "\"replicate\":0}\n";

static const char *const fx_names[FX_CONDITIONS] = {
    "clean", "fog:r1@3", "noise:r1@3", "rain:r1@5", "fog:r1@3+noise:r1@3", "dither:r1@1"};

/* What was answered, as the journal has it; NULL: skipped, "": failed. */
static const char *const fx_answers[FX_SAMPLES][FX_CONDITIONS] = {
    {FX_FOUND, FX_FOUND, FX_FOUND, FX_FOUND, " ", FX_FOUND},
    {FX_FOUND, " ", FX_FOUND, NULL, " ", FX_FOUND},
    {FX_FOUND, FX_FOUND, "[1,0.5,60,60,20,20]", NULL, " ", FX_FOUND},
    {FX_FOUND, "", FX_FOUND, NULL, " ", FX_FOUND},
};

static inline void fx_put_sample(mlt_text *text, int i, bool labelled)
{
    mlt_text_printf(text,
                    "{\"type\":\"sample\",\"id\":\"%c.png\",\"n\":%d,\"width\":100,\"height\":100,"
                    "\"hash\":\"000000000000000%d\"%s,\"tags\":{}}\n",
                    'a' + i, i, i, labelled ? ",\"truth\":[[0,10,10,20,20,0,400,1]]" : "");
    for (int c = 0; c < FX_CONDITIONS; c++) {
        const char *answer = fx_answers[i][c];
        mlt_text_printf(text, "{\"type\":\"%s\",\"id\":\"%c.png\",\"condition\":\"%s\"",
                        answer == NULL      ? "skip"
                        : answer[0] == '\0' ? "failure"
                                            : "outcome",
                        'a' + i, fx_names[c]);
        if (answer == NULL)
            mlt_text_puts(text, ",\"reason\":\"no change\"}\n");
        else if (answer[0] == '\0')
            mlt_text_puts(text, ",\"status\":9,\"message\":\"gone\"}\n");
        else
            mlt_text_printf(text, ",\"pred\":[%s],\"change\":%d.5}\n",
                            answer[0] == ' ' ? "" : answer, c);
    }
}

/* The journal of the table above; ended or not, with labels or without. */
static inline mltest_status fx_journal(mltest_journal **out, mltest_context *ctx, bool labelled,
                                       bool ended, mltest_error **error)
{
    mlt_text text;
    mlt_text_init(&text, ctx);
    mlt_text_puts(&text, fx_head);
    for (int i = 0; i < FX_SAMPLES; i++)
        fx_put_sample(&text, i, labelled);
    if (ended)
        mlt_text_puts(&text, "{\"type\":\"end\",\"samples\":4,\"outcomes\":20,\"failures\":1,"
                             "\"skips\":3}\n");
    mltest_status status =
        mlt_text_ok(&text)
            ? mlt_journal_parse(out, ctx, "t.jsonl", mlt_text_string(&text), text.n, error)
            : MLTEST_ERR_MEMORY;
    mlt_text_free(&text);
    return status;
}

/* The journal in the default context, to be changed by a test. */
static inline mltest_journal *fx_open(bool labelled)
{
    mltest_journal *journal = NULL;
    mltest_error *error = NULL;
    ck_assert_msg(fx_journal(&journal, NULL, labelled, true, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    return journal;
}

/* The samples of the journal over and over, n in all; they share their names and answers. */
static inline mltest_journal *fx_repeat(size_t n)
{
    mltest_journal *journal = fx_open(true);
    const size_t row = FX_CONDITIONS * sizeof(mlt_joutcome);
    mlt_jsample *samples = mlt_alloc_zero(NULL, n, sizeof *samples);
    mlt_joutcome *outcomes = mlt_alloc_zero(NULL, n, row);
    ck_assert(samples != NULL && outcomes != NULL);
    for (size_t i = 0; i < n; i++) {
        samples[i] = journal->samples[i % FX_SAMPLES];
        samples[i].n = i;
        memcpy(&outcomes[i * FX_CONDITIONS], &journal->outcomes[i % FX_SAMPLES * FX_CONDITIONS],
               row);
    }
    mlt_free(NULL, journal->samples);
    mlt_free(NULL, journal->outcomes);
    journal->samples = samples;
    journal->outcomes = outcomes;
    journal->n_samples = n;
    return journal;
}

static inline mlt_joutcome *fx_outcome(mltest_journal *journal, size_t sample, size_t condition)
{
    return &journal->outcomes[sample * FX_CONDITIONS + condition];
}

/* Another answer; the predictions must outlive the journal. */
static inline void fx_answer(mltest_journal *journal, size_t sample, size_t condition,
                             mlt_pred *preds, size_t n)
{
    *fx_outcome(journal, sample, condition) =
        (mlt_joutcome){.type = MLT_OUTCOME, .preds = preds, .n_preds = n, .ms = -1};
}

/* Says where a condition moved the pixels. */
static inline void fx_move(mltest_journal *journal, size_t sample, size_t condition,
                           const double h[9])
{
    mlt_map *map = mlt_arena_alloc(journal->arena, 1, sizeof *map);
    ck_assert(mlt_map_from_homography(map, h));
    fx_outcome(journal, sample, condition)->map = map;
}

/* Another label; the truths must outlive the journal. */
static inline void fx_label(mltest_journal *journal, size_t sample, mlt_truth *truth, size_t n)
{
    journal->samples[sample].labelled = truth != NULL;
    journal->samples[sample].truth = truth;
    journal->samples[sample].n_truth = n;
}

/* Scores a journal and drops it: the card keeps it. */
static inline mltest_scorecard *fx_score_with(mltest_journal *journal,
                                              const mltest_options *options)
{
    mltest_scorecard *card = NULL;
    mltest_error *error = NULL;
    ck_assert_msg(mlt_scorecard_make(&card, NULL, journal, options, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    mlt_journal_unref(journal);
    return card;
}

static inline mltest_scorecard *fx_score(mltest_journal *journal)
{
    return fx_score_with(journal, NULL);
}

static inline mltest_scorecard *fx_card(bool labelled, bool ended)
{
    mltest_journal *journal = NULL;
    ck_assert_int_eq(fx_journal(&journal, NULL, labelled, ended, NULL), MLTEST_OK);
    return fx_score(journal);
}

static inline void fx_near(double got, double wanted)
{
    ck_assert_msg(fabs(got - wanted) < 1e-12, "%.17g, not %.17g", got, wanted);
}

static inline double fx_number(const mltest_scorecard *card, const char *name)
{
    const mlt_value *value = mlt_results_find_value(card->results, name);
    ck_assert_msg(value != NULL, "there is no %s", name);
    return value->number;
}

/* Options with one of them set. */
static inline mltest_options *fx_option(const char *name, const char *value)
{
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, name, value, NULL), MLTEST_OK);
    return options;
}

/* The answers are classes of whole pictures. */
static inline void fx_make_top(mltest_journal *journal)
{
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    for (size_t i = 0; i < journal->n_samples * journal->n_conditions; i++)
        journal->outcomes[i].is_top = journal->outcomes[i].type == MLT_OUTCOME;
}

/*
 * Body of out-of-memory tests: parse and score, as boxes, or as the classes of whole pictures where
 * data points to true. It reaches every part of a scorecard, whose tests need none of their own.
 * Allocations are the same for any number of draws.
 */
static inline mltest_status fx_score_all(mltest_context *ctx, void *data)
{
    mltest_journal *journal = NULL;
    mltest_scorecard *card = NULL;
    mltest_error *error = NULL;
    mltest_options *few = fx_option("resamples", "4");
    mltest_status status = fx_journal(&journal, ctx, true, true, &error);
    if (status == MLTEST_OK && data != NULL && *(const bool *)data)
        fx_make_top(journal);
    if (status == MLTEST_OK)
        status = mlt_scorecard_make(&card, ctx, journal, few, &error);
    mlt_scorecard_unref(card);
    mlt_journal_unref(journal);
    mlt_options_unref(few);
    mltest_error_free(error);
    return status;
}

#define FX_SUITE(file, ...)                                                                        \
    Suite *mlt_suite_score_##file(void);                                                           \
    Suite *mlt_suite_score_##file(void)                                                            \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        TCase *tc = tcase_create(#file);                                                           \
        tcase_set_timeout(tc, 30); /* a sanitizer takes its time */                                \
        for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)                                \
            tcase_add_test(tc, tests[i]);                                                          \
        Suite *suite = suite_create("score_" #file);                                               \
        suite_add_tcase(suite, tc);                                                                \
        return suite;                                                                              \
    }

#endif
