/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/error.h"
#include "report/columns.h"
#include "report/evaluation_sections.h"
#include "report/report.h"

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
        mlt_fixed(out, mlt_report_number(e->results, rows[i].stat), 3);
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
        mlt_fixed(out, mlt_report_number(e->results, mlt_lvis_stat_names[i]), 3);
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
        mlt_report_detection_sections(out, evaluation);
    } else {
        mlt_report_classification(out, evaluation);
    }
    put_oddities(out, mlt_results_find_table(r, "oddities"));
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
