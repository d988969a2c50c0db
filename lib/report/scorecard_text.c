/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "base/math.h"
#include "report/columns.h"
#include "report/decisions_text.h"
#include "report/report.h"
#include "report/scorecard_head.h"
#include "report/scorecard_views.h"
#include "report/table_text.h"

enum { EVERY = 1000000, MOST_CLASSES = 20 };
#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

/* Without their replicates, which are in JSON; the clean pictures are what all is compared with. */
static void put_stability(mlt_text *out, const mltest_scorecard *card)
{
    static const mlt_shown plain[] = {{"condition", "name", MLT_SHOW_TEXT},
                                      {"n", "n", MLT_SHOW_COUNT},
                                      {"affected", "affected.value", MLT_SHOW_SHARE},
                                      {"95 %", "affected", MLT_SHOW_BETWEEN_SHARES},
                                      {"verdict", "verdict", MLT_SHOW_VERDICT},
                                      {"robustness", "robustness", MLT_SHOW_1},
                                      {"95 %", "robustness", MLT_SHOW_BETWEEN_DRAWN}};
    static const mlt_shown pooled[] = {{"condition", "name", MLT_SHOW_TEXT},
                                       {"of", "replicates", MLT_SHOW_COUNT},
                                       {"n", "n", MLT_SHOW_COUNT},
                                       {"worth", "n_effective", MLT_SHOW_1},
                                       {"affected", "affected.value", MLT_SHOW_SHARE},
                                       {"95 %", "affected", MLT_SHOW_BETWEEN_SHARES},
                                       {"verdict", "verdict", MLT_SHOW_VERDICT},
                                       {"robustness", "robustness", MLT_SHOW_1},
                                       {"95 %", "robustness", MLT_SHOW_BETWEEN_DRAWN}};
    bool worth_differs = card->units.is_grouped;
    for (size_t i = 0; i < card->n_levels; i++)
        worth_differs = worth_differs || card->levels[i].n_replicates > 1;
    if (worth_differs)
        mlt_table_text(out, card->results, "levels",
                       "Stability, replicates as one (of: how many; worth: how many samples)",
                       pooled, LENGTH(pooled), 1, EVERY);
    else
        mlt_table_text(out, card->results, "levels", "Stability", plain, LENGTH(plain), 1, EVERY);
}

/* What decides a verdict that is still open, once for the whole table. */
static void put_verdict_note(mlt_text *out, const mltest_scorecard *card)
{
    const mlt_table *table = mlt_results_find_table(card->results, "conditions");
    double needed =
        table->n_rows > 0 ? mlt_table_find_column(table, "samples_needed")->doubles[0] : NAN;
    mlt_text_puts(out, "verdict: fewer than ");
    mlt_fixed(out, 100 * card->settings.target, 1);
    mlt_text_puts(out, " % of samples affected? N more samples like these would decide\n");
    double n = card->n_levels > 0 ? card->levels[0].affected.n : NAN;
    if (!isnan(needed) && n < needed)
        mlt_text_printf(out,
                        card->units.is_grouped
                            ? "samples worth %.0f drawn one by one cannot pass it; %.0f are "
                              "needed\n"
                            : "%.0f samples cannot pass it; %.0f are needed\n",
                        floor(n), needed);
}

static void put_boxes(mlt_text *out, const mltest_scorecard *card)
{
    static const mlt_shown classes[] = {{"condition", "name", MLT_SHOW_TEXT},
                                        {"appeared", "n_appeared", MLT_SHOW_SOME},
                                        {"failed", "n_failed", MLT_SHOW_SOME},
                                        {"skipped", "n_skipped", MLT_SHOW_SOME}};
    static const mlt_shown columns[] = {{"condition", "name", MLT_SHOW_TEXT},
                                        {"kept", "kept", MLT_SHOW_COUNT},
                                        {"lost", "lost", MLT_SHOW_COUNT},
                                        {"moved", "moved", MLT_SHOW_COUNT},
                                        {"reclassified", "reclassified", MLT_SHOW_COUNT},
                                        {"new", "new", MLT_SHOW_COUNT},
                                        {"all lost", "total_loss.value", MLT_SHOW_SHARE},
                                        {"95 %", "total_loss", MLT_SHOW_BETWEEN_SHARES},
                                        {"appeared", "n_appeared", MLT_SHOW_SOME},
                                        {"failed", "n_failed", MLT_SHOW_SOME},
                                        {"skipped", "n_skipped", MLT_SHOW_SOME}};
    if (card->journal->run.task == MLTEST_TASK_CLASSIFICATION)
        mlt_table_text(out, card->results, "conditions", "Answers that are missing, or new",
                       classes, LENGTH(classes), 1, EVERY);
    else
        mlt_table_text(out, card->results, "conditions",
                       "Boxes; samples: all lost, appeared (blind before), failed, skipped",
                       columns, LENGTH(columns), 1, EVERY);
}

static void put_correctness(mlt_text *out, const mlt_results *results)
{
    static const mlt_shown columns[] = {{"condition", "name", MLT_SHOW_TEXT},
                                        {"failure", "failure", MLT_SHOW_SHARE},
                                        {"95 %", "failure", MLT_SHOW_BETWEEN_SHARES},
                                        {"newly broken", "newly_broken.value", MLT_SHOW_SHARE},
                                        {"95 %", "newly_broken", MLT_SHOW_BETWEEN_SHARES},
                                        {"fixed", "newly_fixed", MLT_SHOW_SHARE},
                                        {"degraded", "degraded", MLT_SHOW_SHARE},
                                        {"F1", "F1", MLT_SHOW_3}};
    mlt_table_text(out, results, "conditions", "Correctness", columns, LENGTH(columns), 0, EVERY);
}

/* The kinds under which only AP50 and F1 can be told, one after another. */
static void put_limited(mlt_text *out, const mltest_scorecard *card)
{
    const char *last = NULL;
    for (size_t i = 0; i < card->journal->n_conditions; i++) {
        const mlt_jcondition *c = &card->journal->conditions[i];
        const char *name = c->n_steps == 1 ? c->steps[0].kind : c->name;
        if (!card->conditions[i].label_limited || isnan(card->conditions[i].ap50) ||
            (last != NULL && strcmp(last, name) == 0))
            continue;
        mlt_text_puts(out, last != NULL ? ", " : "label-limited, so without mAP: ");
        mlt_columns_clean(out, name);
        last = name;
    }
    if (last != NULL)
        mlt_text_putc(out, '\n');
}

static void put_performance(mlt_text *out, const mltest_scorecard *card)
{
    static const mlt_shown at_half[] = {{"condition", "name", MLT_SHOW_TEXT},
                                        {"AP50", "AP50", MLT_SHOW_3},
                                        {"95 %", "AP50", MLT_SHOW_BETWEEN},
                                        {"drop", "drop_AP50", MLT_SHOW_3},
                                        {"95 %", "drop_AP50", MLT_SHOW_BETWEEN}};
    static const mlt_shown whole[] = {{"condition", "name", MLT_SHOW_TEXT},
                                      {"mAP", "mAP", MLT_SHOW_3},
                                      {"95 %", "mAP", MLT_SHOW_BETWEEN},
                                      {"top-1", "top1", MLT_SHOW_3},
                                      {"95 %", "top1", MLT_SHOW_BETWEEN},
                                      {"drop", "drop", MLT_SHOW_3},
                                      {"95 %", "drop", MLT_SHOW_BETWEEN},
                                      {"AP75", "AP75", MLT_SHOW_3},
                                      {"AR", "AR", MLT_SHOW_3},
                                      {"top-5", "top5", MLT_SHOW_3},
                                      {"balanced", "balanced_accuracy", MLT_SHOW_3},
                                      {"ECE", "ECE", MLT_SHOW_3}};
    bool classes = card->journal->run.task == MLTEST_TASK_CLASSIFICATION;
    if (!classes)
        mlt_table_text(out, card->results, "conditions",
                       "Performance at IoU 0.5 (drop: below the clean one)", at_half,
                       LENGTH(at_half), 0, EVERY);
    mlt_table_text(out, card->results, "conditions",
                   classes ? "Performance (drop: below the clean one)"
                           : "Performance, mean over IoU 0.5 to 0.95",
                   whole, LENGTH(whole), 0, EVERY);
    put_limited(out, card);
}

static void put_groups(mlt_text *out, const mlt_results *results)
{
    mlt_table_text(out, results, "kinds", "Kinds (weight: share in the risk)", mlt_shown_kinds,
                   LENGTH(mlt_shown_kinds), 0, EVERY);
    /* A category with one kind is that kind. */
    if (mlt_results_find_table(results, "kinds")->n_rows >
        mlt_results_find_table(results, "categories")->n_rows)
        mlt_table_text(out, results, "categories", "Categories", mlt_shown_categories,
                       LENGTH(mlt_shown_categories), 0, EVERY);
    mlt_table_text(out, results, "corruption_errors", "Corruption errors (1: as the baseline)",
                   mlt_shown_errors, LENGTH(mlt_shown_errors), 0, EVERY);
}

static void put_classes(mlt_text *out, const mlt_results *results)
{
    static const mlt_shown columns[] = {
        {"class", "name", MLT_SHOW_TEXT}, {"objects", "n_truths", MLT_SHOW_COUNT},
        {"AP50", "AP50", MLT_SHOW_3},     {"95 %", "AP50", MLT_SHOW_BETWEEN},
        {"mAP", "mAP", MLT_SHOW_3},       {"95 %", "mAP", MLT_SHOW_BETWEEN}};
    mlt_table_text(out, results, "classes", "Classes, clean", columns, LENGTH(columns), 0,
                   MOST_CLASSES);
}

mltest_status mlt_report_scorecard_text(mlt_text *out, const mltest_scorecard *card,
                                        mltest_error **error)
{
    const mlt_table *warnings = mlt_results_find_table(card->results, "warnings");
    mlt_scorecard_head(out, card);
    put_groups(out, card->results);
    put_stability(out, card);
    put_verdict_note(out, card);
    mlt_decisions_text(out, card);
    put_boxes(out, card);
    put_correctness(out, card->results);
    put_performance(out, card);
    mlt_table_text(out, card->results, "tide", mlt_shown_tide_heading, mlt_shown_tide,
                   LENGTH(mlt_shown_tide), 1, EVERY);
    put_classes(out, card->results);
    mlt_report_recommendations(out, card->ctx, card->results);
    if (warnings->n_rows > 0)
        mlt_text_putc(out, '\n');
    for (size_t i = 0; i < warnings->n_rows; i++) {
        mlt_text_puts(out, "note: ");
        mlt_columns_clean(out, warnings->columns[0].strings[i]);
        mlt_text_putc(out, '\n');
    }
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
