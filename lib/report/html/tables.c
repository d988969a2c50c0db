/* SPDX-License-Identifier: MIT */
/*
 * Everything that was computed and is not shown elsewhere, folded away.
 */
#include "report/html/facts.h"
#include "report/html/names.h"
#include "report/html/sections.h"
#include "report/html/table.h"
#include "report/scorecard_views.h"

enum { MOST_ROWS = 300, MOST_WORST = 100 };
#define LENGTH(array) (sizeof(array) / sizeof(array)[0])

typedef struct {
    const char *table, *summary;
    const mlt_shown *columns;
    size_t n, first, most;
} block;

/* Nothing where it has nothing to say. */
static void put_block(mlt_text *out, const mlt_results *results, const block *b)
{
    mlt_table_view v;
    if (!mlt_table_view_open(&v, results, b->table, b->columns, b->n, b->first, b->most))
        return;
    mlt_text_printf(out, "<details><summary>%s</summary>\n", b->summary);
    mlt_html_results_table(out, results, b->table, b->summary, b->columns, b->n, b->first, b->most);
    mlt_text_puts(out, "</details>\n");
}

/* --- of a model ------------------------------------------------------------------------------- */

static const mlt_shown levels[] = {{"condition", "name", MLT_SHOW_TEXT},
                                   {"replicates", "replicates", MLT_SHOW_COUNT},
                                   {"n", "n", MLT_SHOW_COUNT},
                                   {"worth", "n_effective", MLT_SHOW_1},
                                   {"affected", "affected.value", MLT_SHOW_SHARE},
                                   {"95 %", "affected", MLT_SHOW_BETWEEN_SHARES},
                                   {"verdict", "verdict", MLT_SHOW_VERDICT},
                                   {"zone", "zone", MLT_SHOW_TEXT},
                                   {"robustness", "robustness", MLT_SHOW_1},
                                   {"95 %", "robustness", MLT_SHOW_BETWEEN_DRAWN}};
static const mlt_shown decisions[] = {{"condition", "name", MLT_SHOW_TEXT},
                                      {"calls", "calls", MLT_SHOW_COUNT},
                                      {"n", "n", MLT_SHOW_COUNT},
                                      {"affected", "k", MLT_SHOW_COUNT},
                                      {"log E of pass", "log_e_pass", MLT_SHOW_3},
                                      {"log E of fail", "log_e_fail", MLT_SHOW_3},
                                      {"verdict", "verdict", MLT_SHOW_TEXT}};
static const mlt_shown correctness[] = {{"condition", "name", MLT_SHOW_TEXT},
                                        {"failure", "failure", MLT_SHOW_SHARE},
                                        {"95 %", "failure", MLT_SHOW_BETWEEN_SHARES},
                                        {"newly broken", "newly_broken.value", MLT_SHOW_SHARE},
                                        {"95 %", "newly_broken", MLT_SHOW_BETWEEN_SHARES},
                                        {"fixed", "newly_fixed", MLT_SHOW_SHARE},
                                        {"degraded", "degraded", MLT_SHOW_SHARE},
                                        {"F1", "F1", MLT_SHOW_3},
                                        {"top-1", "top1", MLT_SHOW_3},
                                        {"95 %", "top1", MLT_SHOW_BETWEEN},
                                        {"top-5", "top5", MLT_SHOW_3},
                                        {"balanced", "balanced_accuracy", MLT_SHOW_3},
                                        {"ECE", "ECE", MLT_SHOW_3}};
static const mlt_shown performance[] = {{"condition", "name", MLT_SHOW_TEXT},
                                        {"AP50", "AP50", MLT_SHOW_3},
                                        {"95 %", "AP50", MLT_SHOW_BETWEEN},
                                        {"drop", "drop_AP50", MLT_SHOW_3},
                                        {"95 %", "drop_AP50", MLT_SHOW_BETWEEN},
                                        {"mAP", "mAP", MLT_SHOW_3},
                                        {"95 %", "mAP", MLT_SHOW_BETWEEN},
                                        {"drop", "drop", MLT_SHOW_3},
                                        {"95 %", "drop", MLT_SHOW_BETWEEN},
                                        {"AP75", "AP75", MLT_SHOW_3},
                                        {"AR", "AR", MLT_SHOW_3},
                                        {"precision", "precision", MLT_SHOW_3},
                                        {"recall", "recall", MLT_SHOW_3}};
static const mlt_shown answers[] = {{"condition", "name", MLT_SHOW_TEXT},
                                    {"kept", "kept", MLT_SHOW_SOME},
                                    {"lost", "lost", MLT_SHOW_SOME},
                                    {"moved", "moved", MLT_SHOW_SOME},
                                    {"reclassified", "reclassified", MLT_SHOW_SOME},
                                    {"new", "new", MLT_SHOW_SOME},
                                    {"all lost", "total_loss.value", MLT_SHOW_SHARE},
                                    {"95 %", "total_loss", MLT_SHOW_BETWEEN_SHARES},
                                    {"appeared", "n_appeared", MLT_SHOW_SOME},
                                    {"failed", "n_failed", MLT_SHOW_SOME},
                                    {"skipped", "n_skipped", MLT_SHOW_SOME}};
static const mlt_shown classes[] = {
    {"class", "name", MLT_SHOW_TEXT},      {"objects", "n_truths", MLT_SHOW_COUNT},
    {"few", "few_objects", MLT_SHOW_FLAG}, {"AP50", "AP50", MLT_SHOW_3},
    {"95 %", "AP50", MLT_SHOW_BETWEEN},    {"mAP", "mAP", MLT_SHOW_3},
    {"95 %", "mAP", MLT_SHOW_BETWEEN}};
static const mlt_shown class_performance[] = {{"condition", "condition", MLT_SHOW_TEXT},
                                              {"class", "class", MLT_SHOW_TEXT},
                                              {"AP50", "AP50", MLT_SHOW_3},
                                              {"mAP", "mAP", MLT_SHOW_3},
                                              {"AR", "AR", MLT_SHOW_3},
                                              {"precision", "precision", MLT_SHOW_3},
                                              {"recall", "recall", MLT_SHOW_3},
                                              {"F1", "F1", MLT_SHOW_3}};
static const mlt_shown changes[] = {
    {"condition", "condition", MLT_SHOW_TEXT}, {"class", "class", MLT_SHOW_TEXT},
    {"required", "required", MLT_SHOW_COUNT},  {"kept", "kept", MLT_SHOW_COUNT},
    {"lost", "lost", MLT_SHOW_COUNT},          {"new", "new", MLT_SHOW_COUNT},
    {"moved", "moved", MLT_SHOW_COUNT},        {"reclassified", "reclassified", MLT_SHOW_COUNT},
    {"survival", "survival", MLT_SHOW_SHARE},  {"mean IoU", "mean_iou", MLT_SHOW_3},
    {"score shift", "score_shift", MLT_SHOW_3}};
static const mlt_shown intervals[] = {{"figure", "figure", MLT_SHOW_TEXT},
                                      {"of", "of", MLT_SHOW_TEXT},
                                      {"value", "value", MLT_SHOW_3},
                                      {"95 %", "", MLT_SHOW_BETWEEN},
                                      {"lower bound", "lower", MLT_SHOW_3},
                                      {"upper bound", "upper", MLT_SHOW_3},
                                      {"se", "se", MLT_SHOW_3}};
static const mlt_shown metrics[] = {
    {"metric", "metric", MLT_SHOW_TEXT}, {"condition", "condition", MLT_SHOW_TEXT},
    {"figure", "name", MLT_SHOW_TEXT},   {"value", "value", MLT_SHOW_3},
    {"95 %", "", MLT_SHOW_BETWEEN},      {"n", "n", MLT_SHOW_COUNT}};
static const mlt_shown worst[] = {{"sample", "sample", MLT_SHOW_TEXT},
                                  {"condition", "condition", MLT_SHOW_TEXT},
                                  {"consistency", "consistency", MLT_SHOW_3},
                                  {"lost", "lost", MLT_SHOW_COUNT},
                                  {"new", "new", MLT_SHOW_COUNT}};

static void put_model(mlt_text *out, const mlt_results *results)
{
    static const block blocks[] = {
        {"kinds", "Kinds (weight: share in the risk)", mlt_shown_kinds, LENGTH(mlt_shown_kinds), 0,
         MOST_ROWS},
        {"categories", "Categories", mlt_shown_categories, LENGTH(mlt_shown_categories), 0,
         MOST_ROWS},
        {"levels", "Stability and verdicts, replicates as one (worth: how many samples)", levels,
         LENGTH(levels), 1, MOST_ROWS},
        {"decisions", "Decisions of a run until decided", decisions, LENGTH(decisions), 0,
         MOST_ROWS},
        {"conditions", "Answers: boxes and samples (appeared: blind before)", answers,
         LENGTH(answers), 1, MOST_ROWS},
        {"conditions", "Correctness", correctness, LENGTH(correctness), 0, MOST_ROWS},
        {"conditions", "Average precision (drop: below the clean one)", performance,
         LENGTH(performance), 0, MOST_ROWS},
        {"tide", mlt_shown_tide_heading, mlt_shown_tide, MLT_TIDE_SHOWN, 1, MOST_ROWS},
        {"corruption_errors", "Corruption errors (1: as the baseline)", mlt_shown_errors,
         LENGTH(mlt_shown_errors), 0, MOST_ROWS},
        {"classes", "Classes, clean (few: fewer than 30 objects)", classes, LENGTH(classes), 0,
         MOST_ROWS},
        {"class_performance", "Classes under each condition", class_performance,
         LENGTH(class_performance), 0, MOST_ROWS},
        {"changes", "What became of the boxes of each class", changes, LENGTH(changes), 0,
         MOST_ROWS},
        {"intervals", "Figures that were drawn again", intervals, LENGTH(intervals), 0, MOST_ROWS},
        {"metrics", "Figures of the host", metrics, LENGTH(metrics), 0, MOST_ROWS},
        {"worst", "Samples that change most", worst, LENGTH(worst), 0, MOST_WORST}};
    for (size_t i = 0; i < LENGTH(blocks); i++)
        put_block(out, results, &blocks[i]);
}

/* --- of the comparison ------------------------------------------------------------------------ */

static const mlt_shown differences[] = {
    {"under", "name", MLT_SHOW_TEXT},         {"model", "model", MLT_SHOW_TEXT},
    {"figure", "figure", MLT_SHOW_TEXT},      {"verdict", "verdict", MLT_SHOW_TEXT},
    {"first", "first", MLT_SHOW_3},           {"second", "second", MLT_SHOW_3},
    {"difference", "difference", MLT_SHOW_3}, {"95 %", "", MLT_SHOW_BETWEEN},
    {"p", "p_adjusted", MLT_SHOW_P},          {"detectable", "detectable", MLT_SHOW_3},
    {"test", "test", MLT_SHOW_TEXT},          {"family", "family", MLT_SHOW_TEXT}};
static const mlt_shown interactions[] = {{"kind", "name", MLT_SHOW_TEXT},
                                         {"model", "model", MLT_SHOW_TEXT},
                                         {"drop of the first", "first_drop", MLT_SHOW_3},
                                         {"of the second", "second_drop", MLT_SHOW_3},
                                         {"interaction", "interaction", MLT_SHOW_3},
                                         {"95 %", "", MLT_SHOW_BETWEEN},
                                         {"p", "p", MLT_SHOW_P},
                                         {"of logarithms", "log.value", MLT_SHOW_3},
                                         {"95 %", "log", MLT_SHOW_BETWEEN},
                                         {"p", "log.p", MLT_SHOW_P}};
static const mlt_shown advice[] = {{"model", "model", MLT_SHOW_TEXT},
                                   {"kind", "kind", MLT_SHOW_TEXT},
                                   {"affected", "affected", MLT_SHOW_SHARE},
                                   {"at least", "lower", MLT_SHOW_SHARE},
                                   {"weight", "weight", MLT_SHOW_SHARE},
                                   {"points of risk", "cost", MLT_SHOW_1},
                                   {"train with", "augmentations", MLT_SHOW_TEXT}};

static void put_comparison(mlt_text *out, const mlt_results *results)
{
    static const block blocks[] = {
        {"kind_differences", "Differences by kind", differences, LENGTH(differences), 0, MOST_ROWS},
        {"category_differences", "Differences by category", differences, LENGTH(differences), 0,
         MOST_ROWS},
        {"condition_differences", "Differences by condition", differences, LENGTH(differences), 0,
         MOST_ROWS},
        {"interactions", "Interactions: drop of the first minus drop of the second", interactions,
         LENGTH(interactions), 0, MOST_ROWS}};
    mlt_text_puts(out, "<h3>Differences</h3>\n");
    for (size_t i = 0; i < LENGTH(blocks); i++)
        put_block(out, results, &blocks[i]);
}

void mlt_html_tables(mlt_text *out, const mltest_report *report)
{
    static const block recommended = {
        "recommendations", "What would help (expected, not tested)", advice, LENGTH(advice), 0,
        MOST_ROWS};
    const mlt_results *all =
        report->comparison != NULL ? report->comparison->results : report->cards[0]->results;
    mlt_text_puts(out, "<section id=\"tables\" class=\"tables\"><h2>All tables</h2>\n");
    for (size_t i = 0; i < report->n; i++) {
        mlt_text_puts(out, "<h3>");
        mlt_html_model(out, report, i);
        mlt_text_puts(out, "</h3>\n");
        put_model(out, report->cards[i]->results);
    }
    if (report->comparison != NULL)
        put_comparison(out, all);
    put_block(out, all, &recommended);
    mlt_html_facts(out, report);
    mlt_html_commands(out, report);
    mlt_text_puts(out, "</section>\n");
}
