/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "report/columns.h"
#include "report/report.h"

static double number(const mlt_results *r, const char *name)
{
    const mlt_value *v = mlt_results_find_value(r, name);
    return v != NULL ? v->number : NAN;
}

/* The lines that everybody knows from COCO's own tool. */
static void put_stats(mlt_text *out, const mltest_evaluation *e)
{
    static const struct {
        const char *stat, *iou, *area;
        int limit; /* which of the three */
    } rows[] = {
        {"AP", "0.50:0.95", "all", 2},     {"AP50", "0.50", "all", 2},
        {"AP75", "0.75", "all", 2},        {"APs", "0.50:0.95", "small", 2},
        {"APm", "0.50:0.95", "medium", 2}, {"APl", "0.50:0.95", "large", 2},
        {"AR1", "0.50:0.95", "all", 0},    {"AR10", "0.50:0.95", "all", 1},
        {"AR100", "0.50:0.95", "all", 2},  {"ARs", "0.50:0.95", "small", 2},
        {"ARm", "0.50:0.95", "medium", 2}, {"ARl", "0.50:0.95", "large", 2},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool is_ap = rows[i].stat[1] == 'P';
        mlt_text_printf(out, " %-18s %s @[ IoU=%-9s | area=%6s | maxDets=%3u ] = ",
                        is_ap ? "Average Precision" : "Average Recall", is_ap ? "(AP)" : "(AR)",
                        rows[i].iou, rows[i].area, e->max_dets[rows[i].limit]);
        mlt_fixed(out, number(e->results, rows[i].stat), 3);
        mlt_text_putc(out, '\n');
    }
}

static void put_lvis(mlt_text *out, const mltest_evaluation *e)
{
    static const struct {
        const char *iou, *of;
    } rows[MLT_LVIS_N_STATS] = {
        {"0.50:0.95", "all"},   {"0.50", "all"},         {"0.75", "all"},
        {"0.50:0.95", "small"}, {"0.50:0.95", "medium"}, {"0.50:0.95", "large"},
        {"0.50:0.95", "rare"},  {"0.50:0.95", "common"}, {"0.50:0.95", "frequent"},
        {"0.50:0.95", "all"},   {"0.50:0.95", "small"},  {"0.50:0.95", "medium"},
        {"0.50:0.95", "large"},
    };
    for (size_t i = 0; i < MLT_LVIS_N_STATS; i++) {
        bool is_ap = mlt_lvis_stat_names[i][1] == 'P';
        mlt_text_printf(out, " %-18s %s @[ IoU=%-9s | %8s | maxDets=%3u an image ] = ",
                        is_ap ? "Average Precision" : "Average Recall", is_ap ? "(AP)" : "(AR)",
                        rows[i].iou, rows[i].of, e->max_dets[MLT_COCO_N_LIMITS - 1]);
        mlt_fixed(out, number(e->results, mlt_lvis_stat_names[i]), 3);
        mlt_text_putc(out, '\n');
    }
}

static void put_deviations(mlt_text *out, const mltest_evaluation *e)
{
    if (e->mode != MLT_EVALUATION_CORRECTED)
        return;
    bool any = false;
    mlt_text_putc(out, '\n');
    for (size_t i = 0; i < MLT_COCO_N_DEVIATIONS; i++) {
        if (e->coco.deviations[i] == 0)
            continue;
        mlt_text_printf(out, "corrected %s, %" PRIu64 ": %s\n", mlt_coco_deviations[i].name,
                        e->coco.deviations[i], mlt_coco_deviations[i].meaning);
        any = true;
    }
    if (!any)
        mlt_text_puts(out, "corrected: there was nothing to\n");
}

static void put_classes(mlt_text *out, const mltest_evaluation *e, const mlt_table *table)
{
    static const char *const coco[] = {"<class", "truths", "AP", "AP50", "AP75", "AR100"};
    static const char *const lvis[] = {"<class", "truths", "AP", "AP50", "AP75", "AR"};
    const char *const *heads = e->mode == MLT_EVALUATION_LVIS ? lvis : coco;
    static const char *const columns[] = {"AP", "AP50", "AP75", "AR100"};
    mlt_columns t;
    mlt_text_putc(out, '\n');
    mlt_columns_init(&t, e->ctx, heads, sizeof coco / sizeof coco[0]);
    for (size_t i = 0; i < table->n_rows; i++) {
        mlt_columns_text(&t, mlt_table_find_column(table, "name")->strings[i]);
        mlt_columns_number(&t, mlt_table_find_column(table, "n_truths")->doubles[i], 0);
        for (size_t k = 0; k < sizeof columns / sizeof columns[0]; k++) {
            double value = mlt_table_find_column(table, columns[k])->doubles[i];
            mlt_columns_number(&t, value < 0 ? NAN : value, 3); /* -1: no truths */
        }
    }
    mlt_columns_print(&t, out);
}

/* A heading, then the columns of a table: texts first. digits: of each number. */
typedef struct {
    const char *table, *heading;
    const char *const *heads, *const *columns; /* ends with NULL; a head with '<' is a text's */
    const int *digits;
} section;

/* False, and nothing, if that table was not asked for. */
static bool put_section(mlt_text *out, const mltest_evaluation *e, const section *s)
{
    const mlt_table *table = mlt_results_find_table(e->results, s->table);
    size_t n = 0;
    mlt_columns t;
    if (table == NULL)
        return false;
    while (s->columns[n] != NULL)
        n++;
    mlt_text_printf(out, "\n%s\n", s->heading);
    mlt_columns_init(&t, e->ctx, s->heads, n);
    for (size_t i = 0; i < table->n_rows; i++) {
        for (size_t k = 0; k < n; k++) {
            const mlt_column *c = mlt_table_find_column(table, s->columns[k]);
            if (c->type == MLT_COLUMN_STRING)
                mlt_columns_text(&t, c->strings[i]);
            else
                mlt_columns_number(&t, c->doubles[i] < 0 ? NAN : c->doubles[i], s->digits[k]);
        }
    }
    mlt_columns_print(&t, out);
    return true;
}

static void put_voc(mlt_text *out, const mltest_evaluation *e)
{
    static const char *const heads[] = {"<class", "truths", "AP", "right", "wrong"};
    static const char *const columns[] = {"name", "n_truths", "AP", "tp", "fp", NULL};
    static const int digits[] = {0, 0, 4, 0, 0};
    static const section s = {"voc_classes", "Pascal VOC", heads, columns, digits};
    if (!put_section(out, e, &s))
        return;
    mlt_text_printf(out, "mAP, %s, at IoU ",
                    mlt_results_find_value(e->results, "voc.preset")->text);
    mlt_fixed(out, number(e->results, "voc.iou"), 2);
    mlt_text_puts(out, ": ");
    mlt_fixed(out, number(e->results, "voc.mAP"), 4);
    mlt_text_putc(out, '\n');
}

static void put_tide(mlt_text *out, const mltest_evaluation *e)
{
    static const char *const heads[] = {"<error", "n", "dAP"};
    static const char *const columns[] = {"kind", "n", "dAP", NULL};
    static const int digits[] = {0, 0, 2};
    static const section s = {"tide", "TIDE: what errors cost, in points of AP50", heads, columns,
                              digits};
    if (!put_section(out, e, &s))
        return;
    mlt_text_puts(out, "AP50 ");
    mlt_fixed(out, number(e->results, "tide.AP"), 2);
    mlt_text_puts(out, "; all false positives ");
    mlt_fixed(out, number(e->results, "tide.dAP_false_positives"), 2);
    mlt_text_puts(out, ", all false negatives ");
    mlt_fixed(out, number(e->results, "tide.dAP_false_negatives"), 2);
    mlt_text_putc(out, '\n');
}

static void put_confusion(mlt_text *out, const mltest_evaluation *e)
{
    static const char *const heads[] = {"<truth", "<predicted", "n"};
    static const char *const columns[] = {"truth", "predicted", "n", NULL};
    static const int digits[] = {0, 0, 0};
    static const section s = {"confusion", "Confusion", heads, columns, digits};
    put_section(out, e, &s);
}

static void put_operating(mlt_text *out, const mltest_evaluation *e)
{
    static const char *const heads[] = {"<class", "score", "F1", "precision", "recall"};
    static const char *const columns[] = {"name", "score", "F1", "precision", "recall", NULL};
    static const int digits[] = {0, 3, 3, 3, 3};
    static const section s = {"operating", "Best F1", heads, columns, digits};
    put_section(out, e, &s);
}

static void put_calibration(mlt_text *out, const mltest_evaluation *e)
{
    static const char *const heads[] = {"from",     "to",        "n", "confidence",
                                        "accuracy", "95 % from", "to"};
    static const char *const columns[] = {
        "low", "high", "n", "confidence", "accuracy", "accuracy.low", "accuracy.high", NULL};
    static const int digits[] = {3, 3, 0, 3, 3, 3, 3};
    static const section s = {"reliability", "Calibration", heads, columns, digits};
    if (!put_section(out, e, &s))
        return;
    mlt_text_puts(out, "expected calibration error ");
    mlt_fixed(out, number(e->results, "calibration.ECE"), 4);
    mlt_text_puts(out, ", largest ");
    mlt_fixed(out, number(e->results, "calibration.MCE"), 4);
    mlt_text_putc(out, '\n');
}

static void put_figures(mlt_text *out, const mltest_evaluation *e)
{
    char label[sizeof "-" + sizeof e->top_k_name];
    snprintf(label, sizeof label, "top-%s", e->top_k_name + strspn(e->top_k_name, "top"));
    const struct {
        const char *label, *name;
        int digits;
    } rows[] = {{"samples", "n_images", 0},
                {"without an answer", "n_unanswered", 0},
                {"with scores that are not probabilities", "n_not_probable", 0},
                {"top-1", "top1", 4},
                {"top-5", "top5", 4},
                {label, e->top_k_name, 4},
                {"balanced accuracy", "balanced_accuracy", 4},
                {"adjusted, 0 for guessing", "adjusted_balanced_accuracy", 4},
                {"Cohen's kappa", "kappa", 4},
                {"Matthews correlation", "MCC", 4},
                {"Brier score", "brier", 4},
                {"log loss", "log_loss", 4}};
    mlt_columns t;
    mlt_columns_begin(&t, e->ctx, 2);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].name[0] == '\0')
            continue;
        mlt_columns_text(&t, rows[i].label);
        mlt_columns_number(&t, number(e->results, rows[i].name), rows[i].digits);
    }
    mlt_columns_print(&t, out);
}

static void put_averages(mlt_text *out, const mltest_evaluation *e)
{
    static const char *const heads[] = {"<average", "precision", "recall", "F1"};
    static const char *const rows[][4] = {
        {"macro", "macro.precision", "macro.recall", "macro.F1"},
        {"micro", "micro.precision", "micro.recall", "micro.F1"},
        {"weighted", "weighted.precision", "weighted.recall", "weighted.F1"}};
    mlt_columns t;
    mlt_text_putc(out, '\n');
    mlt_columns_init(&t, e->ctx, heads, sizeof heads / sizeof heads[0]);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mlt_columns_text(&t, rows[i][0]);
        for (size_t k = 1; k < sizeof rows[0] / sizeof rows[0][0]; k++)
            mlt_columns_number(&t, number(e->results, rows[i][k]), 3);
    }
    mlt_columns_print(&t, out);
}

static void put_classification(mlt_text *out, const mltest_evaluation *e)
{
    static const char *const heads[] = {"<class",    "truths", "predicted", "right",
                                        "precision", "recall", "F1"};
    static const char *const columns[] = {"name",      "n_truths", "n_predicted", "n_correct",
                                          "precision", "recall",   "F1",          NULL};
    static const int digits[] = {0, 0, 0, 0, 3, 3, 3};
    static const section s = {"class_figures", "Classes", heads, columns, digits};
    put_figures(out, e);
    put_averages(out, e);
    put_section(out, e, &s);
}

static void put_oddities(mlt_text *out, const mlt_table *table)
{
    for (size_t i = 0; i < table->n_rows; i++) {
        mlt_text_puts(out, "note: ");
        mlt_columns_clean(out, mlt_table_find_column(table, "what")->strings[i]);
        mlt_text_puts(out, ": ");
        mlt_fixed(out, mlt_table_find_column(table, "n")->doubles[i], 0);
        mlt_text_puts(out, ", first ");
        mlt_columns_clean(out, mlt_table_find_column(table, "first")->strings[i]);
        mlt_text_putc(out, '\n');
    }
}

mltest_status mlt_report_evaluation_text(mlt_text *out, const mltest_evaluation *evaluation,
                                         mltest_error **error)
{
    const mlt_results *r = evaluation->results;
    const mlt_table *classes = mlt_results_find_table(r, "classes");
    if (classes != NULL) {
        if (evaluation->mode == MLT_EVALUATION_LVIS)
            put_lvis(out, evaluation);
        else
            put_stats(out, evaluation);
        put_deviations(out, evaluation);
        put_classes(out, evaluation, classes);
        put_voc(out, evaluation);
        put_tide(out, evaluation);
        put_confusion(out, evaluation);
        put_operating(out, evaluation);
        put_calibration(out, evaluation);
    } else {
        put_classification(out, evaluation);
    }
    put_oddities(out, mlt_results_find_table(r, "oddities"));
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
