/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/error.h"
#include "report/columns.h"
#include "report/report.h"

static double number(const mlt_results *r, const char *name)
{
    const mlt_value *v = mlt_results_find_value(r, name);
    return v != NULL ? v->number : NAN;
}

/* The lines that everybody knows from COCO's own tool. */
static void put_stats(mlt_text *out, const mlt_results *r)
{
    static const struct {
        const char *stat, *iou, *area;
        int limit;
    } rows[] = {
        {"AP", "0.50:0.95", "all", 100},     {"AP50", "0.50", "all", 100},
        {"AP75", "0.75", "all", 100},        {"APs", "0.50:0.95", "small", 100},
        {"APm", "0.50:0.95", "medium", 100}, {"APl", "0.50:0.95", "large", 100},
        {"AR1", "0.50:0.95", "all", 1},      {"AR10", "0.50:0.95", "all", 10},
        {"AR100", "0.50:0.95", "all", 100},  {"ARs", "0.50:0.95", "small", 100},
        {"ARm", "0.50:0.95", "medium", 100}, {"ARl", "0.50:0.95", "large", 100},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        bool is_ap = rows[i].stat[1] == 'P';
        mlt_text_printf(out, " %-18s %s @[ IoU=%-9s | area=%6s | maxDets=%3d ] = ",
                        is_ap ? "Average Precision" : "Average Recall", is_ap ? "(AP)" : "(AR)",
                        rows[i].iou, rows[i].area, rows[i].limit);
        mlt_fixed(out, number(r, rows[i].stat), 3);
        mlt_text_putc(out, '\n');
    }
}

static void put_classes(mlt_text *out, mltest_context *ctx, const mlt_table *table)
{
    static const char *const heads[] = {"<class", "truths", "AP", "AP50", "AP75", "AR100"};
    static const char *const columns[] = {"AP", "AP50", "AP75", "AR100"};
    mlt_columns t;
    mlt_text_putc(out, '\n');
    mlt_columns_init(&t, ctx, heads, sizeof heads / sizeof heads[0]);
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

static void put_classification(mlt_text *out, const mlt_results *r)
{
    static const char *const labels[] = {"top-1 ", "top-5 ", "balanced accuracy "};
    static const char *const names[] = {"top1", "top5", "balanced_accuracy"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        mlt_text_puts(out, labels[i]);
        mlt_fixed(out, number(r, names[i]), 4);
        mlt_text_putc(out, '\n');
    }
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
        put_stats(out, r);
        put_classes(out, evaluation->ctx, classes);
    } else {
        put_classification(out, r);
    }
    put_oddities(out, mlt_results_find_table(r, "oddities"));
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
