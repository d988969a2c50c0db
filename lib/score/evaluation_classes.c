/* SPDX-License-Identifier: MIT */
#include "score/evaluation_classes.h"

#include <stdio.h>

#include "base/error.h"

static mltest_status fill_top(mltest_evaluation *e, const mlt_classification_result *figures,
                              size_t k, mltest_error **error)
{
    TRY(mlt_results_number(e->results, "top1", mlt_classification_top_k(figures, 1), error));
    TRY(mlt_results_number(e->results, "top5", mlt_classification_top_k(figures, 5), error));
    if (k == 1 || k == 5)
        return MLTEST_OK;
    snprintf(e->top_k_name, sizeof e->top_k_name, "top%zu", k);
    return mlt_results_number(e->results, e->top_k_name, mlt_classification_top_k(figures, k),
                              error);
}

static mltest_status fill_figures(mlt_results *results, const mlt_classification_result *f,
                                  mltest_error **error)
{
    const struct {
        const char *name;
        double value;
    } rows[] = {{"balanced_accuracy", f->balanced},
                {"adjusted_balanced_accuracy", f->adjusted},
                {"macro.precision", f->macro.precision},
                {"macro.recall", f->macro.recall},
                {"macro.F1", f->macro.f1},
                {"micro.precision", f->micro.precision},
                {"micro.recall", f->micro.recall},
                {"micro.F1", f->micro.f1},
                {"weighted.precision", f->weighted.precision},
                {"weighted.recall", f->weighted.recall},
                {"weighted.F1", f->weighted.f1},
                {"kappa", f->kappa},
                {"MCC", f->mcc},
                {"brier", f->brier},
                {"log_loss", f->log_loss},
                {"n_unanswered", (double)f->n_unanswered},
                {"n_not_probable", (double)f->n_not_probable}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        TRY(mlt_results_number(results, rows[i].name, rows[i].value, error));
    return MLTEST_OK;
}

static mltest_status fill_classes(mlt_results *results, const mlt_classification_result *figures,
                                  const char *const *names, mltest_error **error)
{
    static const char *const heads[] = {"n_truths",  "n_predicted", "n_correct",
                                        "precision", "recall",      "F1"};
    mlt_table *table;
    mlt_column *column;
    TRY(mlt_results_table(results, "class_figures", figures->n_classes, &table, error));
    TRY(mlt_table_column(results, table, "name", MLT_COLUMN_STRING, &column, error));
    for (size_t i = 0; i < figures->n_classes; i++)
        TRY(mlt_table_set_string(results, column, i, names[i], error));
    for (size_t k = 0; k < sizeof heads / sizeof heads[0]; k++) {
        TRY(mlt_table_column(results, table, heads[k], MLT_COLUMN_DOUBLE, &column, error));
        for (size_t i = 0; i < figures->n_classes; i++) {
            const mlt_classification_class *c = &figures->classes[i];
            const double values[] = {(double)c->n_truths,
                                     (double)c->n_predicted,
                                     (double)c->n_correct,
                                     c->precision,
                                     c->recall,
                                     c->f1};
            column->doubles[i] = values[k];
        }
    }
    return MLTEST_OK;
}

/* Any top-k accuracy is the sum of its first k rows by the number of samples. */
static mltest_status fill_ranks(mlt_results *results, const mlt_classification_result *figures,
                                mltest_error **error)
{
    mlt_table *table;
    mlt_column *column;
    TRY(mlt_results_table(results, "ranks", figures->n_classes, &table, error));
    TRY(mlt_table_column(results, table, "rank", MLT_COLUMN_DOUBLE, &column, error));
    for (size_t i = 0; i < figures->n_classes; i++)
        column->doubles[i] = (double)(i + 1);
    TRY(mlt_table_column(results, table, "n", MLT_COLUMN_DOUBLE, &column, error));
    for (size_t i = 0; i < figures->n_classes; i++)
        column->doubles[i] = (double)figures->n_at_rank[i];
    return MLTEST_OK;
}

mltest_status mlt_evaluation_fill_classification(mltest_evaluation *evaluation,
                                                 const mlt_classification_result *figures,
                                                 const char *const *names, size_t top_k,
                                                 mltest_error **error)
{
    mlt_results *results = evaluation->results;
    TRY(mlt_results_text(results, "task", "classification", error));
    TRY(mlt_results_number(results, "n_images", (double)figures->n, error));
    TRY(fill_top(evaluation, figures, top_k, error));
    TRY(fill_figures(results, figures, error));
    TRY(fill_classes(results, figures, names, error));
    return fill_ranks(results, figures, error);
}
