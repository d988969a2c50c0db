/* SPDX-License-Identifier: MIT */
#include "report/evaluation_sections.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "report/columns.h"

double mlt_report_number(const mlt_results *results, const char *name)
{
    const mlt_value *v = mlt_results_find_value(results, name);
    return v != NULL ? v->number : NAN;
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
    mlt_fixed(out, mlt_report_number(e->results, "voc.iou"), 2);
    mlt_text_puts(out, ": ");
    mlt_fixed(out, mlt_report_number(e->results, "voc.mAP"), 4);
    mlt_text_putc(out, '\n');
}

static void put_tide(mlt_text *out, const mltest_evaluation *e)
{
    static const char *const heads[] = {"<error", "n", "dAP"};
    static const char *const columns[] = {"kind", "n", "dAP", NULL};
    static const int digits[] = {0, 0, 2};
    static const section s = {"tide_kinds", "TIDE: what errors cost, in points of AP50", heads,
                              columns, digits};
    if (!put_section(out, e, &s))
        return;
    mlt_text_puts(out, "AP50 ");
    mlt_fixed(out, mlt_report_number(e->results, "tide.AP"), 2);
    mlt_text_puts(out, "; all false positives ");
    mlt_fixed(out, mlt_report_number(e->results, "tide.dAP_false_positives"), 2);
    mlt_text_puts(out, ", all false negatives ");
    mlt_fixed(out, mlt_report_number(e->results, "tide.dAP_false_negatives"), 2);
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
    mlt_fixed(out, mlt_report_number(e->results, "calibration.ECE"), 4);
    mlt_text_puts(out, ", largest ");
    mlt_fixed(out, mlt_report_number(e->results, "calibration.MCE"), 4);
    mlt_text_putc(out, '\n');
}

void mlt_report_detection_sections(mlt_text *out, const mltest_evaluation *e)
{
    put_voc(out, e);
    put_tide(out, e);
    put_confusion(out, e);
    put_operating(out, e);
    put_calibration(out, e);
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
        mlt_columns_number(&t, mlt_report_number(e->results, rows[i].name), rows[i].digits);
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
            mlt_columns_number(&t, mlt_report_number(e->results, rows[i][k]), 3);
    }
    mlt_columns_print(&t, out);
}

void mlt_report_classification(mlt_text *out, const mltest_evaluation *e)
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
