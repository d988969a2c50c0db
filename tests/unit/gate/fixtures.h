/* SPDX-License-Identifier: MIT */
/*
 * Journals of which every count is chosen: labelled pictures with one cat each, which the model
 * finds in clean ones; and what gates make of them.
 */
#ifndef MLT_TESTS_GATE_FIXTURES_H
#define MLT_TESTS_GATE_FIXTURES_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/option_tables.h"
#include "base/text.h"
#include "gate/report.h"
#include "testing.h"

enum { GT_CLEAN, GT_FOG, GT_NOISE, GT_RAIN, GT_AGAIN };

typedef struct {
    int n;          /* samples */
    int fog, noise; /* of these, the first ones lose the cat */
    int blind;      /* the last ones are blind: nothing is seen on the clean picture */
    int failed;     /* the first ones fail under noise */
    int skipped;    /* the first ones are skipped under rain */
    bool has_again; /* there is a replicate of fog, */
    int again;      /* where the first ones lose the cat */
    int per_group;  /* samples of a group; 0: no groups */
    int from;       /* number of the first sample */
    int seed;
    int dogs; /* the last ones are dogs, and still called cats */
    bool unlabelled;
    const char *name, *fingerprint, *more; /* more: of the run record */
} gt_model;

static inline void gt_put_head(mlt_text *text, const gt_model *m)
{
    static const char *const conditions[][3] = {{"fog:r1@3", "fog", "weather"},
                                                {"noise:r1@3{relative=1}", "noise", "noise"},
                                                {"rain:r1@5", "rain", "weather"}};
    mlt_text_printf(text,
                    "{\"type\":\"run\",\"format\":1,\"library\":\"0.1.0\",\"model\":{\"name\":"
                    "\"%s\",\"version\":\"1\"},\"task\":\"detection\",\"classes\":[\"cat\"%s],"
                    "\"dataset\":{\"name\":\"pets\",\"fingerprint\":\"%s\",\"n\":%d},\"suite\":"
                    "\"s\",\"suite_hash\":\"00000000000000bb\",\"seed\":%d,\"shard\":[0,1],"
                    "\"limit\":%d,\"numbers\":\"f32\"%s}\n"
                    "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[],\"severity\":0,"
                    "\"replicate\":0}\n",
                    m->name != NULL ? m->name : "net", m->dogs > 0 ? ",\"dog\"" : "",
                    m->fingerprint != NULL ? m->fingerprint : "00000000000000aa", 1000, m->seed,
                    1000, m->more != NULL ? m->more : ",\"score_floor\":0");
    for (int i = 0; i < 3; i++)
        mlt_text_printf(text,
                        "{\"type\":\"condition\",\"name\":\"%s\",\"steps\":[{\"kind\":\"%s\","
                        "\"revision\":1,\"category\":\"%s\",\"params\":{}}],\"severity\":%d,"
                        "\"replicate\":0}\n",
                        conditions[i][0], conditions[i][1], conditions[i][2], i == 2 ? 5 : 3);
    if (m->has_again)
        mlt_text_puts(text, "{\"type\":\"condition\",\"name\":\"fog:r1@3#1\",\"steps\":[{\"kind\":"
                            "\"fog\",\"revision\":1,\"category\":\"weather\",\"params\":{}}],"
                            "\"severity\":3,\"replicate\":1}\n");
}

static inline void gt_put_outcome(mlt_text *text, int i, const char *condition, bool found)
{
    mlt_text_printf(text,
                    "{\"type\":\"outcome\",\"id\":\"%d.png\",\"condition\":\"%s\",\"pred\":[%s],"
                    "\"change\":1}\n",
                    i, condition, found ? "[0,0.9,10,10,20,20]" : "");
}

static inline void gt_put_sample(mlt_text *text, const gt_model *m, int place)
{
    char tags[40] = "", truth[60];
    int i = m->from + place;
    bool blind = place >= m->n - m->blind;
    if (m->per_group > 0)
        snprintf(tags, sizeof tags, "\"group\":\"g%d\"", place / m->per_group);
    snprintf(truth, sizeof truth, ",\"truth\":[[%d,10,10,20,20,0,400,1]]", place >= m->n - m->dogs);
    mlt_text_printf(text,
                    "{\"type\":\"sample\",\"id\":\"%d.png\",\"n\":%d,\"width\":100,\"height\":100,"
                    "\"hash\":\"%016x\"%s,\"tags\":{%s}}\n",
                    i, i, (unsigned)i, m->unlabelled ? "" : truth, tags);
    gt_put_outcome(text, i, "clean", !blind);
    gt_put_outcome(text, i, "fog:r1@3", !blind && place >= m->fog);
    if (m->has_again)
        gt_put_outcome(text, i, "fog:r1@3#1", !blind && place >= m->again);
    if (place < m->failed)
        mlt_text_printf(text,
                        "{\"type\":\"failure\",\"id\":\"%d.png\",\"condition\":"
                        "\"noise:r1@3{relative=1}\",\"status\":9,\"message\":\"gone\"}\n",
                        i);
    else
        gt_put_outcome(text, i, "noise:r1@3{relative=1}", !blind && place >= m->noise);
    if (place < m->skipped)
        mlt_text_printf(text,
                        "{\"type\":\"skip\",\"id\":\"%d.png\",\"condition\":\"rain:r1@5\","
                        "\"reason\":\"no change\"}\n",
                        i);
    else
        gt_put_outcome(text, i, "rain:r1@5", !blind);
}

static inline char *gt_text(const gt_model *m)
{
    mlt_text text;
    mlt_text_init(&text, NULL);
    gt_put_head(&text, m);
    for (int i = 0; i < m->n; i++)
        gt_put_sample(&text, m, i);
    ck_assert(mlt_text_ok(&text));
    return mlt_text_take(&text);
}

static inline mltest_journal *gt_journal(const gt_model *m)
{
    mltest_journal *journal = NULL;
    mltest_error *error = NULL;
    char *text = gt_text(m);
    ck_assert_msg(mlt_journal_parse(&journal, NULL, "t.jsonl", text, strlen(text), &error) ==
                      MLTEST_OK,
                  "%s", mltest_error_message(error));
    free(text);
    return journal;
}

/* The same as classes of whole pictures. */
static inline mltest_journal *gt_classes(const gt_model *m)
{
    mltest_journal *journal = gt_journal(m);
    journal->run.task = MLTEST_TASK_CLASSIFICATION;
    for (size_t i = 0; i < journal->n_samples * journal->n_conditions; i++)
        journal->outcomes[i].is_top = journal->outcomes[i].type == MLT_OUTCOME;
    return journal;
}

/* Drops the journal. No intervals, like the scorecards that gates are judged on. */
static inline mltest_scorecard *gt_score(mltest_journal *journal)
{
    mltest_scorecard *card = NULL;
    mltest_options *options = NULL;
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_score_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "resamples", "0", NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_scorecard_make(&card, NULL, journal, options, NULL), MLTEST_OK);
    mlt_options_unref(options);
    mlt_journal_unref(journal);
    return card;
}

static inline double gt_card_number(const mltest_scorecard *card, const char *name)
{
    return mlt_results_find_value(card->results, name)->number;
}

static inline double gt_cell(const mltest_scorecard *card, const char *column, size_t row)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    return mlt_table_find_column(table, column)->doubles[row];
}

static inline const mlt_gate_score *gt_find(const char *name)
{
    const char *near;
    return mlt_gate_score_find(name, strlen(name), &near);
}

static inline mltest_scorecard *gt_card(const gt_model *m)
{
    return gt_score(gt_journal(m));
}

/* Gates of a document, g.json by its first letter or g.yaml. */
static inline mltest_status gt_read(mltest_gates **out, mltest_context *ctx, const char *text,
                                    mltest_error **error)
{
    const char *dir = mlt_test_make_dir();
    bool is_json = text[0] == '[' || text[0] == '{' || text[0] == '\0';
    const char *path = mlt_test_path(dir, is_json ? "g.json" : "g.yaml");
    mlt_test_write_file(path, text, strlen(text));
    mltest_status status = mlt_gates_open(out, ctx, path, &mlt_suite_option_tables, error);
    mlt_test_remove_dir(dir);
    return status;
}

static inline mltest_gates *gt_gates(const char *text)
{
    mltest_gates *gates = NULL;
    mltest_error *error = NULL;
    ck_assert_msg(gt_read(&gates, NULL, text, &error) == MLTEST_OK, "%s",
                  mltest_error_message(error));
    return gates;
}

/* The message must have the words; returns the line it tells. */
static inline int64_t gt_refused(const char *text, mltest_status status, const char *words)
{
    mltest_gates *gates = NULL;
    mltest_error *error = NULL;
    ck_assert_msg(gt_read(&gates, NULL, text, &error) == status, "%s: %s", text,
                  mltest_error_message(error));
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s: %s", text,
                  mltest_error_message(error));
    ck_assert_ptr_null(gates);
    int64_t line = mltest_error_line(error);
    mltest_error_free(error);
    return line;
}

/* Judges on a model, against another one unless NULL. */
static inline mltest_gate_report *gt_report(const char *gates_text, const gt_model *m,
                                            const gt_model *before)
{
    mltest_gates *gates = gt_gates(gates_text);
    mltest_journal *journal = gt_journal(m), *baseline = before != NULL ? gt_journal(before) : NULL;
    mltest_gate_report *report = NULL;
    mltest_error *error = NULL;
    ck_assert_msg(mlt_gate_report_make(&report, NULL, gates, journal, baseline, NULL, &error) ==
                      MLTEST_OK,
                  "%s", mltest_error_message(error));
    mlt_journal_unref(journal);
    mlt_journal_unref(baseline);
    mlt_gates_unref(gates);
    return report;
}

static inline const char *gt_string(const mltest_gate_report *report, const char *column, size_t i)
{
    const mlt_table *table = mlt_results_find_table(report->results, "gates");
    return mlt_table_find_column(table, column)->strings[i];
}

static inline double gt_number(const mltest_gate_report *report, const char *column, size_t i)
{
    const mlt_table *table = mlt_results_find_table(report->results, "gates");
    return mlt_table_find_column(table, column)->doubles[i];
}

/* One gate, its verdict, and words of its reason. */
static inline void gt_judged(const char *gate, const gt_model *m, const char *verdict,
                             const char *words)
{
    char text[300];
    snprintf(text, sizeof text, "[\"%s\"]", gate);
    mltest_gate_report *report = gt_report(text, m, NULL);
    ck_assert_msg(strcmp(gt_string(report, "verdict", 0), verdict) == 0, "%s: %s, %s", gate,
                  gt_string(report, "verdict", 0), gt_string(report, "reason", 0));
    ck_assert_msg(strstr(gt_string(report, "reason", 0), words) != NULL, "%s: %s", gate,
                  gt_string(report, "reason", 0));
    mlt_gate_report_unref(report);
}

#endif
